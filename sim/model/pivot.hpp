#pragma once
/// What a scenario's choices pivot around: the level of service of the root base and what the rivals offer, as the
/// scenario's people see both. The same for every timetable and every fare of the railway; holds nothing but numbers.

#include <memory>
#include <vector>

#include "base_service.hpp"
#include "czt/model/plan.hpp"
#include "legs_back.hpp"
#include "rival_service.hpp"
#include "wishes.hpp"

namespace czt {

/// All that a Pivot is made from.
struct PivotInput {
  std::shared_ptr<const Plan> base;
  std::vector<double> road_km;           ///< per pair of places; compared before the matrices, which must be as large
  IdVector<PurposeId, Purpose> purposes;
  ChoiceModel choice;
  ArrivalModel arrival;
  std::vector<Rival> rivals;
  std::vector<unsigned char> down;       ///< per pair: which day profile
  std::vector<unsigned char> concerned;  ///< per row of plan.choices: somebody chooses there
  bool operator==(const PivotInput&) const = default;
};

struct Pivot {
  /// settled_base: the base's crowding if it is known; else it settles.
  Pivot(const Plan& plan, const Wishes& wishes, const std::vector<unsigned char>& concerned,
        const std::vector<double>* settled_base);

  BaseService base;
  std::vector<LegsBack::Before> legs_before;                  ///< per purpose; empty where it has no leg back
  std::vector<std::vector<RivalService::Stretch>> rivals;     ///< per row; empty where nobody is concerned
  bool rivals_changed;
};

/// The last Pivot whose base settled, and what it was made from.
struct MadePivot {
  PivotInput from;
  std::shared_ptr<const Pivot> pivot;
};

}  // namespace czt
