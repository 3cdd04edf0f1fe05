#pragma once
/// Comma-separated values row by row, in bounded memory: what `parse_csv` means by them, but forgiving where tables of
/// others are not quite so: a row may be shorter (the rest is blank) or longer (the rest is left out), cells lose the
/// spaces around them, rows may end as on an old Macintosh (CR alone). The first two are counted.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace czt {

/// Bytes from a file, an entry of a zip, or a text.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// At most `size` bytes; 0 at the end, or in trouble.
  virtual std::size_t read(char* to, std::size_t size) = 0;
  /// Why no more can be read; empty at a proper end.
  [[nodiscard]] virtual std::string trouble() const { return {}; }
};

std::unique_ptr<ByteSource> bytes_of(std::string text);

class TableStream {
 public:
  /// Reads the header. `file` names it in messages.
  TableStream(std::unique_ptr<ByteSource> source, std::string file);

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  /// Of a name that stands twice the first, and where none is written so, one that differs in its capitals alone; none: the
  /// table has no such column.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;

  /// The next row that is not blank; false at the end, or in trouble.
  bool next();
  /// The line on which the row begins, from 1.
  [[nodiscard]] int line() const { return row_line_; }
  /// A cell of the row until `next`; blank where there is no such column.
  [[nodiscard]] std::string_view operator[](std::optional<std::size_t> column) const;

  /// Why the table cannot be read on: UTF-16, a quote never closed, no header, a broken zip. Empty if all was read.
  [[nodiscard]] const std::string& trouble() const { return trouble_; }
  [[nodiscard]] int trouble_line() const { return trouble_line_; }
  [[nodiscard]] const std::string& remedy() const { return remedy_; }
  [[nodiscard]] std::size_t short_rows() const { return short_rows_; }
  [[nodiscard]] std::size_t long_rows() const { return long_rows_; }
  [[nodiscard]] int first_uneven() const { return first_uneven_; }

 private:
  bool fill();
  void skip_newline();
  bool check_separator();
  bool read_row();
  void end_cell(bool quoted);
  void note_width();
  bool fail(int line, std::string why, std::string remedy = {});

  std::unique_ptr<ByteSource> source_;
  std::string file_;
  std::vector<char> buffer_;
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  int line_ = 1;
  int row_line_ = 1;
  std::string text_;                                        ///< of the row, cells one after another
  std::vector<std::pair<std::size_t, std::size_t>> cells_;  ///< begin and end in text_
  std::size_t cell_begin_ = 0;
  std::vector<std::string> header_;
  std::string trouble_;
  std::string remedy_;
  int trouble_line_ = 0;
  std::size_t short_rows_ = 0;
  std::size_t long_rows_ = 0;
  int first_uneven_ = 0;
};

}  // namespace czt
