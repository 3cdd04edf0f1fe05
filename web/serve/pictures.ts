// The pictures of a settled answer: written by the program as the report's are, fetched one by one when nothing is being
// reckoned, those in sight first; the numbers behind one when they are opened.
import { dress, switching } from "../shared/figures";
import { by, say, type Both } from "../shared/page";
import { fillChoosers, mark, watchChoosers } from "../shared/picking";
import { onQuestion, settingsAnswered } from "./ask";
import { fetchDay } from "./replay";
import { fetched } from "./server";

const days = 20;
let wanted = 0;
let which = "";   // the scenario in sight is kept while answers change
let places = "";  // as the program sent them
const shownOf = new Map<string, string>();  // figure → the settings that it is of

function note(words: Both, fresh: boolean): void {
  const line = by("pictures-state");
  say(line, words);
  line.dataset.fresh = String(fresh);
}

/** Null where there is nothing, or something else is wanted by now. */
async function piece(path: string, query: string, mine: number): Promise<string | null> {
  try {
    const response = await fetched(`api/${path}?${query}`);
    const text = response.ok ? await response.text() : null;
    return mine === wanted ? text : null;
  } catch { return null; }  // said by fetched
}

function take(sent: string): void {
  if (sent === places) return;  // what is there stays until it is replaced
  places = sent;
  shownOf.clear();
  const pictures = by("pictures");
  pictures.innerHTML = sent;  // of this program, which escapes names; the page's policy runs no script in it
  for (const choice of pictures.querySelectorAll<HTMLInputElement>("input[name=scenario]")) {
    if (which !== "") choice.checked = choice.value === which;
    choice.addEventListener("change", () => { which = choice.value; });
  }
  switching(pictures);
}

/** From what is in sight, in its own scenario. */
function distance(figure: Element): number {
  const box = figure.getBoundingClientRect();
  if (box.width === 0) return Infinity;
  return Math.max(0, box.top - innerHeight, -box.bottom);
}

const named = (figure: Element): [string, string] => /^(.*)-(\d+)$/.exec(figure.id)!.slice(1) as [string, string];
const question = (figure: Element, of: string): string => `${of}&${new URLSearchParams({ name: named(figure)[0], of: named(figure)[1] === "0" ? "base" : "now" })}`;

async function fillNumbers(details: HTMLDetailsElement): Promise<void> {
  const figure = details.closest("figure")!, of = shownOf.get(figure.id);
  if (!of || details.querySelector("table")) return;
  const sent = await piece("numbers", question(figure, of), wanted);
  if (sent === null || details.querySelector("table")) return;
  details.insertAdjacentHTML("beforeend", sent);
  dress(details);
  mark(details);
}

async function fill(figure: HTMLElement, of: string, mine: number): Promise<boolean> {
  const sent = await piece("picture", question(figure, of), mine);
  if (sent === null) return false;
  const open = figure.querySelector("details")?.open ?? false;
  figure.innerHTML = sent;
  shownOf.set(figure.id, of);
  dress(figure);
  mark(figure);
  figure.dataset.fresh = "true";
  const details = figure.querySelector("details");
  if (details) {
    details.addEventListener("toggle", () => { if (details.open) void fillNumbers(details); });
    details.open = open;
  }
  return true;
}

async function fetchPictures(): Promise<void> {
  const mine = ++wanted, of = settingsAnswered({ days: String(days) });
  const sent = await piece("places", of, mine);
  if (sent === null) return;
  take(sent);
  const stale = [...by("pictures").querySelectorAll<HTMLElement>("figure")];
  while (stale.length > 0) {
    const next = stale.reduce((a, b) => (distance(b) < distance(a) ? b : a));
    if (!(await fill(next, of, mine))) return;
    stale.splice(stale.indexOf(next), 1);
  }
  fillChoosers(by<HTMLSelectElement>("pick-train"), by<HTMLSelectElement>("pick-station"), document);
  note({ en: `Of the answer above; ${days} days, and the trains of the first of them.`, zh: `对应上方结果；${days}天，列车为其中第一天。` }, true);
}

export function beginPictures(): void {
  watchChoosers(by<HTMLSelectElement>("pick-train"), by<HTMLSelectElement>("pick-station"));
  onQuestion(() => {
    ++wanted;
    note({ en: "Of an earlier answer; new ones come when this one has settled.", zh: "为先前的结果；待结果稳定后更新。" }, false);
    for (const figure of by("pictures").querySelectorAll<HTMLElement>("figure")) figure.dataset.fresh = "false";
  }, () => {
    void fetchDay();
    void fetchPictures();
  });
}
