// What is typed or pasted into a cell, as a scenario has it.
import type { Input } from "./state";

/** The names of a path: stations."A.B".open has three. */
export const namesOf = (path: string): string[] => path.match(/"(?:[^"\\]|\\.)*"|[^.]+/g) ?? [];
/** As it is shown, without the quotes that a path needs. */
export const unquoted = (name: string): string => (name.startsWith('"') ? name.slice(1, -1).replace(/\\(.)/g, "$1") : name);

const yes = /^(true|yes|on|open|1|是|开|开放|真)$/i, no = /^(false|no|off|closed|0|否|关|关闭|假)$/i;

/** A bare number takes the unit of its column; a list of names or times its brackets; 6:05 is 06:05. */
export function written(typed: string, of: { input?: Input; unit: string; list: boolean }): string {
  const text = typed.trim().replace(/\s+/g, " ");
  if (of.input?.kind === "switch") return yes.test(text) ? "true" : no.test(text) ? "false" : text;
  if (of.list) {
    if (/^(all|全部)$/i.test(text)) return "all";
    if (text === "when_ready") return text;
    const bare = text.replace(/^\[|\]$/g, "").replace(/[，、；;]/g, ",");
    return "[" + bare.split(",").map((t) => twoDigits(t.trim())).filter((t) => t).join(", ") + "]";
  }
  if (of.unit && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return text + " " + of.unit;
  return twoDigits(text);
}
const twoDigits = (text: string) => (/^\d:\d\d(:\d\d)?$/.test(text) ? "0" + text : text);

/** Rows and cells of a spreadsheet's clipboard; a quoted cell may hold tabs and lines. */
export function pasted(text: string): string[][] {
  const rows: string[][] = [[""]];
  let quoted = false;
  for (let k = 0; k < text.length; ++k) {
    const row = rows[rows.length - 1], at = row.length - 1, c = text[k];
    if (quoted && c === '"' && text[k + 1] === '"') { row[at] += '"'; ++k; }
    else if (c === '"' && (quoted || row[at] === "")) quoted = !quoted;
    else if (!quoted && c === "\t") row.push("");
    else if (!quoted && (c === "\n" || c === "\r")) { if (c === "\r" && text[k + 1] === "\n") ++k; rows.push([""]); }
    else row[at] += c;
  }
  while (rows.length > 1 && rows[rows.length - 1].join("") === "") rows.pop();
  return rows;
}

const seconds = (clock: string) => clock.split(":").reduce((sum, part, k) => sum + Number(part) * [3600, 60, 1][k], 0);
function clockOf(second: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  return two(second / 3600) + ":" + two((second / 60) % 60) + (second % 60 ? ":" + two(second % 60) : "");
}
/** "[06:05, 06:19]" or "06:05" so many minutes later. */
export const later = (clocks: string, minutes: number): string => clocks.replace(/\d{1,2}:\d\d(:\d\d)?/g, (clock) => clockOf(Math.max(0, seconds(clock) + 60 * minutes)));
/** How much later the first time of `now` is than that of `was`, minutes. */
export function minutesBetween(was: string, now: string): number {
  const first = (text: string) => /\d{1,2}:\d\d(:\d\d)?/.exec(text)?.[0];
  const a = first(was), b = first(now);
  return a && b ? (seconds(b) - seconds(a)) / 60 : 0;
}
