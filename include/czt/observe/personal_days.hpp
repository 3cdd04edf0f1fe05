#pragma once
/// What one day was to each person who came to a platform: for comparing the same people in two scenarios.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "czt/model/plan.hpp"
#include "czt/model/world.hpp"

namespace czt {

struct PeopleTables;
class Riding;

struct PersonalDay {
  std::int32_t door = 0;   ///< ms, door to door as journey_mean counts it; of journeys made
  std::int32_t fen = 0;    ///< what the journey bears of its ticket's price; of journeys made
  std::int32_t stood = 0;  ///< ms while the train moved; also of those who then got nowhere
  bool made = false;       ///< reached his destination; else gave up or was stranded
};

/// Made once per plan; each thread has a copy of its own. People of the whole day are read, whatever the window.
class PersonalDays {
 public:
  explicit PersonalDays(const Plan& plan);
  PersonalDays(const PersonalDays& other);
  PersonalDays& operator=(const PersonalDays&) = delete;
  ~PersonalDays();

  /// One a row of world.persons; valid until the next call.
  std::span<const PersonalDay> read(const World& world);

 private:
  void follow(const World& world, std::uint32_t row, PersonalDay& day) const;

  std::shared_ptr<const PeopleTables> tables_;
  std::unique_ptr<Riding> riding_;
  std::vector<std::uint32_t> next_;  ///< row → its next stage; filled only when there are any
  std::vector<PersonalDay> days_;
};

}  // namespace czt
