#pragma once
/// Where a passenger's time went: the milliseconds from door to door of a journey made, booked to causes that add up.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "czt/model/plan.hpp"
#include "czt/model/world.hpp"

namespace czt {

enum class JourneyPart : std::uint8_t {
  access,       ///< from where he set out to the station's door
  entrance,     ///< from there to the platform
  timetable,    ///< waiting for the booked departure of the first train that would take him, or would have, were it not cancelled
  left_behind,  ///< from the departure of that train, which was full, to that of the train he boarded
  delay,        ///< trains late or cancelled: while he waits, or on the way; below 0 where his train made up time
  ride,         ///< booked, from departure to arrival
  transfer,     ///< walking between trains
  egress        ///< from the last station to where he went
};
inline constexpr std::size_t journey_parts = 8;
std::string_view to_text(JourneyPart part);  ///< "left_behind"
std::string_view chinese(JourneyPart part);

/// A table of the plan, and of one day after `read`.
class PassengerLedger {
 public:
  using Parts = std::array<std::int32_t, journey_parts>;  ///< ms, by JourneyPart

  explicit PassengerLedger(const Plan& plan);
  /// A finished day. It must stay as it is while `parts` and `trains` are asked.
  void read(const World& world);

  /// Of the passengers row that begins a journey which was made. They add up to PersonalDay::door, to the millisecond.
  [[nodiscard]] Parts parts(std::uint32_t row) const;
  /// Points of the trains that served a boarded stage once it stood on the platform, those that left it behind first, in the
  /// order of departing; the last is where it boarded.
  [[nodiscard]] std::vector<std::uint32_t> trains(std::uint32_t row) const;
  /// The row that continues this one on another train; none at the last.
  [[nodiscard]] std::uint32_t next(std::uint32_t row) const { return next_[row]; }
  static constexpr std::uint32_t none = Plan::Point::none;

 private:
  /// Points of the trains that would take him where he got off, and left after he came; in the order of departing.
  [[nodiscard]] std::span<const std::uint32_t> serving(std::uint32_t row) const;
  [[nodiscard]] std::span<const std::uint32_t> served(std::uint32_t row) const;  ///< likewise, whenever they left
  [[nodiscard]] std::int32_t cancelled_after(std::uint32_t row) const;
  [[nodiscard]] bool gate_was_open(std::uint32_t row, std::uint32_t point) const;
  void add_stage(std::uint32_t row, Parts& parts) const;

  const Plan* plan_;
  std::vector<std::uint32_t> lane_;                    ///< from · stations + to; none where no train goes
  std::vector<std::vector<std::uint32_t>> serving_;    ///< per lane: points, in the order of departing
  std::vector<std::uint32_t> next_;
  const World* world_ = nullptr;
};

}  // namespace czt
