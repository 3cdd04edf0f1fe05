#include "czt/observe/personal_days.hpp"

#include "people_seen.hpp"

namespace czt {

PersonalDays::PersonalDays(const Plan& plan)
    : tables_(std::make_shared<PeopleTables>(plan)), riding_(std::make_unique<Riding>(plan)) {}
PersonalDays::PersonalDays(const PersonalDays& other)
    : tables_(other.tables_), riding_(std::make_unique<Riding>(*other.riding_)) {}
PersonalDays::~PersonalDays() = default;

std::span<const PersonalDay> PersonalDays::read(const World& world) {
  const PassengerColumns& rows = world.passengers;
  riding_->read(world);
  next_.clear();
  if (!world.onward.empty()) {
    next_.assign(rows.came.size(), Plan::Point::none);
    for (const Onward& change : world.onward) next_[change.from] = change.to;
  }
  days_.resize(world.persons.journey.size());
  constexpr std::uint32_t ahead = 16;  // rows whose person is fetched in advance
  for (std::uint32_t row = 0; row < world.base_rows; ++row) {
    if (row + ahead < world.base_rows) {
      __builtin_prefetch(&days_[rows.person[row + ahead]]);
      __builtin_prefetch(&world.persons.journey[rows.person[row + ahead]]);
    }
    PersonalDay& day = days_[rows.person[row]];
    day = {};
    follow(world, row, day);
  }
  return days_;
}

void PersonalDays::follow(const World& world, std::uint32_t row, PersonalDay& day) const {
  const PassengerColumns& rows = world.passengers;
  const std::int32_t came = rows.came[row];
  const std::uint32_t person = rows.person[row];
  const std::uint32_t first_point = rows.boarded[row];
  for (;; row = next_[row]) {
    if (rows.boarded[row] >= PassengerColumns::gave_up || rows.alighted[row] == PassengerColumns::never) return;
    day.stood += riding_->stood(rows, row);
    if (next_.empty() || next_[row] == Plan::Point::none) break;
  }
  const std::uint32_t journey = world.persons.journey[person];
  const std::uint32_t from = journey / tables_->stations;
  const std::uint32_t to = journey % tables_->stations;
  const PeopleTables::Stream& stream = tables_->streams[world.persons.stream[person]];
  day.made = true;
  day.door = world.points.arrived[rows.alighted[row]] - came + tables_->access[stream.access + from] +
             tables_->access[world.persons.to[person] * tables_->stations + to];
  if (!world.persons.entrance.empty()) day.door += world.persons.entrance[person];
  const auto journeys = static_cast<std::uint32_t>(tables_->journeys.size());
  day.fen = tables_->fares[(stream.purpose * journeys + journey) * tables_->periods + tables_->period[first_point]].fen;
}

}  // namespace czt
