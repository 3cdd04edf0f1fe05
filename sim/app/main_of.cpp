#include <filesystem>
#include <new>
#include <system_error>

#include "command_line.hpp"
#include "commands.hpp"
#include "czt/core/side_by_side.hpp"
#include "czt/core/text.hpp"
#include "czt/experiment/replications.hpp"
#include "czt/experiment/store.hpp"
#include "failure.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

int obey(const Options& options) {
  switch (options.command) {
    case Command::run:
      return run(options);
    case Command::compare:
      return compare(options);
    case Command::attribute:
      return attribute(options);
    case Command::calibrate:
      return calibrate(options);
    case Command::check:
      return check(options);
    case Command::explain:
      return explain(options);
    case Command::fork:
      return fork(options);
    case Command::show:
      return show(options);
    case Command::keys:
      return keys(options);
    case Command::schema:
      return schema(options);
    case Command::init:
      return init(options);
    case Command::bench:
      return bench(options);
    case Command::doctor:
      return doctor(options);
    case Command::completion:
      return completion(options);
    case Command::serve:
      return serve(options);
    case Command::study_run:
      return study_run(options);
    case Command::study_status:
      return study_status(options);
    case Command::study_export:
      return study_export(options);
    case Command::study_merge:
      return study_merge(options);
    case Command::study_submit:
      return study_submit(options);
    case Command::study_predict:
      return study_predict(options);
    case Command::rerun:
      return rerun(options);
    case Command::import_gtfs:
      return import_gtfs(options);
    case Command::import_demand:
      return import_demand(options);
    case Command::import_table12306:
      return import_table12306(options);
    case Command::export_gtfs:
      return export_gtfs(options);
    case Command::export_skims:
      return export_skims(options);
    case Command::export_matsim:
      return export_matsim(options);
    case Command::import_matsim:
      return import_matsim(options);
    case Command::import_railml:
      return import_railml(options);
    case Command::export_omx:
      return export_omx(options);
    case Command::export_sumo:
      return export_sumo(options);
    case Command::export_gtfs_ride:
      return export_gtfs_ride(options);
    case Command::export_tides:
      return export_tides(options);
    case Command::report:
      return report(options);
  }
  return bug;
}

std::string as_typed(int argc, const char* const* argv) {
  std::string line;
  for (int k = 1; k < argc; ++k) line += std::string(" ") + argv[k];
  return line;
}

}  // namespace

int main_of(int argc, const char* const* argv) {
  bool json = false;
  const Language language = language_named(argc, argv);
  try {
    const auto asked = read_command_line(argc, argv);
    if (const Message* message = std::get_if<Message>(&asked)) {
      to_stdout(message->text);
      return done;
    }
    Options options = std::get<Options>(asked);
    json = options.json;
    options.command_line = "czt" + as_typed(argc, argv);
    options.arguments.assign(argv + 1, argv + argc);
    add_spare_processors(static_cast<int>(options.threads == 0 ? allowed_processors() : options.threads) - 1);
    return obey(options);
  } catch (const Failure& failure) {
    try {
      return tell(failure, json, language);
    } catch (const Failure& second) {  // stdout is gone as well
      return tell(second, false, language);
    }
  } catch (const StoreTrouble& trouble) {
    const int code = trouble.kind == StoreTrouble::Kind::in_use ? try_again
                     : trouble.kind == StoreTrouble::Kind::file ? file_trouble
                                                                : wrong_usage;
    return tell({code, escape_control(trouble.message), {}}, json, language);
  } catch (const std::bad_alloc&) {
    to_stderr("czt: out of memory\n");
    return limit_reached;
  } catch (const std::filesystem::filesystem_error& refused) {
    return tell({file_trouble, escape_control(refused.what()), {}}, json, language);
  } catch (const std::system_error& refused) {  // a thread that the system has no room for
    to_stderr(std::string("czt: the system refuses: ") + refused.what() + "; fewer --threads may do\n");
    return limit_reached;
  } catch (const std::exception& unexpected) {
    to_stderr(std::string("czt: this is a bug: ") + unexpected.what() + "\n  in czt" +
              as_typed(argc, argv) + "\nPlease report it with this line and the scenario.\n");
    return bug;
  }
}

}  // namespace czt::app
