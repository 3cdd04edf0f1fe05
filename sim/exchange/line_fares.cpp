#include "line_fares.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/core/csv.hpp"
#include "czt/core/money.hpp"
#include "czt/exchange/line_scenario.hpp"
#include "scenario/quoted.hpp"

namespace czt {

namespace {

constexpr std::size_t most_rules = 3000;

std::string yuan(std::int64_t cents) { return to_text(Money{cents}); }

std::string hours_text(const std::vector<std::pair<std::int32_t, std::int32_t>>& hours) {
  std::string text;
  for (const auto& [begins, ends] : hours)
    text += fmt::format("{}\"{}-{}\"", text.empty() ? "" : ", ", to_clock(start_of_day + seconds(begins)), to_clock(start_of_day + seconds(ends)));
  return "[" + text + "]";
}

class FaresWriter {
 public:
  FaresWriter(const WrittenLine& line, const SettledLine& settled) : line_(line), settled_(settled) {
    row_of_.resize(line.stations.size());
    for (std::uint32_t s = 0; s < settled.written.size(); ++s) row_of_[settled.written[s]] = s;
    for (const LineFares::Pair& pair : line.fares.pairs)
      if (row_of_[pair.from] && row_of_[pair.to]) cents_[{*row_of_[pair.from], *row_of_[pair.to]}] = pair.cents;
  }

  [[nodiscard]] bool any() const { return !cents_.empty(); }
  [[nodiscard]] bool flat() const {
    return std::all_of(cents_.begin(), cents_.end(), [&](const auto& c) { return c.second == cents_.begin()->second; });
  }
  [[nodiscard]] std::int64_t flat_cents() const { return cents_.begin()->second; }

  [[nodiscard]] std::string table() const {
    std::string text = "from,to,yuan\n";
    for (const auto& [pair, cents] : cents_) {
      const auto back = cents_.find({pair.second, pair.first});
      const bool same = back != cents_.end() && back->second == cents;
      if (same && pair.first > pair.second) continue;
      text += csv_field(name(pair.first)) + "," + csv_field(name(pair.second)) + "," + yuan(cents) + "\n";
    }
    return text;
  }

  /// Of prices that are lower in some hours: one rule where it holds for all pairs, else one each.
  [[nodiscard]] std::string rules(Findings& findings) const {
    std::map<std::pair<std::int64_t, std::vector<std::pair<std::int32_t, std::int32_t>>>, std::vector<std::pair<std::uint32_t, std::uint32_t>>> groups;
    for (const LineFares::Cheaper& cheaper : line_.fares.cheaper)
      if (row_of_[cheaper.pair.from] && row_of_[cheaper.pair.to])
        groups[{cheaper.pair.cents, cheaper.hours}].emplace_back(*row_of_[cheaper.pair.from], *row_of_[cheaper.pair.to]);
    const std::size_t n = settled_.written.size();
    std::string text;
    std::size_t rules = 0;
    std::size_t left_out = 0;
    for (const auto& [what, pairs] : groups) {
      const std::string price = fmt::format("price: {} yuan, departs: {}", yuan(what.first), hours_text(what.second));
      if (pairs.size() == n * (n - 1)) {
        text += fmt::format("    {}: {{{}}}\n", in_quotes(fmt::format("cheaper {}", ++rules)), price);
        continue;
      }
      for (const auto& [from, to] : pairs) {
        if (rules == most_rules) {
          ++left_out;
          continue;
        }
        text += fmt::format("    {}: {{from: {}, to: {}, {}}}\n", in_quotes(fmt::format("cheaper {}", ++rules)), in_quotes(name(from)), in_quotes(name(to)), price);
      }
    }
    if (left_out > 0) findings.ignore(fmt::format("{} lower fares by the hour: more than {} rules", left_out, most_rules));
    return text.empty() ? text : "  rules:\n" + text;
  }

 private:
  [[nodiscard]] const std::string& name(std::uint32_t row) const { return settled_.network.stations[StationId{row}].name; }

  const WrittenLine& line_;
  const SettledLine& settled_;
  std::vector<std::optional<std::uint32_t>> row_of_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> cents_;
};

}  // namespace

FaresText fares_text(const WrittenLine& line, const SettledLine& settled, const std::string& csv_name, Findings& findings) {
  const FaresWriter fares(line, settled);
  if (!fares.any()) {
    findings.assume("a ride costs nothing: no fares were found");
    return {"fares: {kind: flat, flat: {value: 0 yuan, assumed: \"none were found\"}}\n", {}};
  }
  FaresText text;
  text.yaml = fmt::format("fares:  # {}, {} for one\n  sourced: {}\n", line.fares.currency.empty() ? "as written" : line.fares.currency,
                          line.fares.per_yuan == 1 ? "one" : std::to_string(line.fares.per_yuan), in_quotes(line.source));
  if (!line.fares.currency.empty() && line.fares.currency != "CNY")
    findings.assume("an hour is worth the usual 20 yuan to travellers: with fares in " + line.fares.currency + " say what it is worth there (purposes.*.value_of_time)");
  if (fares.flat()) {
    text.yaml += fmt::format("  kind: flat\n  flat: {} yuan\n", yuan(fares.flat_cents()));
  } else {
    text.yaml += "  kind: od\n  od: " + in_quotes(csv_name) + "\n";
    text.csv = fares.table();
  }
  text.yaml += fares.rules(findings);
  if (!line.fares.reduced.empty()) text.yaml += "  round_to: 0.01 yuan\n  products:\n";
  for (const LineFares::Reduced& reduced : line.fares.reduced)
    text.yaml += fmt::format("    {}: {{discount: {} %, for: [{}]}}\n", in_quotes(reduced.name + " ticket"), to_text(Decimal{reduced.off_millionths * 100}), in_quotes(reduced.name));
  return text;
}

}  // namespace czt
