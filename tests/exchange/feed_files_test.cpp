#include "czt/exchange/feed_files.hpp"

#include <zip.h>

#include "feed.hpp"

using namespace czt;

namespace {

void write_zip(const std::filesystem::path& file, const std::vector<std::pair<std::string, std::string>>& entries) {
  int error = 0;
  zip_t* zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  REQUIRE(zip);
  for (const auto& [name, text] : entries) {
    zip_source_t* source = zip_source_buffer(zip, text.data(), text.size(), 0);
    REQUIRE(zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
  }
  REQUIRE(zip_close(zip) == 0);
}

std::vector<std::pair<std::string, std::string>> entries_of(const FeedText& feed, const std::string& within = "") {
  std::vector<std::pair<std::string, std::string>> entries;
  for (const auto& [name, text] : feed) entries.emplace_back(within + name, text);
  return entries;
}

std::string all_of(ByteSource& source) {
  std::string text;
  char buffer[1000];
  while (const std::size_t n = source.read(buffer, sizeof buffer)) text.append(buffer, n);
  return text;
}

}  // namespace

TEST_CASE("a zip is read as the folder is", "[exchange][zip]") {
  TestFolder folder;
  write_zip(folder.path() / "feed.zip", entries_of(small_feed()));
  const ImportedFeed zipped = import_folder(folder.path() / "feed.zip");
  CHECK(zipped.errors == "");
  REQUIRE(zipped.line);
  CHECK(trips_text(*zipped.line) == trips_text(*import_feed(small_feed()).line));
}

TEST_CASE("a feed that stands in a folder of its zip is read, and that is said", "[exchange][zip]") {
  TestFolder folder;
  write_zip(folder.path() / "feed.zip", entries_of(small_feed(), "export/2026/"));
  const ImportedFeed zipped = import_folder(folder.path() / "feed.zip");
  CHECK(zipped.errors == "");
  CHECK(zipped.says("1 folder that the files stand in (feed export/2026)"));
}

TEST_CASE("a feed is found beside what else is packed with it, whatever letters its tables are named in", "[exchange][zip]") {
  TestFolder folder;
  auto packed = entries_of(small_feed(), "repo-main/gtfs/");
  for (const char* other : {"LICENSE", "repo-main/.github/workflows/check.yml", "repo-main/README.md", "repo-main/old/2019/stops.txt"}) packed.emplace_back(other, "x");
  write_zip(folder.path() / "feed.zip", packed);
  const ImportedFeed zipped = import_folder(folder.path() / "feed.zip");
  CHECK(zipped.errors == "");
  CHECK(zipped.says("1 folder that the files stand in (feed repo-main/gtfs)"));
  FeedText capitals;
  for (const auto& [name, text] : small_feed()) capitals[name == "stops.txt" ? "STOPS.TXT" : name == "trips.txt" ? "Trips.txt" : name] = text;
  const ImportedFeed shouted = import_feed(capitals);
  REQUIRE(shouted.line);
  CHECK(trips_text(*shouted.line) == trips_text(*import_feed(small_feed()).line));
}

TEST_CASE("names that lead out of a zip are nobody's", "[exchange][zip]") {
  TestFolder folder;
  write_zip(folder.path() / "feed.zip", {{"../stops.txt", "x"}, {"/etc/stops.txt", "x"}, {"a/../stops.txt", "x"}, {"__MACOSX/._stops.txt", "x"}, {"b\\stops.txt", "x"}, {"routes.txt", "r"}});
  const Result<FeedFiles> files = FeedFiles::open(folder.path() / "feed.zip");
  REQUIRE(files);
  CHECK(files->names() == std::vector<std::string>{"routes.txt"});
  CHECK(all_of(*files->read("routes.txt")) == "r");
  write_zip(folder.path() / "dots.zip", {{"a/../stops.txt", "x"}, {"../stops.txt", "x"}});
  const Result<FeedFiles> dots = FeedFiles::open(folder.path() / "dots.zip");
  REQUIRE(dots);
  CHECK(dots->names().empty());
}

TEST_CASE("a zip bomb is refused before it is unpacked", "[exchange][zip]") {
  TestFolder folder;
  write_zip(folder.path() / "bomb.zip", {{"stop_times.txt", std::string(40 << 20, '0')}});
  const Result<FeedFiles> files = FeedFiles::open(folder.path() / "bomb.zip");
  REQUIRE(!files);
  CHECK(files.error().front().message.find("to 41943040 bytes: this is not a feed") != std::string::npos);
}

TEST_CASE("an entry that says it is small is counted while it is unpacked", "[exchange][zip]") {
  TestFolder folder;
  write_zip(folder.path() / "liar.zip", {{"stop_times.txt", std::string(40 << 20, '0')}});
  std::fstream zip(folder.path() / "liar.zip", std::ios::in | std::ios::out | std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(zip), {}};
  const std::size_t central = bytes.find("PK\x01\x02");
  REQUIRE(central != std::string::npos);
  for (const std::size_t at : {central + 24, std::size_t{22}})  // uncompressed sizes
    for (int k = 0; k < 4; ++k) bytes[at + static_cast<std::size_t>(k)] = k == 1 ? 1 : 0;  // 256 bytes
  folder.put("liar.zip", bytes);
  const Result<FeedFiles> files = FeedFiles::open(folder.path() / "liar.zip", {std::uint64_t{1} << 20, 200, 1000});
  if (!files) return;  // refused at once is as good
  const auto source = files->read("stop_times.txt");
  CHECK(all_of(*source).size() <= (std::size_t{1} << 20) + 1000);
  CHECK(source->trouble() != "");
}

TEST_CASE("what is no feed is said to be none", "[exchange][zip]") {
  TestFolder folder;
  folder.put("text.zip", "this is no zip");
  CHECK(import_folder(folder.path() / "text.zip").errors.find("is neither a folder nor a zip that can be read (a feed is a folder of text files, or a zip of them)") != std::string::npos);
  CHECK(import_folder(folder.path() / "none.zip").errors.find("there is no such file or folder") != std::string::npos);
  CHECK(import_feed({}).errors ==
        "feed/routes.txt: this table is needed and not there\nfeed/trips.txt: this table is needed and not there\n"
        "feed/stops.txt: this table is needed and not there\nfeed/stop_times.txt: this table is needed and not there\n");
}

TEST_CASE("a zip whose bytes are broken is an error of the table", "[exchange][zip]") {
  TestFolder folder;
  FeedText feed = small_feed();
  for (int i = 0; i < 2000; ++i) feed["stop_times.txt"] += "T" + std::to_string(i * 7919 % 1000) + ",7:00:00,7:00:00,a," + std::to_string(i) + "\n";
  write_zip(folder.path() / "feed.zip", entries_of(feed));
  std::ifstream in(folder.path() / "feed.zip", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const std::size_t name = bytes.find("stop_times.txt");
  for (std::size_t k = 0; k < 400; ++k) bytes[name + 500 + k] = '\x55';
  folder.put("feed.zip", bytes);
  CHECK(import_folder(folder.path() / "feed.zip").errors.find("feed/stop_times.txt") != std::string::npos);
}
