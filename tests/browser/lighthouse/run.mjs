// Lighthouse on four pages of a built site: each category reaches the floor.
//
//     KENNING_SITE=public node run.mjs
//
// It stands apart from the other browser tests because it brings a hundred packages and
// its speed is that of the machine. It asks no service: the pages come from a server here.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { FLAGS, findChromium } from "../lib/chromium.mjs";
import { serve } from "../lib/server.mjs";
import { encoded, kindOf, pagesOf, siteFolder } from "../lib/site.mjs";

const FLOOR = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const KINDS = ["home", "document", "timeline", "registers/actions"];

const folder = siteFolder();
const site = await serve(folder, "/", { packs: true });
const chrome = await launch({ chromePath: findChromium(), chromeFlags: FLAGS });
let failed = false;
for (const kind of KINDS) {
  const page = largest(kind);
  if (!page) continue;
  const options = { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" };
  let lhr;
  let scores;
  // Whatever else the machine does only lowers a score: the best of three counts.
  for (let run = 0; run < 3; run++) {
    ({ lhr } = await lighthouse(site.root + encoded(page), options));
    scores = CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]);
    if (scores.every(([, score]) => score >= FLOOR)) break;
  }
  console.log(`${page}: ${scores.map((score) => score.join(" ")).join(", ")}`);
  for (const [name, score] of scores.filter(([, score]) => !(score >= FLOOR))) {
    failed = true;
    console.log(`  ${name} is ${score}, at least ${FLOOR} is wanted:`);
    for (const { id } of lhr.categories[name].auditRefs) {
      const { score: part, displayValue } = lhr.audits[id];
      if (part !== null && part < 0.9) console.log(`    ${id} ${part} ${displayValue ?? ""}`);
    }
  }
}
await chrome.kill();
await site.close();
process.exitCode = failed ? 1 : 0;

/** The page of a kind with most in it. */
function largest(kind) {
  const size = (page) => readFileSync(join(folder, page)).length;
  const pages = pagesOf(folder).filter((page) => kindOf(page) === kind);
  return pages.sort((a, b) => size(b) - size(a))[0];
}
