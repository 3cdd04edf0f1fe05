#pragma once
/// The demand of a line of which only the trains are known: gravity by service.

#include <string>

#include "czt/exchange/settled_line.hpp"
#include "czt/exchange/written_line.hpp"

namespace czt {

/// places, profiles and purposes. Every station is a place with 100 people and 100 jobs for each call of the day; so many
/// travel that a quarter of the seats are taken on the mean, in those hours in which trains run.
std::string demand_by_service(const WrittenLine& line, const SettledLine& settled);

/// Shares of the day in steps of an hour, in tenths of a percent that add up to 1000; from the first hour on.
struct HourShares {
  int first = 6;
  std::vector<int> permille;
};
HourShares hour_shares(const std::vector<double>& by_hour);
/// "{hours: {"06:00": 12.5 %, …, "23:00": 0 %}}"
std::string profile_text(const HourShares& shares);

}  // namespace czt
