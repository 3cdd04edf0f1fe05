#pragma once
/// What the JSON of several commands has in common.

#include "czt/report/json.hpp"
#include "czt/report/report.hpp"

namespace czt {

/// measure, where, scope, id, unit
void write_cell(Json& json, const Cell& cell);
/// The members of a scenario's object: "scenario", "seed", "replications", "fingerprint", "measures" …
void write_summary(Json& json, const Summary& summary);
/// "assumed": […], "notes": […]
void write_assumed_and_notes(Json& json, const Summary& summary);

}  // namespace czt
