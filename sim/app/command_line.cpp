#include "command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>

#include "czt/core/text.hpp"
#include "czt/experiment/year.hpp"
#include "failure.hpp"
#include "help_layout.hpp"
#include "suggestion.hpp"

namespace czt::app {

namespace {

/// Of commands of its own.
CLI::App* add_group(CLI::App& program, const std::string& name, const std::string& about) {
  return program.add_subcommand(name, about)->group("Commands");
}

CLI::App* add_command(CLI::App& program, Options& o, Command command, const std::string& name,
                      const std::string& about) {
  CLI::App* sub = add_group(program, name, about);
  sub->callback([&o, command] { o.command = command; });
  return sub;
}

void add_scenario(CLI::App& sub, Options& o, int least, int most, const std::string& name) {
  sub.add_option(name, o.files, "scenario files")
      ->required(least > 0)
      ->expected(least, most)
      ->allow_extra_args(most > 1)
      ->type_name("FILE");
  sub.add_option("--set", o.set,
                 "change one input: PATH=V, PATH*=2 or PATH+=5 min; applied last, in order")
      ->type_name("PATH=VALUE")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
}

std::optional<Language> language_called(std::string word) {
  std::transform(word.begin(), word.end(), word.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (word == "en") return Language::en;
  if (word == "zh") return Language::zh;
  return std::nullopt;
}

void add_language(CLI::App& sub, Options& o) {
  sub.add_option_function<std::string>(
         "--lang",
         [&o](const std::string& word) {
           const auto language = language_called(word);
           if (!language) throw CLI::ValidationError("--lang", "'" + escape_control(word) + "' is neither en nor zh");
           o.language = *language;
         },
         "labels, headings and diagnostics in English or Chinese")
      ->type_name("en|zh");
}

CLI::Option* add_many(CLI::App& sub, const std::string& name, std::vector<std::string>& to,
                      const std::string& about, const std::string& type) {
  return sub.add_option(name, to, about)
      ->type_name(type)
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
}

void add_days(CLI::App& sub, Options& o) {
  sub.add_option("--replications", o.replications,
                 "simulated days (default: the scenario's own, else 20)")
      ->check(CLI::Range(1u, most_replications).description(""))
      ->type_name("N");
  sub.add_option("--seed", o.seed, "of all random numbers (default: the scenario's own, else 1)")
      ->type_name("N");
  sub.add_flag("--allow-conflicts", o.allow_conflicts,
               "run although trains conflict or trainsets are too few");
}

void add_replications(CLI::App& sub, Options& o) {
  add_days(sub, o);
  sub.add_option("--threads", o.threads, "the results are the same for any number (default: all)")
      ->check(CLI::Range(0u, 4096u).description(""))
      ->type_name("N");
  sub.add_flag("--json", o.json, "one JSON object on stdout and nothing else");
}

void add_ranges(CLI::App& sub, Options& o, const std::string& otherwise) {
  sub.add_option(
         "--ranges", o.ranges,
         "samples over the ranges of assumed inputs, 0 for none (default: " + otherwise + ")")
      ->check(CLI::Range(0u, most_replications).description(""))
      ->type_name("N");
}

/// Where results go.
void add_results(CLI::App& sub, Options& o, const std::string& tables) {
  sub.add_option("-o", o.output, "also write the JSON object, with the command that made it, to this file: czt report reads it")
      ->type_name("RESULT.json");
  sub.add_option("--report", o.report, "write the report: one HTML file with tables and pictures, to be opened in a browser")
      ->type_name("FILE.html");
  sub.add_option("--xlsx", o.xlsx, "write one workbook: the measures, the numbers behind each picture, what is assumed")
      ->type_name("FILE.xlsx");
  sub.add_option("--csv", o.csv, "write tidy tables into this folder: " + tables)->type_name("DIR");
  sub.add_flag("--quiet", o.quiet, "no progress on stderr");
  add_language(sub, o);
}

void add_measure(CLI::App& sub, Options& o) {
  add_many(sub, "--measure", o.measure, "a cell to add, such as left_behind@station=Dafeng,hour=7",
           "MEASURE[@DIM=VALUE,…]");
}
CLI::Option* add_day(CLI::App& sub, Options& o) {
  return sub.add_option("--day", o.day, "a day of this type of the calendar, such as saturday")->type_name("TYPE");
}
CLI::Option* add_date(CLI::App& sub, Options& o) {
  return sub.add_option("--date", o.date, "this day, 2016 to 2030, with people of its own")->type_name("YYYY-MM-DD");
}

void add_same_within(CLI::App& sub, Options& o) {
  sub.add_option("--same-within", o.same_within,
                 "differences up to this are the same: 1% of the base, or a number in the "
                 "measure's unit (default 1%)")
      ->type_name("1%|NUMBER");
}

void add_decide_on(CLI::App& sub, Options& o, const std::string& about) {
  add_many(sub, "--decide-on", o.decide_on,
           about + " (default: boardings, revenue, left_behind_passengers, wait_mean)",
           "MEASURE[@DIM=VALUE,…]");
}

/// What run, compare and fork share.
void add_measuring(CLI::App& sub, Options& o, bool with_ranges = true) {
  add_replications(sub, o);
  sub.add_option("--precision", o.precision,
                 "replicate until the 95 % half-width is at most this: 1% of the mean, or a number "
                 "in the measure's unit (default measure: boardings); compare: of the difference, "
                 "against the base's mean")
      ->type_name("[MEASURE:]1%|NUMBER");
  sub.add_option("--at-most", o.at_most, "replications under --precision (default 10000)")
      ->check(CLI::Range(2u, most_replications).description(""))
      ->type_name("N");
  add_measure(sub, o);
  add_many(sub, "--by", o.by,
           "the added measures (default: boardings, wait_mean, left_behind_passengers, "
           "load_factor_seats) by every value of these dimensions",
           "DIM[/DIM…]");
  add_many(sub, "--fail-if", o.fail_if, "exit with 1 if this holds, such as 'wait_p95 > 10 min'",
           "CONDITION");
  if (with_ranges) add_ranges(sub, o, "as many as replications, at most 20");
  add_results(sub, o,
              "measures, replications, and of the first replication journeys, stops, travellers");
}

void add_submit(CLI::App& study, Options& o) {
  CLI::App* submit = add_command(study, o, Command::study_submit, "submit",
                                 "run a study on a Slurm cluster: a job array whose tasks each do a part, and a job that joins them");
  add_scenario(*submit, o, 1, 1, "STUDY");
  submit->add_option("-o", o.output,
                     "the store that the parts are joined in; scripts, logs and the parts' stores are beside it, where every node sees them")
      ->type_name("STORE.db");
  submit->add_option("--tasks", o.tasks, "how many parts")->check(CLI::Range(1u, 100'000u).description(""))->required()->type_name("N");
  submit->add_option("--cpus", o.cpus, "of each task, its threads (default 1)")->check(CLI::Range(1u, 4096u).description(""))->type_name("C");
  submit->add_option("--time", o.time_limit,
                     "of each task, as Slurm writes it, at least 3 minutes; one that gets there ends cleanly and is queued again "
                     "(default: the partition's)")
      ->type_name("[DAYS-]HH:MM:SS|MINUTES");
  submit->add_option("--partition", o.partition, "Slurm's (default: the cluster's)")->type_name("P");
  add_days(*submit, o);
  submit->add_flag("--durable", o.durable, "what is stored survives a power cut too (slower)");
  submit->add_flag("--print", o.print, "write and print the scripts and submit nothing");
}

void add_study(CLI::App& program, Options& o) {
  CLI::App* study = add_group(program, "study", "many days at many points of a design, kept in one file that a rerun reproduces");
  study->require_subcommand(1);
  CLI::App* run = add_command(*study, o, Command::study_run, "run", "run a study, or go on with it");
  add_scenario(*run, o, 1, 1, "STUDY");
  run->add_option("-o", o.output, "the store: one SQLite file")->type_name("STORE.db");
  run->add_option("--report", o.report, "write the study's page: one HTML file, to be opened in a browser")->type_name("FILE.html");
  run->add_flag("--resume", o.resume, "go on with the store that is there; runs that are done are not done again");
  run->add_flag("--dry-run", o.dry_run, "say how many runs, how long and how much disk; run nothing");
  run->add_flag("--durable", o.durable, "what is stored survives a power cut too (slower)");
  run->add_option("--shard", o.shard,
                  "only this part of the points, from 1; `study merge` joins the stores. slurm: the part of this task of a "
                  "Slurm job array, all of whose tasks make the whole")
      ->type_name("I/N|slurm");
  add_replications(*run, o);
  run->add_flag("--quiet", o.quiet, "no progress on stderr");
  const auto add_store = [&](Command command, const std::string& name, const std::string& about, int most) {
    CLI::App* sub = add_command(*study, o, command, name, about);
    sub->add_option("STORE", o.files, "stores")->required()->expected(1, most)->type_name("FILE");
    sub->add_flag("--json", o.json, "one JSON object on stdout and nothing else");
    return sub;
  };
  add_store(Command::study_status, "status", "say what is in a store", 1);
  CLI::App* out = add_store(Command::study_export, "export", "write a store as tidy CSV tables, the same bytes for the same results", 1);
  out->add_option("-o", o.output, "folder to write into; made if missing")->type_name("DIR");
  add_same_within(*out, o);
  out->add_option("--pareto", o.pareto,
                  "also pareto.csv: the points that no other beats in both of these measures; `more` or `less` says which way is better "
                  "where a measure does not")
      ->expected(2)
      ->type_name("[more|less ]MEASURE[@DIM=VALUE,…]");
  out->add_flag("--quiet", o.quiet, "no words on stderr");
  CLI::App* merge = add_store(Command::study_merge, "merge", "join the stores of shards; in any order, and again", 100'000);
  merge->add_option("-o", o.output, "the store that they are joined in")->type_name("STORE.db");
  add_submit(*study, o);

  CLI::App* predict = add_store(Command::study_predict, "predict", "what a study says between its points, and how well it can know: by an emulator", 1);
  add_many(*predict, "--at", o.points, "the point: each parameter with a number", "PARAMETER=VALUE")->required();
  add_many(*predict, "--measure", o.measure, "which of the study's cells (default: those it decides on)", "MEASURE[@DIM=VALUE,…]");

  CLI::App* rerun = add_command(program, o, Command::rerun, "rerun", "do one run of a study again and compare it with what is stored");
  rerun->add_option("MANIFEST", o.files, "STORE.db.manifest.json")->required()->expected(1)->type_name("FILE");
  rerun->add_option("--run", o.one_run, "its number in runs.csv, or ROW/REPLICATION")->required()->type_name("K");
}

/// What every import is told.
CLI::App* add_import(CLI::App& import, Options& o, Command command, const std::string& name, const std::string& about, const std::string& source) {
  CLI::App* sub = add_command(import, o, command, name, about);
  sub->add_option("SOURCE", o.files, source)->required()->expected(1)->type_name("");
  sub->add_option("-o", o.output, "the scenario to write; its tables are written beside it")->type_name("LINE.yaml");
  sub->add_flag("--all", o.all, "every place of what was repaired or left out, not three of each");
  sub->add_flag("--json", o.json, "what was found as one JSON object on stdout and nothing else");
  return sub;
}

CLI::App* add_export(CLI::App& out, Options& o, Command command, const std::string& name, const std::string& about) {
  CLI::App* sub = add_command(out, o, command, name, about);
  add_scenario(*sub, o, 1, 1, "SCENARIO");
  sub->add_option("-o", o.output, "folder to write into; made if missing")->type_name("DIR");
  sub->add_flag("--quiet", o.quiet, "no notes on the scenario on stderr");
  return sub;
}

void add_exchange(CLI::App& program, Options& o) {
  CLI::App* import = add_group(program, "import", "make a scenario of another program's files");
  import->require_subcommand(1);
  CLI::App* gtfs = add_import(*import, o, Command::import_gtfs, "gtfs", "a line of a GTFS feed, with one day of its trains", "folder or zip");
  gtfs->add_option("--date", o.date, "the service day (default: a usual one of the busiest weekdays)")->type_name("YYYY-MM-DD");
  gtfs->add_flag("--patterns", o.patterns, "trips whose times repeat are patterns whatever their ids, which are given up there; short names and blocks stay");
  add_many(*gtfs, "--route", o.routes, "only this route, by id or name; repeatable (default: the railways, or what else there is)", "ROUTE");
  add_import(*import, o, Command::import_table12306, "table12306", "a Chinese timetable table: train, station, arrival, departure; UTF-8 or GB18030", "CSV table");
  CLI::App* railml = add_import(*import, o, Command::import_railml, "railml", "a line of a railML 2 timetable, with one day of its trains", "railML file");
  railml->add_option("--date", o.date, "the service day (default: a usual one of the busiest weekdays)")->type_name("YYYY-MM-DD");
  railml->add_flag("--patterns", o.patterns, "trains whose times repeat are patterns whatever their numbers, which are given up there; trains of blocks stay");
  CLI::App* matsim = add_import(*import, o, Command::import_matsim, "matsim", "a line of a MATSim transit schedule", "transitSchedule.xml");
  matsim->add_option("--vehicles", o.vehicles, "its vehicles: each trip has the seats and the room to stand of its own")->type_name("transitVehicles.xml");
  matsim->add_flag("--patterns", o.patterns, "departures whose times repeat are patterns whatever their ids, which are given up there; those of a vehicle of several stay");
  matsim->add_option("--network", o.network, "its network: how long the ways between stops are")->type_name("network.xml");
  add_many(*matsim, "--line", o.routes, "only this transit line, by id or name; repeatable (default: the railways, or what else there is)", "LINE");
  CLI::App* people = add_command(*import, o, Command::import_demand, "demand",
                                 "people out of counts: totals of stations, an OD table, gate records or counts on board, told apart by their columns");
  people->add_option("COUNTS", o.files, "CSV table")->required()->expected(1)->type_name("");
  people->add_option("--for", o.word, "the scenario whose people they are; its own are the prior")->required()->type_name("SCENARIO");
  people->add_option("-o", o.output, "the scenario to write, with that one as its base; its OD table beside it")->type_name("NAME.yaml");
  people->add_flag("--all", o.all, "every place of what was left out, not three of each");

  CLI::App* out = add_group(program, "export", "write a scenario, or days of it, in a format that other programs read");
  out->require_subcommand(1);
  CLI::App* feed = add_export(*out, o, Command::export_gtfs, "gtfs", "the timetable and the fares of a year as a GTFS feed");
  feed->add_option("--year", o.year, "its dates, 2016 to 2030 (default 2026)")->type_name("YYYY");
  const auto add_days_of = [&](Command command, const std::string& name, const std::string& about) {
    CLI::App* sub = add_export(*out, o, command, name, about);
    CLI::Option* type = add_day(*sub, o);
    add_date(*sub, o)->excludes(type);
    sub->add_option("--replications", o.replications, "simulated days, each in a folder of its own (default 1)")
        ->check(CLI::Range(1u, 100'000u).description(""))
        ->type_name("N");
    sub->add_option("--seed", o.seed, "of all random numbers (default: the scenario's own, else 1)")->type_name("N");
    sub->add_flag("--allow-conflicts", o.allow_conflicts, "although trains conflict or trainsets are too few");
  };
  add_days_of(Command::export_tides, "tides", "simulated days as TIDES tables: stop visits, trips, passengers, locations, stations, fares");
  add_days_of(Command::export_gtfs_ride, "gtfs-ride", "simulated days as GTFS-ride tables, to go beside the feed of export gtfs");
  add_days_of(Command::export_sumo, "sumo", "simulated days for Eclipse SUMO: network, stops, trains and people, and what was counted, to compare");
  add_days_of(Command::export_omx, "omx", "skims by hour and the journeys of simulated days as Open Matrix files (OMX 0.2; a build with HDF5)");
  add_days_of(Command::export_matsim, "matsim", "the timetable for MATSim (network, transit schedule, vehicles), with the riders of simulated days");
  add_days_of(Command::export_skims, "skims", "waiting, riding, fare and generalised time between stations by hour, and of a day the journeys made and the train graph, as CSV");
}

std::unique_ptr<CLI::App> make_program(Options& o) {
  auto program = std::make_unique<CLI::App>(
      "czt simulates the commuters and the trains of a rail line; czt COMMAND --help says more of a command.", "czt");
  program->footer("Exit codes: 0 done, 1 --fail-if holds, 2 wrong usage, 3 wrong input, 5 file trouble, 6 a limit, "
                  "70 a bug, 75 try again, 130 interrupted.");
  program->require_subcommand(1);
  program->set_version_flag("--version", "czt " + std::string(version), "print the version and exit");
  program->set_help_flag("-h,--help", "print this help and exit");
  program->formatter(std::make_shared<HelpLayout>());

  CLI::App* run =
      add_command(*program, o, Command::run, "run", "simulate a scenario and print its measures");
  add_scenario(*run, o, 1, 1, "SCENARIO");
  CLI::Option* day = add_day(*run, o);
  CLI::Option* date = add_date(*run, o)->excludes(day);
  CLI::Option* year = run->add_option("--year", o.year, "every date of this year, 2016 to 2030; replications are years")
      ->excludes(day)
      ->excludes(date)
      ->type_name("YYYY");
  add_many(*run, "--days-with", o.days_with,
           "with --year: on how many days this holds, such as 'left_behind_passengers > 0'", "CONDITION");
  add_measuring(*run, o);
  run->add_option("--ramp-up", o.ramp_up,
                  "instead: expected journeys on each of N days from the opening day on, while people learn")
      ->excludes(year)
      ->excludes(date)
      ->check(CLI::Range(1u, 10'000u).description(""))
      ->type_name("N");

  CLI::App* compare =
      add_command(*program, o, Command::compare, "compare",
                  "paired differences, same people; one scenario is compared with its base");
  add_scenario(*compare, o, 1, 64, "SCENARIOS");
  CLI::Option* compared_day = add_day(*compare, o);
  add_date(*compare, o)->excludes(compared_day);
  add_measuring(*compare, o);
  add_decide_on(*compare, o, "cells that get a verdict");
  add_same_within(*compare, o);

  CLI::App* attribute = add_command(
      *program, o, Command::attribute, "attribute",
      "which named change made which part of the difference to the base: Shapley values "
      "over all combinations of the changes, same people");
  add_scenario(*attribute, o, 1, 1, "SCENARIO");
  add_replications(*attribute, o);
  add_decide_on(*attribute, o, "cells that get a table");
  add_measure(*attribute, o);
  attribute
      ->add_option(
          "--orders", o.orders,
          "of more than eight changes not all combinations are simulated, but those of this "
          "many sampled orders, each with its reverse (default 64)")
      ->check(CLI::Range(4u, 100'000u).description(""))
      ->type_name("N");
  add_ranges(*attribute, o, "0; it takes N more runs of every combination");
  add_results(*attribute, o, "attribution, interactions, combinations");

  CLI::App* report = add_command(*program, o, Command::report, "report",
                                 "make the page of a result (-o RESULT.json of run, compare, attribute, fork; its scenarios must be as they were) or of "
                                 "a study's store; several runs become one comparison");
  report->add_option("RESULTS", o.files, "RESULT.json, or the STORE.db of a study")->required()->expected(1, 64)->type_name("FILE");
  report->add_option("-o", o.output, "the page: one HTML file, to be opened in a browser")->type_name("FILE.html");
  report->add_option("--threads", o.threads, "the results are the same for any number (default: all)")
      ->check(CLI::Range(0u, 4096u).description(""))
      ->type_name("N");
  report->add_flag("--quiet", o.quiet, "no progress on stderr");
  add_language(*report, o);

  CLI::App* calibrate = add_command(
      *program, o, Command::calibrate, "calibrate",
      "find a scenario's free parameters by published targets, same people throughout; freeze "
      "them as a scenario and score what it predicts");
  calibrate->add_option("CALIBRATION", o.files, "what is free, aimed at and predicted")
      ->required()
      ->expected(1)
      ->type_name("FILE");
  calibrate->add_option("-o", o.output, "write the frozen result here, beside the scenario")
      ->type_name("OVERLAY.yaml");
  add_replications(*calibrate, o);
  add_ranges(*calibrate, o, "the calibration's own, else 20; of what is predicted");
  calibrate->add_option("--csv", o.csv, "write tidy tables into this folder: counts, statements")->type_name("DIR");
  calibrate->add_flag("--quiet", o.quiet, "no progress on stderr");

  CLI::App* check = add_command(*program, o, Command::check, "check",
                                "read scenarios, calibrations and studies and say all that is wrong, without simulating");
  add_scenario(*check, o, 1, 100'000, "SCENARIOS");
  check->add_flag("--allow-conflicts", o.allow_conflicts,
                  "conflicts and missing trainsets are no error");
  check->add_flag("--capacity", o.capacity,
                  "and how much of the capacity of each section, junction and platform the timetable takes, by UIC 406 compression");
  check->add_flag("--json", o.json, "one JSON object on stdout and nothing else");
  add_language(*check, o);

  CLI::App* explain = add_command(*program, o, Command::explain, "explain",
                                  "say how late one train is on its way or at one station and whose every second is, or how one passenger's day went");
  add_scenario(*explain, o, 1, 1, "SCENARIO");
  CLI::Option* train = explain->add_option("--train", o.train, "its number")->type_name("NUMBER");
  explain->add_option("--at", o.at, "a station that it comes through (default: all its calls, the last one in full)")->needs(train)->type_name("STATION");
  explain->add_option("--passenger", o.passenger, "a traveller's name, as in journeys.csv")->excludes(train)->type_name("NAME");
  explain->add_option("--replication", o.replication, "which simulated day, from 0 (default 0, as in --csv)")
      ->check(CLI::Range(0u, most_replications).description(""))
      ->type_name("N");
  explain->add_option("--seed", o.seed, "of all random numbers (default: the scenario's, else 1)")->type_name("N");
  add_day(*explain, o)->excludes(add_date(*explain, o));
  explain->add_flag("--allow-conflicts", o.allow_conflicts, "although trains conflict or trainsets are too few");
  add_language(*explain, o);

  CLI::App* fork = add_command(*program, o, Command::fork, "fork",
                               "one morning under several futures: what compare says of scenarios that differ from "
                               "this one in incidents alone, for less time");
  add_scenario(*fork, o, 1, 1, "SCENARIO");
  add_many(*fork, "--with", o.with, "a scenario with this one as its base, whose changes are incidents", "FILE")->required();
  fork->add_option("--at", o.at, "the instant, which no incident precedes (default: just before the first)")->type_name("HH:MM");
  CLI::Option* forked_day = add_day(*fork, o);
  add_date(*fork, o)->excludes(forked_day);
  add_measuring(*fork, o, false);
  add_decide_on(*fork, o, "cells that get a verdict");
  add_same_within(*fork, o);

  CLI::App* show = add_command(*program, o, Command::show, "show",
                               "print a scenario with its base, changes, defaults and provenance");
  add_scenario(*show, o, 1, 1, "SCENARIO");
  CLI::Option* part =
      show->add_option("PATH", o.word, "only this part, such as stations.Dafeng or fares")
          ->type_name("");
  show->add_flag("--brief", o.brief,
                 "collections by their names, the rest value by value (what a terminal gets)");
  show->add_flag("--all", o.all, "every value (what a pipe or a file gets)")->excludes("--brief");
  show->add_flag("--timetable", o.timetable, "print the stop times instead")->excludes(part);
  show->add_flag("--diagrams", o.diagrams, "print which trainset works which trains instead")->excludes(part)->excludes("--timetable");
  add_language(*show, o);

  CLI::App* keys =
      add_command(*program, o, Command::keys, "keys", "list the keys of scenario files");
  keys->add_option("PREFIX", o.word, "only keys that begin with this")->type_name("");
  add_command(*program, o, Command::schema, "schema",
              "print a JSON Schema of scenario files, for editors");

  CLI::App* init = add_command(*program, o, Command::init, "init",
                               "write a small commented scenario to start from");
  init->add_option("DIR", o.word, "folder to write into; made if missing")
      ->required()
      ->type_name("");

  CLI::App* bench =
      add_command(*program, o, Command::bench, "bench", "measure the speed on a scenario, as JSON");
  add_scenario(*bench, o, 1, 1, "SCENARIO");
  bench->add_option("--replications", o.replications, "simulated days (default 50)")
      ->check(CLI::Range(3u, most_replications).description(""))
      ->type_name("N");
  bench->add_option("--seed", o.seed, "of all random numbers (default 1)")->type_name("N");

  add_study(*program, o);
  add_exchange(*program, o);

  CLI::App* serve = add_command(*program, o, Command::serve, "serve",
                                "a page for a browser on this machine: change inputs, see the answer at once beside the scenario itself");
  serve->add_option("SCENARIOS", o.files, "scenario files (default: those of this folder)")->expected(0, 1000)->type_name("FILE");
  serve->add_option("--port", o.port, "default: any free one")->check(CLI::Range(0, 65535).description(""))->type_name("P");
  serve->add_option("--listen", o.listen,
                    "also for other machines, at this address of this one; not encrypted: only in a network that is trusted, or behind a "
                    "proxy with TLS that sends the Host and Origin printed here (default 127.0.0.1)")
      ->type_name("ADDRESS");
  serve->add_flag("--quiet", o.quiet, "no words on stderr");

  CLI::App* doctor = add_command(*program, o, Command::doctor, "doctor",
                                 "look at this machine: does it give the days that every machine gives, what may be used of it; and at stores of "
                                 "studies: are they sound");
  CLI::Option* stores = doctor->add_option("STORES", o.files, "of studies")->expected(0, 100'000)->type_name("STORE.db");
  doctor->add_option("--recover", o.output, "keep what can be read of one damaged store in this new one; the damaged one stays as it is")
      ->needs(stores)
      ->type_name("NEW.db");
  doctor->add_flag("--json", o.json, "one JSON object on stdout and nothing else");

  CLI::App* completion =
      add_command(*program, o, Command::completion, "completion", "print a completion script");
  completion->add_option("SHELL", o.word, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->type_name("");
  return program;
}

std::vector<std::string> names_of_commands(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* sub : program.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(sub->get_name());
  return names;
}

std::vector<std::string> names_of_options(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

/// CLI11 only lists what is left over; this says what was meant.
void refuse_unknown_words(const CLI::App& program, int argc, const char* const* argv) {
  int at = 1;
  const std::vector<std::string> top = names_of_options(program);
  while (at < argc && argv[at][0] == '-') {
    const std::string_view argument(argv[at]);
    const std::string word(argument.substr(0, argument.find('=')));
    if (std::find(top.begin(), top.end(), word) == top.end())
      throw Failure{wrong_usage,
                    "unknown option '" + word + "' before the command" + did_you_mean(word, top),
                    {}};
    ++at;
  }
  if (at >= argc) return;
  const std::vector<std::string> commands = names_of_commands(program);
  if (std::find(commands.begin(), commands.end(), argv[at]) == commands.end())
    throw Failure{wrong_usage, unknown_command(argv[at], commands), {}};
  const CLI::App* sub = program.get_subcommand(argv[at]);
  const std::vector<std::string> below = names_of_commands(*sub);
  if (!below.empty() && at + 1 < argc && argv[at + 1][0] != '-') {
    ++at;
    if (std::find(below.begin(), below.end(), argv[at]) == below.end())
      throw Failure{wrong_usage, unknown_command(argv[at], below), {}};
    sub = sub->get_subcommand(argv[at]);
  }
  const std::vector<std::string> known = names_of_options(*sub);
  for (++at; at < argc; ++at) {
    const std::string_view argument(argv[at]);
    if (argument == "--") return;
    if (!argument.starts_with("--")) continue;
    const std::string word(argument.substr(0, argument.find('=')));
    const auto option = std::find(known.begin(), known.end(), word);
    if (option == known.end())
      throw Failure{
          wrong_usage,
          "czt " + sub->get_name() + " has no option '" + word + "'" + did_you_mean(word, known),
          {}};
    // The value of an option may look like an option.
    if (argument.find('=') == std::string_view::npos &&
        sub->get_option(word)->get_expected_min() > 0)
      ++at;
  }
}

}  // namespace

std::variant<Options, Message> read_command_line(int argc, const char* const* argv) {
  Options options;
  const std::unique_ptr<CLI::App> program = make_program(options);
  if (argc < 2) throw Failure{wrong_usage, "a command is missing\n\n" + program->help(), {}};
  refuse_unknown_words(*program, argc, argv);
  try {
    program->parse(argc, argv);
  } catch (const CLI::CallForVersion& version_text) {
    return Message{std::string(version_text.what()) + "\n"};
  } catch (const CLI::CallForHelp&) {
    const CLI::App* chosen = program.get();
    while (!chosen->get_subcommands().empty()) chosen = chosen->get_subcommands().front();
    return Message{chosen->help()};
  } catch (const CLI::ParseError& wrong) {
    throw Failure{wrong_usage, wrong.what(), {}};
  }
  return options;
}

Language language_named(int argc, const char* const* argv) {
  constexpr std::string_view with_value = "--lang=";
  std::optional<Language> named;
  for (int k = 1; k < argc; ++k) {
    const std::string_view word(argv[k]);
    std::optional<Language> here;
    if (word.starts_with(with_value)) here = language_called(std::string(word.substr(with_value.size())));
    if (word == "--lang" && k + 1 < argc) here = language_called(argv[k + 1]);
    if (here) named = here;
  }
  return named.value_or(Language::en);
}

std::vector<CommandShape> command_shapes() {
  Options unused;
  const std::unique_ptr<CLI::App> program = make_program(unused);
  std::vector<CommandShape> shapes;
  for (const CLI::App* sub : program->get_subcommands([](const CLI::App*) { return true; })) {
    CommandShape shape{sub->get_name(), sub->get_description(), {}, false};
    for (const CLI::Option* option : sub->get_options()) {
      if (option->get_positional()) {
        shape.takes_files = shape.takes_files || option->get_type_name() == "FILE";
        continue;
      }
      CommandShape::OptionShape o{{}, option->get_expected_min() > 0, option->get_description()};
      for (const std::string& name : option->get_lnames()) o.names.push_back("--" + name);
      for (const std::string& name : option->get_snames()) o.names.push_back("-" + name);
      shape.options.push_back(std::move(o));
    }
    shapes.push_back(std::move(shape));
  }
  return shapes;
}

}  // namespace czt::app
