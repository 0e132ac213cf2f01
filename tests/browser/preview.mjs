// The preview as an author meets it: `kenning serve`, an open page, an edit, and the
// page shows it without a hand on the browser.
//
//     KENNING=../../target/release/kenning node --test preview.mjs
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, openPage } from "./lib/chromium.mjs";

const WAIT = { timeout: 10_000 };

// A document of some screens, so that there is something to scroll.
const LONG = `# The long log

${paragraphs(1, 60)}
## Action items

- [ ] Caulk the hull (Owner: Ann Oak)

${paragraphs(61, 120)}`;

let folder;
let notes;
let kenning;
let root;
let browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "kenning-notes-"));
  notes = join(folder, "content");
  mkdirSync(join(folder, "themes/own/static"), { recursive: true });
  mkdirSync(notes);
  settings('[theme]\nname = "own"\n');
  write("README.md", "# Quay notes\n\nRead [the plan](plan.md).\n");
  write("plan.md", "# The plan\n\nFirst we paint the boat.\n");
  write("log.md", LONG);
  kenning = spawn(process.env.KENNING, ["-C", folder, "serve", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  root = await addressOf(kenning);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  kenning?.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

test("an edit shows in the open page, whichever way the editor saves", async () => {
  const { page, faults, close } = await openPage(browser, root, {});
  await page.goto(`${root}docs/plan.html`);
  await seen(page, "First we paint the boat.");
  write("plan.md", "# The plan\n\nFirst we mend the boat.\n");
  await seen(page, "First we mend the boat.");
  // Many editors write a new file and rename it over the old one.
  write(".plan.md.new", "# The plan\n\nFirst we sell the boat.\n");
  renameSync(join(notes, ".plan.md.new"), join(notes, "plan.md"));
  await seen(page, "First we sell the boat.");
  assert.deepEqual(faults, []);
  await close();
});

test("a new document appears where it is listed", async () => {
  const { page, faults, close } = await openPage(browser, root, {});
  await page.goto(`${root}documents.html`);
  write("crew.md", "# Who sails on Sunday\n\nAll of us.\n");
  await page.getByText("Who sails on Sunday").first().waitFor(WAIT);
  assert.deepEqual(faults, []);
  await close();
});

test("an edit moves nothing but what changed", async () => {
  const { page, faults, close } = await openPage(browser, root, {});
  await page.goto(`${root}docs/log.html`);
  await page.getByText("Paragraph 50 of").scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => {
    window.same = "this page was never loaded again";
    for (const p of document.querySelectorAll("article p")) p.old = true;
    document.getElementById("k-find").focus({ preventScroll: true });
    return { scroll: scrollY, count: document.querySelectorAll("article p").length };
  });
  write("log.md", LONG.replace("Paragraph 51 of", "Paragraph fifty-one of"));
  await page.getByText("Paragraph fifty-one of").waitFor(WAIT);
  const after = await page.evaluate(() => ({
    same: window.same,
    scroll: scrollY,
    focus: document.activeElement.id,
    marked: [...document.querySelectorAll(".k-live-edited")].map((e) => e.textContent.slice(0, 24)),
    kept: [...document.querySelectorAll("article p")].filter((p) => p.old).length,
  }));
  assert.equal(after.same, "this page was never loaded again");
  assert.ok(Math.abs(after.scroll - before.scroll) < 2, `${before.scroll} became ${after.scroll}`);
  assert.equal(after.focus, "k-find");
  assert.deepEqual(after.marked, ["Paragraph fifty-one of th"].map((text) => text.slice(0, 24)));
  assert.ok(after.kept >= before.count - 1, `${after.kept} of ${before.count} kept`);
  await page.waitForFunction(() => !document.querySelector(".k-live-edited"), null, WAIT);
  assert.deepEqual(faults, []);
  await close();
});

test("what was edited out of sight is brought into view", async () => {
  const { page, faults, close } = await openPage(browser, root, {});
  write("log.md", LONG);
  await page.goto(`${root}docs/log.html`);
  await seen(page, "Paragraph 1 of the long log, which goes on for a while.");
  write("log.md", LONG.replace("Paragraph 110 of", "Paragraph the hundred-and-tenth of"));
  const edited = page.getByText("Paragraph the hundred-and-tenth of");
  await edited.waitFor(WAIT);
  await page.waitForFunction(() => scrollY > 500, null, WAIT);
  const box = await edited.boundingBox();
  assert.ok(box.y > 0 && box.y < 720, `it stands at ${box.y}`);
  assert.deepEqual(faults, []);
  await close();
});

test("what is open and typed stays, and filters too", async () => {
  const { page, faults, close } = await openPage(browser, root, { viewport: { width: 1280, height: 720 } });
  write("log.md", LONG);
  await page.goto(`${root}docs/log.html`);
  await page.locator(".toc summary").click();
  assert.equal(await page.locator(".toc details").evaluate((e) => e.open), false);
  write("log.md", LONG.replace("Paragraph 2 of", "Paragraph two of"));
  await page.getByText("Paragraph two of").waitFor(WAIT);
  assert.equal(await page.locator(".toc details").evaluate((e) => e.open), false);

  await page.goto(`${root}registers/actions.html`);
  const field = page.locator("#k-filters [name=q]");
  await field.fill("hull");
  await field.press("ArrowLeft");
  write("log.md", LONG.replace("Caulk the hull", "Paint the hull and the mast"));
  await page.getByText("Paint the hull and the mast").waitFor(WAIT);
  const state = await field.evaluate((e) => [e.value, document.activeElement === e, e.selectionStart]);
  assert.deepEqual(state, ["hull", true, 3]);
  await field.fill("anchor");
  await page.getByText("Nothing matches these filters.").waitFor(WAIT);
  assert.deepEqual(faults, []);
  await close();
});

test("a failure lies over the last good page until it is mended", async () => {
  const { page, faults, close } = await openPage(browser, root, {});
  await page.goto(`${root}docs/plan.html`);
  settings("title = \"Quay\"\ntitel = 3\n");
  const overlay = page.locator(".k-live-overlay");
  await overlay.waitFor(WAIT);
  const text = await overlay.innerText();
  for (const part of ["The site was not rebuilt", "kenning.toml", "line 2, column 1", "titel = 3", "^", "title"]) {
    assert.ok(text.includes(part), `${part} in ${text}`);
  }
  await page.getByRole("heading", { name: "The plan" }).waitFor(WAIT);
  settings('[theme]\nname = "own"\n');
  await overlay.waitFor({ ...WAIT, state: "detached" });
  assert.deepEqual(faults, []);
  await close();
});

test("a sleeping page listens to nothing and catches up when it wakes", async () => {
  const { page, faults, close } = await openPage(browser, root, {});
  await page.goto(`${root}docs/plan.html`);
  await hide(page, true);
  write("plan.md", "# The plan\n\nFirst we sleep.\n");
  await new Promise((done) => setTimeout(done, 700));
  assert.equal(await page.getByText("First we sleep.").count(), 0);
  await hide(page, false);
  await seen(page, "First we sleep.");
  assert.deepEqual(faults, []);
  await close();
});

test("a style is swapped without a reload", async () => {
  const { page, faults, close } = await openPage(browser, root, {});
  settings('accent = "#005567"\n[theme]\nname = "own"\n');
  await page.goto(`${root}docs/plan.html`);
  await page.evaluate(() => { window.same = true; });
  settings('accent = "#aa5500"\n[theme]\nname = "own"\n');
  const link = () => getComputedStyle(document.documentElement).getPropertyValue("--link").includes("#aa5500");
  await page.waitForFunction(link, null, WAIT);
  assert.equal(await page.evaluate(() => window.same), true);
  assert.deepEqual(faults, []);
  await close();
});

test("a moved page is followed, and a deleted one says so", async () => {
  const { page, close } = await openPage(browser, root, {});
  write("old.md", "# Rope\n\nTwelve fathoms.\n");
  await page.goto(`${root}docs/old.html`);
  await page.waitForFunction(() => document.title.includes("Rope") || location.reload(), null, WAIT);
  renameSync(join(notes, "old.md"), join(notes, "new.md"));
  await page.waitForURL(`${root}docs/new.html`, WAIT);
  await seen(page, "Twelve fathoms.");
  rmSync(join(notes, "new.md"));
  await page.getByText("Page not found").or(page.getByText("No page here")).first().waitFor(WAIT);
  write("new.md", "# Rope\n\nThirteen fathoms.\n");
  await seen(page, "Thirteen fathoms.");
  await close();
});

test("the bar tells what changed, and the panel what was understood", async () => {
  const { page, faults, close } = await openPage(browser, root, {});
  write("log.md", LONG);
  await page.goto(`${root}docs/log.html`);
  write("log.md", LONG.replace("(Owner: Ann Oak)", "(Owner: Ben Ash, Ann Oak)"));
  await page.locator(".k-live-bar").getByText("owner found").waitFor(WAIT);
  await page.getByRole("button", { name: "What kenning understood" }).click();
  const panel = page.locator(".k-live-panel");
  const owner = panel.locator("dl > div", { hasText: "Ben Ash" }).last();
  await owner.hover();
  const marked = await page.evaluate(() => [...CSS.highlights.get("k-live")].map(String));
  assert.deepEqual(marked, ["Ben Ash"]);
  const href = await owner.locator("a").getAttribute("href");
  assert.match(href, /^vscode:\/\/file\/.*\/content\/log\.md:\d+$/);
  assert.deepEqual(faults, []);
  await close();
});

test("fifty edits in a row are each seen", async () => {
  const { page, faults, close } = await openPage(browser, root, {});
  await page.goto(`${root}docs/plan.html`);
  for (let round = 1; round <= 50; round += 1) {
    write("plan.md", `# The plan\n\nRound ${round} of the boat.\n`);
    await seen(page, `Round ${round} of the boat.`);
  }
  assert.deepEqual(faults, []);
  await close();
});

function paragraphs(from, to) {
  const all = [];
  for (let n = from; n <= to; n += 1) all.push(`Paragraph ${n} of the long log, which goes on for a while.\n`);
  return all.join("\n");
}

function settings(text) {
  writeFileSync(join(folder, "kenning.toml"), text);
}

/** As if another tab were shown, or this one again. */
function hide(page, hidden) {
  return page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

function write(name, text) {
  writeFileSync(join(notes, name), text);
}

function seen(page, text) {
  return page.getByText(text, { exact: true }).first().waitFor(WAIT);
}

/** The address the server prints once it answers. */
function addressOf(server) {
  return new Promise((found, failed) => {
    let text = "";
    server.stdout.on("data", (chunk) => {
      text += chunk;
      const address = text.match(/^http:\/\/\S+\//m);
      if (address) found(address[0]);
    });
    server.on("error", failed);
    server.on("exit", (code) => failed(new Error(`kenning serve ended with ${code}`)));
  });
}
