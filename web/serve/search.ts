// Inputs found by their names.
import { add, by, say } from "../shared/page";
import { choose, named } from "./inputs";
import { fetched } from "./server";
import { state, type Input } from "./state";

let searches = 0;
export async function search(): Promise<void> {
  const words = by<HTMLInputElement>("search").value.trim(), mine = ++searches, list = by("found");
  list.replaceChildren();
  say(by("matches"), "");
  if (words === "") return;
  const response = await fetched("api/inputs?" + new URLSearchParams({ scenario: state.scenario, search: words }));
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
    add(button, "span", named(input), "soft");
    button.addEventListener("click", async () => {
      await choose([input.path]);
      const boxes = document.querySelectorAll<HTMLElement>("#chosen .input input, #chosen .input select");
      boxes[boxes.length - 1]?.focus();
    });
  }
}
