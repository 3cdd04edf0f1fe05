// What is asked: a scenario, inputs that are shown with their values, cells of tables. It stays in the address, so that a
// reload keeps it.
import { by, inChinese, type Both } from "../shared/page";
import { fetched } from "./server";

export interface Scenario { file: string; scenario: string; scenario_zh: string; about: Both; errors: number }
export interface Input {
  path: string; of: string; text: string; unit: string; kind: "number" | "switch" | "choice" | "text"; whole: boolean;
  number: number | null; low: number | null; high: number | null; choices: string; mark: string; why: string; why_zh: string;
  range: number[]; doc: Both;
}
export interface Row {
  measure: string; usual: boolean; difference: number | null; difference_half_width: number | null; identical: boolean;
  verdict?: string; shown: { label: Both; base: string; now: string; difference: string; half_width: string };
}
export interface Answer {
  request: number; replications: number; at_most: number; settled: boolean; precise: boolean; choices_settled: boolean;
  milliseconds: number; rows: Row[];
}
export interface Wrong { request: number; message: string; message_zh: string; errors: { path: string; message: string; hint: string; message_zh: string; hint_zh: string }[] }

export const state = {
  scenarios: [] as Scenario[],
  scenario: "",
  values: new Map<string, string>(),  // of the inputs that are shown: path → value, as written
  inputs: new Map<string, Input>(),   // those that are shown
  cells: new Map<string, string>(),   // of tables: path → value
};

export const plain = (n: number) => String(Number(n.toPrecision(6)));
export const withUnit = (n: number, input: Input) => plain(n) + (input.unit ? " " + input.unit : "");

/** All that is changed; an input that is shown wins over a table's cell. */
export function changes(): Map<string, string> {
  return new Map([...state.cells, ...state.values]);
}

const longestQuery = 6000;  // a server takes 8 KiB of an address
/** The question as a query; settings that an address has no room for are sent before, and named. */
export async function question(more: Record<string, string> = {}): Promise<string> {
  const query = new URLSearchParams({ ...more, scenario: state.scenario }), set = [...changes()].map(([path, value]) => path + "=" + value);
  const whole = new URLSearchParams(query);
  for (const text of set) whole.append("set", text);
  if (String(whole).length <= longestQuery) return String(whole);
  const response = await fetched("api/settings", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(set) });
  query.set("sent", (await response.json()).sent);
  return String(query);
}

export function keepInAddress(): void {
  const kept = new URLSearchParams({ scenario: state.scenario, lang: inChinese() ? "zh" : "en" });
  for (const [path, input] of state.inputs) kept.append("set", path + "=" + (state.values.get(path) ?? input.text));
  for (const [path, value] of state.cells) kept.append("cell", path + "=" + value);
  history.replaceState(null, "", "#" + kept);
}

/** What the address has kept; the scenario's name and whether the page is Chinese. */
export function readAddress(): { scenario: string; zh: boolean } {
  const kept = new URLSearchParams(location.hash.slice(1));
  for (const [name, into] of [["set", state.values], ["cell", state.cells]] as const)
    for (const text of kept.getAll(name)) {
      const at = /^(?:[^"=]|"(?:[^"\\]|\\.)*")+/.exec(text);
      if (at) into.set(at[0], text.slice(at[0].length + 1));
    }
  const zh = (kept.get("lang") ?? (navigator.language.startsWith("zh") ? "zh" : "en")) === "zh";
  by<HTMLInputElement>(zh ? "in-zh" : "in-en").checked = true;
  return { scenario: kept.get("scenario") ?? "", zh };
}
