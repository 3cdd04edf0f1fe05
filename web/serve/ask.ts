// Questions: each change asks again, and the answers come as server-sent events, the newest question's alone.
import { by, say } from "../shared/page";
import { complain, show } from "./answer";
import { alive, gone } from "./server";
import { keepInAddress, question, type Answer } from "./state";

/** ms without a question after which what goes with a settled answer is fetched. */
const quietFor = 60;
const together = 40;  // ms
const page = [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, "0")).join("");
let request = 0;
let stream: EventSource | null = null;
let waiting = 0;
let changed = -Infinity;  // when
let quiet = 0;
let answered = "";

/** The settings of the answer in sight, which those on the page may have left behind. */
export function settingsAnswered(more: Record<string, string>): string {
  return `${new URLSearchParams(more)}&${answered}`;
}

const beginners: (() => void)[] = [];
const listeners: ((answer: Answer) => void)[] = [];
/** Called when a question is asked, and when its answer has settled and nothing else was asked for a moment. */
export function onQuestion(begun: () => void, settled: (answer: Answer) => void): void {
  beginners.push(begun);
  listeners.push(settled);
}

function noAnswer(): void {
  say(by("state"), { en: "No answer came to the last change; the table is of an earlier one.", zh: "最近一次改动没有得到应答；下表为此前的结果。" });
}

/** Asks at once, and once for changes that follow each other within 40 ms. */
export function ask(): void {
  keepInAddress();
  clearTimeout(waiting);
  clearTimeout(quiet);
  const now = performance.now(), follows = now - changed < together;
  changed = now;
  waiting = window.setTimeout(() => {
    stream?.close();
    const mine = ++request;
    for (const listener of beginners) listener();
    by("answer").classList.add("old");
    by("state").dataset.settled = "false";
    say(by("state"), { en: "Reckoning …", zh: "计算中……" });
    question().then((asked) => { if (mine === request) listen(asked, mine); }, noAnswer);
  }, follows ? together : 0);
}

function listen(asked: string, mine: number): void {
  const source = new EventSource(`api/run?${new URLSearchParams({ page, request: String(mine) })}&${asked}`);
  stream = source;
  source.addEventListener("answer", (event) => {
    if (mine !== request) return;
    gone(false);
    complain(null);
    answered = asked;
    const answer: Answer = JSON.parse((event as MessageEvent).data);
    show(answer);
    if (answer.settled) quiet = window.setTimeout(() => { for (const listener of listeners) listener(answer); }, quietFor);
  });
  source.addEventListener("wrong", (event) => { if (mine === request) complain(JSON.parse((event as MessageEvent).data)); });
  source.addEventListener("end", () => source.close());
  source.onerror = () => {
    source.close();
    if (mine !== request) return;
    noAnswer();
    alive();
  };
}
