#include "files_as_read.hpp"

#include <algorithm>
#include <chrono>

namespace czt::app {

namespace {

constexpr std::chrono::milliseconds tick{50};  // more than a file system's clock may lag

}  // namespace

FilesAsRead::FilesAsRead(std::vector<std::filesystem::path> files, Clock::time_point begun) : trusted_(true) {
  for (std::filesystem::path& file : files) {
    std::error_code error;
    One one{std::move(file), {}, 0};
    one.written = std::filesystem::last_write_time(one.file, error);
    if (!error) one.size = std::filesystem::file_size(one.file, error);
    trusted_ = trusted_ && !error && one.written < begun - tick;
    files_.push_back(std::move(one));
  }
}

bool FilesAsRead::are_as_they_were() const {
  return trusted_ && std::all_of(files_.begin(), files_.end(), [](const One& one) {
           std::error_code written, size;
           return std::filesystem::last_write_time(one.file, written) == one.written && std::filesystem::file_size(one.file, size) == one.size && !written && !size;
         });
}

}  // namespace czt::app
