// The preview as an author meets it: `kenning serve`, an open page, an edit, and the
// page shows it without a hand on the browser.
//
//     KENNING=../../target/release/kenning node --test preview.mjs
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, openPage } from "./lib/chromium.mjs";

const WAIT = { timeout: 10_000 };

let notes;
let kenning;
let root;
let browser;
before(async () => {
  notes = mkdtempSync(join(tmpdir(), "kenning-notes-"));
  write("README.md", "# Quay notes\n\nRead [the plan](plan.md).\n");
  write("plan.md", "# The plan\n\nFirst we paint the boat.\n");
  kenning = spawn(process.env.KENNING, ["serve", notes, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  root = await addressOf(kenning);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  kenning?.kill("SIGTERM");
  rmSync(notes, { recursive: true, force: true });
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
