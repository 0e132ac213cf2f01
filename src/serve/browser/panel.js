// What the preview tells its author: a bar at the foot, what kenning understood in the
// page's document, and over the page why it is not the newest. Built from text nodes
// only; it stands beside <body>, so that a new version of the page never touches it.
(() => {
  "use strict";
  const doc = document;
  const el = (tag, attributes = {}, ...inside) => {
    const e = doc.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) e.setAttribute(key, "");
      else if (value != null && value !== false) e.setAttribute(key, value);
    }
    e.append(...inside.filter((x) => x != null && x !== false));
    return e;
  };
  const host = el("div", { id: "k-live", lang: "en", dir: "ltr" });
  const store = {
    get: (key) => { try { return sessionStorage.getItem("kenning:" + key); } catch { return null; } },
    set: (key, value) => { try { sessionStorage.setItem("kenning:" + key, value); } catch { /* private mode */ } },
  };
  let about = null;
  let dismissed = null;

  const show = (told) => {
    about = told;
    if (!host.isConnected) doc.documentElement.append(host);
    const focused = host.contains(doc.activeElement) ? doc.activeElement.dataset.k : null;
    const scrolled = host.querySelector(".k-live-panel")?.scrollTop ?? 0;
    host.replaceChildren(bar(), ...(isOpen() ? [panel()] : []), ...(overlay() ?? []));
    const list = host.querySelector(".k-live-panel");
    if (list) list.scrollTop = scrolled;
    if (focused) host.querySelector(`[data-k="${focused}"]`)?.focus({ preventScroll: true });
  };
  const isOpen = () => store.get("understood") === "open" && about.facts;

  // --- the bar ------------------------------------------------------------------------

  const time = () => new Date(Date.now() - (about.age ?? 0)).toTimeString().slice(0, 8);
  const count = (n, word) => (n === 1 ? `1 ${word}` : `${n} ${word}s`);

  const bar = () => {
    const parts = about.trouble
      ? [el("b", {}, "Not rebuilt"), place(about.trouble.at), `last good build ${time()}`]
      : [el("b", {}, `Version ${about.number}`), `${time()}, ${about.took ?? 0} ms`, pages(), ...news()];
    const words = parts.filter(Boolean).map((part) => el("span", {}, part));
    const understood = about.facts && el("button", { type: "button", "data-k": "understood", "aria-expanded": String(!!isOpen()) }, "What kenning understood");
    understood?.addEventListener("click", () => {
      store.set("understood", isOpen() ? "closed" : "open");
      clear();
      show(about);
    });
    return el("aside", { class: about.trouble ? "k-live-bar k-live-bad" : "k-live-bar", "aria-label": "Preview" },
      el("i", { class: "k-live-dot", "aria-hidden": "true" }),
      el("div", { class: "k-live-words", role: "status" }, ...words), understood);
  };
  const pages = () => (about.pages ? `${count(about.pages, "page")} made` : null);
  const news = () => {
    const { changed = [], reading = [], findings = [] } = about;
    const files = changed.length > 1 ? `${changed[0]} and ${changed.length - 1} more` : changed[0];
    const doubts = findings.filter((finding) => finding.severity !== "info").length;
    return [files, reading.join(", "), doubts ? count(doubts, "finding") : null];
  };
  const place = (at) => (at ? `${at.path}:${at.line}` : null);

  // --- what was understood --------------------------------------------------------------

  const panel = () => {
    const of = new Map();
    for (const fact of about.facts) {
      const key = fact.of ? `${fact.of.line} ${fact.of.item}` : "";
      if (!of.has(key)) of.set(key, []);
      of.get(key).push(fact);
    }
    const groups = [...of.values()].map((facts) => group(facts));
    return el("section", { class: "k-live-panel", "aria-label": "What kenning understood", tabindex: "0" },
      el("h2", {}, "What kenning understood"),
      el("p", { class: "k-live-path" }, editor(1, about.path)),
      ...(about.findings?.length ? [el("h3", {}, "Findings"), el("ul", {}, ...about.findings.map(finding))] : []),
      ...groups);
  };
  const group = (facts) => {
    const of = facts[0].of;
    const rows = facts.filter((fact) => fact.fact !== "item").map((fact) => row(fact));
    const title = facts.find((fact) => fact.fact === "item");
    const heading = el("h3", {}, of ? of.item : "The document", of && editor(of.line, `line ${of.line}`));
    if (title) heading.addEventListener("mouseenter", () => mark(title));
    return el("div", { class: "k-live-group" }, heading, el("dl", {}, ...rows));
  };
  const row = (fact) => {
    const sure = fact.basis === "written" ? null : el("small", { class: "k-live-sure", title: fact.sure }, fact.basis);
    const where = fact.line ? editor(fact.line, `line ${fact.line}`) : el("small", {}, fact.by ?? "");
    const e = el("div", { tabindex: "0" }, el("dt", {}, fact.fact), el("dd", {}, fact.value, " ", sure), where);
    for (const type of ["mouseenter", "focus"]) e.addEventListener(type, () => mark(fact));
    for (const type of ["mouseleave", "blur"]) e.addEventListener(type, clear);
    e.addEventListener("click", (event) => { if (!event.target.closest("a")) mark(fact)?.startContainer.parentElement.scrollIntoView({ block: "center" }); });
    return e;
  };
  const finding = (it) => el("li", { class: "k-live-" + it.severity }, it.message, " ",
    editor(it.line, `line ${it.line}`), it.hint ? el("small", {}, it.hint) : null);

  /** A link that opens the document in the author's editor. */
  const editor = (line, text) => {
    const href = about.editor?.replace("{line}", line);
    if (!href || /^\s*(javascript|data|vbscript):/i.test(href)) return el("small", {}, text);
    return el("a", { href, title: "Open in editor" }, text);
  };

  // --- the words of a fact on the page ----------------------------------------------------

  const clear = () => { if (window.CSS?.highlights) CSS.highlights.delete("k-live"); };
  const mark = (fact) => {
    clear();
    const range = words(fact);
    if (range && window.CSS?.highlights) CSS.highlights.set("k-live", new Highlight(range));
    return range;
  };
  // Marks of Markdown are not on the page.
  const plain = (text) => text.replace(/…$/, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`#~|>[\]]/g, " ").replace(/\s+/g, " ").trim().toLowerCase();

  /** The range on the page of the words that say a fact; of an item's, from its title on. */
  const words = (fact) => {
    const article = doc.querySelector("article") ?? doc.querySelector("main");
    const asked = fact.words && plain(fact.words);
    if (!article || !asked) return null;
    const { text, places } = letters(article);
    const from = fact.of ? Math.max(0, text.indexOf(plain(fact.of.item))) : 0;
    let at = text.indexOf(asked, from);
    if (at < 0) at = text.indexOf(asked);
    if (at < 0) return null;
    const range = doc.createRange();
    const [first, last] = [places[at], places[at + asked.length - 1]];
    range.setStart(first[0], first[1]);
    range.setEnd(last[0], last[1] + 1);
    return range;
  };
  const letters = (article) => {
    const walk = doc.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const places = [];
    let text = "";
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.parentElement.closest("aside, .around, .dh")) continue;
      [...node.data.matchAll(/[^]/g)].forEach(({ 0: c, index }) => {
        const letter = /[\s*_`#~|>[\]]/.test(c) ? " " : c.toLowerCase()[0];
        if (letter === " " && (text === "" || text.endsWith(" "))) return;
        text += letter;
        places.push([node, index]);
      });
      if (text && !text.endsWith(" ") && node.nextSibling === null) {
        text += " ";
        places.push([node, node.length - 1]);
      }
    }
    return { text, places };
  };

  // --- why the page is not the newest -------------------------------------------------------

  const overlay = () => {
    const { trouble } = about;
    if (!trouble) dismissed = null;
    const key = trouble && JSON.stringify(trouble);
    if (!trouble || key === dismissed) return null;
    const close = el("button", { type: "button", "data-k": "close", "aria-label": "Hide the error" }, "×");
    close.addEventListener("click", () => { dismissed = key; show(about); });
    const { at } = trouble;
    return [el("div", { class: "k-live-overlay", role: "alertdialog", "aria-labelledby": "k-live-h", "aria-describedby": "k-live-m" },
      el("div", { class: "k-live-top" }, el("h2", { id: "k-live-h" }, "The site was not rebuilt"), close),
      el("p", { id: "k-live-m" }, trouble.message),
      at && frame(at),
      at?.hint && el("p", { class: "k-live-hint" }, at.hint),
      el("p", { class: "k-live-hint" }, `Mend it and save; this goes away by itself. Showing the build of ${time()}.`))];
  };
  const frame = (at) => el("figure", {},
    el("figcaption", {}, el("b", {}, at.path), ` line ${at.line}, column ${at.column}`),
    at.excerpt != null && el("pre", { tabindex: "0" }, el("span", { class: "k-live-n" }, `${at.line} | `), at.excerpt + "\n",
      el("span", { class: "k-live-caret" }, " ".repeat(`${at.line} | `.length + at.column - 1) + "^".repeat(at.width))));

  window.kenningPanel = { show };
})();
