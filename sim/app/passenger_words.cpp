#include "passenger_words.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <numeric>

#include "amount.hpp"
#include "czt/core/text.hpp"
#include "czt/observe/passenger_ledger.hpp"
#include "czt/observe/tables.hpp"
#include "names.hpp"

namespace czt::app {

namespace {

class PassengerWords {
 public:
  PassengerWords(const Plan& plan, const World& world, Language language)
      : plan_(plan), world_(world), ledger_(plan), language_(language), zh_(language == Language::zh) {
    ledger_.read(world);
  }

  std::string day(std::uint32_t row) {
    head(row);
    came(row);
    for (std::uint32_t stage = row;; stage = ledger_.next(stage)) {
      if (!rode(stage)) return text_;
      if (ledger_.next(stage) == PassengerLedger::none) break;
      line(world_.passengers.came[ledger_.next(stage)], zh_ ? "换乘，到达站台" : "has walked to the next train");
    }
    where_the_time_went(row);
    return text_;
  }

 private:
  std::string station(StationId id) const {
    return name_in(plan_.input.network.stations[id], language_);
  }
  std::string station_of(std::uint32_t point) const { return station(plan_.points[PointId{point}].station); }
  std::string place(PlaceId id) const {
    return name_in(plan_.input.places[id], language_);
  }
  std::string train(std::uint32_t point) const {
    return escape_control(plan_.input.trips[TripId{plan_.points[PointId{point}].trip}].number);
  }
  void line(std::int32_t at, const std::string& what) {
    text_ += fmt::format("  {}  {}\n", to_clock_seconds(start_of_day + milliseconds(at)), what);
  }

  void head(std::uint32_t row) {
    const PersonColumns& persons = world_.persons;
    const std::uint32_t person = world_.passengers.person[row];
    text_ += escape_control(traveller_name(plan_, persons.stream[person], persons.number[person]));
    const auto streams = plan_.field.streams();
    if (persons.stream[person] < streams.size()) {
      const TravellerStream& stream = streams[persons.stream[person]];
      const Purpose& purpose = plan_.input.purposes[stream.purpose];
      text_ += fmt::format("  {}, {} → {}", name_in(purpose, language_), place(stream.from), place(PlaceId{persons.to[person]}));
    }
    text_ += fmt::format(fmt::runtime(zh_ ? "，希望 {} 出行\n" : ", wishes to travel at {}\n"), to_clock_seconds(start_of_day + milliseconds(persons.wish[person])));
  }

  void came(std::uint32_t row) {
    const PersonColumns& persons = world_.persons;
    const std::uint32_t person = world_.passengers.person[row];
    const std::int32_t inside = persons.entrance.empty() ? 0 : persons.entrance[person];
    const StationId from{persons.journey[person] / plan_.stations};
    const std::int32_t on_platform = world_.passengers.came[row];
    if (inside > 0) line(on_platform - inside, (zh_ ? "到达车站 " : "comes to ") + station(from));
    line(on_platform, fmt::format(fmt::runtime(zh_ ? "到达 {} 站台" : "is on the platform of {}"), station(from)));
  }

  /// The trains of one stage; whether it got anywhere.
  bool rode(std::uint32_t row) {
    const PassengerColumns& rows = world_.passengers;
    const std::uint32_t boarded = rows.boarded[row];
    if (boarded >= PassengerColumns::gave_up) {
      text_ += "  " + outcome(boarded) + "\n";
      return false;
    }
    for (const std::uint32_t point : ledger_.trains(row))
      if (point != boarded)
        line(world_.points.departed[point],
             fmt::format(fmt::runtime(zh_ ? "{} 满员，未能上车" : "{} is full and leaves without him"), train(point)));
    line(world_.points.departed[boarded], fmt::format(fmt::runtime(zh_ ? "乘 {} 出发{}，{}" : "leaves on {}{}, {}"), train(boarded),
                                                      lateness(boarded), stands(row)));
    const std::uint32_t alighted = rows.alighted[row];
    line(world_.points.arrived[alighted], (zh_ ? "到达 " : "gets off at ") + station_of(alighted));
    return true;
  }
  std::string lateness(std::uint32_t point) const {
    const std::int32_t late = world_.points.departed[point] - plan_.points[PointId{point}].departure;
    return late > 0 ? (zh_ ? "，晚点 " : ", ") + amount(late, language_) + (zh_ ? "" : " late") : "";
  }
  std::string stands(std::uint32_t row) const {
    const std::uint32_t until = world_.passengers.stood_until[row];
    if (until == 0) return zh_ ? "有座" : "seated";
    if (until == PassengerColumns::never) return zh_ ? "全程站立" : "standing all the way";
    return (zh_ ? "站立至 " : "standing as far as ") + station_of(until - 1);
  }
  std::string outcome(std::uint32_t boarded) const {
    if (boarded == PassengerColumns::went_to_rival)
      return zh_ ? "未能上车，改乘其他方式" : "was left behind and goes by another mode";
    if (boarded == PassengerColumns::gave_up) return zh_ ? "久候不至，放弃" : "waited until his patience was over, and gave up";
    return zh_ ? "直到收车仍在站台" : "still waits when no train comes any more";
  }

  void where_the_time_went(std::uint32_t row) {
    const PassengerLedger::Parts parts = ledger_.parts(row);
    const std::int32_t all = std::accumulate(parts.begin(), parts.end(), 0);
    text_ += fmt::format("  {} {}{}\n", zh_ ? "门到门" : "door to door", amount(all, language_), zh_ ? "：" : ":");
    for (std::size_t k = 0; k < journey_parts; ++k) {
      if (parts[k] == 0) continue;
      text_ += fmt::format("   {}{} {}\n", parts[k] < 0 ? "-" : " ", pad_right(amount(std::abs(parts[k]), language_), 14),
                           in_words(static_cast<JourneyPart>(k)));
    }
  }
  std::string in_words(JourneyPart part) const {
    if (zh_) return std::string(chinese(part));
    switch (part) {
      case JourneyPart::access: return "to the station";
      case JourneyPart::entrance: return "from its door to the platform";
      case JourneyPart::timetable: return "waiting for a booked departure";
      case JourneyPart::left_behind: return "left behind by full trains";
      case JourneyPart::delay: return "trains late or cancelled, less what they made up";
      case JourneyPart::ride: return "riding, as booked";
      case JourneyPart::transfer: return "walking between trains";
      case JourneyPart::egress: return "from the station";
    }
    return {};
  }

  const Plan& plan_;
  const World& world_;
  PassengerLedger ledger_;
  Language language_;
  bool zh_;
  std::string text_;
};

}  // namespace

std::string day_in_words(const Plan& plan, const World& world, std::uint32_t row, Language language) {
  return PassengerWords(plan, world, language).day(row);
}

}  // namespace czt::app
