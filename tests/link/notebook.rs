//! Documents with hand-made facts: real text, real blocks, and what a test says
//! that understanding read there.

use kenning::config::Config;
use kenning::link::Drafts;
use kenning::link::History;
use kenning::link::Linking;
use kenning::link::ReadDoc;
use kenning::link::Site;
use kenning::model::*;
use kenning::parse;
use kenning::source;
use kenning::text::DocPath;
use kenning::text::Moment;
use kenning::text::Span;
use kenning::text::TextRange;
use kenning::text::slug;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One document in the making.
pub(crate) struct Page {
    pub(crate) source: source::Source,
    pub(crate) document: parse::Document,
    pub(crate) facts: Facts,
}

/// The document at `path` with `text`; its ids are found, all else is to be said.
pub(crate) fn page(path: &str, text: &str) -> Page {
    let source = source::source(DocPath::new(path).unwrap(), text.as_bytes()).value;
    let document = parse::parse(&source);
    let mut facts = Facts { language: "en".into(), ..Facts::default() };
    let ids = Regex::new(r"\b(?:[A-Z]{2,}-\d+|R\d)\b|#\d+").unwrap();
    for found in ids.find_iter(&source.text) {
        let text = found.as_str().to_owned();
        if !facts.ids.contains(&text) {
            facts.ids.push(text.clone());
        }
        let range = TextRange::new(found.start(), found.end());
        facts.id_mentions.push(Mention { text, range });
    }
    Page { source, document, facts }
}

fn by(range: TextRange) -> Evidence {
    Evidence { rule: "test", basis: Basis::Written, range }
}

impl Page {
    fn find(&self, text: &str) -> TextRange {
        let at = self.source.text.find(text).unwrap_or_else(|| panic!("no {text:?}"));
        TextRange::new(at, at + text.len())
    }

    pub(crate) fn dated(mut self, date: &str) -> Self {
        let by = by(TextRange::default());
        self.facts.date = Some(Read { value: Moment::parse(date).unwrap(), by });
        self
    }

    pub(crate) fn kind(mut self, kind: DocKind) -> Self {
        self.facts.kind = Some(Read { value: kind, by: by(TextRange::default()) });
        self
    }

    pub(crate) fn titled(mut self, title: &str) -> Self {
        let by = by(self.find(title));
        self.facts.title = Some(Read { value: title.into(), by });
        self
    }

    pub(crate) fn period(mut self, name: &str) -> Self {
        self.facts.periods.push(name.into());
        self
    }

    /// The days it states for a period, as `FROM/TO`.
    pub(crate) fn days(mut self, name: &str, days: &str) -> Self {
        let (from, to) = days.split_once('/').unwrap();
        let days = Span { from: from.parse().unwrap(), to: to.parse().unwrap() };
        self.facts.period_spans.push((name.into(), days, TextRange::new(0, 1)));
        self
    }

    pub(crate) fn named(mut self, name: &str, forms: &[&str]) -> Self {
        let by = by(self.find(forms[0]));
        let forms = forms.iter().map(|form| (*form).to_owned()).collect();
        let roles = vec![PersonRole::Owner];
        self.facts.people.push(Named { name: name.into(), forms, roles, by });
        self
    }

    pub(crate) fn alias(mut self, short: &str, name: &str) -> Self {
        self.facts.aliases.push((short.into(), name.into()));
        self.facts.stated_aliases.push((short.into(), name.into()));
        self
    }

    pub(crate) fn draft(mut self) -> Self {
        self.source.meta.draft = true;
        self
    }

    /// An item whose title stands at the first place not yet taken by another.
    pub(crate) fn item(mut self, title: &str, say: impl FnOnce(&mut Item)) -> Self {
        let taken = self.facts.items.iter().map(|item| item.range.end).max().unwrap_or(0);
        let text = &self.source.text[taken as usize..];
        let at =
            taken as usize + text.find(title).unwrap_or_else(|| panic!("no {title:?}"));
        let range = TextRange::new(at, at + title.len());
        let ids = self.facts.ids.iter().filter(|id| title.contains(*id)).cloned();
        let mut item = Item {
            anchor: format!("i-{}-{}", slug(title), self.facts.items.len()),
            title: title.into(),
            range,
            extent: range,
            block: 0,
            shape: Shape::Entry,
            kind: Read { value: ItemType::Task, by: by(range) },
            owners: Vec::new(),
            owners_by: None,
            status: None,
            status_text: None,
            priority: None,
            when: None,
            ids: ids.collect(),
            details: Details::default(),
        };
        say(&mut item);
        self.facts.items.push(item);
        self
    }
}

/// What a test says about an item.
pub(crate) trait Say {
    fn is(&mut self, kind: ItemType);
    fn status(&mut self, status: Status);
    fn owner(&mut self, who: &str);
    fn due(&mut self, text: &str, day: Option<&str>);
    fn needs(&mut self, ids: &[&str], text: &str);
}

impl Say for Item {
    fn is(&mut self, kind: ItemType) {
        self.kind.value = kind;
    }

    fn status(&mut self, status: Status) {
        self.status = Some(Read { value: status, by: by(self.range) });
    }

    fn owner(&mut self, who: &str) {
        let role = if self.owners.is_empty() { Role::Lead } else { Role::Share };
        let range = TextRange::default();
        self.owners.push(Ownership { who: who.into(), role, duty: None, range });
        self.owners_by = Some(by(self.range));
    }

    fn due(&mut self, text: &str, day: Option<&str>) {
        let span = day.and_then(|day| Moment::parse(day)?.span());
        let due = span.map(|span| (span, Certainty::Exact));
        self.when = Some(When { text: text.into(), due, by: by(self.range) });
    }

    fn needs(&mut self, ids: &[&str], text: &str) {
        self.details.depends_on = ids.iter().map(|id| (*id).to_owned()).collect();
        self.details.dependencies = Some(text.into());
    }
}

/// Links the pages with the default settings, changed by `set`.
pub(crate) fn site_with(
    pages: Vec<Page>,
    others: &[&str],
    set: impl FnOnce(&mut Config),
) -> Site {
    let mut config = Config::default();
    set(&mut config);
    let others: BTreeMap<DocPath, u64> =
        others.iter().map(|path| (DocPath::new(path).unwrap(), 1)).collect();
    kenning::link::link(Linking {
        docs: pages.into_iter().map(read).collect(),
        others: &others,
        config: &config,
        history: &History::new(),
        today: "2026-03-20".parse().unwrap(),
        drafts: Drafts::Hidden,
        findings: Vec::new(),
    })
}

/// Links the pages with the default settings.
pub(crate) fn site(pages: Vec<Page>) -> Site {
    site_with(pages, &[], |_| {})
}

pub(crate) fn read(page: Page) -> ReadDoc {
    ReadDoc {
        layout: Arc::new(parse::Layout::of(page.document, &page.source.text)),
        source: Arc::new(page.source),
        facts: Arc::new(page.facts),
        notes: [].into(),
    }
}
