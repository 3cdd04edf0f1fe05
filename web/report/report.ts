// What the report can do beyond being read: it saves, comes closer, keeps the language, and marks a train or station everywhere.
import { dress, switching } from "../shared/figures";
import { add, by, inChinese } from "../shared/page";
import { fillChoosers, watchChoosers, watchPicking } from "../shared/picking";

dress(document);
switching(document);
watchPicking();

const pictures = document.querySelector(".of-scenario");
if (pictures) {
  const line = document.createElement("p");
  line.className = "pickers";
  const train = add(add(line, "label", { en: "Mark a train ", zh: "标出列车 " }), "select");
  const station = add(add(line, "label", { en: "Mark a station ", zh: "标出车站 " }), "select");
  pictures.before(line);
  fillChoosers(train, station, document);
  watchChoosers(train, station);
}

const language = () => { document.documentElement.lang = inChinese() ? "zh-CN" : "en"; };
for (const id of ["in-en", "in-zh"]) by(id).addEventListener("change", language);
language();
