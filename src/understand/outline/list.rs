//! Lists: their entries, and entries that are sections or labelled values.

use super::SectionKind;
use super::build::Below;
use super::build::Builder;
use super::build::DEEPEST;
use super::marked;
use super::sense;
use crate::model::Shape;
use crate::parse::BlockKind;
use crate::parse::Style;
use crate::understand::fields::Field;
use crate::understand::fields::fields;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Sense;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use crate::understand::values::people;

/// Reads the list at `at` into `builder`.
pub(super) fn list(builder: &mut Builder<'_>, at: u32, below: Below) {
    if below.depth >= DEEPEST {
        return;
    }
    let items: Vec<u32> = builder.document.children(Some(at)).collect();
    let entries = below.entry.is_none() && lists_entries(builder, &items);
    let labels = if entries { Labels::Words } else { Labels::Fields };
    for item in items {
        list_entry(builder, item, (below, labels));
    }
}

/// More words than this do not name a section unless a colon or bold text says so.
const MOST_NAMING: usize = 4;

/// What `Word: …` at the beginning of a list's entries is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Labels {
    /// Labels of values.
    Fields,
    /// Words of the entries themselves.
    Words,
}

/// The first paragraph of a list entry, and the blocks below it.
struct Head {
    /// The block of the entry.
    block: u32,
    text: Slice,
    rest: Vec<u32>,
    checkbox: Option<bool>,
    has_list: bool,
}

fn head(builder: &Builder<'_>, at: u32) -> Option<Head> {
    let block = builder.document.block(at)?;
    let BlockKind::Item(checkbox) = block.kind else { return None };
    let mut inner: Vec<u32> = builder.document.children(Some(at)).collect();
    let first = builder.document.block(*inner.first()?)?;
    if !matches!(first.kind, BlockKind::Paragraph | BlockKind::Heading(_)) {
        return None;
    }
    inner.remove(0);
    let is_list = |at: &u32| {
        builder
            .document
            .block(*at)
            .is_some_and(|b| matches!(b.kind, BlockKind::List { .. }))
    };
    let has_list = inner.iter().any(is_list);
    Some(Head {
        block: at,
        text: Slice::of(&first.runs),
        rest: inner,
        checkbox,
        has_list,
    })
}

/// Whether a list below `What went well` tells what went well, entry by entry:
/// `- Tools: the new pump helped` is no field there. Owners, states and the like are.
fn lists_entries(builder: &Builder<'_>, items: &[u32]) -> bool {
    let section = builder.outline.sections.get(builder.here());
    let lists = section.is_some_and(|s| {
        s.firm && s.fields.is_empty() && s.sense.is_some_and(Sense::lists_entries)
    });
    let labels = |at: &u32| {
        let head = head(builder, *at)?;
        fields(&head.text.first_line(), builder.lexicon).first()?.kind
    };
    let loose = |label: Label| {
        matches!(
            label,
            Label::Other
                | Label::Attendee
                | Label::Duration
                | Label::Title
                | Label::Category
                | Label::Period
        )
    };
    lists && items.iter().filter_map(labels).all(loose)
}

fn list_entry(builder: &mut Builder<'_>, at: u32, (below, labels): (Below, Labels)) {
    let Some(range) = builder.document.block(at).map(|block| block.range) else { return };
    if builder.is_ignored(range) {
        return;
    }
    let deeper = Below { depth: below.depth + 1, ..below };
    let Some(head) = head(builder, at) else {
        let inner: Vec<u32> = builder.document.children(Some(at)).collect();
        builder.blocks(&inner, deeper);
        return;
    };
    let first = head.text.first_line();
    if head.checkbox.is_some() {
        plain_entry(builder, &head, below);
    } else if head.has_list && names_section(builder, &first) {
        section(builder, &head, below);
    } else if labels == Labels::Fields
        && is_labelled(builder, &fields(&first, builder.lexicon), below)
    {
        add_fields(builder, &head, below);
        if head.has_list {
            section(builder, &head, below);
        }
    } else {
        plain_entry(builder, &head, below);
    }
}

/// Whether a list entry only names what is below it: `Blockers:`, `**Done**`.
fn names_section(builder: &Builder<'_>, line: &Slice) -> bool {
    let text = line.text().trim();
    let bare = text.trim_end_matches([':', '：']);
    let announced = bare.len() < text.len() || line.is_all(Style::STRONG);
    if announced && names_people(builder, &line.part(bare)) {
        return true;
    }
    let found = sense::sense(builder.lexicon, SectionKind::Entry, bare);
    let exact = builder.lexicon.senses.exact(bare).is_some();
    // `list of actions` says as much without a colon; a longer line may be a sentence.
    let short = bare.split_whitespace().count() <= MOST_NAMING;
    exact || (announced || short) && found.is_some_and(|found| found.firm)
}

/// `Ada and Bob to:`: what is below they will do.
fn is_promised(builder: &Builder<'_>, line: &Slice) -> bool {
    let line = line.part(line.text().trim().trim_end_matches([':', '：']));
    before_verb(builder, line.text()).is_some() && names_people(builder, &line)
}

/// What stands before the verb that ends a line: `Ada and Bob will`.
fn before_verb<'t>(builder: &Builder<'_>, text: &'t str) -> Option<&'t str> {
    let verbs = &builder.lexicon.verbs;
    verbs.iter().find_map(|verb| text.strip_suffix(verb.as_str())?.strip_suffix(' '))
}

/// `Ada and Bob to`: what is below is theirs.
fn names_people(builder: &Builder<'_>, line: &Slice) -> bool {
    let text = line.text().trim_end();
    let bare = before_verb(builder, text);
    let all = names::names(&line.part(bare.unwrap_or(text)), builder.lexicon);
    // Without a verb only what is somebody's name for sure: `**Ada**`.
    let fine = |name: &Name| match bare {
        Some(_) => names::is_proper_name(&name.raw, builder.lexicon),
        None => people::is_somebody(name, builder.lexicon),
    };
    !all.is_empty() && all.iter().all(fine)
}

fn section(builder: &mut Builder<'_>, head: &Head, below: Below) {
    let title = head.text.first_line();
    let promised = is_promised(builder, &title);
    builder.open_section(SectionKind::Entry, title, head.block, None);
    if let Some(section) = builder.section().filter(|s| promised && s.sense.is_none()) {
        section.sense = Some(Sense::Action);
        section.firm = true;
    }
    let open = builder.open.len();
    builder.blocks(&head.rest, Below { entry: None, depth: below.depth + 1 });
    let end = builder.document.block(head.block).map_or(0, |block| block.range.end);
    builder.close_to(open.saturating_sub(1), end);
}

/// Whether a list entry is a labelled value of what stands above it.
///
/// Below an entry a known label makes it one, unless it marks a thing of its own.
/// Directly below a heading a marker (`Decision: …`) is an entry, too.
fn is_labelled(builder: &Builder<'_>, found: &[Field], below: Below) -> bool {
    let Some(first) = found.first() else { return false };
    let Some(kind) = first.kind else { return false };
    let marker = builder.lexicon.markers.exact(&first.label).is_some();
    if below.entry.is_some() {
        return !marker || kind == Label::Other;
    }
    if kind == Label::NextSteps {
        return false;
    }
    let section = builder.outline.sections.get(builder.here());
    let Some(section) = section else { return false };
    let listed = matches!(section.kind, SectionKind::Lead | SectionKind::Entry);
    !listed && !marker || !section.fields.is_empty() || kind == Label::Other
}

fn add_fields(builder: &mut Builder<'_>, head: &Head, below: Below) {
    let lines = head.text.lines();
    let found =
        lines.iter().flat_map(|line| fields(line, builder.lexicon)).collect::<Vec<_>>();
    match below.entry.and_then(|entry| builder.outline.entries.get_mut(entry)) {
        Some(entry) => entry.fields.extend(found),
        None => {
            if let Some(section) = builder.section() {
                section.fields.extend(found);
            }
        }
    }
}

/// An entry of a list, and what stands below it.
fn plain_entry(builder: &mut Builder<'_>, head: &Head, below: Below) {
    let shape = if head.checkbox.is_some() { Shape::Checkbox } else { Shape::Entry };
    let first = head.text.first_line();
    let entry = builder.entry(head.block, shape, &first, below.entry);
    let rest = behind(&head.text, &first);
    let lines = rest.iter().flat_map(Slice::lines);
    let found: Vec<Field> =
        lines.flat_map(|line| fields(&line, builder.lexicon)).collect();
    let block = builder.document.block(head.block);
    let list = block.and_then(|block| builder.document.block(block.parent?));
    let numbered =
        list.is_some_and(|list| list.kind == BlockKind::List { ordered: true });
    if let Some(new) = builder.outline.entries.get_mut(entry) {
        new.checkbox = head.checkbox;
        new.numbered = numbered;
        new.rest = rest;
        new.fields.extend(found);
        new.extent = block.map(|block| block.range).unwrap_or_default();
    }
    if let Some(parent) = below.entry.and_then(|at| builder.outline.entries.get_mut(at)) {
        parent.children += 1;
    } else if let Some(section) = builder.section() {
        section.bullets += 1;
    }
    let whole = head.text.range();
    for part in marked::marked(&head.text, builder.lexicon) {
        if part.range().start > first.range().start && whole.holds(part.range()) {
            builder.entry(head.block, Shape::Paragraph, &part, Some(entry));
        }
    }
    builder.blocks(&head.rest, Below { entry: Some(entry), depth: below.depth + 1 });
}

/// What stands behind the first line in the same paragraph.
fn behind(text: &Slice, first: &Slice) -> Option<Slice> {
    let rest = text.text().get(first.text().len()..)?;
    let start = text.text().len() - rest.trim_start().len();
    let rest = text.cut(start, text.text().trim_end().len().max(start));
    (!rest.is_empty()).then_some(rest)
}
