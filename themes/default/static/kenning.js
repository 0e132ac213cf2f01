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
  // What `folds` is about to close does not show until then, so that nothing jumps.
  html.dataset.folds = 'soon';

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

  const ready = () => { strips(); folds(); age(); themeButton(); copyButtons(); codeLines(); contents(); register(); search(); };
  doc.readyState === 'loading' ? doc.addEventListener('DOMContentLoaded', ready) : ready();

  // Long helpers start closed where there is no room; without this script they stay open.
  function folds() {
    for (const d of $$('details[data-fold]')) d.open = !matchMedia(`(max-width: ${d.dataset.fold}rem)`).matches;
    delete html.dataset.folds;
  }

  // A strip that is wider than its place shows the weeks around today first.
  function strips() {
    for (const box of $$('.scroll:has(> .strip)')) {
      const now = $('.now line', box);
      if (now) box.scrollLeft = parseFloat(now.getAttribute('x1')) / 100 * box.scrollWidth - box.clientWidth * .7;
    }
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

  // The address names a line, `#k-code-2-4`, or several, `#k-code-2-4:7`.
  function codeLines() {
    const mark = () => {
      for (const l of $$('.l.on')) l.classList.remove('on');
      const [, figure, from, to] = location.hash.match(/^#(k-code-\d+)-(\d+):(\d+)$/) ?? [];
      for (let n = +from; n <= +to; n++) doc.getElementById(`${figure}-${n}`)?.classList.add('on');
      if (from) doc.getElementById(`${figure}-${from}`)?.scrollIntoView({ block: 'center' });
    };
    doc.addEventListener('click', e => {
      const a = e.target.closest('.ln'), [, figure, from] = location.hash.match(/^#(k-code-\d+)-(\d+)/) ?? [];
      if (!a || !e.shiftKey || !from || !a.hash.startsWith(`#${figure}-`)) return;
      const ends = [+from, +a.textContent].sort((x, y) => x - y);
      e.preventDefault(); location.hash = `${figure}-${ends.join(':')}`;
    });
    addEventListener('hashchange', mark); mark();
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

  // Filters, sorts and groups a register; the state stands in the address. A long
  // register has its rows on several pages: then all of them come as scripts, the first
  // time that something is asked of them.
  function register() {
    const table = id('register'), form = id('filters'); if (!table || !form) return;
    const STEP = 250, rank = { critical: 0, high: 1, medium: 2, low: 3, none: 4 };
    const cols = new Set($$('th[data-sort]', table).map(h => h.dataset.sort)), width = table.tHead.rows[0].cells.length;
    const body = table.tBodies[0], count = id('count'), intro = count.textContent, more = id('more'), pages = $('nav.paging');
    const here = [...body.rows].map(tr => ({ tr, ...tr.dataset, t: norm($('.t', tr).textContent), x: norm(tr.textContent), when: $('.when', tr)?.textContent ?? '', g: k => k === 'doc' ? tr.dataset.doc : k === 'p' ? $('.pri', tr).title || t('No priority') : $('.c-' + k, tr).textContent }));
    const asked = new URLSearchParams(location.search), total = +table.dataset.all;
    let loading, sort = asked.get('sort') || '', shown = STEP, all = table.dataset.shards ? null : here;
    for (const name of ['doc', 'when', 'owner']) if (asked.get(name)) offer(name, asked.get(name));
    for (const c of form.elements) {
      if (!c.name) continue;
      if (c.type === 'checkbox') c.checked = asked.getAll(c.name).includes(c.value);
      else if (asked.has(c.name)) c.value = asked.get(c.name);
    }

    // A value that the address names can be seen and taken back, also where it is not offered.
    function offer(name, value) {
      // Not `form[name]`: newer browsers have a method `when` there.
      const field = () => form.elements.namedItem(name);
      if (!field()) {
        const label = { doc: t('Document'), when: t('When'), owner: t('Owner') }[name];
        $('[type=reset]', form).before(el('label', { class: 'sel' }, el('span', {}, label), el('select', { name }, el('option', { value: '' }, t('Any')))));
      }
      if (![...field().options].some(o => o.value === value)) field().append(el('option', { value }, value));
    }
    const isDue = (r, value) => {
      const [, year, quarter] = value.match(/^(\d{4})-Q([1-4])$/) ?? [];
      if (!year) return value === 'none' ? r.w === '9' : r.when === value;
      const month = n => `${year}-${String(n).padStart(2, '0')}`;
      return !!r.f && r.f <= month(quarter * 3) + '-31' && r.w >= month(quarter * 3 - 2);
    };
    const keeps = () => {
      const f = new FormData(form), words = norm(f.get('q') || '').split(/\s+/).filter(Boolean);
      const any = (name, value) => { const of = f.getAll(name).filter(Boolean); return !of.length || of.some(x => value.split(' ').includes(x)); };
      return r => any('priority', r.p) && any('status', r.s) && any('late', r.l) && any('owner', r.o) && (r.d ?? '') >= (f.get('since') || '')
        && (!f.get('doc') || f.get('doc') === r.doc) && (!f.get('when') || isDue(r, f.get('when'))) && words.every(w => r.x.includes(w));
    };
    const key = (r, k) => k === 'p' ? rank[r.p] : k === 't' ? r.t : r[k] === 'none' ? '~' : r[k] ?? '';
    const by = (k, way = 1) => (a, b) => { const x = key(a, k), y = key(b, k); return (x < y ? -1 : x > y ? 1 : 0) * way; };
    const state = () => {
      const now = new URLSearchParams([...new FormData(form)].filter(([, v]) => v));
      if (sort) now.set('sort', sort);
      return now;
    };

    function draw(rows, group) {
      for (const old of [...table.tBodies].slice(1)) old.remove();
      body.replaceChildren();
      if (!group) return body.append(...rows.slice(0, shown).map(r => r.tr ?? made(r)));
      const groups = new Map();
      for (const r of rows) { const name = r.g(group); groups.has(name) ? groups.get(name).push(r) : groups.set(name, [r]); }
      let left = shown;
      for (const [name, some] of groups) {
        if (left <= 0) break;
        const head = el('tr', { class: 'grp' }, el('th', { scope: 'rowgroup', colspan: width }, el('bdi', {}, name), ' ', el('small', {}, some.length)));
        table.append(el('tbody', {}, head, ...some.slice(0, left).map(r => r.tr ?? made(r))));
        left -= some.length;
      }
    }
    const apply = async typed => {
      const now = state(), idle = !now.size, k = sort.replace('-', ''), way = sort[0] === '-' ? -1 : 1, group = form.elements.namedItem('group')?.value ?? '';
      if (typed) history.replaceState(null, '', location.pathname + (now.size ? '?' + now : ''));
      for (const h of $$('th[data-sort]', table)) {
        const mine = h.dataset.sort === k;
        if (mine) h.setAttribute('aria-sort', way < 0 ? 'descending' : 'ascending'); else h.removeAttribute('aria-sort');
        $('.g', h).className = 'g i-' + (mine ? way < 0 ? 'dn' : 'up' : 'sort');
      }
      if (!idle && !all) { all = await (loading ??= load()); return apply(false); }
      const of = idle ? here : all, rows = of.filter(keeps());
      if (k) rows.sort(by(k, way));
      if (group) rows.sort(by(group));
      draw(rows, group);
      count.textContent = idle ? intro : rows.length === total ? t('{n} shown', { n: total }) : t('{n} of {all} match', { n: rows.length, all: total });
      id('empty').hidden = rows.length > 0; table.hidden = !rows.length;
      more.parentNode.hidden = rows.length <= shown;
      if (pages) pages.hidden = !idle;
    };

    // All rows, from the scripts that view/kinds/register/shards.rs tells the form of.
    async function load() {
      const parts = [];
      window.kenningRows = part => { parts[part.number - 1] = part; };
      const one = n => new Promise((done, fail) => {
        const s = el('script', { src: `${root}data/registers/${table.dataset.of}-${n}.js` }); s.onload = done; s.onerror = fail; doc.head.append(s);
      });
      try { await Promise.all([...Array(+table.dataset.shards).keys()].map(n => one(n + 1))); } catch { return here; }
      return parts.flatMap(part => part.rows.map(r => {
        const owners = (r.o ?? []).map(i => part.owners[i]), title = part.docs[r.d], [when, , f, to] = r.x ?? [];
        const names = owners.map(o => o[1]).join(', ');
        const label = { s: () => r.w ? STATES[r.w[0]] : t('Not said'), o: () => names || t('Not named'), p: () => r.p ? PRIORITIES[r.p] : t('No priority'), doc: () => title };
        return { r, owners, title, t: norm(r.t), x: norm([r.t, r.k?.[1], names, title, when].join(' ')), p: r.p ?? 'none', s: r.s, l: r.l ? 'over' : '', o: owners.map(o => o[0]).join(' ') || 'none',
          f, w: r.x ? to ?? '8' : '9', d: r.n, doc: title, when: when ?? '', g: k => label[k]() };
      }));
    }
    const PRIORITIES = { critical: t('Critical'), high: t('High'), medium: t('Medium'), low: t('Low') };
    const STATES = { open: t('Open'), 'in-progress': t('In progress'), blocked: t('Blocked'), deferred: t('Deferred'), done: t('Done'), decided: t('Decided'), answered: t('Answered'), noted: t('Noted') };
    const format = new Intl.DateTimeFormat(html.lang === 'en' ? 'en-GB' : html.lang, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
    const time = day => el('time', { datetime: day }, format.format(new Date(day)));
    const own = text => el('bdi', {}, text), none = text => el('span', { class: 'none' }, text);
    const guess = () => el('span', { class: 'q-m', role: 'img', 'aria-label': t('a guess') }, '?');
    const carried = n => n === 1 ? t('carried over once') : n === 2 ? t('carried over twice') : t('carried over {n} times', { n });
    function made(one) {
      const { r, owners, title } = one, cells = [];
      if (cols.has('p')) cells.push(el('td', { class: 'c-p' }, el('span', { class: 'pri p-' + one.p, role: 'img', 'aria-label': r.p ? t('Priority: {priority}', { priority: PRIORITIES[r.p] }) : t('No priority') })));
      cells.push(el('th', { scope: 'row', class: 'c-t' }, ...(r.k ? [el('a', { class: 'tkt', href: r.k[0] }, own(r.k[1])), ' '] : []), el('a', { class: 't', href: r.h }, own(r.t)), r.g ? guess() : null, ...(r.r ? [' ', el('small', {}, carried(r.r))] : [])));
      if (cols.has('o')) {
        const who = ([, name, href]) => el(href ? 'a' : 'span', { class: 'own' + (r.b ? ' b-' + r.b : ''), href }, own(name));
        const names = owners.slice(0, 4).flatMap((o, i) => i ? [', ', who(o)] : [who(o)]);
        if (r.b === 'guessed') names.push(guess());
        if (owners.length > 4) names.push(' ' + t('and {n} more', { n: owners.length - 4 }));
        cells.push(el('td', { class: 'c-o' }, ...(names.length ? names : [none(t('Not named'))])));
      }
      if (cols.has('s')) cells.push(el('td', { class: 'c-s' }, r.w ? el('span', { class: `st s-${r.w[0]}` + (r.w[1] ? ' b-' + r.w[1] : '') }, STATES[r.w[0]], r.w[1] === 'guessed' ? guess() : null) : none(t('Not said'))));
      if (cols.has('w')) {
        const [text, sure, f, to] = r.x ?? [];
        cells.push(el('td', { class: 'c-w' }, r.x ? el('span', { class: 'when ' + (sure ?? 'none') }, sure === 'exact' && f === to ? time(f) : own(text)) : null, r.l ? el('span', { class: 'late' }, t('{n} day over', { n: r.l, many: '{n} days over' })) : null));
      }
      cells.push(el('td', { class: 'c-d' }, own(title), ...(r.n ? [' ', el('small', {}, time(r.n))] : [])));
      return one.tr = el('tr', {}, ...cells);
    }

    for (const h of $$('th[data-sort]', table)) {
      const b = doc.createElement('button');
      b.type = 'button'; b.title = t('Sort by {column}', { column: h.textContent.trim() });
      b.append(...h.childNodes, glyph('sort')); h.append(b);
      b.addEventListener('click', () => { const k = h.dataset.sort; sort = sort === k ? '-' + k : sort === '-' + k ? '' : k; change(); });
    }
    const change = () => { shown = STEP; apply(true); };
    const clear = () => {
      sort = '';
      for (const c of form.elements) if (c.type === 'checkbox') c.checked = false; else if (c.name) c.value = '';
      change();
    };
    let waits; form.addEventListener('input', () => { clearTimeout(waits); waits = setTimeout(change, all && all.length < 1000 ? 0 : 150); });
    form.addEventListener('submit', e => e.preventDefault());
    form.addEventListener('reset', e => { e.preventDefault(); clear(); });
    id('clear').addEventListener('click', () => { clear(); form.q.focus(); });
    more.addEventListener('click', () => { shown += STEP; apply(false); });
    if (asked.size) apply(false); else for (const h of $$('th[data-sort]', table)) $('.g', h).className = 'g i-sort';
  }
})();
