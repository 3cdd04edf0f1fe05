#include "czt/exchange/table_stream.hpp"

#include <algorithm>
#include <cstring>

namespace czt {

namespace {

constexpr std::size_t buffer_size = 1 << 18;
constexpr std::size_t longest_row = 1 << 20;

class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string text) : text_(std::move(text)) {}
  std::size_t read(char* to, std::size_t size) override {
    const std::size_t n = std::min(size, text_.size() - at_);
    std::memcpy(to, text_.data() + at_, n);
    at_ += n;
    return n;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_but_for_capitals(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return small(x) == small(y); });
}

/// UTF-16 begins with a mark, or has a zero byte in its first letters.
bool looks_like_utf16(const char* begin, std::size_t size) {
  if (size >= 2) {
    const auto a = static_cast<unsigned char>(begin[0]);
    const auto b = static_cast<unsigned char>(begin[1]);
    if ((a == 0xFF && b == 0xFE) || (a == 0xFE && b == 0xFF)) return true;
  }
  return std::find(begin, begin + std::min<std::size_t>(size, 64), '\0') != begin + std::min<std::size_t>(size, 64);
}

}  // namespace

std::unique_ptr<ByteSource> bytes_of(std::string text) { return std::make_unique<TextSource>(std::move(text)); }

TableStream::TableStream(std::unique_ptr<ByteSource> source, std::string file)
    : source_(std::move(source)), file_(std::move(file)), buffer_(buffer_size) {
  if (!fill() && trouble_.empty()) {
    fail(1, "no header: the file is empty");
    return;
  }
  if (!trouble_.empty()) return;
  if (looks_like_utf16(buffer_.data(), filled_)) {
    fail(1, "the file is UTF-16, not UTF-8", "convert it: iconv -f UTF-16 -t UTF-8 " + file_ + " > " + file_ + ".utf8");
    return;
  }
  if (filled_ >= 3 && std::memcmp(buffer_.data(), "\xEF\xBB\xBF", 3) == 0) at_ = 3;
  while (read_row()) {
    if (cells_.size() == 1 && cells_[0].first == cells_[0].second) continue;
    for (std::size_t c = 0; c < cells_.size(); ++c) header_.emplace_back((*this)[c]);
    check_separator();
    return;
  }
  if (trouble_.empty()) fail(1, "no header: the file is empty");
}

/// A header of one cell that has semicolons or tabs in it.
bool TableStream::check_separator() {
  if (header_.size() != 1) return true;
  for (const auto& [separator, name] : {std::pair(';', "semicolons"), std::pair('\t', "tabs")})
    if (header_[0].find(separator) != std::string::npos)
      return fail(1, std::string("the columns are parted by ") + name + ", not by commas", "write the table with commas, and numbers with a decimal point");
  return true;
}

std::optional<std::size_t> TableStream::column(std::string_view name) const {
  auto found = std::find(header_.begin(), header_.end(), name);
  if (found == header_.end()) found = std::find_if(header_.begin(), header_.end(), [&](const std::string& written) { return same_but_for_capitals(written, name); });
  if (found == header_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header_.begin());
}

std::string_view TableStream::operator[](std::optional<std::size_t> column) const {
  if (!column || *column >= cells_.size()) return {};
  const auto [begin, end] = cells_[*column];
  return std::string_view(text_).substr(begin, end - begin);
}

bool TableStream::next() {
  if (!trouble_.empty()) return false;
  while (read_row()) {
    const bool blank = std::all_of(cells_.begin(), cells_.end(), [](const auto& c) { return c.first == c.second; });
    if (blank) continue;
    note_width();
    return true;
  }
  return false;
}

/// A comma too many at the end means nothing.
void TableStream::note_width() {
  while (cells_.size() > header_.size() && cells_.back().first == cells_.back().second) cells_.pop_back();
  if (cells_.size() == header_.size()) return;
  if (first_uneven_ == 0) first_uneven_ = row_line_;
  ++(cells_.size() < header_.size() ? short_rows_ : long_rows_);
}

bool TableStream::fill() {
  at_ = 0;
  filled_ = source_->read(buffer_.data(), buffer_.size());
  if (filled_ > 0) return true;
  if (std::string why = source_->trouble(); !why.empty()) fail(line_, std::move(why));
  return false;
}

/// After CR: a newline belongs to it.
void TableStream::skip_newline() {
  if ((at_ < filled_ || fill()) && buffer_[at_] == '\n') ++at_;
}

void TableStream::end_cell(bool quoted) {
  std::size_t begin = cell_begin_;
  std::size_t end = text_.size();
  if (!quoted) {
    while (begin < end && is_space(text_[begin])) ++begin;
    while (end > begin && is_space(text_[end - 1])) --end;
  }
  cells_.emplace_back(begin, end);
  cell_begin_ = text_.size();
}

bool TableStream::read_row() {
  text_.clear();
  cells_.clear();
  cell_begin_ = 0;
  row_line_ = line_;
  bool in_quotes = false;
  bool was_quoted = false;
  bool any = false;
  for (;;) {
    if (at_ >= filled_ && !fill()) {
      if (!trouble_.empty()) return false;
      if (in_quotes) return fail(row_line_, "a quote is opened here and never closed");
      if (!any) return false;
      end_cell(was_quoted);
      return true;
    }
    any = true;
    const char c = buffer_[at_++];
    if (c == '\n') ++line_;
    if (in_quotes) {
      if (c != '"') {
        text_ += c;
      } else if ((at_ < filled_ || fill()) && buffer_[at_] == '"') {
        text_ += '"';
        ++at_;
      } else if (!trouble_.empty()) {
        return false;
      } else {
        in_quotes = false;
      }
    } else if (c == '"' && !was_quoted &&
               std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(cell_begin_), text_.end(), is_space)) {
      text_.resize(cell_begin_);
      in_quotes = was_quoted = true;
    } else if (c == ',') {
      end_cell(was_quoted);
      was_quoted = false;
    } else if (c == '\n') {
      end_cell(was_quoted);
      return true;
    } else if (c == '\r') {
      skip_newline();
      ++line_;
      if (!trouble_.empty()) return false;
      end_cell(was_quoted);
      return true;
    } else if (!was_quoted || !is_space(c)) {
      text_ += c;
    }
    if (text_.size() > longest_row)
      return fail(row_line_, in_quotes ? "a quote is opened here and not closed within a million characters"
                                       : "this row is longer than a million characters");
  }
}

bool TableStream::fail(int line, std::string why, std::string remedy) {
  trouble_ = std::move(why);
  trouble_line_ = line;
  remedy_ = std::move(remedy);
  return false;
}

}  // namespace czt
