#pragma once
/// The pictures of a report. `id` makes a page's figures differ where several scenarios have the same picture; `before` may be
/// null: then there is nothing to draw beside it.

#include <string>
#include <string_view>
#include <vector>

#include "czt/observe/day_pictures.hpp"
#include "html.hpp"
#include "svg.hpp"

namespace czt::html {

struct Shown {
  std::string id;
  Both scenario;                          ///< its name, escaped
  const DayPictures* day = nullptr;
  const DayPictures* before = nullptr;
};

/// A station's name in both languages, escaped.
Both name_of(const DayPictures& day, std::uint32_t station);
/// The same for a table.
Entry entry_of(const DayPictures& day, std::uint32_t station);
Entry entry_of(const DayPictures& day, const DayPictures::SegmentPicture& segment);
Entry entry_of(Direction direction);
/// "Muyun–Furong South"
Both stretch_of(const DayPictures& day, const DayPictures::SegmentPicture& segment);

/// Opens a group that is picked with its station, or with either end of its segment; "</g>" closes it.
std::string of_station(const DayPictures& day, std::uint32_t station);
std::string of_segment(const DayPictures& day, const DayPictures::SegmentPicture& segment);

/// One panel of the train graph, and where on it things are.
struct TrainGraphPanel {
  std::string svg;
  Axis time;                              ///< ms of the service day, from left to right
  double top = 0.0;
  double bottom = 0.0;
  std::vector<std::uint32_t> stations;    ///< from top to bottom
  std::vector<double> y;                  ///< of each
};
/// One a branch, each with the way to the line's first station.
std::vector<TrainGraphPanel> train_graph_panels(const DayPictures& day);
/// 运行图: these panels.
Figure train_graph(const Shown& shown);
/// Load against seats by segment and quarter-hour, both directions.
Figure load_map(const Shown& shown);
/// 断面客流 of the busiest hour.
Figure load_profile(const Shown& shown);
Figure station_bars(const Shown& shown);
/// The platform where most people wait at once.
Figure platform_day(const Shown& shown);
/// Every platform, small multiples on one scale.
Figure platform_panels(const Shown& shown);
Figure wait_distribution(const Shown& shown);
Figure journey_distribution(const Shown& shown);
Figure dwell_points(const Shown& shown);
Figure delay_owners(const Shown& shown);

struct Picture {
  std::string_view name;  ///< its id is "<name>-<id of what is shown>"
  Figure (*draw)(const Shown& shown);
};
/// All of these, in the order of a page.
inline constexpr Picture pictures_of_days[] = {
    {"train-graph", train_graph}, {"load-map", load_map}, {"load-profile", load_profile}, {"stations", station_bars}, {"platform", platform_day},
    {"platforms", platform_panels}, {"wait", wait_distribution}, {"journey", journey_distribution}, {"dwell", dwell_points}, {"delay", delay_owners}};
std::vector<Figure> figures_of(const Shown& shown);

}  // namespace czt::html
