// The page of czt serve in a browser.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { accessible, factor, folder, hostile, missedByTab, openBrowser, opened as openedAt, run, serve, settled, shown, shows, tab, tabbedThrough } from "./pages.mjs";

const work = folder(after);
let browser, server;

before(async () => {
  browser = await openBrowser();
  run(work, "init", "line");
  server = await serve(work, "line/line.yaml", "line/more-trains.yaml");
});
after(async () => {
  await server?.stop();
  await browser?.close();
});

const opened = (state, how) => openedAt(browser, server.url, state, how);
const figures = (page) => page.$$eval("#answer tbody tr", (all) => all.map((row) =>
  ({ measure: row.dataset.measure, label: row.cells[0].querySelector(".en")?.textContent ?? row.cells[0].textContent, cells: [...row.cells].slice(1, 5).map((c) => c.textContent) })));
const boardings = (page) => page.textContent("#answer tr[data-measure=boardings] td:nth-of-type(2)");
const pick = async (page, path) => {
  await page.fill("#search", path);
  await page.locator("#found button", { has: page.locator(`b:text-is("${path}")`) }).click();
  await page.waitForSelector("#chosen .input");
};

test("the figures are those of czt run and compare --json", async () => {
  const { page, quiet, close } = await opened({ scenario: "line.yaml", lang: "en", set: "demand.scale=1.5" });
  const days = await page.getAttribute("#state", "data-replications");
  writeFileSync(join(work, "line", "busier.yaml"), "scenario: busier\nbase: line.yaml\nchanges:\n  it: {demand.scale: \"1.5\"}\n");
  const told = JSON.parse(run(work, "compare", "line/line.yaml", "line/busier.yaml", "--replications", days, "--ranges", "0", "--json", "--quiet"));
  const of = (k, name) => told.scenarios[k].measures.find((m) => m.measure === name && m.scope === "line");
  const rows = await figures(page);
  for (const { measure, label, cells } of rows) {
    const after = of(1, measure), by = factor(label, after.unit);
    const values = [of(0, measure).mean, after.mean, after.difference, after.difference_half_width];
    cells.forEach((text, k) => { if (text !== "") shows(text, values[k] === null ? null : values[k] * by, `${measure}, column ${k + 1}`); });
  }
  assert.ok(rows.length > 12, `only ${rows.length} measures were compared`);
  quiet();
  await close();
});

test("a slider's answer arrives in time, and the newest is the one that stays", async () => {
  const { page, quiet, close } = await opened({ scenario: "line.yaml", lang: "en", set: "demand.scale=1.2" });
  const first = await boardings(page);
  const took = await page.evaluate(() => new Promise((done) => {
    const slider = document.querySelector("#chosen input[type=range]"), state = document.getElementById("state");
    slider.value = "1.6";
    const from = performance.now();
    slider.dispatchEvent(new Event("input"));
    new MutationObserver((_, watching) => {
      if (document.getElementById("answer").classList.contains("old") || !state.textContent.includes("simulated days")) return;
      watching.disconnect();
      done(performance.now() - from);
    }).observe(state, { childList: true, subtree: true, attributes: true });
  }));
  assert.ok(took < 500, `the first answer came after ${took} ms`);
  for (const value of ["1.3", "1.7", "1.4", "1.2"]) await page.locator("#chosen input[type=range]").evaluate((s, v) => { s.value = v; s.dispatchEvent(new Event("input")); }, value);
  await page.waitForTimeout(100);
  await settled(page);
  assert.equal(await boardings(page), first);
  quiet();
  await close();
});

test("all of it can be done by keyboard alone", async () => {
  const { page, quiet, close } = await opened({ scenario: "line.yaml", lang: "en" });
  await page.focus("#search");
  await page.keyboard.type("demand.scale");
  await page.waitForSelector("#found button");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#chosen input[type=range]");
  await page.locator("#chosen input[type=range]").focus();
  const was = Number(await page.inputValue("#chosen input[type=number]"));
  await page.keyboard.press("ArrowRight");
  assert.ok(Number(await page.inputValue("#chosen input[type=number]")) > was);
  await page.waitForTimeout(100);
  await settled(page);
  await shown(page);
  const been = await tabbedThrough(page);
  assert.deepEqual(await missedByTab(page), []);
  assert.ok(been.includes("scenario") && been.includes("search") && been.includes("file"), been.join());
  await page.focus("#file");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("kept.yaml");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("saved").textContent.includes("kept.yaml"));
  assert.ok(readFileSync(join(work, "line", "kept.yaml"), "utf8").includes("demand.scale"));
  quiet();
  await close();
});

test("the language is switched", async () => {
  const { page, quiet, close } = await opened({ scenario: "line.yaml", lang: "en", set: "demand.scale=1.5" });
  await page.click("label[for=in-zh]");
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  const zh = await page.innerText("main");
  for (const words of ["情景", "改动", "结果", "现状", "各模拟"]) assert.ok(zh.includes(words), words);
  for (const words of ["Answer", "as it is", "simulated days"]) assert.ok(!zh.includes(words), words);
  await page.reload();
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  quiet();
  await close();
});

test("what is shared has the figures of the page", async () => {
  const { page, quiet, close } = await opened({ scenario: "line.yaml", lang: "en", set: "demand.scale=1.5" });
  const saved = async (button) => {
    const saving = page.waitForEvent("download");
    await page.click(button);
    const download = await saving;
    return { name: download.suggestedFilename(), path: await download.path() };
  };
  const rows = await figures(page);
  const report = await saved("#share");
  assert.equal(report.name, "what-if.html");
  const html = readFileSync(report.path, "utf8");
  for (const { measure, cells } of rows) assert.ok(html.includes(`<tr data-measure="${measure}">`), measure);
  const row = (name) => [...html.split(`<tr data-measure="${name}">`)[1].split("</tr>")[0].matchAll(/<td>([^<]*)<\/td>/g)].map((m) => m[1]);
  assert.deepEqual(row("boardings"), rows.find((r) => r.measure === "boardings").cells);
  const csv = await saved("#table");
  assert.equal(csv.name, "what-if.csv");
  const text = readFileSync(csv.path, "utf8");
  assert.ok(text.startsWith("\ufeffmeasure,as it is,changed,"));
  assert.equal(text.trim().split("\r\n").length, rows.length + 1);
  assert.ok(text.includes("'= the same") || !text.includes("= the same"));
  quiet();
  await close();
});

test("a reload keeps the work", async () => {
  const { page, quiet, close } = await opened({ scenario: "more-trains.yaml", lang: "en" });
  await pick(page, "demand.scale");
  await page.fill("#chosen input[type=number]", "1.3");
  await page.waitForTimeout(100);
  await settled(page);
  const shown = await figures(page);
  await page.reload();
  await settled(page);
  assert.equal(await page.inputValue("#scenario"), "more-trains.yaml");
  assert.equal(await page.inputValue("#chosen input[type=number]"), "1.3");
  assert.deepEqual(await figures(page), shown);
  quiet();
  await close();
});

test("two tabs do not disturb each other", async () => {
  const [a, b] = await Promise.all(["1.5", "0.5"].map((scale) => opened({ scenario: "line.yaml", lang: "en", set: "demand.scale=" + scale })));
  const more = await boardings(a.page), fewer = await boardings(b.page);
  assert.notEqual(more, fewer);
  await b.page.fill("#chosen input[type=number]", "0.7");
  await b.page.waitForTimeout(100);
  await settled(b.page);
  assert.equal(await boardings(a.page), more);
  assert.equal(await a.page.inputValue("#chosen input[type=number]"), "1.5");
  assert.notEqual(await boardings(b.page), fewer);
  // The one that has asked less often is still answered.
  for (const value of ["0.8", "0.9", "0.6", "0.7"]) await b.page.fill("#chosen input[type=number]", value);
  await a.page.fill("#chosen input[type=number]", "1.4");
  await a.page.waitForTimeout(100);
  await a.page.waitForSelector("#state[data-settled=true]", { timeout: 15000 });
  assert.notEqual(await boardings(a.page), more);
  for (const it of [a, b]) { it.quiet(); await it.close(); }
});

test("a stopped server is said so in words", async () => {
  const own = await serve(work, "line/line.yaml");
  const { page, close } = await tab(browser, own.url + "#" + new URLSearchParams({ lang: "en", set: "demand.scale=1.5" }));
  await settled(page);
  const shown = await figures(page);
  await own.stop();
  await page.waitForSelector("#gone:not([hidden])", { timeout: 8000 });
  assert.match(await page.innerText("#gone"), /has been stopped/);
  assert.deepEqual(await figures(page), shown);
  await page.fill("#chosen input[type=number]", "1.1");
  await page.waitForTimeout(500);
  assert.match(await page.innerText("#state"), /^No answer came/);
  await close();
});

test("hostile names and values are text", async () => {
  const file = join(work, "line", "hostile.yaml");
  writeFileSync(file, readFileSync(join(work, "line", "line.yaml"), "utf8").replace(/^scenario:.*$/m, "scenario: " + JSON.stringify(hostile)));
  const own = await serve(work, "line/hostile.yaml");
  const { page, quiet, close } = await tab(browser, own.url + "#" + new URLSearchParams({ lang: "en", set: "demand.scale=<img src=x onerror=document.title=1>" }));
  await page.waitForSelector("#wrong:not([hidden])");
  assert.ok((await page.textContent("#scenario")).includes(hostile));
  assert.ok((await page.textContent("#wrong")).includes("<img"));
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.title(), "czt: what if");
  quiet();
  await close();
  await own.stop();
});

for (const [lang, dark] of [["en", false], ["en", true], ["zh", false], ["zh", true]])
  test(`no serious issue of accessibility: ${lang}, ${dark ? "dark" : "light"}`, async () => {
    const { page, close } = await opened({ scenario: "line.yaml", lang, set: "demand.scale=1.5" }, { dark });
    await page.fill("#search", "fare");
    await page.waitForSelector("#found button");
    await accessible(page);
    await close();
  });

test("on a narrow screen only tables are wider than it", async () => {
  const { page, close } = await opened({ scenario: "line.yaml", lang: "en", set: "demand.scale=1.5" }, { width: 390 });
  await page.fill("#search", "fare");
  await page.waitForSelector("#found button");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390);
  await close();
});
