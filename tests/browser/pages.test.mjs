// A sample of every kind of page, looked at as readers do: light and dark, wide and
// narrow, from a server and from disk, with scripts and without.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { openPage } from "./lib/chromium.mjs";
import { encoded, kindOf, pagesOf } from "./lib/site.mjs";
import { browser, folder, site } from "./lib/stage.mjs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WIDTHS = [1280, 390];
const THEMES = ["light", "dark"];

/** Of each kind the two largest pages, where most can go wrong, and the smallest. */
function sample() {
  const kinds = new Map();
  for (const page of pagesOf(folder)) {
    const kind = kindOf(page);
    kinds.set(kind, [...(kinds.get(kind) ?? []), page]);
  }
  const size = (page) => statSync(join(folder, page)).size;
  return [...kinds].flatMap(([kind, pages]) => {
    const sorted = pages.sort((a, b) => size(b) - size(a));
    const chosen = new Set([...sorted.slice(0, 2), sorted.at(-1)]);
    return [...chosen].map((page) => ({ kind, page }));
  });
}

for (const { kind, page } of sample()) {
  test(`${kind}: ${page}`, async (t) => {
    for (const width of WIDTHS) {
      for (const theme of THEMES) {
        await t.test(`${width} ${theme}`, () => looksRight(page, width, theme));
      }
    }
    await t.test("without JavaScript", () => readsWithoutScript(page));
    await t.test("from disk", () => opensFromDisk(page));
  });
}

async function looksRight(address, width, theme) {
  const options = { viewport: { width, height: 900 }, colorScheme: theme, reducedMotion: "reduce" };
  const { page, faults, close } = await openPage(browser, site.root, options);
  await page.goto(site.root + encoded(address), { waitUntil: "load" });
  const sideways = await sidewaysScroll(page);
  // By way of the debugger, so that the page's own policy stays in force.
  await page.evaluate(axeSource);
  const found = await page.evaluate(
    (rules) => globalThis.axe.run({ runOnly: { type: "tag", values: rules } }),
    RULES,
  );
  assert.ok(found.passes.length > 5, "axe looked at the page");
  const seen = { violations: found.violations.map(violation), sideways, faults };
  assert.deepEqual(seen, { violations: [], sideways: [], faults: [] });
  await close();
}

async function readsWithoutScript(address) {
  const view = { viewport: { width: 1280, height: 900 } };
  const url = site.root + encoded(address);
  const plain = await openPage(browser, site.root, { ...view, javaScriptEnabled: false });
  await plain.page.goto(url);
  const seen = await shown(plain.page);
  assert.ok(seen.heading, "there is a first heading");
  assert.ok(seen.text.length > 20, "there is text to read");
  assert.ok(seen.links > 0, "there is somewhere to go");
  assert.deepEqual(seen.hiddenNav, [], "all of the main navigation is there");
  assert.deepEqual(await sidewaysScroll(plain.page), []);
  assert.deepEqual(plain.faults, []);
  await plain.close();
}

async function opensFromDisk(address) {
  const root = `${pathToFileURL(folder).href}/`;
  const { page, faults, close } = await openPage(browser, root, {});
  await page.goto(root + encoded(address));
  const sheets = await page.evaluate(() => document.styleSheets.length);
  assert.ok(sheets > 0, "the style sheet is found");
  assert.deepEqual(faults, []);
  await close();
}

/** What a reader meets on the page as it stands. */
function shown(page) {
  return page.evaluate(() => {
    const main = document.querySelector("main");
    const visible = (element) => element.checkVisibility();
    const nav = [...document.querySelectorAll("header nav a")];
    return {
      heading: document.querySelector("h1")?.textContent.trim() ?? "",
      text: main?.innerText ?? "",
      links: document.querySelectorAll("a[href]").length,
      hiddenNav: nav.filter((link) => !visible(link)).map((link) => link.textContent),
    };
  });
}

/** The outermost elements that stick out of the window, if the page scrolls sideways. */
function sidewaysScroll(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 120));
    return [`${root.scrollWidth} of ${root.clientWidth} px`, ...out];
  });
}

function violation({ id, help, nodes }) {
  const places = nodes.slice(0, 3).map((node) => `${node.target} ${node.html.slice(0, 120)}`);
  return `${id}: ${help} (${nodes.length}) ${places.join(" | ")}`;
}
