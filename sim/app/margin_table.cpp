#include "margin_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/core/text.hpp"
#include "names.hpp"

namespace czt::app {

namespace {

struct Runs {
  std::int64_t count = 0;
  Duration technical{};
  Duration booked{};
};

IdVector<SegmentId, Runs> runs_by_segment(const PlanInput& in) {
  IdVector<SegmentId, Runs> runs(in.network.segments.size());
  for (const Trip& trip : in.trips) {
    if (trip.empty || trip.when_ready) continue;
    for (std::size_t k = 1; k < trip.stops.size(); ++k) {
      const auto segment = in.network.between(trip.stops[k - 1].station, trip.stops[k].station);
      if (!segment) continue;
      Runs& here = runs[*segment];
      ++here.count;
      here.technical += trip.stops[k].technical;
      here.booked += trip.stops[k].arrival - trip.stops[k - 1].departure;
    }
  }
  return runs;
}

}  // namespace

std::string margin_table(const PlanInput& in, Language language) {
  const bool zh = language == Language::zh;
  const std::string heading = zh ? "平均运行时分（秒）" : "Running times, mean (s)";
  const IdVector<SegmentId, Runs> runs = runs_by_segment(in);
  int width = display_width(heading);
  for (std::size_t s = 0; s < runs.size(); ++s) width = std::max(width, display_width(name_in(in.network, SegmentId{s}, language)));
  std::string rows;
  for (std::size_t s = 0; s < runs.size(); ++s) {
    const Runs& here = runs[SegmentId{s}];
    if (here.count == 0) continue;
    const auto mean = [&](Duration sum) { return in_seconds(sum) / static_cast<double>(here.count); };
    const double technical = mean(here.technical);
    const double margin = mean(here.booked - here.technical);
    rows += pad_right(name_in(in.network, SegmentId{s}, language), width) +
            fmt::format("{:>8}{:>11.1f}{:>9.1f}{:>9.1f}{:>8.1f}\n", here.count, technical, mean(here.booked), margin,
                        100.0 * margin / technical);
  }
  if (rows.empty()) return {};
  const auto column = [&](const char* en, const char* in_zh, int cells) { return pad_left(zh ? in_zh : en, cells); };
  return "\n" + pad_right(heading, width) + column("trains", "列数", 8) + column("technical", "技术", 11) + column("booked", "图定", 9) +
         column("margin", "裕量", 9) + pad_left("%", 8) + "\n" + rows;
}

}  // namespace czt::app
