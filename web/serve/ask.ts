// Questions: each change asks again, and the answers come as server-sent events, the newest question's alone.
import { by, say } from "../shared/page";
import { complain, show } from "./answer";
import { alive, gone } from "./server";
import { keepInAddress, settings, type Answer } from "./state";

/** ms without a question after which what goes with a settled answer is fetched. */
const quietFor = 60;
const page = [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, "0")).join("");
let request = 0;
let stream: EventSource | null = null;
let waiting = 0;
let quiet = 0;
let answered = new URLSearchParams();

/** The settings of the answer in sight, which those on the page may have left behind. */
export function settingsAnswered(more: Record<string, string>): string {
  return [new URLSearchParams(more), answered].map(String).join("&");
}

const beginners: (() => void)[] = [];
const listeners: ((answer: Answer) => void)[] = [];
/** Called when a question is asked, and when its answer has settled and nothing else was asked for a moment. */
export function onQuestion(begun: () => void, settled: (answer: Answer) => void): void {
  beginners.push(begun);
  listeners.push(settled);
}

/** Asks at once; a change within 40 ms of another asks once for both. */
export function ask(): void {
  keepInAddress();
  clearTimeout(waiting);
  clearTimeout(quiet);
  waiting = window.setTimeout(() => {
    stream?.close();
    const mine = ++request;
    for (const listener of beginners) listener();
    by("answer").classList.add("old");
    by("state").dataset.settled = "false";
    say(by("state"), { en: "Reckoning …", zh: "计算中……" });
    const question = settings(new URLSearchParams());
    const source = new EventSource(`api/run?${new URLSearchParams({ page, request: String(mine) })}&${question}`);
    stream = source;
    source.addEventListener("answer", (event) => {
      if (mine !== request) return;
      gone(false);
      complain(null);
      answered = question;
      const answer: Answer = JSON.parse((event as MessageEvent).data);
      show(answer);
      if (answer.settled) quiet = window.setTimeout(() => { for (const listener of listeners) listener(answer); }, quietFor);
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
