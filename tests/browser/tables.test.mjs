// Tables of inputs on the live page: edited, pasted into, kept, taken back.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { accessible, factor, folder, missedByTab, openBrowser, opened, run, serve, settled, shown, shows, tabbedThrough } from "./pages.mjs";

const work = folder(after);
let browser, server;

before(async () => {
  browser = await openBrowser();
  run(work, "init", "line");
  const file = join(work, "line", "line.yaml");
  writeFileSync(file, readFileSync(file, "utf8") + 'feeders:\n  B1: {station: Mill, places: {mill town: 50 %}, departures: ["06:30", "07:00"], capacity: 60}\n  B2: {station: Hill, places: {hills: 50 %}, first: "06:40", last: "08:40", every: 20 min, capacity: 60}\n');
  server = await serve(work, "line/line.yaml");
});
after(async () => {
  await server?.stop();
  await browser?.close();
});

const withTables = async (names, how, state = {}) => {
  const it = await opened(browser, server.url, { scenario: "line.yaml", lang: "en", ...state }, how);
  for (const name of names) {
    await it.page.locator(`#sheets details[data-under=${name}] summary`).click();
    await it.page.waitForSelector(`#sheets details[data-under=${name}] input`);
  }
  return it;
};
const cell = (page, path) => page.locator(`#sheets input[data-path=${JSON.stringify(path)}]`);
const asked = async (page) => {
  await page.waitForTimeout(100);
  await settled(page);
};
const sets = (page) => page.evaluate(() => new URLSearchParams(location.hash.slice(1)).getAll("cell"));
const paste = (field, text) => field.evaluate((element, text) => {
  element.focus();
  const data = new DataTransfer();
  data.setData("text/plain", text);
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}, text);
/** The answer's boardings are those of czt run with these settings. */
const equalsRun = async (page, settings) => {
  const days = await page.getAttribute("#state", "data-replications");
  const told = JSON.parse(run(work, "run", "line/line.yaml", ...settings.flatMap((s) => ["--set", s]), "--replications", days, "--ranges", "0", "--json", "--quiet"));
  const mean = told.measures.find((m) => m.measure === "boardings" && m.scope === "line").mean;
  const figure = (await page.textContent("#answer tr[data-measure=boardings] td:nth-of-type(2)")).replaceAll(",", "");
  assert.ok(Math.abs(Number(figure) - mean) <= 0.5, `${figure} is shown, czt run has ${mean}`);
};

test("cells of a spreadsheet fill to the right and below, with the units of their columns", async () => {
  const { page, quiet, close } = await withTables(["timetable"]);
  await paste(cell(page, "timetable.up.first"), "6:30\t21:30\t15\r\n06:40\t21:40\t30 min\r\n");
  await asked(page);
  assert.deepEqual(await sets(page), ["timetable.up.first=06:30", "timetable.up.last=21:30", "timetable.up.every=15 min", "timetable.down.first=06:40", "timetable.down.last=21:40", "timetable.down.every=30 min"]);
  assert.equal(await cell(page, "timetable.up.every").inputValue(), "15 min");
  await equalsRun(page, await sets(page));
  await page.reload();
  await settled(page);
  assert.equal((await sets(page)).length, 6);
  await equalsRun(page, await sets(page));
  // Back to what is written takes the change away.
  await page.locator("#cells button").first().click();
  await asked(page);
  assert.equal((await sets(page)).length, 5);
  quiet();
  await close();
});

test("where a service calls is a list, typed as names", async () => {
  const { page, quiet, close } = await withTables(["timetable"]);
  await cell(page, "timetable.up.stops").fill("Hill，Harbour, City");
  await cell(page, "timetable.up.stops").press("Tab");
  await asked(page);
  assert.deepEqual(await sets(page), ["timetable.up.stops=[Hill, Harbour, City]"]);
  await equalsRun(page, await sets(page));
  await page.fill("#file", "fewer.yaml");
  await page.press("#file", "Enter");
  await page.waitForFunction(() => document.getElementById("saved").textContent.includes("fewer.yaml"));
  assert.match(readFileSync(join(work, "line", "fewer.yaml"), "utf8"), /"timetable\.up\.stops": \["Hill", "Harbour", "City"\]/);
  quiet();
  await close();
});

test("a station is closed by a switch and opened again", async () => {
  const { page, quiet, close } = await withTables(["stations"]);
  assert.equal(await cell(page, "stations.Mill.open").getAttribute("role"), "switch");
  await cell(page, "stations.Mill.open").uncheck();
  await asked(page);
  assert.deepEqual(await sets(page), ["stations.Mill.open=false"]);
  await equalsRun(page, ["stations.Mill.open=false"]);
  await paste(cell(page, "stations.City.open"), "是\r\n是\r\n否\r\n");
  await asked(page);
  assert.deepEqual(await sets(page), ["stations.Harbour.open=false"]);
  quiet();
  await close();
});

test("feeder buses are retimed all at once", async () => {
  const { page, quiet, close } = await withTables(["feeders"]);
  await cell(page, "feeders.B1.± min").fill("5");
  await cell(page, "feeders.B1.± min").press("Tab");
  await cell(page, "feeders.B2.± min").fill("-10");
  await cell(page, "feeders.B2.± min").press("Tab");
  await asked(page);
  const now = ["feeders.B1.departures=[06:35, 07:05]", "feeders.B2.first=06:30", "feeders.B2.last=08:30"];
  assert.deepEqual(await sets(page), now);
  await equalsRun(page, now);
  await page.reload();
  await settled(page);
  await page.locator("#sheets details[data-under=feeders] summary").click();
  await page.waitForSelector("#sheets details[data-under=feeders] input");
  assert.equal(await cell(page, "feeders.B1.± min").inputValue(), "5");
  quiet();
  await close();
});

test("fares are edited below one another, and a slider of the same input follows", async () => {
  const { page, quiet, close } = await withTables(["fares"], {}, { set: "fares.per_km=0.5 yuan" });
  await paste(cell(page, "fares.per_km"), "0.3\n4\n");
  await asked(page);
  assert.equal(await page.inputValue("#chosen input[type=number]"), "0.3");
  assert.deepEqual(await sets(page), ["fares.minimum=4 yuan"]);
  await equalsRun(page, ["fares.per_km=0.3 yuan", "fares.minimum=4 yuan"]);
  quiet();
  await close();
});

test("a service is added with its own name, runs as the file that is saved of it, and is removed again", async () => {
  const { page, quiet, close } = await withTables(["timetable"]);
  const wait = () => page.textContent("#answer tr[data-measure=wait_mean] td:nth-of-type(2)");
  const before = await wait();
  await page.fill("[data-new=name]", "school 8.10");
  await page.locator(".adding select").selectOption({ label: "up" });
  await page.press("[data-new=name]", "Enter");
  await cell(page, 'timetable."school 8.10".from').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.path), 'timetable."school 8.10".first');
  await cell(page, 'timetable."school 8.10".first').fill("8:10");
  await cell(page, 'timetable."school 8.10".first').press("Tab");
  await cell(page, 'timetable."school 8.10".trains').fill("2");
  await cell(page, 'timetable."school 8.10".trains').press("Tab");
  await asked(page);
  assert.equal(await page.isVisible("#wrong"), false, await page.textContent("#wrong"));
  const more = await wait();
  assert.notEqual(more, before);
  assert.ok((await sets(page)).includes('timetable."school 8.10".first=08:10'));
  // Another of the same name is refused.
  await page.fill("[data-new=name]", "school 8.10");
  await page.press("[data-new=name]", "Enter");
  assert.match(await page.textContent(".adding [role=status]"), /a name of its own/);
  await page.fill("#file", "school.yaml");
  await page.press("#file", "Enter");
  await page.waitForFunction(() => document.getElementById("saved").textContent.includes("school.yaml"));
  const days = await page.getAttribute("#state", "data-replications");
  const told = JSON.parse(run(work, "run", "line/school.yaml", "--replications", days, "--ranges", "0", "--json", "--quiet"));
  const label = await page.textContent("#answer tr[data-measure=wait_mean] th .en"), ran = told.measures.find((m) => m.measure === "wait_mean" && m.scope === "line");
  shows(more, ran.mean * factor(label, ran.unit), "wait_mean");
  assert.match(run(work, "show", "line/school.yaml", "--timetable"), /school 8\.10/);
  await page.reload();
  await settled(page);
  assert.equal(await wait(), more);
  await page.locator("#sheets details[data-under=timetable] summary").click();
  await page.locator("#sheets th button", { hasText: "Remove" }).click();
  await asked(page);
  assert.deepEqual(await sets(page), []);
  assert.equal(await wait(), before);
  assert.equal(await page.locator("#sheets th button", { hasText: "Remove" }).count(), 0);
  quiet();
  await close();
});

test("trainsets that a new service lacks are named, and can be had more of at once", async () => {
  const file = join(work, "line", "few-sets.yaml");
  writeFileSync(file, readFileSync(join(work, "line", "line.yaml"), "utf8").replace(/^(\s+short:\s*)\{/m, "$1{owned: 3, "));
  const own = await serve(work, "line/few-sets.yaml");
  const { page, quiet, close } = await opened(browser, own.url, { lang: "en" });
  await page.locator("#sheets details[data-under=timetable] summary").click();
  await page.fill("[data-new=name]", "more");
  await page.locator(".adding").getByRole("button", { name: "Add" }).click();
  await page.waitForSelector("#wrong:not([hidden])");
  assert.match(await page.innerText("#wrong"), /As booked this cannot run\.[^]*train_types\.short\.owned: short: 4 trainsets needed, 3 owned/);
  await page.getByRole("button", { name: "Own more" }).click();
  await page.fill("#chosen input[type=number]", "4");
  await page.waitForSelector("#wrong", { state: "hidden" });
  await settled(page);
  quiet();
  await close();
  await own.stop();
});

test("more cells than an address has room for are answered, shown, saved, and kept over a reload", async () => {
  const many = 220, file = join(work, "line", "many.yaml");
  writeFileSync(file, readFileSync(join(work, "line", "line.yaml"), "utf8") +
    [...Array(many).keys()].map((k) => `  a bus from the mountains ${k}: {station: Hill, places: {hills: 0.1 %}, first: "06:40", last: "08:40", every: 20 min, capacity: 60}\n`).join(""));
  const own = await serve(work, "line/many.yaml");
  const { page, quiet, close } = await opened(browser, own.url, { lang: "en" });
  await page.locator("#sheets details[data-under=feeders] summary").click();
  await page.waitForSelector("#sheets details[data-under=feeders] input");
  await paste(page.locator('#sheets input[data-path="feeders.a bus from the mountains 0.capacity"]'), "30\n".repeat(many));
  await asked(page);
  assert.equal((await sets(page)).length, many);
  assert.ok((await page.evaluate(() => location.hash.length)) > 8192);
  assert.equal(await page.isVisible("#wrong"), false, await page.textContent("#wrong"));
  await shown(page);
  const capacities = async () => (await page.$$eval("#cells li", (all) => all.length));
  assert.equal(await capacities(), many);
  await page.reload();
  await asked(page);
  assert.equal(await capacities(), many);
  await page.fill("#file", "small-buses.yaml");
  await page.press("#file", "Enter");
  await page.waitForFunction(() => document.getElementById("saved").textContent.includes("small-buses.yaml"));
  assert.equal(readFileSync(join(work, "line", "small-buses.yaml"), "utf8").split("capacity").length - 1, many);
  const saving = page.waitForEvent("download");
  await page.click("#share");
  assert.equal((await saving).suggestedFilename(), "what-if.html");
  quiet();
  await close();
  await own.stop();
});

test("a wrong cell is marked and said, and what was right is still shown", async () => {
  const { page, quiet, close } = await withTables(["timetable"]);
  await cell(page, "timetable.up.every").fill("often");
  await cell(page, "timetable.up.every").press("Tab");
  await page.waitForSelector("#wrong:not([hidden])");
  assert.match(await page.textContent("#wrong .en"), /^timetable\.up\.every: found 'often', which is not a number/);
  assert.match(await page.textContent("#wrong .zh"), /^timetable\.up\.every: 写的是“often”，不是数/);
  assert.equal(await cell(page, "timetable.up.every").getAttribute("aria-invalid"), "true");
  await cell(page, "timetable.up.every").fill("");
  await cell(page, "timetable.up.every").press("Tab");
  await asked(page);
  assert.equal(await cell(page, "timetable.up.every").inputValue(), "20 min");
  assert.equal(await cell(page, "timetable.up.every").getAttribute("aria-invalid"), null);
  quiet();
  await close();
});

test("tables are used by keyboard, and have no serious issue of accessibility", async () => {
  const { page, close } = await withTables(["timetable", "fares", "stations", "feeders"], {}, { lang: "zh" });
  await cell(page, "timetable.up.first").focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.path), "timetable.down.first");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("06:20");
  await page.keyboard.press("Enter");
  await asked(page);
  assert.deepEqual(await sets(page), ["timetable.up.first=06:20"]);
  await shown(page);
  await tabbedThrough(page);
  assert.deepEqual(await missedByTab(page), []);
  await accessible(page);
  assert.ok((await page.innerText("#sheets")).includes("磨坊"));
  await close();
});

test("purposes are named in Chinese, and found by it", async () => {
  const file = join(work, "line", "line.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("  commuter:\n", "  commuter:\n    zh: 通勤\n"));
  const { page, close } = await withTables([], {}, { lang: "zh" });
  await page.fill("#search", "通勤");
  await page.waitForSelector("#found button");
  assert.ok((await page.innerText("#found")).includes("通勤："));
  await close();
});
