#include "result_file.hpp"

#include "czt/report/json.hpp"
#include "failure.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

/// The object with one more member at its end.
std::string with_arguments(const std::string& json, const std::vector<std::string>& arguments) {
  Json words;
  words.begin_array();
  for (const std::string& word : arguments) words.value(word);
  words.end_array();
  const std::size_t end = json.rfind('}');
  return json.substr(0, end) + ", \"arguments\": " + words.text() + json.substr(end);
}

}  // namespace

void write_result(const std::string& json, const Options& options) {
  if (!options.expected.empty() && with_arguments(json, options.arguments) != options.expected)
    throw Failure{wrong_input,
                  "the scenario, its files or the program have changed since this result was made: it comes out otherwise now; "
                  "make it again with -o RESULT.json",
                  {}};
  if (!options.output.empty()) write_file(options.output, with_arguments(json, options.arguments));
}

}  // namespace czt::app
