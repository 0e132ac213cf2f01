/* kenning: one script, no dependencies. Every page is complete without it.
   It stands in <head> without defer, so that the theme is set before the first paint. */
(() => {
  'use strict';
  const doc = document, html = doc.documentElement;
  const store = {
    get: k => { try { return localStorage.getItem(k); } catch { return null; } },
    set: (k, v) => { try { localStorage.setItem(k, v); } catch { /* private mode */ } },
  };
  const theme = store.get('kenning:theme');
  if (theme === 'light' || theme === 'dark') html.dataset.theme = theme;

  // The English text is the key of the words in other languages; their script, words.js,
  // is made from the calls of t. `n` chooses the form, `many` is the English one.
  const forms = new Intl.PluralRules(html.lang || 'en');
  const t = (key, args = {}) => {
    let text = window.kenningWords?.[key] ?? (args.many && args.n !== 1 ? args.many : key);
    if (typeof text === 'object') text = text[forms.select(args.n)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (hole, name) => args[name] ?? hole);
  };

  const $ = (s, e = doc) => e.querySelector(s), $$ = (s, e = doc) => [...e.querySelectorAll(s)];
  const id = i => doc.getElementById('k-' + i);
  const glyph = (name, of = 'i-' + name) => { const e = doc.createElement('i'); e.className = 'g ' + of; return e; };
  const root = doc.currentScript?.dataset.root ?? '';
  const el = (tag, attrs = {}, ...kids) => {
    const e = doc.createElement(tag);
    for (const [k, v] of Object.entries(attrs)) if (v != null && v !== false) e.setAttribute(k, v === true ? '' : v);
    e.append(...kids.filter(x => x != null)); return e;
  };
  // Whoever changes the page in place calls `again`, so that it looks as if just loaded.
  window.kenning = { t, el, glyph, root, again: () => { age(); contents(); register(); } };
  const norm = s => s.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

  const ready = () => { folds(); age(); themeButton(); copyButtons(); contents(); register(); search(); };
  doc.readyState === 'loading' ? doc.addEventListener('DOMContentLoaded', ready) : ready();

  // Long helpers start closed where there is no room; without this script they stay open.
  function folds() {
    for (const d of $$('details[data-fold]')) d.open = !matchMedia(`(max-width: ${d.dataset.fold}rem)`).matches;
  }

  // What is late was decided for one day. Long after that, say so; a site whose
  // configuration fixes the day does not name it, and never ages.
  function age() {
    const day = Date.parse($('meta[name="kenning:as-of"]')?.content);
    const days = Math.floor((Date.now() - day) / 864e5);
    if (!(days > 7)) return;
    html.dataset.old = '';
    for (const e of $$('.age')) e.textContent = t(', {n} days ago', { n: days });
  }

  function themeButton() {
    const b = id('theme'); if (!b) return;
    const show = () => {
      const now = html.dataset.theme || 'auto';
      b.replaceChildren(glyph({ auto: 'auto', light: 'sun', dark: 'moon' }[now]));
      b.title = { auto: t('Colour theme: automatic'), light: t('Colour theme: light'), dark: t('Colour theme: dark') }[now];
      b.setAttribute('aria-label', b.title);
    };
    b.addEventListener('click', () => {
      const next = { auto: 'light', light: 'dark', dark: 'auto' }[html.dataset.theme || 'auto'];
      if (next === 'auto') delete html.dataset.theme; else html.dataset.theme = next;
      store.set('kenning:theme', next); show();
    });
    show();
  }

  function copyButtons() {
    doc.addEventListener('click', async e => {
      const b = e.target.closest('.copy[data-copy]'), figure = b && doc.getElementById(b.dataset.copy);
      if (!figure) return;
      const line = l => { const c = l.cloneNode(true); $$('.ln', c).forEach(x => x.remove()); return c.textContent; };
      try { await navigator.clipboard.writeText($$('.l', figure).map(line).join('')); } catch { return; }
      const word = $('span', b); word.textContent = t('Copied');
      setTimeout(() => { word.textContent = t('Copy'); }, 1600);
    });
  }

  // Marks in the list of contents where the reader is.
  let where = () => {}, tick;
  addEventListener('scroll', () => { if (!tick) { tick = 1; requestAnimationFrame(() => { tick = 0; where(); }); } }, { passive: true });
  function contents() {
    where = () => {};
    const by = new Map($$('.toc a').map(a => [decodeURIComponent(a.hash.slice(1)), a]));
    const heads = [...by.keys()].map(i => doc.getElementById(i)).filter(Boolean);
    if (!heads.length) return;
    let current;
    where = () => {
      let h = heads[0];
      for (const x of heads) { if (x.getBoundingClientRect().top < 140) h = x; else break; }
      if (innerHeight + scrollY >= doc.body.scrollHeight - 4) h = heads.at(-1);
      const a = by.get(h.id); if (a === current) return;
      current?.removeAttribute('aria-current'); current = a; a.setAttribute('aria-current', 'location');
      const toc = a.closest('.toc'), at = a.offsetTop - toc.offsetTop;
      if (at < toc.scrollTop + 20 || at > toc.scrollTop + toc.clientHeight - 40) toc.scrollTop = at - toc.clientHeight / 2;
    };
    where();
  }

  // The search is a script of its own, loaded when it is first asked for.
  function search() {
    const link = id('find'); if (!link) return;
    let loaded;
    const open = () => {
      const field = $('#k-search input'); if (field) { field.focus(); field.select(); return; }
      loaded ??= new Promise((done, fail) => { const s = el('script', { src: root + 'search.js' }); s.onload = done; s.onerror = fail; doc.head.append(s); });
      loaded.then(() => window.kenning.openSearch(), () => { location.href = link.href; });
    };
    link.addEventListener('click', e => { if (e.metaKey || e.ctrlKey || e.shiftKey) return; e.preventDefault(); open(); });
    addEventListener('keydown', e => {
      const typing = e.target.closest?.('input, textarea, select, [contenteditable]');
      if (e.key.toLowerCase() === 'k' && (e.ctrlKey || e.metaKey) || e.key === '/' && !e.ctrlKey && !e.metaKey && !e.altKey && !typing) { e.preventDefault(); open(); }
    });
  }

  // Filters and sorts a register; the state stands in the address.
  function register() {
    const table = id('register'), form = id('filters'); if (!table || !form) return;
    const body = table.tBodies[0], rows = [...body.rows], text = new Map(rows.map(r => [r, norm(r.textContent)]));
    const asked = new URLSearchParams(location.search);
    let sort = asked.get('sort') || '';
    for (const c of form.elements) {
      if (!c.name) continue;
      if (c.type === 'checkbox') c.checked = asked.getAll(c.name).includes(c.value);
      else if (asked.has(c.name)) c.value = asked.get(c.name);
    }
    const rank = { critical: 0, high: 1, medium: 2, low: 3, none: 4 };
    const key = (r, k) => k === 'p' ? rank[r.dataset.p] : k === 't' ? norm($('.t', r).textContent) : r.dataset[k] === 'none' ? '~' : r.dataset[k];
    const keeps = () => {
      const f = new FormData(form), words = norm(f.get('q') || '').split(/\s+/).filter(Boolean);
      const any = (name, value) => { const all = f.getAll(name).filter(Boolean); return !all.length || all.some(x => value.split(' ').includes(x)); };
      return r => words.every(w => text.get(r).includes(w)) && any('priority', r.dataset.p) && any('status', r.dataset.s)
        && any('late', r.dataset.l) && r.dataset.d >= (f.get('since') || '') && any('owner', r.dataset.o) && (!f.get('doc') || f.get('doc') === r.dataset.doc);
    };
    const apply = typed => {
      const keep = keeps(); let n = 0;
      for (const r of rows) { r.hidden = !keep(r); n += !r.hidden; }
      const k = sort.replace('-', ''), way = sort[0] === '-' ? -1 : 1;
      const order = (a, b) => { const x = key(a, k), y = key(b, k); return (x < y ? -1 : x > y ? 1 : 0) * way; };
      if (typed || k) body.append(...(k ? [...rows].sort(order) : rows));
      for (const h of $$('th[data-sort]', table)) {
        const mine = h.dataset.sort === k;
        if (mine) h.setAttribute('aria-sort', way < 0 ? 'descending' : 'ascending'); else h.removeAttribute('aria-sort');
        $('.g', h).className = 'g i-' + (mine ? way < 0 ? 'dn' : 'up' : 'sort');
      }
      id('count').textContent = n === rows.length ? t('{n} shown', { n }) : t('{n} of {all} shown', { n, all: rows.length });
      id('empty').hidden = n > 0; table.hidden = n === 0;
      if (!typed) return;
      const state = new URLSearchParams([...new FormData(form)].filter(([, v]) => v));
      if (sort) state.set('sort', sort);
      history.replaceState(null, '', location.pathname + (state.size ? '?' + state : ''));
    };
    for (const h of $$('th[data-sort]', table)) {
      const b = doc.createElement('button');
      b.type = 'button'; b.title = t('Sort by {column}', { column: h.textContent.trim() });
      b.append(...h.childNodes, glyph('sort')); h.append(b);
      b.addEventListener('click', () => { const k = h.dataset.sort; sort = sort === k ? '-' + k : sort === '-' + k ? '' : k; apply(true); });
    }
    const clear = () => {
      sort = '';
      for (const c of form.elements) if (c.type === 'checkbox') c.checked = false; else if (c.name) c.value = '';
      apply(true);
    };
    form.addEventListener('input', () => apply(true));
    form.addEventListener('submit', e => e.preventDefault());
    form.addEventListener('reset', e => { e.preventDefault(); clear(); });
    id('clear').addEventListener('click', () => { clear(); form.q.focus(); });
    apply(false);
  }
})();
