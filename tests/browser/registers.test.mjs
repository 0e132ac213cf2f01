// Registers as readers use them: filters, order and groups that the address keeps, over
// all rows of a register also where it stands on several pages; and counts that agree
// with the export on every page that shows one.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { openPage } from "./lib/chromium.mjs";
import { encoded } from "./lib/site.mjs";
import { browser, folder, site } from "./lib/stage.mjs";

const facts = JSON.parse(readFileSync(join(folder, "facts.json"), "utf8"));
const TYPES = {
  actions: ["task", "action"],
  learnings: ["learning"],
  debts: ["debt"],
  risks: ["risk"],
  decisions: ["decision"],
  questions: ["question"],
};
const REGISTERS = Object.keys(TYPES).filter((word) => existsSync(join(folder, `registers/${word}.html`)));
const OPEN = ["open", "in-progress", "blocked"];

/** The entries of a register, as the export has them. */
const entries = (word) => facts.entries.filter((entry) => TYPES[word].includes(entry.type));

const view = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" };

async function open(address, root = site.root) {
  const opened = await openPage(browser, root, view);
  await opened.page.goto(root + address);
  return opened;
}

/** The number of rows that the register says match, once its script is done. */
async function matches(page, all) {
  await page.waitForFunction(() => document.querySelector("#k-register th .g, #k-register th button"));
  await page.waitForFunction((n) => {
    const numbers = document.getElementById("k-count").textContent.match(/\d+/g);
    return numbers.length > 1 || Number(numbers[0]) === n;
  }, all);
  return page.$eval("#k-count", (output) => Number(output.textContent.match(/\d+/)[0]));
}

for (const word of REGISTERS) {
  const all = entries(word);
  const wanted = {
    "status=open&status=in-progress&status=blocked": (e) => OPEN.includes(e.status),
    "status=none": (e) => e.status === null || e.status === undefined,
    "status=done": (e) => e.status === "done",
    "late=over": (e) => e.overdue,
    "owner=none": (e) => (e.owners ?? []).length === 0,
    "when=none": (e) => !e.when,
    "sort=-d": () => true,
    "group=doc": () => true,
  };
  test(`${word}: what the address asks for is what the export counts`, async (t) => {
    for (const [query, keeps] of Object.entries(wanted)) {
      await t.test(query, async () => {
        const expected = all.filter(keeps).length;
        const { page, faults, close } = await open(`registers/${word}.html?${query}`);
        if (expected === 0 && !query.startsWith("status=")) {
          // A filter that would find nothing is not offered.
        } else if (await offered(page, query)) {
          assert.equal(await matches(page, all.length), expected);
          const rows = await page.$$eval("#k-register th[scope=row]", (cells) => cells.length);
          assert.equal(rows, Math.min(expected, 250));
        }
        assert.deepEqual(faults, []);
        await close();
      });
    }
  });

  test(`${word}: the pages together have each entry once`, () => {
    let rows = 0;
    for (let n = 1; ; n++) {
      const file = join(folder, `registers/${word}${n > 1 ? `-${n}` : ""}.html`);
      if (!existsSync(file)) break;
      const html = readFileSync(file, "utf8");
      rows += html.split('<th scope="row" class="c-t">').length - 1;
    }
    assert.equal(rows, all.length);
  });
}

/** Whether the page offers the first value of `query`, or takes it from the address alone. */
function offered(page, query) {
  const [name, value] = query.split("&")[0].split("=");
  if (!["status", "late", "group"].includes(name)) return true;
  return page.evaluate(
    ([n, v]) => document.querySelector(`[name=${n}][value="${v}"], [name=${n}] option[value="${v}"]`) !== null,
    [name, value],
  );
}

for (const from of ["server", "disk"]) {
  test(`a choice goes to the address and comes back from it, from ${from}`, async () => {
    const root = from === "disk" ? pathToFileURL(folder).href + "/" : site.root;
    const word = REGISTERS.includes("actions") ? "actions" : REGISTERS[0];
    const { page, faults, close } = await open(`registers/${word}.html`, root);
    const title = entries(word)[0].title;
    const piece = title.split(/\s+/).find((w) => /^[a-z]{4,}$/i.test(w)) ?? title.slice(0, 4);
    await page.fill("#k-filters input[name=q]", piece);
    await page.selectOption("#k-filters select[name=group]", "doc");
    await page.click("#k-register th[data-sort=t] button");
    await page.waitForFunction(() => /q=.*sort=t/.test(location.search));
    await page.waitForSelector("#k-register .grp");
    const before = await page.$$eval("#k-register .t", (all) => all.map((a) => a.textContent));
    assert.ok(before.length > 0 && before.every((text) => text), "rows are left");
    await page.reload();
    await page.waitForSelector("#k-register .grp");
    assert.deepEqual(await page.$$eval("#k-register .t", (all) => all.map((a) => a.textContent)), before);
    await page.click("#k-filters [type=reset]");
    await page.waitForFunction(() => location.search === "");
    assert.equal(await page.$("#k-register .grp"), null);
    assert.deepEqual(faults, []);
    await close();
  });
}

test("the overview's numbers are those of the export, and lead to as many rows", async () => {
  const { page, close } = await open("registers/index.html");
  const lines = await page.$$eval("table.matrix tbody tr", (rows) =>
    rows.map((row) => [...row.cells].map((cell) => [cell.textContent, cell.querySelector("a")?.getAttribute("href")])),
  );
  for (const [[, href], open_, overdue, done, deferred, unsaid, all] of lines) {
    const of = entries(href.split("/").at(-1).replace(".html", ""));
    const count = (keeps) => String(of.filter(keeps).length);
    assert.deepEqual(
      [open_, overdue, done, deferred, unsaid, all].map(([text]) => text),
      [
        count((e) => OPEN.includes(e.status)),
        count((e) => e.overdue),
        count((e) => e.status === "done"),
        count((e) => e.status === "deferred"),
        count((e) => !e.status),
        count(() => true),
      ],
      href,
    );
  }
  await close();
});

test("home counts what the export counts", async () => {
  const { page, close } = await open("index.html");
  const links = await page.$$eval("main a[href*='registers/']", (all) =>
    all.map((a) => [a.getAttribute("href"), a.textContent]).filter(([href, text]) => href.includes("?") && /^\d/.test(text)),
  );
  for (const [href, text] of links) {
    const url = new URL(href, "http://x/");
    const of = entries(url.pathname.match(/registers\/(\w+)\.html/)[1]);
    const status = url.searchParams.getAll("status");
    const kept = of.filter(
      (e) =>
        (status.length === 0 || status.includes(e.status ?? "none")) &&
        (!url.searchParams.has("late") || e.overdue) &&
        (url.searchParams.get("owner") !== "none" || (e.owners ?? []).length === 0) &&
        (!url.searchParams.has("since") || (e.last_seen ?? "") >= url.searchParams.get("since")),
    );
    assert.equal(Number(text.match(/\d+/)[0]), kept.length, `${text} (${href})`);
  }
  await close();
});

test("a person's page counts what the export counts", async () => {
  const CLOSES = ["task", "action", "debt", "question"];
  const people = facts.people.filter((person) => person.url);
  const many = (person) => facts.entries.filter((e) => (e.owners ?? []).includes(person.name)).length;
  const most = people.sort((a, b) => many(b) - many(a)).slice(0, 12);
  const { page, close } = await openPage(browser, site.root, view);
  for (const person of most) {
    await page.goto(site.root + encoded(person.url));
    const said = await page.$eval(".ph .intro", (p) => Number(p.textContent.match(/^\d+/)?.[0] ?? 0));
    const leads = (e) => ((e.leads ?? []).length ? e.leads : (e.owners ?? [])).includes(person.name);
    const open = facts.entries.filter((e) => leads(e) && CLOSES.includes(e.type) && OPEN.includes(e.status));
    assert.equal(said, open.length, person.name);
  }
  await close();
});
