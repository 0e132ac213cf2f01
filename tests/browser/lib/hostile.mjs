// Documents that try to run something in a reader's browser: every payload at every
// place a document has, from the same two lists that `tests/hostile.rs` reads.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** As many payloads stand in one document. */
const TOGETHER = 8;

const list = (name) => readFileSync(new URL(`../../hostile/${name}.txt`, import.meta.url), "utf8");

/** The payloads, with `\n` and `\u0000` in them decoded. */
export const payloads = list("payloads").trimEnd().split("\n").map(decoded);

function decoded(line) {
  const code = (_, hex) => String.fromCharCode(Number.parseInt(hex, 16));
  return line.replaceAll("\\n", "\n").replace(/\\u([0-9a-f]{4})/g, code);
}

/** Pairs of path and text. */
export function corpus() {
  const documents = [["README.md", "# Quay\n\nsee [x](a.png)\n"]];
  for (const place of list("places").split(/^== /m).slice(1)) {
    const [, name, text] = place.match(/^(.*)\n([^]*)$/);
    const each = name.includes("(each");
    for (let at = 0; at < payloads.length; at += each ? 1 : TOGETHER) {
      const some = payloads.slice(at, at + (each ? 1 : TOGETHER));
      const path = pathOf(name, some[0], at);
      documents.push([path, some.map((payload) => text.replaceAll("{}", () => payload)).join("\n\n")]);
    }
  }
  return documents;
}

function pathOf(name, payload, at) {
  const plain = name.replace(/\W+/g, "-");
  const part = payload.replaceAll("/", "\u2215").replaceAll("\0", "").slice(0, 60);
  if (name.includes("path")) return `names/${part}.md`;
  if (name.includes("folder")) return `folders/${part}/${at}.md`;
  return `${plain}-${at}.md`;
}

/** Writes the documents below `folder`; gives how many there are. */
export function writeCorpus(folder) {
  const documents = corpus();
  for (const [path, text] of documents) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, "a.png"), "not an image");
  writePictures(folder);
  return documents.length + 1;
}

/** Writes the SVG pictures below `folder`, and a document that shows them all. */
function writePictures(folder) {
  const texts = list("pictures").split(/^== .*\n/m).slice(1);
  mkdirSync(join(folder, "pictures"));
  texts.forEach((text, at) => writeFileSync(join(folder, `pictures/${at}.svg`), text));
  const shown = texts.map((_, at) => `![${at}](pictures/${at}.svg) [${at}](pictures/${at}.svg)`);
  writeFileSync(join(folder, "pictures.md"), `# Pictures\n\n${shown.join("\n\n")}\n`);
}
