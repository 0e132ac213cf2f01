// What most test files need: the built site, served, and a Chromium to look at it, from
// before the first test of a file until after its last.
import { after, before } from "node:test";
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { siteFolder } from "./site.mjs";

export const folder = siteFolder();
/** Set before the first test runs. */
export let browser;
export let site;

before(async () => {
  browser = await launch();
  site = await serve(folder);
});
after(async () => {
  await browser?.close();
  await site?.close();
});
