/// A quick reading of quotes, brackets and indentation before yaml-cpp: it accepts a quote that is
/// never closed, and puts an unclosed bracket at the wrong place.

#include <algorithm>
#include <vector>

#include "czt/core/text.hpp"
#include "scenario/messages.hpp"
#include "scenario/source_text.hpp"

namespace czt {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

class Scanner {
 public:
  Scanner(const std::string& name, std::string_view text) : name_(name), text_(text) {}

  Scan scan() {
    while (at_ < text_.size() && scan_.wrong.empty()) line();
    if (scan_.wrong.empty() && !flows_.empty())
      scan_.wrong.push_back(
          say::never_closed(place(flows_.back().at, flows_.back().line), text_[flows_.back().at]));
    return std::move(scan_);
  }

 private:
  struct Flow {
    std::size_t at;
    int line;
  };

  SourcePlace place(std::size_t at, int line) const {
    const std::size_t newline = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
    const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
    return {name_, line, static_cast<int>(code_points(text_.substr(start, at - start))) + 1};
  }
  SourcePlace here() const { return place(at_, line_); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\n';
  }
  std::size_t end_of_line() const { return std::min(text_.find('\n', at_), text_.size()); }
  void next_line() {
    at_ = std::min(end_of_line() + 1, text_.size());
    line_ += 1;
  }
  bool ends_word(std::size_t ahead) const { return is_blank(peek(ahead)) || peek(ahead) == '\n'; }

  /// One line of block context, or what is left of it; flows and quotes may carry over lines.
  void line() {
    const std::size_t start = at_;
    bool tab = false;
    std::size_t tab_at = 0;
    while (is_blank(peek()) && at_ < text_.size()) {
      if (peek() == '\t' && !tab) {
        tab = true;
        tab_at = at_;
      }
      ++at_;
    }
    if (peek() == '\n' || peek() == '#') return next_line();
    const std::size_t indent = at_ - start;
    if (flows_.empty()) {
      if (tab) return wrong(say::tab_indents(place(tab_at, line_)));
      if (plain_open_ && indent > key_column_)
        return next_line();  // goes on with a text without quotes
      if (indent == 0 && (text_.substr(at_, 3) == "---" || text_.substr(at_, 3) == "...") &&
          ends_word(3)) {
        at_ += 3;
      } else if (indent == 0 && peek() == '%') {
        return next_line();  // a directive; yaml-cpp judges it
      }
      key_column_ = indent;
    }
    plain_open_ = false;
    tokens(start);
  }

  void tokens(std::size_t line_start) {
    while (at_ < text_.size() && scan_.wrong.empty()) {
      while (at_ < text_.size() && is_blank(peek())) ++at_;
      const char c = peek();
      if (c == '\n' || (c == '#' && (at_ == line_start || is_blank(text_[at_ - 1]))))
        return next_line();
      if (c == '"' || c == '\'')
        quoted(c);
      else if (c == '[' || c == '{')
        open();
      else if (c == ']' || c == '}')
        close(c);
      else if (c == ',' && !flows_.empty())
        ++at_;
      else if ((c == '-' || c == '?') && ends_word(1)) {
        ++at_;
        if (flows_.empty()) {
          while (peek() == ' ') ++at_;
          if (peek() != '\n')
            key_column_ = c == '-' && plain_alone() ? key_column_ : at_ - line_start;
        }
      } else if (c == ':' && (ends_word(1) || !flows_.empty()))
        ++at_;
      else if (c == '&' || c == '!' || c == '*')
        word();
      else if ((c == '|' || c == '>') && flows_.empty())
        return block_scalar();
      else if (c == '@' || c == '`' || (c == '%' && flows_.empty()))
        wrong(say::cannot_begin(here(), c));
      else
        plain();
      if (++tokens_ > most_nodes * 6) wrong(say::too_many_nodes({name_, 0, 0}, most_nodes));
    }
  }

  /// After "- ": whether the rest of the line is one plain text, not "key: value".
  bool plain_alone() const {
    const std::string_view rest = text_.substr(at_, end_of_line() - at_);
    return rest.find(": ") == std::string_view::npos && !rest.ends_with(':') &&
           !rest.ends_with(":\r");
  }

  void wrong(Diagnostic d) { scan_.wrong.push_back(std::move(d)); }

  void word() {
    while (at_ < text_.size() && !is_blank(peek()) && peek() != '\n' &&
           (flows_.empty() || std::string_view(",[]{}").find(peek()) == std::string_view::npos))
      ++at_;
  }

  void quoted(char quote) {
    const std::size_t opened = at_;
    const int opened_line = line_;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') line_ += 1;
      if (quote == '"' && c == '\\') {
        ++at_;
        if (at_ < text_.size() && text_[at_] == '\n') line_ += 1;
      } else if (c == quote && quote == '\'' && peek(1) == '\'' && at_ + 1 < text_.size()) {
        ++at_;
      } else if (c == quote) {
        ++at_;
        if (line_ != opened_line && scan_.long_quote.line == 0) {
          scan_.long_quote = place(opened, opened_line);
          scan_.long_quote_ends = line_;
        }
        return;
      }
    }
    wrong(say::quote_never_closed(place(opened, opened_line), quote));
  }

  void open() {
    flows_.push_back({at_, line_});
    if (flows_.size() > static_cast<std::size_t>(most_depth))
      wrong(say::nested_too_deeply(here(), most_depth));
    ++at_;
  }

  void close(char c) {
    if (flows_.empty()) return wrong(say::closes_nothing(here(), c));
    const Flow opened = flows_.back();
    if ((text_[opened.at] == '[') != (c == ']'))
      return wrong(say::closes_other(here(), c, place(opened.at, opened.line), text_[opened.at]));
    flows_.pop_back();
    ++at_;
  }

  /// A text without quotes, up to the end of the line, a comment, ": ", or in a flow a bracket or
  /// comma.
  void plain() {
    while (peek() != '\n' && at_ < text_.size()) {
      const char c = peek();
      if (c == ':' && (ends_word(1) || (!flows_.empty() && std::string_view(",[]{}").find(peek(
                                                               1)) != std::string_view::npos))) {
        plain_open_ = false;
        return;
      }
      if (c == '#' && is_blank(text_[at_ - 1])) break;
      if (!flows_.empty() && std::string_view(",[]{}").find(c) != std::string_view::npos) return;
      ++at_;
    }
    plain_open_ = flows_.empty() && peek() == '\n';
  }

  /// "|" or ">": the lines below that are further in than the key belong to it.
  void block_scalar() {
    next_line();
    while (at_ < text_.size()) {
      std::size_t indent = 0;
      while (at_ + indent < text_.size() && text_[at_ + indent] == ' ') ++indent;
      const char first = peek(indent);
      if (first != '\n' && first != '\r' && indent <= key_column_) return;
      next_line();
    }
  }

  const std::string& name_;
  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::size_t key_column_ = 0;  // where the current line's key (or dash) begins
  bool plain_open_ = false;     // the last line ended in a text without quotes
  std::size_t tokens_ = 0;
  std::vector<Flow> flows_;
  Scan scan_;
};

}  // namespace

Scan scan_text(const std::string& name, std::string_view text) {
  return Scanner(name, text).scan();
}

}  // namespace czt
