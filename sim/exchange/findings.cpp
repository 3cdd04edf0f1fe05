#include "czt/exchange/findings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/core/text.hpp"

namespace czt {

void Findings::say(FindingKind kind, std::string what) { all_.push_back({kind, std::move(what), 0, {}}); }

void Findings::count(FindingKind kind, std::string_view what, CellPlace where) {
  auto found = std::find_if(all_.begin(), all_.end(),
                            [&](const Finding& f) { return f.kind == kind && f.count > 0 && f.what == what; });
  if (found == all_.end()) found = all_.insert(all_.end(), Finding{kind, std::string(what), 0, {}});
  ++found->count;
  if (found->places.size() < most_places) found->places.push_back(std::move(where));
}

void Findings::refuse(CellPlace where, std::string message, std::string hint) {
  Diagnostic d;
  d.where = {std::move(where.file), where.line, where.line > 0 ? 1 : 0};
  d.path = std::move(where.field);
  d.message = std::move(message);
  d.hint = std::move(hint);
  errors_.push_back(std::move(d));
}

std::size_t Findings::counted(std::string_view what) const {
  std::size_t sum = 0;
  for (const Finding& f : all_)
    if (f.what.find(what) != std::string::npos) sum += f.count;
  return sum;
}

namespace {

std::string place_text(const CellPlace& place) {
  std::string text = escape_control(place.file);
  if (place.line > 0) text += fmt::format(":{}", place.line);
  if (!place.field.empty()) text += " " + escape_control(place.field);
  return text;
}

std::string line_of(const Finding& finding, std::size_t examples) {
  if (finding.count == 0) return finding.what;
  std::string text = fmt::format("{} {}", finding.count, finding.what);
  std::string places;
  for (std::size_t i = 0; i < std::min(examples, finding.places.size()); ++i)
    places += (i > 0 ? ", " : "") + place_text(finding.places[i]);
  if (finding.places.size() > examples) places += ", …";
  return places.empty() ? text : text + " (" + places + ")";
}

}  // namespace

std::string as_text(const Findings& findings, std::size_t examples) {
  constexpr struct {
    FindingKind kind;
    const char* title;
  } parts[] = {{FindingKind::taken, "taken"},
               {FindingKind::repaired, "repaired"},
               {FindingKind::ignored, "ignored"},
               {FindingKind::assumed, "assumed"}};
  std::string text;
  for (const auto& part : parts) {
    bool first = true;
    for (const Finding& finding : findings.all()) {
      if (finding.kind != part.kind) continue;
      if (first) text += std::string(part.title) + "\n";
      first = false;
      text += wrap("  " + line_of(finding, examples), terminal_columns, 6) + "\n";
    }
  }
  return text;
}

}  // namespace czt
