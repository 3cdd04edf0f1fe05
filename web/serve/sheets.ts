// Tables of inputs to edit: timetable patterns, fares, stations, feeder buses, rivals. Text of a spreadsheet pasted into a cell
// fills cells to the right and below.
import { add, button, by, say, type Both } from "../shared/page";
import { ask, onQuestion } from "./ask";
import { later, minutesBetween, namesOf, pasted, unquoted, written } from "./cells";
import { showChosen } from "./inputs";
import { addedServices, adding, removeService } from "./new_service";
import { fetched } from "./server";
import { changes, keepInAddress, state, type Input } from "./state";

interface Sheet { under: string; title: Both; none: Both; columns: [string, Both][] | null }

const first: [string, Both] = ["first", { en: "first", zh: "首班" }], last: [string, Both] = ["last", { en: "last", zh: "末班" }];
const every: [string, Both] = ["every", { en: "every", zh: "间隔" }];
const retime = "± min";
const sheets: Sheet[] = [
  { under: "timetable", title: { en: "Timetable patterns", zh: "开行方案" }, none: { en: "This scenario has no patterns: its trains are listed in a file.", zh: "本情景没有开行方案：列车逐列列在文件中。" },
    columns: [["from", { en: "from", zh: "起点" }], ["to", { en: "to", zh: "终点" }], first, last, every, ["trains", { en: "trains", zh: "列数" }], ["stops", { en: "stops", zh: "停站" }],
      ["skip", { en: "passes", zh: "通过站" }], ["type", { en: "train type", zh: "车型" }], ["units", { en: "units", zh: "编组数" }], ["dwell", { en: "dwell", zh: "停站时间" }],
      ["like", { en: "stops like", zh: "停站同" }], ["back", { en: "way back", zh: "返程" }], ["may_shift", { en: "may shift by", zh: "可调整" }]] },
  { under: "fares", title: { en: "Fares", zh: "票价" }, none: { en: "There are no fares.", zh: "没有票价。" }, columns: null },
  { under: "stations", title: { en: "Stations", zh: "车站" }, none: { en: "There are no stations.", zh: "没有车站。" }, columns: [["open", { en: "open", zh: "开放" }]] },
  { under: "feeders", title: { en: "Feeder buses", zh: "接驳公交" }, none: { en: "This scenario has no feeder buses.", zh: "本情景没有接驳公交。" },
    columns: [[retime, { en: "all later by, min", zh: "整体推迟（分钟）" }], ["station", { en: "station", zh: "车站" }], first, last, every, ["departures", { en: "departures", zh: "逐班发车" }],
      ["walk", { en: "walk", zh: "步行" }], ["capacity", { en: "room", zh: "定员" }]] },
  { under: "rivals", title: { en: "Rivals of the railway", zh: "竞争方式" }, none: { en: "Nobody chooses in this scenario.", zh: "本情景没有方式选择。" },
    columns: [["fare", { en: "fare", zh: "票价" }], ["per_km", { en: "per km", zh: "每公里" }], ["speed", { en: "speed", zh: "速度" }], ["time", { en: "time besides", zh: "附加时间" }],
      ["headway", { en: "headway", zh: "间隔" }], ["access", { en: "to and from it", zh: "两端接驳" }], first, last] },
];
const lists = new Set(["stops", "skip", "departures", "departs"]);
const ofNewOnes = new Set(["like", "back", "may_shift"]);  // columns that say something of a service that is placed

/** What is in force: as changed, else as written. */
const inForce = (path: string, input?: Input) => changes().get(path) ?? input?.text ?? "";

function put(path: string, value: string, input?: Input): void {
  const into = state.inputs.has(path) ? state.values : state.cells;
  if (value === (input?.text ?? "") || value === "") into.delete(path);
  else into.set(path, value);
}
function done(): void {
  showChosen();
  ask();
}

interface Cell { path: string; column: string; input?: Input; unit: string }

/** One sheet that is open. */
class Grid {
  private fields: (HTMLInputElement | null)[][] = [];
  private readonly cells = new Map<HTMLInputElement, { cell: Cell; row: number; column: number }>();
  private drawn = "";  // the services that were added

  constructor(private readonly box: HTMLElement, private readonly sheet: Sheet, private readonly known: Map<string, Input>) { this.draw(); }

  private draw(): void {
    this.fields = [];
    this.cells.clear();
    this.box.replaceChildren();
    const rows = this.rows(), added = this.sheet.under === "timetable" ? addedServices(this.known) : [];
    this.drawn = added.join("\n");
    if (rows.length === 0) return say(add(this.box, "p", undefined, "soft"), this.sheet.none);
    const columns: [string, Both][] = this.sheet.columns ?? [["", { en: "value", zh: "取值" }]];
    const scroll = add(this.box, "div", undefined, "scroll sheet"), table = add(scroll, "table");
    scroll.tabIndex = 0;
    const head = table.createTHead().insertRow();
    add(head, "th", { en: "name", zh: "名称" }).scope = "col";
    for (const [, words] of columns) add(head, "th", words).scope = "col";
    const body = table.createTBody();
    rows.forEach((row, r) => {
      const line = body.insertRow();
      const head = add(line, "th", row.name), isNew = added.includes(row.path);
      head.scope = "row";
      if (isNew) head.append(" ", button({ en: "Remove", zh: "移除" }, () => { removeService(row.path); this.changed(); }));
      this.fields.push(columns.map(([column, words], c) => {
        const path = column ? row.path + "." + column : row.path, input = this.known.get(path), box = line.insertCell();
        if (ofNewOnes.has(column) && !isNew && !input?.text) return null;
        return this.field(box, { path, column, input, unit: this.unitOf(column, row.path) }, row.name, words, r, c);
      }));
    });
    if (this.sheet.under === "timetable") this.box.append(adding(this.known, () => {
      this.changed();
      this.fields[this.fields.length - 1].find((field) => field?.dataset.path?.endsWith(".first"))?.focus();
    }));
    table.addEventListener("paste", (event) => this.paste(event));
    table.addEventListener("keydown", (event) => this.move(event));
    this.refresh();
  }

  private changed(): void {
    this.draw();
    done();
  }

  /** By name, or all inputs below one another. */
  private rows(): { path: string; name: Both }[] {
    const rows = new Map<string, Both>();
    for (const input of this.known.values()) {
      const names = namesOf(input.path), shown = unquoted(names[1]);
      if (!this.sheet.columns) {
        if (names[names.length - 1] !== "zh") rows.set(input.path, { en: names.slice(1).map(unquoted).join(" · "), zh: names.slice(1).map(unquoted).join(" · ") });
      } else if (names.length === 3 && this.sheet.columns.some(([column]) => column === names[2])) rows.set(names[0] + "." + names[1], { en: shown, zh: input.of || shown });
    }
    if (this.sheet.under === "timetable") for (const path of addedServices(this.known)) rows.set(path, { en: unquoted(namesOf(path)[1]), zh: unquoted(namesOf(path)[1]) });
    return [...rows].map(([path, name]) => ({ path, name }));
  }

  /** Also of a cell that is empty: its column's. */
  private unitOf(column: string, path: string): string {
    if (!column) return this.known.get(path)?.unit ?? "";
    for (const input of this.known.values()) if (input.unit && namesOf(input.path)[2] === column) return input.unit;
    return "";
  }

  private field(box: HTMLElement, cell: Cell, name: Both, words: Both, row: number, column: number): HTMLInputElement {
    const field = add(box, "input");
    field.setAttribute("aria-label", `${name.en === name.zh ? name.en : name.en + " " + name.zh}: ${words.en} ${words.zh}`);
    if (cell.input?.kind === "switch") {
      field.type = "checkbox";
      field.setAttribute("role", "switch");
    } else {
      field.type = cell.column === retime ? "number" : "text";
      field.autocomplete = "off";
      field.spellcheck = false;
      if (lists.has(cell.column)) field.className = "long";
      if (cell.input) field.title = cell.input.text + (cell.input.why ? ": " + cell.input.why : "");
    }
    field.dataset.path = cell.path;
    field.addEventListener("change", () => { this.take(field, field.type === "checkbox" ? String(field.checked) : field.value); done(); });
    this.cells.set(field, { cell, row, column });
    return field;
  }

  private take(field: HTMLInputElement, typed: string): void {
    const { cell } = this.cells.get(field)!;
    if (cell.column === retime) return this.shift(cell.path.slice(0, -retime.length - 1), Number(typed) || 0);
    if (typed.trim() === "") put(cell.path, cell.input?.text ?? "", cell.input);
    else put(cell.path, written(typed, { input: cell.input, unit: cell.unit, list: lists.has(cell.column) }), cell.input);
  }

  /** The departures of a row, where they are listed. */
  private listed(row: string): Input | undefined {
    const input = this.known.get(row + ".departures");
    return input?.text ? input : undefined;
  }
  private shift(row: string, minutes: number): void {
    const listed = this.listed(row);
    for (const input of listed ? [listed] : [this.known.get(row + ".first"), this.known.get(row + ".last")])
      if (input) put(input.path, later(input.text, minutes), input);
  }
  private shifted(row: string): number {
    const input = this.listed(row) ?? this.known.get(row + ".first");
    return input ? minutesBetween(input.text, inForce(input.path, input)) : 0;
  }

  /** Shows what is in force. */
  refresh(): void {
    if (this.sheet.under === "timetable" && addedServices(this.known).join("\n") !== this.drawn) return this.draw();
    for (const [field, { cell }] of this.cells) {
      if (cell.column === retime) {
        field.value = String(this.shifted(cell.path.slice(0, -retime.length - 1)));
        continue;
      }
      const now = inForce(cell.path, cell.input);
      if (field.type === "checkbox") field.checked = now === "true";
      else if (document.activeElement !== field || !field.matches(":focus-visible") || field.value === "") field.value = now;
      field.classList.toggle("changed", changes().has(cell.path));
    }
  }

  private paste(event: ClipboardEvent): void {
    const at = this.cells.get(event.target as HTMLInputElement), text = event.clipboardData?.getData("text/plain") ?? "";
    if (!at || !/[\t\n\r]/.test(text)) return;  // one value: as everywhere
    event.preventDefault();
    pasted(text).forEach((line, r) => line.forEach((typed, c) => {
      const field = this.fields[at.row + r]?.[at.column + c];
      if (field) this.take(field, typed);
    }));
    (event.target as HTMLInputElement).value = "";
    done();
    this.refresh();
  }

  /** Up, down and Enter go to the cell above or below. */
  private move(event: KeyboardEvent): void {
    const at = this.cells.get(event.target as HTMLInputElement);
    const by = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
    if (!at || by === undefined || (event.target as HTMLInputElement).type === "number" && event.key !== "Enter") return;
    const next = this.fields[at.row + by]?.[at.column];
    event.preventDefault();
    if (next) { next.focus(); if (next.type !== "checkbox") next.select(); }
    else (event.target as HTMLInputElement).dispatchEvent(new Event("change"));
  }
}

const open = new Map<Sheet, Grid>();

async function fill(sheet: Sheet, box: HTMLElement): Promise<void> {
  const scenario = state.scenario;
  try {
    const response = await fetched("api/inputs?" + new URLSearchParams({ scenario, under: sheet.under }));
    if (!response.ok || scenario !== state.scenario) return;
    const sent = (await response.json()).inputs as Input[];
    if (scenario !== state.scenario) return;
    box.replaceChildren();
    open.set(sheet, new Grid(box, sheet, new Map(sent.map((input) => [input.path, input]))));
  } catch { /* said by fetched */ }
}

/** What tables have changed, each to be taken back. */
function showCells(): void {
  const list = by("cells");
  list.replaceChildren();
  for (const [path, value] of state.cells) {
    const line = add(list, "li"), off = document.createElement("button");
    add(line, "b", path);
    add(line, "span", " = " + value + " ");
    off.type = "button";
    say(off, { en: "Take back", zh: "撤销" });
    off.addEventListener("click", () => { state.cells.delete(path); done(); (by("cells").querySelector("button") ?? by("search")).focus(); });
    line.append(off);
  }
}

/** Tables of another scenario; what is open is filled anew. */
export function newSheets(): void {
  open.clear();
  const box = by("sheets");
  const shown = new Set([...box.querySelectorAll("details")].filter((d) => d.open).map((d) => d.dataset.under));
  box.replaceChildren();
  for (const sheet of sheets) {
    const details = add(box, "details"), inside = document.createElement("div");
    details.dataset.under = sheet.under;
    add(details, "summary", sheet.title);
    details.append(inside);
    details.addEventListener("toggle", () => { if (details.open && !open.has(sheet)) void fill(sheet, inside); });
    details.open = shown.has(sheet.under);
  }
}

export function beginSheets(): void {
  onQuestion(() => {
    showCells();
    keepInAddress();
    for (const grid of open.values()) grid.refresh();
  }, () => {});
}
