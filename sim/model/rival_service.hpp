#pragma once
/// What the railway's rivals offer between two places at each quarter-hour, now and in the base.

#include <cstdint>
#include <memory>
#include <vector>

#include "czt/demand/pivot_row.hpp"
#include "wishes.hpp"

namespace czt {

class RivalService {
 public:
  RivalService(const Plan& plan, const Plan& base, const Wishes& wishes);

  /// Whether a rival offers anything else than in the base.
  [[nodiscard]] bool changed() const { return changed_; }

  /// The day of a purpose between two places: a stretch of quarter-hours in which the same rivals run.
  struct Stretch {
    std::uint32_t first = 0;   ///< quarters [first, end)
    std::uint32_t end = 0;
    RailPivot now;
    std::unique_ptr<const RailPivot> as_before;   ///< as if no rival had changed; only where one has
  };
  [[nodiscard]] std::vector<Stretch> day_of(std::size_t purpose, std::size_t pair) const;

 private:
  void note_hours();

  const Plan& plan_;
  const Plan& base_;
  const Wishes& wishes_;
  bool changed_ = false;
  struct Hours {
    std::uint32_t first = 0;   ///< quarters [first, end)
    std::uint32_t end = 0;
    std::uint64_t runs = 0;    ///< two bits a rival: whether it runs in their middles in the base, and now
  };
  std::vector<Hours> hours_;
};

}  // namespace czt
