/* The timeline in lanes, made from the list that is already in the page: what is not on
   this page is not drawn. Without this script the list is the whole page. */
(() => {
  'use strict';
  const doc = document, html = doc.documentElement, { t, el, glyph } = window.kenning;
  const $ = (s, e = doc) => e.querySelector(s), $$ = (s, e = doc) => [...e.querySelectorAll(s)];
  const DAY = 864e5, time = iso => Date.parse(iso + 'T00:00:00Z');
  const DAYS = { year: 366, quarter: 92, month: 31 }, ZOOMS = Object.keys(DAYS), LANES = ['kind', 'owner', 'period'];
  const KINDS = { period: t('Sprints'), doc: t('Documents'), actions: t('Actions'), debts: t('Debts'), questions: t('Questions'), done: t('Done'), event: t('Dates') };
  const ICONS = { period: 'i-sprint', doc: 'd-other', event: 'i-cal', actions: 'k-action', debts: 'k-debt', questions: 'k-question', done: 's-done' };
  // Beyond these years a date is more likely a slip than a plan: it stays in the list.
  const PAST = 15 * 366 * DAY, FUTURE = 8 * 366 * DAY;
  const ROW = 28, ROOM = 210, ROWS = 12;
  const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
  const lang = html.lang === 'en' ? 'en-GB' : html.lang, month = new Intl.DateTimeFormat(lang, { month: 'short', timeZone: 'UTC' });
  const full = new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

  function timeline() {
    const host = doc.getElementById('k-lanes'), bar = doc.getElementById('k-tlbar'), list = doc.getElementById('k-list');
    if (!host || host.childElementCount) return;
    const today = time(host.dataset.today);
    const split = text => text ? text.split('|') : [];
    const events = $$('[data-k]', list).map(li => ({
      kind: li.dataset.k, certainty: li.dataset.c, from: time(li.dataset.a), to: time(li.dataset.z || li.dataset.a) + DAY,
      owners: split(li.dataset.o), periods: split(li.dataset.p), over: 'over' in li.dataset, late: 'late' in li.dataset,
      href: $('a.t', li).getAttribute('href'), title: $('a.t', li).textContent, icon: $('.kind', li)?.className.replace('kind ', ''), month: li.dataset.a.slice(0, 7),
    })).filter(e => e.from > today - PAST && e.to < today + FUTURE);
    if (events.length < 2) return;
    const when = e => e.to - e.from > DAY ? t('{first} to {last}', { first: full.format(e.from), last: full.format(e.to - DAY) }) : full.format(e.from);
    const asked = new URLSearchParams(location.search), choice = (name, all) => all.includes(asked.get(name)) ? asked.get(name) : all[0];
    let zoom = choice('zoom', ZOOMS), by = choice('lanes', LANES);
    const dayless = $$('.dayless [data-p]').map(li => ({ name: li.dataset.p, href: $('a', li).getAttribute('href'), about: $('small', li).textContent }));
    if (!dayless.length && !events.some(e => e.periods.length)) $('[value=period]', bar).closest('label').hidden = true;
    const first = new Date(Math.min(...events.map(e => e.from))), newest = Math.max(...events.map(e => e.to));
    // Today belongs to the page with the newest things; pages of older years have none.
    const last = new Date(newest > today - 92 * DAY ? Math.max(newest, today + DAY) : newest);
    const from = Date.UTC(first.getUTCFullYear(), Math.floor(first.getUTCMonth() / 3) * 3, 1);
    const to = Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 1), hasToday = from <= today && today < to;
    const names = el('div', { class: 'tl-names' }), canvas = el('div', { class: 'tl-can' });
    const view = el('div', { class: 'tl-view', tabindex: '0', role: 'region', 'aria-label': $('h1').textContent }, canvas);
    host.append(names, view); host.hidden = bar.hidden = false;
    const pen = doc.createElement('canvas').getContext('2d');
    const put = (e, x, width) => { e.style.insetInlineStart = x + 'px'; if (width) e.style.width = width + 'px'; return e; };
    let px = 1;
    const X = at => (at - from) / DAY * px;

    /** The lanes that something belongs to, as keys; a kind's key begins with `=`. */
    const lanesOf = e => {
      if (by === 'kind') return ['=' + e.kind];
      if (by === 'owner') return ['doc', 'event', 'period'].includes(e.kind) ? ['=' + e.kind] : e.owners.length ? e.owners : [''];
      return e.periods.length ? e.periods : [''];
    };
    const called = key => key[0] === '=' ? KINDS[key.slice(1)] : key || (by === 'owner' ? t('No owner') : t('In no sprint'));

    function lanes() {
      const all = new Map();
      for (const e of events) for (const key of lanesOf(e)) (all.get(key) || all.set(key, []).get(key)).push(e);
      const order = Object.keys(KINDS), start = key => Math.min(...all.get(key).map(e => e.from));
      const rank = key => key === '' ? 2e15 : key[0] === '=' ? order.indexOf(key.slice(1)) : by === 'period' ? 1e13 + start(key) : 1e15 - all.get(key).length;
      const keys = [...all.keys()].sort((a, b) => rank(a) - rank(b));
      const alone = by === 'period' ? dayless.filter(p => !all.has(p.name)) : [];
      return [...keys.map(key => ({ key, list: all.get(key) })), ...alone.map(p => ({ key: p.name, list: [], dayless: p }))];
    }

    /** Things of one time in one lane become one mark with their number; where the lane
        would get too high, days of one week or month are one time. */
    function marks(list, days) {
      const same = new Map(), most = days > 1 ? 1 : zoom === 'year' ? 2 : 6;
      const time = e => days > 1 && e.certainty === 'exact' && e.kind !== 'period' ? Math.floor(e.from / DAY / days) : [e.from, e.to];
      for (const e of list) { const key = [time(e), e.certainty, e.kind, e.over].join(); (same.get(key) || same.set(key, []).get(key)).push(e); }
      const gathered = all => {
        const one = { ...all[0], many: all, from: Math.min(...all.map(e => e.from)), to: Math.max(...all.map(e => e.to)) };
        return { ...one, title: when(one), href: '#k-' + one.month, late: all.some(e => e.late) };
      };
      const out = [...same.values()].flatMap(all => all.length > most && all[0].kind !== 'period' ? [gathered(all)] : all);
      return out.sort((a, b) => (b.kind === 'period') - (a.kind === 'period') || a.from - b.from || b.to - a.to);
    }

    function mark(e, ends, width) {
      const exact = e.certainty === 'exact', x = X(e.from), w = exact ? 3 : Math.max(X(e.to) - x, 10);
      const icon = by !== 'kind' || e.kind === 'doc' ? e.kind === 'done' ? 's-done' : e.icon : null;
      const text = pen.measureText(e.title).width * (e.kind === 'period' ? 1.25 : 1) + (e.many ? 24 : 0) + (icon ? 22 : 0) + 18 + (exact ? 0 : Math.min(19, w / 5));
      const whole = Math.min(Math.max(w, Math.min(text, zoom === 'year' ? 250 : 380)), width - x);
      let row = 0; while (ends[row] > x - 6) row++;
      ends[row] = x + whole;
      const said = e.kind === 'done' ? t('done') : e.kind in { actions: 1, debts: 1, questions: 1 } ? t('promised') : '';
      const about = [e.many ? e.many.map(one => one.title).slice(0, 12).join('\n') : e.title, when(e) + (said ? ', ' + said : '')].join('\n');
      const a = put(el('a', { class: `tl-ev ${e.certainty} k-${e.kind}${e.over && e.kind !== 'done' ? ' faded' : ''}`, href: e.href, tabindex: '-1', title: about }), x, whole);
      if (icon) a.append(el('i', { class: 'g ' + icon }));
      if (e.many) a.append(el('b', { class: e.late ? 'ov' : null }, String(e.many.length)));
      a.append(el('span', { class: e.late ? 'ov' : null }, e.title));
      a.append(el('span', { class: 'vh' }, `, ${e.many ? '' : when(e)}${said ? ' ' + said : ''}`));
      a.style.top = 6 + row * ROW + 'px'; a.style.setProperty('--w', w + 'px'); a.from = e.from;
      return a;
    }

    function draw() {
      for (const r of $$('input', bar)) r.checked = r.value === (r.name === 'zoom' ? zoom : by);
      const wide = Math.max(320, view.clientWidth);
      const whole = (to - from) / DAY;
      px = zoom === 'year' ? Math.max((wide - ROOM) / Math.min(whole, DAYS.year), 1.6) : wide / DAYS[zoom];
      const width = Math.max(whole * px + ROOM, wide);
      canvas.style.width = width + 'px'; canvas.replaceChildren(); names.replaceChildren();
      const grid = el('div', { 'aria-hidden': 'true' }), head = el('div', { class: 'tl-head', 'aria-hidden': 'true' });
      canvas.append(grid, head);
      // The sign of today hides what would stand below it.
      const tick = (name, x) => { if (!hasToday || x < X(today) - 34 || x > X(today) + 58) head.append(put(el('div', { class: 'tl-tick min' }, name), x)); };
      for (let at = new Date(from); +at < to; at.setUTCMonth(at.getUTCMonth() + 1)) {
        const m = at.getUTCMonth(), x = X(+at), quarter = m % 3 === 0;
        if (quarter) head.append(put(el('div', { class: 'tl-tick maj' }, el('span', {}, `Q${m / 3 + 1} ${at.getUTCFullYear()}`)), x, X(Date.UTC(at.getUTCFullYear(), m + 3, 1)) - x));
        grid.append(put(el('div', { class: 'tl-grid' + (quarter ? ' maj' : '') + (m % 2 ? ' odd' : '') }), x, X(Date.UTC(at.getUTCFullYear(), m + 1, 1)) - x));
        tick(month.format(at), x);
        if (zoom === 'month') for (let d = 8; d < 29; d += 7) tick(String(d), x + (d - 1) * px);
      }
      pen.font = '13px ' + getComputedStyle(host).getPropertyValue('--serif');
      for (const { key, list, dayless: none } of lanes()) {
        const lane = el('div', { class: 'tl-lane', role: 'group', 'aria-label': called(key) });
        let ends = [];
        for (const days of [1, 7, 31]) {
          ends = [];
          lane.replaceChildren(...marks(list, days).map(e => mark(e, ends, width)));
          if (ends.length <= ROWS) break;
        }
        if (none) { const a = el('a', { class: 'tl-ev none', href: none.href, tabindex: '-1' }, el('span', {}, `${t('no days')}: ${none.about}`)); a.from = 0; a.style.top = '6px'; lane.append(a); }
        const height = Math.max(ends.length, 1) * ROW + 8;
        lane.style.height = height + 'px'; canvas.append(lane);
        const kind = key[0] === '=' ? key.slice(1) : '', icon = kind ? ICONS[kind] : by === 'owner' ? 'i-role' : 'i-sprint';
        const name = el('div', { class: 'tl-name k-' + (kind || 'none'), title: called(key) }, el('i', { class: 'g ' + icon }), el('span', {}, called(key)), el('small', {}, list.length ? String(list.length) : null));
        name.style.height = height + 1 + 'px'; names.append(name);
      }
      if (hasToday) grid.append(put(el('div', { class: 'tl-now' }, el('span', {}, t('Today'))), X(today)));
      const one = $('.tl-ev', canvas); if (one) one.tabIndex = 0;
      doc.getElementById('k-today').hidden = !hasToday;
    }

    const sign = html.dir === 'rtl' ? -1 : 1;
    const scrollTo = (x, smooth) => view.scrollTo({ left: sign * x, behavior: smooth && !calm() ? 'smooth' : 'auto' });
    const toToday = smooth => scrollTo((hasToday ? X(today) : X(to)) - view.clientWidth * .6, smooth);
    const set = (nextZoom, nextBy) => {
      const middle = (Math.abs(view.scrollLeft) + view.clientWidth / 2) / px, same = zoom === nextZoom;
      zoom = nextZoom; by = nextBy; draw();
      if (same) scrollTo(middle * px - view.clientWidth / 2); else toToday();
      const state = new URLSearchParams(location.search);
      for (const [name, value, usual] of [['zoom', zoom, ZOOMS[0]], ['lanes', by, LANES[0]]]) value === usual ? state.delete(name) : state.set(name, value);
      history.replaceState(null, '', location.pathname + (state.size ? '?' + state : '') + location.hash);
    };
    bar.addEventListener('change', e => set(e.target.name === 'zoom' ? e.target.value : zoom, e.target.name === 'lanes' ? e.target.value : by));
    doc.getElementById('k-today').addEventListener('click', () => toToday(true));

    const focus = a => {
      if (!a) return;
      for (const other of $$('.tl-ev[tabindex="0"]', canvas)) other.tabIndex = -1;
      a.tabIndex = 0; a.focus({ preventScroll: true });
      a.scrollIntoView({ block: 'nearest', inline: 'center', behavior: calm() ? 'auto' : 'smooth' });
    };
    const near = (lane, a) => lane && $$('.tl-ev', lane).reduce((best, x) => !best || Math.abs(x.from - a.from) < Math.abs(best.from - a.from) ? x : best, null);
    const step = (key, a) => {
      const lane = a.parentElement, all = [...lane.children], at = all.indexOf(a), rows = $$('.tl-lane', canvas), row = rows.indexOf(lane);
      const next = sign > 0 ? 'ArrowRight' : 'ArrowLeft', back = sign > 0 ? 'ArrowLeft' : 'ArrowRight';
      return { [next]: () => all[at + 1], [back]: () => all[at - 1], ArrowDown: () => near(rows[row + 1], a), ArrowUp: () => near(rows[row - 1], a), Home: () => all[0], End: () => all.at(-1) }[key];
    };
    host.addEventListener('keydown', e => {
      if (e.metaKey || e.ctrlKey || e.altKey) return;
      const at = ZOOMS.indexOf(zoom), a = e.target.closest('.tl-ev');
      if (e.key === '+' || e.key === '=') set(ZOOMS[Math.min(at + 1, ZOOMS.length - 1)], by);
      else if (e.key === '-' || e.key === '−') set(ZOOMS[Math.max(at - 1, 0)], by);
      else if (e.key === 't') toToday(true);
      else { const to = a && step(e.key, a); if (!to) return; focus(to()); }
      if (!host.contains(doc.activeElement)) view.focus();
      e.preventDefault();
    });
    let width = 0;
    new ResizeObserver(() => { if (Math.abs(view.clientWidth - width) > 2) { width = view.clientWidth; draw(); toToday(); } }).observe(host);
    draw(); toToday();
    doc.fonts?.ready.then(() => { const at = view.scrollLeft; draw(); view.scrollLeft = at; });
    if (!location.hash) list.open = false;
    host.addEventListener('click', e => { if (e.target.closest('a[href^="#"]')) list.open = true; });
    addEventListener('beforeprint', () => { list.open = true; });
  }
  const again = window.kenning.again;
  window.kenning.again = () => { again(); timeline(); };
  timeline();
})();
