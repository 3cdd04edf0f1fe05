// The page of czt serve: what is chosen stays in the address (so that a reload keeps it), each change asks again, and the
// answers come as server-sent events, the newest question's alone.

interface Both { en: string; zh: string }
interface Scenario { file: string; scenario: string; about: Both; errors: number }
interface Input {
  path: string; text: string; unit: string; kind: "number" | "switch" | "choice" | "text"; whole: boolean;
  number: number | null; low: number | null; high: number | null; choices: string; mark: string; why: string;
  range: number[]; doc: Both;
}
interface Row {
  measure: string; usual: boolean; difference: number | null; difference_half_width: number | null; identical: boolean;
  verdict?: string; shown: { label: Both; base: string; now: string; difference: string; half_width: string };
}
interface Answer {
  request: number; replications: number; at_most: number; settled: boolean; precise: boolean; choices_settled: boolean;
  milliseconds: number; rows: Row[];
}
interface Wrong { request: number; message: string; errors: { path: string; message: string; hint: string }[] }

const by = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const inChinese = () => by<HTMLInputElement>("in-zh").checked;
const page = [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, "0")).join("");
const marks: Record<string, Both> = {
  sourced: { en: "sourced", zh: "有出处" }, derived: { en: "derived", zh: "推算" }, assumed: { en: "assumed", zh: "假定" },
  default: { en: "the program's default", zh: "程序默认值" }, "": { en: "no source given", zh: "未注明来源" },
};
const verdicts: Record<string, string> = { better: "改善", worse: "变差", higher: "升高", lower: "降低", same: "相同", undecided: "未定" };

let scenarios: Scenario[] = [];
let scenario = "";
let values = new Map<string, string>();   // path → value, as written
let inputs = new Map<string, Input>();    // those that are shown
let request = 0;
let stream: EventSource | null = null;
let waiting = 0;

/** Text in both languages; the style sheet shows one of them. */
function say(into: HTMLElement, words: Both | string): void {
  into.replaceChildren();
  if (typeof words === "string") { into.textContent = words; return; }
  for (const [lang, text] of [["en", words.en], ["zh", words.zh]]) {
    const span = document.createElement("span");
    span.className = lang;
    span.lang = lang === "zh" ? "zh-CN" : "en";
    span.textContent = text;
    into.append(span);
  }
}
function add<K extends keyof HTMLElementTagNameMap>(to: HTMLElement, tag: K, words?: Both | string, look = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (words !== undefined) say(element, words);
  if (look) element.className = look;
  to.append(element);
  return element;
}
const plain = (n: number) => String(Number(n.toPrecision(6)));
const withUnit = (n: number, input: Input) => plain(n) + (input.unit ? " " + input.unit : "");

function gone(is: boolean): void {
  const note = by("gone");
  if (note.hidden === !is) return;
  note.hidden = !is;
  if (is) say(note, { en: "The program behind this page does not answer: it has been stopped, or is out of reach. What is shown is its last answer.", zh: "本页的后台程序没有应答：可能已停止或无法连接。所示为最后一次结果。" });
}
async function fetched(path: string, how?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, how);
    gone(false);
    return response;
  } catch (trouble) {
    gone(true);
    throw trouble;
  }
}

function settings(query: URLSearchParams): URLSearchParams {
  query.set("scenario", scenario);
  for (const [path, value] of values) query.append("set", path + "=" + value);
  return query;
}
function keepInAddress(): void {
  const state = new URLSearchParams({ scenario, lang: inChinese() ? "zh" : "en" });
  for (const [path, input] of inputs) state.append("set", path + "=" + (values.get(path) ?? input.text));
  history.replaceState(null, "", "#" + state);
}

function show(answer: Answer): void {
  const body = by<HTMLTableElement>("answer").tBodies[0];
  body.replaceChildren();
  for (const row of answer.rows) {
    if (!row.usual) continue;
    const line = add(body, "tr");
    line.dataset.measure = row.measure;
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
function complain(wrong: Wrong | null): void {
  const list = by("wrong");
  list.hidden = wrong === null;
  list.replaceChildren();
  if (!wrong) return;
  if (wrong.message) add(list, "li", wrong.message);
  for (const e of wrong.errors) add(list, "li", (e.path ? e.path + ": " : "") + e.message + (e.hint ? " (" + e.hint + ")" : ""));
  say(by("state"), { en: "The answer below is of the last values that had a meaning.", zh: "下表为最近一次有效取值的结果。" });
}

/** Asks at once; a change within 40 ms of another asks once for both. */
function ask(): void {
  keepInAddress();
  clearTimeout(waiting);
  waiting = window.setTimeout(() => {
    stream?.close();
    const mine = ++request;
    by("answer").classList.add("old");
    by("state").dataset.settled = "false";
    say(by("state"), { en: "Reckoning …", zh: "计算中……" });
    const source = new EventSource("api/run?" + settings(new URLSearchParams({ page, request: String(mine) })));
    stream = source;
    source.addEventListener("answer", (event) => {
      if (mine !== request) return;
      gone(false);
      complain(null);
      show(JSON.parse((event as MessageEvent).data));
    });
    source.addEventListener("wrong", (event) => { if (mine === request) complain(JSON.parse((event as MessageEvent).data)); });
    source.addEventListener("end", () => source.close());
    source.onerror = () => {
      source.close();
      if (mine !== request) return;
      say(by("state"), { en: "No answer came to the last change; the table is of an earlier one.", zh: "最近一次改动没有得到应答；下表为此前的结果。" });
      alive();
    };
  }, 40);
}

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
  if (value === inputs.get(path)!.text) values.delete(path);
  else values.set(path, value);
  ask();
}

function numberField(box: HTMLElement, input: Input, id: string): void {
  const range = slider(input), now = values.get(input.path);
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
  const now = values.get(input.path) ?? input.text;
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

function showChosen(): void {
  const chosen = by("chosen");
  chosen.replaceChildren();
  let k = 0;
  for (const input of inputs.values()) {
    const id = "input-" + k++, box = add(chosen, "div", undefined, "input"), head = add(box, "h3");
    const label = add(head, "label", input.path);
    label.htmlFor = id;
    const off = add(head, "button", { en: "Take away", zh: "移除" });
    off.type = "button";
    off.addEventListener("click", () => {
      inputs.delete(input.path);
      const asked = values.delete(input.path);
      showChosen();
      by("search").focus();
      if (asked) ask(); else keepInAddress();
    });
    add(box, "p", input.doc, "doc");
    const line = add(box, "p");
    if (input.number !== null) numberField(line, input, id); else otherField(line, input, id);
    const mark = marks[input.mark];
    const range = input.range.length === 2 ? ` ${plain(input.range[0])} … ${plain(input.range[1])} ${input.unit}` : "";
    add(box, "p", { en: `as it is: ${input.text}; ${mark.en}${range}${input.why ? ": " + input.why : ""}`, zh: `现状：${input.text}；${mark.zh}${range}${input.why ? "：" + input.why : ""}` }, "was");
  }
}

async function choose(paths: string[]): Promise<void> {
  if (paths.length === 0) return;
  const query = new URLSearchParams({ scenario });
  for (const path of paths) query.append("path", path);
  const response = await fetched("api/inputs?" + query);
  if (!response.ok) return complain(await response.json());
  const found = (await response.json()).inputs as Input[];
  for (const path of paths) {
    const input = found.find((i) => i.path === path);
    if (input) inputs.set(path, input); else values.delete(path);
  }
  for (const [path, input] of inputs) if (values.get(path) === input.text) values.delete(path);
  showChosen();
  keepInAddress();
}

let searches = 0;
async function search(): Promise<void> {
  const words = by<HTMLInputElement>("search").value.trim(), mine = ++searches, list = by("found");
  list.replaceChildren();
  say(by("matches"), "");
  if (words === "") return;
  const response = await fetched("api/inputs?" + new URLSearchParams({ scenario, search: words }));
  if (!response.ok || mine !== searches) return;
  const found: { inputs: Input[]; matches: number } = await response.json();
  if (mine !== searches) return;
  list.replaceChildren();
  say(by("matches"), { en: `${found.matches} inputs${found.matches > found.inputs.length ? `, the first ${found.inputs.length}` : ""}`, zh: `${found.matches}项${found.matches > found.inputs.length ? `，列出前${found.inputs.length}项` : ""}` });
  for (const input of found.inputs) {
    const button = add(add(list, "li"), "button");
    button.type = "button";
    add(button, "b", input.path);
    add(button, "span", " = " + input.text + " ");
    add(button, "span", input.doc, "soft");
    button.addEventListener("click", async () => {
      await choose([input.path]);
      const boxes = document.querySelectorAll<HTMLElement>("#chosen .input input, #chosen .input select");
      boxes[boxes.length - 1]?.focus();
    });
  }
}

async function take(name: string): Promise<void> {
  const known = scenarios.find((s) => s.file === name) ?? scenarios[0];
  scenario = known.file;
  by<HTMLSelectElement>("scenario").value = scenario;
  say(by("about"), { en: known.about.en || known.about.zh, zh: known.about.zh || known.about.en });
  const paths = [...new Set([...inputs.keys(), ...values.keys()])];
  inputs = new Map();
  await choose(paths);
  showChosen();
  ask();
}

async function save(event: Event): Promise<void> {
  event.preventDefault();
  const file = by<HTMLInputElement>("file").value.trim(), note = by("saved");
  const send = (overwrite: boolean) => fetched("api/save", { method: "POST", body: settings(new URLSearchParams({ file, overwrite: overwrite ? "yes" : "no" })) });
  let response = await send(false);
  if (response.status === 409) {
    if (!confirm(inChinese() ? `${file} 已存在，覆盖吗？` : `${file} is there already. Write over it?`)) return say(note, { en: "Not saved.", zh: "未保存。" });
    response = await send(true);
  }
  const said = await response.json();
  if (response.ok) return say(note, { en: `Saved: ${said.file}`, zh: `已保存：${said.file}` });
  const wrong = said as Wrong;
  say(note, [wrong.message, ...wrong.errors.map((e) => e.path + ": " + e.message)].filter((t) => t).join("; "));
}

function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
/** The page of --report, of as many days as the answer in sight (at most 100). */
async function share(): Promise<void> {
  const note = by("saved"), days = String(Math.min(100, Number(by("state").dataset.replications ?? 20)));
  say(note, { en: "Writing the report …", zh: "正在生成报告……" });
  try {
    const response = await fetched("api/report?" + settings(new URLSearchParams({ days, lang: inChinese() ? "zh" : "en" })));
    if (response.ok) {
      download("what-if.html", await response.blob());
      return say(note, { en: "The report is with your downloads: what-if.html", zh: "报告已下载：what-if.html" });
    }
    if (response.status !== 503) complain(await response.json());
  } catch { /* said by fetched */ }
  say(note, { en: "There is no report.", zh: "未能生成报告。" });
}
/** The answer in sight; a spreadsheet runs no cell of it as a formula. */
function saveTable(): void {
  const cell = (c: HTMLElement) => {
    let text = (c.querySelector(inChinese() ? ".zh" : ".en") ?? c).textContent!.trim().replace(/\u2212/g, "-");
    if (/^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,]+$/.test(text)) text = "'" + text;
    return /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  };
  const lines = [...by<HTMLTableElement>("answer").rows].map((row) => [...row.cells].map(cell).join(","));
  download("what-if.csv", new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv" }));
}

async function alive(): Promise<void> {
  try { await fetched("api/alive"); } catch { /* said by fetched */ }
}

async function begin(): Promise<void> {
  const kept = new URLSearchParams(location.hash.slice(1));
  const zh = (kept.get("lang") ?? (navigator.language.startsWith("zh") ? "zh" : "en")) === "zh";
  by<HTMLInputElement>(zh ? "in-zh" : "in-en").checked = true;
  const language = () => { document.documentElement.lang = inChinese() ? "zh-CN" : "en"; };
  language();
  for (const id of ["in-en", "in-zh"]) by(id).addEventListener("change", () => { language(); keepInAddress(); });
  for (const text of kept.getAll("set")) {
    const at = /^(?:[^"=]|"(?:[^"\\]|\\.)*")+/.exec(text);
    if (at) values.set(at[0], text.slice(at[0].length + 1));
  }
  scenarios = (await (await fetched("api/scenarios")).json()).scenarios;
  const chooser = by<HTMLSelectElement>("scenario");
  for (const s of scenarios) {
    const option = add(chooser, "option", `${s.scenario} (${s.file})`);
    option.value = s.file;
  }
  chooser.addEventListener("change", () => take(chooser.value));
  let typing = 0;
  by("search").addEventListener("input", () => { clearTimeout(typing); typing = window.setTimeout(search, 120); });
  by("save").addEventListener("submit", save);
  by("share").addEventListener("click", share);
  by("table").addEventListener("click", saveTable);
  window.setInterval(alive, 5000);
  await take(kept.get("scenario") ?? "");
}
begin();
