#pragma once
/// RailPivot asked for a whole day at once: many times of day between one pair of places, each with its own pivot,
/// in batches and with the bits that RailPivot gives.

#include <span>
#include <vector>

#include "czt/demand/mode_choice.hpp"

namespace czt {

/// RailPivot::Answer by time of day.
struct PivotAnswers {
  std::vector<double> share;
  std::vector<double> rail_nest;
  std::vector<double> road_nest;
  std::vector<double> logsum_change;
};

class PivotRow {
 public:
  /// `count` times of day from `first` on have this pivot; pivots of one row share rail's base share and θ.
  void set(std::size_t first, std::size_t count, const RailPivot& pivot);
  /// change: of rail's utility at each time, NaN where rail cannot be taken; in_base: whether it could be there.
  /// As many times as have been set; `answers` is resized.
  void ask(std::span<const double> change, std::span<const unsigned char> in_base, PivotAnswers& answers);
  /// The same in two steps: all but logsum_change, and that.
  void ask_shares(std::span<const double> change, std::span<const unsigned char> in_base, PivotAnswers& answers);
  void add_logsums(std::span<const unsigned char> in_base, PivotAnswers& answers);

 private:
  double rail_ = 0.0;
  double theta_ = 1.0;
  std::vector<double> beside_base_, beside_now_, road_base_, road_inside_, road_now_;
  std::vector<double> rail_now_, nest_base_, inside_, nest_, scratch_;
};

}  // namespace czt
