// Services that the scenario does not have: their values are cells of the timetable like all others, and go with them.
import { add, button, say } from "../shared/page";
import { later, namesOf, unquoted } from "./cells";
import { state, type Input } from "./state";

const serviceOf = (path: string): string => namesOf(path).slice(0, 2).join(".");

/** Paths of those that were added to the scenario. */
export function addedServices(known: Map<string, Input>): string[] {
  const there = new Set([...known.keys()].map(serviceOf));
  return [...new Set([...state.cells.keys()].filter((path) => path.startsWith("timetable.")).map(serviceOf))].filter((path) => !there.has(path));
}

export function removeService(path: string): void {
  for (const cell of [...state.cells.keys()]) if (serviceOf(cell) === path) state.cells.delete(cell);
}

/** A train half an interval after the first of the service it is like, placed where the line is free. */
function begin(path: string, like: string, known: Map<string, Input>): void {
  const of = (key: string) => known.get(like + "." + key)?.text ?? "";
  const every = /^(\d+(?:\.\d+)?) min$/.exec(of("every")), first = of("first") || /\d\d:\d\d/.exec(of("departs"))?.[0] || "08:00";
  const values: [string, string][] = [["from", of("from")], ["to", of("to")], ["like", unquoted(namesOf(like)[1])], ["first", later(first, every ? Number(every[1]) / 2 : 5)],
    ["every", of("every") || "30 min"], ["trains", "1"], ["type", of("type")], ["may_shift", "5 min"]];
  for (const [key, value] of values) if (value) state.cells.set(path + "." + key, value);
}

/** The line below the table that adds one. */
export function adding(known: Map<string, Input>, done: () => void): HTMLElement {
  const line = document.createElement("p"), note = document.createElement("span");
  const services = [...new Set([...known.keys()].filter((path) => namesOf(path).length > 2 && namesOf(path)[1] !== "trips").map(serviceOf))];
  line.className = "adding";
  const name = add(add(line, "label", { en: "A new service, called ", zh: "新增服务，名称" }), "input");
  name.type = "text";
  name.autocomplete = "off";
  name.dataset.new = "name";
  const like = add(add(line, "label", { en: " with the stops of ", zh: "，停站同" }), "select");
  for (const path of services) add(like, "option", unquoted(namesOf(path)[1])).value = path;
  const act = () => {
    const called = name.value.trim(), path = "timetable." + (/[.="\\]/.test(called) ? JSON.stringify(called) : called);
    if (called === "" || called === "trips" || called === "file" || services.includes(path) || addedServices(known).includes(path))
      return say(note, { en: "It needs a name of its own.", zh: "请填写未被使用的名称。" });
    begin(path, like.value, known);
    done();
  };
  name.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); act(); } });
  line.append(" ", button({ en: "Add", zh: "新增" }, act), note);
  note.setAttribute("role", "status");
  return line;
}
