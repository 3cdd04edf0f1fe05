/// Pop one event, push its successor ("hold"), with a constant number of events pending whose
/// successors come after exponential times of ten minutes on average: czt's queue beside
/// std::priority_queue.

#include <benchmark/benchmark.h>

#include <compare>
#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

#include "czt/core/distributions.hpp"
#include "czt/engine/event_queue.hpp"

namespace {

using namespace czt;

enum class Kind : std::uint8_t { segment_clears, train_arrives, train_departs };
using Event = EventQueue<Kind>::Event;

/// The plain way: a struct of three members in their order.
class StandardQueue {
 public:
  void push(SimTime time, Kind kind, std::uint32_t subject) { rows_.push({time, kind, subject}); }
  Event pop() {
    const Row row = rows_.top();
    rows_.pop();
    return {row.time, row.kind, row.subject};
  }

 private:
  struct Row {
    SimTime time;
    Kind kind;
    std::uint32_t subject;
    auto operator<=>(const Row&) const = default;
  };
  std::priority_queue<Row, std::vector<Row>, std::greater<>> rows_;
};

/// The same with the order written by hand, as is often seen.
class StandardQueueByHand {
 public:
  void push(SimTime time, Kind kind, std::uint32_t subject) { rows_.push({time, kind, subject}); }
  Event pop() {
    const Event event = rows_.top();
    rows_.pop();
    return event;
  }

 private:
  struct Later {
    bool operator()(const Event& a, const Event& b) const {
      if (a.time != b.time) return a.time > b.time;
      if (a.kind != b.kind) return a.kind > b.kind;
      return a.subject > b.subject;
    }
  };
  std::priority_queue<Event, std::vector<Event>, Later> rows_;
};

/// Milliseconds, read one after the other; a power of two of them.
const std::vector<std::int32_t>& waits() {
  static const std::vector<std::int32_t> table = [] {
    const Draws draws(1, 0);
    std::vector<std::int32_t> drawn;
    for (std::uint32_t i = 0; i < (1u << 18); ++i) {
      const double wait = exponential(draws, Chance::traveller, i, 0);
      drawn.push_back(static_cast<std::int32_t>(600'000.0 * wait));
    }
    return drawn;
  }();
  return table;
}

template <class Queue>
void hold(benchmark::State& state) {
  const std::vector<std::int32_t>& wait = waits();
  const auto pending = static_cast<std::uint32_t>(state.range(0));
  Queue queue;
  std::uint32_t drawn = 0;
  const auto next_wait = [&] { return milliseconds(wait[drawn++ % wait.size()]); };
  const auto step = [&] {
    const Event event = queue.pop();
    queue.push(event.time + next_wait(), event.kind, event.subject);
    return event.subject;
  };
  for (std::uint32_t i = 0; i < pending; ++i)
    queue.push(clock_time(6) + next_wait(), static_cast<Kind>(i % 3), i);
  for (std::uint32_t i = 0; i < 8 * pending + 10'000; ++i) step();

  for (auto _ : state) benchmark::DoNotOptimize(step());
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK_TEMPLATE(hold, StandardQueue)->Arg(64)->Arg(256)->Arg(4096)->Arg(65536);
BENCHMARK_TEMPLATE(hold, StandardQueueByHand)->Arg(64)->Arg(256)->Arg(4096)->Arg(65536);
BENCHMARK_TEMPLATE(hold, EventQueue<Kind>)->Arg(64)->Arg(256)->Arg(4096)->Arg(65536);

/// An event put off: pushed, taken back, pushed later.
void put_off(benchmark::State& state) {
  const std::vector<std::int32_t>& wait = waits();
  EventQueue<Kind> queue;
  for (std::uint32_t i = 0; i < 256; ++i)
    queue.push(clock_time(6) + milliseconds(wait[i]), Kind::train_departs, i);
  std::uint32_t i = 0;
  for (auto _ : state) {
    const SimTime time = clock_time(6) + milliseconds(wait[i++ % wait.size()]);
    queue.push(time, Kind::train_arrives, 7);
    benchmark::DoNotOptimize(queue.cancel(time, Kind::train_arrives, 7));
  }
}
BENCHMARK(put_off);

}  // namespace
