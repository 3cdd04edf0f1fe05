#include "gtfs_names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/core/text.hpp"
#include "czt/demand/place.hpp"

namespace czt::gtfs {

namespace {

constexpr double one_station_km = 0.4;  ///< stops of one name within this are one station

using Translated = std::map<std::string, std::string>;  ///< stop id or name → name

struct Translations {
  Translated english, chinese;
};

/// Of one field of one table: translations.txt as it is now, and Google's older form (trans_id, lang, translation).
Translations read_translations(const Reading& reading, std::string_view of_table, std::string_view of_field) {
  Translations all;
  if (!reading.files.has("translations.txt")) return all;
  FeedTable table(reading, "translations.txt");
  const auto name = table.column("table_name");
  const auto field = table.column("field_name");
  const auto language = table.column(table.column("language") ? "language" : "lang");
  const auto translation = table.column("translation");
  const auto id = table.column("record_id");
  const auto value = table.column(table.column("field_value") ? "field_value" : "trans_id");
  while (table.next()) {
    if (name && (table[name] != of_table || table[field] != of_field)) continue;
    const std::string_view key = table[id].empty() ? table[value] : table[id];
    if (key.empty() || table[translation].empty() || !is_valid_utf8(table[translation])) continue;
    const std::string_view of = table[language].substr(0, 2);
    if (of == "en") all.english.emplace(std::string(key), std::string(table[translation]));
    if (of == "zh") all.chinese.emplace(std::string(key), std::string(table[translation]));
  }
  return all;
}

std::string found_in(const Translated& translated, const std::string& id, const std::string& name) {
  for (const std::string& key : {id, name})
    if (const auto found = translated.find(key); found != translated.end()) return found->second;
  return {};
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
}

/// Whether a Chinese reader can read some of it: U+4E00 to U+9FFF.
bool has_chinese(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]), next = static_cast<unsigned char>(text[i + 1]);
    if ((lead == 0xE4 && next >= 0xB8) || (lead >= 0xE5 && lead <= 0xE9)) return true;
  }
  return false;
}

/// A name on one line, with single spaces.
std::string tidy(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = static_cast<unsigned char>(c) <= ' ';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::uint32_t root_of(const Feed& feed, std::uint32_t row) {
  for (int steps = 0; steps < 3 && !feed.stops[row].parent.empty(); ++steps) row = feed.stop_of.find(feed.stops[row].parent)->second;
  return row;
}

}  // namespace

std::optional<double> straight_km(const LineStation& a, const LineStation& b) {
  if (!a.latitude || !b.latitude) return std::nullopt;
  Place from, to;
  from.latitude = *a.latitude;
  from.longitude = *a.longitude;
  to.latitude = *b.latitude;
  to.longitude = *b.longitude;
  return great_circle_km(from, to);
}

std::pair<std::string, std::string> names_of_agency(const Reading& reading, const Feed& feed) {
  const Translations translations = read_translations(reading, "agency", "agency_name");
  std::string name = tidy(feed.agency), zh = tidy(found_in(translations.chinese, feed.agency_id, feed.agency));
  if (zh.empty() && has_chinese(name)) zh = name;
  const std::string english = tidy(found_in(translations.english, feed.agency_id, feed.agency));
  if (!english.empty() && !is_ascii(name)) name = english;
  return {name, zh};
}

Stations make_stations(const Reading& reading, const Feed& feed, const std::vector<bool>& used) {
  const Translations translations = read_translations(reading, "stops", "stop_name");
  Stations stations;
  stations.of_stop.assign(feed.stops.size(), 0);
  stations.used = used;
  std::map<std::uint32_t, std::uint32_t> station_of_root;
  std::map<std::string, std::vector<std::uint32_t>> named;
  std::vector<std::string> ids;
  for (std::uint32_t row = 0; row < feed.stops.size(); ++row) {
    if (!used[row]) continue;
    const std::uint32_t root = root_of(feed, row);
    const auto known = station_of_root.find(root);
    if (known != station_of_root.end()) {
      stations.of_stop[row] = known->second;
      continue;
    }
    const Stop& stop = feed.stops[root];
    LineStation station{tidy(stop.name), {}, stop.latitude, stop.longitude, feed.stops[row].zone.empty() ? stop.zone : feed.stops[row].zone};  // a station's own is to be ignored
    if (!station.latitude) {
      station.latitude = feed.stops[row].latitude;
      station.longitude = feed.stops[row].longitude;
    }
    if (station.name.empty()) {
      reading.findings.repair("stops without a name: called by their id", {reading.path("stops.txt"), stop.line, "stop_name"});
      station.name = tidy(stop.id);
    }
    const std::string english = found_in(translations.english, stop.id, stop.name);
    station.name_zh = tidy(found_in(translations.chinese, stop.id, stop.name));
    if (!english.empty() && !is_ascii(station.name)) {
      if (station.name_zh.empty() && has_chinese(station.name)) station.name_zh = station.name;
      station.name = tidy(english);
    }
    std::vector<std::uint32_t>& same = named[station.name];
    const auto beside = std::find_if(same.begin(), same.end(), [&](std::uint32_t other) {
      const auto km = straight_km(stations.list[other], station);
      return !km || *km <= one_station_km;
    });
    if (beside != same.end()) {
      ++stations.merged;
      station_of_root[root] = stations.of_stop[row] = *beside;
      continue;
    }
    const auto fresh = static_cast<std::uint32_t>(stations.list.size());
    same.push_back(fresh);
    station_of_root[root] = stations.of_stop[row] = fresh;
    ids.push_back(stop.id);
    stations.list.push_back(std::move(station));
  }
  std::map<std::string, std::uint32_t> taken;
  for (std::uint32_t s = 0; s < stations.list.size(); ++s) {
    LineStation& station = stations.list[s];
    if (taken.count(station.name) > 0) station.name += fmt::format(" ({})", tidy(ids[s]));
    taken.emplace(station.name, s);
  }
  for (std::uint32_t s = 0; s < stations.list.size(); ++s) {
    std::string& zh = stations.list[s].name_zh;
    if (zh.empty()) continue;
    if (!taken.emplace(zh, s).second) zh.clear();
  }
  return stations;
}

}  // namespace czt::gtfs
