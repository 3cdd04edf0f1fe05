#include "scenario/plain_yaml.hpp"

#include <yaml-cpp/mark.h>

#include <algorithm>
#include <string>

namespace czt {
namespace {

constexpr std::size_t longest_key = 500;  // yaml-cpp takes 1024 from a key's begin to its colon

class PlainReader {
 public:
  PlainReader(std::string_view text, YAML::EventHandler& handler)
      : text_(text), handler_(handler) {}

  bool document() {
    if (std::any_of(text_.begin(), text_.end(), [](char c) { return is_control(c) && c != '\n'; }))
      return false;
    if (!next_content() || column() != 0 || !begins_key()) return false;
    handler_.OnDocumentStart(mark());
    if (!block_map()) return false;
    handler_.OnDocumentEnd();
    return at_ == text_.size();
  }

 private:
  static bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\n';
  }
  [[nodiscard]] std::size_t column() const { return at_ - line_start_; }
  [[nodiscard]] YAML::Mark mark() const {
    YAML::Mark here;
    here.pos = static_cast<int>(at_);
    here.line = line_;
    here.column = static_cast<int>(column());
    return here;
  }

  void next_line() {
    at_ = std::min(text_.find('\n', at_), text_.size());
    if (at_ == text_.size()) return;
    line_start_ = ++at_;
    ++line_;
  }
  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  /// From anywhere in white space to the next thing that is neither that nor a comment; false at
  /// the end.
  bool next_content() {
    for (;;) {
      skip_spaces();
      if (at_ == text_.size()) return false;
      if (text_[at_] != '\n' && text_[at_] != '#') return true;
      next_line();
    }
  }
  /// The same behind a value, where only a comment may stand on the line.
  bool to_next_line() {
    skip_spaces();
    if (peek() != '\n' && !(peek() == '#' && text_[at_ - 1] == ' ')) return false;
    next_content();
    return true;
  }

  /// Whether a text without quotes begins here for certain; what YAML means by other signs is left
  /// to yaml-cpp.
  [[nodiscard]] bool begins_plain() const {
    const char c = peek();
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
           static_cast<unsigned char>(c) >= 0x80 || c == '_' || c == '(' || c == '/' ||
           (c == '-' && is_digit(peek(1)));
  }

  /// At the very beginning bytes may be an encoding's mark.
  [[nodiscard]] bool begins_key() const { return static_cast<unsigned char>(peek()) < 0xEF; }

  void tell(const YAML::Mark& where, const char* tag, std::size_t from, std::size_t to) {
    const std::string tag_text(tag);
    const std::string text(text_.substr(from, to - from));
    handler_.OnScalar(where, tag_text, 0, text);
  }

  bool quoted() {
    const YAML::Mark where = mark();
    const char quote = text_[at_++];
    const std::size_t from = at_;
    while (peek() != quote) {
      if (peek() == '\n' || (quote == '"' && peek() == '\\')) return false;
      ++at_;
    }
    const std::size_t to = at_++;
    if (quote == '\'' && peek() == '\'') return false;
    tell(where, "!", from, to);
    return true;
  }

  /// Up to a comment, ": " or the end of the line; in a flow also to a bracket or comma.
  bool plain(bool in_flow) {
    if (!begins_plain()) return false;
    const YAML::Mark where = mark();
    const std::size_t from = at_;
    for (;; ++at_) {
      const char c = peek();
      if (c == '\n' || (c == '#' && text_[at_ - 1] == ' ')) break;
      if (c == ':' && (peek(1) == ' ' || peek(1) == '\n' || (in_flow && is_flow_sign(peek(1)))))
        break;
      if (in_flow && (is_flow_sign(c) || c == '?')) break;
    }
    std::size_t to = at_;
    while (text_[to - 1] == ' ') --to;
    const std::string_view word = text_.substr(from, to - from);
    if (word == "null" || word == "Null" || word == "NULL") return false;
    tell(where, "?", from, to);
    return true;
  }
  static bool is_flow_sign(char c) {
    return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
  }

  bool scalar(bool in_flow) { return peek() == '"' || peek() == '\'' ? quoted() : plain(in_flow); }

  /// A key with its colon, both on this line.
  bool key(bool in_flow) {
    const std::size_t from = at_;
    if (!scalar(in_flow)) return false;
    if (peek() != ':' || text_[at_ - 1] == ' ' || at_ - from > longest_key) return false;
    ++at_;
    return peek() == ' ' || peek() == '\n';
  }

  bool block_map() {
    const std::size_t indent = column();
    handler_.OnMapStart(mark(), "?", 0, YAML::EmitterStyle::Block);
    do {
      if (!key(false) || !block_value(indent)) return false;
    } while (at_ < text_.size() && column() == indent);
    if (at_ < text_.size() && column() > indent) return false;
    handler_.OnMapEnd();
    return true;
  }

  /// Leaves the place at the next key, whosever it is, or at the end.
  bool block_value(std::size_t indent) {
    skip_spaces();
    if (peek() == '\n' || peek() == '#') {
      const YAML::Mark where = mark();
      if (next_content() && column() > indent) return block_map();
      handler_.OnNull(where, 0);
      return true;
    }
    const bool flow = peek() == '{' || peek() == '[';
    if (!(flow ? flow_value() : scalar(false)) || !to_next_line()) return false;
    return at_ == text_.size() || column() <= indent;  // else the text goes on there
  }

  bool flow_value() {
    if (peek() == '{') return flow_map();
    if (peek() == '[') return flow_list();
    return scalar(true);
  }

  bool flow_map() {
    handler_.OnMapStart(mark(), "?", 0, YAML::EmitterStyle::Flow);
    const bool empty = closes_at_once('}');
    while (!empty) {
      if (!key(true) || !flow_gap() || !flow_value() || !flow_gap()) return false;
      if (peek() == '}') break;
      if (!flow_comma('}')) return false;
    }
    if (!empty) ++at_;
    handler_.OnMapEnd();
    return true;
  }

  bool flow_list() {
    handler_.OnSequenceStart(mark(), "?", 0, YAML::EmitterStyle::Flow);
    const bool empty = closes_at_once(']');
    while (!empty) {
      if (!flow_value() || !flow_gap()) return false;
      if (peek() == ']') break;
      if (!flow_comma(']')) return false;
    }
    if (!empty) ++at_;
    handler_.OnSequenceEnd();
    return true;
  }

  /// Past the opening bracket and the white space behind it; also past the closing one if that is
  /// all.
  bool closes_at_once(char closing) {
    ++at_;
    if (!flow_gap() || peek() != closing) return false;
    ++at_;
    return true;
  }
  /// White space, lines and comments within brackets; false where a # stands too close to be one,
  /// or at the end.
  bool flow_gap() {
    for (;;) {
      skip_spaces();
      if (at_ == text_.size() ||
          (text_[at_] == '#' && text_[at_ - 1] != ' ' && text_[at_ - 1] != '\n'))
        return false;
      if (text_[at_] != '\n' && text_[at_] != '#') return true;
      next_line();
    }
  }
  bool flow_comma(char closing) {
    if (peek() != ',') return false;
    ++at_;
    return flow_gap() && peek() != closing && peek() != ',';
  }

  std::string_view text_;
  YAML::EventHandler& handler_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 0;
};

}  // namespace

bool read_plainly(std::string_view text, YAML::EventHandler& handler) {
  return PlainReader(text, handler).document();
}

}  // namespace czt
