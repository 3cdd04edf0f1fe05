"""Twelve defects that somebody could have made, each a sentence about the railway and a text to replace. A text must
stand exactly once in its file: `mutate.py --check` says so, and ctest asks it."""

DEFECTS = [
    ("People board before the others have got off",
     "sim/model/trains.cpp",
     "  const std::uint32_t alighted = alight(t, p);\n"
     "  const std::uint32_t through = train.load;\n"
     "  const std::uint32_t standing = train.standing;\n"
     "  const std::uint32_t boarded = p + 1 < train.end ? board(t, p) : 0;\n",
     "  const std::uint32_t boarded = p + 1 < train.end ? board(t, p) : 0;\n"
     "  const std::uint32_t alighted = alight(t, p);\n"
     "  const std::uint32_t through = train.load - boarded;\n"
     "  const std::uint32_t standing = train.standing;\n"),
    ("The first in line stand, and the last find the free seats",
     "sim/model/platform.cpp",
     "  for (std::uint32_t k = 0; k < seated; ++k) take_first();\n"
     "  for (std::uint32_t k = seated; k < people; ++k) {\n"
     "    const std::uint32_t row = take_first();\n"
     "    world_.passengers.stood_until[row] = PassengerColumns::never;\n"
     "    s_.standing[trip].push_back(row);\n"
     "  }\n",
     "  for (std::uint32_t k = seated; k < people; ++k) {\n"
     "    const std::uint32_t row = take_first();\n"
     "    world_.passengers.stood_until[row] = PassengerColumns::never;\n"
     "    s_.standing[trip].push_back(row);\n"
     "  }\n"
     "  for (std::uint32_t k = 0; k < seated; ++k) take_first();\n"),
    ("A train enters a segment a millisecond less than the headway after the one before",
     "sim/model/trains.cpp",
     "  s_.segment_free_at[point.segment] = enters + ms(segment.headway);\n",
     "  s_.segment_free_at[point.segment] = enters + ms(segment.headway) - 1;\n"),
    ("A train leaves a second before its booked departure",
     "sim/model/trains.cpp",
     "  std::int32_t earliest = trip.when_ready ? now_ : point.departure;\n",
     "  std::int32_t earliest = trip.when_ready ? now_ : point.departure - 1000;\n"),
    ("A platform track is entered as soon as it is left, without the time of re-occupation",
     "sim/model/trains.cpp",
     "  const std::int32_t free_at = now_ + ms(plan_.input.separation.reoccupation);\n",
     "  const std::int32_t free_at = now_;\n"),
    ("Somebody loses his patience in its last millisecond, not after it",
     "sim/model/platform.cpp",
     "  while (lane.head < lane.reached && rows.came[lane.head] + patience_ < now_)\n",
     "  while (lane.head < lane.reached && rows.came[lane.head] + patience_ <= now_)\n"),
    ("A train takes one more than it holds",
     "sim/model/platform.cpp",
     "  const std::uint32_t room = type.capacity - std::min(type.capacity, train.load);\n",
     "  const std::uint32_t room = type.capacity + 1 - std::min(type.capacity + 1, train.load);\n"),
    ("A set turns from the moment it clears its platform, not from its arrival",
     "sim/model/turning.cpp",
     "    set_comes(next.trip, world_.points.arrived[p] + next.turnaround, t, point_of(p).station);\n",
     "    set_comes(next.trip, now_ + next.turnaround, t, point_of(p).station);\n"),
    ("A train enters single track against one that comes",
     "sim/model/routes.cpp",
     "  if (track.trains[other_way] > 0) return",
     "  if (track.trains[other_way] > 1) return"),
    ("A junction is kept clear behind a train, but not before one that is booked over it",
     "sim/model/routes.cpp",
     "clear.at > passage.at - crossing.occupation)",
     "clear.at >= passage.at)"),
    ("Who changes trains stands on the next platform without having walked there",
     "sim/model/platform.cpp",
     "  const std::int32_t comes = now_ + static_cast<std::int32_t>(in_milliseconds(plan_.input.transfer));\n",
     "  const std::int32_t comes = now_;\n"),
    ("Of those who change trains nobody counts as left behind",
     "sim/model/platform.cpp",
     "    std::uint32_t ready = offer.joined_ready;\n"
     "    for (std::uint32_t b = lane.joined_first; b != none && ready > 0;",
     "    std::uint32_t ready = 0;\n"
     "    for (std::uint32_t b = lane.joined_first; b != none && ready > 0;"),
]

# Flips that change nothing anybody could see: (file, the line as it stands, the line as flipped, why).
EQUIVALENT = [
    ("sim/model/trains.cpp",
     "if (last_exit != std::numeric_limits<std::int32_t>::min() && arrives < last_exit + headway) {",
     "if (last_exit != std::numeric_limits<std::int32_t>::min() && arrives <= last_exit + headway) {",
     "a train exactly a headway behind is held for 0 ms, which is no hold"),
    ("sim/model/platform.cpp",
     "const std::uint32_t free = seats - std::min(seats, train.load - train.standing);",
     "const std::uint32_t free = seats - std::min(seats, train.load + train.standing);",
     "whoever stands, no seat is free: the standing sit down before anybody boards"),
]
