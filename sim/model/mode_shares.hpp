#pragma once
/// Who takes the railway, when and by which stations, on expected probabilities, around the level of service of the
/// root base: for any level of service that people reckon with. Purposes are asked side by side: they share nothing.

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "czt/demand/pivot_row.hpp"
#include "czt/model/plan.hpp"
#include "legs_back.hpp"
#include "pivot.hpp"
#include "station_ways.hpp"
#include "wishes.hpp"

namespace czt {

class ModeShares {
 public:
  /// For a plan with choices, their journeys and slots. settled_base: the crowding of its root base if it is known.
  /// A pivot kept in plan.input is used where it is of the same inputs; a new one whose base settles is kept there.
  explicit ModeShares(const Plan& plan, const std::vector<double>* settled_base = nullptr);

  [[nodiscard]] const Wishes& wishes() const { return wishes_; }
  [[nodiscard]] const BaseService& base() const { return pivot_->base; }
  [[nodiscard]] bool rivals_changed() const { return pivot_->rivals_changed; }
  [[nodiscard]] const StationWays& ways(std::size_t pair) const { return ways_[pair]; }

  /// A purpose between two places, by quarter-hour of the wish.
  struct Row {
    std::size_t purpose = 0;
    std::size_t pair = 0;
    std::vector<double> people;              ///< would-be travellers, at this scenario's heights
    std::span<const double> worth;           ///< of the railway, over its ways
    std::vector<double> change;              ///< of rail's utility against where its share is the base's; NaN: cannot be taken
    std::vector<unsigned char> in_base;      ///< whether it could be taken there
    PivotAnswers answers;                    ///< shares; logsums when they are added
    PivotRow pivots;                         ///< what the answers came from, and room to ask again
  };
  /// visit(row) for every pair with people and a railway, in order, if people reckon with `service`.
  template <class Visit>
  void for_each_row(std::size_t purpose, const RailService& service, const Visit& visit) {
    note_worths(purpose, service);
    Row row;
    for (row.purpose = purpose; row.pair < wishes_.pairs(); ++row.pair) {
      if (concerned_[wishes_.row(purpose, row.pair)] == 0) continue;
      answer(row);
      visit(row);
    }
  }
  /// The same answers as if no rival had changed.
  void beside_base_rivals(Row& row, PivotAnswers& answers) const;
  [[nodiscard]] const std::vector<RivalService::Stretch>& rivals_of(const Row& row) const {
    return pivot_->rivals[wishes_.row(row.purpose, row.pair)];
  }

  /// Riders wanted by purpose, slot and quarter, if people reckon with `service`. informed: share of people who know
  /// it; the others behave as in the base.
  std::vector<double> wanted(const RailService& service, double informed = 1.0);
  /// Whether as many travel as in the base, and rail was to all of them what it was, when last asked for `wanted`.
  [[nodiscard]] bool unchanged() const { return unchanged_; }

 private:
  [[nodiscard]] std::vector<unsigned char> concerned_rows() const;
  [[nodiscard]] std::shared_ptr<const Pivot> pivot_of(const std::vector<double>* settled_base) const;
  void note_worths(std::size_t purpose, const RailService& service);
  void answer(Row& row);
  void find_change(Row& row);
  [[nodiscard]] bool as_before(const Row& row) const;

  const Plan& plan_;
  const Plan& base_;
  const ChoiceModel& model_;
  Wishes wishes_;
  std::vector<StationWays> ways_;
  std::vector<unsigned char> concerned_;                        ///< per row: somebody chooses there
  std::shared_ptr<const Pivot> pivot_;
  std::vector<std::optional<LegsBack>> legs_back_;              ///< per purpose
  std::size_t quarters_;
  /// Of the railway now, per purpose: pair · quarters + quarter. Empty before they are asked.
  struct Worth {
    std::vector<double> worth;
    std::vector<double> log;
  };
  std::vector<Worth> worths_;
  bool unchanged_ = false;
};

}  // namespace czt
