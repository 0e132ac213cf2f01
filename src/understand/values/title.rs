//! The title of an entry, told apart from what authors hang onto it.
//!
//! `### 1. Pump alarms (Owner: Ada) - HIGH ⚠️` is the title `Pump alarms` with an
//! owner and a priority.

use super::dates;
use super::due;
use super::ids;
use super::state;
use crate::model::Priority;
use crate::model::Status;
use crate::text::TextRange;
use crate::text::signs;
use crate::understand::fields::fields;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::prose::Slice;

/// A title and what was hung onto it.
#[derive(Clone, Debug)]
pub struct Title {
    /// The words themselves.
    pub text: String,
    /// Its ids, own one first.
    pub ids: Vec<String>,
    /// Whether it begins with an id of its own.
    pub own_id: bool,
    /// `- HIGH`, `(critical)`, `Low Risk:`.
    pub priority: Option<(Priority, TextRange)>,
    /// `(Deferred)`, `✅`.
    pub status: Option<(Status, String, TextRange)>,
    /// `(Owner: Ada)`, `(@ada)`.
    pub owners: Option<Slice>,
    /// `(by Friday)`, `(Sprint 2)`, `(3 days)`.
    pub when: Option<Slice>,
    /// `(5 points)`.
    pub points: Option<u32>,
    /// Whether a list number stands before it.
    pub numbered: bool,
}

/// Reads the title in `line`.
pub fn title(line: &Slice, lexicon: &Lexicon) -> Title {
    let mut title = Title {
        text: String::new(),
        ids: Vec::new(),
        own_id: false,
        priority: None,
        status: None,
        owners: None,
        when: None,
        points: None,
        numbered: false,
    };
    let whole = line.text();
    let visible = line.without_code();
    title.ids = ids::ids(&visible)
        .into_iter()
        .filter(|id| !id.weak && !ids::is_count(&visible, id, lexicon))
        .map(|id| id.text.to_owned())
        .collect();
    title.ids.dedup();
    if let Some(status) = state::sign(whole) {
        title.status = Some((status, sign_text(whole), line.range()));
    }
    let mut cut: Vec<&str> = Vec::new();
    if let Some((priority, part)) = state::marked_priority(whole, lexicon) {
        title.priority = Some((priority, line.part(part).range()));
        cut.push(part);
    }
    for part in state::brackets(whole) {
        let at = whole.find(part.whole);
        let is_link = at.is_some_and(|at| line.is_link(at + 1));
        if !is_link && bracket(&mut title, &line.part(part.inner), lexicon) {
            cut.push(part.whole);
        }
    }
    let mut text = whole.to_owned();
    for part in cut {
        text = text.replacen(part, " ", 1);
    }
    let (text, numbered) = bare(without_owner(&text));
    title.numbered = numbered;
    let text = risk_level(&mut title, text, line, lexicon);
    title.text = own_id(&mut title, &text);
    title
}

/// The owners in the brackets of a title, those of the last bracket that has some.
pub fn owners(line: &Slice, lexicon: &Lexicon) -> Option<Slice> {
    let held = line.text().contains(['(', '[', '（', '【', '［']);
    held.then(|| title(line, lexicon).owners).flatten()
}

/// Without a handle behind a dash: `Mend the pump - @ada lead`.
fn without_owner(text: &str) -> &str {
    let tail = [" - @", " – @", " — @"].iter().find_map(|dash| signs::rfind(text, dash));
    match tail {
        Some(at) if text.len() - at <= 40 => text.get(..at).unwrap_or(text),
        _ => text,
    }
}

fn sign_text(text: &str) -> String {
    text.chars()
        .find(|c| state::sign(&c.to_string()).is_some())
        .map(String::from)
        .unwrap_or_default()
}

/// Reads what stands in brackets; whether it is no part of the words.
fn bracket(title: &mut Title, inner: &Slice, lexicon: &Lexicon) -> bool {
    if let Some((one, other)) = two_in_one(inner, lexicon) {
        return bracket(title, &one, lexicon) & bracket(title, &other, lexicon);
    }
    let text = inner.text().trim();
    let found = fields(inner, lexicon);
    if let [field] = found.as_slice() {
        match field.kind {
            Some(Label::Owner) => title.owners = Some(field.value.clone()),
            Some(Label::When) => title.when = Some(field.value.clone()),
            Some(Label::Priority) => {
                let priority = state::priority(field.value.text(), lexicon);
                title.priority = priority.map(|priority| (priority, field.range));
            }
            Some(Label::Status) => {
                let status = state::status(field.value.text(), lexicon);
                title.status =
                    status.map(|s| (s, field.value.text().to_owned(), field.range));
            }
            _ => return false,
        }
        return true;
    }
    if let Some(points) = points(text) {
        title.points = Some(points);
        return true;
    }
    if let Some(status) = state::remark(text, lexicon) {
        title.status = Some((status, text.to_owned(), inner.range()));
        return true;
    }
    if text.starts_with('@') {
        title.owners = Some(inner.clone());
        return true;
    }
    if is_time(text, lexicon) {
        title.when = Some(inner.clone());
        return true;
    }
    false
}

/// The halves of `Owner: Ada, Due: 9 March`, `@ada, by 9 March`, `by 9 March, @ada`.
fn two_in_one(inner: &Slice, lexicon: &Lexicon) -> Option<(Slice, Slice)> {
    let text = inner.text();
    text.match_indices([',', ';', '|']).find_map(|(at, sign)| {
        let one = inner.cut(0, at).trim();
        let other = inner.cut(at + sign.len(), text.len()).trim();
        let known = |half: &Slice| {
            matches!(fields(half, lexicon).as_slice(), [field] if field.kind.is_some())
        };
        let handle = |half: &Slice| half.text().starts_with('@');
        let time = |half: &Slice| is_time(half.text(), lexicon);
        let fits = known(&other)
            || handle(&one) && time(&other)
            || time(&one) && handle(&other);
        fits.then_some((one, other))
    })
}

/// `3 points`, `5 SP`, `8 story points`, `13 pts`.
pub fn points(text: &str) -> Option<u32> {
    let (number, unit) = text.trim().split_once(' ').unwrap_or((text.trim(), "sp"));
    let unit = unit.trim().trim_end_matches('.').to_lowercase();
    let known = ["point", "points", "sp", "pts", "story points", "story point", "pt"];
    let glued = text.trim().to_lowercase();
    let glued = glued.strip_suffix("sp").or_else(|| glued.strip_suffix("pts"));
    match glued {
        Some(number) => number.trim().parse().ok(),
        None if known.contains(&unit.as_str()) && unit != "sp" => number.parse().ok(),
        None => None,
    }
}

/// Whether bracketed text is a time for work: `Sprint 2`, `3 days`, `by Friday`.
fn is_time(text: &str, lexicon: &Lexicon) -> bool {
    due::is_time(text, lexicon) || due::is_duration(text, lexicon)
}

/// Without number, signs and colon around it; whether a number stood there.
fn bare(text: &str) -> (String, bool) {
    let kept = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '@' | '#'
                    | '"'
                    | '\''
                    | '“'
                    | '‘'
                    | '«'
                    | '„'
                    | '('
                    | '['
                    | '`'
                    | '/'
                    | '~'
                    | '$'
                    | '<'
                    | '.'
                    | '「'
                    | '【'
            )
    };
    let text = text.trim().trim_start_matches(|c: char| !kept(c));
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = text.len() - after.len();
    let marked = text
        .get(..number)
        .is_some_and(|n| n.ends_with('.') || after.starts_with([')', ':']))
        && !dates::is_dotted(text.get(..number).unwrap_or_default())
        && after.starts_with([' ', ')', ':']);
    let (text, numbered) = if number > 0 && marked {
        (after.trim_start_matches([')', ':']).trim_start(), true)
    } else {
        (text, false)
    };
    let text = text.trim_start_matches(|c: char| !kept(c));
    let end = |c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '：' | '-' | '–' | '—' | '|' | '\u{fe0f}')
            || is_pictograph(c)
    };
    let mut out = String::new();
    for word in text.trim_end_matches(end).split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (out, numbered)
}

/// Emoji and dingbats: decoration at the end of a title.
pub fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c), 0x2190..=0x21ff | 0x2300..=0x23ff | 0x2600..=0x27bf | 0x2b00..=0x2bff | 0x1f000..=0x1faff | 0x200d | 0xfe0f)
}

/// `Low Risk: …` states the level of a risk.
fn risk_level(
    title: &mut Title,
    text: String,
    line: &Slice,
    lexicon: &Lexicon,
) -> String {
    let Some((lead, rest)) = text.split_once([':', '：']) else { return text };
    let words = crate::understand::lexicon::normal(lead);
    let level = words.split_once(' ').filter(|(_, what)| {
        lexicon.senses.exact(what).is_some() || lexicon.levels.exact(what).is_some()
    });
    let level = level.map_or(words.as_str(), |(level, _)| level);
    match lexicon.priority.exact(level) {
        Some(priority) if !rest.trim().is_empty() => {
            title.priority.get_or_insert((priority, line.range()));
            rest.trim().to_owned()
        }
        _ => text,
    }
}

/// An id that leads the title is no part of its words.
fn own_id(title: &mut Title, text: &str) -> String {
    let weak = ids::ids(text).into_iter().next().filter(|id| id.start <= 1);
    let Some(id) = weak else { return text.to_owned() };
    let behind = text.get(id.start + id.text.len()..).unwrap_or_default();
    let behind = behind.trim_start_matches([']', ')']);
    let rest =
        behind.trim_start().trim_start_matches([':', '：', '-', '–', '—', '|', '.']);
    if behind.trim_start().len() == rest.len() && id.weak || rest.trim().is_empty() {
        return text.to_owned();
    }
    title.own_id = true;
    let own = id.text.to_owned();
    title.ids.retain(|other| *other != own);
    title.ids.insert(0, own);
    let parted = behind.trim_start().len() > rest.len();
    if parted { rest.trim().to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Run;
    use crate::parse::Style;
    use crate::understand::lexicon::lexicon;

    fn read(text: &str) -> Title {
        let range = TextRange::new(0, text.len());
        let run = Run { text: text.into(), range, style: Style::default(), link: None };
        title(&Slice::of(&[run]), lexicon("en"))
    }

    #[test]
    fn what_is_hung_onto_a_title_is_told_apart() {
        let found = read("1. Pump alarms (Owner: Ada) - HIGH ⚠️");
        assert_eq!(found.text, "Pump alarms");
        assert!(found.numbered);
        assert_eq!(found.priority.map(|p| p.0), Some(Priority::High));
        assert_eq!(
            found.owners.map(|slice| slice.text().to_owned()).as_deref(),
            Some("Ada")
        );

        let found = read("QUAY-7: Tide tables ✅ (5 points)");
        assert_eq!((found.text.as_str(), found.points), ("Tide tables", Some(5)));
        assert_eq!(found.ids, ["QUAY-7"]);
        assert_eq!(found.status.map(|s| s.0), Some(Status::Done));

        let found = read("Low Risk: the crane may stall");
        assert_eq!(found.text, "the crane may stall");
        assert_eq!(found.priority.map(|p| p.0), Some(Priority::Low));
    }

    #[test]
    fn plain_titles_stay_as_they_are() {
        for text in [
            "3D printing (second try)",
            "Ask @ada about 2 pumps",
            "Why not?",
            ".NET upgrade",
        ] {
            assert_eq!(read(text).text, text);
        }
    }
}
