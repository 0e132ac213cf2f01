// The hostile corpus, page by page in Chromium, with the pages' own policy switched off,
// so that only what kenning writes stands between a payload and the reader.
//
//     KENNING=../../target/release/kenning node --test hostile.test.mjs
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./lib/chromium.mjs";
import { payloads, writeCorpus } from "./lib/hostile.mjs";
import { serve } from "./lib/server.mjs";
import { encoded, pagesOf } from "./lib/site.mjs";

const kenning = process.env.KENNING;
const skip = kenning ? false : "KENNING names no program";
const TABS = 4;

let folder;
let browser;
before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), "kenning-hostile-"));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test("the eyes of this test are open", { skip }, async () => {
  const raw = join(folder, "raw");
  mkdirSync(raw);
  writeFileSync(join(raw, "index.html"), `<!doctype html><body>${payloads.slice(0, 9).join("\n")}`);
  const server = await serve(raw);
  const found = await visitAll([`${server.root}index.html`], server.root);
  await server.close();
  for (const what of ["script 1 ran", "script 3 ran", "onerror", "<script>"]) {
    assert.ok(found.some((line) => line.includes(what)), `${what} was not seen: ${found}`);
  }
});

test("no page of the corpus runs, loads or carries anything", { skip }, async (t) => {
  const notes = join(folder, "notes");
  const site = join(folder, "site");
  const documents = writeCorpus(notes);
  assert.ok(documents >= 150, `${documents} documents`);
  execFileSync(kenning, ["-C", notes, "build", ".", "-o", site, "-q"], { stdio: "ignore" });
  const server = await serve(site);
  const pages = pagesOf(site);
  const pictures = readdirSync(join(site, "docs/pictures")).map((name) => `docs/pictures/${name}`);
  assert.ok(pictures.length >= 15, `${pictures.length} pictures`);
  const all = [...pages, ...pictures].map((page) => server.root + encoded(page));
  const found = await visitAll(all, server.root);
  await server.close();
  t.diagnostic(`${documents} documents, ${pages.length} pages, ${pictures.length} pictures`);
  assert.deepEqual(found, []);
});

test("no query, anchor or address runs or loads anything", { skip }, async (t) => {
  const notes = join(folder, "notes");
  const preview = spawn(kenning, ["-C", notes, "serve", ".", "--port", "0"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const root = await new Promise((tell) => {
    preview.stdout.once("data", (chunk) => tell(String(chunk).trim()));
  });
  const carried = payloads.map(encodeURIComponent).flatMap((payload) => [
    `search.html?q=${payload}`,
    `search.html?q=x&k=${payload}&s=${payload}`,
    `search.html#${payload}`,
    `registers/actions.html?who=${payload}&q=${payload}#${payload}`,
    `index.html?${payload}#${payload}`,
    `docs/${payload}`,
    `${payload}/index.html?q=${payload}`,
  ]);
  const found = await visitAll(carried.map((address) => root + address), root);
  preview.kill("SIGTERM");
  t.diagnostic(`${carried.length} addresses`);
  assert.deepEqual(found, []);
});

/** Opens all addresses; gives what must not be, with the address that showed it. */
async function visitAll(addresses, root) {
  const found = [];
  const rest = [...addresses];
  const tab = async () => {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    let here = "";
    const fault = (what) => found.push(`${here}: ${what}`);
    await page.exposeFunction("hit", (number) => fault(`script ${number} ran`));
    page.on("dialog", (dialog) => (fault(`dialog ${dialog.message()}`), dialog.dismiss()));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(root) && !url.startsWith("data:")) fault(`request to ${url}`);
    });
    while (rest.length > 0) {
      here = rest.pop();
      await page.goto(here, { waitUntil: "load" });
      for (const what of await page.evaluate(carries)) fault(what);
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: TABS }, tab));
  return found;
}

/** Runs in the page: what no page of ours ever has, and pokes whoever waits to be poked. */
function carries() {
  const found = [];
  if (document.contentType === "image/svg+xml") return picture();
  // The timeline's script places its bars by lengths; served markup has no style at all.
  const placed = (element, value) => element.closest("#k-lanes") && /^(?:[a-z-]+: -?[\d.]+px;? ?)+$/.test(value);
  const own = (address) => new URL(address, document.baseURI).origin === location.origin;
  const forbidden = "iframe,frame,object,embed,applet,base,math,style,video,audio,textarea,link[rel=import],meta[http-equiv=refresh i]";
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    for (const { name: attribute, value } of element.attributes) {
      const isPlaced = attribute === "style" && placed(element, value);
      if (/^on|^style$|^srcdoc$|^srcset$|^formaction$/.test(attribute) && !isPlaced) found.push(`<${name} ${attribute}="${value}">`);
      if (["href", "src", "action", "xlink:href"].includes(attribute) && /^\W*(javascript|data|vbscript):/i.test(value)) {
        if (!(name === "img" && value.startsWith("data:image/"))) found.push(`<${name} ${attribute}="${value}">`);
      }
    }
    if (element.matches(forbidden)) found.push(`<${name}>`);
    if (name === "script" && (!element.src || !own(element.src) || element.textContent)) found.push(`<script> ${element.outerHTML.slice(0, 80)}`);
    if (name === "form" && !own(element.action)) found.push(`<form action="${element.action}">`);
    element.dispatchEvent(new Event("mouseover"));
    if (element.matches("a[href^='#'], summary, [tabindex]")) element.focus?.();
  }
  /** What is left of a picture that is opened by itself. */
  function picture() {
    for (const element of document.querySelectorAll("*")) {
      if (element.matches("script, foreignObject, iframe, handler")) found.push(`<${element.localName}>`);
      for (const { name, value } of element.attributes) {
        const steers = name === "attributeName" && /^on|href$/i.test(value);
        if (/^on/.test(name) || steers || (/href$/.test(name) && /script:/i.test(value))) found.push(`<${element.localName} ${name}="${value}">`);
      }
      element.dispatchEvent(new Event("mouseover"));
      element.dispatchEvent(new Event("click"));
    }
    return found;
  }

  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0) found.push(`ids twice: ${twice}`);
  return found;
}
