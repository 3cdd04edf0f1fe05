#include "failure.hpp"

#include <algorithm>
#include <string>

#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/report/json.hpp"
#include "czt/scenario/in_chinese.hpp"
#include "czt/scenario/scenario.hpp"
#include "options.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

std::string_view to_text(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

std::string as_json(const Failure& failure) {
  Json json;
  json.begin_object().field("czt", version).field("exit", failure.code);
  json.field("message", failure.message).key("errors").begin_array();
  for (const Diagnostic& d : failure.diagnostics) {
    json.line().begin_object().field("severity", to_text(d.severity)).field("file", d.where.file);
    json.field("line", d.where.line).field("column", d.where.column).field("path", d.path);
    json.field("message", d.message).field("hint", d.hint).end_object();
  }
  json.end_array().end_object();
  return json.text() + "\n";
}

/// Its first line, the others are shown as they are.
std::string in_chinese_too(const std::string& message) {
  const std::size_t end = std::min(message.find('\n'), message.size());
  return in_chinese(std::string_view(message).substr(0, end)) + message.substr(end);
}

}  // namespace

int tell(const Failure& failure, bool json, Language language) {
  if (!failure.diagnostics.empty()) to_stderr(print(failure.diagnostics, stderr_has_colour(), language));
  if (!failure.message.empty()) to_stderr("czt: " + (language == Language::zh ? in_chinese_too(failure.message) : failure.message) + "\n");
  if (json) to_stdout(as_json(failure));
  return failure.code;
}

}  // namespace czt::app
