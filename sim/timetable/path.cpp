#include "path.hpp"

#include <array>
#include <cassert>
#include <limits>

#include "czt/timetable/place.hpp"

namespace czt {
namespace {

constexpr std::size_t most_steps = most_stretch / placing_step;

/// By how many steps a train may be late somewhere, and for each the least lateness before that leads to it.
class Latenesses {
 public:
  Latenesses() { from_.fill(none); }
  [[nodiscard]] bool has(std::size_t late) const { return from_[late] != none; }
  [[nodiscard]] std::size_t from(std::size_t late) const { return from_[late]; }
  void add(std::size_t late, std::size_t from) { from_[late] = static_cast<std::uint8_t>(from); }

 private:
  static constexpr std::uint8_t none = std::numeric_limits<std::uint8_t>::max();
  std::array<std::uint8_t, most_steps + 1> from_;
};

Duration time_of(std::size_t steps) { return static_cast<std::int64_t>(steps) * placing_step; }

class Search {
 public:
  Search(const Trip& trip, Duration may_stretch, const Bookings& bookings, const Network& network)
      : trip_(trip), steps_(static_cast<std::size_t>(may_stretch / placing_step)),
        bookings_(bookings), network_(network) {}

  std::optional<FreePath> run() {
    arriving_.resize(trip_.stops.size());
    leaving_.resize(trip_.stops.size());
    if (!may_stand(0, 0, 0)) return std::nullopt;
    leaving_[0].add(0, 0);
    for (std::size_t stop = 1; stop < trip_.stops.size(); ++stop)
      if (!run_to(stop) || !stand_at(stop)) return std::nullopt;
    for (std::size_t late = 0; late <= steps_; ++late)
      if (leaving_.back().has(late)) return FreePath{booked(late), time_of(late)};
    return std::nullopt;
  }

 private:
  bool run_to(std::size_t stop) {
    const StopTime& from = trip_.stops[stop - 1];
    const StopTime& to = trip_.stops[stop];
    const SegmentId segment = *network_.between(from.station, to.station);
    bool any = false;
    for (std::size_t left = 0; left <= steps_; ++left) {
      if (!leaving_[stop - 1].has(left)) continue;
      for (std::size_t late = left; late <= steps_; ++late) {
        if (arriving_[stop].has(late) ||
            !bookings_.run_is_free(segment, from.departure + time_of(left), to.arrival + time_of(late)))
          continue;
        arriving_[stop].add(late, left);
        any = true;
      }
    }
    return any;
  }

  bool stand_at(std::size_t stop) {
    const bool may_wait = trip_.stops[stop].calls && stop + 1 < trip_.stops.size();
    bool any = false;
    for (std::size_t came = 0; came <= steps_; ++came) {
      if (!arriving_[stop].has(came)) continue;
      for (std::size_t late = came; late <= (may_wait ? steps_ : came); ++late) {
        if (leaving_[stop].has(late) || !may_stand(stop, came, late)) continue;
        leaving_[stop].add(late, came);
        any = true;
      }
    }
    return any;
  }

  [[nodiscard]] bool may_stand(std::size_t stop, std::size_t came, std::size_t leaves) const {
    const StopTime& here = trip_.stops[stop];
    const Standing s = bookings_.standing({}, trip_, stop, here.arrival + time_of(came),
                                          here.departure + time_of(leaves));
    return bookings_.track_is_free(here.station, platform_direction(trip_, stop, network_), s.begins,
                                   s.frees);
  }

  [[nodiscard]] Trip booked(std::size_t late) const {
    Trip trip = trip_;
    for (std::size_t stop = trip.stops.size(); stop-- > 0;) {
      trip.stops[stop].departure += time_of(late);
      late = leaving_[stop].from(late);
      trip.stops[stop].arrival += time_of(late);
      if (stop > 0) late = arriving_[stop].from(late);
    }
    return trip;
  }

  const Trip& trip_;
  std::size_t steps_;
  const Bookings& bookings_;
  const Network& network_;
  std::vector<Latenesses> arriving_;
  std::vector<Latenesses> leaving_;
};

}  // namespace

std::optional<FreePath> free_path(const Trip& trip, Duration may_stretch, const Bookings& bookings,
                                  const Network& network) {
  assert(may_stretch >= Duration{} && may_stretch <= most_stretch);
  return Search(trip, may_stretch, bookings, network).run();
}

}  // namespace czt
