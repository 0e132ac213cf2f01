// Screenshots of the main pages in light and dark, wide and narrow, to look at.
//
//     KENNING_SITE=public node shoot.mjs [FOLDER]     (else `out` beside this file)
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, openPage } from "./lib/chromium.mjs";
import { serve } from "./lib/server.mjs";
import { encoded, kindOf, pagesOf, siteFolder } from "./lib/site.mjs";

const KINDS = ["home", "document", "owners page", "timeline", "registers/actions"];
const here = dirname(fileURLToPath(import.meta.url));
const folder = siteFolder();
const out = process.argv[2] ?? join(here, "out");
// A site says how old it is: look at it on the day it was built for.
const { today } = JSON.parse(readFileSync(join(folder, "facts.json"), "utf8"));

mkdirSync(out, { recursive: true });
const browser = await launch();
const site = await serve(folder);
for (const kind of KINDS) {
  const address = largest(kind);
  if (!address) {
    console.log(`${kind}: the site has none`);
    continue;
  }
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      const name = `${kind.replace(/\W+/g, "-")}-${width}-${colorScheme}.png`;
      const options = { viewport: { width, height: width === 390 ? 844 : 860 }, colorScheme };
      const { page, close } = await openPage(browser, site.root, options);
      await page.clock.setFixedTime(`${today}T12:00:00`);
      await page.goto(site.root + encoded(address));
      await page.screenshot({ path: join(out, name) });
      await close();
      console.log(join(out, name));
    }
  }
}
await browser.close();
await site.close();

/** The largest page of a kind: it shows the most. */
function largest(kind) {
  const size = (page) => statSync(join(folder, page)).size;
  const pages = pagesOf(folder).filter((page) => kindOf(page) === kind);
  return pages.sort((a, b) => size(b) - size(a))[0];
}
