#include "minutes_2026.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "czt/core/csv.hpp"
#include "czt/core/text.hpp"
#include "czt/timetable/leg.hpp"

namespace czt::trains_2026 {

namespace {

struct Call {
  std::string train;
  std::optional<StationId> station;  ///< none: not on the line
  double elapsed = 0.0;              ///< min
};

std::vector<Call> calls_of_2026(const Network& network) {
  const std::string file = std::string(CZT_SOURCE_DIR) + "/scenarios/sources/stops_2026.csv";
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const CsvTable stops = parse_csv(text, file).value();
  const std::size_t train = stops.column("train").value();
  const std::size_t station = stops.column("station").value();
  const std::size_t elapsed = stops.column("elapsed_min").value();
  std::vector<Call> calls;
  for (const CsvTable::Row& row : stops.rows)
    calls.push_back({row.fields[train], network.find(row.fields[station]), std::stod(row.fields[elapsed])});
  return calls;
}

/// The branch point: stations nearer to the line's first end lie on the trunk.
bool on_trunk(const Segment& segment, const Network& network) {
  const StationId joint = network.branches.at(1).joins.value();
  const auto before_joint = [&](StationId id) {
    return network.stations[id].branch == 0 && network.stations[id].at <= network.stations[joint].at;
  };
  return before_joint(segment.from) && before_joint(segment.to);
}

void set_technical(Leg& leg, const Network& network, const TrainType& type) {
  std::vector<SpeedSection> sections;
  const auto path = network.path(leg.from, leg.to);
  for (const SegmentId id : path) sections.push_back(section_of(network.segments[id]));
  const std::vector<double> passing = passing_times(sections, type);
  double before = 0.0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    (on_trunk(network.segments[path[i]], network) ? leg.trunk : leg.branch) += (passing[i] - before) / 60.0;
    before = passing[i];
  }
}

Eigen::Vector4d row_of(const Leg& leg) {
  return {leg.trunk, leg.branch, leg.first ? 0.0 : 1.0, leg.last ? 1.0 : 0.0};
}

/// Rows of a table by a name, with the errors (published − predicted) that belong to it.
using Grouped = std::map<std::string, std::vector<double>>;

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

std::vector<double> absolute(std::vector<double> values) {
  for (double& v : values) v = std::fabs(v);
  return values;
}

std::string groups(std::string_view title, const Grouped& by_name) {
  std::vector<std::pair<std::string, std::vector<double>>> rows(by_name.begin(), by_name.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return median(absolute(a.second)) > median(absolute(b.second));
  });
  std::string text = fmt::format("\n{}{:>6}{:>10}{:>12}\n", pad_right(std::string(title), 34), "n", "mean", "median |e|");
  for (const auto& [name, errors] : rows)
    text += fmt::format("{}{:>6}{:>+10.2f}{:>12.2f}\n", pad_right(name, 34), errors.size(), mean(errors),
                        median(absolute(errors)));
  return text;
}

}  // namespace

std::vector<Leg> legs_of_2026(const Network& network, const TrainType& type) {
  const std::vector<Call> calls = calls_of_2026(network);
  std::vector<Leg> legs;
  for (std::size_t k = 1; k < calls.size(); ++k) {
    const Call& from = calls[k - 1];
    const Call& to = calls[k];
    if (from.train != to.train || !from.station || !to.station) continue;
    Leg leg{to.train, *from.station, *to.station, to.elapsed - from.elapsed};
    leg.first = k < 2 || calls[k - 2].train != from.train;
    leg.last = k + 1 == calls.size() || calls[k + 1].train != to.train;
    set_technical(leg, network, type);
    legs.push_back(leg);
  }
  return legs;
}

Margins fit_margins(std::span<const Leg> legs) {
  Eigen::Matrix4d normal = Eigen::Matrix4d::Zero();
  Eigen::Vector4d right = Eigen::Vector4d::Zero();
  for (const Leg& leg : legs) {
    const Eigen::Vector4d row = row_of(leg);
    normal += row * row.transpose();
    right += row * (leg.published - leg.trunk - leg.branch);
  }
  const Eigen::Vector4d fit = normal.ldlt().solve(right);
  return {fit[0], fit[1], fit[2], fit[3]};
}

double predicted(const Leg& leg, const Margins& margins) {
  return leg.trunk + leg.branch +
         row_of(leg).dot(Eigen::Vector4d(margins.trunk, margins.branch, margins.stop, margins.recovery));
}

std::vector<Leg> of_families(std::span<const Leg> legs, std::span<const std::string_view> families) {
  std::vector<Leg> chosen;
  for (const Leg& leg : legs)
    if (std::find(families.begin(), families.end(), leg.family()) != families.end()) chosen.push_back(leg);
  return chosen;
}

Errors errors_of(std::span<const Leg> legs, const Margins& margins) {
  Errors errors;
  double late = 0.0;
  for (std::size_t k = 0; k < legs.size(); ++k) {
    const double error = legs[k].published - predicted(legs[k], margins);
    late = k > 0 && legs[k - 1].train == legs[k].train ? late + error : error;
    errors.legs.push_back(std::fabs(error));
    errors.arrivals.push_back(std::fabs(late));
  }
  return errors;
}

double median(std::vector<double> values) {
  if (values.empty()) throw std::invalid_argument("the median of nothing");
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

std::string table(std::span<const Leg> legs, const Margins& margins, const Network& network) {
  std::string text = fmt::format(
      "margins fitted on S79 and S69: trunk {:.1f} %, branches {:.1f} %, {:.2f} min a stop, {:.2f} min before the end\n\n",
      100.0 * margins.trunk, 100.0 * margins.branch, margins.stop, margins.recovery);
  text += fmt::format("{}{:>6}{:>14}{:>22}\n", pad_right("family", 24), "legs", "median |e|", "median |e|, arrivals");
  const auto family = [&](std::string_view name, std::span<const std::string_view> families) {
    const std::vector<Leg> those = of_families(legs, families);
    const Errors errors = errors_of(those, margins);
    text += fmt::format("{}{:>6}{:>14.2f}{:>22.2f}\n", pad_right(std::string(name), 24), those.size(), median(errors.legs),
                        median(errors.arrivals));
  };
  for (const std::string_view& name : fitted) family(fmt::format("{} (fitted)", name), {&name, 1});
  for (const std::string_view& name : held_out) family(name, {&name, 1});
  family("S78, S68, S70", held_out);

  Grouped by_pair, by_train;
  for (const Leg& leg : of_families(legs, held_out)) {
    const double error = leg.published - predicted(leg, margins);
    by_pair[network.stations[leg.from].name + "–" + network.stations[leg.to].name].push_back(error);
    by_train[leg.train].push_back(error);
  }
  text += groups("station pair (S78, S68, S70)", by_pair);
  text += groups("train (legs)", by_train);
  return text + "\nErrors in minutes, published − predicted; published minutes are whole.\n";
}

}  // namespace czt::trains_2026
