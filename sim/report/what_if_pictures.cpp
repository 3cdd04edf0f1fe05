/// Pictures of a page that asks for them one by one.

#include <array>

#include "charts.hpp"
#include "czt/report/what_if.hpp"
#include "page_parts.hpp"

namespace czt {

using namespace html;

namespace {

const std::array<Both, 2> states{{{"as it is", "现状"}, {"changed", "改动后"}}};

std::optional<Figure> drawn(std::string_view name, std::span<const DayPictures* const> days) {
  const std::size_t k = days.size() - 1;
  for (const Picture& picture : pictures_of_days)
    if (picture.name == name) return picture.draw({std::to_string(k), states[k], days[k], k > 0 ? days.front() : nullptr});
  return std::nullopt;
}

}  // namespace

std::string what_if_places(bool changed) {
  std::array<std::string, 2> places;
  for (std::size_t k = 0; k < places.size(); ++k)
    for (const Picture& picture : pictures_of_days) places[k] += "<figure id=\"" + std::string(picture.name) + "-" + std::to_string(k) + "\"></figure>\n";
  const std::size_t shown = changed ? 2 : 1;
  return part_each({states.data(), shown}, {places.data(), shown});
}

std::optional<std::string> what_if_picture(std::string_view name, std::span<const DayPictures* const> days) {
  const std::optional<Figure> figure = drawn(name, days);
  return figure ? std::optional(inside(*figure, Numbers::later)) : std::nullopt;
}

std::optional<std::string> what_if_numbers(std::string_view name, std::span<const DayPictures* const> days) {
  const std::optional<Figure> figure = drawn(name, days);
  return figure ? std::optional(table(figure->numbers, figure->id)) : std::nullopt;
}

}  // namespace czt
