#pragma once
/// What the pictures of a report are drawn from: one day's trains as they ran, and what several days had in common, by
/// segment, platform and quarter-hour. Plain data; a report knows no World.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "czt/model/plan.hpp"
#include "czt/model/world.hpp"
#include "czt/observe/delay_ledger.hpp"
#include "czt/observe/personal_days.hpp"

namespace czt {

struct TrainPicture {
  struct Stop {
    std::uint32_t station = 0;
    bool calls = true;
    std::int32_t booked_arrival = 0;    ///< ms of the service day
    std::int32_t booked_departure = 0;
    std::int32_t arrived = 0;           ///< as it ran; PointColumns::not_yet where it did not come
    std::int32_t departed = 0;
    std::int32_t dwell_needed = 0;      ///< ms
    std::uint32_t boarded = 0;
    std::uint32_t alighted = 0;
    std::uint32_t load = 0;             ///< after departure
  };
  std::string number;
  Direction direction = Direction::up;
  bool empty = false;
  std::uint32_t seats = 0;
  std::uint32_t capacity = 0;
  std::vector<Stop> stops;
};

struct DayPictures {
  static constexpr std::int32_t quarter = 900'000;  ///< ms
  struct Place {
    std::string name;
    std::string name_zh;
    double km = 0.0;                    ///< along its own branch
    std::uint32_t branch = 0;
  };
  /// Per quarter-hour of departing from its first station, means of the days.
  struct SegmentPicture {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    Direction direction = Direction::up;
    double km = 0.0;
    std::vector<double> load;           ///< persons carried through
    std::vector<double> seats;          ///< of the trains that ran
    std::vector<double> capacity;
  };
  /// Waiting at the end of each quarter-hour.
  struct PlatformPicture {
    std::vector<double> waiting;        ///< mean of the days
    std::vector<double> low;            ///< 10 % of the days are below
    std::vector<double> high;           ///< 10 % above
    std::vector<double> left_behind;    ///< within the quarter-hour, events, mean
    double boarded = 0.0;               ///< a day
    double alighted = 0.0;
  };
  std::uint32_t days = 0;
  std::int32_t first_quarter = 0;       ///< ms: where the first quarter-hour begins
  std::uint32_t quarters = 0;
  std::vector<Place> stations;
  std::vector<std::vector<std::uint32_t>> branches;  ///< stations in order, the joint first on those after the main one
  std::vector<TrainPicture> trains;     ///< of the first day
  std::vector<SegmentPicture> segments;
  std::vector<PlatformPicture> platforms;            ///< per station
  std::vector<double> waits;            ///< people a day by minutes waited, last: as long or longer
  std::vector<double> journeys;         ///< journeys made a day, by two minutes from door to door, last: as long or longer
  std::array<double, delay_causes> delay{};          ///< seconds a day booked to each cause; recovery below 0
};

/// Adds finished days of one plan together, in the order in which they are given.
class DayPicturing {
 public:
  explicit DayPicturing(const Plan& plan);
  void add(const World& world);
  /// Of the days added, at least one.
  [[nodiscard]] DayPictures pictures() const;

 private:
  void add_trains(const World& world);
  void add_points(const World& world);
  void add_waiting(const World& world);
  void add_delays(const World& world);
  [[nodiscard]] std::uint32_t quarter_of(std::int32_t at) const;

  const Plan* plan_;
  DayPictures sums_;
  std::vector<std::vector<std::vector<std::int32_t>>> waiting_;  ///< day, station, quarter
  DelayLedger ledger_;
  PersonalDays personal_;
};

}  // namespace czt
