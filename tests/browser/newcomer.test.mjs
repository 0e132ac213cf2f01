// The five questions of someone new, answered on the demo within two clicks from the
// front page, with and without JavaScript.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openPage } from "./lib/chromium.mjs";
import { browser, folder, site } from "./lib/stage.mjs";

/** What is clicked, by the words of the link, and the words of one place that answer. */
const QUESTIONS = [
  {
    asks: "Who owns the phone cards?",
    clicks: ["Start here", "All 12"],
    answer: ["tr", "Laminate the phone cards for twelve huts", "Obi Ferreira"],
  },
  {
    asks: "Why do hut boxes send change packets all day?",
    clicks: ["Start here", "Hut boxes send change packets all day"],
    answer: ["article p", "forty-eight bunks and sixty-two guests", "fell into the storm"],
  },
  {
    asks: "What is the latest state?",
    clicks: ["Start here", "Sprint 16 Status Report"],
    answer: ["article p", "ten of them talk to the valley all day", "finished 20 of these 38"],
  },
  {
    asks: "What does relay mean?",
    clicks: ["Start here", "All 18"],
    answer: [".words > div", "Relay", "the radio mast at Val Sura"],
  },
  {
    asks: "Whom do I ask about a hut box?",
    clicks: ["Start here"],
    answer: [".asks > li", "Hut box issues", "Élodie Marchand"],
  },
];

const isDemo =
  existsSync(join(folder, "start.html")) &&
  readFileSync(join(folder, "start.html"), "utf8").includes("Firn: what the team knows");
for (const { asks, clicks, answer } of QUESTIONS) {
  for (const javaScriptEnabled of [true, false]) {
    const name = `${asks}${javaScriptEnabled ? "" : " (without JavaScript)"}`;
    test(name, { skip: !isDemo && "not the demo" }, async () => {
      assert.ok(clicks.length <= 2);
      const viewport = { width: 1280, height: 860 };
      const options = { viewport, javaScriptEnabled, reducedMotion: "reduce" };
      const { page, faults, close } = await openPage(browser, site.root, options);
      await page.goto(`${site.root}index.html`);
      for (const words of clicks) {
        await page.getByRole("link", { name: words, exact: true }).first().click();
      }
      const [place, ...words] = answer;
      let spot = page.locator(place);
      for (const word of words) spot = spot.filter({ hasText: word });
      assert.ok(await spot.first().isVisible(), `${asks} ${words.join(" … ")}`);
      assert.deepEqual(faults, []);
      await close();
    });
  }
}
