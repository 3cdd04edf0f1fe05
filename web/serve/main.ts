// The page of czt serve.
import { by, choice, inChinese, say } from "../shared/page";
import { watchPicking } from "../shared/picking";
import { allMeasures, onWish } from "./answer";
import { ask } from "./ask";
import { choose, showChosen } from "./inputs";
import { save, saveAnswer, share, workbook } from "./keep";
import { beginPictures } from "./pictures";
import { beginReplay } from "./replay";
import { search } from "./search";
import { beginSheets, newSheets } from "./sheets";
import { alive, fetched } from "./server";
import { keepInAddress, readAddress, state } from "./state";

async function take(name: string): Promise<void> {
  const known = state.scenarios.find((s) => s.file === name) ?? state.scenarios[0];
  state.scenario = known.file;
  by<HTMLSelectElement>("scenario").value = state.scenario;
  say(by("about"), { en: known.about.en || known.about.zh, zh: known.about.zh || known.about.en });
  const paths = [...new Set([...state.inputs.keys(), ...state.values.keys()])];
  state.inputs = new Map();
  await choose(paths);
  showChosen();
  newSheets();
  ask();
}

async function begin(): Promise<void> {
  const kept = readAddress();
  const language = () => {
    document.documentElement.lang = inChinese() ? "zh-CN" : "en";
    for (const option of document.querySelectorAll<HTMLOptionElement>("option[data-en]")) option.textContent = option.dataset[inChinese() ? "zh" : "en"]!;
  };
  language();
  for (const id of ["in-en", "in-zh"]) by(id).addEventListener("change", () => { language(); keepInAddress(); });
  state.scenarios = (await (await fetched("api/scenarios")).json()).scenarios;
  const chooser = by<HTMLSelectElement>("scenario");
  for (const s of state.scenarios) chooser.append(choice(s.file, { en: `${s.scenario} (${s.file})`, zh: `${s.scenario_zh || s.scenario} (${s.file})` }));
  chooser.addEventListener("change", () => take(chooser.value));
  let typing = 0;
  by("search").addEventListener("input", () => { clearTimeout(typing); typing = window.setTimeout(search, 120); });
  by("save").addEventListener("submit", save);
  by("share").addEventListener("click", share);
  by("workbook").addEventListener("click", workbook);
  by("table").addEventListener("click", saveAnswer);
  watchPicking();
  by("all-measures").addEventListener("click", allMeasures);
  onWish((path) => { void choose([path]); });
  beginSheets();
  beginReplay();
  beginPictures();
  window.setInterval(alive, 5000);
  await take(kept.scenario);
}
begin();
