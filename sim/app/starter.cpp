#include "starter.hpp"

namespace czt::app {

const std::string_view starter_line =
    R"(# A small line to start from. Run it:      czt run line.yaml
# Look at every value and default:           czt show line.yaml --all
# What else can be written here:             czt keys
scenario: a small line
about: {en: "Three towns and a city, an hour of peak", zh: "三镇一城"}

line: {en: Small line, zh: 小线}
stations:
  City:    {zh: 城, km: 0, chainage_km: 0}   # km for running times, whole chainage_km for fares
  Mill:    {zh: 磨坊, km: 9.5, chainage_km: 10}
  Harbour: {zh: 港, km: 17, chainage_km: 17}
  Hill:    {zh: 山, km: 26, chainage_km: 26}
branches:
  main: {stations: [City, Mill, Harbour, Hill]}    # "up" leads towards the first station
track: {max_speed: 120 km/h, margin: 8 %, headway: 180 s}

train_types:
  short: {cars: 4, doors_per_side: 8, seats: 230, standing_area: 110 m2, length: 100 m, max_speed: 140 km/h,
          accelerate: 0.8 m/s2, brake: 0.8 m/s2}
formation: {default: short}

timetable:      # "up" trains take people to the City; times between stations come from the running times
  up:   {from: Hill, to: City, first: "06:00", last: "22:00", every: 20 min, dwell: 60 s, numbers: {first: L2, step: 2}}
  down: {from: City, to: Hill, first: "06:10", last: "22:10", every: 20 min, dwell: 60 s, numbers: {first: L1, step: 2}}

places:         # where people live and work, and how long they need to the stations
  centre:    {people: 40000, jobs: 60000, latitude: 28.20, longitude: 112.98, access: {City: 10 min}}
  mill town: {people: 15000, jobs: 3000, latitude: 28.12, longitude: 113.00, access: {Mill: 8 min}}
  port:      {people: 20000, jobs: 9000, latitude: 28.06, longitude: 113.02, access: {Harbour: 12 min}}
  hills:     {people: 12000, jobs: 1000, latitude: 27.98, longitude: 113.04, access: {Hill: 6 min}}

profiles:       # share of the day's travellers from each time until the next
  to work:   {hours: {"05:30": 10 %, "06:30": 50 %, "08:30": 25 %, "12:00": 15 %, "21:30": 0 %}}
  from work: {hours: {"05:30": 10 %, "12:00": 15 %, "16:30": 55 %, "19:00": 20 %, "21:30": 0 %}}
purposes:
  commuter:
    trips: {value: 0.5 /day, assumed: "half of the people travel once a day", range: [0.4 /day, 0.6 /day]}
    from: people
    to: jobs
    decay: 0.03 /min
    profile: {up: to work, down: from work}
    rail_share: {value: 10 %, assumed: "no survey yet"}

fares: {per_km: 0.4 yuan, minimum: 3 yuan, round_to: 1 yuan}
costs: {assumed: "of the usual size", per_train_km: 60 yuan, per_trainset_day: 8000 yuan, per_stop: 50 yuan}
emissions: {assumed: "of the usual size", energy: 2 kWh/km, grid: 0.58 kg/kWh, car: 130 g/km, coach: 35 g/km}
replications: {count: 20, seed: 1}
)";

const std::string_view starter_change =
    R"(# A change of line.yaml: twice as many trains in the morning peak.
# Compare it with its base:                  czt compare more-trains.yaml
scenario: more morning trains
base: line.yaml
changes:
  morning trains:
    timetable.up morning: {add: {from: Hill, to: City, first: "06:50", last: "08:30", every: 20 min, dwell: 60 s,
                                 numbers: {first: M2, step: 2}}}
)";

}  // namespace czt::app
