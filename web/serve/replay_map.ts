// The line's map: stations by kilometre, branches drawn as branches, trains moving on them, crowds as circles.
import { mark } from "../shared/picking";
import { clock, colour, type Day, type Train } from "./replay_day";
import { draw, picture, write } from "./svg";

const width = 1200, left = 80, right = 1160, lane = 150, first = 70, aside = 9, widest = 26;

/** Where each station is drawn. A branch leaves its joint and goes on in a lane of its own. */
function layout(day: Day): { x: number; y: number }[] {
  const km = (station: number) => day.stations[station].km;
  const places: { x: number; y: number }[] = [];
  const starts: number[] = [];  // kilometre of each branch's zero, along the way from the first station
  let most = 1;
  day.branches.forEach((branch, b) => {
    const joint = branch.find((s) => day.stations[s].branch !== b);
    starts[b] = joint === undefined ? 0 : starts[day.stations[joint].branch] + km(joint);
    for (const s of branch) if (day.stations[s].branch === b) {
      places[s] = { x: starts[b] + km(s), y: first + b * lane };
      most = Math.max(most, places[s].x);
    }
  });
  for (const place of places) place.x = left + (place.x / most) * (right - left);
  return places;
}

export class ReplayMap {
  readonly svg: SVGSVGElement;
  private readonly places;
  private readonly crowds: { circle: SVGCircleElement; count: SVGTextElement; title: SVGTitleElement }[] = [];
  private readonly marks = new Map<string, { group: SVGGElement; body: SVGPathElement; title: SVGTitleElement }>();
  private readonly trains: SVGGElement;

  constructor(private readonly day: Day) {
    this.places = layout(day);
    this.svg = picture(width, first + (day.branches.length - 1) * lane + 85, "the line · 线路图");
    for (const branch of day.branches) {
      const way = branch.map((s) => this.places[s]);
      draw(this.svg, "path", { class: "track", d: way.map((p, k) => {
        if (k === 0) return `M${p.x} ${p.y}`;
        const before = way[k - 1];
        return before.y === p.y ? `L${p.x} ${p.y}` : `L${(before.x + p.x) / 2} ${p.y}L${p.x} ${p.y}`;
      }).join("") });
    }
    this.places.forEach((place, s) => {
      const station = draw(this.svg, "g", { "data-station": day.stations[s].name });
      const title = draw(station, "title");
      const circle = draw(station, "circle", { class: "crowd", cx: place.x, cy: place.y, r: 0 });
      draw(station, "circle", { class: "stop", cx: place.x, cy: place.y, r: 4 });
      const at = { x: place.x, y: place.y + 34, "text-anchor": "end", class: "small", transform: `rotate(-40 ${place.x} ${place.y + 34})` };
      write(station, day.name(s), at);
      const count = draw(station, "text", { x: place.x, y: place.y - 30, "text-anchor": "middle", class: "count small" });
      this.crowds.push({ circle, count, title });
    });
    this.trains = draw(this.svg, "g", {});
  }

  show(second: number): void {
    this.crowds.forEach(({ circle, count, title }, s) => {
      const waiting = this.day.waiting(s, second), text = waiting > 0 ? String(waiting) : "";
      if (count.textContent === text && title.textContent) return;
      circle.setAttribute("r", (widest * Math.sqrt(waiting / this.day.mostWaiting)).toFixed(1));
      count.textContent = text;
      title.textContent = `${this.day.stations[s].name} · ${this.day.stations[s].zh}: ${waiting}`;
    });
    for (const train of this.day.trains) this.move(train, second);
  }

  private move(train: Train, second: number): void {
    const place = this.day.place(train, second), known = this.marks.get(train.number);
    if (!place) {
      known?.group.remove();
      this.marks.delete(train.number);
      return;
    }
    const { group, body, title } = known ?? this.begin(train);
    const a = this.places[place.from], b = this.places[place.to];
    const side = b.x === a.x ? 0 : b.x > a.x ? 1 : -1, towards = side || (train.up ? -1 : 1);
    // A branch begins with a slope to its lane.
    const middle = (a.x + b.x) / 2, x = a.x + (b.x - a.x) * place.share;
    const y = a.y === b.y ? a.y : a.y < b.y ? a.y + (b.y - a.y) * Math.min(1, (x - a.x) / (middle - a.x || 1)) : b.y + (a.y - b.y) * Math.min(1, (x - b.x) / (middle - b.x || 1));
    group.setAttribute("transform", `translate(${x.toFixed(1)} ${(y + (train.up ? -aside : aside)).toFixed(1)})`);
    body.setAttribute("d", towards > 0 ? "M-9 -4H5L9 0L5 4H-9z" : "M9 -4H-5L-9 0L-5 4H9z");
    body.setAttribute("class", train.empty ? "empty" : "h" + colour(place.load, train));
    const where = place.from === place.to ? this.day.stations[place.from].name : `${this.day.stations[place.from].name} → ${this.day.stations[place.to].name}`;
    title.textContent = `${train.number}: ${place.load}/${train.seats}, ${where}, ${clock(second)}`;
    group.dataset.load = String(place.load);
  }

  private begin(train: Train) {
    const group = draw(this.trains, "g", { "data-train": train.number, class: "moving" });
    const made = { group, title: draw(group, "title"), body: draw(group, "path", {}) };
    draw(group, "text", { x: 0, y: train.up ? -7 : 14, "text-anchor": "middle", class: "no" }).textContent = train.number;
    this.marks.set(train.number, made);
    mark(this.trains);
    return made;
  }
}
