// The answer in sight, and what was wrong with a question.
import { add, button, by, say, type Both } from "../shared/page";
import { state, type Answer, type Wrong } from "./state";

const verdicts: Record<string, string> = { better: "改善", worse: "变差", higher: "升高", lower: "降低", same: "相同", undecided: "未定" };

/** Beside those that decide these are in sight at once. */
const first = new Set(["journeys", "rail_share", "load_max", "section_load_peak_hour", "seat_occupancy", "standing_passengers", "journey_mean", "on_time_end", "subsidy"]);

/** `wanted`: what shows the input that would mend something. */
export function onWish(wanted: (path: string) => void): void { wish = wanted; }
let wish: (path: string) => void = () => {};

export function allMeasures(): void {
  const all = by("answer").classList.toggle("all");
  by("all-measures").setAttribute("aria-expanded", String(all));
  say(by("all-measures"), all ? { en: "Fewer measures", zh: "仅主要指标" } : { en: "All measures", zh: "全部指标" });
}

export function show(answer: Answer): void {
  const body = by<HTMLTableElement>("answer").tBodies[0];
  body.replaceChildren();
  for (const row of answer.rows) {
    if (!row.usual) continue;
    const line = add(body, "tr");
    line.dataset.measure = row.measure;
    if (!row.verdict && !first.has(row.measure)) line.className = "more";
    add(line, "th", row.shown.label).scope = "row";
    for (const text of [row.shown.base, row.shown.now, row.shown.difference, row.shown.half_width]) add(line, "td", text);
    const clear = row.difference !== null && row.difference_half_width !== null && Math.abs(row.difference) > row.difference_half_width;
    const arrow: Both | string = row.identical ? { en: "= the same", zh: "= 相同" } : !clear ? { en: "no clear difference", zh: "无明显差异" } : row.difference! > 0 ? "▲" : "▼";
    add(line, "td", arrow, "verdict");
    add(line, "td", row.verdict ? { en: row.verdict, zh: verdicts[row.verdict] } : "", "verdict");
  }
  by("answer").classList.remove("old");
  const after = { en: `; ${Math.round(answer.milliseconds)} ms after the change`, zh: `；改动后${Math.round(answer.milliseconds)}毫秒` };
  const rest: Both = answer.precise ? { en: ". Settled: the difference in boardings is known to 1 % of them.", zh: "。已稳定：上车人数差值的精度达其1%。" }
    : answer.settled ? { en: `. Not as precise as asked, but ${answer.at_most} days are the most.`, zh: `。未达要求精度，但已到上限${answer.at_most}天。` }
    : { en: ". Not settled yet: it sharpens.", zh: "。尚未稳定，仍在细化。" };
  const choices: Both = answer.choices_settled ? { en: "", zh: "" } : { en: " How people choose has not settled.", zh: "出行选择尚未收敛。" };
  const state = by("state");
  say(state, { en: `${answer.replications} simulated days each, the same people${after.en}${rest.en}${choices.en}`, zh: `各模拟${answer.replications}天，乘客相同${after.zh}${rest.zh}${choices.zh}` });
  state.dataset.settled = String(answer.settled);
  state.dataset.replications = String(answer.replications);
}
export function complain(wrong: Wrong | null): void {
  const list = by("wrong"), paths = new Set(wrong?.errors.map((e) => e.path));
  for (const field of document.querySelectorAll<HTMLInputElement>("#sheets input")) {
    if (paths.has(field.dataset.path!)) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
  }
  list.hidden = wrong === null;
  list.replaceChildren();
  if (!wrong) return;
  if (wrong.message) add(list, "li", { en: wrong.message, zh: wrong.message_zh });
  for (const e of wrong.errors) {
    const at = e.path ? e.path + ": " : "";
    const line = add(list, "li", { en: at + e.message + (e.hint ? ` (${e.hint})` : ""), zh: at + e.message_zh + (e.hint_zh ? `（${e.hint_zh}）` : "") });
    if (/^train_types\..*\.owned$/.test(e.path) && !state.inputs.has(e.path)) line.append(" ", button({ en: "Own more", zh: "增加车组" }, () => { wish(e.path); }));
  }
  say(by("state"), { en: "The answer below is of the last values that had a meaning.", zh: "下表为最近一次有效取值的结果。" });
}
