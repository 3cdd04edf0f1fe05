#include "czt/engine/event_queue.hpp"

#include <set>
#include <tuple>
#include <vector>

#include "czt/core/draws.hpp"
#include "engine/allocations.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

enum class Kind : std::uint8_t { departs, arrives, appears, last = 255 };
using Queue = EventQueue<Kind>;
using Row = std::tuple<std::int64_t, int, std::uint32_t>;  // ms, kind, subject

Row row(const Queue::Event& e) {
  return {in_milliseconds(e.time), static_cast<int>(e.kind), e.subject};
}

std::vector<Row> drain(Queue& queue) {
  std::vector<Row> rows;
  while (!queue.empty()) rows.push_back(row(queue.pop()));
  return rows;
}

/// How a random trial chooses times and what to do next.
struct Habits {
  const char* name;
  std::int64_t spread;     ///< ms; new events are up to so far ahead of the latest popped
  std::int64_t back;       ///< ms; or so far before it
  std::size_t held;        ///< events held on average
  std::uint32_t subjects;  ///< few subjects make equal events
};

}  // namespace

TEST_CASE("events come by time, then kind, then subject", "[engine]") {
  Queue queue;
  queue.push(clock_time(8), Kind::arrives, 1);
  queue.push(clock_time(8), Kind::departs, 9);
  queue.push(clock_time(7, 59, 59), Kind::appears, 5);
  queue.push(clock_time(8), Kind::arrives, 0);
  queue.push(clock_time(8), Kind::last, 0xffffffff);
  queue.push(clock_time(25, 30), Kind::departs, 0);
  queue.push(clock_time(0) - minutes(5), Kind::last, 7);
  CHECK(queue.size() == 7);
  CHECK(queue.next() == Queue::Event{clock_time(0) - minutes(5), Kind::last, 7});
  const std::vector<Row> expected{{-300'000, 255, 7}, {28'799'000, 2, 5},
                                  {28'800'000, 0, 9}, {28'800'000, 1, 0},
                                  {28'800'000, 1, 1}, {28'800'000, 255, 0xffffffff},
                                  {91'800'000, 0, 0}};
  CHECK(drain(queue) == expected);
}

TEST_CASE("the order does not depend on the order of pushing", "[engine]") {
  const Draws draws(1, 0);
  std::vector<Row> rows;
  for (std::uint32_t i = 0; i < 500; ++i) {
    const PhiloxBlock w = draws.block(Chance::traveller, i, 0);
    rows.push_back({below(w[0], 20) * 1000, static_cast<int>(below(w[1], 3)), below(w[2], 4)});
  }
  std::vector<Row> sorted = rows;
  std::sort(sorted.begin(), sorted.end());
  for (std::uint32_t trial = 0; trial < 20; ++trial) {
    for (std::uint32_t i = 500; i > 1; --i) {
      std::swap(rows[i - 1], rows[below(draws.block(Chance::late_runner, trial, i)[0], i)]);
    }
    Queue queue;
    for (const auto& [ms, kind, subject] : rows)
      queue.push(SimTime{milliseconds(ms)}, static_cast<Kind>(kind), subject);
    REQUIRE(drain(queue) == sorted);
  }
}

TEST_CASE("the queue does what a sorted list would", "[engine]") {
  const auto habits = GENERATE(values<Habits>({
      {"a railway's minutes", 600'000, 0, 200, 50},
      {"everything in one second", 1'000, 0, 300, 5},
      {"all at the same instant", 0, 0, 100, 3},
      {"more and more", 100'000, 0, 3'000, 1'000'000},
      {"days ahead", 400'000'000, 0, 50, 1000},
      {"years ahead", std::int64_t{1} << 36, 0, 100, 1000},
      {"back and forth", 50'000, 50'000, 500, 20},
      {"hardly any", 10'000, 10, 2, 2},
  }));
  INFO(habits.name);
  const Draws draws(5, 0);
  Queue queue;
  std::multiset<Row> model;
  std::int64_t now = -60'000;
  for (std::uint32_t i = 0; i < 60'000; ++i) {
    const PhiloxBlock w = draws.block(Chance::traveller, i, 0);
    // Every few thousand steps another scale of time, so that far and near events meet.
    const int shift = static_cast<int>(i / 7'000 % 3) * 4;
    const std::int64_t reach = (habits.spread + habits.back) >> shift;
    const std::int64_t ahead =
        static_cast<std::int64_t>(unit(w[0]) * static_cast<double>(reach + 1)) -
        (habits.back >> shift);
    const Row drawn{now + ahead, static_cast<int>(below(w[1], 3)), below(w[2], habits.subjects)};
    const auto& [ms, kind, subject] = drawn;
    const std::uint32_t choice = w[3] % 64;

    if (choice == 0) {  // one that is probably not there
      const auto there = model.find(drawn);
      REQUIRE(queue.cancel(SimTime{milliseconds(ms)}, static_cast<Kind>(kind), subject) ==
              (there != model.end()));
      if (there != model.end()) model.erase(there);
    } else if (choice < 4 && !model.empty()) {  // one that is
      const auto after = model.lower_bound(drawn);
      const Row chosen = after == model.end() ? *model.begin() : *after;
      model.erase(model.find(chosen));
      REQUIRE(queue.cancel(SimTime{milliseconds(std::get<0>(chosen))},
                           static_cast<Kind>(std::get<1>(chosen)), std::get<2>(chosen)));
    } else if (!model.empty() && (w[3] >> 8) % (2 * habits.held) < model.size()) {
      REQUIRE(row(queue.next()) == *model.begin());
      REQUIRE(row(queue.pop()) == *model.begin());
      now = std::get<0>(*model.begin());
      model.erase(model.begin());
    } else {
      queue.push(SimTime{milliseconds(ms)}, static_cast<Kind>(kind), subject);
      model.insert(drawn);
    }
    REQUIRE(queue.size() == model.size());
    REQUIRE(queue.empty() == model.empty());
    if (i == 30'000) {
      queue.clear();
      model.clear();
    }
  }
  CHECK(drain(queue) == std::vector<Row>(model.begin(), model.end()));
}

TEST_CASE("a lone later event is found however far ahead it is", "[engine]") {
  // Steps of a few seconds up to three hours.
  for (std::int64_t ahead = 2; ahead < 3 * 3'600'000; ahead += 4'093) {
    Queue queue;
    const SimTime later = clock_time(6) + milliseconds(ahead);
    queue.push(clock_time(6), Kind::arrives, 1);
    queue.push(later, Kind::arrives, 2);
    REQUIRE(queue.pop().subject == 1);
    REQUIRE(queue.next() == Queue::Event{later, Kind::arrives, 2});
    queue.push(later + milliseconds(ahead), Kind::arrives, 3);
    queue.push(later + milliseconds(1), Kind::arrives, 4);
    REQUIRE(queue.pop() == Queue::Event{later, Kind::arrives, 2});
    REQUIRE(queue.pop() == Queue::Event{later + milliseconds(1), Kind::arrives, 4});
    REQUIRE(queue.pop().subject == 3);

    Queue one_at_a_time;
    one_at_a_time.push(clock_time(6), Kind::arrives, 1);
    REQUIRE(one_at_a_time.pop().subject == 1);
    one_at_a_time.push(later, Kind::arrives, 2);
    REQUIRE(one_at_a_time.next() == Queue::Event{later, Kind::arrives, 2});
    REQUIRE(one_at_a_time.pop() == Queue::Event{later, Kind::arrives, 2});
  }
}

TEST_CASE("equal events all come out, and are cancelled one by one", "[engine]") {
  Queue queue;
  for (int i = 0; i < 10; ++i) queue.push(clock_time(7), Kind::arrives, 3);
  CHECK(queue.cancel(clock_time(7), Kind::arrives, 3));
  CHECK(queue.size() == 9);
  CHECK_FALSE(queue.cancel(clock_time(7), Kind::arrives, 4));
  CHECK_FALSE(queue.cancel(clock_time(7), Kind::departs, 3));
  CHECK_FALSE(queue.cancel(clock_time(7) + milliseconds(1), Kind::arrives, 3));
  CHECK(queue.size() == 9);
  for (int i = 0; i < 9; ++i) CHECK(queue.cancel(clock_time(7), Kind::arrives, 3));
  CHECK(queue.empty());
  CHECK_FALSE(queue.cancel(clock_time(7), Kind::arrives, 3));
}

TEST_CASE("the queue allocates nothing once it has been as full before", "[engine]") {
  const Draws draws(9, 0);
  Queue queue;
  const auto day = [&](std::uint32_t replication) {
    std::uint32_t drawn = 0;
    const auto push = [&](SimTime now) {
      const PhiloxBlock w = draws.block(Chance::traveller, replication, drawn++);
      queue.push(now + milliseconds(below(w[0], 3'600'000)), static_cast<Kind>(w[1] % 3), w[2]);
    };
    queue.clear();
    for (int i = 0; i < 2'000; ++i) push(clock_time(6));
    for (int i = 0; i < 40'000; ++i) {
      const Queue::Event e = queue.pop();
      push(e.time);
      if (i % 10 == 0) {
        queue.push(e.time + minutes(1), Kind::departs, 1);
        queue.cancel(e.time + minutes(1), Kind::departs, 1);
      }
    }
  };
  day(0);
  const std::size_t before = allocations();
  day(1);
  day(2);
  CHECK(allocations() == before);

  Queue reserved;
  reserved.reserve(5'000);
  const std::size_t after_reserve = allocations();
  for (std::uint32_t i = 0; i < 5'000; ++i)
    reserved.push(clock_time(6) + milliseconds(i % 7), Kind::arrives, i);
  while (!reserved.empty()) reserved.pop();
  CHECK(allocations() == after_reserve);
}
