// The built folder under test: where it lies, and every HTML page below it.
import { readdirSync, existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";

/** The absolute path of the built site, from the variable KENNING_SITE. */
export function siteFolder() {
  const folder = process.env.KENNING_SITE;
  if (!folder || !existsSync(join(folder, "index.html"))) {
    throw new Error("set KENNING_SITE to a folder that kenning has built");
  }
  return resolve(folder);
}

/** Every file below `folder`, as addresses with `/`, sorted. */
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .map((path) => path.split(sep).join("/"))
    .sort();
}

/** Every HTML page below `folder`, as addresses. */
export function pagesOf(folder) {
  return filesOf(folder).filter((path) => path.endsWith(".html"));
}

/** An address as it stands in a link: each part percent-encoded. */
export function encoded(address) {
  return address.split("/").map(encodeURIComponent).join("/");
}

/**
 * What sort of page lives at an address: `home`, `documents`, `document`, `folder`,
 * or the folder's own name (`owners`, `owners page`, …).
 */
export function kindOf(address) {
  if (address === "index.html") return "home";
  const [top, ...rest] = address.split("/");
  if (rest.length === 0) return top.replace(/\.html$/, "");
  const isIndex = rest.at(-1) === "index.html";
  if (top === "docs") return isIndex ? "folder" : "document";
  // Each register shows other columns, so each counts as a kind.
  if (top === "registers") return address.replace(/\.html$/, "");
  return isIndex ? top : `${top} page`;
}
