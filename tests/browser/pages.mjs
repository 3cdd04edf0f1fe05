// What the tests of both pages share: a browser, the program, and a page that is watched while it is used.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const czt = resolve(process.env.CZT);
export const scenarios = fileURLToPath(new URL("../../scenarios/", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const hostile = "<img src=x onerror=document.title=1> & '\"";

export function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/** A folder of its own, taken away when the tests of the file are done. */
export function folder(after) {
  const path = mkdtempSync(join(tmpdir(), "czt-browser-"));
  after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The program's stdout. */
export function run(cwd, ...options) {
  return execFileSync(czt, options, { cwd, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
}

/** A server and the address it printed; `stop` ends it and waits. */
export async function serve(cwd, ...files) {
  const server = spawn(czt, ["serve", "--quiet", ...files], { cwd, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => server.on("exit", done));
  const url = await new Promise((found, lost) => {
    let said = "";
    server.stdout.on("data", (data) => { if ((said += data).includes("\n")) found(said.trim()); });
    ended.then(() => lost(new Error("czt serve has ended")));
  });
  return { url, stop: async () => { server.kill("SIGTERM"); await ended; } };
}

/**
 * A tab whose console and requests are kept. `quiet` fails where the page complained or asked anyone but this machine.
 */
export async function tab(browser, address, { language = "en-GB", dark = false, width = 1280, calm = false } = {}) {
  const context = await browser.newContext({ locale: language, colorScheme: dark ? "dark" : "light", reducedMotion: calm ? "reduce" : "no-preference", viewport: { width, height: 900 }, acceptDownloads: true, serviceWorkers: "block" });
  const complaints = [], asked = [];
  context.on("request", (request) => asked.push(request.url()));
  const page = await context.newPage();
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  const home = new URL(address);
  const stays = (url) => /^(data|blob):/.test(url) || (home.protocol === "file:" ? url.split("#")[0] === home.href.split("#")[0] : new URL(url).origin === home.origin);
  await page.goto(address);
  return {
    page, complaints, asked,
    close: () => context.close(),
    quiet: () => {
      assert.deepEqual(complaints, []);
      assert.deepEqual(asked.filter((url) => !stays(url)), []);
    },
  };
}

/** The live page, when its answer has settled; `shown`: also what is shown of it. */
export const settled = (page) => page.waitForSelector("#state[data-settled=true]", { timeout: 60000 });
export async function shown(page) {
  await settled(page);
  await page.waitForSelector("#pictures-state[data-fresh=true]", { timeout: 60000 });
  await page.waitForSelector("#replay[data-fresh=true]", { timeout: 60000 });
}
/** A tab of the live page in the state that its address names. */
export async function opened(browser, url, state, how) {
  const it = await tab(browser, url + "#" + new URLSearchParams(state), how);
  await settled(it.page);
  return it;
}
/** What a press of the button saves. */
export async function saved(page, press) {
  const saving = page.waitForEvent("download");
  await press();
  const download = await saving, path = await download.path();
  return { name: download.suggestedFilename(), bytes: readFileSync(path), text: readFileSync(path, "utf8") };
}
/** Rows of a CSV file whose cells hold no quotes. */
export function csv(path) {
  const [head, ...rows] = readFileSync(path, "utf8").trim().split("\n").map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(head.map((name, k) => [name, row[k]])));
}

/** What axe-core calls serious or critical, each with the first elements that have it. */
export async function accessible(page) {
  await page.evaluate(axe);  // as an addition of the browser, whom the page's own policy does not bind
  // A picture is one named image to a screen reader; its thousands of lines would take minutes.
  assert.deepEqual(await page.$$eval("svg", (all) => all.filter((e) => e.getAttribute("role") !== "img" || !e.querySelector(":scope > title")?.textContent).map((e) => e.outerHTML.slice(0, 120))), []);
  const found = await page.evaluate(() => globalThis.axe.run({ exclude: ["svg"] }, { resultTypes: ["violations"] }));
  assert.deepEqual(
    found.violations.filter((v) => ["serious", "critical"].includes(v.impact))
      .map((v) => `${v.id}: ${v.help}: ${v.nodes.length} × ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`),
    []);
}

/** Where the focus comes to by Tab alone, until it has been everywhere. */
export async function tabbedThrough(page, most = 400) {
  await page.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0); });
  const names = [];
  for (let k = 0; k < most; ++k) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return "";  // past the last one; the next is the first
      if (at.dataset.beenHere) return null;
      at.dataset.beenHere = "yes";
      return at.id || at.textContent.trim().slice(0, 40) || at.tagName;
    });
    if (name === null) break;
    if (name !== "") names.push(name);
  }
  return names;
}

/** What can be clicked but Tab has not come to. One radio button stands for its group. */
export function missedByTab(page) {
  return page.evaluate(() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((e) => e.checkVisibility() && !e.disabled && !e.dataset.beenHere)
    .filter((e) => !(e.type === "radio" && document.querySelector(`input[name="${e.name}"][data-been-here]`)))
    .map((e) => e.outerHTML.slice(0, 120)));
}

/** The figure is the number at the digits it shows. */
export function shows(text, value, what) {
  if (value === null) return assert.equal(text, "–", what);
  const figure = text.replaceAll(",", "").replace("\u2212", "-");
  const decimals = (figure.split(".")[1] ?? "").length;
  assert.match(figure, /^[+-]?\d+(\.\d+)?$/, what);
  assert.ok(Math.abs(Number(figure) - value) <= 0.5 * 10 ** -decimals * (1 + 1e-9), `${what}: the page shows ${text}, --json has ${value}`);
}

/** What a value in a measure's own unit is multiplied by to be shown under this label. */
export function factor(label, unit) {
  if (unit === "s" && label.includes("(min)")) return 1 / 60;
  return unit === "" && label.includes("(%)") ? 100 : 1;
}
