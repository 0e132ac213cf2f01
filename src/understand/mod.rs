//! Stage 3, understand: blocks become facts.
//!
//! In come the visible text and its blocks, out go [`Facts`]. The steps: choose the
//! language and its words, draw the outline (sections, entries and fields as readers
//! see them, [`outline`]), then let each rule read what it knows ([`rules::ALL`], in
//! that order: a later rule may build on what an earlier one found). Rules know no
//! files, no HTML and no other documents. Pure: same text and settings, same facts.

pub mod fields;
pub mod header;
pub mod lexicon;
pub mod outline;
pub mod prose;
pub mod rules;
pub mod values;

mod grounds;
mod ignored;
mod language;
mod overlong;
mod project;
mod settings;
mod unread;

pub use settings::Settings;

use crate::config::Words;
use crate::diag::Diagnostic;
use crate::diag::Noted;
use crate::model::DocKind;
use crate::model::Facts;
use crate::model::Item;
use crate::parse::Document;
use crate::source::Source;
use crate::text::Day;
use lexicon::Lexicon;
use outline::Entry;
use outline::Outline;
use rules::Known;
use values::dates::Reading;
use values::dates::Year;
use values::title::Title;

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The part of the configuration that reading depends on.
    pub settings: &'a Settings,
    /// The visible text and front matter.
    pub source: &'a Source,
    /// The blocks.
    pub document: &'a Document,
    /// Sections, entries and fields.
    pub outline: &'a Outline,
    /// The words of the document's language.
    pub lexicon: &'a Lexicon,
    /// How dates are read here; the year is that of the document once known.
    pub reading: Reading<'a>,
    /// Whom the document lists, and its words that name nobody; nothing yet while
    /// these are read.
    pub known: &'a Known<'a>,
}

/// What the rules have found so far.
#[derive(Debug, Default)]
pub struct Draft {
    /// The facts.
    pub facts: Facts,
    /// The entry behind each item, by place in the outline.
    pub entries: Vec<usize>,
    /// The title of each item, taken apart.
    pub titles: Vec<Title>,
    /// Remarks to the author.
    pub notes: Vec<Diagnostic>,
}

/// One way in which people state facts.
pub trait Rule: Sync {
    /// The name of the rule, of its file and of its spec.
    fn name(&self) -> &'static str;

    /// Adds what the document states to the draft.
    fn read(&self, cx: Context<'_>, draft: &mut Draft);
}

impl Draft {
    /// The day of the document's own date; of a month its first.
    pub fn day(&self) -> Option<Day> {
        Some(self.facts.date?.value.span()?.from)
    }

    /// Whether the document looks back: a retrospective, a postmortem, a report. The
    /// others plan, record and register.
    pub fn is_report(&self) -> bool {
        matches!(
            self.facts.kind.map(|kind| kind.value),
            Some(DocKind::Learning | DocKind::Postmortem | DocKind::Status)
        )
    }

    /// The items with their entries and titles.
    pub fn items<'d>(
        &'d mut self,
        outline: &'d Outline,
    ) -> impl Iterator<Item = (&'d mut Item, &'d Entry, &'d Title)> {
        let entries = self.entries.iter().filter_map(|at| outline.entries.get(*at));
        self.facts
            .items
            .iter_mut()
            .zip(entries)
            .zip(&self.titles)
            .map(|((i, e), t)| (i, e, t))
    }
}

/// Reads all facts of one document.
pub fn understand(
    settings: &Settings,
    source: &Source,
    document: &Document,
) -> Noted<Facts> {
    let (language, language_rule) = language::language(settings, source);
    let built_in = lexicon::lexicon(&language);
    let own =
        (settings.words != Words::default()).then(|| built_in.with(&settings.words));
    let lexicon = own.as_ref().unwrap_or(built_in);
    let ignored = ignored::ignored(settings, source, document);
    let outline = outline::outline(source, document, lexicon, &ignored);
    let (order, slashes) = language::date_order(settings, source, &language, lexicon);
    let reading =
        Reading { lexicon, order, year: language::year(source, &outline, lexicon) };
    let mut draft = Draft::default();
    draft.notes.extend(overlong::overlong(document));
    draft.facts.slashes = slashes;
    draft.facts.language = language;
    draft.facts.language_rule = language_rule;
    draft.facts.unread = unread::unread(&outline, &ignored);
    draft.facts.ignored = ignored;
    draft.facts.project = project::of_name(source.path.stem(), lexicon);
    draft.facts.scope = settings.scope(source.path.as_str());
    let (outline, nobody) = (&outline, Known::default());
    let mut cx =
        Context { settings, source, document, outline, lexicon, reading, known: &nobody };
    let known = rules::known(cx);
    cx.known = &known;
    for rule in rules::ALL {
        rule.read(cx, &mut draft);
        if let Some(day) = draft.day() {
            cx.reading.year = Year::Near(day);
        }
    }
    grounds::point(&mut draft, outline);
    Noted { value: draft.facts, notes: draft.notes }
}
