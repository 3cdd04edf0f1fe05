#pragma once
/// What trains did, read off the point columns: each selection is a list of points made once, each
/// measure a sum over such a list.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "quantile.hpp"
#include "selection.hpp"

namespace czt {

enum class TrainMeasure : unsigned char {
  boardings,
  alightings,
  left_behind,
  load,
  load_factor_seats,
  load_max,
  section_load_peak_hour,
  seat_occupancy,
  standing_time,
  standing_density_max,
  passenger_km,
  train_km,
  seat_km,
  commercial_speed,
  dwell_mean,
  dwell_p95,
  delay_arrival_mean,
  delay_p95,
  on_time_start,
  on_time,
  on_time_end,
  knock_on_delay,
  cancelled_trains,
  cancelled_calls,
  platform_changes,
  none
};
/// none: not a measure of trains.
TrainMeasure train_measure(std::string_view name);

class TrainsSeen {
 public:
  explicit TrainsSeen(const Plan& plan);
  /// A number to read the selection by; the same for the same selection.
  std::size_t want(const Selection& selection);
  double read(TrainMeasure measure, std::size_t selection, const World& world);
  /// The points of a selection, ascending.
  [[nodiscard]] std::span<const std::uint32_t> points(std::size_t selection) const { return points_[selection]; }
  /// Booked minus technical running time, s: of each train of the selection, mean over them. NaN without any.
  [[nodiscard]] double margin(std::size_t selection) const;

 private:
  enum Kind : std::uint8_t {
    calls = 1,  ///< stops for passengers
    first = 2,  ///< of its trip
    last = 4,
    in_service = 8,  ///< not an empty train
    booked = 16      ///< has booked times
  };
  /// What never changes about a point.
  struct Static {
    std::uint8_t kind = 0;
    std::uint32_t segment = Plan::Point::none;
    std::uint32_t station = 0;
    std::uint32_t hour = 0;
    std::uint32_t direction = 0;
    std::uint32_t trip = 0;
    double km = 0.0;  ///< of the segment ahead
    double seats = 0.0;
    double standing_area = 0.0;
    std::int32_t arrival = 0;
    std::int32_t departure = 0;
  };
  using Points = std::vector<std::uint32_t>;

  [[nodiscard]] bool matches(const Static& point, const Selection& selection) const;
  [[nodiscard]] bool left(std::uint32_t point, const World& world) const {
    return static_[point].segment != Plan::Point::none && (static_[point].kind & in_service) &&
           world.points.departed[point] != PointColumns::not_yet;
  }
  double share_of_seats(const Points& points, const World& world, bool by_km) const;
  double peak_hour(const Points& points, const World& world);
  double standing_hours(const Points& points, const World& world) const;
  double run_km(const Points& points, const World& world, TrainMeasure measure) const;
  double speed(const Points& points, const World& world) const;
  void collect_dwells(const Points& points, const World& world);
  void collect_lateness(const Points& points, const World& world);
  [[nodiscard]] std::size_t cancelled(const Points& points, const World& world, bool whole) const;
  [[nodiscard]] std::size_t platform_changes(const Points& points, const World& world) const;
  double on_time_share(const Points& points, const World& world, std::uint8_t where) const;
  [[nodiscard]] double mean_of_collected() const;

  const Plan* plan_;
  std::vector<Static> static_;
  std::vector<Selection> selections_;
  std::vector<Points> points_;           ///< per selection
  std::vector<std::uint64_t> by_hour_;   ///< segment · hours + hour
  std::vector<std::int32_t> collected_;  ///< ms
  Quantile95 quantile_;
};

}  // namespace czt
