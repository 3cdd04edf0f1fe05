#pragma once
/// One function per command, each in its own file; returns the exit code, or throws a Failure.

#include "options.hpp"

namespace czt::app {

int run(const Options& options);
int compare(const Options& options);
int attribute(const Options& options);
int calibrate(const Options& options);
int check(const Options& options);
int explain(const Options& options);
int fork(const Options& options);
int show(const Options& options);
int keys(const Options& options);
int schema(const Options& options);
int init(const Options& options);
int bench(const Options& options);
int doctor(const Options& options);
int completion(const Options& options);
int serve(const Options& options);
int study_run(const Options& options);
int study_status(const Options& options);
int study_export(const Options& options);
int study_merge(const Options& options);
int study_submit(const Options& options);
int study_predict(const Options& options);
int rerun(const Options& options);
int import_gtfs(const Options& options);
int import_demand(const Options& options);
int import_table12306(const Options& options);
int export_gtfs(const Options& options);
int export_tides(const Options& options);
int export_gtfs_ride(const Options& options);
int export_skims(const Options& options);
int export_sumo(const Options& options);
int export_omx(const Options& options);
int export_matsim(const Options& options);
int import_matsim(const Options& options);
int import_railml(const Options& options);
int report(const Options& options);

/// Reads the command line, does what it says; the program without its process.
int main_of(int argc, const char* const* argv);

}  // namespace czt::app
