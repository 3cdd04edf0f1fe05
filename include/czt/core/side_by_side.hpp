#pragma once
/// Pieces of one computation on processors that nobody uses. How many those are is a matter of time only: each piece
/// writes what is its own, so results do not depend on it.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace czt {

/// How many processors of this process nobody uses; at first none.
void add_spare_processors(int more);

/// Uses so many, whether they are spare or not: while whole jobs run on them nobody divides a job further.
class TakenProcessors {
 public:
  explicit TakenProcessors(int processors) : processors_(processors) { add_spare_processors(-processors_); }
  ~TakenProcessors() { add_spare_processors(processors_); }
  TakenProcessors(const TakenProcessors&) = delete;
  TakenProcessors& operator=(const TakenProcessors&) = delete;

 private:
  int processors_;
};

/// Holds spare processors, at most so many; perhaps none.
class SpareProcessors {
 public:
  explicit SpareProcessors(int most);
  ~SpareProcessors();
  SpareProcessors(const SpareProcessors&) = delete;
  SpareProcessors& operator=(const SpareProcessors&) = delete;
  [[nodiscard]] int count() const { return count_; }

 private:
  int count_ = 0;
};

/// piece(0) … piece(count − 1), some of them at the same time. What the first to fail throws is thrown here.
template <class Piece>
void side_by_side(std::size_t count, const Piece& piece) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr thrown;
  const auto work = [&] {
    try {
      for (std::size_t mine = next++; mine < count; mine = next++) piece(mine);
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!thrown) thrown = std::current_exception();
      next = count;
    }
  };
  {
    const SpareProcessors spare(static_cast<int>(std::min<std::size_t>(count, 64)) - 1);
    std::vector<std::jthread> others;
    for (int t = 0; t < spare.count(); ++t) others.emplace_back(work);
    work();
  }
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace czt
