#include "czt/report/workbook.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "charts.hpp"
#include "page_parts.hpp"
#include "table.hpp"

namespace czt {

using namespace html;

namespace {

/// What an id may hold that a sheet's name may not, and not more than 31 characters.
std::string sheet_name(std::string name) {
  for (char& c : name)
    if (std::string_view("[]:*?/\\").find(c) != std::string_view::npos) c = ' ';
  return name.substr(0, 31);
}

/// Titles of figures are escaped for pages.
std::string plain(std::string text) {
  for (const auto& [entity, character] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at) text.replace(at, std::string_view(entity).size(), character);
  return text;
}

class Book {
 public:
  explicit Book(Language language) : zh_(language == Language::zh) {
    // The library writes files only.
    file_ = (std::filesystem::temp_directory_path() / "czt-workbook-XXXXXX").string();
    const int descriptor = ::mkstemp(file_.data());
    if (descriptor < 0) throw std::runtime_error("no temporary file can be made in " + file_);
    ::close(descriptor);
    book_ = workbook_new(file_.c_str());
    if (!book_) throw std::runtime_error("the workbook cannot be begun");
    lxw_doc_properties properties{};
    properties.created = 1;  // else it is the time of making, and the bytes are others each time
    workbook_set_properties(book_, &properties);
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    format_set_text_wrap(head_);
  }
  ~Book() {
    if (book_) workbook_close(book_);
    std::error_code error;
    std::filesystem::remove(file_, error);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  /// Heads and rows; what is wholly a number is one.
  void sheet(const std::string& name, const std::vector<std::string>& heads, const std::vector<std::vector<std::string>>& rows) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, sheet_name(name).c_str());
    if (!sheet) throw std::runtime_error(fmt::format("the workbook cannot have a sheet '{}'", name));
    for (std::size_t k = 0; k < heads.size(); ++k) worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(k), heads[k].c_str(), head_);
    for (std::size_t r = 0; r < rows.size(); ++r)
      for (std::size_t k = 0; k < rows[r].size(); ++k) write(sheet, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(k), rows[r][k]);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_set_column(sheet, 0, 0, 28, nullptr);
    if (heads.size() > 1) worksheet_set_column(sheet, 1, static_cast<lxw_col_t>(heads.size() - 1), 16, nullptr);
  }
  void sheet(const std::string& name, const Table& table) {
    std::vector<std::string> heads;
    for (const Both& head : table.heads) heads.push_back(plain(zh_ ? head.zh : head.en));
    std::vector<std::vector<std::string>> rows;
    for (const std::vector<Entry>& row : table.rows) {
      rows.emplace_back();
      for (const Entry& entry : row) rows.back().push_back(entry.in(zh_ ? Language::zh : Language::en));
    }
    sheet(name, heads, rows);
  }
  [[nodiscard]] bool zh() const { return zh_; }

  std::string close() {
    const lxw_error error = workbook_close(book_);
    book_ = nullptr;
    if (error != LXW_NO_ERROR) throw std::runtime_error(lxw_strerror(error));
    std::ifstream in(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  static void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text) {
    double number = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (!text.empty() && read.ec == std::errc{} && read.ptr == text.data() + text.size() && std::isfinite(number))
      worksheet_write_number(sheet, row, column, number, nullptr);
    else if (!text.empty())
      worksheet_write_string(sheet, row, column, text.c_str(), nullptr);
  }

  bool zh_;
  lxw_workbook* book_ = nullptr;
  lxw_format* head_ = nullptr;
  std::string file_;
};

std::string exact(double value) { return std::isfinite(value) ? to_shortest(value) : ""; }

/// Every row in its own unit, exactly as --json has it.
void add_measures(Book& book, const ReportPage& page) {
  const Summary& base = page.summaries.front();
  std::vector<std::string> heads = book.zh() ? std::vector<std::string>{"方案", "指标", "代码", "单位", "均值", "±95%", "基准均值", "差值", "差值±95%", "结论"}
                                             : std::vector<std::string>{"scenario", "measure", "code", "unit", "mean", "± 95 %", "base", "difference", "difference ± 95 %", "verdict"};
  std::vector<std::vector<std::string>> rows;
  for (const Summary& s : page.summaries)
    for (std::size_t k = 0; k < s.rows.size(); ++k) {
      const SummaryRow& row = s.rows[k];
      const Measure& m = measures()[row.cell.measure];
      const Language language = book.zh() ? Language::zh : Language::en;
      rows.push_back({s.scenario, std::string(label(m, language)), to_text(row.cell), std::string(m.unit), exact(row.estimate.mean), exact(row.estimate.half_width)});
      if (row.difference)
        rows.back().insert(rows.back().end(), {exact(base.rows[k].estimate.mean), exact(row.difference->mean), exact(row.difference->half_width),
                                               row.verdict ? std::string(word(*row.verdict, language)) : std::string()});
    }
  book.sheet(book.zh() ? "指标" : "measures", heads, rows);
}

void add_attribution(Book& book, const Attribution& a) {
  std::vector<std::vector<std::string>> rows;
  for (const AttributionRow& row : a.rows)
    for (std::size_t k = 0; k < row.parts.size(); ++k)
      rows.push_back({to_text(row.cell), book.zh() && !a.changes[k].name_zh.empty() ? a.changes[k].name_zh : a.changes[k].name, exact(row.parts[k].shapley.value), exact(row.parts[k].shapley.half_width), exact(row.parts[k].first.value), exact(row.parts[k].last.value)});
  book.sheet(book.zh() ? "差异构成" : "attribution",
             book.zh() ? std::vector<std::string>{"指标", "变化", "份额", "±95%", "单独", "最后加入"} : std::vector<std::string>{"measure", "change", "part", "± 95 %", "alone", "last of all"}, rows);
}

void add_assumed(Book& book, const ReportPage& page) {
  std::vector<std::vector<std::string>> rows;
  for (const AssumedInput* input : assumed_in_order(page.summaries))
    rows.push_back({input->path, exact(input->value), exact(input->low), exact(input->high), input->unit, book.zh() && !input->why_zh.empty() ? input->why_zh : input->why});
  book.sheet(book.zh() ? "假定" : "assumed",
             book.zh() ? std::vector<std::string>{"输入", "取值", "下限", "上限", "单位", "说明"} : std::vector<std::string>{"input", "value", "from", "to", "unit", "why"}, rows);
}

}  // namespace

std::string workbook(const ReportPage& page) {
  Book book(page.language);
  add_measures(book, page);
  if (page.attribution) add_attribution(book, *page.attribution);
  for (std::size_t k = 0; k < page.days.size(); ++k)
    for (const Figure& f : figures_of(shown_of(page, k)))
      if (!f.numbers.rows.empty()) book.sheet(f.id, f.numbers);
  add_assumed(book, page);
  return book.close();
}

}  // namespace czt
