#pragma once
/// Blocking times: how long a train keeps a block of track from others, and how closely trains can follow each other.
///
/// A fixed block is kept from others from setting its route until the train's rear has left it and it is released:
///   set-up + sight + approach + block + train and overlap + release     (Happel 1959; Pachl 2002)
/// The approach is the block before it, or the braking distance where that is longer (more than one block ahead is cleared).
/// A moving block has no length: a train keeps what it needs to brake ahead of it. The least headway of two trains is
/// the largest overlap of their blocking times over all blocks (UIC 406, 2013; Hansen & Pachl 2014, ch. 6).

#include <cstddef>

#include "czt/core/quantity.hpp"
#include "czt/core/time.hpp"
#include "czt/network/network.hpp"
#include "czt/rolling_stock/train_type.hpp"

namespace czt {

struct BlockingRules {
  bool moving = false;
  Metres block = metres(2000);       ///< longest fixed block; a segment has equal ones, > 0
  Metres overlap = metres(50);       ///< kept free behind the rear, ≥ 0
  Duration set_up = seconds(12);     ///< route set and signal cleared, ≥ 0
  Duration sight = seconds(12);      ///< seen by the driver before the distant signal (or braking point), ≥ 0
  Duration release = seconds(6);     ///< ≥ 0
};

/// A train's front over one segment: accelerates from a stop, or passes at speed; brakes to a stop, or passes.
/// Constant acceleration and braking, no jerk, the lower of the segment's and the type's speed.
class LineRun {
 public:
  LineRun(const Segment& segment, const TrainType& type, bool starts, bool stops);
  /// Seconds from the segment's beginning. Before and beyond the segment a train that passes keeps its speed; one that
  /// starts or stops stands.
  [[nodiscard]] double time_at(double metres) const;
  [[nodiscard]] double speed_at(double metres) const;  ///< m/s
  /// Where it must begin to brake to stand at `metres`, 0 to its length.
  [[nodiscard]] double braking_point(double metres) const;
  [[nodiscard]] double length() const { return length_; }
  [[nodiscard]] double train_length() const { return train_length_; }
  [[nodiscard]] double brake() const { return brake_; }

 private:
  double length_;
  double train_length_;
  double accelerate_;
  double brake_;
  double speed_;            // the highest reached
  double gathered_ = 0.0;   // m, where it has gathered speed; 0: passes
  double brakes_at_ = 0.0;  // m, where it begins to brake; length_: passes
  double gathering_ = 0.0;  // s
  double running_ = 0.0;    // s, over the whole segment
  bool starts_;
  bool stops_;
};

/// Least seconds between two trains' entering the segment, rounded to nothing; the second one may be faster.
double least_headway(const LineRun& first, const LineRun& second, const BlockingRules& rules);

/// The longest of these over all ordered pairs of the types, each stopping or passing at either end; up to the whole second.
Duration least_headway(const Segment& segment, const IdVector<TrainTypeId, TrainType>& types, const BlockingRules& rules);

}  // namespace czt
