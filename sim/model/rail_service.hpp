#pragma once
/// What the railway offers between two stations at each quarter-hour of the day, in minutes as people of a purpose
/// feel them: fare, ride among others, waiting or travelling at another time than wished, changes.

#include <cstdint>
#include <span>
#include <vector>

#include "czt/model/plan.hpp"
#include "day_grid.hpp"

namespace czt {

/// Factors on what people feel, for elasticities; 1 is what is.
struct Scales {
  double fare = 1.0;
  double wait = 1.0;   ///< waiting and travelling earlier or later than wished: what longer headways do
  double ride = 1.0;
};

class RailService {
 public:
  /// For the journeys of `plan` in use (plan.journey_slot). Purposes, model and arrival are of `tastes`, the scenario's,
  /// also where `plan` is its root base. Ask `feel` before anything else.
  RailService(const Plan& plan, const PlanInput& tastes, const DayGrid& grid, const Scales& scales = {});

  /// extra: minutes that crowding adds to the ride of each cell of departures.
  void feel(std::span<const double> extra);

  /// By quarter: exp(−station_scale · generalised minutes) between the platforms; 0 where no train leads there.
  [[nodiscard]] std::span<const double> worth(std::size_t purpose, std::size_t slot) const {
    return {&worth_[(purpose * slots_ + slot) * quarters_], quarters_};
  }
  /// Adds `people` of a purpose who wish to travel in each quarter-hour to the flows of cells of departures.
  void assign(std::size_t purpose, std::size_t slot, std::span<const double> people, std::vector<double>& flow) const;
  /// Fills plan.departure_choices and departure_below.
  void write_departure_choices(Plan& plan) const;

 private:
  /// A quarter-hour's wishes to travel a journey. Departures are cells of plan.departures.
  struct Look {
    std::uint32_t from = 0;          ///< within the window of its middle: first, and one past the last
    std::uint32_t to = 0;
    std::uint32_t middle = 0;        ///< divides those taken early from those taken late
    std::uint32_t next = 0;          ///< the first at or after the middle within patience; none
    double early = 0.0;              ///< the wish's factor in the weight of those taken early
    double late = 0.0;
    double wait = 0.0;               ///< minutes until the next, as felt
  };
  void look_around(std::size_t slot);
  void note_costs(std::size_t slot);
  [[nodiscard]] double share_aware(std::size_t purpose, std::uint32_t cell) const;
  void weigh_departures(std::size_t purpose, std::span<const double> extra);
  void weigh_quarters(std::size_t purpose);
  void spread(std::size_t purpose, const Look& look, std::size_t at, double people, std::vector<double>& flow) const;

  const Plan& plan_;
  const PlanInput& tastes_;
  Scales scales_;
  DayGrid grid_;
  std::size_t cells_;
  std::size_t slots_;
  std::size_t quarters_;
  std::vector<std::uint32_t> journeys_;   ///< per slot
  std::vector<Look> looks_;               ///< slot · quarters + quarter
  std::vector<double> aware_;             ///< (purpose · slots + slot) · quarters + quarter: of its next departure
  std::vector<double> fixed_;             ///< purpose · cells + cell: minutes, fare and ride, without crowding
  std::vector<double> waits_;             ///< per cell: minutes on the platform of the aware, as felt
  std::vector<double> early_at_;          ///< per cell: the departure's factor in its weight when taken early
  std::vector<double> late_at_;

  std::vector<double> cost_;              ///< purpose · cells + cell
  std::vector<double> early_;             ///< and the weights of the aware, but for the wish's factor
  std::vector<double> late_;
  std::vector<double> sums_;              ///< as aware_: of the weights within the window
  std::vector<double> worth_;
  struct Sums {
    std::vector<double> before, after;    ///< running, over the cells of each slot
    std::vector<double> scratch, logs;
  };
  std::vector<Sums> sums_of_;             ///< per purpose
};

}  // namespace czt
