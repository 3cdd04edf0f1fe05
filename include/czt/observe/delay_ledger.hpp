#pragma once
/// The delay ledger: every millisecond of a train's lateness booked to a cause. Lateness is against the booked time,
/// at the arrival and the departure of every point; no train with booked times is ever early, and
///
///   lateness at a point = lateness at the point before + what is booked in between      exactly, in ms,
///
/// so that at any time all that was booked on the trip adds up to how late it is. What makes a train late is booked
/// up to the lateness that it makes: a wait that a margin swallows is not booked. Trips that depart when ready have
/// no booked times and no ledger, nor do those that are cancelled; where a trip is taken up on the way, it starts there.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "czt/model/plan.hpp"
#include "czt/model/world.hpp"

namespace czt {

enum class DelayCause : std::uint8_t {
  entry,       ///< started late by chance
  dwell,       ///< the exchange of passengers took longer than the booked stop
  running,     ///< booked faster than the train can run
  headway,     ///< kept a headway behind another train
  junction,    ///< likewise, where that train came from another branch, or started or ended here, or conflicting routes
  single_track,  ///< waited for trains from the other side of a single track, or for a track at its end
  platform,    ///< another train stood on the platform track
  turnaround,  ///< its trainset came late from the trip before
  incident,    ///< an incident of the scenario
  running_delay,  ///< ran longer over a segment, by chance
  extension,   ///< stood longer at a call, by chance beside the exchange
  connection,  ///< held for people of another train
  recovery     ///< made up: below 0
};
inline constexpr std::size_t delay_causes = 13;
std::string_view to_text(DelayCause cause);  ///< "headway"
std::string_view chinese(DelayCause cause);

class DelayLedger {
 public:
  struct Entry {
    static constexpr std::uint32_t nobody = 0xFFFFFFFFu;
    std::uint32_t point = 0;
    std::int32_t time = 0;         ///< ms; below 0 for recovery alone
    std::uint32_t by = nobody;     ///< trip (headway, junction, single_track, platform, turnaround), or incident
    DelayCause cause = DelayCause::entry;
    bool departing = false;        ///< between arrival and departure; else on the way to the point
  };

  explicit DelayLedger(const Plan& plan);
  /// Writes the ledger of a finished day; what `entries` gave before is gone. Reuses its memory.
  void read(const World& world);
  /// In the order of points, those of one point in the order of time.
  [[nodiscard]] std::span<const Entry> entries() const { return entries_; }
  [[nodiscard]] std::span<const Entry> of_trip(TripId trip) const;

 private:
  void read_trip(std::uint32_t trip, const World& world);
  [[nodiscard]] bool ran(std::uint32_t trip, const World& world) const;
  [[nodiscard]] std::uint32_t last_to_bring(std::uint32_t trip, const World& world) const;
  std::int32_t starts(std::uint32_t point, const World& world);
  void book(std::uint32_t point, bool departing, DelayCause cause, std::int32_t time, std::uint32_t by = Entry::nobody);
  std::int32_t book_holds(std::uint32_t point, bool departing);
  std::int32_t book_change(std::uint32_t point, bool departing, std::int32_t late, std::int32_t by, DelayCause cause);
  [[nodiscard]] DelayCause behind(std::uint32_t point, const Hold& hold) const;
  void sort_holds(const World& world);

  const Plan* plan_;
  std::vector<Hold> holds_;               ///< by point
  std::vector<std::uint32_t> first_hold_; ///< per point, and the end
  std::vector<std::uint32_t> first_entry_;  ///< per trip, and the end
  std::vector<Entry> entries_;
};

}  // namespace czt
