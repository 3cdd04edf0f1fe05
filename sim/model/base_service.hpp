#pragma once
/// The level of service of the root base, around which choices pivot: its shares are given, its departures and loads
/// settle. Holds nothing but numbers, so that it outlives what it was made from.

#include <span>
#include <vector>

#include "czt/demand/learning.hpp"
#include "wishes.hpp"

namespace czt {

class BaseService {
 public:
  /// settled: the base's crowding if it is known; else it settles on the riders that the base's shares give.
  BaseService(const Plan& base, const PlanInput& tastes, const Wishes& wishes, const std::vector<double>* settled = nullptr);

  [[nodiscard]] const std::vector<double>& extra() const { return extra_; }
  [[nodiscard]] const Settling& settling() const { return settling_; }
  /// Whether the railway leads from one place to the other at all.
  [[nodiscard]] bool goes(std::size_t pair) const { return goes_[pair] != 0; }
  /// log of the railway's worth by quarter; −inf where it cannot be taken.
  [[nodiscard]] std::span<const double> log_worth(std::size_t purpose, std::size_t pair) const {
    return {&log_[(purpose * goes_.size() + pair) * quarters_], quarters_};
  }
  /// Where the railway did not go in the base nobody knows its share there. It is taken to be the base share where rail
  /// is as good as it was on the mean of the journeys of that length that it served: a straight line over road
  /// kilometres, fitted to log worth by least squares weighted with travellers.
  [[nodiscard]] double reference(std::size_t purpose, std::size_t pair) const {
    return reference_[purpose].at_zero + reference_[purpose].per_km * road_km_[pair];
  }

 private:
  struct Line {
    double at_zero = 0.0;
    double per_km = 0.0;
  };
  [[nodiscard]] Line fit_reference(const Wishes& wishes, std::size_t purpose) const;

  std::size_t quarters_;
  std::vector<double> extra_;
  Settling settling_;
  std::vector<unsigned char> goes_;   ///< per pair of places
  std::vector<double> road_km_;
  std::vector<double> log_;           ///< (purpose · pairs + pair) · quarters + quarter
  std::vector<Line> reference_;       ///< per purpose
};

}  // namespace czt
