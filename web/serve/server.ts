// The program behind the page, and whether it is still there.
import { by, say } from "../shared/page";

export function gone(is: boolean): void {
  const note = by("gone");
  if (note.hidden === !is) return;
  note.hidden = !is;
  if (is) say(note, { en: "The program behind this page does not answer: it has been stopped, or is out of reach. What is shown is its last answer.", zh: "本页的后台程序没有应答：可能已停止或无法连接。所示为最后一次结果。" });
}
export async function fetched(path: string, how?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, how);
    gone(false);
    return response;
  } catch (trouble) {
    gone(true);
    throw trouble;
  }
}

export async function alive(): Promise<void> {
  try { await fetched("api/alive"); } catch { /* said by fetched */ }
}
