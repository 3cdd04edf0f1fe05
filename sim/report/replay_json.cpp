#include "czt/report/replay.hpp"

#include "charts.hpp"
#include "czt/report/json.hpp"

namespace czt {

namespace {

void write_time(Json& json, std::int32_t ms) {
  if (ms == PointColumns::not_yet)
    json.null();
  else
    json.value(ms / 1000.0);
}

void write_line(Json& json, const DayPictures& day) {
  json.key("stations").begin_array();
  for (const DayPictures::Place& place : day.stations) {
    json.begin_object().field("name", place.name).field("zh", place.name_zh.empty() ? place.name : place.name_zh);
    json.field("km", place.km).field("branch", place.branch).end_object();
  }
  json.end_array().key("branches").begin_array();
  for (const auto& branch : day.branches) {
    json.begin_array();
    for (const std::uint32_t station : branch) json.value(station);
    json.end_array();
  }
  json.end_array();
}

void write_trains(Json& json, const DayPictures& day) {
  json.key("trains").begin_array();
  for (const TrainPicture& train : day.trains) {
    json.line().begin_object().field("number", train.number).field("up", train.direction == Direction::up).field("empty", train.empty);
    json.field("seats", train.seats).field("capacity", train.capacity).key("stops").begin_array();
    for (const TrainPicture::Stop& stop : train.stops) {
      json.begin_array().value(stop.station).value(stop.calls ? 1 : 0);
      write_time(json, stop.arrived);
      write_time(json, stop.departed);
      json.value(stop.boarded).value(stop.alighted).value(stop.load).end_array();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_waiting(Json& json, const DayReplay& replay) {
  json.key("waiting").begin_array();
  for (const auto& steps : replay.waiting) {
    DayReplay::Step last;
    json.line().begin_array();
    for (const DayReplay::Step& step : steps) {
      json.value(step.at - last.at).value(step.waiting - last.waiting);
      last = step;
    }
    json.end_array();
  }
  json.end_array();
}

void write_panels(Json& json, const DayPictures& day) {
  json.key("panels").begin_array();
  for (const html::TrainGraphPanel& panel : html::train_graph_panels(day)) {
    json.line().begin_object().field("svg", panel.svg).field("from", panel.time.low / 1000.0).field("to", panel.time.high / 1000.0);
    json.field("left", panel.time.from).field("right", panel.time.to).field("top", panel.top).field("bottom", panel.bottom).key("stations").begin_array();
    for (const std::uint32_t station : panel.stations) json.value(station);
    json.end_array().key("y").begin_array();
    for (const double y : panel.y) json.value(y);
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace

std::string replay_json(const DayReplay& replay) {
  Json json;
  json.begin_object();
  write_line(json, replay.day);
  write_trains(json, replay.day);
  write_waiting(json, replay);
  write_panels(json, replay.day);
  return json.end_object().text();
}

}  // namespace czt
