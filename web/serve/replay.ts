// The replay: a clock that runs from 1 to 600 times as fast, and what shows the day at its time.
import { savingButtons } from "../shared/figures";
import { by, choice, say } from "../shared/page";
import { fillChoosers, mark, onPick, type Picked } from "../shared/picking";
import { onQuestion, settingsAnswered } from "./ask";
import { Day, clock } from "./replay_day";
import { detail } from "./replay_detail";
import { ReplayGraph } from "./replay_graph";
import { ReplayMap } from "./replay_map";
import { fetched } from "./server";
import { changes } from "./state";

const begins = 8 * 3600;      // when much is going on
const oneStep = 60, bigStep = 900;  // s, of the keys
let day: Day | null = null;
let map: ReplayMap | null = null;
let graph: ReplayGraph | null = null;
let second = NaN;
let playing = false;
let before = 0;  // of the last frame, ms
let wanted = 0;
let picked: Readonly<Picked> = { train: "", station: "" };

const slider = () => by<HTMLInputElement>("replay-time");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function show(): void {
  if (!day) return;
  second = Math.min(day.to, Math.max(day.from, second));
  map!.show(second);
  graph?.show(second);
  const text = clock(second, true);
  slider().value = String(Math.round(second));
  slider().setAttribute("aria-valuetext", text);
  let running = 0, aboard = 0, waiting = 0;
  for (const train of day.trains) {
    const place = day.place(train, second);
    if (!place) continue;
    ++running;
    aboard += place.load;
  }
  day.stations.forEach((_, s) => { waiting += day!.waiting(s, second); });
  const now = by("replay-now");
  now.dataset.second = String(Math.floor(second));
  say(now, { en: `${text}: ${running} trains with ${aboard} on board; ${waiting} wait`, zh: `${text}：在线列车${running}列，车上${aboard}人，候车${waiting}人` });
}

function set(to: number): void {
  second = to;
  show();
}

function play(on: boolean): void {
  playing = on && day !== null;
  const button = by("replay-play");
  button.setAttribute("aria-pressed", String(playing));
  say(button, playing ? { en: "⏸ Pause", zh: "⏸ 暂停" } : { en: "▶ Play", zh: "▶ 播放" });
  if (!playing) return;
  if (second >= day!.to) second = day!.from;
  before = performance.now();
  requestAnimationFrame(frame);
}

/** Where less motion is wished for, the picture changes once a second. */
function frame(at: number): void {
  if (!playing || !day) return;
  if (!calm.matches || at - before >= 1000) {
    set(second + (Math.max(0, at - before) / 1000) * Number(by<HTMLSelectElement>("replay-speed").value));
    before = at;
    if (second >= day.to) return play(false);
  }
  requestAnimationFrame(frame);
}

function drawGraph(): void {
  const box = by("replay-graph"), panel = day!.panels[Number(by<HTMLSelectElement>("replay-way").value)];
  box.replaceChildren();
  graph = panel ? new ReplayGraph(day!, panel, set) : null;
  if (graph) box.append(graph.svg);
  mark(box);
}

function take(sent: Day): void {
  day = sent;
  map = new ReplayMap(day);
  by("replay-map").replaceChildren(map.svg);
  const saving = by("replay-saving");
  saving.replaceChildren(...savingButtons(map.svg, "replay"));
  const ways = by<HTMLSelectElement>("replay-way"), way = ways.value;
  ways.replaceChildren(...day.panels.map((panel, k) => {
    const ends = [panel.stations[0], panel.stations[panel.stations.length - 1]].map((s) => day!.name(s));
    return choice(String(k), { en: `${ends[0].en} – ${ends[1].en}`, zh: `${ends[0].zh} – ${ends[1].zh}` });
  }));
  if (day.panels[Number(way)]) ways.value = way || "0";
  ways.parentElement!.hidden = day.panels.length < 2;
  drawGraph();
  slider().min = String(day.from);
  slider().max = String(day.to);
  if (Number.isNaN(second)) second = begins;
  by("replay-body").hidden = false;
  detail(by("replay-detail"), day, picked);
  show();
  mark(by("replay"));
  fillChoosers(by<HTMLSelectElement>("pick-train"), by<HTMLSelectElement>("pick-station"), document);
}

/** The day of the answer in sight. */
export async function fetchDay(): Promise<void> {
  const mine = ++wanted;
  try {
    const response = await fetched("api/replay?" + settingsAnswered({ of: by<HTMLSelectElement>("replay-of").value }));
    if (!response.ok || mine !== wanted) return;
    const sent = await response.json();
    if (mine !== wanted) return;
    take(new Day(sent));
    by("replay").dataset.fresh = "true";
  } catch { /* said by fetched */ }
}

function keys(event: KeyboardEvent): void {
  const by = { ArrowRight: oneStep, ArrowUp: oneStep, ArrowLeft: -oneStep, ArrowDown: -oneStep, PageUp: bigStep, PageDown: -bigStep }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  set(Math.round(second / oneStep) * oneStep + by);
}

export function beginReplay(): void {
  by("replay-play").addEventListener("click", () => play(!playing));
  slider().addEventListener("input", () => set(Number(slider().value)));
  slider().addEventListener("keydown", keys);
  by("replay-way").addEventListener("change", () => { drawGraph(); show(); });
  by("replay-of").addEventListener("change", () => { void fetchDay(); });
  onPick((now) => {
    picked = now;
    if (day) detail(by("replay-detail"), day, now);
  });
  play(false);
  onQuestion(() => {
    ++wanted;
    by("replay").dataset.fresh = "false";
    by("replay-of").parentElement!.hidden = changes().size === 0;
  }, () => {});
}
