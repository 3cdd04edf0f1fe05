#pragma once
/// Whether files are still what was read.

#include <cstdint>
#include <filesystem>
#include <vector>

namespace czt::app {

class FilesAsRead {
 public:
  using Clock = std::filesystem::file_time_type::clock;
  /// Of nothing: never as they were.
  FilesAsRead() = default;
  /// `begun`: before the first was read. What may have been written since is not trusted.
  FilesAsRead(std::vector<std::filesystem::path> files, Clock::time_point begun);
  [[nodiscard]] bool are_as_they_were() const;

 private:
  struct One {
    std::filesystem::path file;
    std::filesystem::file_time_type written;
    std::uintmax_t size = 0;
  };
  std::vector<One> files_;
  bool trusted_ = false;
};

}  // namespace czt::app
