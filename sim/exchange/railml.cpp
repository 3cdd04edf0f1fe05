#include "czt/exchange/railml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "czt/core/text.hpp"
#include "railml_days.hpp"
#include "railml_parts.hpp"
#include "typical_day.hpp"
#include "unique_name.hpp"

namespace czt {

namespace {

/// A train: its parts one after another.
struct JoinedTrain {
  std::string number;
  std::vector<const TrainPart*> parts;
  std::string first_part;  ///< its id
  CellPlace where;
};

class LineReader {
 public:
  LineReader(const SourceText& source, std::optional<Date> asked, Findings& findings) : source_(source), asked_(asked), findings_(findings) {}

  std::optional<WrittenLine> read() {
    const auto file = XmlFile::read(source_.text, source_.path, "", findings_);
    if (!file) return std::nullopt;
    file_ = &*file;
    if (!is_version_2()) return std::nullopt;
    const pugi::xml_node timetable = child_of(file->root(), "timetable");
    if (!timetable) {
      findings_.refuse(file->place(file->root()), "the file has no timetable");
      return std::nullopt;
    }
    const auto points = read_points(*file, line_, findings_);
    parts_ = read_parts(*file, timetable, points, findings_);
    periods_ = operating_periods(*file, timetable, findings_);
    join(timetable);
    if (!findings_.errors().empty()) return std::nullopt;
    if (!choose(timetable)) return std::nullopt;
    read_blocks(timetable);
    for (const JoinedTrain& train : trains_) make_trip(train);
    if (line_.trips.empty()) findings_.refuse(file->place(timetable), "no train has two stops on that day");
    if (!findings_.errors().empty()) return std::nullopt;
    finish();
    return std::move(line_);
  }

 private:
  bool is_version_2() {
    const pugi::xml_node root = file_->root();
    std::string name(local_name(root));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    const std::string_view version = root.attribute("version").value();
    if (name != "railml")
      findings_.refuse(file_->place(root), "the file is no <railml>, but <" + escape_control(local_name(root)) + ">");
    else if (!version.empty() && version.front() != '2')
      findings_.refuse(file_->place(root, "version"), "only railML 2 is read, and this is version " + escape_control(version), "export it as railML 2.x");
    return findings_.errors().empty();
  }

  /// Commercial trains, else the others, else each part by itself.
  void join(pugi::xml_node timetable) {
    std::vector<pugi::xml_node> trains, commercial;
    for (const pugi::xml_node train : child_of(timetable, "trains").children()) {
      if (local_name(train) != "train") continue;
      trains.push_back(train);
      if (std::string_view(train.attribute("type").value()) == "commercial") commercial.push_back(train);
    }
    if (!commercial.empty() && commercial.size() < trains.size()) findings_.ignore(fmt::format("{} operational trains: the commercial ones are taken", trains.size() - commercial.size()));
    for (const pugi::xml_node train : commercial.empty() ? trains : commercial) join_one(train);
    if (!trains.empty()) return;
    for (const auto& [id, part] : parts_) trains_.push_back({part.number.empty() ? escape_control(id) : part.number, {&part}, id, part.where});
    std::stable_sort(trains_.begin(), trains_.end(), [](const JoinedTrain& a, const JoinedTrain& b) { return a.where.line < b.where.line; });
  }

  void join_one(pugi::xml_node node) {
    JoinedTrain train;
    train.number = escape_control(node.attribute("trainNumber").value());
    train.where = file_->place(node);
    std::vector<std::pair<int, pugi::xml_node>> sequences;
    for (const pugi::xml_node sequence : node.children())
      if (local_name(sequence) == "trainPartSequence") sequences.emplace_back(sequence.attribute("sequence").as_int(static_cast<int>(sequences.size()) + 1), sequence);
    std::stable_sort(sequences.begin(), sequences.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [number, sequence] : sequences) {
      bool first = true;
      for (const pugi::xml_node reference : sequence.children()) {
        if (local_name(reference) != "trainPartRef") continue;
        const std::string id = reference.attribute("ref").value();
        const auto part = parts_.find(id);
        if (part == parts_.end()) {
          findings_.refuse(file_->place(reference, "ref"), "no train part is called '" + escape_control(id) + "'");
          continue;
        }
        if (!first) {
          findings_.ignore("train parts coupled to another: the first one's times are taken", file_->place(reference, "ref"));
          continue;
        }
        first = false;
        if (train.parts.empty()) train.first_part = id;
        train.parts.push_back(&part->second);
      }
    }
    if (train.parts.empty()) return findings_.ignore("trains without parts", train.where);
    if (train.number.empty()) train.number = train.parts.front()->number.empty() ? escape_control(node.attribute("id").value()) : train.parts.front()->number;
    trains_.push_back(std::move(train));
  }

  [[nodiscard]] bool runs(const TrainPart& part, Date date) const {
    const auto period = periods_.find(part.period);
    return part.period.empty() || (period != periods_.end() && period->second.count(date) > 0);
  }

  /// The day, and of the trains those that run then.
  bool choose(pugi::xml_node timetable) {
    for (const JoinedTrain& train : trains_)
      if (const TrainPart& part = *train.parts.front(); !part.period.empty() && periods_.count(part.period) == 0)
        findings_.ignore("trains whose operating period the file does not have", part.where);
    if (periods_.empty()) {
      line_.day = asked_ ? to_text(*asked_) : "the day of the file";
      if (asked_) findings_.assume("the file has no operating periods: every train runs on " + to_text(*asked_));
      day_ = asked_.value_or(Date(2026, 5, 25));
      return true;
    }
    const auto chosen = choose_day(days_of_service(), timetable);
    if (!chosen) return false;
    day_ = chosen->date;
    line_.day = day_text(day_);
    const std::size_t all = trains_.size();
    std::erase_if(trains_, [&](const JoinedTrain& train) { return !runs(*train.parts.front(), day_); });
    findings_.take(fmt::format("{}: {} of {} trains", asked_ ? line_.day : chosen_day_text(*chosen), trains_.size(), all));
    return true;
  }

  /// Which periods have how many trains on which days, by date.
  std::vector<DayOfService> days_of_service() {
    std::map<std::string, std::size_t> trains;
    for (const JoinedTrain& train : trains_) ++trains[train.parts.front()->period];
    const std::size_t daily = trains[""];
    if (daily > 0) findings_.assume(fmt::format("{} trains without an operating period run every day", daily));
    std::map<Date, DayOfService> days;
    std::uint32_t row = 0;
    for (const auto& [id, dates] : periods_) {
      ++row;
      const auto count = trains.find(id);
      if (count == trains.end() && daily == 0) continue;
      for (const Date date : dates) {
        DayOfService& day = days.try_emplace(date, DayOfService{date, static_cast<double>(daily), {}, false}).first->second;
        if (count == trains.end()) continue;
        day.trips += static_cast<double>(count->second);
        day.services.push_back(row);
      }
    }
    std::vector<DayOfService> list;
    for (auto& [date, day] : days) list.push_back(std::move(day));
    return list;
  }

  std::optional<TypicalDay> choose_day(const std::vector<DayOfService>& days, pugi::xml_node timetable) {
    const CellPlace where = file_->place(child_of(timetable, "operatingPeriods"));
    if (!days.empty()) return czt::choose_day(days, asked_, where, "train", findings_);
    findings_.refuse(where, "no train runs on any day");
    return std::nullopt;
  }

  /// Which block works a train part, where only one does.
  void read_blocks(pugi::xml_node timetable) {
    for (const pugi::xml_node rostering : child_of(timetable, "rosterings").children()) {
      std::map<std::string, std::string> part_of;
      for (const pugi::xml_node part : child_of(rostering, "blockParts").children())
        if (*part.attribute("trainPartRef").value() != '\0') part_of[part.attribute("id").value()] = part.attribute("trainPartRef").value();
      for (const pugi::xml_node block : child_of(rostering, "blocks").children())
        for (const pugi::xml_node sequence : block.children())
          for (const pugi::xml_node reference : sequence.children())
            if (const auto part = part_of.find(reference.attribute("ref").value()); part != part_of.end()) {
              const std::string id = escape_control(block.attribute("name").empty() ? block.attribute("id").value() : block.attribute("name").value());
              const auto [at, fresh] = block_of_.try_emplace(part->second, id);
              if (!fresh && at->second != id) {
                findings_.ignore("train parts that several blocks work: no trainset", file_->place(reference, "ref"));
                at->second.clear();
              }
            }
    }
  }

  void make_trip(const JoinedTrain& train) {
    LineTrip trip;
    trip.number = unique_name(numbers_, train.number);
    trip.number_may_go = true;
    trip.where = train.where;
    trip.route = train.parts.front()->line;
    for (const TrainPart* part : train.parts) {
      if (part->calls.empty()) continue;
      std::int32_t shift = 0;  // a part beyond midnight may count from its own day
      while (!trip.calls.empty() && part->calls.front().departure + shift < trip.calls.back().arrival) shift += day_seconds;
      if (part != train.parts.front() && !runs(*part, day_) && !runs(*part, day_ + 1)) {
        findings_.ignore("train parts that do not run on the day of the train's first: it ends before them", part->where);
        break;
      }
      if (part->calls.back().departure + shift >= 2 * day_seconds) {
        findings_.ignore("train parts that run into a third day: the train ends before them", part->where);
        break;
      }
      if (!trip.calls.empty() && trip.calls.back().station != part->calls.front().station) {
        findings_.ignore("train parts that begin elsewhere than the one before ended: the train ends before them", part->where);
        break;
      }
      for (const PartCall& call : part->calls) {
        if (!trip.calls.empty() && trip.calls.back().station == call.station)
          trip.calls.back().departure = std::max(trip.calls.back().departure, call.departure + shift);
        else
          trip.calls.push_back({call.station, call.arrival + shift, call.departure + shift});
      }
    }
    if (trip.calls.size() < 2) return findings_.ignore("trains with fewer than two stops", trip.where);
    trip.calls.front().arrival = trip.calls.front().departure;
    trip.calls.back().departure = trip.calls.back().arrival;
    if (const auto block = block_of_.find(train.first_part); block != block_of_.end()) trip.trainset = block->second;
    trip.vehicle = vehicle_of(*train.parts.front());
    line_.trips.push_back(std::move(trip));
  }

  /// Row of line_.vehicles; none: the file does not say how many seats it has.
  std::optional<std::uint32_t> vehicle_of(const TrainPart& part) {
    if (part.formation.empty()) return std::nullopt;
    const auto [row, fresh] = vehicle_of_.try_emplace(part.formation);
    if (fresh)
      if (auto made = formation_of(*file_, part.formation)) {
        row->second = static_cast<std::uint32_t>(line_.vehicles.size());
        line_.vehicles.push_back(std::move(*made));
      }
    if (!row->second) findings_.ignore("trains of a formation whose seats the file does not say", part.where);
    return row->second;
  }

  void finish() {
    const std::string file = source_.path.substr(source_.path.find_last_of('/') + 1);
    line_.name = file.substr(0, file.find('.'));
    line_.source = "the railML file " + file;
    line_.km_source = line_.leg_km.empty() ? "" : "positions on the tracks";
    if (!line_.vehicles.empty()) line_.vehicles_source = file;
    std::set<std::uint32_t> called;
    for (const LineTrip& trip : line_.trips)
      for (const LineCall& call : trip.calls) called.insert(call.station);
    findings_.take(fmt::format("{} trains, {} stations", line_.trips.size(), called.size()));
  }

  const SourceText& source_;
  std::optional<Date> asked_;
  Findings& findings_;
  const XmlFile* file_ = nullptr;
  WrittenLine line_;
  Date day_;
  std::map<std::string, TrainPart> parts_;
  std::map<std::string, Dates> periods_;
  std::vector<JoinedTrain> trains_;
  std::map<std::string, std::string> block_of_;
  std::map<std::string, std::optional<std::uint32_t>> vehicle_of_;  ///< by formation
  std::set<std::string> numbers_;
};

}  // namespace

std::optional<WrittenLine> read_railml(const SourceText& source, std::optional<Date> date, Findings& findings) { return LineReader(source, date, findings).read(); }

}  // namespace czt
