#include <cassert>

#include "czt/rolling_stock/train_type.hpp"

namespace czt {
namespace {

std::string coupled_name(const std::string& unit, int units) {
  std::string name = unit;
  for (int i = 1; i < units; ++i) name += " + " + unit;
  return name;
}

}  // namespace

TrainTypeId coupled(IdVector<TrainTypeId, TrainType>& types, TrainTypeId unit, int units) {
  assert(units >= 1 && types[unit].units == 1);
  if (units == 1) return unit;
  for (std::size_t t = 0; t < types.size(); ++t)
    if (types[TrainTypeId{t}].unit == unit && types[TrainTypeId{t}].units == units) return TrainTypeId{t};
  TrainType train = types[unit];
  train.name = coupled_name(train.name, units);
  train.cars *= units;
  train.doors_per_side *= units;
  train.seats *= units;
  train.standing_area.value *= units;
  train.crush *= units;
  train.length.value *= units;
  if (Traction* traction = std::get_if<Traction>(&train.motion)) {
    traction->mass *= units;
    traction->power *= units;
  }
  train.owned = 0;
  if (train.turnaround) *train.turnaround += (units - 1) * train.turnaround_by_length;
  train.turnaround_by_length *= units;
  train.unit = unit;
  train.units = units;
  return types.push_back(std::move(train));
}

TrainTypeId trainset_type(const IdVector<TrainTypeId, TrainType>& types, TrainTypeId type) {
  return types[type].unit.value_or(type);
}

}  // namespace czt
