#include "czt/timetable/blocking.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace czt {

LineRun::LineRun(const Segment& segment, const TrainType& type, bool starts, bool stops)
    : length_(segment.length.value),
      train_length_(type.length.value),
      accelerate_(type.accelerate.value),
      brake_(type.brake.value),
      speed_(std::min(segment.max_speed.value, type.max_speed.value)),
      brakes_at_(segment.length.value),
      starts_(starts),
      stops_(stops) {
  const double per_speed2 = (starts ? 0.5 / accelerate_ : 0.0) + (stops ? 0.5 / brake_ : 0.0);  // m per (m/s)²
  if (speed_ * speed_ * per_speed2 > length_) speed_ = std::sqrt(length_ / per_speed2);
  if (starts) {
    gathered_ = 0.5 * speed_ * speed_ / accelerate_;
    gathering_ = speed_ / accelerate_;
  }
  if (stops) brakes_at_ = length_ - 0.5 * speed_ * speed_ / brake_;
  running_ = gathering_ + (brakes_at_ - gathered_) / speed_ + (stops ? speed_ / brake_ : 0.0);
}

double LineRun::time_at(double metres) const {
  if (metres < 0.0) return starts_ ? 0.0 : metres / speed_;
  if (metres >= length_) return stops_ ? running_ : running_ + (metres - length_) / speed_;
  if (metres < gathered_) return std::sqrt(2.0 * metres / accelerate_);
  if (metres <= brakes_at_) return gathering_ + (metres - gathered_) / speed_;
  return running_ - std::sqrt(2.0 * (length_ - metres) / brake_);
}

double LineRun::speed_at(double metres) const {
  if (metres < 0.0) return starts_ ? 0.0 : speed_;
  if (metres >= length_) return stops_ ? 0.0 : speed_;
  if (metres < gathered_) return std::sqrt(2.0 * metres * accelerate_);
  if (metres <= brakes_at_) return speed_;
  return std::sqrt(2.0 * (length_ - metres) * brake_);
}

double LineRun::braking_point(double metres) const {
  if (starts_) {
    const double while_gathering = metres / (1.0 + accelerate_ / brake_);  // x + 2 a x / 2 b = metres
    if (while_gathering <= gathered_) return while_gathering;
  }
  return metres - 0.5 * speed_ * speed_ / brake_;
}

namespace {

double fixed_blocks(const LineRun& first, const LineRun& second, const BlockingRules& rules) {
  const double blocks = std::max(1.0, std::ceil(first.length() / rules.block.value));
  const double block = first.length() / blocks;
  const double behind = first.train_length() + rules.overlap.value;
  double most = 0.0;
  for (double i = 0.0; i < blocks; i += 1.0) {
    const double until = first.time_at((i + 1.0) * block + behind) + in_seconds(rules.release);
    const double approach = std::min((i - 1.0) * block, second.braking_point(i * block));
    const double from = second.time_at(approach) - in_seconds(rules.sight + rules.set_up);
    most = std::max(most, until - from);
  }
  return most;
}

/// The second's brakes would bring it to a stand behind the first's rear, wherever it is.
double moving_block(const LineRun& first, const LineRun& second, const BlockingRules& rules) {
  constexpr int places = 400;
  const double behind = first.train_length() + rules.overlap.value;
  double most = 0.0;
  for (int i = 0; i <= places; ++i) {
    const double at = first.length() * i / places;
    const double speed = second.speed_at(at);
    const double stands = std::min(first.length(), at + 0.5 * speed * speed / second.brake());
    const double until = first.time_at(stands + behind) + in_seconds(rules.release);
    most = std::max(most, until - second.time_at(at) + in_seconds(rules.sight + rules.set_up));
  }
  return most;
}

}  // namespace

double least_headway(const LineRun& first, const LineRun& second, const BlockingRules& rules) {
  return rules.moving ? moving_block(first, second, rules) : fixed_blocks(first, second, rules);
}

Duration least_headway(const Segment& segment, const IdVector<TrainTypeId, TrainType>& types, const BlockingRules& rules) {
  std::vector<LineRun> runs;
  for (const TrainType& type : types)
    for (const bool starts : {false, true})
      for (const bool stops : {false, true}) runs.emplace_back(segment, type, starts, stops);
  double most = 0.0;
  for (const LineRun& first : runs)
    for (const LineRun& second : runs) most = std::max(most, least_headway(first, second, rules));
  return seconds(static_cast<std::int64_t>(std::ceil(most)));
}

}  // namespace czt
