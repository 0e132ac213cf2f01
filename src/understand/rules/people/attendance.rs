//! Lists, lines and tables of those present, in the shapes in which minutes give
//! them: one a line, in a row, `Role: Name`, `Name, Company`, `name / institution /
//! @handle`, a table with a column for presence, boxes.

use super::Listed;
use super::is_sure;
use crate::model::PersonRole;
use crate::model::Shape;
use crate::parse::Style;
use crate::text::signs;
use crate::understand::Context;
use crate::understand::fields::Field;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::normal;
use crate::understand::outline::Entry;
use crate::understand::outline::Section;
use crate::understand::outline::SectionKind;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use crate::understand::values::people;
use std::collections::BTreeMap;

mod html;
mod roll;
mod table;

use roll::Roll;
use roll::Titles;
use roll::roll;
use roll::title_label;

/// Signs of absence before a name.
const ABSENT: &[char] = &['❌', '✗', '✘', '❎', '🚫', '⛔'];

/// Those listed below a title such as `Attendees`.
pub(super) fn attendance(cx: Context<'_>) -> Vec<Listed> {
    let mut found = Vec::new();
    let mut rolls: BTreeMap<usize, Vec<&Entry>> = BTreeMap::new();
    let mut below_entries: BTreeMap<usize, Vec<&Entry>> = BTreeMap::new();
    for entry in cx.outline.entries.iter().filter(|entry| entry.opens.is_none()) {
        let below = entry.parent.and_then(|at| cx.outline.entries.get(at));
        // What stands below a name is a remark about them.
        let detail = below.is_some_and(|above| {
            above.opens.is_none() && !above.title.text().ends_with([':', '：'])
        });
        if !detail {
            rolls.entry(entry.section).or_default().push(entry);
        } else if let Some(at) = entry.parent {
            below_entries.entry(at).or_default().push(entry);
        }
    }
    for (at, entries) in below_entries {
        found.extend(below_entry(cx, at, &entries));
    }
    let sections = cx.outline.sections.iter();
    let labels = sections.map(|section| title_label(section, cx.lexicon));
    let labels: Vec<Option<Label>> = labels.collect();
    let rows = rows_of_names(cx, &labels);
    let titles = Titles { listing: rolls.keys().copied().chain(rows).collect(), labels };
    for (section, entries) in rolls {
        let (rows, bullets): (Vec<&Entry>, Vec<&Entry>) =
            entries.into_iter().partition(|entry| entry.shape == Shape::Row);
        let roll = roll(cx, section, &titles);
        found.extend(table::present(cx, &rows, roll));
        found.extend(roll.into_iter().flat_map(|roll| in_bullets(cx, roll, &bullets)));
    }
    found.extend(in_lines(cx, &titles));
    found.extend(html::present(cx, &titles));
    found.extend(cx.outline.sections.iter().flat_map(|s| in_title(cx, s, &titles)));
    found
}

/// Those in the entries of a list.
fn in_bullets(cx: Context<'_>, roll: Roll, bullets: &[&Entry]) -> Vec<Listed> {
    // A bold line above a paragraph may begin something else.
    let (titles, bullets): (Vec<&Entry>, Vec<&Entry>) = bullets
        .iter()
        .partition(|entry| entry.shape == Shape::Paragraph && is_title(&entry.title));
    let names = bullet_names(cx, &bullets).into_iter();
    let names = names.filter(|name| !roll.weak || is_sure(name, cx.lexicon));
    let titled = titles.into_iter().flat_map(|entry| roster(cx, &entry.title));
    let titled = titled.filter(|name| is_sure(name, cx.lexicon));
    names.chain(titled).map(|name| (roll.role, name, "attendance-list")).collect()
}

/// Those in lines of text.
fn in_lines(cx: Context<'_>, titles: &Titles) -> Vec<Listed> {
    let lines = cx.outline.lines.iter();
    let mut found = Vec::new();
    for line in lines.filter(|line| line.entry.is_none() && !line.is_fields) {
        if let Some(field) = dashed_field(cx, &line.text) {
            found.extend(super::by_field(cx, &field));
        }
        let Some(roll) = roll(cx, line.section, titles) else { continue };
        let names = roster(cx, &line.text).into_iter();
        // Behind the list something else may begin.
        let weak =
            roll.weak || titles.listing.contains(&line.section) && is_title(&line.text);
        let sure = names.filter(|name| !weak || is_sure(name, cx.lexicon));
        found.extend(sure.map(|name| (roll.role, name, "attendance-list")));
    }
    found
}

/// Those in the title of a section.
fn in_title(cx: Context<'_>, section: &Section, titles: &Titles) -> Vec<Listed> {
    let mut found = Vec::new();
    // A name with remarks below it.
    if section.kind == SectionKind::Entry
        && let Some(roll) = section.parent.and_then(|above| roll(cx, above, titles))
    {
        let names = roster(cx, &section.title).into_iter();
        let sure = names.filter(|name| is_sure(name, cx.lexicon));
        found.extend(sure.map(|name| (roll.role, name, "attendance-list")));
    }
    if let Some(field) = spaced_field(cx, section) {
        found.extend(super::by_field(cx, &field));
    }
    // `### Present: Ada, Bob`.
    let fields = crate::understand::fields::fields(&section.title, cx.lexicon);
    found.extend(fields.iter().flat_map(|field| super::by_field(cx, field)));
    found
}

fn is_title(line: &Slice) -> bool {
    line.is_all(Style::STRONG)
}

/// The sections titled as a list of people that hold a line of names.
fn rows_of_names(
    cx: Context<'_>,
    labels: &[Option<Label>],
) -> impl Iterator<Item = usize> {
    let lines = cx.outline.lines.iter().filter(|line| line.entry.is_none());
    let lines =
        lines.filter(move |line| labels.get(line.section).is_some_and(Option::is_some));
    let named = move |text: &Slice| {
        let names = roster(cx, text);
        names.first().is_some_and(|name| is_sure(name, cx.lexicon))
    };
    lines.filter(move |line| named(&line.text)).map(|line| line.section)
}

/// `#### 主持人 王昕`: a label in a script without blanks, or before a tab, needs no
/// colon.
fn spaced_field(cx: Context<'_>, section: &Section) -> Option<Field> {
    let text = section.title.text().trim();
    let (label, value) = text.split_once(['\t', '　']).or_else(|| {
        let unspaced = text.chars().next().is_some_and(|c| u32::from(c) > 0x2e80);
        text.split_once(' ').filter(|_| unspaced)
    })?;
    let kind = cx.lexicon.labels.exact(label);
    let person = matches!(kind, Some(Label::Author | Label::Attendee));
    let value = section.title.part(value.trim());
    let range = section.title.range();
    person.then(|| Field { label: label.to_owned(), kind, value, range })
}

/// Those below a list entry that only says what they are: `- Roles`.
fn below_entry(cx: Context<'_>, at: usize, entries: &[&Entry]) -> Vec<Listed> {
    let title = cx.outline.entries.get(at).map(|entry| entry.title.text());
    let label = title.and_then(|title| cx.lexicon.labels.exact(title));
    if label != Some(Label::Attendee) {
        return Vec::new();
    }
    let names = bullet_names(cx, entries).into_iter();
    let sure = names.filter(|name| is_sure(name, cx.lexicon));
    sure.map(|name| (PersonRole::Attendee, name, "attendance-list")).collect()
}

/// `Facilitator - Ada`: a dash for the colon.
fn dashed_field(cx: Context<'_>, line: &Slice) -> Option<Field> {
    let text = line.text();
    let (at, dash) = [" - ", " – ", " — "]
        .iter()
        .find_map(|dash| Some((signs::find(text, dash)?, dash.len())))?;
    let label = text.get(..at)?.trim();
    let kind = cx.lexicon.labels.exact(label);
    let value = line.cut(at + dash, text.len());
    let names = names::names(&value, cx.lexicon);
    let fits = matches!(kind, Some(Label::Author | Label::Attendee))
        && !names.is_empty()
        && names.iter().all(|name| names::is_proper_name(&name.raw, cx.lexicon))
        && names.iter().any(|name| is_sure(name, cx.lexicon));
    fits.then(|| Field { label: label.to_owned(), kind, value, range: line.range() })
}

/// How a list of bullets gives its names.
#[derive(Clone, Copy)]
struct List {
    /// Whether a comma parts a name from a company.
    pairs: bool,
    /// How many bullets stand beside each: among others a word in lower case may be
    /// a login.
    others: usize,
}

/// The names in a list of bullets, a person each, or a row of them.
fn bullet_names(cx: Context<'_>, bullets: &[&Entry]) -> Vec<Name> {
    let present = bullets.iter().filter(|entry| entry.checkbox != Some(false));
    let present: Vec<&&Entry> =
        present.filter(|entry| !is_absent(&entry.title, cx.lexicon)).collect();
    // Several entries with one comma each: `Ada, Tide Corp`.
    let pairs = bullets
        .iter()
        .filter(|entry| entry.title.text().matches(", ").count() == 1)
        .count();
    let pairs = bullets.len() > 1 && 2 * pairs > bullets.len();
    // `Holm, Mira`: a family name and a given name.
    let inverted = present.iter().filter(|e| people::is_inverted(e.title.text())).count();
    if pairs && 2 * inverted > bullets.len() {
        let whole = |entry: &&&Entry| names::name(&entry.title, cx.lexicon);
        return present.iter().filter_map(whole).collect();
    }
    let list = List { pairs, others: bullets.len().saturating_sub(1) };
    present.iter().flat_map(|entry| entry_names(cx, &entry.title, list)).collect()
}

/// The names in one bullet.
fn entry_names(cx: Context<'_>, title: &Slice, list: List) -> Vec<Name> {
    let text = title.text();
    let value = match text.split_once([':', '：']) {
        Some((lead, rest)) if !rest.trim().is_empty() => {
            let (lead, rest) = (title.part(lead.trim()), title.part(rest.trim()));
            let of_name = names::name(&lead, cx.lexicon).filter(|name| {
                let role = people::is_role(&name.name, cx.lexicon);
                !role
                    && (is_sure(name, cx.lexicon)
                        || people::is_role(rest.text(), cx.lexicon))
            });
            let known = names::name(&rest, cx.lexicon)
                .is_some_and(|name| is_sure(&name, cx.lexicon));
            match of_name {
                // `Ada: Product owner`; but `Tide Corp: Ada`.
                Some(_) if !known => lead,
                _ => rest,
            }
        }
        Some(_) => return Vec::new(),
        None => title.clone(),
    };
    let text = value.text();
    // `Ada / Tide Lab / @ada`.
    let slash = text.contains(" / ") || text.contains("/ ");
    let cut = text.find('/').filter(|at| slash && !text.starts_with('@') && *at > 0);
    let cut = cut.or_else(|| text.find([',', '|']).filter(|_| list.pairs));
    match cut {
        Some(at) => {
            // `Tide Lab @ Quay` is a place.
            let words = text.get(at..).unwrap_or_default().split_whitespace();
            let mut handles =
                words.filter(|word| word.len() > 1 && word.starts_with('@'));
            let note = handles.next().map(str::to_owned);
            let name = names::name(&value.cut(0, at).trim(), cx.lexicon);
            let proper = name.filter(|name| names::is_proper_name(&name.raw, cx.lexicon));
            proper
                .map(|name| Name { note: note.or(name.note.clone()), ..name })
                .into_iter()
                .collect()
        }
        None => roster_of(cx, &value, list.others),
    }
}

/// The names in a row of those present: `Ada, Bob (remote)`; logins too, where they
/// stand among others.
pub(super) fn roster(cx: Context<'_>, value: &Slice) -> Vec<Name> {
    roster_of(cx, value, 0)
}

fn roster_of(cx: Context<'_>, value: &Slice, others: usize) -> Vec<Name> {
    let all = names::names(&before_list(value, cx.lexicon), cx.lexicon);
    let lexicon = cx.lexicon;
    let logins = others + all.len() > 1;
    let mut kept: Vec<Name> = Vec::new();
    let mut person = false;
    for name in all {
        let role = people::is_role(&name.name, lexicon);
        // `Ada Lovelace, Project Manager` is one person; remarks make them two.
        let theirs = role && person && name.note.is_none();
        person = name.note.is_none() && is_sure(&name, lexicon);
        let absent = name.note.as_deref().is_some_and(|note| says_absent(note, lexicon));
        let proper = names::is_proper_name(&name.raw, lexicon)
            || logins && people::is_login(&name.raw, lexicon);
        let everyone = lexicon.teams.exact(&name.name).is_some();
        if proper && !theirs && !absent && !everyone {
            kept.push(name);
        }
    }
    kept
}

/// `Quay Crew 3 — Ada, Bob`: the names stand behind the dash.
fn before_list(value: &Slice, lexicon: &Lexicon) -> Slice {
    let text = value.text();
    let dash = [" — ", " – ", " - "].iter().find_map(|dash| {
        let at = signs::find(text, dash)?;
        Some((at, at + dash.len()))
    });
    match dash {
        Some((at, behind))
            if text.get(behind..).is_some_and(|rest| rest.contains(','))
                && !text.get(..at).is_some_and(|head| {
                    head.contains(',') || names::is_proper_name(head, lexicon)
                }) =>
        {
            value.cut(behind, text.len())
        }
        _ => value.clone(),
    }
}

/// Whether an entry says that its person was not there.
fn is_absent(title: &Slice, lexicon: &Lexicon) -> bool {
    let text = title.text();
    let letter = text.find(char::is_alphanumeric).unwrap_or_default();
    text.trim_start().starts_with(ABSENT)
        || text.trim_end().ends_with(ABSENT)
        || title.style(letter).has(Style::STRUCK)
        || says_absent(text, lexicon)
}

fn says_absent(text: &str, lexicon: &Lexicon) -> bool {
    let words = normal(text);
    let absent = |word: &str| lexicon.labels.exact(word) == Some(Label::Absent);
    absent(&words)
        || words.split([' ', ',']).any(absent)
        || lexicon.labels.within(&words).is_some_and(|(label, _)| label == Label::Absent)
}
