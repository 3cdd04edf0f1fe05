#pragma once
/// The minutes of the real trains of 2026, station to station, and what running times with four margins make of them.
///
/// Published are whole minutes since departure at which a train arrives (scenarios/sources/stops_2026.csv). A leg from one
/// stop to the next takes
///   trunk·(1 + margin_trunk) + branch·(1 + margin_branch) + stop·[not the train's first leg] + recovery·[its last]
/// with the technical running times `trunk` (Lugu to Muyun) and `branch` (beyond) of the train between stops. The four
/// margins are fitted by least squares on two families of trains that end at Changsha, and then left alone.

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "czt/network/network.hpp"
#include "czt/rolling_stock/train_type.hpp"

namespace czt::trains_2026 {

struct Leg {
  std::string train;      ///< S7801
  StationId from;
  StationId to;
  double published = 0.0; ///< min, from arrival (at the first station: departure) to arrival
  double trunk = 0.0;     ///< technical, min
  double branch = 0.0;
  bool first = false;
  bool last = false;

  [[nodiscard]] std::string_view family() const { return std::string_view(train).substr(0, 3); }
};

/// Legs within the line, train by train in order; of through trains those beyond Changsha West are left out.
std::vector<Leg> legs_of_2026(const Network& network, const TrainType& type);

struct Margins {
  double trunk = 0.0;     ///< share of technical running time
  double branch = 0.0;
  double stop = 0.0;      ///< min, dwell at the station left and all else that a stop costs
  double recovery = 0.0;  ///< min, before the last station
};
Margins fit_margins(std::span<const Leg> legs);
double predicted(const Leg& leg, const Margins& margins);  ///< min

std::vector<Leg> of_families(std::span<const Leg> legs, std::span<const std::string_view> families);
constexpr std::array<std::string_view, 2> fitted{"S79", "S69"};
constexpr std::array<std::string_view, 3> held_out{"S78", "S68", "S70"};

/// |published − predicted| in min: leg by leg; and at each arrival since the train was first seen on the line.
struct Errors {
  std::vector<double> legs;
  std::vector<double> arrivals;
};
Errors errors_of(std::span<const Leg> legs, const Margins& margins);
double median(std::vector<double> values);

/// What is off, in words and columns: margins, each family, each station pair, each train.
std::string table(std::span<const Leg> legs, const Margins& margins, const Network& network);

}  // namespace czt::trains_2026
