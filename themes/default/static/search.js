/* Search: loaded when it is first asked for. Data are scripts, so that it works from
   disk too; only the shards that a query needs are loaded. src/search tells the forms. */
(() => {
  'use strict';
  const doc = document, { t, el, glyph, root } = window.kenning;
  const KINDS = { doc: t('Document'), actions: t('Action'), learnings: t('Learning'), debts: t('Debt'), risks: t('Risk'), decisions: t('Decision'), questions: t('Question'), owner: t('Owner'), ticket: t('Ticket'), period: t('Sprint'), topic: t('Topic') };
  const DOC_KINDS = { learning: t('Learnings'), status: t('Status report'), kickoff: t('Kick-off'), debt: t('Technical debt'), meeting: t('Minutes'), decision: t('Decision record'), postmortem: t('Postmortem') };
  const OPEN = { open: t('Open'), 'in-progress': t('In progress'), blocked: t('Blocked'), deferred: t('Deferred'), done: t('Done') };
  const STATES = { ...OPEN, decided: t('Decided'), answered: t('Answered'), noted: t('Noted') }, FILTERED = { ...OPEN, none: t('Not said') };
  const FACETS = { k: t('Kind'), s: t('Status'), o: t('Owner'), p: t('Sprint') };
  const counted = n => n ? t('{n} result', { n, many: '{n} results' }) : t('Nothing found. Try a shorter word, or look in the index.');
  const $ = (s, e = doc) => e.querySelector(s);

  // Loading. A shard is a script that hands over deflated text in base64.
  let manifest; const waiting = new Map(), texts = new Map();
  window.kenningSearch = m => { manifest = m; };
  window.kenningShard = (name, packed) => { waiting.get(name)?.(packed); waiting.delete(name); };
  const script = src => new Promise((done, fail) => {
    const s = el('script', { src: root + src }); s.onload = () => { s.remove(); done(); }; s.onerror = fail; doc.head.append(s);
  });
  const unpack = packed => {
    const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
  };
  const shard = (name, read) => {
    if (!texts.has(name)) texts.set(name, new Promise((done, fail) => {
      waiting.set(name, packed => unpack(packed).then(read).then(done, fail));
      script(`data/search/${name}.js`).catch(fail);
    }));
    return texts.get(name);
  };
  let started; const start = () => started ??= script('data/search.js');

  // Words, as src/search/words.rs has them.
  const DENSE = '\u3005-\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}';
  const dense = new RegExp(`[${DENSE}]`, 'u'), parts = new RegExp(`[${DENSE}]+|[^${DENSE}]+`, 'gu');
  const fold = s => /^[\0-\x7f]*$/.test(s) ? s.toLowerCase()
    : s.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\u03c2/g, '\u03c3').normalize('NFC');
  const words = s => fold(s).split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean).flatMap(run => run.match(parts)).flatMap(part => {
    const signs = [...part];
    if (!dense.test(part)) return [signs.slice(0, 40).join('')];
    return signs.length < 2 ? [part] : signs.slice(0, -1).map((c, i) => c + signs[i + 1]);
  });

  // Terms. Numbers are five bits to a sign, the lowest first.
  const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const value = new Map([...SIGNS].map((c, i) => [c, i]));
  const lines = text => {
    let last = []; const all = [];
    for (const line of text.split('\n')) {
      if (!line) continue;
      const blank = line.lastIndexOf(' ');
      const word = [...last.slice(0, value.get(line[0])), ...line.slice(1, blank)];
      all.push([word.join(''), line.slice(blank + 1)]); last = word;
    }
    return all;
  };
  const postings = written => {
    const all = []; let record = 0, number = 0, shift = 1;
    for (const c of written) {
      const sign = value.get(c); number += (sign & 31) * shift; shift *= 32;
      if (sign > 31) continue;
      record += Math.floor(number / 8); all.push([record, number % 8]); number = 0; shift = 1;
    }
    return all;
  };
  // By code point, as the shards are sorted.
  const before = (a, b) => {
    const x = [...a], y = [...b];
    for (let i = 0; i < x.length && i < y.length; i++) if (x[i] !== y[i]) return x[i].codePointAt(0) < y[i].codePointAt(0);
    return x.length < y.length;
  };
  const beginning = async start => {
    const all = manifest.terms, ends = start + '\u{10FFFF}';
    const from = Math.max(0, all.findLastIndex(([first]) => !before(start, first)));
    const chosen = all.slice(from).filter(([first], i) => i === 0 || before(first, ends));
    const found = (await Promise.all(chosen.map(([, name]) => shard(name, lines)))).flat();
    return found.filter(([word]) => word.startsWith(start));
  };

  // Slips of the pen: insertions, deletions, changes, neighbours swapped.
  const slips = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let two, one = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i]; let least = i;
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1];
        row[j] = Math.min(one[j] + 1, row[j - 1] + 1, one[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], two[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) return most + 1;
      two = one; one = row;
    }
    return one[b.length];
  };

  // Which records have a word, how well; and the words that count as found.
  async function having(word) {
    const near = await beginning(word.length > 4 ? word.slice(0, word.length - 2) : word);
    const best = new Map(), meant = new Set();
    const take = ([term, written], share) => {
      const list = postings(written), rare = Math.log(1 + manifest.records / list.length);
      meant.add(term);
      for (const [record, weight] of list) best.set(record, Math.max(best.get(record) ?? 0, share * (weight + rare / 2)));
    };
    for (const term of near) {
      if (term[0] === word) take(term, 1);
      else if (term[0].startsWith(word)) take(term, .55 + .25 * word.length / term[0].length);
      // Other endings of the same word: alarm, alarms, alarming.
      else if (word.length > 4 && slips(word, term[0], 2) < 3 && term[0].length >= word.length - 3) take(term, .4);
    }
    if (best.size || word.length < 4 || dense.test(word)) return { best, meant };
    const most = word.length > 7 ? 2 : 1;
    const starts = new Set([word.slice(0, 2), word[0] + word[2], word[1] + word[0], word.slice(1, 3)]);
    const wide = (await Promise.all([...starts].map(beginning))).flat();
    const close = wide.map(term => [slips(word, term[0], most), term]).filter(([n]) => n <= most);
    const least = Math.min(...close.map(([n]) => n));
    for (const [n, term] of close) if (n === least) take(term, .3);
    return { best, meant };
  }

  /* All records for a query, best first. Filters are sets of facets by group: any of a
     group, all groups. Without words all records of the filters, in their order. */
  async function find(query, filters = {}) {
    await start();
    const asked = [...new Set(words(query))].slice(0, 12);
    const found = await Promise.all(asked.map(having));
    let scores = new Map(), all = asked.length;
    const sum = () => {
      for (const { best } of found) for (const [record, score] of best) {
        const [n, s] = scores.get(record) ?? [0, 0]; scores.set(record, [n + 1, s + score]);
      }
    };
    sum();
    const most = Math.max(0, ...[...scores.values()].map(([n]) => n));
    if (asked.length) { scores = new Map([...scores].filter(([, [n]]) => n === most)); all = most; }
    const facets = await Promise.all(Object.values(filters).filter(g => g.size).map(async group => {
      const sets = await Promise.all([...group].map(async f => (await beginning(f)).filter(([w]) => w === f).flatMap(([, p]) => postings(p).map(([r]) => r))));
      return new Set(sets.flat());
    }));
    if (!asked.length && facets.length) for (const r of facets[0]) scores.set(r, [0, -r / manifest.records]);
    const passed = [...scores].filter(([r]) => facets.every(set => set.has(r)));
    passed.sort(([a, [, x]], [b, [, y]]) => y - x || a - b);
    return { records: passed.map(([r]) => r), meant: new Set(found.flatMap(f => [...f.meant])), partial: all < asked.length, asked };
  }
  const KEYS = ['kind', 'title', 'href', 'owners', 'when', 'state', 'place', 'text'];
  // An address may be the anchor on the page of the row before, and 0 is its place.
  function rows(text) {
    let page = '', place = '';
    return JSON.parse(text).map(row => {
      if (row[2].startsWith('#')) row[2] = page + row[2];
      page = row[2].split('#')[0];
      place = row[6] = row[6] === 0 ? place : row[6];
      return row;
    });
  }
  async function record(number) {
    const chunk = await shard(manifest.shards[Math.floor(number / manifest.chunk)], rows);
    return Object.fromEntries(chunk[number % manifest.chunk].map((v, i) => [KEYS[i], v]));
  }

  // Marks the words of `text` that were meant.
  const isHit = (part, hits) => {
    const own = words(part);
    return own.length > 0 && own.some(w => hits.meant.has(w) || hits.asked.some(a => w.startsWith(a)));
  };
  const pieces = text => text.split(new RegExp(`([${DENSE}]{2}|[^\\P{Alphabetic}${DENSE}](?:[\\p{M}\\p{N}]|[^\\P{Alphabetic}${DENSE}])*|\\p{N}[\\p{Alphabetic}\\p{M}\\p{N}]*)`, 'u'));
  const marked = (text, hits) => pieces(text).map((part, i) => i % 2 && isHit(part, hits) ? el('mark', {}, part) : part);

  // The sentence of a document that holds most of what was asked.
  async function sentence(item, hits) {
    if (item.text < 0 || !hits.asked.length) return null;
    const at = manifest.texts.findLastIndex(([first]) => first <= item.text);
    const docs = await shard(manifest.texts[at][1], JSON.parse);
    let best = null;
    for (const [anchor, heading, text] of docs[item.text - manifest.texts[at][0]]) {
      for (const line of [heading, ...text.split('\n')]) {
        if (!line) continue;
        const cut = pieces(line), seen = new Set(); let first = -1, length = 0;
        cut.forEach((part, i) => { if (i % 2 && isHit(part, hits)) { if (first < 0) first = length; words(part).forEach(w => seen.add(w)); } length += part.length; });
        if (seen.size && (!best || seen.size > best.seen || (seen.size === best.seen && best.line === best.heading)))
          best = { seen: seen.size, anchor, heading, line, first };
      }
    }
    if (!best) return null;
    const from = best.first > 110 ? best.line.indexOf(' ', best.first - 80) + 1 : 0;
    const short = (from ? '… ' : '') + best.line.slice(from, from + 220) + (best.line.length > from + 220 ? ' …' : '');
    return { ...best, short };
  }

  const facts = item => {
    const all = [item.kind === 'doc' && DOC_KINDS[item.place] || KINDS[item.kind], item.state && STATES[item.state],
      item.owners.slice(0, 3).join(', '), item.when, item.kind === 'doc' ? '' : item.place];
    return all.filter(Boolean).map(x => el('span', {}, x));
  };
  const GLYPHS = { owner: 'i-person', ticket: 'i-ticket', period: 'i-sprint', topic: 'i-hash' };
  const mark = item => glyph('', GLYPHS[item.kind] ?? (item.kind === 'doc' ? 'd-' + item.place : 'r-' + item.kind));
  const settle = (run, wait) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(run, wait); }; };

  // The dialog.
  let box;
  function dialog() {
    const input = el('input', { type: 'search', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'k-sd-list', 'aria-autocomplete': 'list', 'aria-label': t('Search everything'), placeholder: t('A word, a name, a ticket'), autocomplete: 'off', spellcheck: 'false' });
    const list = el('ol', { id: 'k-sd-list', role: 'listbox', 'aria-label': t('Search everything') });
    const said = el('output', { class: 'vh', 'aria-live': 'polite' }), all = el('a', { href: root + 'search.html' }, t('All results and filters'));
    const key = (k, what) => el('span', {}, ...k.flatMap(x => [el('kbd', {}, x), ' ']), what);
    const d = el('dialog', { class: 'sd', 'aria-label': t('Search everything') }, el('label', {}, glyph('search'), input), list,
      el('footer', {}, key(['↑', '↓'], t('move')), key(['↵'], t('open')), key(['esc'], t('close')), all), said);
    doc.body.append(d);
    let chosen = 0, turn = 0;
    const options = () => [...list.querySelectorAll('[role=option]')];
    const choose = to => {
      const rows = options(); if (!rows.length) { input.removeAttribute('aria-activedescendant'); return; }
      chosen = (to + rows.length) % rows.length;
      rows.forEach((r, i) => r.setAttribute('aria-selected', String(i === chosen)));
      rows[chosen].scrollIntoView({ block: 'nearest' }); input.setAttribute('aria-activedescendant', rows[chosen].id);
    };
    const run = async () => {
      const query = input.value.trim(), mine = ++turn;
      all.href = root + 'search.html' + (query ? '?q=' + encodeURIComponent(query) : '');
      const hits = query ? await find(query) : { records: [] };
      const items = await Promise.all(hits.records.slice(0, 12).map(record));
      if (mine !== turn) return;
      list.replaceChildren(...items.map((item, i) => el('li', { role: 'option', id: 'k-sd-' + i, 'aria-selected': 'false', 'data-href': root + item.href },
        mark(item), el('div', {}, el('b', {}, ...marked(item.title, hits)), el('span', { class: 'meta' }, ...facts(item))))));
      if (query && !items.length) list.append(el('li', { class: 'nores' }, counted(0)));
      input.setAttribute('aria-expanded', String(items.length > 0));
      said.textContent = query ? counted(hits.records.length) : '';
      choose(0);
    };
    input.addEventListener('input', settle(run, 40));
    input.addEventListener('keydown', e => {
      if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { e.preventDefault(); choose(chosen + (e.key === 'ArrowDown' ? 1 : -1)); }
      else if (e.key === 'Enter' && !e.isComposing) { e.preventDefault(); const row = options()[chosen]; location.href = e.ctrlKey || e.metaKey || !row ? all.href : row.dataset.href; }
    });
    d.addEventListener('click', e => {
      const row = e.target.closest('[data-href]');
      if (row) location.href = row.dataset.href;
      if (e.target === d || row) d.close();
    });
    return { open: () => { if (!d.open) d.showModal(); input.select(); start().catch(() => { location.href = root + 'search.html'; }); } };
  }

  // The page: filters, sentences, state in the address.
  async function page() {
    const form = doc.getElementById('k-search'); if (!form) return;
    const out = doc.getElementById('k-results'), hitsList = doc.getElementById('k-hits'), count = doc.getElementById('k-found');
    const index = doc.getElementById('k-index'), narrow = doc.getElementById('k-facets'), more = doc.getElementById('k-more');
    try { await start(); } catch { return; }
    const asked = new URLSearchParams(location.search), on = { k: new Set(), s: new Set(), o: new Set(), p: new Set() };
    form.q.value = asked.get('q') ?? '';
    for (const g in on) for (const v of asked.getAll(g)) on[g].add(`!${g}:${v}`);
    const box = (group, values) => {
      const wide = values.length > 12;
      const kids = wide
        ? [el('select', { name: group, 'aria-label': FACETS[group] }, el('option', { value: '' }, t('Any')), ...values.map(([f, label]) => el('option', { value: f, selected: on[group].has(f) }, label)))]
        : values.map(([f, label]) => { const i = el('input', { type: 'checkbox', name: group, value: f }); i.checked = on[group].has(f); return el('label', {}, i, el('span', {}, label)); });
      return values.length > 1 ? el('fieldset', {}, el('legend', {}, FACETS[group]), ...kids) : null;
    };
    const kinds = Object.keys(KINDS).map(k => ['!k:' + k, KINDS[k]]), states = Object.keys(FILTERED).map(s => ['!s:' + s, FILTERED[s]]);
    narrow.replaceChildren(...[box('k', kinds), box('s', states), box('o', manifest.owners), box('p', manifest.periods)].filter(Boolean));
    narrow.addEventListener('change', e => {
      const group = e.target.name, set = on[group];
      if (e.target.type === 'checkbox') e.target.checked ? set.add(e.target.value) : set.delete(e.target.value);
      else { set.clear(); if (e.target.value) set.add(e.target.value); }
      run();
    });
    let turn = 0, shown = 0, hits;
    const row = item => {
      const li = el('li', {}, mark(item), el('div', {}, el('p', {}, el('a', { class: 't', href: root + item.href }, ...marked(item.title, hits))), el('p', { class: 'meta' }, ...facts(item))));
      const mine = hits;
      if (item.kind === 'doc') sentence(item, hits).then(best => {
        if (!best || mine !== hits) return;
        const a = $('a', li); if (best.anchor) a.href = root + item.href.split('#')[0] + '#' + encodeURIComponent(best.anchor);
        $('.meta', li).before(el('p', { class: 'sum' }, ...(best.heading && best.heading !== best.line ? [el('b', {}, best.heading), ': '] : []), ...marked(best.short, mine)));
      });
      return li;
    };
    const next = async () => {
      const mine = turn, items = await Promise.all(hits.records.slice(shown, shown + 30).map(record));
      if (mine !== turn) return;
      hitsList.append(...items.map(row)); shown += items.length; more.hidden = shown >= hits.records.length;
    };
    const run = async () => {
      const query = form.q.value.trim(), mine = ++turn, any = query || Object.values(on).some(s => s.size);
      out.dataset.on = ''; index.hidden = Boolean(any); hitsList.hidden = !any;
      const state = new URLSearchParams(); if (query) state.set('q', query);
      for (const g in on) for (const f of on[g]) state.append(g, f.slice(3));
      history.replaceState(null, '', location.pathname + (state.size ? '?' + state : ''));
      const found = any ? await find(query, on) : { records: [] };
      if (mine !== turn) return;
      hits = found; shown = 0; hitsList.replaceChildren();
      count.textContent = any ? (found.partial ? t('No page has all of these words. With some of them:') + ' ' : '') + counted(found.records.length) : '';
      more.hidden = true; if (any) await next();
    };
    more.addEventListener('click', next);
    form.addEventListener('input', settle(run, 60)); form.addEventListener('submit', e => { e.preventDefault(); run(); });
    out.hidden = false; run();
    window.kenning.find = find; window.kenning.record = record; window.kenning.words = words;
  }
  window.kenning.openSearch = () => { (box ??= dialog()).open(); };
  page();
})();
