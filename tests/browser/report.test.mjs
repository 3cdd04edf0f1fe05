// The report in a browser: czt compare --report of 2017 and 2021, and of a scenario with a hostile name.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { accessible, factor, folder, hostile, missedByTab, openBrowser, run, scenarios, shows, tab, tabbedThrough } from "./pages.mjs";

const work = folder(after);
let browser, address, told;

before(async () => {
  browser = await openBrowser();
  told = JSON.parse(run(work, "compare", scenarios + "2017-weekday.yaml", scenarios + "2021-weekday.yaml", "--replications", "8", "--ranges", "0", "--quiet", "--json", "--report", "line.html"));
  address = pathToFileURL(join(work, "line.html")).href;
});
after(() => browser?.close());

test("the table's figures are those of --json", async () => {
  const { page, quiet, close } = await tab(browser, address);
  const rows = await page.$$eval("table[data-file=measures] tr[data-measure]", (all) => all.map((row) =>
    ({ measure: row.dataset.measure, label: row.cells[0].querySelector(".en").textContent, cells: [...row.cells].slice(1, 5).map((c) => c.textContent) })));
  const of = (k, name) => told.scenarios[k].measures.find((m) => m.measure === name && m.scope === "line");
  let compared = 0;
  for (const { measure, label, cells } of rows) {
    const before = of(0, measure), after = of(1, measure);
    if (!before || before.mean === null) continue;
    const by = factor(label, after.unit), values = [before.mean, after.mean, after.difference, after.difference_half_width];
    cells.forEach((text, k) => { if (k < 3 || values[3] !== 0) shows(text, values[k] * by, `${measure}, column ${k + 1}`); });
    ++compared;
  }
  assert.ok(compared > 30, `only ${compared} measures were compared`);
  const headline = await page.textContent(".headline .en");
  const boardings = rows.find((row) => row.measure === "boardings").cells;
  assert.ok(headline.includes(`boardings ${boardings[1]} (${boardings[2]} ± ${boardings[3]})`), headline);
  quiet();
  await close();
});

test("the language is switched by mouse and by keyboard", async () => {
  const { page, quiet, close } = await tab(browser, address);
  const headings = () => page.locator("h2:visible").allInnerTexts();
  assert.ok((await headings()).includes("Before and after"));
  await page.click("label[for=in-zh]");
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  const zh = await headings();
  assert.ok(zh.includes("前后对比"));
  assert.ok(!zh.some((t) => /[a-z]{4}/.test(t)), zh.join());
  await page.focus("#in-zh");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.ok((await headings()).includes("Before and after"));
  quiet();
  await close();
});

test("everything can be reached and used by keyboard", async () => {
  const { page, quiet, close } = await tab(browser, address);
  const been = await tabbedThrough(page);
  assert.ok(been.length > 20, been.join());
  assert.deepEqual(await missedByTab(page), []);
  const details = page.locator(".of-scenario:not([hidden]) details").first();
  await details.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await details.evaluate((d) => d.open), true);
  await page.locator("input[name=scenario]:checked").focus();
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.locator(".of-scenario:visible").getAttribute("data-scenario"), "0");
  const saving = page.waitForEvent("download");
  await page.locator("button:visible", { hasText: "Save as CSV" }).first().focus();
  await page.keyboard.press("Enter");
  assert.equal((await saving).suggestedFilename(), "measures.csv");
  quiet();
  await close();
});

test("a table is saved as it is shown, a picture as a file of its own", async () => {
  const { page, quiet, close } = await tab(browser, address);
  const saved = async (button) => {
    const saving = page.waitForEvent("download");
    await button.click();
    const download = await saving;
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  };
  const csv = await saved(page.locator("button:visible", { hasText: "Save as CSV" }).first());
  assert.ok(csv.text.startsWith("\ufeffmeasure,"));
  const shown = (await page.textContent("tr[data-measure=boardings] td:nth-child(3)"));
  assert.ok(csv.text.includes(`boardings,`) && csv.text.includes(`"${shown}"`));
  const svg = await saved(page.locator("button:visible", { hasText: "Save as SVG" }).first());
  assert.match(svg.name, /\.svg$/);
  assert.ok(svg.text.startsWith("<svg") && svg.text.includes('xmlns="http://www.w3.org/2000/svg"'));
  quiet();
  await close();
});

for (const [language, dark] of [["en", false], ["en", true], ["zh", false], ["zh", true]])
  test(`no serious issue of accessibility: ${language}, ${dark ? "dark" : "light"}`, async () => {
    const { page, close } = await tab(browser, address, { dark });
    await page.check(`#in-${language}`, { force: true });
    await accessible(page);
    await close();
  });

test("on a narrow screen only tables and pictures are wider than it", async () => {
  const { page, close } = await tab(browser, address, { width: 390 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390);
  await close();
});

test("hostile names are text", async () => {
  run(work, "init", "line");
  const file = join(work, "line", "more-trains.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^scenario:.*$/m, "scenario: " + JSON.stringify(hostile)));
  run(work, "compare", "line/more-trains.yaml", "--replications", "3", "--ranges", "0", "--quiet", "--report", "hostile.html");
  const { page, quiet, close } = await tab(browser, pathToFileURL(join(work, "hostile.html")).href);
  assert.equal(await page.locator("img").count(), 0);
  assert.ok((await page.textContent("h1")).includes(hostile));
  assert.ok((await page.title()).includes(hostile));
  quiet();
  await close();
});

test("without JavaScript all is there", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  assert.equal(await page.locator(".of-scenario:visible").count(), 2);
  assert.ok(await page.locator("tr[data-measure=boardings]").isVisible());
  await page.click("label[for=in-zh]");
  assert.ok(await page.locator("h2", { hasText: "前后对比" }).isVisible());
  await context.close();
});

test("pictures come closer by mouse and by keyboard, and save as PNG", async () => {
  const { page, quiet, close } = await tab(browser, address);
  const figure = page.locator("#load-map-1"), picture = figure.locator(".picture"), width = () => figure.locator("svg").first().evaluate((svg) => svg.getBoundingClientRect().width);
  const far = await width();
  await figure.getByRole("button", { name: "Closer" }).click();
  const near = await width();
  assert.ok(Math.abs(near / far - 1.5) < 0.01, `${far} became ${near}`);
  await picture.focus();
  await page.keyboard.press("+");
  assert.ok(await width() > 1.4 * near);
  for (let k = 0; k < 3; ++k) await page.keyboard.press("-");
  assert.equal(await width(), far);
  const [download] = await Promise.all([page.waitForEvent("download"), figure.getByRole("button", { name: "Save as PNG" }).first().click()]);
  assert.equal(download.suggestedFilename(), "load-map-1.png");
  const png = readFileSync(await download.path());
  assert.deepEqual([...png.subarray(1, 4)].map((c) => String.fromCharCode(c)).join(""), "PNG");
  // Twice the picture's own size, and something is drawn on it.
  const [w, h] = (await figure.locator("svg").first().getAttribute("viewBox")).split(" ").slice(2).map(Number);
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2 * w, 2 * h].map(Math.floor));
  assert.ok(png.length > 20_000, `${png.length} bytes`);
  quiet();
  await close();
});

test("the page of a study names text as text and has no serious hindrance", async () => {
  run(work, "init", "studied");
  writeFileSync(join(work, "studied/study.yaml"), `study: ${JSON.stringify(hostile)}\nscenario: line.yaml\nvary: {fare: {paths: [fares.per_km], values: [0.3 yuan, 0.5 yuan]}}\ndesign: grid\nreplications: 3\ndecide_on: [revenue, boardings]\n`);
  run(work, "study", "run", "studied/study.yaml", "-o", "s.db", "--quiet", "--report", "study.html");
  const { page, quiet, close } = await tab(browser, pathToFileURL(join(work, "study.html")).href);
  assert.equal(await page.textContent("h1"), hostile);
  assert.equal(await page.locator("circle.best").count(), 2);
  await accessible(page);
  quiet();
  await close();
});
