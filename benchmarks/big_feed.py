#!/usr/bin/env python3
"""big_feed.py FEED.zip [ROUTES]: a GTFS feed of 8,400 stop times a route, a million with the usual 120 routes."""
import sys
import zipfile

routes = int(sys.argv[2]) if len(sys.argv) > 2 else 120
stops, trips = 60, 140


def clock(second):
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


tables = {
    "agency.txt": ["agency_name,agency_url,agency_timezone", "Big,https://example.org,Asia/Shanghai"],
    "routes.txt": ["route_id,route_short_name,route_type"] + [f"R{r},{r},2" for r in range(routes)],
    "calendar.txt": ["service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
                     "W,1,1,1,1,1,1,1,20260101,20261231"],
    "stops.txt": ["stop_id,stop_name,stop_lat,stop_lon"],
    "trips.txt": ["route_id,service_id,trip_id"],
    "stop_times.txt": ["trip_id,arrival_time,departure_time,stop_id,stop_sequence"],
}
for r in range(routes):
    for s in range(stops):
        tables["stops.txt"].append(f"r{r}s{s},Stop {r}-{s},{28 + s * 0.02:.5f},{110 + r * 0.05:.5f}")
    for t in range(trips):
        tables["trips.txt"].append(f"R{r},W,T{r}-{t}")
        for s in range(stops):
            arrives = 5 * 3600 + t * 420 + s * 200
            stop = s if t % 2 == 0 else stops - 1 - s
            tables["stop_times.txt"].append(f"T{r}-{t},{clock(arrives)},{clock(arrives + 30)},r{r}s{stop},{s}")
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
    for name, rows in tables.items():
        archive.writestr(name, "\n".join(rows) + "\n")
print(len(tables["stop_times.txt"]) - 1, "stop times")
