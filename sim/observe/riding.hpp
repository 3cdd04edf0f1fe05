#pragma once
/// What riding was like, added up along each trip, so that a ride costs one look at each of its ends. Counted while the
/// train moves: from each departure to the next arrival, as standing_time counts.

#include <cstdint>
#include <vector>

#include "czt/model/plan.hpp"
#include "czt/model/world.hpp"

namespace czt {

class Riding {
 public:
  explicit Riding(const Plan& plan);
  void read(const World& world);

  /// Milliseconds that the passenger row stood: from where he boarded until he sat down or alighted.
  [[nodiscard]] std::int32_t stood(const PassengerColumns& rows, std::uint32_t row) const {
    const std::uint32_t until = rows.stood_until[row];
    if (until == 0) return 0;
    return moving_[until == PassengerColumns::never ? rows.alighted[row] : until - 1] - moving_[rows.boarded[row]];
  }
  /// Milliseconds between two points of a trip, each times the people standing on a square metre.
  [[nodiscard]] double among(std::uint32_t board, std::uint32_t alight) const { return dense_[alight] - dense_[board]; }

 private:
  const Plan* plan_;
  std::vector<std::int32_t> moving_;  ///< per point: ms from the trip's first departure
  std::vector<double> dense_;         ///< the same, times the density
};

}  // namespace czt
