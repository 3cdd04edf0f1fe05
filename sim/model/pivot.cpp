#include "pivot.hpp"

#include "czt/core/side_by_side.hpp"

namespace czt {

Pivot::Pivot(const Plan& plan, const Wishes& wishes, const std::vector<unsigned char>& concerned,
             const std::vector<double>* settled_base)
    : base(plan.input.base ? *plan.input.base : plan, plan.input, wishes, settled_base),
      legs_before(wishes.purposes()),
      rivals(concerned.size()) {
  const RivalService service(plan, plan.input.base ? *plan.input.base : plan, wishes);
  rivals_changed = service.changed();
  side_by_side(wishes.purposes(), [&](std::size_t p) {
    if (plan.input.purposes[PurposeId{p}].back) legs_before[p] = LegsBack::in_base(wishes, base, p);
    for (std::size_t pair = 0; pair < wishes.pairs(); ++pair)
      if (concerned[wishes.row(p, pair)] != 0) rivals[wishes.row(p, pair)] = service.day_of(p, pair);
  });
}

}  // namespace czt
