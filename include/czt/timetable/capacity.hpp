#pragma once
/// How much of the track's capacity a timetable takes, by compression (UIC 406, 2nd edition 2013): the trains that enter
/// a section in a window are pushed together in their order, each as close behind the one before as it may follow; the
/// share is the time from the first one's entering to its entering again behind the last, of the window.
///
/// A section is one segment in one direction, or single track with both; junctions and platform tracks stand beside
/// them (node_capacity.hpp). Trips that leave when ready have no booked times and are left out.

#include <optional>
#include <string>
#include <vector>

#include "czt/timetable/blocking.hpp"
#include "czt/timetable/conflicts.hpp"
#include "czt/timetable/trip.hpp"

namespace czt {

/// Shares over which UIC 406 calls suburban passenger lines full: in the peak hour, and over the day. They are said of
/// lines, not of junctions or platform tracks.
inline constexpr double full_in_peak = 0.85;
inline constexpr double full_in_day = 0.70;

struct WindowUse {
  int trains = 0;             ///< that enter in [from, until); over a junction movements, two for a train that goes on
  double share = 0.0;         ///< capacity consumed, of the window; above 1: it cannot be run
  Duration least_headway{};   ///< mean interval of the compressed trains; 0 without any
};

struct SectionUse {
  enum class Kind : unsigned char { segment, single_track, junction, platforms };
  Kind kind = Kind::segment;
  std::size_t row = 0;        ///< of the network's segments, single tracks, junctions or stations
  Direction side = Direction::up;  ///< of platform tracks
  std::string name;           ///< "Muyun–Dafeng", a junction's, "Zhuzhou, up"
  WindowUse day;              ///< from the first full hour with a train on the line to the last
  WindowUse peak;             ///< of the hour with the highest share, of equal ones the first
  int peak_hour = 0;          ///< 7: from 07:00 to 08:00
  std::vector<WindowUse> hours;  ///< hour 0, 1, … of the service day
};

class Compression {
 public:
  Compression(const Trips& trips, const Network& network, const IdVector<TrainTypeId, TrainType>& types,
              const SeparationRules& rules);
  [[nodiscard]] std::size_t sections() const { return sections_.size(); }
  [[nodiscard]] const std::string& name(std::size_t section) const { return sections_[section].name; }
  /// The single track it is, by row; none: it is a segment.
  [[nodiscard]] std::optional<std::size_t> single_track(std::size_t section) const { return sections_[section].single; }
  [[nodiscard]] SegmentId segment(std::size_t section) const { return sections_[section].segment; }
  [[nodiscard]] WindowUse use(std::size_t section, SimTime from, SimTime until) const;

 private:
  struct Passage {
    TripId trip;
    Direction direction;
    SimTime enters;
    SimTime leaves;
    std::size_t first_stop = 0;  // of the trip, where it enters the section
    std::size_t last_stop = 0;
  };
  struct Section {
    std::string name;
    SegmentId segment;  // the first of a single track
    std::optional<std::size_t> single;
    Duration meeting{};
    std::vector<Passage> passages;  // by entering
  };
  [[nodiscard]] Duration interval(const Section& section, const Passage& first, const Passage& second) const;
  [[nodiscard]] Duration following(const Passage& first, const Passage& second) const;

  const Trips& trips_;
  const Network& network_;
  const IdVector<TrainTypeId, TrainType>& types_;
  const SeparationRules& rules_;
  std::vector<Section> sections_;
};

/// Sections with a train, in the order of the network's segments; then junctions, then platform tracks by stations.
std::vector<SectionUse> capacity_consumed(const Trips& trips, const Network& network,
                                          const IdVector<TrainTypeId, TrainType>& types, const SeparationRules& rules);
/// The one with the highest share in its peak hour, of equal ones the first; null without sections.
const SectionUse* bottleneck(const std::vector<SectionUse>& sections);

}  // namespace czt
