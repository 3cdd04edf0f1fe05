#include "czt/demand/arrival.hpp"

#include "czt/core/maths.hpp"

namespace czt {

double ArrivalModel::aware_share(Duration headway, Duration aware_headway) const {
  if (everybody_aware) return 1.0;
  const double x = in_seconds(headway - aware_headway) / in_seconds(slope);
  return most_aware / (1.0 + maths::exp(-x));
}

ArrivalModel ArrivalModel::random() {
  ArrivalModel model;
  model.most_aware = 0.0;
  return model;
}

}  // namespace czt
