#include <filesystem>

#include "commands.hpp"
#include "czt/core/text.hpp"
#include "failure.hpp"
#include "output.hpp"
#include "starter.hpp"

namespace czt::app {

int init(const Options& options) {
  const std::filesystem::path folder(options.word);
  for (const char* name : {"line.yaml", "more-trains.yaml"})
    if (std::filesystem::exists(folder / name))
      throw Failure{
          file_trouble,
          escape_control((folder / name).string()) + " is there already; nothing was written",
          {}};
  make_folder(folder);
  write_file(folder / "line.yaml", starter_line);
  write_file(folder / "more-trains.yaml", starter_change);
  const std::string shown = escape_control((folder / "line.yaml").string());
  to_stdout("wrote " + shown + " and " + escape_control((folder / "more-trains.yaml").string()) +
            "\nnext: czt run " + shown + "\n");
  return done;
}

}  // namespace czt::app
