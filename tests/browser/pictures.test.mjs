// The pictures of the live page: those of the report, fetched when the answer has settled, saved, switched, marked.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { accessible, folder, hostile, openBrowser, opened, run, saved, serve, shown, tab } from "./pages.mjs";

const work = folder(after);
let browser, server;

before(async () => {
  browser = await openBrowser();
  run(work, "init", "line");
  server = await serve(work, "line/line.yaml");
});
after(async () => {
  await server?.stop();
  await browser?.close();
});

const busier = { scenario: "line.yaml", lang: "en", set: "demand.scale=2" };
const withPictures = async (how) => {
  const it = await opened(browser, server.url, busier, how);
  await shown(it.page);
  return it;
};
/** Opens the table behind a picture, which is fetched then. */
const opensNumbers = async (page, id) => {
  await page.$eval(`#${id} details`, (details) => { details.open = true; });
  await page.waitForSelector(`#${id} table tbody tr`, { state: "attached" });
};
/** What stands above a group of rows is in each of them. */
const rows = (page, id) => page.$$eval(`#${id} table tbody`, (all) => all.flatMap((body) => {
  const cells = (row) => [...row.cells].map((c) => c.textContent), grouped = body.rows[0]?.cells[0].scope === "rowgroup";
  return [...body.rows].slice(grouped ? 1 : 0).map((row) => [...(grouped ? cells(body.rows[0]) : []), ...cells(row)]);
}));

test("the pictures are those of the report, before and after, and come after the answer", async () => {
  const { page, asked, quiet, close } = await withPictures();
  writeFileSync(join(work, "line", "busier.yaml"), "scenario: busier\nbase: line.yaml\nchanges:\n  it: {demand.scale: \"2\"}\n");
  run(work, "compare", "line/line.yaml", "line/busier.yaml", "--replications", "20", "--ranges", "0", "--quiet", "--report", "busier.html");
  const report = await tab(browser, pathToFileURL(join(work, "busier.html")).href);
  for (const id of ["train-graph-0", "train-graph-1", "load-map-0", "load-map-1", "load-profile-1", "platform-0", "platform-1", "stations-1"]) {
    assert.equal(await page.locator(`#${id} table`).count(), 0, "before it is opened");
    await opensNumbers(page, id);
    const own = await rows(page, id);
    assert.ok(own.length > 3, id);
    const seen = (on) => on.$eval(`#${id}`, (figure) => [figure.querySelector(".see").textContent, ...[...figure.querySelectorAll("path, rect")].map((e) => e.outerHTML.replace(/ picked/, ""))]);
    assert.deepEqual((await seen(page)).slice(1), (await seen(report.page)).slice(1), id);
    assert.equal((await seen(page))[0], (await seen(report.page))[0], id);
    assert.deepEqual(own, await rows(report.page, id), id);
  }
  const order = asked.map((url) => /api\/(run|picture|replay)\?/.exec(url)?.[1]).filter((name) => name);
  assert.deepEqual(order.filter((name) => name === "run").length, 1);
  assert.equal(order[0], "run");
  assert.ok(order.includes("replay"));
  assert.equal(order.filter((name) => name === "picture").length, 20);
  await report.close();
  quiet();
  await close();
});

test("as it is and as changed are switched, and stay switched when the answer changes", async () => {
  const { page, quiet, close } = await withPictures();
  assert.ok(await page.isVisible("#load-map-1") && !(await page.isVisible("#load-map-0")));
  await page.check("#pictures input[name=scenario][value='0']");
  assert.ok(await page.isVisible("#load-map-0") && !(await page.isVisible("#load-map-1")));
  await opensNumbers(page, "load-map-1");
  const first = await rows(page, "load-map-1");
  await page.fill("#chosen input[type=number]", "1.5");
  await page.waitForSelector("#pictures-state[data-fresh=false]");
  await shown(page);
  assert.ok(await page.isVisible("#load-map-0") && !(await page.isVisible("#load-map-1")));
  await opensNumbers(page, "load-map-1");  // it stays open, and is of the new answer
  assert.notDeepEqual(await rows(page, "load-map-1"), first);
  quiet();
  await close();
});

test("the picture in sight comes first, after the answer and before the others are there, and typing goes on meanwhile", async (t) => {
  const { page, quiet, close } = await withPictures();
  await page.locator("#stations-1").scrollIntoViewIfNeeded();
  const seen = await page.evaluate(() => new Promise((done) => {
    const order = [], field = document.querySelector("#chosen input[type=number]"), state = document.getElementById("state");
    let answered = NaN, longest = 0, before = performance.now();
    const beat = setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - before); before = now; }, 10);
    field.value = "1.7";
    field.dispatchEvent(new Event("input"));
    new MutationObserver((changes, watching) => {
      if (Number.isNaN(answered) && state.dataset.settled === "true") answered = performance.now();
      const there = document.querySelectorAll("#pictures figure[data-fresh=true]").length;
      for (const { target } of changes)
        if (target.matches("#pictures figure") && target.dataset.fresh === "true") {
          const box = target.getBoundingClientRect();
          order.push({ inSight: box.height > 0 && box.top < innerHeight && box.bottom > 0, there, after: performance.now() - answered });
        }
      if (order.length < 20) return;
      watching.disconnect();
      clearInterval(beat);
      done({ order, longest });
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-fresh", "data-settled"] });
  }));
  assert.ok(seen.order.findLastIndex((o) => o.inSight) < 4, "those in sight come before the others");
  assert.ok(seen.order[0].inSight);
  assert.ok(seen.order[0].there < 20, "they come one by one");
  assert.ok(seen.order.every((o) => o.after >= 0), "the answer waits for none");
  const [first, last] = [seen.order[0].after, seen.order.at(-1).after];
  assert.ok(seen.longest < last / 2, `the page stood still for ${seen.longest} of ${last} ms`);
  t.diagnostic(`after the answer: the first picture ${Math.round(first)} ms, the last ${Math.round(last)} ms, the longest standstill ${Math.round(seen.longest)} ms`);
  quiet();
  await close();
});

test("each picture saves as PNG and SVG, its table as CSV, all tables as one workbook", async () => {
  const { page, quiet, close } = await withPictures();
  for (const id of ["train-graph-1", "load-map-1", "load-profile-1", "platform-1"]) {
    const figure = page.locator("#" + id);
    const svg = await saved(page, () => figure.getByRole("button", { name: "Save as SVG" }).first().click());
    assert.equal(svg.name, id + ".svg");
    assert.ok(svg.text.startsWith("<svg") && svg.text.includes('xmlns="http://www.w3.org/2000/svg"'));
    const png = await saved(page, () => figure.getByRole("button", { name: "Save as PNG" }).first().click());
    assert.equal(png.name, id + ".png");
    assert.deepEqual(png.bytes.subarray(1, 4).toString(), "PNG");
    assert.ok(png.bytes.length > 10_000, `${id}: ${png.bytes.length} bytes`);
    await figure.locator("summary").click();
    await opensNumbers(page, id);
    const csv = await saved(page, () => figure.getByRole("button", { name: "Save as CSV" }).click());
    assert.equal(csv.name, id + ".csv");
    assert.equal(csv.text.trim().split("\r\n").length, (await rows(page, id)).length + 1);
  }
  const book = await saved(page, () => page.click("#workbook"));
  assert.equal(book.name, "what-if.xlsx");
  assert.equal(book.bytes.subarray(0, 2).toString(), "PK");
  quiet();
  await close();
});

test("names in tables behind pictures follow the language, and so does what is saved of them", async () => {
  const { page, quiet, close } = await withPictures();
  run(work, "run", "line/line.yaml", "--replications", "2", "--ranges", "0", "--quiet", "--report", "named.html");
  const report = await tab(browser, pathToFileURL(join(work, "named.html")).href);
  await opensNumbers(page, "load-map-1");
  await opensNumbers(page, "stations-1");
  for (const [on, k] of [[page, 1], [report.page, 0]]) {
    if (k === 0) await on.$$eval("details", (all) => { for (const details of all) details.open = true; });
    const words = async () => [await on.innerText(`#stations-${k} table`), await on.innerText(`#load-map-${k} table`)];
    const csv = async () => (await saved(on, () => on.locator(`#load-map-${k}`).getByRole("button", { name: /CSV/ }).click())).text.split("\r\n");
    await on.click("label[for=in-en]");
    assert.ok((await words()).every((text) => /\bMill\b/.test(text) && !text.includes("磨坊")));
    assert.match((await words())[1], /\bup\b/);
    const en = await csv();
    assert.match(en[0], /^\ufeffsegment,direction,from,load,seats,capacity$/);
    assert.match(en[1], /^Mill–City,up,\d\d:\d\d,/);
    await on.click("label[for=in-zh]");
    assert.ok((await words()).every((text) => text.includes("磨坊") && !/\bMill\b/.test(text)));
    assert.match((await words())[1], /上行/);
    const zh = await csv();
    assert.equal(zh.length, en.length);
    assert.match(zh[1], /^磨坊–.*,上行,\d\d:\d\d,/);
    assert.deepEqual(zh.slice(1).map((line) => line.split(",").slice(2)), en.slice(1).map((line) => line.split(",").slice(2)));
  }
  await report.close();
  quiet();
  await close();
});

test("a train or station picked in one figure is marked in all, by mouse and by keyboard", async () => {
  const { page, quiet, close } = await withPictures();
  const marked = (within, what) => page.$$eval(`${within} .picked[data-${what}]`, (all, what) => [...new Set(all.map((e) => e.dataset[what]))], what);
  await opensNumbers(page, "train-graph-1");
  await page.locator("#train-graph-1 [data-train=L10]").first().dispatchEvent("click");
  for (const within of ["#train-graph-0", "#train-graph-1", "#replay-graph"]) assert.deepEqual(await marked(within, "train"), ["L10"], within);
  assert.equal(await page.inputValue("#pick-train"), "L10");
  assert.ok((await page.$$eval("#train-graph-1 tr.picked th", (all) => all.map((e) => e.textContent))).every((t) => t === "L10"));
  await page.focus("#pick-station");
  await page.keyboard.type("Mill");
  await page.waitForFunction(() => document.querySelector("#stations-1 .picked"));
  for (const within of ["#stations-1", "#platforms-1", "#train-graph-1", "#replay-map"]) assert.deepEqual(await marked(within, "station"), ["Mill"], within);
  assert.equal(await page.$$eval("#load-map-1 .picked", (all) => all.length), 4);  // both segments, both ways
  await page.locator("#replay-map [data-station=Mill]").dispatchEvent("click");
  assert.deepEqual(await marked("body", "station"), []);
  quiet();
  await close();
});

test("the report marks the same", async () => {
  run(work, "run", "line/line.yaml", "--replications", "2", "--ranges", "0", "--quiet", "--report", "one.html");
  const { page, quiet, close } = await tab(browser, pathToFileURL(join(work, "one.html")).href);
  const [train, station] = [page.locator(".pickers select").nth(0), page.locator(".pickers select").nth(1)];
  await station.selectOption("Mill");
  assert.equal(await page.locator("#stations-0 g.picked").count(), 1);
  assert.equal(await page.locator("#load-map-0 g.picked").count(), 4);
  assert.match(await station.locator("option:checked").textContent(), /^Mill · 磨坊$/);
  await train.selectOption("L10");
  assert.equal(await page.locator("#train-graph-0 g.picked[data-train]").count(), 1);
  await page.locator("#stations-0 [data-station=City]").dispatchEvent("click");
  assert.equal(await station.inputValue(), "City");
  quiet();
  await close();
});

test("hostile names of stations are text in pictures and in the replay", async () => {
  const file = join(work, "line", "hostile.yaml");
  writeFileSync(file, readFileSync(join(work, "line", "line.yaml"), "utf8").replaceAll("Mill", JSON.stringify(hostile)));
  const own = await serve(work, "line/hostile.yaml");
  const { page, quiet, close } = await opened(browser, own.url, { lang: "en" });
  await shown(page);
  await page.selectOption("#pick-station", hostile);
  assert.ok((await page.textContent("#replay-detail h3")).includes(hostile));
  assert.ok(await page.locator("#stations-0 g.picked").count() === 1);
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.title(), "czt: what if");
  quiet();
  await close();
  await own.stop();
});

for (const [lang, dark] of [["en", false], ["zh", true]])
  test(`no serious issue of accessibility with pictures: ${lang}, ${dark ? "dark" : "light"}`, async () => {
    const { page, close } = await opened(browser, server.url, { ...busier, lang }, { dark });
    await shown(page);
    await page.selectOption("#pick-station", "Mill");
    await accessible(page);
    if (lang === "zh") {
      const words = await page.innerText("#day");
      assert.ok(words.includes("运行图：改动后") && words.includes("区段分时客流"), words.slice(0, 200));
      assert.ok(!words.includes("Train graph"));
    }
    await close();
  });

test("on a narrow screen the answer comes before the inputs, and only tables and pictures are wider than it", async () => {
  const { page, close } = await withPictures({ width: 390 });
  const top = async (selector) => (await page.locator(selector).boundingBox()).y;
  assert.ok(await top("#answer") < await top("#search"));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390);
  await close();
});
