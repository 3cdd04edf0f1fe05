#pragma once
/// The pictures of a report. `id` makes a page's figures differ where several scenarios have the same picture; `before` may be
/// null: then there is nothing to draw beside it.

#include <string>
#include <vector>

#include "czt/observe/day_pictures.hpp"
#include "html.hpp"

namespace czt::html {

struct Shown {
  std::string id;
  Both scenario;                          ///< its name, escaped
  const DayPictures* day = nullptr;
  const DayPictures* before = nullptr;
};

/// A station's name in both languages, escaped.
Both name_of(const DayPictures& day, std::uint32_t station);
/// "Muyun–Furong South"
Both stretch_of(const DayPictures& day, const DayPictures::SegmentPicture& segment);

/// 运行图: one panel a branch, each with the way to the line's first station.
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
/// All of these, in the order of a page.
std::vector<Figure> figures_of(const Shown& shown);

}  // namespace czt::html
