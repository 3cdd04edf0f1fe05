#include "czt/exchange/omx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <stdexcept>

#include "czt/exchange/skims.hpp"
#include "performed.hpp"

#ifdef CZT_HDF5
#include <hdf5.h>
#endif

namespace czt {

std::vector<OmxMatrix> skim_matrices(const Plan& plan) {
  const std::size_t n = plan.stations;
  std::map<std::string, std::vector<double>> matrices;
  for_skims(plan, [&](const Skim& s) {
    const auto put = [&](const char* measure, double value) {
      std::vector<double>& cells = matrices[fmt::format("{}_{:02}", measure, s.hour)];
      if (cells.empty()) cells.assign(n * n, std::numeric_limits<double>::quiet_NaN());
      cells[s.from.value * n + s.to.value] = value;
    };
    put("departures", s.departures);
    put("wait", s.wait);
    put("ride", s.ride);
    put("changes", s.changes);
    put("fare", s.fare);
    put("generalised", s.generalised);
  });
  std::vector<OmxMatrix> all;
  for (auto& [name, cells] : matrices) all.push_back({name, std::move(cells)});
  return all;
}

std::vector<OmxMatrix> assigned_matrices(const PerformedDay& day) {
  const std::size_t n = day.plan.stations;
  std::map<std::string, std::vector<double>> matrices;
  matrices["passengers"].assign(n * n, 0.0);
  for (const auto& [cell, count] : journeys_made(day)) {
    std::vector<double>& hour = matrices[fmt::format("passengers_{:02}", cell[2])];
    if (hour.empty()) hour.assign(n * n, 0.0);
    hour[cell[0] * n + cell[1]] += count;
    matrices["passengers"][cell[0] * n + cell[1]] += count;
  }
  std::vector<OmxMatrix> all;
  for (auto& [name, cells] : matrices) all.push_back({name, std::move(cells)});
  return all;
}

#ifdef CZT_HDF5

namespace {

/// A handle of HDF5, closed at the end of its block.
class Handle {
 public:
  Handle(hid_t id, herr_t (*close)(hid_t)) : id_(id), close_(close) {
    if (id_ < 0) throw std::runtime_error("HDF5 refuses");
  }
  ~Handle() { close_(id_); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  operator hid_t() const { return id_; }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

void check(herr_t result) {
  if (result < 0) throw std::runtime_error("HDF5 refuses");
}

class OmxWriter {
 public:
  OmxWriter(const std::vector<std::string>& names, const std::vector<OmxMatrix>& matrices) : names_(names), matrices_(matrices), n_(names.size()) {}

  std::string write() {
    const Handle in_memory(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    check(H5Pset_fapl_core(in_memory, std::size_t{1} << 20, false));
    // HDF5 notes when things were made unless told not to: then the same day would not be the same bytes.
    const Handle root_properties(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
    check(H5Pset_obj_track_times(root_properties, false));
    const Handle file(H5Fcreate("omx", H5F_ACC_TRUNC, root_properties, in_memory), H5Fclose);
    root_attributes(file);
    {
      const Handle data = group(file, "data");
      for (const OmxMatrix& matrix : matrices_) write_matrix(data, matrix);
      const Handle lookup = group(file, "lookup");
      write_lookups(lookup);
    }
    check(H5Fflush(file, H5F_SCOPE_GLOBAL));
    const ssize_t size = H5Fget_file_image(file, nullptr, 0);
    if (size < 0) throw std::runtime_error("HDF5 refuses");
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (H5Fget_file_image(file, bytes.data(), bytes.size()) != size) throw std::runtime_error("HDF5 refuses");
    return bytes;
  }

 private:
  static Handle group(hid_t file, const char* name) {
    const Handle properties(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
    check(H5Pset_obj_track_times(properties, false));
    return {H5Gcreate2(file, name, H5P_DEFAULT, properties, H5P_DEFAULT), H5Gclose};
  }

  void root_attributes(hid_t file) const {
    const Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
    check(H5Tset_size(type, 3));
    const Handle scalar(H5Screate(H5S_SCALAR), H5Sclose);
    const Handle version(H5Acreate2(file, "OMX_VERSION", type, scalar, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    check(H5Awrite(version, type, "0.2"));
    const hsize_t two = 2;
    const Handle pair(H5Screate_simple(1, &two, nullptr), H5Sclose);
    const int shape[2] = {static_cast<int>(n_), static_cast<int>(n_)};
    const Handle attribute(H5Acreate2(file, "SHAPE", H5T_STD_I32LE, pair, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    check(H5Awrite(attribute, H5T_NATIVE_INT, shape));
  }

  void write_matrix(hid_t data, const OmxMatrix& matrix) const {
    const hsize_t shape[2] = {n_, n_};
    const Handle space(H5Screate_simple(2, shape, nullptr), H5Sclose);
    const Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    check(H5Pset_obj_track_times(properties, false));
    check(H5Pset_chunk(properties, 2, shape));
    check(H5Pset_deflate(properties, 6));
    const Handle set(H5Dcreate2(data, matrix.name.c_str(), H5T_IEEE_F64LE, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose);
    check(H5Dwrite(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, matrix.cells.data()));
    const Handle scalar(H5Screate(H5S_SCALAR), H5Sclose);
    const Handle missing(H5Acreate2(set, "NA", H5T_IEEE_F64LE, scalar, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    check(H5Awrite(missing, H5T_NATIVE_DOUBLE, &nan));
  }

  void write_lookups(hid_t lookup) const {
    const hsize_t size = n_;
    const Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose);
    const Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    check(H5Pset_obj_track_times(properties, false));
    std::size_t longest = 1;
    for (const std::string& name : names_) longest = std::max(longest, name.size());
    std::string texts;
    for (const std::string& name : names_) texts += name + std::string(longest - name.size(), '\0');
    const Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
    check(H5Tset_size(type, longest));
    check(H5Tset_strpad(type, H5T_STR_NULLPAD));
    check(H5Tset_cset(type, H5T_CSET_UTF8));
    const Handle station(H5Dcreate2(lookup, "station", type, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose);
    check(H5Dwrite(station, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()));
    std::vector<int> numbers;
    for (std::size_t k = 0; k < n_; ++k) numbers.push_back(static_cast<int>(k) + 1);
    const Handle zone(H5Dcreate2(lookup, "zone", H5T_STD_I32LE, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose);
    check(H5Dwrite(zone, H5T_NATIVE_INT, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()));
  }

  const std::vector<std::string>& names_;
  const std::vector<OmxMatrix>& matrices_;
  std::size_t n_;
};

}  // namespace

bool has_omx() { return true; }
std::string omx_file(const std::vector<std::string>& names, const std::vector<OmxMatrix>& matrices) { return OmxWriter(names, matrices).write(); }

#else

bool has_omx() { return false; }
std::string omx_file(const std::vector<std::string>&, const std::vector<OmxMatrix>&) { throw std::logic_error("this build has no HDF5"); }

#endif

}  // namespace czt
