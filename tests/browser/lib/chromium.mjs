// The Chromium of this machine: found by name, started without talking to anyone.
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

export const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Whatever a page asks of another host fails at once instead of leaving the machine.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** The path of Chromium: the variable CHROMIUM, else the first known name on PATH. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of NAMES) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      // Not under this name; the next one may be there.
    }
  }
  throw new Error(`no Chromium found (looked for ${NAMES.join(", ")}); set CHROMIUM to its path`);
}

/** A running Chromium; the caller closes it. */
export function launch() {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS });
}

/**
 * Opens a page and collects what must not happen: errors in the console, uncaught
 * exceptions, failed requests, and requests that leave `root`.
 */
export async function openPage(browser, root, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      faults.push(`console: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // A page that reloads drops what it was still asking for.
    if (why !== "net::ERR_ABORTED") faults.push(`failed request: ${request.url()} (${why})`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(root) && !url.startsWith("data:")) {
      faults.push(`request that leaves the site: ${url}`);
    }
  });
  return { page, faults, close: () => context.close() };
}
