// The pictures of a settled answer: written by the program as the report's are, fetched when nothing is being reckoned.
import { dress, switching } from "../shared/figures";
import { by, say, type Both } from "../shared/page";
import { fillChoosers, mark, watchChoosers } from "../shared/picking";
import { onQuestion, settingsAnswered } from "./ask";
import { fetchDay } from "./replay";
import { fetched } from "./server";

const days = 20;
let wanted = 0;
let which = "";  // the scenario in sight is kept while answers change

function note(words: Both, fresh: boolean): void {
  const line = by("pictures-state");
  say(line, words);
  line.dataset.fresh = String(fresh);
}

async function fetchPictures(): Promise<void> {
  const mine = ++wanted;
  let text: string;
  try {
    const response = await fetched("api/pictures?" + settingsAnswered({ days: String(days) }));
    if (!response.ok || mine !== wanted) return;
    text = await response.text();
  } catch { return; }  // said by fetched
  if (mine !== wanted) return;
  const pictures = by("pictures");
  const open = new Set([...pictures.querySelectorAll("figure")].filter((f) => f.querySelector("details")?.open).map((f) => f.id));
  pictures.innerHTML = text;  // of this program, which escapes names; the page's policy runs no script in it
  const chosen = [...pictures.querySelectorAll<HTMLInputElement>("input[name=scenario]")];
  for (const choice of chosen) {
    if (which !== "") choice.checked = choice.value === which;
    choice.addEventListener("change", () => { which = choice.value; });
  }
  dress(pictures);
  switching(pictures);
  for (const figure of pictures.querySelectorAll("figure")) if (open.has(figure.id)) figure.querySelector("details")!.open = true;
  fillChoosers(by<HTMLSelectElement>("pick-train"), by<HTMLSelectElement>("pick-station"), document);
  mark();
  note({ en: `Of the answer above; ${days} days, and the trains of the first of them.`, zh: `对应上方结果；${days}天，列车为其中第一天。` }, true);
}

export function beginPictures(): void {
  watchChoosers(by<HTMLSelectElement>("pick-train"), by<HTMLSelectElement>("pick-station"));
  onQuestion(() => {
    ++wanted;
    note({ en: "Of an earlier answer; new ones come when this one has settled.", zh: "为先前的结果；待结果稳定后更新。" }, false);
  }, async () => {
    const mine = wanted;
    await fetchDay();  // first what moves: it is small
    if (mine === wanted) await fetchPictures();
  });
}
