#pragma once
/// Demand from what an agency has: a table of counts becomes the OD of a scenario, period by period. Which kind of table it
/// is shows in its columns:
///
///   station,hour,boardings,alightings            expanded by iterative proportional fitting of a prior, hour by hour
///   origin,destination,passengers[,period_start,period_end]      taken as it is
///   (any),Alpha,Beta,Gamma                       the same as a matrix: a row for each origin
///   entry_station,entry_time,exit_station,exit_time              gates: journeys by the hour of entry; mean of the dates
///   train,station,on_board                       people on a train as it leaves: the OD nearest to the prior in entropy
///
/// The prior is what the scenario has so far: its travellers who ride, station to station.

#include <Eigen/Core>
#include <optional>
#include <string>
#include <vector>

#include "czt/exchange/findings.hpp"
#include "czt/exchange/line_scenario.hpp"
#include "czt/exchange/table_stream.hpp"
#include "czt/model/plan.hpp"

namespace czt {

struct CountedPeriod {
  std::string name;          ///< of the purpose that it becomes
  std::optional<std::pair<std::int32_t, std::int32_t>> seconds;  ///< of the day; none: when trains run
  Eigen::MatrixXd od;        ///< station × station, people of a day
};

/// None where the findings have an error.
std::optional<std::vector<CountedPeriod>> read_counts(TableStream& table, const std::string& path, const Plan& plan, Findings& findings);

/// A scenario with this base whose people are those, and its OD table. `base` is written as its `base:`.
std::vector<ScenarioFile> counted_scenario(const std::vector<CountedPeriod>& periods, const Plan& plan, const std::string& base, const std::string& source,
                                           const std::string& stem, Findings& findings);

/// Travellers of a day who ride, from station to station: each place at its nearest station.
Eigen::MatrixXd riders_by_station(const Plan& plan);

}  // namespace czt
