// What is kept of an answer: a scenario file, a report, a workbook, the table.
import { by, download, inChinese, saveTable, say, type Both } from "../shared/page";
import { complain } from "./answer";
import { fetched } from "./server";
import { question, type Wrong } from "./state";

export async function save(event: Event): Promise<void> {
  event.preventDefault();
  const file = by<HTMLInputElement>("file").value.trim(), note = by("saved");
  const send = async (overwrite: boolean) => fetched("api/save", { method: "POST", body: new URLSearchParams(await question({ file, overwrite: overwrite ? "yes" : "no" })) });
  let response = await send(false);
  if (response.status === 409) {
    if (!confirm(inChinese() ? `${file} 已存在，覆盖吗？` : `${file} is there already. Write over it?`)) return say(note, { en: "Not saved.", zh: "未保存。" });
    response = await send(true);
  }
  const said = await response.json();
  if (response.ok) return say(note, { en: `Saved: ${said.file}`, zh: `已保存：${said.file}` });
  const wrong = said as Wrong;
  const all = (message: string, of: (e: Wrong["errors"][number]) => string) => [message, ...wrong.errors.map((e) => e.path + ": " + of(e))].filter((t) => t).join("; ");
  say(note, { en: all(wrong.message, (e) => e.message), zh: all(wrong.message_zh, (e) => e.message_zh) });
}

/** Made of as many days as the answer in sight (at most 100). */
async function made(path: string, file: string, begun: Both, is: Both, none: Both): Promise<void> {
  const note = by("saved"), days = String(Math.min(100, Number(by("state").dataset.replications ?? 20)));
  say(note, begun);
  try {
    const response = await fetched(path + "?" + await question({ days, lang: inChinese() ? "zh" : "en" }));
    if (response.ok) {
      download(file, await response.blob());
      return say(note, { en: is.en + file, zh: is.zh + file });
    }
    if (response.status !== 503) complain(await response.json());
  } catch { /* said by fetched */ }
  say(note, none);
}
export const share = () => made("api/report", "what-if.html", { en: "Writing the report …", zh: "正在生成报告……" },
  { en: "The report is with your downloads: ", zh: "报告已下载：" }, { en: "There is no report.", zh: "未能生成报告。" });
export const workbook = () => made("api/workbook", "what-if.xlsx", { en: "Writing the workbook …", zh: "正在生成工作簿……" },
  { en: "All tables are with your downloads: ", zh: "全部表格已下载：" }, { en: "There is no workbook.", zh: "未能生成工作簿。" });
export const saveAnswer = () => saveTable(by<HTMLTableElement>("answer"), "what-if.csv");
