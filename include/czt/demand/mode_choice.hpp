#pragma once
/// Logit choices: plain, and nested pivot-point (shares of a base moved by changes of utility). All arithmetic is
/// czt::maths, so that every processor gives the same bits.

#include <array>
#include <optional>
#include <span>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "czt/demand/choice_model.hpp"

namespace czt {

/// Shares of a multinomial logit, exp(V_i) / Σ exp(V). McFadden (1974).
std::vector<double> logit(std::span<const double> utilities);
/// log Σ exp(V).
double logsum(std::span<const double> utilities);

/// Coefficient of the fare, per yuan, at which rail's own-fare elasticity is `elasticity` at `fare`, with rail's
/// share P, its share of its nest P_n and the nest's dissimilarity θ:
/// b = −elasticity / (fare · [1/θ − (1/θ − 1)·P_n − P]). Differentiating the nested logit; for θ = 1 the usual
/// −elasticity / (fare · (1 − P)).
double fare_coefficient(double elasticity, double fare, double share, double share_of_nest, double dissimilarity);

/// A rival as the pivot sees it. Weights need not add up to 1.
struct Alternative {
  double base = 0.0;        ///< weight in the base
  double change = 0.0;      ///< of its utility
  Nest nest = Nest::road;
  bool in_base = true;      ///< whether it could be taken there; if not, `base` is what it would have had
  bool now = true;          ///< whether it can be taken now
};

/// Nested pivot-point logit: within a nest weights go as w·exp(ΔV/θ); nests go as base sum · Γ^θ, where Γ is the
/// nest's sum now over its sum in the base. Daly, Fox & Patruni (2011), "Pivoting in travel demand models". Without
/// any change the shares are the base's, bit for bit. Made once for what the rivals offer, asked for many qualities
/// of rail.
class RailPivot {
 public:
  /// rail_base: rail's base share P in [0, 1). The rivals' weights are scaled to add up to 1 − P in the base; without
  /// any rival there the others do something unnamed that never changes.
  RailPivot(double rail_base, std::span<const Alternative> rivals, const std::array<double, nest_count>& dissimilarity);

  struct Answer {
    double share = 0.0;          ///< of rail
    double rail_nest = 1.0;      ///< a rival's share is its `weight` times its nest's of these two
    double road_nest = 1.0;
    double logsum_change = 0.0;  ///< log of what all modes are worth, now over in the base
  };
  /// change: of rail's utility against where its share would be the base's; none: rail cannot be taken now.
  /// in_base: whether it could be taken there.
  [[nodiscard]] Answer ask(std::optional<double> change, bool in_base) const;
  /// logsum_change where rail is as in the base (where it could not be taken: still cannot).
  [[nodiscard]] double unchanged(bool in_base) const { return unchanged_[in_base ? 1 : 0]; }
  [[nodiscard]] double base_share(std::size_t rival) const { return rivals_[rival].base; }
  [[nodiscard]] double weight(std::size_t rival) const { return rivals_[rival].now; }
  [[nodiscard]] bool in_rail_nest(std::size_t rival) const { return rivals_[rival].nest == Nest::rail; }

 private:
  friend class PivotRow;       // the same sums, asked in batches

  double rail_;                ///< P
  double theta_;               ///< of the rail nest
  double beside_base_ = 0.0;   ///< rivals in the rail nest
  double beside_now_ = 0.0;
  double road_base_ = 0.0;
  double road_inside_ = 0.0;   ///< sum of the road nest now
  double road_now_ = 0.0;      ///< what it is worth
  std::array<double, 2> unchanged_{};
  struct RivalShare {
    double base;   ///< its share in the base
    double now;    ///< its weight w·exp(ΔV/θ)
    Nest nest;
  };
  boost::container::small_vector<RivalShare, 6> rivals_;  ///< made by the ten thousand, so without the heap
};

}  // namespace czt
