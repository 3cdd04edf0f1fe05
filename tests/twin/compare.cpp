#include "compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace czt::twin {

namespace {

std::string words(Happening what) {
  switch (what) {
    case Happening::leaves: return "leaves after being held";
    case Happening::doors_close: return "closes its doors";
    case Happening::enters: return "enters after waiting outside";
    case Happening::arrives: return "arrives";
    case Happening::appears: return "appears";
    case Happening::clears: return "clears its last platform";
    case Happening::spare_sought: return "may get a spare";
  }
  return "?";
}

class Comparison {
 public:
  Comparison(const PlanInput& input, const World& engine, const Day& twin)
      : in_(input), engine_(engine), twin_(twin) {}

  void events(const std::vector<Event>& engine) {
    const auto [e, t] = std::mismatch(engine.begin(), engine.end(), twin_.events.begin(), twin_.events.end());
    if (e == engine.end() && t == twin_.events.end()) return;
    Ms at = std::numeric_limits<Ms>::max();
    if (e != engine.end()) at = std::min(at, e->at);
    if (t != twin_.events.end()) at = std::min(at, t->at);
    say(at, fmt::format("event {}: engine: {}; twin: {}", e - engine.begin(),
                        e == engine.end() ? "no more events" : text(*e),
                        t == twin_.events.end() ? "no more events" : text(*t)));
  }

  void points() {
    const PointColumns& e = engine_.points;
    if (e.arrived.size() != twin_.points.size()) return say(0, "numbers of points differ");
    for (std::size_t p = 0; p < twin_.points.size(); ++p) {
      const Point& t = twin_.points[p];
      const auto check = [&](const char* what, Ms engine, Ms twin) {
        if (engine != twin)
          say(t.arrived, fmt::format("{}: {}: engine {}, twin {}", place(static_cast<int>(p)), what, engine, twin));
      };
      check("arrived (ms)", e.arrived[p], t.arrived);
      check("alighted", e.alighted[p], t.alighted);
      check("dwell needed (ms)", e.dwell_needed[p], t.dwell_needed);
      check("boarded", e.boarded[p], t.boarded);
      check("left behind", e.left_behind[p], t.left_behind);
      check("departed (ms)", e.departed[p], t.departed);
      check("load", e.load[p], t.load);
      check("standing", e.standing[p], t.standing);
      check("held (ms)", e.held[p], t.held);
    }
  }

  void people() {
    const PersonColumns& persons = engine_.persons;
    if (persons.stream.size() != twin_.persons.size())
      return say(0, fmt::format("people who come: engine {}, twin {}", persons.stream.size(), twin_.persons.size()));
    std::vector<std::vector<std::uint32_t>> rows(persons.stream.size());
    for (std::uint32_t r = 0; r < engine_.passengers.came.size(); ++r)
      rows[engine_.passengers.person[r]].push_back(r);  // onward stages have later rows than those before them
    for (std::size_t p = 0; p < twin_.persons.size(); ++p) person(p, rows[p]);
    if (engine_.counts.no_service != static_cast<std::uint64_t>(twin_.no_service))
      say(0, fmt::format("without service: engine {}, twin {}", engine_.counts.no_service, twin_.no_service));
  }

  void stand_ins() {
    const std::vector<Substitution>& e = engine_.substitutions;
    if (e.size() != twin_.stand_ins.size())
      return say(0, fmt::format("spares that stand in: engine {}, twin {}", e.size(), twin_.stand_ins.size()));
    for (std::size_t k = 0; k < e.size(); ++k) {
      const StandIn& t = twin_.stand_ins[k];
      if (e[k].trip != static_cast<std::uint32_t>(t.trip) || e[k].at != t.at || e[k].spare.value != t.spare || e[k].late.value != t.late)
        say(t.at, fmt::format("spare {}: engine trip {} at {} set {} for {}, twin trip {} at {} set {} for {}", k, e[k].trip,
                              e[k].at, e[k].spare.value, e[k].late.value, t.trip, t.at, t.spare, t.late));
    }
  }

  void totals() {
    std::uint64_t gave_up = 0, stranded = 0;
    for (const Person& person : twin_.persons) {
      gave_up += person.stages.back().boarded == Stage::gave_up;
      stranded += person.stages.back().boarded == Stage::never;
    }
    const DayCounts& e = engine_.counts;
    const std::uint64_t came = twin_.persons.size();
    if (e.came != came || e.gave_up != gave_up || e.stranded != stranded || e.delivered != came - gave_up - stranded)
      say(std::numeric_limits<Ms>::max(),
          fmt::format("came, delivered, gave up, stranded: engine {} {} {} {}, twin {} {} {} {}", e.came, e.delivered,
                      e.gave_up, e.stranded, came, came - gave_up - stranded, gave_up, stranded));
  }

  std::vector<std::string> all() {
    std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> lines;
    for (const auto& [at, what] : found_) lines.push_back(what);
    return lines;
  }

 private:
  void person(std::size_t p, const std::vector<std::uint32_t>& rows) {
    const PersonColumns& e = engine_.persons;
    const Person& t = twin_.persons[p];
    const std::string who = fmt::format("person {} (stream {}, number {}, {} to {})", p, t.stream, t.number,
                                        name(t.from), name(t.to));
    const auto journey = static_cast<std::uint32_t>(t.from) * in_.network.stations.size() + static_cast<std::uint32_t>(t.to);
    if (e.stream[p] != t.stream || e.number[p] != t.number || e.journey[p] != journey || e.wish[p] != t.wish)
      return say(t.stages[0].came, fmt::format("{}: the engine has stream {}, number {}, journey {}, wish {} there; twin wish {}",
                                               who, e.stream[p], e.number[p], e.journey[p], e.wish[p], t.wish));
    if (rows.size() != t.stages.size())
      say(t.stages.back().came, fmt::format("{}: stages: engine {}, twin {}", who, rows.size(), t.stages.size()));
    const PassengerColumns& c = engine_.passengers;
    for (std::size_t k = 0; k < std::min(rows.size(), t.stages.size()); ++k) {
      const std::uint32_t r = rows[k];
      const Stage& s = t.stages[k];
      const Ms when = s.boarded >= 0 ? twin_.points[static_cast<std::size_t>(s.boarded)].arrived : s.came;
      const auto check = [&](const char* what, const std::string& engine, const std::string& twin) {
        if (engine != twin) say(when, fmt::format("{}, stage {}: {}: engine {}, twin {}", who, k, what, engine, twin));
      };
      check("came (ms)", std::to_string(c.came[r]), std::to_string(s.came));
      check("boarded", point(c.boarded[r]), point(s.boarded));
      check("alighted", point(c.alighted[r]), point(s.alighted));
      check("sat down", c.stood_until[r] == 0                         ? "at once"
                        : c.stood_until[r] == PassengerColumns::never ? "never"
                                                                      : point(c.stood_until[r] - 1),
            s.sat_down == Stage::at_once ? "at once" : point(s.sat_down));
      check("missed", std::to_string(c.missed[r]), std::to_string(s.missed));
    }
  }

  std::string point(std::uint32_t engine) const {
    if (engine == PassengerColumns::never) return "never";
    if (engine == PassengerColumns::gave_up) return "gave up";
    return place(static_cast<int>(engine));
  }
  std::string point(int twin) const {
    return twin == Stage::never ? "never" : twin == Stage::gave_up ? "gave up" : place(twin);
  }
  std::string place(int p) const {
    const Point& at = twin_.points[static_cast<std::size_t>(p)];
    const Trip& trip = in_.trips[TripId{static_cast<std::size_t>(at.trip)}];
    return fmt::format("trip {} ({}) at {} [{}, booked {}]", at.trip, trip.number,
                       in_.network.stations[trip.stops[static_cast<std::size_t>(at.stop)].station].name, at.stop,
                       to_clock(trip.stops[static_cast<std::size_t>(at.stop)].departure));
  }
  std::string name(int station) const { return in_.network.stations[StationId{static_cast<std::size_t>(station)}].name; }
  std::string text(const Event& event) const {
    return fmt::format("{} trip {} ({}) {}", to_clock(SimTime{Duration{event.at}}), event.trip,
                       in_.trips[TripId{static_cast<std::size_t>(event.trip)}].number, words(event.what));
  }
  void say(Ms at, std::string what) { found_.push_back({at, std::move(what)}); }

  const PlanInput& in_;
  const World& engine_;
  const Day& twin_;
  std::vector<std::pair<Ms, std::string>> found_;
};

}  // namespace

std::vector<std::string> differences(const PlanInput& input, const std::vector<Event>& engine_events,
                                     const World& engine, const Day& twin) {
  Comparison comparison(input, engine, twin);
  comparison.people();
  comparison.events(engine_events);
  comparison.points();
  comparison.stand_ins();
  comparison.totals();
  return comparison.all();
}

}  // namespace czt::twin
