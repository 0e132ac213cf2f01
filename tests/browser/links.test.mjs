// Every link, image, script and style of every page leads to something, from a server,
// from below any folder of a server, and so from disk: links are relative and name files.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { outline } from "./lib/html.mjs";
import { serve } from "./lib/server.mjs";
import { encoded, pagesOf, siteFolder } from "./lib/site.mjs";

const folder = siteFolder();
const ELSEWHERE = /^(https?:|mailto:)/i;

test("every internal link and anchor resolves, also below a folder of a server", async () => {
  const site = await serve(folder, "/a team/notes/");
  const { pages, broken } = await crawl(site.root);
  await site.close();
  assert.deepEqual(broken, []);
  assert.deepEqual(site.missing, []);
  const orphans = pagesOf(folder).filter((page) => !pages.has(page));
  assert.deepEqual(orphans, [], "pages that no other page leads to");
  console.log(`# ${pages.size} pages crawled from index.html`);
});

test("no page has one id twice", () => {
  const twice = [];
  for (const page of pagesOf(folder)) {
    const seen = new Set();
    for (const id of outline(readFileSync(join(folder, page), "utf8")).ids) {
      if (seen.has(id)) twice.push(`${page}#${id}`);
      seen.add(id);
    }
  }
  assert.deepEqual(twice, []);
});

/** Follows every link from the home page; gives the pages met and the links that fail. */
async function crawl(root) {
  const outlines = new Map();
  const broken = [];
  const waiting = [];
  const meet = (address, from) => {
    if (!outlines.has(address)) {
      outlines.set(address, null);
      waiting.push({ address, from });
    }
  };
  meet("index.html", "the start");
  // Nothing links to it: the host shows it.
  meet("404.html", "the host");
  const anchors = [];
  while (waiting.length > 0) {
    const { address, from } = waiting.pop();
    const response = await fetch(root + encoded(address));
    const isPage = response.headers.get("content-type")?.startsWith("text/html");
    const body = await response.text();
    if (!response.ok) {
      broken.push(`${from}: ${address} answers ${response.status}`);
      continue;
    }
    if (!isPage) continue;
    const found = outline(body);
    outlines.set(address, new Set(found.ids));
    for (const link of found.links) {
      if (ELSEWHERE.test(link) || link.startsWith("data:")) continue;
      const target = resolved(root, address, link);
      if (!target) {
        broken.push(`${address}: ${link} is not relative, or leaves the site`);
        continue;
      }
      meet(target.address, address);
      if (target.anchor) anchors.push({ from: address, link, ...target });
    }
  }
  for (const { from, link, address, anchor } of anchors) {
    const ids = outlines.get(address);
    if (ids && !ids.has(anchor)) broken.push(`${from}: ${link} leads to no such place`);
  }
  const pages = new Map([...outlines].filter(([, ids]) => ids));
  return { pages, broken };
}

/** Where `link` on `page` leads, as an address below the root; null if not below it. */
function resolved(root, page, link) {
  if (link.startsWith("/") || /^[a-z][a-z0-9+.-]*:/i.test(link)) return null;
  const url = new URL(link, root + encoded(page));
  if (!url.href.startsWith(root)) return null;
  const path = decodeURIComponent(url.pathname.slice(new URL(root).pathname.length));
  return { address: path, anchor: decodeURIComponent(url.hash.slice(1)) };
}
