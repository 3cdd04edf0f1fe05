#pragma once
/// What became of people, read off the passenger columns in one pass: everybody is counted into a
/// bin of the values that cells ask for, and a cell adds up the bins it covers.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "quantile.hpp"
#include "riding.hpp"
#include "selection.hpp"

namespace czt {

enum class PeopleMeasure : unsigned char {
  journeys,
  wait_mean,
  wait_p95,
  entrance_mean,
  journey_mean,
  journey_p95,
  in_vehicle_mean,
  generalised_time_mean,
  trip_length_mean,
  revenue,
  left_behind_passengers,
  gave_up,
  stranded,
  standing_passengers,
  none
};
/// none: not a measure of people.
PeopleMeasure people_measure(std::string_view name);

/// Tables of the plan that every set of bins shares.
struct PeopleTables {
  explicit PeopleTables(const Plan& plan);
  struct Journey {  ///< per pair of stations
    std::int32_t metres = 0;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t direction = 0;  ///< of its first segment
  };
  struct Stream {  ///< per stream of the field, then per group of explicit passengers
    std::uint32_t access = 0;   ///< row of `access` where he sets out
    std::uint32_t purpose = 0;  ///< number of purposes: of explicit passengers
  };
  struct Fare {  ///< a ride's share of its ticket
    std::int32_t fen = 0;
    std::uint32_t product = 0;
  };
  std::vector<Journey> journeys;
  std::vector<Fare> fares;            ///< (purpose · journeys + journey) · periods + period; explicit passengers last
  std::vector<std::uint32_t> period;  ///< per point: of the fares, by booked departure
  std::uint32_t periods = 1;
  std::vector<Stream> streams;
  std::vector<std::int32_t> access;  ///< place · stations + station: ms; the last row, nought, for nobody's place
  std::vector<std::uint32_t> station;  ///< per point
  Window window;
  std::uint32_t stations = 0;
  const Plan* plan;

 private:
  void price_rides();
};

class PeopleSeen {
 public:
  explicit PeopleSeen(const PeopleTables& tables)
      : tables_(&tables), riding_(*tables.plan), feels_(tables.plan->input.choice.has_value()) {}
  /// False: the bins would become too many, use another PeopleSeen.
  bool take(const Selection& selection) { return bins_.take(selection); }
  /// Call once after the last `take`; `quantiles`: whether some cell asks for one.
  void number(bool quantiles);
  /// A number to read the selection by; the same for the same selection.
  std::size_t want(const Selection& selection);

  void count(const World& world);
  double read(PeopleMeasure measure, std::size_t selection);

 private:
  struct Tally {
    std::int64_t journeys = 0;
    std::int64_t wait = 0;  ///< ms
    std::int64_t entrance = 0;  ///< ms
    std::int64_t ride = 0;  ///< ms
    std::int64_t door = 0;  ///< ms, door to door
    std::int64_t felt = 0;  ///< ms, generalised
    std::int64_t metres = 0;
    std::int64_t fen = 0;
    std::uint32_t left_behind = 0;
    std::uint32_t gave_up = 0;
    std::uint32_t stranded = 0;
    std::uint32_t stood = 0;
    void add(const Tally& other);
  };
  struct Made {  ///< a finished journey's times, ms
    std::int32_t wait = 0;
    std::int32_t ride = 0;
    std::uint32_t last_row = 0;
    std::uint32_t changes = 0;
    std::int32_t stood = 0;
    double among = 0.0;  ///< ms · persons/m²
  };
  /// What counting needs of a person, in one place: rows meet persons in no order, so each costs
  /// one look.
  struct Key {
    std::uint32_t bin = 0;  ///< share of the bin's number: all but the hour
    std::int32_t ways = 0;  ///< ms: access + entrance + egress
    std::uint32_t fares = 0;  ///< row of his fare in the first period
  };
  void prepare_keys(const World& world);
  [[nodiscard]] std::uint32_t bin_of_bus(const World& world, std::uint32_t person) const;
  void count_stage(const World& world, std::uint32_t row, Tally& tally) const;
  void count_journey(const World& world, std::uint32_t row, std::uint32_t bin, const Key& key);
  void count_onward(const World& world);
  [[nodiscard]] std::int64_t felt(const Made& made, std::int32_t door, std::int32_t ways) const;
  [[nodiscard]] bool follow(const World& world, std::uint32_t row, Made& made) const;
  std::span<const std::int32_t> times(const std::vector<std::int32_t>& column,
                                      std::size_t selection);

  const PeopleTables* tables_;
  Riding riding_;
  bool feels_;  ///< whether journeys feel like something: with a choice model
  Bins bins_;
  std::vector<std::uint32_t>
      journey_bin_;  ///< share of the bin's number by pair of stations: od, station, direction
  std::vector<std::uint32_t> stage_bin_;  ///< the same for a later stage: station, direction
  std::vector<std::uint32_t> od_bin_;     ///< and its od alone
  std::vector<std::uint32_t> stream_bin_;
  std::vector<std::uint32_t> product_bin_;
  std::vector<std::uint32_t> bus_bin_;  ///< per bus: of its feeder
  std::vector<std::uint32_t> hour_bin_;
  std::vector<Tally> tallies_;       ///< per bin
  std::vector<Key> keys_;            ///< per person
  std::vector<std::uint32_t> next_;  ///< row → its next stage; filled only when there are any
  bool quantiles_ = false;
  std::vector<std::uint32_t>
      made_bin_;  ///< per finished journey, when some cell asks for a quantile
  std::vector<std::int32_t> made_wait_;
  std::vector<std::int32_t> made_door_;
  std::vector<Selection> selections_;
  std::vector<std::vector<std::uint32_t>> covered_;  ///< per selection
  std::vector<Tally> totals_;                        ///< per selection
  std::vector<std::uint8_t> holds_;  ///< per bin: in the selection that `times` looks at
  std::vector<std::int32_t> selected_;
  Quantile95 quantile_;
};

}  // namespace czt
