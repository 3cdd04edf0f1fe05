#pragma once
/// Where results go: stdout as a whole, files whole or not at all.

#include <filesystem>
#include <string>
#include <string_view>

namespace czt::app {

/// Nothing happens to stdout when its reader has gone; other troubles are a Failure (file_trouble).
void to_stdout(std::string_view text);
/// As well as stderr can.
void to_stderr(std::string_view text);

/// Written beside its place under another name, synced and renamed by `keep`; gone again without
/// it. Every trouble is a Failure (file_trouble) that names the file and the room left on the disk.
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  void write(std::string_view text);
  void keep();

 private:
  [[noreturn]] void fail(int error);
  std::filesystem::path path_;
  std::filesystem::path temporary_;
  int descriptor_ = -1;
};

void write_file(const std::filesystem::path& path, std::string_view text);
void make_folder(const std::filesystem::path& path);

}  // namespace czt::app
