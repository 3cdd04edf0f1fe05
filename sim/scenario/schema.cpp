/// The table as a JSON Schema (draft-07), for editors. Ranges in units are the reader's to check;
/// the schema knows keys, kinds, words and the shape of quantities.

#include <nlohmann/json.hpp>

#include "scenario/key_tree.hpp"
#include "scenario/quantity.hpp"

namespace czt {
namespace {

using Json = nlohmann::ordered_json;

Json words(std::string_view choices) {
  Json list = Json::array();
  while (!choices.empty()) {
    const std::size_t bar = std::min(choices.find('|'), choices.size());
    list.push_back(choices.substr(0, bar));
    choices.remove_prefix(std::min(bar + 1, choices.size()));
  }
  return list;
}

/// A regular expression for quantities of a dimension.
std::string quantity_pattern(Dimension dimension) {
  const std::string number = "-?[0-9]+(\\.[0-9]+)?";
  if (dimension == Dimension::clock || dimension == Dimension::clocks)
    return "^[0-4]?[0-9]:[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?$";
  if (dimension == Dimension::duration || dimension == Dimension::durations)
    return "^" + number + " ?(h|min|s|ms)( ?[0-9]+(\\.[0-9]+)? ?(h|min|m|s|ms))*$";
  std::string units;
  for (const Unit& unit : units_of(dimension)) {
    if (!units.empty()) units += '|';
    units += unit.name;
  }
  return "^" + number + " *(" + units + ")$";
}

Json leaf(const Key& key) {
  switch (key.dimension) {
    case Dimension::boolean:
      return {{"type", "boolean"}};
    case Dimension::whole: {
      Json j{{"type", "integer"}};
      if (key.low) j["minimum"] = static_cast<std::int64_t>(*key.low);
      if (key.high) j["maximum"] = static_cast<std::int64_t>(*key.high);
      return j;
    }
    case Dimension::number: {
      Json j{{"type", "number"}};
      if (key.low) j[key.low_is_open ? "exclusiveMinimum" : "minimum"] = *key.low;
      if (key.high) j["maximum"] = *key.high;
      return j;
    }
    case Dimension::choice:
      return {{"enum", words(key.choices)}};
    case Dimension::names:
    case Dimension::purposes:
    case Dimension::products:
    case Dimension::day_types:
      return {{"type", "array"}, {"items", {{"type", "string"}}}};
    case Dimension::weekdays:
      return {{"type", "array"}, {"items", {{"enum", words(weekday_words)}}}};
    case Dimension::hours: {
      const std::string clock = "[0-4]?[0-9]:[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?";
      return {{"type", "array"},
              {"items", {{"type", "string"}, {"pattern", "^" + clock + " *- *" + clock + "$"}}}};
    }
    case Dimension::stops:
      return {{"anyOf", Json::array({Json{{"enum", words(key.choices)}},
                                     Json{{"type", "array"}, {"items", {{"type", "string"}}}}})}};
    case Dimension::durations:
      return {{"type", "array"}, {"items", {{"type", "string"}, {"pattern", quantity_pattern(key.dimension)}}}};
    case Dimension::clocks:
      return {{"anyOf", Json::array({Json{{"enum", words(key.choices)}},
                                     Json{{"type", "array"},
                                          {"items",
                                           {{"type", "string"},
                                            {"pattern", quantity_pattern(key.dimension)}}}}})}};
    case Dimension::text:
    case Dimension::station:
    case Dimension::train_type:
    case Dimension::place:
    case Dimension::profile:
    case Dimension::file_path:
    case Dimension::date:
    case Dimension::day_type:
      return {{"type", Json::array({"string", "number"})}};  // a name may look like a number
    default:
      break;
  }
  Json quantity{{"type", "string"}, {"pattern", quantity_pattern(key.dimension)}};
  if (!may_be_bare(key.dimension)) return quantity;
  return {{"anyOf", Json::array({Json{{"type", "number"}}, quantity})}};
}

Json mark() { return {{"type", Json::array({"boolean", "string"})}}; }

/// A value, or a value with its marks.
Json markable(const Key& key) {
  const Json value = leaf(key);
  Json properties{
      {"value", value},
      {"sourced", mark()},
      {"derived", mark()},
      {"assumed", mark()},
      {"range", {{"type", "array"}, {"items", value}, {"minItems", 2}, {"maxItems", 2}}}};
  Json marked{{"type", "object"},
              {"properties", properties},
              {"required", Json::array({"value"})},
              {"additionalProperties", false}};
  return {{"anyOf", Json::array({value, marked})}};
}

Json node_schema(const KeyNode& node, bool top) {
  Json schema;
  if (node.key != nullptr && node.key->path == "changes") {
    schema = {{"type", "object"}, {"additionalProperties", {{"type", "object"}}}};
  } else if (!node.is_map()) {
    schema = markable(*node.key);
  } else {
    Json properties = Json::object();
    for (const KeyNode* child : node.children)
      properties[std::string(child->name)] = node_schema(*child, false);
    for (const char* name : {"sourced", "derived", "assumed"}) properties[name] = mark();
    schema = {{"type", "object"}, {"properties", std::move(properties)}};
    if (top)
      schema["required"] =
          Json::array({"scenario"});  // of the rest, a base may bring what is missing
    if (node.any != nullptr)
      schema["additionalProperties"] = node_schema(*node.any, false);
    else
      schema["additionalProperties"] = false;
    const bool or_text = node.key != nullptr && node.key->dimension == Dimension::text;
    if (or_text) schema = {{"anyOf", Json::array({Json{{"type", "string"}}, schema})}};
  }
  if (!top) {
    schema["description"] = std::string(node.key->doc) + " " + std::string(node.key->doc_zh);
    if (!node.key->fallback.empty()) schema["default"] = std::string(node.key->fallback);
  }
  return schema;
}

}  // namespace

std::string json_schema() {
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"title", "czt scenario"},
              {"description",
               "A rail line, its timetable and its commuters. 一条线路、其运行图与通勤客流。"}};
  Json body = node_schema(key_tree(), true);
  for (auto& item : body.items()) schema[item.key()] = std::move(item.value());
  return schema.dump(2) + "\n";
}

}  // namespace czt
