#pragma once
/// Where a study's results are: one SQLite file. A row is (series, point, replication); a series is everything else that
/// a result depends on: the resolved scenario and its files, the seed, the model's version and what is measured. So a
/// finished run is never done twice, and a changed scenario never mixes with old rows. No time and no name of a machine is
/// in it.
///
/// Tables: `series`, `cells` (what is measured), `points` (what became of them), `settings` (a point's values), `names` (the
/// parameters that these are of, with their paths), `design` (row → point), `runs`, `measures` (a run's values), `sums` (of
/// points whose runs are not kept); views `parameters`, `results` and `estimates`.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "czt/experiment/study_design.hpp"
#include "czt/observe/measures.hpp"

namespace czt {

struct StoreTrouble {
  enum class Kind : std::uint8_t {
    file,    ///< cannot be read or written, is damaged, or is something else
    exists,  ///< is there already, and was not to be continued
    in_use,  ///< by another process
    mixture  ///< does not go together with what is there
  };
  Kind kind = Kind::file;
  std::string message;
};

/// What is measured: a measure with its selection.
struct StoredCell {
  std::string name;       ///< "left_behind@station=Dafeng,hour=7"
  std::string measure;
  std::string selection;  ///< what follows the @
  bool deciding = false;
};

struct Series {
  std::string study;             ///< its name
  std::string scenario;          ///< its name
  std::string scenario_file;
  std::string scenario_digest;   ///< of the scenario as it is, without a point's settings
  std::string resolved;          ///< what `czt show` prints
  std::uint64_t seed = 1;
  std::vector<StoredCell> cells;
  bool keep_runs = true;
  /// SHA-256 of everything but names and the resolved text.
  [[nodiscard]] std::string digest() const;
};

enum class PointStatus : std::uint8_t { open, done, infeasible };
std::string_view to_text(PointStatus status);

struct StoredRun {
  std::uint32_t replication = 0;
  bool failed = false;
  std::uint64_t fingerprint = 0;
  std::string reason;            ///< of a failed one, with what shows it again
  std::uint64_t drawn = 0;       ///< would-be travellers
  std::vector<double> values;    ///< per cell; none of a failed one
};

/// Of one cell at one point, about the means: n runs that have it, of which `n_base` also in the base.
struct PointSums {
  std::uint32_t cell = 0;
  std::uint32_t n = 0;
  double mean = 0.0;
  double squares = 0.0;          ///< Σ (x − mean)²
  std::uint32_t n_base = 0;
  double difference = 0.0;       ///< mean of x − base
  double difference_squares = 0.0;
};

class StudyStore {
 public:
  enum class Mode : std::uint8_t { create, resume, read };
  /// Throws StoreTrouble. `create`: nothing may be there; `resume`: may be there or not. Both lock the store against other
  /// writers until they end. `durable`: a committed run survives a power cut too.
  StudyStore(const std::filesystem::path& file, Mode mode, bool durable = false);
  ~StudyStore();
  StudyStore(const StudyStore&) = delete;
  StudyStore& operator=(const StudyStore&) = delete;

  /// Makes this series and design the current ones. What is already known of the points stays.
  void begin(const Series& series, const StudyDesign& design);
  /// The point of a design's row; several rows may have one.
  [[nodiscard]] std::int64_t point_of(std::uint64_t row) const;
  PointStatus status(std::int64_t point);
  /// Replications that are there, failed ones too, in order; with their values.
  std::vector<StoredRun> runs(std::int64_t point);
  /// Would-be travellers that a run of the point draws on average.
  void expect(std::int64_t point, double drawn);
  /// NaN where nothing has been run.
  double expected(std::int64_t point);

  /// One transaction: afterwards these are kept whatever happens.
  void put_runs(std::int64_t point, std::span<const StoredRun> runs);
  void finish(std::int64_t point, PointStatus status, std::string_view reason, std::uint32_t replications,
              std::span<const PointSums> sums = {});

  /// What a goal came to: its row (0: none), in words, and what became of every point as a table.
  void put_recommendation(std::uint64_t row, std::string_view words, std::string_view table);
  /// "recommended", "recommendation", "fates"; empty where there is none.
  std::string about(std::string_view key);

  /// Everything of another store of the same series and design. Throws StoreTrouble (mixture) otherwise. What is there
  /// twice must be equal.
  void take_in(const std::filesystem::path& other);
  struct Rescued {
    std::uint64_t points = 0;  ///< of the damaged store
    std::uint64_t lost = 0;    ///< of these, what had been found of them and could not be read: open again
    std::uint64_t runs = 0;    ///< kept
  };
  /// What can still be read of a damaged store, into this new one: the study as it was asked, and each point whole or not
  /// at all. The damaged file stays as it is. Throws StoreTrouble (file) where the study itself cannot be read.
  Rescued rescue(const std::filesystem::path& damaged);
  /// Into one file without a journal beside it.
  void close();

  struct Counts {
    std::uint64_t points = 0, done = 0, infeasible = 0, runs = 0, failed = 0;
  };
  Counts counts();
  Series series();
  /// Of the current design.
  std::uint64_t rows();
  std::vector<std::string> parameters();
  std::string design();    ///< its kind, as a study names it
  Points coordinates();    ///< of Morris and Saltelli designs, without row 0; else empty

  struct Row {
    std::uint64_t row = 0;
    std::int64_t point = 0;
    PointStatus status = PointStatus::open;
    std::string reason;
    std::vector<std::string> values;   ///< per parameter; empty for row 0
  };
  /// The design's rows, in order.
  void each_row(const std::function<void(const Row&)>& f);
  std::vector<PointSums> sums(std::int64_t point);

 private:
  struct Impl;
  friend class StudyTable;
  std::unique_ptr<Impl> impl_;
};

/// Whether this is shared over a network: there SQLite's write-ahead log must not be used, and one process writes.
bool lies_on_a_network(const std::filesystem::path& folder);

/// What is wrong with a store, one trouble a line: pages and indices that SQLite finds broken, finished runs without all
/// their values. Empty: sound; a flipped bit inside a number cannot be seen. Throws StoreTrouble for what is no store of
/// this version.
std::vector<std::string> damage_in(const std::filesystem::path& store);

}  // namespace czt
