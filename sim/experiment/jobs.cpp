#include "jobs.hpp"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "czt/core/side_by_side.hpp"

namespace czt {

namespace {

class Queue {
 public:
  Queue(std::uint32_t count, std::string what, const OnProgress& progress)
      : count_(count), what_(std::move(what)), progress_(progress) {}

  void work(const std::function<Job()>& make_worker) {
    try {
      const Job job = make_worker();
      while (!stop_) {
        const std::uint32_t mine = next_++;
        if (mine >= count_) return;
        job(mine);
        finished();
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!thrown_) thrown_ = std::current_exception();
      stop_ = true;
    }
  }
  std::uint32_t finish() {
    if (thrown_) std::rethrow_exception(thrown_);
    return done_;
  }

 private:
  void finished() {
    const std::lock_guard lock(mutex_);
    ++done_;
    if (progress_ && !stop_ && !progress_({what_, done_, count_})) stop_ = true;
  }

  const std::uint32_t count_;
  const std::string what_;
  const OnProgress& progress_;
  std::atomic<std::uint32_t> next_{0};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::uint32_t done_ = 0;
  std::exception_ptr thrown_;
};

}  // namespace

std::uint32_t run_jobs(std::uint32_t count, unsigned threads,
                       const std::function<Job()>& make_worker, const std::string& what,
                       const OnProgress& progress) {
  if (progress && !progress({what, 0, count})) return 0;
  Queue queue(count, what, progress);
  const unsigned wanted =
      std::min(threads == 0 ? allowed_processors() : threads, std::max(count, 1u));
  {
    const TakenProcessors taken(static_cast<int>(wanted) - 1);
    std::vector<std::jthread> others;
    for (unsigned t = 1; t < wanted; ++t) others.emplace_back([&] { queue.work(make_worker); });
    queue.work(make_worker);
  }
  return queue.finish();
}

unsigned allowed_processors() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0)
    return std::max(1u, std::thread::hardware_concurrency());
  return static_cast<unsigned>(std::max(1, CPU_COUNT(&set)));
}

}  // namespace czt
