#pragma once
/// The inputs of a scenario one by one, for those who choose among them, and a change of some of them as a file.

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "czt/scenario/keys.hpp"
#include "czt/scenario/scenario.hpp"

namespace czt {

/// One value of a resolved scenario. Numbers are in the key's own unit.
/// "sourced"; "" for none.
std::string_view to_text(Mark mark);

struct KnownInput {
  std::string path;
  const Key* key = nullptr;
  std::string text;              ///< as `show` prints it
  std::optional<double> number;  ///< of a numeric one, not of a time of day
  std::optional<double> low;     ///< what the key allows
  std::optional<double> high;
  Provenance provenance;
  std::string why_zh;            ///< Chinese of its text; empty where the scenario has none
  std::optional<std::pair<double, double>> range;  ///< of an assumed one, where nothing was done to it afterwards
  bool is_default = false;
};

/// All that are one value (no lists) and no file, in the order of `show`.
std::vector<KnownInput> known_inputs(const Scenario& scenario);

/// The lists of single values: stations where a service calls, departures, hours. "[a, b]", or a word the key allows.
std::vector<KnownInput> known_lists(const Scenario& scenario);

/// Its chain and the files that its values name: what it may change with.
std::vector<std::filesystem::path> files_of(const Scenario& scenario);

using PlainSetting = std::pair<std::string, std::string>;  ///< path → value, as written
/// "fares.per_km=0.35 yuan" in its two parts. Errors: no such form, a path that names neither a single value nor a list of them,
/// or a file.
Result<PlainSetting> plain_setting(std::string_view text);
/// What --set takes: the value in quotes, so that it is one value and nothing else; "[a, b]" of a list with each in quotes.
std::string as_set(const PlainSetting& setting);
/// The same of many for `scenario`: the values of a service that it has not are one --set, which adds the service.
std::vector<std::string> as_sets(const Scenario& scenario, std::span<const PlainSetting> settings);
/// A scenario of the base `scenario` and one named change. `base`: as it is to be written.
std::string change_yaml(std::string_view name, std::string_view base, std::string_view change, const Scenario& scenario, std::span<const PlainSetting> settings);

}  // namespace czt
