// A document as its readers use it: lines of code by address, and on paper.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openPage } from "./lib/chromium.mjs";
import { encoded, kindOf, pagesOf } from "./lib/site.mjs";
import { browser, folder, site } from "./lib/stage.mjs";

const documents = pagesOf(folder).filter((page) => kindOf(page) === "document");
const html = (page) => readFileSync(join(folder, page), "utf8");
const withLines = documents.find((page) => html(page).includes('id="k-code-1-4"'));
const view = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" };

test("an address names one line of code or several", { skip: !withLines }, async () => {
  const { page, faults, close } = await openPage(browser, site.root, view);
  const marked = () => page.$$eval(".l.on", (all) => all.map((line) => line.id));
  await page.goto(`${site.root}${encoded(withLines)}#k-code-1-2:4`);
  await page.waitForSelector(".l.on");
  assert.deepEqual(await marked(), ["k-code-1-2", "k-code-1-3", "k-code-1-4"]);
  await page.click("#k-code-1-1 .ln");
  await page.waitForFunction(() => location.hash === "#k-code-1-1" && !document.querySelector(".l.on"));
  await page.click("#k-code-1-3 .ln", { modifiers: ["Shift"] });
  await page.waitForSelector(".l.on");
  assert.equal(new URL(page.url()).hash, "#k-code-1-1:3");
  assert.deepEqual(await marked(), ["k-code-1-1", "k-code-1-2", "k-code-1-3"]);
  assert.deepEqual(faults, []);
  await close();
});

test("on paper stand the text and its notes, and nothing to click", async () => {
  const { page, faults, close } = await openPage(browser, site.root, { ...view, colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  const largest = documents.sort((a, b) => html(b).length - html(a).length)[0];
  await page.goto(site.root + encoded(largest));
  const shown = await page.evaluate(() => {
    const seen = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility()).length;
    const paper = getComputedStyle(document.documentElement);
    return {
      controls: seen("header.mast, nav.toc, .copy, .perma, .skip"),
      text: seen("article h1") > 0,
      notes: seen(".note") === document.querySelectorAll(".note").length,
      light: paper.colorScheme,
      wide: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    };
  });
  assert.deepEqual(shown, { controls: 0, text: true, notes: true, light: "light", wide: true });
  assert.deepEqual(faults, []);
  await close();
});
