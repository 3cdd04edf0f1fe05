#pragma once
/// Who gains and who loses between two scenarios with the same people. A person is known by the identity of his stream
/// (of an explicit group: its name) and his number; so each has his own change of door-to-door time, fare and standing.
///
///   stays     made his journey by rail in both: his change is other − base
///   newcomer  made it in the other alone;  leaver: in the base alone
///             (who came to a platform and was not delivered, having given up, also for a rival, or been stranded, has made none)
///
/// Everything is whole milliseconds and fen, so that to the last of them
///   Σ changes of those who stay + Σ of newcomers − Σ of leavers = total of the other − total of the base.

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "czt/experiment/statistics.hpp"
#include "czt/model/plan.hpp"
#include "czt/model/world.hpp"
#include "czt/observe/personal_days.hpp"

namespace czt {

/// Sums over people.
struct PersonalSums {
  std::int64_t people = 0;
  std::int64_t door = 0;   ///< ms
  std::int64_t fen = 0;
  std::int64_t stood = 0;  ///< ms
  void add(const PersonalSums& more);
  friend bool operator==(const PersonalSums&, const PersonalSums&) = default;
};
PersonalSums operator-(const PersonalSums& a, const PersonalSums& b);

/// More than this is gained or lost.
inline constexpr std::int32_t noticed_ms = 60'000;

struct WinnersTally {
  PersonalSums stay;        ///< of their changes
  std::int64_t gainers = 0; ///< of these: whose time fell by more than noticed_ms
  std::int64_t losers = 0;
  PersonalSums newcomers;
  PersonalSums leavers;
  std::int64_t rescued = 0;    ///< of the newcomers: came in the base too, and got nowhere
  std::int64_t undelivered = 0;  ///< of the leavers: came in the other too, and got nowhere
  [[nodiscard]] PersonalSums change() const;  ///< of the totals
  [[nodiscard]] bool empty() const { return stay.people + newcomers.people + leavers.people == 0; }
  void add(const WinnersTally& more);
};

/// The smallest time change that p of those who stay do not exceed, p = .05, .25, .5, .75, .95.
inline constexpr std::array<double, 5> winners_quantiles{0.05, 0.25, 0.50, 0.75, 0.95};
/// These are of the changes of the first replications alone, so that memory stays bounded.
inline constexpr std::uint32_t replications_with_quantiles = 200;

struct WinnersRow {
  std::string scope;  ///< line, purpose, od (pair of stations; of those who stay: in the base), hour (of the wish)
  std::string id;
  std::string id_zh;  ///< empty where there is none
  WinnersTally tally; ///< over all replications
  std::array<double, 5> time{};  ///< quantiles, s; NaN where nobody stays
};

struct Winners {
  std::uint32_t replications = 0;
  std::vector<WinnersRow> rows;  ///< the line first; rows of nobody are left out
  PersonalSums base;             ///< totals of journeys made, added up apart from the changes
  PersonalSums other;
  // Of a day, the whole line:
  Estimate gainers{};
  Estimate losers{};
  Estimate time_change{};        ///< s, mean of those who stay
};

/// Whether purposes and places have the same names, without which nobody can be recognised. That the root base is the
/// same is the caller's to know.
bool same_people(const Plan& base, const Plan& other);

/// Who came on a day, and what it was to each of them.
struct PeopleOfDay {
  const PersonColumns& persons;
  std::span<const PersonalDay> days;
};

/// Counts replications in any order and on any number of threads; the result is the same. The plans must outlive it.
class WinnersCount {
 public:
  /// `first_replication`: from which quantiles are counted.
  WinnersCount(const Plan& base, const Plan& other, std::uint32_t first_replication = 0);
  WinnersCount(const WinnersCount&) = delete;
  WinnersCount& operator=(const WinnersCount&) = delete;
  ~WinnersCount();

  /// What one thread counts. Lives as long as the whole.
  class Part {
   public:
    virtual ~Part() = default;
    virtual void count(std::uint32_t replication, const PeopleOfDay& base, const PeopleOfDay& other) = 0;
  };
  Part& new_part();
  /// Of everything counted so far; no thread may be counting.
  [[nodiscard]] Winners winners() const;

 private:
  struct Sums;
  std::unique_ptr<Sums> sums_;
};

}  // namespace czt
