#pragma once
/// The folder of --csv: measures.csv and replications.csv of all scenarios; of replication 0 of
/// each scenario journeys.csv, stops.csv, delays.csv and travellers.csv, in folders base, other, other2, … when
/// there are several.

#include <span>

#include "czt/experiment/summary.hpp"
#include "measuring.hpp"

namespace czt::app {

void write_csv_folder(std::span<const Loaded> scenarios, std::span<const Summary> summaries,
                      const Measured& measured, const Options& options);

}  // namespace czt::app
