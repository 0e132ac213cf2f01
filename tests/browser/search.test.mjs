// The search as readers use it: keys, typing, prefixes, slips, tickets, filters, from
// a server and from disk.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { openPage } from "./lib/chromium.mjs";
import { browser, folder, site } from "./lib/stage.mjs";

const facts = JSON.parse(readFileSync(join(folder, "facts.json"), "utf8"));
const view = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" };

/** What the search finds, best first, with the milliseconds that one warm query takes. */
async function find(page, query, filters = {}) {
  return page.evaluate(
    async ([asked, sets]) => {
      const { find: search, record } = globalThis.kenning;
      const on = Object.fromEntries(Object.entries(sets).map(([k, v]) => [k, new Set(v)]));
      await search(asked, on);
      const start = performance.now();
      const { records } = await search(asked, on);
      const took = performance.now() - start;
      return { took, items: await Promise.all(records.slice(0, 30).map(record)), all: records.length };
    },
    [query, filters],
  );
}

async function searchPage(address = "search.html") {
  const opened = await openPage(browser, site.root, view);
  await opened.page.goto(site.root + address);
  await opened.page.waitForFunction(() => globalThis.kenning.find);
  return opened;
}

test("a query is split as the index is", async () => {
  const samples = JSON.parse(readFileSync(new URL("./lib/words.json", import.meta.url), "utf8"));
  const { page, close } = await searchPage();
  const split = (texts) => texts.map((text) => globalThis.kenning.words(text));
  const found = await page.evaluate(split, samples.map(([text]) => text));
  assert.deepEqual(found, samples.map(([, words]) => words));
  await close();
});

test("a ticket's id finds its page first", async (t) => {
  const { page, close } = await searchPage();
  for (const ticket of facts.tickets.slice(0, 12)) {
    await t.test(ticket.id, async () => {
      const { items } = await find(page, ticket.id.toLowerCase());
      assert.equal(items[0]?.kind, "ticket");
      assert.equal(items[0].title, ticket.id);
    });
  }
  await close();
});

test("every title is found by its words, in capitals and by its beginning", async () => {
  const { page, close } = await searchPage();
  const missed = [];
  for (const { title, url } of facts.documents.filter((d) => !d.draft).slice(0, 30)) {
    for (const query of [title, title.toUpperCase(), title.slice(0, -1)]) {
      const { items } = await find(page, query);
      if (!items.some((item) => decodeURIComponent(item.href) === url)) missed.push(query);
    }
  }
  assert.deepEqual(missed, []);
  await close();
});

test("people are found, and with a slip of the pen too", async () => {
  const { page, close } = await searchPage();
  const missed = [];
  const people = facts.people.filter((p) => p.url && /^[a-z ]{7,}$/i.test(p.name)).slice(0, 10);
  for (const { name } of people) {
    const word = name.split(" ").sort((a, b) => b.length - a.length)[0];
    if (word.length < 6) continue;
    const swapped = word.slice(0, 3) + word[4] + word[3] + word.slice(5);
    for (const query of [name, swapped, word.slice(0, 3) + word.slice(4)]) {
      const { items } = await find(page, query);
      if (!items.some((item) => item.title.includes(word))) missed.push(query);
    }
  }
  assert.deepEqual(missed, []);
  await close();
});

test("filters agree with the export, and a query answers within 100 ms", async () => {
  const { page, close } = await searchPage();
  const open = facts.entries.filter((e) => e.status === "open" && ["task", "action"].includes(e.type));
  const { all } = await find(page, "", { k: ["!k:actions"], s: ["!s:open"] });
  assert.equal(all, open.length);
  const words = facts.documents.flatMap((d) => d.title.split(/\W+/)).filter((w) => w.length > 3).slice(0, 40);
  const times = [];
  for (const word of words) times.push((await find(page, word)).took);
  times.sort((a, b) => a - b);
  assert.ok(times[Math.floor(times.length / 2)] < 100, `median ${times[Math.floor(times.length / 2)]} ms`);
  await close();
});

test("the address holds the search, hits are marked, and a sentence shows them", async () => {
  const word = facts.documents.map((d) => d.title.split(" ").at(-1)).find((w) => /^[a-z]{5,}$/i.test(w));
  const { page, faults, close } = await searchPage(`search.html?q=${word}&k=doc`);
  await page.waitForSelector("#k-hits mark");
  const marks = await page.$$eval("#k-hits .t mark", (all) => all.map((m) => m.textContent.toLowerCase()));
  assert.ok(marks.length > 0 && marks.every((m) => m.slice(0, 3) === word.toLowerCase().slice(0, 3)), marks.join());
  assert.ok(await page.$eval('input[name=k][value="!k:doc"]', (box) => box.checked));
  await page.fill("#k-search input", "");
  await page.waitForFunction(() => !location.search.includes("q="));
  assert.deepEqual(faults, []);
  await close();
});

for (const from of ["server", "disk"]) {
  test(`keys open the dialog, move and lead on, from ${from}`, async () => {
    const root = from === "disk" ? pathToFileURL(folder).href + "/" : site.root;
    const { page, faults, close } = await openPage(browser, root, view);
    await page.goto(root + "documents.html");
    const { title } = facts.documents.find((d) => !d.draft && d.title.length > 8);
    for (const keys of ["/", "Control+k"]) {
      await page.keyboard.press(keys);
      await page.waitForSelector("dialog.sd[open]");
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "combobox");
      await page.keyboard.type(title.slice(0, 12));
      await page.waitForTimeout(400);
      await page.waitForSelector("dialog.sd [aria-selected=true]");
      const active = "document.activeElement.getAttribute('aria-activedescendant')";
      const first = await page.evaluate(active);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      assert.equal(await page.evaluate(active), first);
      if (keys === "/") await page.keyboard.press("Escape");
    }
    const href = await page.$eval("dialog.sd [aria-selected=true]", (row) => row.dataset.href);
    await page.keyboard.press("Enter");
    await page.waitForFunction((start) => location.href !== start, root + "documents.html");
    assert.ok(decodeURIComponent(page.url()).endsWith(decodeURIComponent(href)));
    assert.deepEqual(faults, []);
    await close();
  });
}

test("nothing found says so, and hostile queries are text", async () => {
  const { page, faults, close } = await searchPage("search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");
  await page.waitForFunction(() => document.getElementById("k-found").textContent !== "");
  assert.equal(await page.$$eval("main img", (all) => all.length), 0);
  for (const query of ["zzqqxx", "((", "*", "__proto__", "constructor", "\u0000", "🎉", "a".repeat(5000)]) {
    await page.fill("#k-search input", query);
    await page.waitForTimeout(120);
  }
  assert.deepEqual(faults, []);
  await close();
});
