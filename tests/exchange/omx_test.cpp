#include "czt/exchange/omx.hpp"

#include <algorithm>
#include <limits>

#include "czt/model/simulation.hpp"
#include "feed.hpp"

#ifdef CZT_HDF5
#include <hdf5.h>
#endif

using namespace czt;

#ifdef CZT_HDF5

namespace {

/// An OMX file in memory, as any reader of HDF5 opens it.
class OpenedOmx {
 public:
  explicit OpenedOmx(const std::string& bytes) {
    folder_.put("a.omx", bytes);
    file_ = H5Fopen((folder_.path() / "a.omx").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    REQUIRE(file_ >= 0);
  }
  ~OpenedOmx() { H5Fclose(file_); }

  std::string version() const {
    const hid_t attribute = H5Aopen(file_, "OMX_VERSION", H5P_DEFAULT), type = H5Aget_type(attribute);
    std::string text(H5Tget_size(type), '\0');
    H5Aread(attribute, type, text.data());
    H5Tclose(type);
    H5Aclose(attribute);
    return text;
  }
  std::vector<int> shape() const {
    std::vector<int> two(2);
    const hid_t attribute = H5Aopen(file_, "SHAPE", H5P_DEFAULT);
    H5Aread(attribute, H5T_NATIVE_INT, two.data());
    H5Aclose(attribute);
    return two;
  }
  std::vector<double> matrix(const std::string& name) const {
    const hid_t set = H5Dopen2(file_, ("/data/" + name).c_str(), H5P_DEFAULT);
    REQUIRE(set >= 0);
    const hid_t properties = H5Dget_create_plist(set);
    CHECK(H5Pget_layout(properties) == H5D_CHUNKED);
    CHECK(H5Pget_nfilters(properties) == 1);
    H5Pclose(properties);
    const hid_t space = H5Dget_space(set);
    std::vector<double> cells(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
    H5Dread(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, cells.data());
    H5Sclose(space);
    H5Dclose(set);
    return cells;
  }
  std::string stations() const {
    const hid_t set = H5Dopen2(file_, "/lookup/station", H5P_DEFAULT), type = H5Dget_type(set), space = H5Dget_space(set);
    const std::size_t size = H5Tget_size(type), count = static_cast<std::size_t>(H5Sget_simple_extent_npoints(space));
    std::string text(size * count, '\0'), joined;
    H5Dread(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data());
    for (std::size_t k = 0; k < count; ++k) joined += text.substr(k * size, text.find('\0', k * size) < (k + 1) * size ? text.find('\0', k * size) - k * size : size) + " ";
    H5Sclose(space);
    H5Tclose(type);
    H5Dclose(set);
    return joined;
  }

 private:
  TestFolder folder_;
  hid_t file_ = -1;
};

}  // namespace

TEST_CASE("an OMX file has its version, shape, matrices in packed chunks and the names of its rows, and always the same bytes", "[exchange][omx]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<OmxMatrix> matrices{{"wait_07", {nan, 2.5, 3.0, nan}}, {"fare_07", {0.0, 1.0, 2.0, 0.0}}};
  const std::string bytes = omx_file({"A", "株洲南"}, matrices);
  CHECK(omx_file({"A", "株洲南"}, matrices) == bytes);
  const OpenedOmx file(bytes);
  CHECK(file.version() == "0.2");
  CHECK(file.shape() == std::vector{2, 2});
  CHECK(file.matrix("fare_07") == std::vector{0.0, 1.0, 2.0, 0.0});
  CHECK(file.matrix("wait_07")[1] == 2.5);
  CHECK(file.matrix("wait_07")[0] != file.matrix("wait_07")[0]);  // not known
  CHECK(file.stations() == "A 株洲南 ");
}

#endif

TEST_CASE("the matrices of a day have the numbers of its tables", "[exchange][omx]") {
  ImportedFeed feed = import_feed(small_feed());
  REQUIRE(feed.line);
  const Compiled compiled = compiled_scenario(*feed.line, feed.findings);
  World world;
  simulate(compiled.plan, 1, 0, world);
  const PerformedDay day{compiled.plan, world, "small", Date(2026, 5, 25), 1, 0};
  double passengers = 0.0, by_hour = 0.0;
  for (const OmxMatrix& matrix : assigned_matrices(day)) {
    CHECK(matrix.cells.size() == 9);
    for (const double cell : matrix.cells) (matrix.name == "passengers" ? passengers : by_hour) += cell;
  }
  CHECK(passengers == static_cast<double>(world.counts.delivered));
  CHECK(by_hour == passengers);
  // From Alpha at 07:00 the train of that time: nobody waits, and the ride to Beta takes 6 minutes.
  const std::vector<OmxMatrix> skims = skim_matrices(compiled.plan);
  const auto cell = [&](const std::string& name, const char* from, const char* to) {
    const auto matrix = std::find_if(skims.begin(), skims.end(), [&](const OmxMatrix& m) { return m.name == name; });
    REQUIRE(matrix != skims.end());
    const Network& network = compiled.plan.input.network;
    return matrix->cells[network.find(from)->value * 3 + network.find(to)->value];
  };
  CHECK(cell("departures_07", "Alpha", "Beta") == 1.0);
  CHECK(cell("wait_07", "Alpha", "Beta") == 0.0);
  CHECK(cell("ride_07", "Alpha", "Beta") == Approx(6.0));
  CHECK(cell("ride_07", "Gamma", "Alpha") == Approx(13.0));
}
