#include <algorithm>
#include <cmath>

#include "compile_line.hpp"
#include "czt/core/text.hpp"
#include "czt/demand/od_matrix.hpp"
#include "read_table.hpp"

namespace czt {

namespace {

IdVector<PlaceId, Place> compile_places(Cursor tree, const Network& network) {
  IdVector<PlaceId, Place> places;
  for (const auto& [name, item] : tree["places"].items()) {
    Place place;
    place.name = name;
    place.name_zh = item.text("zh");
    place.people = item.number("people");
    place.jobs = item.number("jobs");
    if (item.has("latitude")) place.latitude = item.number("latitude");
    if (item.has("longitude")) place.longitude = item.number("longitude");
    for (const auto& [station, minutes] : item["access"].items())
      if (const auto id = network.find(station)) place.access.push_back({*id, minutes.duration()});
    places.push_back(std::move(place));
  }
  return places;
}

/// Where places are decides how far they are from each other: all of them say so, or none, which are then all as near.
/// Rivals go by road, so that they need to know.
void want_coordinates(Cursor tree, Diagnostics& wrong) {
  const bool rivals = tree["rivals"].present() && tree["choice"].text("model") == "logit";
  const auto places = tree["places"].items();
  const bool any = std::any_of(places.begin(), places.end(), [](const auto& p) {
    return p.second.has("latitude") || p.second.has("longitude");
  });
  if (!any && !rivals) return;
  for (const auto& [name, item] : places)
    for (const char* key : {"latitude", "longitude"})
      if (!item.has(key))
        wrong.push_back(item.wrong(key, any ? "other places say where they are: without it nobody knows how far this one is"
                                            : "rivals go by road: without it nobody knows how far places are from each other"));
}

/// Without places each station is one, at its own door.
IdVector<PlaceId, Place> stations_as_places(const Network& network) {
  IdVector<PlaceId, Place> places;
  for (std::size_t s = 0; s < network.stations.size(); ++s) {
    Place place;
    place.name = network.stations[StationId{s}].name;
    place.name_zh = network.stations[StationId{s}].name_zh;
    place.access.push_back({StationId{s}, Duration{}});
    places.push_back(std::move(place));
  }
  return places;
}

/// Knots (a rate, linear between) or shares per step (constant within) → quantiles in ms.
QuantileTable compile_profile(Cursor profile) {
  std::vector<QuantileTable::Knot> knots;
  if (profile.has("knots")) {
    for (const auto& [clock, rate] : profile["knots"].items())
      if (const auto at = parse_clock(clock))
        knots.push_back({static_cast<double>(in_milliseconds(*at)), rate.number()});
    return QuantileTable(knots);
  }
  double before = 0.0;
  std::optional<double> from;
  for (const auto& [clock, share] : profile["hours"].items()) {
    const auto at = parse_clock(clock);
    if (!at) continue;
    const auto x = static_cast<double>(in_milliseconds(*at));
    if (from) {
      const double density = before / (x - *from);
      knots.push_back({*from, density});
      knots.push_back({x, density});
    }
    from = x;
    before = share.number();
  }
  return QuantileTable(knots);
}

QuantileTable flat_profile() {
  const QuantileTable::Knot knots[] = {{6 * 3'600'000.0, 1.0}, {22 * 3'600'000.0, 1.0}};
  return QuantileTable(knots);
}

std::optional<LegBack> leg_back(Cursor purpose) {
  const Cursor back = purpose["back"];
  if (!back.present()) return std::nullopt;
  return LegBack{back.duration("after"), back.duration("spread"), back.number("same_day"), back.clock("turn")};
}

QuantileTable profile_named(Cursor tree, Cursor purpose, const char* direction) {
  const Cursor profile = purpose["profile"];
  if (!profile.has(direction)) return flat_profile();
  return compile_profile(tree["profiles"][profile.text(direction)]);
}

Eigen::VectorXd weights(const IdVector<PlaceId, Place>& places, const std::string& what) {
  Eigen::VectorXd w(static_cast<Eigen::Index>(places.size()));
  for (std::size_t i = 0; i < places.size(); ++i)
    w(static_cast<Eigen::Index>(i)) = what == "jobs" ? places[PlaceId{i}].jobs : places[PlaceId{i}].people;
  return w;
}

Eigen::MatrixXd road_minutes(const IdVector<PlaceId, Place>& places, double kmh) {
  const auto n = static_cast<Eigen::Index>(places.size());
  Eigen::MatrixXd cost(n, n);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j <= i; ++j)  // the way back is as long, to the bit
      cost(i, j) = cost(j, i) = great_circle_km(places[PlaceId{static_cast<std::size_t>(i)}],
                                                places[PlaceId{static_cast<std::size_t>(j)}]) *
                   road_detour / kmh * 60.0;
  return cost;
}

/// The root base's would-be travellers of one purpose, per day.
OdMatrix root_travellers(const IdVector<PlaceId, Place>& root_places, const Eigen::MatrixXd& cost_minutes,
                         Cursor purpose) {
  const Eigen::VectorXd produced = weights(root_places, purpose.text("from")) * purpose.number("trips");
  const Eigen::VectorXd attracted = weights(root_places, purpose.text("to"));
  const auto n = produced.size();
  if (!((produced.array() > 0.0).any() && (attracted.array() > 0.0).any())) return OdMatrix::Zero(n, n);
  return gravity(produced, attracted, cost_minutes, purpose.number("decay"));
}

double ratio(double now, double root) { return root > 0.0 ? now / root : 1.0; }

/// This scenario's multiple of the root's travellers: more trips a head, more people at one end, more jobs at the
/// other, `demand.scale`. The root's balance is kept: nobody moves because somebody came.
OdMatrix heights(Cursor tree, Cursor purpose, Cursor root_purpose,
                 const IdVector<PlaceId, Place>& places, const IdVector<PlaceId, Place>& root_places) {
  const Eigen::VectorXd from = weights(places, purpose.text("from"));
  const Eigen::VectorXd to = weights(places, purpose.text("to"));
  const Eigen::VectorXd root_from = weights(root_places, root_purpose.text("from"));
  const Eigen::VectorXd root_to = weights(root_places, root_purpose.text("to"));
  const double all = tree["demand"].number("scale") *
                     ratio(purpose.number("trips"), root_purpose.number("trips"));
  OdMatrix h(from.size(), from.size());
  for (Eigen::Index i = 0; i < h.rows(); ++i)
    for (Eigen::Index j = 0; j < h.cols(); ++j)
      h(i, j) = all * ratio(from(i), root_from(i)) * ratio(to(j), root_to(j));
  return h;
}

bool same_names(Cursor a, Cursor b, const char* what, Diagnostics& wrong) {
  std::vector<std::string> root_names;
  for (const auto& [name, item] : b.items()) root_names.push_back(name);
  std::size_t shared = 0;
  for (const auto& [name, item] : a.items()) {
    if (std::find(root_names.begin(), root_names.end(), name) != root_names.end()) {
      ++shared;
      continue;
    }
    wrong.push_back(problem(item.where(), std::string(what) + "." + name,
                            "would-be travellers are balanced once, in the root base: write this there and "
                            "change its people, jobs, trips or access here"));
  }
  if (shared != root_names.size())
    wrong.push_back(problem(a.where(), what, "what the root base has cannot be taken away; set its people, "
                                               "jobs or trips to 0 instead"));
  return wrong.empty();
}

struct OdRow {
  std::string purpose;
  PlaceId from, to;
  double travellers = 0.0;
  double rail_share = 1.0;
};

std::vector<OdRow> read_od(const std::filesystem::path& file, const SourcePlace& where,
                           const IdVector<PlaceId, Place>& places, Diagnostics& wrong) {
  std::vector<OdRow> rows;
  const std::optional<CsvTable> table = read_table(file, where, "demand.od", wrong);
  if (!table) return rows;
  const auto report = [&](int line, std::string message) {
    wrong.push_back(problem({file.string(), line, 1}, "demand.od", std::move(message)));
  };
  const auto from = table->column("from");
  const auto to = table->column("to");
  const auto count = table->column("travellers");
  const auto purpose = table->column("purpose");
  const auto share = table->column("rail_share");
  if (!from || !to || !count) {
    report(1, "the columns from, to and travellers are needed");
    return rows;
  }
  for (const CsvTable::Row& row : table->rows) {
    OdRow od;
    const auto a = place_named(places, row.fields[*from]);
    const auto b = place_named(places, row.fields[*to]);
    if (!a || !b) {
      report(row.line, "no place is called '" + escape_control(row.fields[a ? *to : *from]) + "'");
      continue;
    }
    const auto number = parse_decimal(row.fields[*count]);
    const auto portion = share ? parse_decimal(row.fields[*share]) : Decimal{1'000'000};
    if (!number || number->millionths < 0 || !portion || portion->millionths < 0 ||
        portion->millionths > 1'000'000) {
      report(row.line, "travellers is a number from 0, rail_share one from 0 to 1");
      continue;
    }
    if (*a == *b) {
      report(row.line, "from and to are the same place");
      continue;
    }
    od.purpose = purpose ? row.fields[*purpose] : "all";
    od.from = *a;
    od.to = *b;
    od.travellers = in_units(*number);
    od.rail_share = in_units(*portion);
    rows.push_back(od);
  }
  return rows;
}

void compile_od_file(Cursor tree, PlanInput& input, Diagnostics& wrong) {
  const SourcePlace where = tree["demand"].where("od");
  const auto file = tree["demand"].file("od");
  const auto n = static_cast<Eigen::Index>(input.places.size());
  const double scale = tree["demand"].number("scale");
  std::map<std::string, PurposeId> rows;
  for (const OdRow& od : read_od(file, where, input.places, wrong)) {
    const auto [found, fresh] = rows.try_emplace(od.purpose, PurposeId{});
    if (fresh) {
      Purpose purpose;
      purpose.name = od.purpose;
      const Cursor item = tree["purposes"][od.purpose];
      purpose.travellers = OdMatrix::Zero(n, n);
      purpose.height = OdMatrix::Constant(n, n, scale);
      purpose.rail_share = OdMatrix::Zero(n, n);
      purpose.profile_up = profile_named(tree, item, "up");
      purpose.profile_down = profile_named(tree, item, "down");
      if (item.present()) {
        purpose.aware_headway = item.duration("aware_headway");
        purpose.value_of_time = item.number("value_of_time");
        purpose.back = leg_back(item);
      }
      found->second = input.purposes.push_back(std::move(purpose));
    }
    Purpose& purpose = input.purposes[found->second];
    const auto i = static_cast<Eigen::Index>(od.from.value);
    const auto j = static_cast<Eigen::Index>(od.to.value);
    purpose.travellers(i, j) += od.travellers;
    purpose.rail_share(i, j) = od.rail_share;
  }
}

void compile_groups(Cursor tree, PlanInput& input, Diagnostics& wrong) {
  for (const auto& [name, item] : tree["passengers"].items()) {
    PassengerGroup group;
    group.name = name;
    group.from = *input.network.find(item.text("from"));
    group.to = *input.network.find(item.text("to"));
    group.first = item.clock("at");
    group.count = static_cast<std::uint32_t>(item.whole("count"));
    group.every = item.duration("every");
    if (group.from == group.to)
      wrong.push_back(problem(item.where("to"), "passengers." + name + ".to",
                              "a journey leads from one station to another"));
    input.passengers.push_back(std::move(group));
  }
}

}  // namespace

std::optional<PlaceId> place_named(const IdVector<PlaceId, Place>& places, const std::string& name) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Place& place = places[PlaceId{i}];
    if (place.name == name || (!name.empty() && place.name_zh == name)) return PlaceId{i};
  }
  return std::nullopt;
}

void compile_demand(const Scenario& scenario, Cursor tree, PlanInput& input, Diagnostics& wrong) {
  compile_groups(tree, input, wrong);
  const bool own_places = tree["places"].present();
  if (own_places) want_coordinates(tree, wrong);
  input.places = own_places ? compile_places(tree, input.network) : stations_as_places(input.network);
  if (tree["demand"].has("od")) {
    compile_od_file(tree, input, wrong);
    return;
  }
  if (!tree["purposes"].present() || !own_places) return;

  const Cursor root(scenario.root_tree);
  if (!same_names(tree["places"], root["places"], "places", wrong) ||
      !same_names(tree["purposes"], root["purposes"], "purposes", wrong))
    return;
  const IdVector<PlaceId, Place> root_places = compile_places(root, input.network);
  const Eigen::MatrixXd minutes = road_minutes(root_places, root["demand"].number("road_speed") * 3.6);
  const auto n = static_cast<Eigen::Index>(input.places.size());
  for (const auto& [name, item] : tree["purposes"].items()) {
    const Cursor root_item = root["purposes"][name];
    Purpose purpose;
    purpose.name = name;
    purpose.name_zh = item.text("zh");
    purpose.travellers = root_travellers(root_places, minutes, root_item);
    purpose.height = heights(tree, item, root_item, input.places, root_places);
    purpose.rail_share = OdMatrix::Constant(n, n, item.number("rail_share"));
    purpose.profile_up = profile_named(tree, item, "up");
    purpose.profile_down = profile_named(tree, item, "down");
    purpose.aware_headway = item.duration("aware_headway");
    purpose.value_of_time = item.number("value_of_time");
    purpose.back = leg_back(item);
    input.purposes.push_back(std::move(purpose));
  }
}

}  // namespace czt
