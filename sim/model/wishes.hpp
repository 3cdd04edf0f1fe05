#pragma once
/// Who would travel, when, and what a yuan and a minute are to them: a scenario's demand as the choice of modes sees it.

#include <array>
#include <span>
#include <vector>

#include "czt/model/plan.hpp"
#include "day_grid.hpp"

namespace czt {

class Wishes {
 public:
  /// base: the scenario's root base, or the scenario itself.
  Wishes(const Plan& plan, const Plan& base);

  [[nodiscard]] std::size_t purposes() const { return plan_.input.purposes.size(); }
  [[nodiscard]] std::size_t places() const { return places_; }
  [[nodiscard]] std::size_t pairs() const { return places_ * places_; }
  /// Purpose and pair of places, as plan.choices has them.
  [[nodiscard]] std::size_t row(std::size_t purpose, std::size_t pair) const { return purpose * pairs() + pair; }
  /// The pair of the way back.
  [[nodiscard]] std::size_t back(std::size_t pair) const { return pair % places_ * places_ + pair / places_; }
  [[nodiscard]] const DayGrid& grid() const { return grid_; }

  /// Would-be travellers a day in this scenario, and in the base.
  [[nodiscard]] double travellers(std::size_t purpose, std::size_t pair) const { return travellers_of(plan_, purpose, pair); }
  [[nodiscard]] double base_travellers(std::size_t purpose, std::size_t pair) const { return travellers_of(base_, purpose, pair); }
  /// Their share in each quarter-hour.
  [[nodiscard]] std::span<const double> mass(std::size_t purpose, std::size_t pair) const {
    return mass_[purpose][plan_.choices[row(purpose, pair)].down];
  }
  /// Rail's share in the base.
  [[nodiscard]] double rail_share(std::size_t purpose, std::size_t pair) const;
  [[nodiscard]] double road_km(std::size_t pair) const { return road_km_[pair]; }
  /// Utility lost with a yuan, and with a minute of riding.
  [[nodiscard]] double per_yuan(std::size_t purpose) const { return per_yuan_[purpose]; }
  [[nodiscard]] double per_minute(std::size_t purpose) const { return per_minute_[purpose]; }

  /// When the other leg of a journey is made, for one length of stay; the weights of all lengths add up to 1.
  struct Stay {
    double weight = 0.0;
    /// Quarters [first, end) of the one leg: `other` is that of the other leg at the first of them, and goes along with
    /// it, unless the day's first or last stands for all that lies beyond.
    struct Run {
      std::uint32_t first = 0;
      std::uint32_t end = 0;
      std::uint32_t other = 0;
      bool along = false;
    };
    std::vector<Run> runs;
  };
  /// Empty where the purpose has no leg back.
  [[nodiscard]] std::span<const Stay> stays(std::size_t purpose) const { return stays_[purpose]; }

 private:
  [[nodiscard]] double travellers_of(const Plan& plan, std::size_t purpose, std::size_t pair) const;
  void scale_fares(const Purpose& purpose);
  void find_stays(const Purpose& purpose);

  const Plan& plan_;
  const Plan& base_;
  std::size_t places_;
  DayGrid grid_;
  std::vector<std::array<std::vector<double>, 2>> mass_;   ///< per purpose, up and down
  std::vector<double> per_yuan_;
  std::vector<double> per_minute_;
  std::vector<double> road_km_;                            ///< per pair
  std::vector<std::vector<Stay>> stays_;                   ///< per purpose
};

}  // namespace czt
