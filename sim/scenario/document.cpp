#include "scenario/document.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <map>
#include <optional>
#include <sstream>
#include <unordered_map>
#include <utility>
#include <vector>

#include "czt/core/text.hpp"
#include "scenario/messages.hpp"
#include "scenario/plain_yaml.hpp"
#include "scenario/source_text.hpp"

namespace czt {
namespace {

struct Stop {};  // thrown through yaml-cpp where going on makes no sense; caught in `parse`

/// yaml-cpp counts columns in bytes from 0; people count characters from 1.
class Columns {
 public:
  explicit Columns(std::string_view text) : text_(text) {}

  int column(const YAML::Mark& mark) {
    const auto pos = static_cast<std::size_t>(mark.pos < 0 ? 0 : mark.pos);
    const auto start =
        std::min(pos - std::min<std::size_t>(pos, mark.column < 0 ? 0 : mark.column), text_.size());
    const auto end = std::min(pos, text_.size());
    if (start != line_start_ || end < upto_) {
      line_start_ = start;
      upto_ = start;
      points_ = 0;
    }
    points_ += code_points(text_.substr(upto_, end - upto_));  // a long line is counted once
    upto_ = end;
    return static_cast<int>(points_) + 1;
  }

  /// Characters of a scalar as it stands in the text.
  int length(const YAML::Mark& mark, const std::string& value) const {
    const auto pos = static_cast<std::size_t>(mark.pos < 0 ? 0 : mark.pos);
    if (pos >= text_.size()) return 1;
    const char quote = text_[pos];
    if (quote == '"' || quote == '\'') {
      std::size_t end = pos + 1;
      while (end < text_.size() && text_[end] != quote && text_[end] != '\n')
        end += text_[end] == '\\' ? 2 : 1;
      return static_cast<int>(code_points(text_.substr(pos, end + 1 - pos)));
    }
    if (value.empty() || value.find('\n') != std::string::npos ||
        text_.substr(pos, value.size()) != value)
      return 1;
    return static_cast<int>(code_points(value));
  }

 private:
  std::string_view text_;
  std::size_t line_start_ = std::string_view::npos;
  std::size_t upto_ = 0;
  std::size_t points_ = 0;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& name, std::string_view text) : name_(name), columns_(text) {}

  Value root;
  Diagnostics wrong;
  int documents = 0;

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents < 2) return;
    wrong.push_back(say::several_documents(place(mark)));
    throw Stop{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (awaits_key()) {
      wrong.push_back(say::empty_key(place(mark)));
      throw Stop{};
    }
    Value value;
    value.where = place(mark);
    if (!frames_.empty() &&
        frames_.back().has_key) {  // yaml-cpp puts the mark behind; the key is nearer
      value.where.line = frames_.back().key_line;
      value.where.column = frames_.back().key_column;
      value.length = static_cast<int>(code_points(frames_.back().key));
    }
    finish(std::move(value), anchor, 1, 1);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (awaits_key()) stop(say::key_not_text(place(mark)));
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) stop(say::alias_of_itself(place(mark)));
    if (++aliases_ > most_aliases) stop(say::too_many_aliases(place(mark), most_aliases));
    if (static_cast<int>(frames_.size()) + found->second.depth > most_depth)
      stop(say::nested_too_deeply(place(mark), most_depth));
    repeated_ += found->second.nodes;
    if (repeated_ > most_repeated) stop(say::aliases_too_large(place(mark), most_repeated));
    Value copy = found->second.value;
    finish(std::move(copy), 0, found->second.nodes, found->second.depth);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    check_tag(mark, tag);
    const int column = columns_.column(mark);
    if (text.find('\0') != std::string::npos) stop(say::has_nul({name_, mark.line + 1, column}));
    if (awaits_key()) return take_key(mark, column, tag, text);
    count(1, mark);
    Value value;
    value.kind = Value::Kind::scalar;
    value.text = text;
    value.quoted = tag == "!";
    value.where = {name_, mark.line + 1, column};
    value.length = columns_.length(mark, text);
    finish(std::move(value), anchor, 1, 1);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin(mark, tag, anchor, Value::Kind::list);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(mark, tag, anchor, Value::Kind::map);
  }
  void OnMapEnd() override { end(); }

 private:
  struct Frame {
    Value value;
    YAML::anchor_t anchor = 0;
    std::string key;
    bool has_key = false;
    int key_line = 0;
    int key_column = 0;
    std::size_t nodes = 1;
    int depth = 1;
    std::unordered_map<std::string, std::size_t> rows;  // of the fields, once they are many
  };
  struct Anchored {
    Value value;
    std::size_t nodes = 1;
    int depth = 1;
  };

  SourcePlace place(const YAML::Mark& mark) {
    return {name_, mark.line + 1, columns_.column(mark)};
  }
  bool awaits_key() const {
    return !frames_.empty() && frames_.back().value.kind == Value::Kind::map &&
           !frames_.back().has_key;
  }
  [[noreturn]] void stop(Diagnostic d) {
    wrong.push_back(std::move(d));
    throw Stop{};
  }
  void count(std::size_t more, const YAML::Mark& mark) {
    nodes_ += more;
    if (nodes_ > most_nodes) stop(say::too_many_nodes(place(mark), most_nodes));
  }
  void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    wrong.push_back(say::has_tag(place(mark), tag));
  }

  void take_key(const YAML::Mark& mark, int column, const std::string& tag,
                const std::string& text) {
    Frame& frame = frames_.back();
    const SourcePlace where{name_, mark.line + 1, column};
    if (text.empty()) stop(say::empty_key(where));
    if (text == "<<" && tag != "!") wrong.push_back(say::merge_key(where));
    if (const Value* earlier = find_field(frame, text))
      wrong.push_back(say::key_twice(where, text, columns_.length(mark, text),
                                     {name_, earlier->key_line, earlier->key_column}));
    frame.key = text;
    frame.has_key = true;
    frame.key_line = mark.line + 1;
    frame.key_column = column;
  }

  static const Value* find_field(Frame& frame, const std::string& name) {
    const auto& fields = frame.value.fields;
    if (fields.size() < 16) return frame.value.find(name);
    for (std::size_t row = frame.rows.size(); row < fields.size(); ++row)
      frame.rows.emplace(fields[row].first, row);
    const auto found = frame.rows.find(name);
    return found == frame.rows.end() ? nullptr : &fields[found->second].second;
  }

  void begin(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
             Value::Kind kind) {
    check_tag(mark, tag);
    if (awaits_key()) stop(say::key_not_text(place(mark)));
    if (static_cast<int>(frames_.size()) >= most_depth)
      stop(say::nested_too_deeply(place(mark), most_depth));
    count(1, mark);
    Frame& frame = frames_.emplace_back();
    frame.value.kind = kind;
    frame.value.where = place(mark);
    frame.anchor = anchor;
  }

  void end() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    finish(std::move(frame.value), frame.anchor, frame.nodes, frame.depth);
  }

  void finish(Value value, YAML::anchor_t anchor, std::size_t nodes, int depth) {
    if (anchor != 0) anchors_[anchor] = {value, nodes, depth};
    if (frames_.empty()) {
      root = std::move(value);
      return;
    }
    Frame& frame = frames_.back();
    frame.nodes += nodes;
    frame.depth = std::max(frame.depth, depth + 1);
    if (frame.value.kind == Value::Kind::list) {
      frame.value.items.push_back(std::move(value));
      return;
    }
    value.key_line = frame.key_line;
    value.key_column = frame.key_column;
    frame.value.fields.emplace_back(std::move(frame.key), std::move(value));
    frame.has_key = false;
  }

  const std::string& name_;
  Columns columns_;
  std::vector<Frame> frames_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  std::size_t nodes_ = 0;
  std::size_t repeated_ = 0;
  int aliases_ = 0;
};

/// The tree of a text in plain style that nothing is wrong with; what is wrong, yaml-cpp's reading
/// tells.
std::optional<Value> parse_plainly(const std::string& name, const std::string& text) {
  TreeBuilder builder(name, text);
  try {
    if (!read_plainly(text, builder) || !builder.wrong.empty()) return std::nullopt;
  } catch (const Stop&) {
    return std::nullopt;
  }
  return std::move(builder.root);
}

Result<Value> parse(const std::string& name, std::string text) {
  if (text.size() > most_bytes) return say::file_too_large(name, text.size(), most_bytes);
  if (auto wrong = check_encoding(name, text)) return *wrong;
  const Scan scan = scan_text(name, text);
  if (!scan.wrong.empty()) return scan.wrong;
  if (auto tree = parse_plainly(name, text)) return std::move(*tree);
  TreeBuilder builder(name, text);
  try {
    std::istringstream in(text);
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
  } catch (const YAML::Exception& e) {
    Columns columns(text);
    const SourcePlace where{name, e.mark.line + 1, columns.column(e.mark)};
    builder.wrong.push_back(say::yaml_error(where, e.msg, scan.long_quote, scan.long_quote_ends));
  } catch (const std::exception&) {
    builder.wrong.push_back(say::cannot_read(name));
  }
  if (!builder.wrong.empty()) return std::move(builder.wrong);
  if (builder.documents == 0) builder.root.kind = Value::Kind::absent;
  return std::move(builder.root);
}

}  // namespace

Result<Value> parse_document(const std::string& name, std::string text) {
  auto parsed = parse(name, std::move(text));
  if (!parsed) return parsed;
  if (parsed->kind == Value::Kind::absent) return say::file_is_empty(name);
  if (parsed->kind != Value::Kind::map) return say::root_not_map(*parsed);
  return parsed;
}

Result<Value> parse_flow(const std::string& name, std::string text) {
  if (text.starts_with('[') || text.starts_with('{')) return parse(name, std::move(text));
  Value value;
  value.kind = text.empty() ? Value::Kind::absent : Value::Kind::scalar;
  if (text.size() > 1 && (text.front() == '"' || text.front() == '\'') &&
      text.back() == text.front()) {
    text = text.substr(1, text.size() - 2);
    value.quoted = true;
  }
  value.text = std::move(text);
  value.where.file = name;
  return value;
}

}  // namespace czt
