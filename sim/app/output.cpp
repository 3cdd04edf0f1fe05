#include "output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "czt/core/text.hpp"
#include "failure.hpp"

namespace czt::app {

namespace {

/// 0, or the error.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

std::string room_left(const std::filesystem::path& path) {
  std::error_code ignored;
  const auto space =
      std::filesystem::space(path.parent_path().empty() ? "." : path.parent_path(), ignored);
  if (ignored) return {};
  return fmt::format(" ({:.1f} MB free there)", static_cast<double>(space.available) / 1e6);
}

}  // namespace

void to_stdout(std::string_view text) {
  const int error = write_all(STDOUT_FILENO, text);
  if (error == 0 || error == EPIPE) return;
  throw Failure{file_trouble, fmt::format("cannot write to stdout: {}", std::strerror(error)), {}};
}

void to_stderr(std::string_view text) { write_all(STDERR_FILENO, text); }

OutputFile::OutputFile(std::filesystem::path path) : path_(std::move(path)) {
  temporary_ = path_;
  temporary_ += fmt::format(".part{}", ::getpid());
  descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail(errno);
}

OutputFile::~OutputFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(temporary_.c_str());
}

void OutputFile::write(std::string_view text) {
  if (const int error = write_all(descriptor_, text)) fail(error);
}

void OutputFile::keep() {
  // Some files (pipes, odd file systems) cannot be synced; only real trouble counts.
  if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != ENOTSUP) fail(errno);
  if (::close(descriptor_) != 0) {
    const int error = errno;
    descriptor_ = -1;
    ::unlink(temporary_.c_str());
    fail(error);
  }
  descriptor_ = -1;
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary_.c_str());
    fail(error);
  }
}

void OutputFile::fail(int error) {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
    ::unlink(temporary_.c_str());
    descriptor_ = -1;
  }
  throw Failure{file_trouble,
                fmt::format("cannot write {}: {}{}", escape_control(path_.string()),
                            std::strerror(error), room_left(path_)),
                {}};
}

void write_file(const std::filesystem::path& path, std::string_view text) {
  OutputFile file(path);
  file.write(text);
  file.keep();
}

void make_folder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error || !std::filesystem::is_directory(path))
    throw Failure{file_trouble,
                  fmt::format("cannot make the folder {}: {}", escape_control(path.string()),
                              error.message()),
                  {}};
}

}  // namespace czt::app
