// The timeline in lanes: zoom, lanes, keys, the state in the address, the list, print.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./lib/chromium.mjs";
import { browser, site } from "./lib/stage.mjs";

async function timeline(query = "", more = {}) {
  const options = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...more };
  const opened = await openPage(browser, site.root, options);
  await opened.page.goto(`${site.root}timeline.html${query}`);
  return opened;
}

const lanes = (page) => page.locator(".tl-lane").evaluateAll((all) => all.map((lane) => lane.ariaLabel));
const focused = (page) => page.evaluate(() => document.activeElement.textContent);

test("every line of the list stands in a lane, in each way to see them", async () => {
  const { page, faults, close } = await timeline();
  const listed = await page.locator("#k-list [data-k]").count();
  assert.ok(listed > 2, `the site has ${listed} lines`);
  for (const by of ["kind", "owner", "period"]) {
    // Where nothing has an owner or a sprint, there are no such lanes to choose.
    const choice = page.locator(`label:has(input[value=${by}])`);
    if (by !== "kind" && !(await choice.isVisible())) continue;
    await page.locator(`input[value=${by}]`).check({ force: true });
    const counted = await page.locator(".tl-name small").allTextContents();
    const all = counted.reduce((sum, n) => sum + Number(n), 0);
    assert.ok(all >= listed, `${by}: ${all} of ${listed}`);
    assert.equal(new URL(page.url()).searchParams.get("lanes"), by === "kind" ? null : by);
    const names = await lanes(page);
    assert.equal(new Set(names).size, names.length, names.join());
  }
  assert.deepEqual(faults, []);
  await close();
});

test("zoom makes a day wider, and the address keeps it", async () => {
  const { page, close } = await timeline();
  const wide = () => page.locator(".tl-can").evaluate((e) => e.offsetWidth);
  const year = await wide();
  await page.locator(".tl-ev[tabindex='0']").focus();
  await page.keyboard.press("+");
  const quarter = await wide();
  await page.keyboard.press("+");
  assert.ok(year < quarter && quarter < (await wide()));
  assert.match(page.url(), /zoom=month/);
  const same = await timeline(new URL(page.url()).search);
  assert.ok(await same.page.locator("input[value=month]").isChecked());
  await same.close();
  await page.keyboard.press("-");
  await page.keyboard.press("-");
  assert.doesNotMatch(page.url(), /zoom/);
  await close();
});

test("one stop for the tab key, then arrows", async () => {
  const { page, close } = await timeline();
  assert.equal(await page.locator(".tl-ev[tabindex='0']").count(), 1);
  await page.locator(".tl-ev[tabindex='0']").focus();
  const first = await focused(page);
  await page.keyboard.press("End");
  const last = await focused(page);
  await page.keyboard.press("Home");
  assert.equal(await focused(page), first);
  await page.keyboard.press("ArrowDown");
  const below = await focused(page);
  assert.notEqual(below, first);
  await page.keyboard.press("ArrowUp");
  assert.ok(first && last && below);
  assert.equal(await page.locator(".tl-ev[tabindex='0']").count(), 1);
  await close();
});

test("exact days are thin, periods are as wide as they last", async () => {
  const { page, close } = await timeline("?zoom=month");
  const width = (all) => all.map((e) => Number.parseFloat(e.style.getPropertyValue("--w")));
  const exact = await page.locator(".tl-ev.exact").evaluateAll(width);
  assert.ok(exact.length > 0 && exact.every((w) => w === 3), exact.join());
  const soft = await page.locator(".tl-ev.period").evaluateAll(width);
  assert.ok(soft.every((w) => w >= 10), soft.join());
  await close();
});

test("without JavaScript and in print the list is the page", async () => {
  const bare = await timeline("", { javaScriptEnabled: false });
  assert.ok(await bare.page.locator("#k-list li").first().isVisible());
  assert.ok(!(await bare.page.locator("#k-tlbar").isVisible()));
  await bare.close();
  const { page, close } = await timeline();
  assert.equal(await page.locator("#k-list").getAttribute("open"), null);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("#k-list li").first().isVisible());
  assert.ok(!(await page.locator("#k-lanes").isVisible()));
  await close();
});
