#pragma once
/// What people pass between a station's door and its platform: tickets, security check, gates, the way. A station
/// without an entrance has an open platform at its door.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "czt/core/distributions.hpp"
#include "czt/core/time.hpp"

namespace czt {

/// How long one person takes: lognormal.
class ServiceTime {
 public:
  ServiceTime() = default;
  /// mean: 0 to 30 min. cv: coefficient of variation, 0 to 3; 0: always the mean.
  ServiceTime(Duration mean, double cv);
  [[nodiscard]] Duration mean() const { return mean_; }
  /// ms, from a person's own 32 bits.
  [[nodiscard]] std::int32_t operator()(std::uint32_t word) const { return quantiles_(word); }

 private:
  Duration mean_{};
  QuantileTable quantiles_;
};

struct Entrance {
  /// A way to get a ticket. Who belongs to no channel has one already.
  struct Channel {
    std::string name;
    double share = 0.0;          ///< of the people; all channels together ≤ 1
    std::uint32_t count = 0;     ///< machines or counters; 0: nobody queues, as with a telephone
    ServiceTime time;
  };
  struct Security {
    std::uint32_t lanes = 1;
    ServiceTime time;
  };
  struct Gates {
    std::uint32_t count = 1;
    ServiceTime time;
    double manual = 0.0;         ///< share of people for whom a gate does not open: staff check them, at that gate
    Duration manual_time{};
  };
  std::vector<Channel> tickets;
  std::optional<Security> security;
  std::optional<Gates> gates;
  Duration walk{};               ///< from the last of these to the platform
  std::optional<Duration> closes;  ///< who is through less than this before a booked departure may not board that train

  /// How long all of it takes on average when nobody queues; what people reckon with who aim at a train.
  [[nodiscard]] Duration nominal() const;
};

}  // namespace czt
