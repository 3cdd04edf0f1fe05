// The day of what is picked: a train's times and loads, a station's crowd and the trains that call there.
import { dress } from "../shared/figures";
import { add, say, type Both } from "../shared/page";
import type { Picked } from "../shared/picking";
import { clock, type Day, type Train } from "./replay_day";
import { draw, picture, write } from "./svg";

const time = (second: number | null) => (second === null ? "–" : clock(second));

function table(box: Element, file: string, heads: Both[], rows: (string | Both)[][]): void {
  const whole = add(add(box, "div", undefined, "scroll"), "table");
  whole.parentElement!.tabIndex = 0;
  whole.dataset.file = file;
  const head = whole.createTHead().insertRow();
  for (const words of heads) add(head, "th", words).scope = "col";
  const body = whole.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((words, k) => { const cell = add(line, k ? "td" : "th", words); if (!k) cell.scope = "row"; });
  }
}

function showTrain(box: Element, day: Day, train: Train): void {
  const most = Math.max(...train.stops.map((s) => s[6]));
  const words = train.stops.some((s) => s[3] === null) ? { en: " It did not run all the way.", zh: "未走完全程。" } : { en: "", zh: "" };
  add(box, "h3", { en: `Train ${train.number}`, zh: `列车${train.number}` });
  add(box, "p", { en: `At most ${most} on board, on ${train.seats} seats (room for ${train.capacity}).${words.en}`, zh: `车上最多${most}人，座位${train.seats}个（定员${train.capacity}）。${words.zh}` }, "see");
  table(box, "train-" + train.number,
    [{ en: "station", zh: "车站" }, { en: "arrived", zh: "到达" }, { en: "departed", zh: "出发" }, { en: "boarded", zh: "上车" }, { en: "alighted", zh: "下车" }, { en: "load after", zh: "出发后载客" }],
    train.stops.filter((s) => s[1]).map((s) => [day.name(s[0]), time(s[2]), time(s[3]), String(s[4]), String(s[5]), String(s[6])]));
}

function crowd(day: Day, station: number): SVGSVGElement {
  const width = 1200, height = 170, left = 50, bottom = 140, top = 20;
  const steps = day.curve(station), most = Math.max(1, ...steps.map((s) => s[1]));
  const x = (second: number) => left + ((second - day.from) / (day.to - day.from)) * (width - 10 - left), y = (n: number) => bottom - (n / most) * (bottom - top);
  const svg = picture(width, height, "waiting · 候车人数");
  for (const n of [0, most]) {
    draw(svg, "path", { class: "grid", d: `M${left} ${y(n)}H${width - 10}` });
    draw(svg, "text", { x: left - 5, y: y(n) + 4, "text-anchor": "end" }).textContent = String(n);
  }
  for (let hour = Math.ceil(day.from / 3600); hour * 3600 <= day.to; ++hour) {
    draw(svg, "path", { class: "grid", d: `M${x(hour * 3600)} ${top}V${bottom}` });
    draw(svg, "text", { x: x(hour * 3600), y: bottom + 15, "text-anchor": "middle" }).textContent = String(hour).padStart(2, "0");
  }
  write(svg, { en: "persons", zh: "人" }, { x: left, y: 12, "text-anchor": "middle", class: "unit" });
  let d = `M${x(day.from)} ${y(0)}`;
  for (const [second, waiting] of steps) if (second >= day.from && second <= day.to) d += `H${x(second).toFixed(1)}V${y(waiting).toFixed(1)}`;
  draw(svg, "path", { class: "mean", d: d + `H${x(day.to)}` });
  return svg;
}

function showStation(box: Element, day: Day, station: number): void {
  const name = day.name(station), steps = day.curve(station);
  const peak = steps.reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  const figure = add(box, "figure");
  figure.id = "crowd";
  const caption = add(figure, "figcaption");
  add(caption, "h3", { en: `Waiting at ${name.en}`, zh: `${name.zh}候车人数` });
  add(caption, "p", { en: `Most, ${peak[1]}, at ${clock(peak[0])}. One simulated day; people count until their train leaves.`, zh: `最多${peak[1]}人，${clock(peak[0])}。单个模拟日，乘客计至列车开出。` }, "see");
  const drawing = add(figure, "div", undefined, "picture");
  drawing.tabIndex = 0;
  drawing.append(crowd(day, station));
  const calls = day.trains.flatMap((train) => train.stops.filter((s) => s[0] === station && s[1] && s[2] !== null).map((s) => ({ train, stop: s })))
    .sort((a, b) => a.stop[2]! - b.stop[2]!);
  table(figure, "station-" + name.en,
    [{ en: "train", zh: "车次" }, { en: "direction", zh: "方向" }, { en: "arrived", zh: "到达" }, { en: "departed", zh: "出发" }, { en: "boarded", zh: "上车" }, { en: "alighted", zh: "下车" }, { en: "load after", zh: "出发后载客" }],
    calls.map(({ train, stop }) => [train.number, train.up ? { en: "up", zh: "上行" } : { en: "down", zh: "下行" }, time(stop[2]), time(stop[3]), String(stop[4]), String(stop[5]), String(stop[6])]));
}

export function detail(box: HTMLElement, day: Day, picked: Readonly<Picked>): void {
  box.replaceChildren();
  const train = day.trains.find((t) => t.number === picked.train);
  if (train) showTrain(box, day, train);
  const station = day.stations.findIndex((s) => s.name === picked.station);
  if (station >= 0) showStation(box, day, station);
  if (!train && station < 0) say(add(box, "p", undefined, "soft"), { en: "Pick a train or a station, here or in any picture, to see its day.", zh: "在此处或任一图中点选列车或车站，查看其全天情况。" });
  dress(box);
}
