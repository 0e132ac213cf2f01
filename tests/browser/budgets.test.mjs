// What travels: the budgets of the design, gzip level 9, and the size of the largest
// pages as they lie.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { kindOf, filesOf, pagesOf, siteFolder } from "./lib/site.mjs";

const folder = siteFolder();
const KB = 1024;
const files = filesOf(folder);
const raw = (file) => statSync(join(folder, file)).size;
const packed = (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
const sum = (list) => list.reduce((all, file) => all + packed(file), 0);
const styles = files.filter((file) => file.endsWith(".css"));
const scripts = files.filter((file) => /^[^/]+\.js$/.test(file));
const fonts = files.filter((file) => file.endsWith(".woff2"));

function within(name, size, most) {
  console.log(`# ${name}: ${(size / KB).toFixed(1)} of ${most} KB`);
  assert.ok(size <= most * KB, `${name} is ${(size / KB).toFixed(1)} KB, at most ${most} KB travel`);
}

test("style sheets, scripts and fonts keep their budgets", () => {
  within("style sheets", sum(styles), 30);
  within("scripts, search included", sum(scripts), 40);
  within("serif font", fonts.reduce((all, file) => all + raw(file), 0), 32);
});

test("a page with all it loads at once keeps its budget", () => {
  // The search script is loaded when someone searches.
  const always = sum([...styles, ...scripts.filter((file) => file !== "search.js"), ...fonts]);
  const largest = (kind) =>
    pagesOf(folder)
      .filter((page) => kindOf(page) === kind)
      .sort((a, b) => raw(b) - raw(a))[0];
  for (const kind of ["home", "document", "timeline", "registers/actions", "start", "health", "graph"]) {
    const page = largest(kind);
    if (page) within(page, always + packed(page), 100);
  }
});

test("no page is a wall", () => {
  const over = pagesOf(folder).filter((page) => raw(page) > 300_000);
  assert.deepEqual(over.map((page) => `${page}: ${raw(page)}`), []);
});
