// One train and one station may be picked; whatever belongs to them is marked, in every figure and table.
import { nameIn } from "./page";

export interface Picked { train: string; station: string }
const picked: Picked = { train: "", station: "" };

/** Told after each change, and when figures are new. */
type Listener = (now: Readonly<Picked>) => void;
const listeners: Listener[] = [];
export const onPick = (listener: Listener): void => { listeners.push(listener); };

export function mark(root: ParentNode = document): void {
  for (const element of root.querySelectorAll<HTMLElement | SVGElement>("[data-train], [data-station]")) {
    const { train, station, and } = element.dataset;
    element.classList.toggle("picked", train ? train === picked.train : picked.station !== "" && (station === picked.station || and === picked.station));
  }
  const isPicked = (name: string) => name !== "" && (name === picked.train || name === picked.station);
  for (const body of root.querySelectorAll<HTMLTableSectionElement>("figure tbody")) {
    const whole = body.rows[0]?.cells[0]?.scope === "rowgroup" && isPicked(nameIn(body.rows[0].cells[0]));
    for (const row of body.rows) row.classList.toggle("picked", whole || isPicked(nameIn(row.cells[0])));
  }
}

/** The same once more: nothing is picked. */
export function pick(kind: keyof Picked, name: string, toggles = true): void {
  picked[kind] = toggles && picked[kind] === name ? "" : name;
  mark();
  for (const listener of listeners) listener(picked);
}

export function watchPicking(): void {
  document.addEventListener("click", (event) => {
    const on = (event.target as Element).closest?.<HTMLElement | SVGElement>("[data-train], [data-station]");
    if (!on) return;
    if (on.dataset.train) pick("train", on.dataset.train);
    else pick("station", on.dataset.station!);
  });
}

/** Two lists to pick from without a mouse, filled with what the figures below `root` show. */
export function fillChoosers(train: HTMLSelectElement, station: HTMLSelectElement, root: ParentNode): void {
  for (const [list, kind] of [[train, "train"], [station, "station"]] as const) {
    const names = new Map<string, string>();  // name → how it is listed
    for (const element of root.querySelectorAll<HTMLElement | SVGElement>(`[data-${kind}]`)) {
      const name = element.dataset[kind]!, zh = element.dataset.and ? null : element.querySelector(".zh text")?.textContent;
      if (!names.has(name) || (zh && names.get(name) === name)) names.set(name, zh && zh !== name && !zh.includes(" ") ? `${name} · ${zh}` : name);
    }
    const option = (name: string) => { const o = document.createElement("option"); o.value = name; o.textContent = names.get(name) ?? "–"; return o; };
    list.replaceChildren(...["", ...(kind === "train" ? [...names.keys()].sort() : names.keys())].map(option));
    list.value = names.has(picked[kind]) ? picked[kind] : "";
  }
}
export function watchChoosers(train: HTMLSelectElement, station: HTMLSelectElement): void {
  train.addEventListener("change", () => pick("train", train.value, false));
  station.addEventListener("change", () => pick("station", station.value, false));
  onPick((now) => { train.value = now.train; station.value = now.station; });
}
