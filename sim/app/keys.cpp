#include "czt/scenario/keys.hpp"

#include "commands.hpp"
#include "czt/core/text.hpp"
#include "failure.hpp"
#include "output.hpp"

namespace czt::app {

int keys(const Options& options) {
  const std::string text = keys_reference(options.word);
  if (text.empty())
    throw Failure{wrong_usage,
                  "no key begins with '" + escape_control(options.word) + "'; czt keys lists all",
                  {}};
  to_stdout(text);
  return done;
}

int schema(const Options&) {
  to_stdout(json_schema() + "\n");
  return done;
}

}  // namespace czt::app
