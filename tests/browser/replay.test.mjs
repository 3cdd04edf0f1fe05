// The day played again on the live page: what it shows at a time is what --csv has.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { csv, folder, openBrowser, opened, run, serve, shown } from "./pages.mjs";

const work = folder(after);
let browser, server, stops, journeys;

before(async () => {
  browser = await openBrowser();
  run(work, "init", "line");
  run(work, "run", "line/line.yaml", "--set", "demand.scale=2", "--replications", "2", "--ranges", "0", "--quiet", "--csv", "tables");
  stops = csv(join(work, "tables", "stops.csv"));
  journeys = csv(join(work, "tables", "journeys.csv"));
  server = await serve(work, "line/line.yaml");
});
after(async () => {
  await server?.stop();
  await browser?.close();
});

const withReplay = async (how, lang = "en") => {
  const it = await opened(browser, server.url, { scenario: "line.yaml", lang, set: "demand.scale=2" }, how);
  await shown(it.page);
  return it;
};
const at = (page, second) => page.locator("#replay-time").evaluate((slider, value) => { slider.value = String(value); slider.dispatchEvent(new Event("input")); }, second);
const second = (page) => page.$eval("#replay-now", (now) => Number(now.dataset.second));
const waiting = (station, t) => journeys.filter((j) => j.from === station && j.outcome === "made" && Number(j.came) <= t && t < Number(j.departed)).length;

test("at any time loads and waiting people are those of --csv", async () => {
  const { page, quiet, close } = await withReplay();
  let between = 0;
  for (const t of [6 * 3600 + 1234, 7 * 3600 + 30 * 60, 8 * 3600 + 17, 9 * 3600 + 1000, 17 * 3600 + 2001, 21 * 3600 + 2]) {
    await at(page, t);
    const trains = await page.$$eval("#replay-map g[data-train]", (all) => Object.fromEntries(all.map((e) => [e.dataset.train, Number(e.dataset.load)])));
    const booked = new Map();
    for (const s of stops) (booked.get(s.train) ?? booked.set(s.train, []).get(s.train)).push(s);
    let aboard = 0, running = 0;
    for (const [train, calls] of booked) {
      const last = calls.findLast((s) => Number(s.departed) <= t), k = calls.indexOf(last);
      if (Number(calls[0].arrived) <= t && t < Number(calls.at(-1).departed)) ++running;
      if (!last || k + 1 >= calls.length || t >= Number(calls[k + 1].arrived)) continue;
      assert.equal(trains[train], Number(last.load), `${train} at ${t}`);
      ++between;
    }
    for (const load of Object.values(trains)) aboard += load;
    assert.equal(Object.keys(trains).length, running);
    let all = 0;
    for (const station of ["City", "Mill", "Harbour", "Hill"]) {
      const shown = Number(await page.textContent(`#replay-map [data-station=${station}] .count`)), wait = waiting(station, t);
      assert.equal(shown, wait, `${station} at ${t}`);
      all += wait;
    }
    assert.ok((await page.textContent("#replay-now .en")).endsWith(`${running} trains with ${aboard} on board; ${all} wait`));
  }
  assert.ok(between > 8, `${between} trains were compared`);
  quiet();
  await close();
});

test("it plays, pauses, and runs as fast as it is told", async () => {
  const { page, quiet, close } = await withReplay();
  await at(page, 7 * 3600);
  await page.selectOption("#replay-speed", "600");
  await page.click("#replay-play");
  const from = await second(page);
  await page.waitForTimeout(1500);
  await page.click("#replay-play");
  const ran = (await second(page)) - from;
  assert.ok(ran > 300 && ran < 1800, `${ran} s at 600 times`);
  const paused = await second(page);
  await page.waitForTimeout(300);
  assert.equal(await second(page), paused);
  await page.selectOption("#replay-speed", "1");
  await page.click("#replay-play");
  await page.waitForTimeout(1200);
  const slow = (await second(page)) - paused;
  assert.ok(slow >= 1 && slow <= 4, `${slow} s at 1 time`);
  assert.deepEqual(await page.$$eval("#replay-speed option", (all) => [all[0].value, all.at(-1).value]), ["1", "600"]);
  quiet();
  await close();
});

test("it is used by keyboard alone", async () => {
  const { page, quiet, close } = await withReplay();
  await page.focus("#replay-time");
  await at(page, 7 * 3600);
  await page.keyboard.press("ArrowRight");
  assert.equal(await second(page), 7 * 3600 + 60);
  await page.keyboard.press("PageUp");
  assert.equal(await second(page), 7 * 3600 + 960);
  assert.equal(await page.getAttribute("#replay-time", "aria-valuetext"), "07:16:00");
  await page.focus("#replay-play");
  await page.keyboard.press("Space");
  assert.equal(await page.getAttribute("#replay-play", "aria-pressed"), "true");
  await page.keyboard.press("Enter");
  assert.equal(await page.getAttribute("#replay-play", "aria-pressed"), "false");
  quiet();
  await close();
});

test("where less motion is wished for it changes once a second", async () => {
  const { page, close } = await withReplay({ calm: true });
  await at(page, 7 * 3600);
  await page.selectOption("#replay-speed", "60");
  const changes = await page.evaluate(() => new Promise((done) => {
    let seen = 0;
    new MutationObserver(() => { ++seen; }).observe(document.getElementById("replay-now"), { attributes: true, attributeFilter: ["data-second"] });
    document.getElementById("replay-play").click();
    setTimeout(() => done(seen), 3300);
  }));
  assert.ok(changes >= 1 && changes <= 4, `${changes} changes in 3.3 s`);
  await close();
});

test("a train's day and a station's day are those of --csv", async () => {
  const { page, quiet, close } = await withReplay();
  await page.selectOption("#pick-train", "L10");
  const calls = await page.$$eval("#replay-detail table tbody tr", (all) => all.map((row) => [row.cells[0].querySelector(".en")?.textContent ?? row.cells[0].textContent, ...[...row.cells].slice(3).map((c) => c.textContent)]));
  assert.deepEqual(calls, stops.filter((s) => s.train === "L10").map((s) => [s.station, s.boarded, s.alighted, s.load]));
  await page.selectOption("#pick-train", "");
  await page.selectOption("#pick-station", "Mill");
  const trains = await page.$$eval("#replay-detail table tbody tr", (all) => all.map((row) => [row.cells[0].textContent, row.cells[4].textContent, row.cells[5].textContent, row.cells[6].textContent]));
  const told = stops.filter((s) => s.station === "Mill").sort((a, b) => Number(a.arrived) - Number(b.arrived)).map((s) => [s.train, s.boarded, s.alighted, s.load]);
  assert.deepEqual(trains, told);
  const times = journeys.filter((j) => j.from === "Mill" && j.outcome === "made").map((j) => Math.ceil(Number(j.came)));
  const most = Math.max(...times.map((t) => waiting("Mill", t)));
  assert.match(await page.textContent("#replay-detail .see .en"), new RegExp(`^Most, ${most}, at `));
  quiet();
  await close();
});

test("the day as it is may be played beside the changed one, in Chinese too", async () => {
  const { page, quiet, close } = await withReplay({}, "zh");
  await at(page, 8 * 3600);
  const now = async () => {
    const text = await page.textContent("#replay-now .zh");
    assert.match(text, /^08:00:00：在线列车\d+列，车上\d+人，候车\d+人$/);
    return text;
  };
  const aboard = (text) => Number(/车上(\d+)人/.exec(text)[1]);
  const changed = await now();
  await page.selectOption("#replay-of", "base");
  await page.waitForFunction((was) => document.querySelector("#replay-now .zh").textContent !== was, changed);
  const asIs = await now();
  assert.ok(aboard(changed) > 1.5 * aboard(asIs), `twice the people: ${changed}, ${asIs}`);
  assert.ok((await page.innerText("#replay")).includes("播放"));
  assert.ok(!(await page.innerText("#replay")).includes("trains with"));
  quiet();
  await close();
});
