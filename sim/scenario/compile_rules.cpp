#include "compile_line.hpp"

namespace czt {

namespace {

DwellModel compile_dwell(Cursor dwell) {
  const std::string model = dwell.text("model");
  if (model == "puong") return PuongDwell{};
  if (model == "lam") return LamDwell{};
  if (model == "weston") return WestonDwell{dwell.number("peak_door_factor")};
  if (model == "fixed") return FixedDwell{dwell.number("time")};
  if (model == "lin_wilson") {
    const std::string form = dwell.text("form");
    return LinWilsonDwell{form == "two_cars"          ? LinWilsonDwell::Form::two_cars
                          : form == "one_car_crowded" ? LinWilsonDwell::Form::one_car_crowded
                                                      : LinWilsonDwell::Form::one_car};
  }
  if (model == "tcqsm")
    return TcqsmDwell{dwell.number("per_person"), dwell.number("door_cycle"), dwell.number("margin")};
  CriticalDoorDwell critical;
  critical.door_cycle = dwell.number("door_cycle");
  critical.per_alighting = dwell.number("per_alighting");
  critical.per_boarding = dwell.number("per_boarding");
  critical.crowding = dwell.number("crowding");
  critical.mixing = dwell.number("mixing");
  return critical;
}

ArrivalModel compile_arrival(Cursor arrival) {
  const std::string model = arrival.text("model");
  ArrivalModel mixture;
  mixture.most_aware = model == "random" ? 0.0 : model == "aware" ? 1.0 : arrival.number("most_aware");
  mixture.slope = arrival.duration("slope");
  mixture.earliest = arrival.duration("earliest");
  mixture.gate_closes = arrival.duration("gate_closes");
  mixture.longest = arrival.duration("longest");
  mixture.beta_a = arrival.number("beta_a");
  mixture.beta_b = arrival.number("beta_b");
  mixture.everybody_aware = model == "aware";
  return mixture;
}

}  // namespace

void compile_rules(Cursor tree, PlanInput& input) {
  const Cursor boarding = tree["boarding"];
  input.full_at = PersonsPerSquareMetre{boarding.number("full_at")};
  input.patience = boarding.duration("patience");
  input.transfer = boarding.duration("transfer");
  input.transfer_penalty = boarding.duration("transfer_penalty");

  const Cursor dwell = tree["dwell"];
  input.dwell = compile_dwell(dwell);
  input.minimum_dwell = dwell.duration("minimum");
  input.door_share = dwell.number("door_share");

  const Cursor turnaround = tree["turnaround"];
  input.turnaround = turnaround.duration("minimum");
  input.coupling = turnaround.duration("coupling");
  input.spare_when_late = tree["circulation"].duration("spare_when_late");
  input.separation.opens_before = turnaround.duration("doors_open_before");
  input.separation.clears_after = turnaround.duration("clears_after");
  input.separation.reoccupation = tree["track"].duration("reoccupation");

  input.arrival = compile_arrival(tree["arrival"]);

  const Cursor disturbances = tree["disturbances"];
  const double scale = disturbances.number("scale");
  Disturbances& d = input.disturbances;
  d.dwell_noise = scale * disturbances.number("dwell_noise");
  d.late_runner = std::min(1.0, scale * disturbances.number("late_runner"));
  d.late_runner_least = disturbances.duration("late_runner_least");
  d.late_runner_most = std::max(d.late_runner_least, disturbances.duration("late_runner_most"));
  const auto by_chance = [&](const std::string& key) {
    return DelayByChance{std::min(1.0, scale * disturbances.number(key)), disturbances.duration(key + "_mean"),
                         disturbances.number(key + "_cv")};
  };
  d.entry = by_chance("entry_delay");
  d.running = by_chance("running_delay");
  d.extension = by_chance("dwell_extension");

  const Cursor observe = tree["observe"];
  input.observe_from = observe.clock("from");
  input.observe_to = observe.clock("to");
}

}  // namespace czt
