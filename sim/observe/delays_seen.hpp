#pragma once
/// What the delay ledger comes to, by cause: it is written once a day, and each cell adds up its entries.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "czt/observe/delay_ledger.hpp"

namespace czt {

enum class DelayMeasure : unsigned char { train_delay, passenger_delay, none };
/// none: not a measure of delays.
DelayMeasure delay_measure(std::string_view name);

class DelaysSeen {
 public:
  explicit DelaysSeen(const Plan& plan) : plan_(&plan), ledger_(plan) {}
  /// A number to read the points by; `cause` a row, or Selection::any.
  std::size_t want(std::span<const std::uint32_t> points, std::uint32_t cause);
  /// Costs nothing where nothing is wanted.
  void count(const World& world);
  [[nodiscard]] double read(DelayMeasure measure, std::size_t selection) const;

 private:
  struct Wanted {
    std::vector<std::uint8_t> has;  ///< per point
    std::uint32_t cause;
  };
  [[nodiscard]] std::int64_t passenger_ms(const Wanted& wanted) const;

  const Plan* plan_;
  DelayLedger ledger_;
  std::vector<Wanted> wanted_;
  const World* world_ = nullptr;
};

}  // namespace czt
