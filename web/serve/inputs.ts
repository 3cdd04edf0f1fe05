// The inputs that are shown: a slider, a switch, a choice or a text each, with where its value comes from.
import { add, by, type Both } from "../shared/page";
import { complain } from "./answer";
import { ask } from "./ask";
import { fetched } from "./server";
import { keepInAddress, plain, state, withUnit, type Input } from "./state";

const marks: Record<string, Both> = {
  sourced: { en: "sourced", zh: "有出处" }, derived: { en: "derived", zh: "推算" }, assumed: { en: "assumed", zh: "假定" },
  default: { en: "the program's default", zh: "程序默认值" }, "": { en: "no source given", zh: "未注明来源" },
};

/** What it is, in Chinese with the name of what it belongs to. */
export const named = (input: Input): Both => ({ en: input.doc.en, zh: (input.of ? input.of + "：" : "") + input.doc.zh });

function slider(input: Input): { low: number; high: number; step: number } {
  const at = input.number!;
  let [low, high] = input.range.length === 2 ? input.range : at === 0 ? [0, 1] : [Math.min(at / 2, at * 2), Math.max(at / 2, at * 2)];
  if (input.low !== null) low = Math.max(low, input.low);
  if (input.high !== null) high = Math.min(high, input.high);
  const rough = (high - low) / 100, ten = 10 ** Math.floor(Math.log10(rough || 1));
  const step = input.whole ? Math.max(1, Math.round(rough)) : rough / ten < 2 ? ten : rough / ten < 5 ? 2 * ten : 5 * ten;
  return { low: Math.min(low, at), high: Math.max(high, at), step };
}

function change(path: string, value: string): void {
  if (value === state.inputs.get(path)!.text) state.values.delete(path);
  else state.values.set(path, value);
  ask();
}

function numberField(box: HTMLElement, input: Input, id: string): void {
  const range = slider(input), now = state.values.get(input.path);
  const at = now !== undefined && Number.isFinite(parseFloat(now)) ? parseFloat(now) : input.number!;
  const slide = add(box, "input"), field = add(box, "input");
  slide.type = "range";
  slide.setAttribute("aria-label", input.path);
  slide.min = plain(range.low);
  slide.max = plain(range.high);
  slide.step = input.whole ? "1" : "any";
  field.type = "number";
  field.id = id;
  field.step = "any";
  slide.value = field.value = plain(at);
  add(box, "span", " " + input.unit);
  const changed = (n: number) => change(input.path, n === Number(plain(input.number!)) ? input.text : withUnit(n, input));
  slide.addEventListener("input", () => {
    const n = Number(plain(Math.round(Number(slide.value) / range.step) * range.step));
    field.value = plain(n);
    changed(n);
  });
  slide.addEventListener("keydown", (event) => {  // an arrow moves by a step, not by a pixel
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    slide.value = plain(Number(field.value) + way * range.step);
    slide.dispatchEvent(new Event("input"));
  });
  field.addEventListener("input", () => {
    if (field.value === "") return;
    slide.value = field.value;
    changed(Number(field.value));
  });
}
function otherField(box: HTMLElement, input: Input, id: string): void {
  const now = state.values.get(input.path) ?? input.text;
  if (input.kind === "switch") {
    const field = add(box, "input");
    field.type = "checkbox";
    field.setAttribute("role", "switch");
    field.id = id;
    field.checked = now === "true";
    field.addEventListener("change", () => change(input.path, String(field.checked)));
  } else if (input.kind === "choice") {
    const field = add(box, "select");
    field.id = id;
    for (const choice of input.choices.split("|")) add(field, "option", choice).value = choice;
    field.value = now;
    field.addEventListener("change", () => change(input.path, field.value));
  } else {
    const field = add(box, "input");
    field.type = "text";
    field.id = id;
    field.value = now;
    field.addEventListener("change", () => change(input.path, field.value));
  }
}

export function showChosen(): void {
  const chosen = by("chosen");
  chosen.replaceChildren();
  let k = 0;
  for (const input of state.inputs.values()) {
    const id = "input-" + k++, box = add(chosen, "div", undefined, "input"), head = add(box, "h3");
    const label = add(head, "label", input.path);
    label.htmlFor = id;
    const off = add(head, "button", { en: "Take away", zh: "移除" });
    off.type = "button";
    off.addEventListener("click", () => {
      state.inputs.delete(input.path);
      const asked = state.values.delete(input.path);
      showChosen();
      by("search").focus();
      if (asked) ask(); else keepInAddress();
    });
    add(box, "p", named(input), "doc");
    const line = add(box, "p");
    if (input.number !== null) numberField(line, input, id); else otherField(line, input, id);
    const mark = marks[input.mark];
    const range = input.range.length === 2 ? ` ${plain(input.range[0])} … ${plain(input.range[1])} ${input.unit}` : "";
    add(box, "p", { en: `as it is: ${input.text}; ${mark.en}${range}${input.why ? ": " + input.why : ""}`, zh: `现状：${input.text}；${mark.zh}${range}${input.why ? "：" + (input.why_zh || input.why) : ""}` }, "was");
  }
}

export async function choose(paths: string[]): Promise<void> {
  if (paths.length === 0) return;
  const query = new URLSearchParams({ scenario: state.scenario });
  for (const path of paths) query.append("path", path);
  const response = await fetched("api/inputs?" + query);
  if (!response.ok) return complain(await response.json());
  const found = (await response.json()).inputs as Input[];
  for (const path of paths) {
    const input = found.find((i) => i.path === path);
    if (input) state.inputs.set(path, input); else state.values.delete(path);
  }
  for (const [path, input] of state.inputs) if (state.values.get(path) === input.text) state.values.delete(path);
  showChosen();
  keepInAddress();
}
