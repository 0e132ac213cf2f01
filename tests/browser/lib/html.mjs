// What a page's HTML says, read with a parser that follows the HTML standard.
import { parse } from "parse5";

const ADDRESS_ATTRIBUTES = ["href", "src", "poster", "action"];

/** The addresses a page points to, and the places that can be pointed to in it. */
export function outline(html) {
  const links = [];
  const ids = [];
  for (const element of elements(parse(html))) {
    for (const { name, value } of element.attrs) {
      if (name === "id") ids.push(value);
      if (ADDRESS_ATTRIBUTES.includes(name)) links.push(value);
      if (name === "srcset") {
        links.push(...value.split(",").map((part) => part.trim().split(/\s/)[0]));
      }
    }
  }
  return { links, ids };
}

function* elements(node) {
  // A stack of our own: a page may nest deeper than calls may.
  const open = [node];
  while (open.length > 0) {
    const next = open.pop();
    if (next.attrs) yield next;
    open.push(...(next.childNodes ?? []), ...(next.content ? [next.content] : []));
  }
}
