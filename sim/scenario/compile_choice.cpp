#include <algorithm>

#include "compile_line.hpp"

namespace czt {

namespace {

Emits emits_of(const Rival& rival, const std::string& written) {
  if (written == "car") return Emits::car;
  if (written == "coach") return Emits::coach;
  if (!written.empty() || rival.nest == Nest::rail) return Emits::nothing;
  return rival.headway > Duration{} ? Emits::coach : Emits::car;
}

Rival rival_of(const std::string& name, Cursor item) {
  Rival rival;
  rival.name = name;
  rival.name_zh = item.text("zh");
  rival.nest = item.text("nest") == "rail" ? Nest::rail : Nest::road;
  rival.share = item.number("share");
  rival.fare = item.money("fare");
  rival.per_km = item.decimal("per_km");
  rival.speed = {item.number("speed")};
  rival.time = item.duration("time");
  rival.headway = item.duration("headway");
  rival.access = item.duration("access");
  rival.first = item.clock("first");
  rival.last = item.clock("last");
  rival.least_distance = metres(item.number("least_distance"));
  rival.most_distance = metres(item.number("most_distance"));
  rival.emits = emits_of(rival, item.text("emissions"));
  return rival;
}

}  // namespace

void compile_choice(Cursor tree, PlanInput& input, Diagnostics& wrong) {
  for (const auto& [name, item] : tree["rivals"].items()) {
    input.rivals.push_back(rival_of(name, item));
    if (name == railway_mode)
      wrong.push_back(problem(item.where(), "rivals." + name, "measures call the railway itself so: it is no rival"));
    if (input.rivals.back().last <= input.rivals.back().first)
      wrong.push_back(problem(item.where("last"), "rivals." + name + ".last", "it runs from `first` to `last`"));
  }
  const Cursor choice = tree["choice"];
  if (choice.text("model") != "logit") return;
  if (input.rivals.size() > 31)
    wrong.push_back(problem(tree["rivals"].where(), "rivals", "at most 31 rivals"));
  ChoiceModel model;
  model.fare_elasticity = choice.number("fare_elasticity");
  model.at_fare = choice.money("at_fare");
  model.wait_weight = choice.number("wait_weight");
  model.access_weight = choice.number("access_weight");
  model.early = choice.number("early");
  model.late = choice.number("late");
  model.window = choice.duration("window");
  model.departure_scale = choice.number("departure_scale");
  model.station_scale = choice.number("station_scale");
  model.nest = {choice.number("rail_nest"), choice.number("road_nest")};
  model.induced = choice.number("induced");
  model.learning_rate = choice.number("learning_rate");
  model.rechoose = choice.flag("rechoose");
  if (model.departure_scale * std::max(model.early, model.late) * 48 * 60 > 600.0)
    wrong.push_back(problem(choice.where("departure_scale"), "choice.departure_scale",
                            "departure_scale times early or late is at most 0.2 /min"));
  const Cursor crowding = choice["crowding"];
  model.crowding = {crowding.number("standing"), crowding.number("density"),
                    static_cast<std::uint32_t>(crowding.whole("iterations")), crowding.number("gap")};
  if (model.station_scale > model.departure_scale)
    wrong.push_back(problem(choice.where("station_scale"), "choice.station_scale",
                            "stations are chosen before departures, so their scale is at most departure_scale"));
  for (const Purpose& purpose : input.purposes)
    if (purpose.rail_share.size() > 0 && purpose.rail_share.maxCoeff() >= 1.0)
      wrong.push_back(problem(tree["purposes"][purpose.name].where("rail_share"), "purposes." + purpose.name + ".rail_share",
                              "who all take rail have nothing to choose: below 100 % with choice.model logit"));
  input.choice = model;
}

}  // namespace czt
