#include "czt/exchange/feed_files.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <system_error>

#include "czt/core/text.hpp"

namespace czt {

namespace {

namespace fs = std::filesystem;

Diagnostic about(const fs::path& path, std::string message, std::string hint = {}) {
  Diagnostic d;
  d.where.file = path.string();
  d.message = std::move(message);
  d.hint = std::move(hint);
  return d;
}

class FileSource final : public ByteSource {
 public:
  explicit FileSource(const fs::path& path) : file_(std::fopen(path.c_str(), "rb"), &std::fclose) {
    if (!file_) trouble_ = std::string("cannot be opened: ") + std::strerror(errno);
  }
  std::size_t read(char* to, std::size_t size) override {
    if (!file_) return 0;
    const std::size_t n = std::fread(to, 1, size, file_.get());
    if (n == 0 && std::ferror(file_.get())) trouble_ = std::string("cannot be read: ") + std::strerror(errno);
    return n;
  }
  [[nodiscard]] std::string trouble() const override { return trouble_; }

 private:
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::string trouble_;
};

/// What an entry says of its size may be a lie: the bytes are counted as they come.
class EntrySource final : public ByteSource {
 public:
  EntrySource(std::shared_ptr<::zip> archive, std::uint64_t row, ArchiveLimits limits)
      : archive_(std::move(archive)), limits_(limits), file_(zip_fopen_index(archive_.get(), row, 0), &zip_fclose) {
    zip_stat_t stat;
    if (zip_stat_index(archive_.get(), row, 0, &stat) == 0 && (stat.valid & ZIP_STAT_COMP_SIZE)) packed_ = stat.comp_size;
    if (!file_) trouble_ = std::string("cannot be unpacked: ") + zip_strerror(archive_.get());
  }
  std::size_t read(char* to, std::size_t size) override {
    if (!file_ || !trouble_.empty()) return 0;
    const zip_int64_t n = zip_fread(file_.get(), to, size);
    if (n < 0) trouble_ = std::string("cannot be unpacked: ") + zip_file_strerror(file_.get());
    if (n <= 0) return 0;
    read_ += static_cast<std::uint64_t>(n);
    if (read_ > limits_.entry || (read_ > limits_.free && read_ / limits_.ratio > packed_)) {
      trouble_ = "unpacks to far more than it may: this is not a feed";
      return 0;
    }
    return static_cast<std::size_t>(n);
  }
  [[nodiscard]] std::string trouble() const override { return trouble_; }

 private:
  std::shared_ptr<::zip> archive_;
  ArchiveLimits limits_;
  std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file_;
  std::uint64_t packed_ = 0;
  std::uint64_t read_ = 0;
  std::string trouble_;
};

/// Empty: a name that leads out of the archive, or a folder.
bool is_plain(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.back() == '/' || name.find('\\') != std::string_view::npos) return false;
  for (std::size_t from = 0; from <= name.size();) {
    const std::size_t to = std::min(name.find('/', from), name.size());
    const std::string_view step = name.substr(from, to - from);
    if (step.empty() || step == "." || step == "..") return false;
    from = to + 1;
  }
  return true;
}

/// What macOS puts beside every file.
bool is_litter(std::string_view name) { return name.starts_with("__MACOSX/") || name.find("/._") != std::string_view::npos; }

std::optional<Diagnostic> refuse_entry(const fs::path& path, const zip_stat_t& stat, const ArchiveLimits& limits) {
  const std::string name = escape_control(stat.name);
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
    return about(path, name + " is encrypted");
  if (!(stat.valid & ZIP_STAT_SIZE) || !(stat.valid & ZIP_STAT_COMP_SIZE)) return std::nullopt;
  if (stat.size > limits.entry || (stat.size > limits.free && stat.size / limits.ratio > stat.comp_size))
    return about(path, fmt::format("{} unpacks from {} to {} bytes: this is not a feed", name, stat.comp_size, stat.size));
  return std::nullopt;
}

/// "stops.txt" of "STOPS.TXT"; other files keep their name.
std::string table_name(const std::string& written) {
  std::string name = written;
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return name.ends_with(".txt") ? name : written;
}

/// Folder, empty at the root, and file.
std::pair<std::string, std::string> parted(const std::string& name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string::npos ? std::pair(std::string(), name) : std::pair(name.substr(0, slash), name.substr(slash + 1));
}

/// The least deep that has stops, else the first that has anything: what else is packed with a feed may stand beside it.
std::string folder_of_feed(const std::map<std::string, std::uint64_t>& plain) {
  const auto depth = [](const std::string& name) { return std::count(name.begin(), name.end(), '/'); };
  const std::string* stops = nullptr;
  for (const auto& [name, row] : plain)
    if (table_name(parted(name).second) == "stops.txt" && (stops == nullptr || depth(name) < depth(*stops))) stops = &name;
  if (stops != nullptr) return parted(*stops).first;
  for (const auto& [name, row] : plain)
    if (name.find('/') == std::string::npos) return {};
  return plain.empty() ? std::string() : parted(plain.begin()->first).first;
}

}  // namespace

/// One that is written in small letters comes before others of its name.
void FeedFiles::put(const std::string& written, std::uint64_t row) {
  const std::string name = table_name(written);
  if (entries_.count(name) == 0 || name == written) entries_[name] = {row, written};
}

std::vector<std::string> FeedFiles::names() const {
  std::vector<std::string> all;
  for (const auto& [name, entry] : entries_) all.push_back(name);
  return all;
}

Result<FeedFiles> FeedFiles::open(const fs::path& path, ArchiveLimits limits) {
  FeedFiles files;
  files.limits_ = limits;
  std::error_code error;
  if (fs::is_directory(path, error)) {
    files.folder_ = path;
    for (const fs::directory_entry& entry : fs::directory_iterator(path, error))
      if (entry.is_regular_file(error)) files.put(entry.path().filename().string(), 0);
    if (error) return about(path, "cannot be read: " + error.message());
    return files;
  }
  if (!fs::exists(path, error)) return about(path, "there is no such file or folder");
  int code = 0;
  files.archive_.reset(zip_open(path.c_str(), ZIP_RDONLY, &code), [](::zip* z) { if (z) zip_discard(z); });
  if (!files.archive_)
    return about(path, "is neither a folder nor a zip that can be read", "a feed is a folder of text files, or a zip of them");

  Diagnostics wrong;
  std::map<std::string, std::uint64_t> plain;
  const zip_int64_t count = zip_get_num_entries(files.archive_.get(), 0);
  for (zip_int64_t row = 0; row < count; ++row) {
    zip_stat_t stat;
    if (zip_stat_index(files.archive_.get(), static_cast<std::uint64_t>(row), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME)) continue;
    if (!is_plain(stat.name) || is_litter(stat.name)) continue;
    if (auto refused = refuse_entry(path, stat, limits)) {
      wrong.push_back(std::move(*refused));
      continue;
    }
    if (!plain.emplace(stat.name, static_cast<std::uint64_t>(row)).second)
      wrong.push_back(about(path, escape_control(stat.name) + " stands twice in it"));
  }
  if (!wrong.empty()) return wrong;
  files.within_ = folder_of_feed(plain);
  for (const auto& [name, row] : plain) {
    const auto [folder, file] = parted(name);
    if (folder == files.within_) files.put(file, row);
  }
  return files;
}

std::unique_ptr<ByteSource> FeedFiles::read(const std::string& name) const {
  if (!folder_.empty()) return std::make_unique<FileSource>(folder_ / entries_.at(name).written);
  return std::make_unique<EntrySource>(archive_, entries_.at(name).row, limits_);
}

}  // namespace czt
