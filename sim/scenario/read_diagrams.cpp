#include "read_diagrams.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "czt/core/text.hpp"
#include "read_table.hpp"

namespace czt {

namespace {

constexpr std::string_view diagrams_path = "circulation.file";

class Reader {
 public:
  Reader(const CsvTable& table, Diagnostics& wrong) : table_(table), wrong_(wrong) {}

  std::vector<WrittenDiagram> read() {
    const std::size_t before = wrong_.size();
    check_columns();
    if (wrong_.size() > before) return {};
    for (const CsvTable::Row& row : table_.rows) add(row);
    for (WrittenDiagram& diagram : diagrams_) put_in_order(diagram);
    return std::move(diagrams_);
  }

 private:
  void report(int line, std::string message, std::string hint = {}) {
    wrong_.push_back(problem({table_.file, line, 1}, std::string(diagrams_path), std::move(message)));
    wrong_.back().hint = std::move(hint);
  }
  void report_two(int line, std::string message, int other, std::string said_there) {
    wrong_.push_back(problem_of_two({table_.file, line, 1}, std::string(diagrams_path), std::move(message),
                                    {table_.file, other, 1}, std::move(said_there)));
  }

  void check_columns() {
    const std::vector<std::string> known{"diagram", "train",         "type",       "set_type", "depot",
                                         "seq",     "is_empty_move", "valid_from", "note"};
    for (const std::string& column : table_.header) {
      if (std::find(known.begin(), known.end(), column) != known.end()) continue;
      const auto close = nearest(column, known);
      report(1, "there is no column '" + escape_control(column) + "' in a file of diagrams",
             close ? "did you mean '" + *close + "'?" : "columns: diagram, train, type, depot, seq, is_empty_move");
    }
    for (const char* needed : {"diagram", "train"})
      if (!table_.column(needed)) report(1, std::string("no column '") + needed + "'");
    if (table_.column("type") && table_.column("set_type")) report(1, "both 'type' and 'set_type': one of them");
  }

  [[nodiscard]] std::string field(const CsvTable::Row& row, const char* name) const {
    const auto column = table_.column(name);
    return column ? row.fields[*column] : std::string();
  }

  void add(const CsvTable::Row& row) {
    const std::string name = field(row, "diagram");
    WrittenDiagram::Row work{field(row, "train"), false, 0, row.line};
    if (name.empty() || work.train.empty())
      return report(row.line, name.empty() ? "a row without a diagram" : "a row without a train");
    if (name.find(" + ") != std::string::npos)
      return report(row.line, "a diagram may not be called '" + escape_control(name) + "': ' + ' joins the names of coupled trainsets");
    const std::string empty = field(row, "is_empty_move");
    if (!empty.empty() && empty != "0" && empty != "1")
      report(row.line, "is_empty_move is '" + escape_control(empty) + "', neither 0 nor 1");
    work.empty_move = empty == "1";
    if (const std::string seq = field(row, "seq"); table_.column("seq")) {
      const auto [end, error] = std::from_chars(seq.data(), seq.data() + seq.size(), work.seq);
      if (error != std::errc{} || end != seq.data() + seq.size())
        report(row.line, "seq is '" + escape_control(seq) + "', not a whole number");
    }
    WrittenDiagram& diagram = diagram_called(name, row.line);
    const std::string type = field(row, "type") + field(row, "set_type");
    same(diagram.type, type, "type", diagram, row.line);
    same(diagram.depot, field(row, "depot"), "depot", diagram, row.line);
    diagram.rows.push_back(std::move(work));
  }

  WrittenDiagram& diagram_called(const std::string& name, int line) {
    const auto [at, fresh] = row_of_.try_emplace(name, diagrams_.size());
    if (fresh) diagrams_.push_back({name, {}, {}, line, {}});
    return diagrams_[at->second];
  }

  void same(std::string& said, const std::string& now, const char* what, const WrittenDiagram& diagram, int line) {
    if (diagram.rows.empty()) said = now;
    if (said != now)
      report_two(line, "diagram " + escape_control(diagram.name) + " has " + what + " '" + escape_control(said) + "' and '" +
                           escape_control(now) + "'", diagram.line, "first written here");
  }

  void put_in_order(WrittenDiagram& diagram) {
    if (!table_.column("seq")) return;
    std::stable_sort(diagram.rows.begin(), diagram.rows.end(), [](const auto& a, const auto& b) { return a.seq < b.seq; });
    for (std::size_t i = 1; i < diagram.rows.size(); ++i)
      if (diagram.rows[i].seq == diagram.rows[i - 1].seq)
        report_two(diagram.rows[i].line, "diagram " + escape_control(diagram.name) + " has seq " + std::to_string(diagram.rows[i].seq) + " twice",
                   diagram.rows[i - 1].line, "first used here");
  }

  const CsvTable& table_;
  Diagnostics& wrong_;
  std::vector<WrittenDiagram> diagrams_;
  std::map<std::string, std::size_t> row_of_;
};

}  // namespace

std::vector<WrittenDiagram> read_diagrams(const std::filesystem::path& file, const SourcePlace& where, Diagnostics& wrong) {
  const std::optional<CsvTable> table = read_table(file, where, std::string(diagrams_path), wrong);
  if (!table) return {};
  return Reader(*table, wrong).read();
}

}  // namespace czt
