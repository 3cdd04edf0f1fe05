#include "czt/experiment/winners.hpp"

#include <algorithm>
#include <deque>
#include <limits>
#include <map>
#include <mutex>
#include <stdexcept>

namespace czt {

namespace {

constexpr std::uint32_t hours = 48;

std::uint32_t hour_of(std::int32_t wish) {
  return wish < 0 ? 0 : std::min(static_cast<std::uint32_t>(wish) / 3'600'000u, hours - 1);
}

PersonalSums sums_of(const PersonalDay& day) { return {1, day.door, day.fen, day.stood}; }
PersonalSums change_of(const PersonalDay& base, const PersonalDay& other) {
  return {1, std::int64_t{other.door} - base.door, std::int64_t{other.fen} - base.fen,
          std::int64_t{other.stood} - base.stood};
}

/// How the people of one plan are called among those of both.
struct Naming {
  std::vector<std::uint32_t> stream;   ///< per row of the field, then per explicit group: its number among those of both
  std::vector<std::uint32_t> purpose;  ///< of the same; explicit people: the number of purposes
  std::vector<std::uint32_t> station;  ///< per station
  std::uint32_t stations = 0;
};

/// Both plans' streams, explicit groups and stations under common numbers. Streams are numbered as days are drawn: by
/// place, then by identity; so persons come in ascending order and need no sorting.
struct Matching {
  Matching(const Plan& base, const Plan& other);
  [[nodiscard]] std::uint32_t od(const Naming& names, std::uint32_t journey) const {
    const auto all = static_cast<std::uint32_t>(stations.size());
    return names.station[journey / names.stations] * all + names.station[journey % names.stations];
  }

  Naming base;
  Naming other;
  std::vector<std::string> stations;
  std::vector<std::pair<std::string, std::string>> purposes;  ///< names in English and Chinese; the last: explicit people
};

Matching::Matching(const Plan& of_base, const Plan& of_other) {
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::uint32_t> streams;
  std::vector<std::string> groups;
  for (const Plan* plan : {&of_base, &of_other}) {
    for (const TravellerStream& s : plan->field.streams()) streams[{s.from.value, s.identity}] = 0;
    for (const PassengerGroup& group : plan->input.passengers)
      if (std::find(groups.begin(), groups.end(), group.name) == groups.end()) groups.push_back(group.name);
    for (const Station& station : plan->input.network.stations)
      if (std::find(stations.begin(), stations.end(), station.name) == stations.end()) stations.push_back(station.name);
  }
  std::uint32_t next = 0;
  for (auto& [name, number] : streams) number = next++;
  for (const Purpose& purpose : of_base.input.purposes) purposes.emplace_back(purpose.name, purpose.name_zh);
  const auto explicit_people = static_cast<std::uint32_t>(purposes.size());
  purposes.emplace_back("passengers", "指定乘客");

  for (const auto& [plan, names] : {std::pair{&of_base, &base}, std::pair{&of_other, &other}}) {
    for (const TravellerStream& s : plan->field.streams()) {
      names->stream.push_back(streams.at({s.from.value, s.identity}));
      names->purpose.push_back(s.purpose.value);
    }
    for (const PassengerGroup& group : plan->input.passengers) {
      const auto at = std::find(groups.begin(), groups.end(), group.name) - groups.begin();
      names->stream.push_back(next + static_cast<std::uint32_t>(at));
      names->purpose.push_back(explicit_people);
    }
    for (const Station& station : plan->input.network.stations)
      names->station.push_back(
          static_cast<std::uint32_t>(std::find(stations.begin(), stations.end(), station.name) - stations.begin()));
    names->stations = plan->stations;
  }
}

/// A person's stream and number in one, and his row in world.persons; ascending.
using Person = std::pair<std::uint64_t, std::uint32_t>;
void list_people(const PersonColumns& persons, const Naming& names, std::vector<Person>& people) {
  people.resize(persons.stream.size());
  for (std::uint32_t row = 0; row < people.size(); ++row)
    people[row] = {std::uint64_t{names.stream[persons.stream[row]]} << 32 | persons.number[row], row};
  if (!std::is_sorted(people.begin(), people.end())) std::sort(people.begin(), people.end());
}

/// Rows of tallies by purpose, then by hour, then by pair of stations.
struct Scopes {
  std::uint32_t purposes = 0;
  std::uint32_t stations = 0;
  [[nodiscard]] std::uint32_t hour(std::uint32_t h) const { return purposes + h; }
  [[nodiscard]] std::uint32_t od(std::uint32_t pair) const { return purposes + hours + pair; }
  [[nodiscard]] std::uint32_t size() const { return purposes + hours + stations * stations; }
};

/// Where somebody is counted.
struct Where {
  std::uint32_t purpose = 0;
  std::uint32_t hour = 0;
  std::uint32_t od = 0;
};

/// One change of time, for the quantiles.
struct TimeChange {
  std::int32_t ms = 0;
  std::uint16_t purpose = 0;
  std::uint16_t hour = 0;
  std::uint32_t od = 0;
};

struct LineOfDay {
  std::uint32_t replication = 0;
  WinnersTally tally;
};

class Counting final : public WinnersCount::Part {
 public:
  Counting(const Matching& matching, std::uint32_t first_replication)
      : matching_(&matching),
        first_replication_(first_replication),
        scopes_{static_cast<std::uint32_t>(matching.purposes.size()), static_cast<std::uint32_t>(matching.stations.size())},
        tallies(scopes_.size()) {}

  void count(std::uint32_t replication, const PeopleOfDay& of_base, const PeopleOfDay& of_other) override {
    list_people(of_base.persons, matching_->base, base_people_);
    list_people(of_other.persons, matching_->other, other_people_);
    const bool keeps_changes = replication - first_replication_ < replications_with_quantiles;
    WinnersTally line;
    auto b = base_people_.begin();
    auto o = other_people_.begin();
    while (b != base_people_.end() || o != other_people_.end()) {
      const bool in_base = o == other_people_.end() || (b != base_people_.end() && b->first <= o->first);
      const bool in_other = b == base_people_.end() || (o != other_people_.end() && o->first <= b->first);
      const PersonalDay before = in_base ? of_base.days[b->second] : PersonalDay{};
      const PersonalDay after = in_other ? of_other.days[o->second] : PersonalDay{};
      if (before.made || after.made) {
        const Where where = before.made ? where_is(of_base.persons, matching_->base, b->second)
                                        : where_is(of_other.persons, matching_->other, o->second);
        const WinnersTally one = tally_of(before, after, in_base && in_other);
        line.add(one);
        for (const std::uint32_t row : {where.purpose, scopes_.hour(where.hour), scopes_.od(where.od)}) tallies[row].add(one);
        if (keeps_changes && before.made && after.made)
          changes.push_back({after.door - before.door, static_cast<std::uint16_t>(where.purpose),
                             static_cast<std::uint16_t>(where.hour), where.od});
      }
      if (in_base) ++b;
      if (in_other) ++o;
    }
    add_totals(of_base, of_other, line);
    days.push_back({replication, line});
  }

 private:
  [[nodiscard]] Where where_is(const PersonColumns& persons, const Naming& names, std::uint32_t row) const {
    return {names.purpose[persons.stream[row]], hour_of(persons.wish[row]), matching_->od(names, persons.journey[row])};
  }

  static WinnersTally tally_of(const PersonalDay& before, const PersonalDay& after, bool came_in_both) {
    WinnersTally t;
    if (before.made && after.made) {
      t.stay = change_of(before, after);
      t.gainers = t.stay.door < -noticed_ms ? 1 : 0;
      t.losers = t.stay.door > noticed_ms ? 1 : 0;
    } else if (after.made) {
      t.newcomers = sums_of(after);
      t.rescued = came_in_both ? 1 : 0;
    } else {
      t.leavers = sums_of(before);
      t.undelivered = came_in_both ? 1 : 0;
    }
    return t;
  }

  /// Added up apart, so that a person counted twice or never would be found.
  void add_totals(const PeopleOfDay& of_base, const PeopleOfDay& of_other, const WinnersTally& line) {
    PersonalSums before;
    PersonalSums after;
    for (const PersonalDay& day : of_base.days)
      if (day.made) before.add(sums_of(day));
    for (const PersonalDay& day : of_other.days)
      if (day.made) after.add(sums_of(day));
    if (!(after - before == line.change()))
      throw std::logic_error("the changes of people do not add up to the change of the totals");
    base.add(before);
    other.add(after);
  }

  const Matching* matching_;
  std::uint32_t first_replication_;
  Scopes scopes_;
  std::vector<Person> base_people_;
  std::vector<Person> other_people_;

 public:
  std::vector<WinnersTally> tallies;  ///< per row of the scopes
  std::vector<TimeChange> changes;
  std::vector<LineOfDay> days;
  PersonalSums base;
  PersonalSums other;
};

/// Type 1 of Hyndman & Fan (1996), as the p95 measures: a value that somebody had.
std::array<double, 5> quantiles_of(std::vector<std::int32_t>& ms) {
  std::array<double, 5> out{};
  auto smaller = ms.begin();  // everything before is no larger than everything from here on
  for (std::size_t k = 0; k < out.size(); ++k) {
    if (ms.empty()) {
      out[k] = std::numeric_limits<double>::quiet_NaN();
      continue;
    }
    const double place = winners_quantiles[k] * static_cast<double>(ms.size());
    auto at = static_cast<std::size_t>(place);
    if (static_cast<double>(at) == place && at > 0) --at;
    const auto place_in_order = ms.begin() + static_cast<std::ptrdiff_t>(std::min(at, ms.size() - 1));
    std::nth_element(smaller, place_in_order, ms.end());
    smaller = place_in_order;
    out[k] = *place_in_order / 1000.0;
  }
  return out;
}

}  // namespace

void PersonalSums::add(const PersonalSums& more) {
  people += more.people;
  door += more.door;
  fen += more.fen;
  stood += more.stood;
}
PersonalSums operator-(const PersonalSums& a, const PersonalSums& b) {
  return {a.people - b.people, a.door - b.door, a.fen - b.fen, a.stood - b.stood};
}

PersonalSums WinnersTally::change() const {
  PersonalSums sum = stay;
  sum.people = 0;  // who stays is in both totals
  sum.add(newcomers);
  return sum - leavers;
}

void WinnersTally::add(const WinnersTally& more) {
  stay.add(more.stay);
  gainers += more.gainers;
  losers += more.losers;
  newcomers.add(more.newcomers);
  leavers.add(more.leavers);
  rescued += more.rescued;
  undelivered += more.undelivered;
}

bool same_people(const Plan& base, const Plan& other) {
  const PlanInput& a = base.input;
  const PlanInput& b = other.input;
  return std::equal(a.purposes.begin(), a.purposes.end(), b.purposes.begin(), b.purposes.end(),
                    [](const Purpose& x, const Purpose& y) { return x.name == y.name; }) &&
         std::equal(a.places.begin(), a.places.end(), b.places.begin(), b.places.end(),
                    [](const Place& x, const Place& y) { return x.name == y.name; });
}

struct WinnersCount::Sums {
  Sums(const Plan& base, const Plan& other, std::uint32_t first) : matching(base, other), first_replication(first) {}

  [[nodiscard]] std::vector<WinnersTally> tallies() const;
  [[nodiscard]] std::array<double, 5> time(const auto& belongs) const {
    std::vector<std::int32_t> ms;
    for (const Counting& part : parts)
      for (const TimeChange& change : part.changes)
        if (belongs(change)) ms.push_back(change.ms);
    return quantiles_of(ms);
  }
  void add_days(Winners& to) const;
  void add_pairs(const std::vector<WinnersTally>& all, Winners& to) const;

  Matching matching;
  std::uint32_t first_replication;
  std::deque<Counting> parts;
  std::mutex mutex;
};

std::vector<WinnersTally> WinnersCount::Sums::tallies() const {
  std::vector<WinnersTally> all;
  for (const Counting& part : parts) {
    all.resize(part.tallies.size());
    for (std::size_t row = 0; row < all.size(); ++row) all[row].add(part.tallies[row]);
  }
  return all;
}

/// The line, in the order of the replications.
void WinnersCount::Sums::add_days(Winners& to) const {
  std::vector<LineOfDay> days;
  WinnersTally line;
  for (const Counting& part : parts) {
    days.insert(days.end(), part.days.begin(), part.days.end());
    to.base.add(part.base);
    to.other.add(part.other);
  }
  std::sort(days.begin(), days.end(), [](const LineOfDay& a, const LineOfDay& b) { return a.replication < b.replication; });
  std::vector<double> gainers, losers, change;
  for (const LineOfDay& day : days) {
    line.add(day.tally);
    const PersonalSums& stay = day.tally.stay;
    gainers.push_back(static_cast<double>(day.tally.gainers));
    losers.push_back(static_cast<double>(day.tally.losers));
    change.push_back(stay.people > 0 ? static_cast<double>(stay.door) / 1000.0 / static_cast<double>(stay.people)
                                     : std::numeric_limits<double>::quiet_NaN());
  }
  to.replications = static_cast<std::uint32_t>(days.size());
  to.gainers = estimate(gainers);
  to.losers = estimate(losers);
  to.time_change = estimate(change);
  to.rows.push_back({"line", "", "", line, time([](const TimeChange&) { return true; })});
}

/// Changes are sorted by pair once: there are many pairs.
void WinnersCount::Sums::add_pairs(const std::vector<WinnersTally>& all, Winners& to) const {
  const Scopes scopes{static_cast<std::uint32_t>(matching.purposes.size()), static_cast<std::uint32_t>(matching.stations.size())};
  std::vector<std::vector<std::int32_t>> ms(std::size_t{scopes.stations} * scopes.stations);
  for (const Counting& part : parts)
    for (const TimeChange& change : part.changes) ms[change.od].push_back(change.ms);
  for (std::uint32_t pair = 0; pair < ms.size(); ++pair) {
    const WinnersTally& tally = all[scopes.od(pair)];
    if (tally.empty()) continue;
    to.rows.push_back({"od", matching.stations[pair / scopes.stations] + "→" + matching.stations[pair % scopes.stations], "",
                       tally, quantiles_of(ms[pair])});
  }
}

WinnersCount::WinnersCount(const Plan& base, const Plan& other, std::uint32_t first_replication)
    : sums_(std::make_unique<Sums>(base, other, first_replication)) {}
WinnersCount::~WinnersCount() = default;

WinnersCount::Part& WinnersCount::new_part() {
  const std::lock_guard lock(sums_->mutex);
  return sums_->parts.emplace_back(sums_->matching, sums_->first_replication);
}

Winners WinnersCount::winners() const {
  Winners w;
  sums_->add_days(w);
  const std::vector<WinnersTally> all = sums_->tallies();
  if (all.empty()) return w;
  const auto purposes = static_cast<std::uint32_t>(sums_->matching.purposes.size());
  for (std::uint32_t p = 0; p < purposes; ++p)
    if (!all[p].empty())
      w.rows.push_back({"purpose", sums_->matching.purposes[p].first, sums_->matching.purposes[p].second, all[p],
                        sums_->time([p](const TimeChange& c) { return c.purpose == p; })});
  for (std::uint32_t hour = 0; hour < hours; ++hour)
    if (!all[purposes + hour].empty())
      w.rows.push_back({"hour", std::to_string(hour), "", all[purposes + hour],
                        sums_->time([hour](const TimeChange& c) { return c.hour == hour; })});
  sums_->add_pairs(all, w);
  return w;
}

}  // namespace czt
