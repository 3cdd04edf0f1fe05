// What both pages do: text in two languages, elements, downloads, cells for spreadsheets.

export interface Both { en: string; zh: string }

export const by = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
export const inChinese = () => by<HTMLInputElement>("in-zh").checked;

/** A choice, which has room for one language. */
export function choice(value: string, words: Both): HTMLOptionElement {
  const option = document.createElement("option");
  option.value = value;
  Object.assign(option.dataset, words);
  option.textContent = inChinese() ? words.zh : words.en;
  return option;
}

/** Text in both languages; the style sheet shows one of them. */
export function say(into: Element, words: Both | string): void {
  into.replaceChildren();
  if (typeof words === "string") { into.textContent = words; return; }
  if (words.en === words.zh) { into.textContent = words.en; return; }
  for (const [lang, text] of [["en", words.en], ["zh", words.zh]]) {
    const span = document.createElement("span");
    span.className = lang;
    span.lang = lang === "zh" ? "zh-CN" : "en";
    span.textContent = text;
    into.append(span);
  }
}

export function add<K extends keyof HTMLElementTagNameMap>(to: Element, tag: K, words?: Both | string, look = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (words !== undefined) say(element, words);
  if (look) element.className = look;
  to.append(element);
  return element;
}

export function button(words: Both, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  say(element, words);
  element.addEventListener("click", act);
  return element;
}

export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A spreadsheet would run a cell that begins so as a formula; numbers are left alone. */
function cell(text: string): string {
  if (/^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,]+$/.test(text)) text = "'" + text;
  return /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}
const shown = (element: Element) => (element.querySelector(inChinese() ? ".zh, b" : ".en, i") ?? element).textContent!.trim().replace(/\u2212/g, "-");
/** The English one of its two names. */
export const nameIn = (cell?: Element) => (cell ? cell.querySelector(".en, i") ?? cell : undefined)?.textContent ?? "";
const headsGroup = (row: HTMLTableRowElement) => row.cells[0]?.scope === "rowgroup";

/** As it is shown, in the language of the page; what stands above a group of rows in each of them. */
export function saveTable(table: HTMLTableElement, name: string): void {
  const cells = (row: HTMLTableRowElement) => [...row.cells].map((c) => cell(shown(c)));
  const lines = [[...table.tHead!.rows].flatMap(cells).join(",")];
  for (const body of table.tBodies) {
    let group: string[] = [];
    for (const row of body.rows) if (headsGroup(row)) group = cells(row); else lines.push([...group, ...cells(row)].join(","));
  }
  download(name, new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv" }));
}
