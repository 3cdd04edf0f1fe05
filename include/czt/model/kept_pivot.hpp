#pragma once
/// Keeps what choices pivot around from one plan to the next that is made of the same base by the same people: for who asks
/// many questions about one scenario. With it or without, plans have the same bits. May be used by several threads.

#include <memory>
#include <mutex>
#include <utility>

namespace czt {

struct MadePivot;

class KeptPivot {
 public:
  [[nodiscard]] std::shared_ptr<const MadePivot> last() const {
    const std::lock_guard lock(mutex_);
    return last_;
  }
  void keep(std::shared_ptr<const MadePivot> made) {
    const std::lock_guard lock(mutex_);
    last_ = std::move(made);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const MadePivot> last_;  ///< null at first
};

}  // namespace czt
