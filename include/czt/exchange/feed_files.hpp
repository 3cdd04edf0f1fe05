#pragma once
/// The files of a feed: a folder, or a zip that is read where it is. Nothing is unpacked to disk, no name from outside is
/// ever opened: only those that the caller asks for, at the root or all in one folder.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "czt/core/result.hpp"
#include "czt/exchange/table_stream.hpp"

struct zip;

namespace czt {

/// What an archive may hold; more is taken for an attack.
struct ArchiveLimits {
  std::uint64_t entry = std::uint64_t{4} << 30;   ///< bytes of one file, unpacked
  std::uint64_t ratio = 200;                      ///< unpacked over packed, of files larger than `free`
  std::uint64_t free = std::uint64_t{16} << 20;
};

class FeedFiles {
 public:
  /// Errors: nothing there, no zip, an encrypted or too large entry, a file that stands twice.
  static Result<FeedFiles> open(const std::filesystem::path& path, ArchiveLimits limits = {});

  [[nodiscard]] bool has(const std::string& name) const { return entries_.count(name) > 0; }
  /// All names, in order; those of tables in small letters, whatever they are written in.
  [[nodiscard]] std::vector<std::string> names() const;
  /// The folder within the archive that all files stand in; empty: they stand at its root, as they should.
  [[nodiscard]] const std::string& within() const { return within_; }
  /// Requires has(name). One at a time of a zip.
  [[nodiscard]] std::unique_ptr<ByteSource> read(const std::string& name) const;

 private:
  std::filesystem::path folder_;                 ///< empty: an archive
  std::shared_ptr<::zip> archive_;
  ArchiveLimits limits_;
  struct Entry {
    std::uint64_t row = 0;  ///< in the archive
    std::string written;    ///< in the folder
  };
  void put(const std::string& written, std::uint64_t row);

  std::map<std::string, Entry> entries_;          ///< by name
  std::string within_;
};

}  // namespace czt
