#pragma once
/// Open Matrix (OMX 0.2, github.com/osPlanning/omx): matrices of one shape in an HDF5 file, as models of travel demand read them.
/// `/data` holds them, in chunks and packed; `/lookup/station` the names of rows and columns, `/lookup/zone` their numbers from 1.

#include <string>
#include <vector>

#include "czt/exchange/day_tables.hpp"

namespace czt {

struct OmxMatrix {
  std::string name;           ///< "wait_07", of the hour from 07:00
  std::vector<double> cells;  ///< row by row; NaN: nothing is known
};

/// The skims of `write_skims`, a matrix of each measure and hour.
std::vector<OmxMatrix> skim_matrices(const Plan& plan);
/// Journeys made: of each hour of coming, and "passengers" of the day.
std::vector<OmxMatrix> assigned_matrices(const PerformedDay& day);

/// False in a build without HDF5.
bool has_omx();
/// The file; requires has_omx(). The same matrices give the same bytes. Every matrix has a cell for each pair of the names.
std::string omx_file(const std::vector<std::string>& names, const std::vector<OmxMatrix>& matrices);

}  // namespace czt
