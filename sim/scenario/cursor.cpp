#include "czt/scenario/cursor.hpp"

#include <cassert>
#include <cmath>
#include <stdexcept>

#include "scenario/check.hpp"
#include "scenario/messages.hpp"
#include "scenario/quantity.hpp"
#include "scenario/whole.hpp"

namespace czt {

Cursor::Cursor(const Value& tree) : value_(&tree), node_(&key_tree()), where_(tree.where) {}

Cursor::Cursor(const Value* value, const KeyNode* node, std::string path, SourcePlace where)
    : value_(value), node_(node), path_(std::move(path)), where_(std::move(where)) {}

Cursor Cursor::operator[](std::string_view name) const {
  const KeyNode* child = node_->child(name);
  if (child == nullptr)  // in release too: what it would read instead is no scenario
    throw std::logic_error("the table of keys has no key '" + std::string(name) + "' under '" +
                           path_ + "'");
  const std::string own(name);
  std::string path = join_path(std::span(&own, 1));
  if (!path_.empty()) path = path_ + '.' + path;
  const Value* value = value_ == nullptr ? nullptr : value_->find(name);
  return {value, child, std::move(path), value == nullptr ? where_ : value->where};
}

const Key& Cursor::key() const {
  assert(node_->key != nullptr);
  return *node_->key;
}

std::string Cursor::text() const {
  if (value_ != nullptr && value_->kind == Value::Kind::scalar) return value_->text;
  return present() ? std::string() : std::string(key().fallback);
}

double Cursor::number() const {
  const Parsed parsed = parse_quantity(text(), key().dimension);
  if (!parsed.problem.empty())  // in release too: a number read from nothing is a guess
    throw std::logic_error("'" + path_ + "' is neither written nor has a default");
  return value_ == nullptr ? parsed.value : after_operations(parsed.value, *value_);
}

std::int64_t Cursor::whole(std::string_view key) const {
  return static_cast<std::int64_t>(std::floor(number(key) + 0.5));
}

Money Cursor::money(std::string_view key) const {
  return {static_cast<std::int64_t>(std::floor(number(key) * 100.0 + 0.5))};
}

Decimal Cursor::decimal(std::string_view key) const {
  // Six decimals of at most 10^6 yuan are below 2^53: rounding gives what was written.
  return {static_cast<std::int64_t>(std::floor(number(key) * 1e6 + 0.5))};
}

std::vector<std::string> Cursor::names(std::string_view key) const {
  std::vector<std::string> out;
  if (const Cursor list = (*this)[key]; list.is_list())
    for (const Value& item : list.value_->items) out.push_back(item.text);
  return out;
}

std::vector<std::pair<std::string, SourcePlace>> Cursor::placed_names(std::string_view key) const {
  std::vector<std::pair<std::string, SourcePlace>> out;
  if (const Cursor list = (*this)[key]; list.is_list())
    for (const Value& item : list.value_->items) out.emplace_back(item.text, item.where);
  return out;
}

std::vector<SimTime> Cursor::clocks(std::string_view key) const {
  std::vector<SimTime> out;
  if (const Cursor list = (*this)[key]; list.is_list())
    for (const Value& item : list.value_->items)
      out.push_back(start_of_day +
                    quantise(after_operations(parse_quantity(item.text, Dimension::clock).value,
                                              *list.value_)));
  return out;
}

std::vector<Duration> Cursor::durations(std::string_view key) const {
  std::vector<Duration> out;
  if (const Cursor list = (*this)[key]; list.is_list())
    for (const Value& item : list.value_->items) out.push_back(quantise(parse_quantity(item.text, Dimension::duration).value));
  return out;
}

std::vector<std::pair<SimTime, SimTime>> Cursor::hours(std::string_view key) const {
  std::vector<std::pair<SimTime, SimTime>> out;
  if (const Cursor list = (*this)[key]; list.is_list())
    for (const Value& item : list.value_->items) out.push_back(parse_hours(item.text).value());
  return out;
}

std::filesystem::path Cursor::file(std::string_view key) const {
  const Cursor at = (*this)[key];
  return at.present() ? resolve_file(*at.value_) : std::filesystem::path();
}

std::vector<std::pair<std::string, Cursor>> Cursor::items() const {
  std::vector<std::pair<std::string, Cursor>> out;
  if (value_ == nullptr) return out;
  for (const auto& [name, field] : value_->fields)
    if (node_->fixed(name) == nullptr) out.emplace_back(name, (*this)[name]);
  return out;
}

int Cursor::length(std::string_view key) const {
  const Cursor at = (*this)[key];
  return at.present() ? at.value_->length : 1;
}

Provenance Cursor::provenance(std::string_view key) const {
  const Cursor at = (*this)[key];
  return at.present() ? at.value_->provenance : Provenance{};
}

Diagnostic Cursor::wrong(std::string_view key, std::string message, std::string hint) const {
  const Cursor at = (*this)[key];
  Diagnostic d;
  d.path = at.path_;
  d.where = at.where_;
  d.length = length(key);
  d.message = std::move(message);
  d.hint = std::move(hint);
  return d;
}

}  // namespace czt
