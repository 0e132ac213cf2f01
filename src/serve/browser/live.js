// Keeps the open page the newest: the page of a new version is fetched and laid over
// this one, so that only what changed moves. Listens only while it is seen, for
// browsers allow few connections to one host; a page that slept catches up by the
// version it is told when it listens again.
(() => {
  "use strict";
  const doc = document;
  let shown = doc.currentScript.dataset.kVersion;
  let look = null;
  let events = null;
  let isBusy = false;
  let isBehind = false;

  const listen = () => {
    if (doc.hidden || events) return;
    events = new EventSource("/_kenning/events");
    events.addEventListener("update", (event) => {
      if (event.data !== shown) update();
    });
    events.addEventListener("error", () => {
      if (events?.readyState !== EventSource.CLOSED) return;
      rest();
      setTimeout(listen, 1000);
    });
  };
  const rest = () => {
    events?.close();
    events = null;
  };

  // One at a time; whatever comes meanwhile is looked at afterwards.
  const update = async () => {
    isBehind = true;
    if (isBusy) return;
    isBusy = true;
    while (isBehind) {
      isBehind = false;
      try {
        await patch();
      } catch (error) {
        // The preview may have ended; the next message tries again.
        console.warn("kenning:", error);
      }
    }
    isBusy = false;
  };

  const patch = async () => {
    const about = await ask();
    if (!about.trouble && (await isLoadedAnew(about))) return;
    window.kenningPanel?.show(about);
    shown = about.version;
  };

  const ask = async () => {
    const answer = await fetch("/_kenning/about" + location.pathname);
    if (!answer.ok) throw new Error(`told ${answer.status}`);
    return answer.json();
  };

  /** Lays the newest page over this one; whether it had to be loaded instead. */
  const isLoadedAnew = async (about) => {
    const answer = await fetch(location.pathname + location.search);
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = next.querySelector("script[data-k-version]");
    if (!script) throw new Error(`no page: ${answer.status}`);
    if (answer.redirected) {
      location.replace(answer.url + location.hash);
      return true;
    }
    if (script.dataset.kVersion !== about.version) isBehind = true;
    if (hasOtherScripts(next, about)) {
      location.reload();
      return true;
    }
    styles(next, about);
    look = about.look;
    const isMine = about.changed?.includes(about.path);
    const edited = lay(next);
    if (isMine) bringIntoView(edited);
    return false;
  };

  // --- head -----------------------------------------------------------------------

  const name = (url) => decodeURIComponent(new URL(url, location.href).pathname.slice(1));
  const isTheirs = (url) => !name(url).startsWith("_kenning/");
  const srcs = (of) => [...of.querySelectorAll("head script[src]")].map((e) => e.getAttribute("src"));
  const sheets = (of) => [...of.querySelectorAll('head link[rel="stylesheet"]')].filter((e) => isTheirs(e.getAttribute("href")));

  const hasOtherScripts = (next, about) => {
    const here = srcs(doc).filter(isTheirs).map(name);
    const there = srcs(next).filter(isTheirs).map(name);
    const isNew = (at) => look && look[at] !== about.look?.[at];
    return there.some((at) => !here.includes(at) || isNew(at));
  };

  // A changed sheet is loaded beside the old one, which goes when the new one is there.
  const styles = (next, about) => {
    const there = new Map(sheets(next).map((e) => [name(e.getAttribute("href")), e]));
    for (const old of sheets(doc)) {
      const at = name(old.getAttribute("href"));
      if (!there.has(at)) old.remove();
      else if (look && look[at] !== about.look?.[at]) swap(old, about.look[at]);
      there.delete(at);
    }
    for (const e of there.values()) doc.head.append(doc.importNode(e));
  };
  const swap = (old, version) => {
    const fresh = old.cloneNode();
    const url = new URL(old.href);
    url.search = "?" + version;
    fresh.href = url.href;
    fresh.addEventListener("load", () => old.remove());
    fresh.addEventListener("error", () => fresh.remove());
    old.after(fresh);
  };

  const head = (next) => {
    doc.title = next.title;
    doc.documentElement.lang = next.documentElement.lang;
    const kinds = 'meta[name], link[rel="canonical"]';
    const key = (e) => e.getAttribute("name") ?? e.getAttribute("rel");
    const there = new Map([...next.head.querySelectorAll(kinds)].map((e) => [key(e), e]));
    for (const old of doc.head.querySelectorAll(kinds)) {
      const e = there.get(key(old));
      there.delete(key(old));
      if (!e) old.remove();
      else if (!old.isEqualNode(e)) old.replaceWith(doc.importNode(e));
    }
    for (const e of there.values()) doc.head.append(doc.importNode(e));
  };

  // --- body -----------------------------------------------------------------------

  /** Lays `next` over the page; gives the elements that changed, in their order. */
  const lay = (next) => {
    head(next);
    keepOpen(next);
    keepForms(next);
    const back = detach();
    const watch = new MutationObserver(() => {});
    watch.observe(doc.body, { subtree: true, childList: true, characterData: true });
    Idiomorph.morph(doc.body, next.body, {
      morphStyle: "outerHTML",
      ignoreActiveValue: true,
      callbacks: { beforeNodeMorphed: isOpen, beforeNodeRemoved: isOpen },
    });
    const changes = watch.takeRecords();
    watch.disconnect();
    window.kenning?.again?.();
    back();
    return changed(changes);
  };

  // What the page's own script has filled, and an open dialog, stay as they are.
  const isOpen = (e) => !(e.nodeType === 1 && (e.id === "k-theme" || e.id === "k-find" || e.tagName === "DIALOG"));

  // The nth of those that are called alike.
  const named = (all, call) => {
    const counts = new Map();
    return new Map(all.map((e) => {
      const called = call(e);
      const count = counts.get(called) ?? 0;
      counts.set(called, count + 1);
      return [`${called} ${count}`, e];
    }));
  };

  const keepOpen = (next) => {
    const all = (of) => named([...of.querySelectorAll("details")], (e) => e.id || e.querySelector("summary")?.textContent.trim());
    const there = all(next);
    for (const [called, e] of all(doc)) {
      const twin = there.get(called);
      if (twin) twin.open = e.open;
    }
  };

  const keepForms = (next) => {
    const call = (e) => `${e.tagName} ${e.id || e.name} ${/^(checkbox|radio)$/.test(e.type) ? e.value : ""}`;
    const all = (of) => named([...of.querySelectorAll("input, textarea, select")], call);
    const there = all(next);
    for (const [called, e] of all(doc)) {
      const twin = there.get(called);
      if (!twin) continue;
      if (e.tagName === "SELECT") for (const o of twin.options) o.toggleAttribute("selected", o.value === e.value);
      else if (e.tagName === "TEXTAREA") twin.textContent = e.value;
      else if (/^(checkbox|radio)$/.test(e.type)) twin.toggleAttribute("checked", e.checked);
      else if (e.value !== e.defaultValue) twin.setAttribute("value", e.value);
    }
  };

  // A register that filters and sorts holds on to its rows. It is laid over as it came
  // and made anew afterwards; its state stands in the address. Gives what brings the
  // focus back.
  const detach = () => {
    const form = doc.getElementById("k-filters");
    if (!form || !doc.getElementById("k-register")) return () => {};
    const { activeElement: at } = doc;
    const field = form.contains(at) && at.name ? { name: at.name, value: at.value, from: at.selectionStart, to: at.selectionEnd } : null;
    for (const e of [form, doc.getElementById("k-register")]) e.replaceWith(e.cloneNode(true));
    return () => {
      if (!field) return;
      const same = [...doc.getElementById("k-filters")?.elements ?? []].filter((e) => e.name === field.name);
      const again = same.find((e) => e.value === field.value) ?? same[0];
      again?.focus({ preventScroll: true });
      if (field.from != null) again?.setSelectionRange?.(field.from, field.to);
    };
  };

  // --- what was edited --------------------------------------------------------------

  const BLOCK = "p, li, h1, h2, h3, h4, h5, h6, tr, pre, blockquote, figure, dt, dd, section, article, main";
  const changed = (changes) => {
    const found = new Set();
    for (const { target, type, addedNodes } of changes) {
      const nodes = type === "characterData" ? [target] : [...addedNodes];
      for (const node of nodes.length ? nodes : [target]) {
        const e = (node.nodeType === 1 ? node : node.parentElement)?.closest(BLOCK);
        if (e?.isConnected && e.closest("article, main")) found.add(e);
      }
    }
    const all = [...found].filter((e) => ![...found].some((other) => other !== e && e.contains(other)));
    const place = (a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
    return all.sort(place);
  };

  const bringIntoView = (edited) => {
    const text = edited.filter((e) => !e.closest(".around, .toc, .dh, aside"));
    if (!text.length || text.length > 40) return;
    for (const e of text) e.classList.add("k-live-edited");
    setTimeout(() => text.forEach((e) => {
      e.classList.remove("k-live-edited");
      if (!e.className) e.removeAttribute("class");
    }), 1600);
    const isSeen = (e) => {
      const { top, bottom } = e.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    };
    const isTyping = doc.activeElement?.matches("input, textarea, select");
    if (!isTyping && !text.some(isSeen)) text[0].scrollIntoView({ block: "center", behavior: "instant" });
  };

  const begin = async () => {
    try {
      const about = await ask();
      look = about.look;
      window.kenningPanel?.show(about);
    } catch (error) {
      console.warn("kenning:", error);
    }
  };

  doc.addEventListener("visibilitychange", () => (doc.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  listen();
  begin();
})();
