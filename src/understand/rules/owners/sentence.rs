//! Names in the words of an entry: `Ada: check the pumps`, `**Ada** — check`, `Ada
//! and Bob to check`, `Ada will check`, `[Ada] check`, `check - Ada`, `check (Ada)`,
//! `check, assigned to Ada`.

mod hung;

use super::Known;
use crate::model::ItemType;
use crate::text::signs;
use crate::understand::Context;
use crate::understand::lexicon::is_given_name;
use crate::understand::outline::Entry;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use crate::understand::values::people;
use rustc_hash::FxHashSet;

/// More words than this before a verb are no names.
const MOST_WORDS: usize = 8;

/// More letters than this before a verb are no names in scripts without blanks.
const MOST_LETTERS: usize = 12;

/// Words behind a name that make its bearer no one who acts: verbs of speaking, small
/// words before which a name is a word (`Mark the door`, `May we ask`).
const NOT_ACTING: &str = "said says reported reports asked asks suggested suggests noted \
    notes mentioned mentions raised raises proposed proposes thinks thought wants wanted \
    likes explained explains pointed wondered believes feels felt was were commented \
    asking recommends recommended and or of for from with as in on at per via is are \
    doesn't didn't the a an we i you they it this that these those our your their \
    its my his her all any each every some no not be been und oder von für mit ist der \
    die das et ou de du pour avec est le la les y o para con es el los e di per il en \
    van voor met och av för med är";

/// Words before `to` and `will` that are no people, though often in no other place.
const THINGS: &[&str] = &[
    "Users",
    "Clients",
    "Customers",
    "Tests",
    "Docs",
    "Documents",
    "People",
    "Students",
    "Everything",
    "Something",
    "This",
    "That",
    "There",
    "It",
    "We",
    "They",
    "You",
    "He",
    "She",
    "I",
    "These",
    "Those",
    "Which",
    "What",
    "Who",
    "How",
    "Whether",
    "Need",
    "Want",
    "Plan",
    "Time",
    "Access",
    "Able",
    "Going",
    "Trying",
    "Goal",
    "Aim",
    "Idea",
    "Ability",
    "Migration",
    "Response",
    "Feedback",
    "Due",
    "Prior",
    "According",
    "Back",
    "Ready",
    "Participants",
    "Members",
    "Attendees",
    "Stakeholders",
    "Things",
    "Work",
    "Nothing",
];

/// The words that begin with a small letter somewhere in the text: no names.
pub(super) fn common(cx: Context<'_>) -> FxHashSet<&str> {
    let words = cx.source.text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.starts_with(char::is_lowercase));
    let mut common = FxHashSet::default();
    // Most words stand in a text more than once.
    common.reserve(cx.source.text.len() / 24);
    common.extend(words);
    common
}

/// The names in the entry's words that say who does it.
pub(super) fn named(cx: Context<'_>, entry: &Entry, kind: ItemType) -> Vec<Name> {
    let work = matches!(kind, ItemType::Action | ItemType::Task);
    let line = without_marker(cx, &entry.title);
    let read = Reader { cx, known: cx.known };
    if !work && kind != ItemType::Decision {
        // Of the others only a label says who answers for them.
        return read.labelled(&line).unwrap_or_default();
    }
    let found = read
        .addressed(&entry.title)
        .or_else(|| read.labelled(&line))
        .or_else(|| read.leading(&line))
        .or_else(|| read.stranger(&line).filter(|_| work));
    // Behind a decision stand those who supported it.
    let found = found.or_else(|| read.trailing(&line).filter(|_| work));
    let found = found.or_else(|| {
        let below = entry.rest.as_ref().filter(|_| work)?.first_line();
        read.before_verb(&below)
    });
    found.unwrap_or_default()
}

/// `Brent to review`: a name that nothing else announces, before an order.
pub(in crate::understand::rules) fn is_order_to_stranger(
    cx: Context<'_>,
    line: &Slice,
) -> bool {
    Reader { cx, known: cx.known }.stranger(line).is_some()
}

/// `Action: Ada will check` without its marker, in bold or not.
fn without_marker(cx: Context<'_>, line: &Slice) -> Slice {
    let text = line.text();
    let bare = text
        .trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '['));
    let line = line.part(bare);
    let marker = bare.find([':', '：']).filter(|at| {
        let lead = bare.get(..*at).unwrap_or_default();
        cx.lexicon.markers.exact(lead).is_some()
    });
    // `**TODO** Ada checks`: a bold marker needs no colon.
    let bold = || {
        let lead = line.bold_lead()?.0;
        cx.lexicon.markers.exact(lead.text()).map(|_| lead.text().len())
    };
    let Some(at) = marker.or_else(bold) else { return line };
    let rest = bare.get(at..).unwrap_or_default();
    line.part(
        rest.trim_start_matches(|c: char| {
            !c.is_alphanumeric() && !matches!(c, '@' | '[')
        }),
    )
}

pub(super) struct Reader<'a> {
    cx: Context<'a>,
    known: &'a Known<'a>,
}

impl Reader<'_> {
    /// The names in `slice`, if all of them are people for sure.
    fn people(&self, slice: &Slice) -> Option<Vec<Name>> {
        let lexicon = self.cx.lexicon;
        if self.begins_with_nobody(slice.text()) {
            return None;
        }
        let all = self.known.names.names(slice, lexicon);
        let fine = |name: &Name| {
            self.known.has(name)
                || people::is_somebody(name, lexicon)
                || lexicon.teams.exact(&name.name).is_some()
        };
        (!all.is_empty() && all.iter().all(fine)).then_some(all)
    }

    /// Whether the first word of `text` is in nobody's name for sure: each line is
    /// looked at again and again, up to each of its first words.
    fn begins_with_nobody(&self, text: &str) -> bool {
        let first = text.split(' ').next().unwrap_or_default();
        // Brackets may hold who bears a role.
        let plain = first.len() > 1
            && first.bytes().all(|byte| byte.is_ascii_alphabetic())
            && !text.contains(['(', '（', '[', '【', '<']);
        plain
            && !self.known.names.may_begin(first)
            && !self.cx.lexicon.teams.may_begin(text)
            && (!first.starts_with(char::is_uppercase) || !is_given_name(first))
    }

    /// Names at the beginning.
    fn leading(&self, line: &Slice) -> Option<Vec<Name>> {
        let text = line.text();
        let goes_on = |rest: &Slice| {
            let word = rest.text().split_whitespace().next().unwrap_or_default();
            word.starts_with([',', '&', '+', '/'])
                || self.cx.lexicon.joining.exact(word).is_some()
        };
        if let Some((lead, _)) =
            line.bold_lead().filter(|(_, rest)| !rest.is_empty() && !goes_on(rest))
            && let Some(all) =
                self.people(&line.part(lead.text().trim_end_matches([':', '：'])))
        {
            return Some(all);
        }
        for (open, close) in [('[', ']'), ('(', ')'), ('【', '】'), ('（', '）')] {
            let inner = text.strip_prefix(open).and_then(|rest| rest.split_once(close));
            if let Some((inner, rest)) = inner
                && !rest.trim().is_empty()
                && let Some(all) = self.people(&line.part(inner))
            {
                return Some(all);
            }
        }
        for sign in [":", "：", " - ", " – ", " — ", " -> ", " → ", " => ", " | "]
        {
            let Some(at) = signs::find(text, sign) else { continue };
            if let Some(all) = self.people(&line.cut(0, at)) {
                return Some(all);
            }
        }
        self.before_verb(line)
    }

    /// `Ada will check`, `Ada and Bob to check`, `Ada checks`.
    fn before_verb(&self, line: &Slice) -> Option<Vec<Name>> {
        let text = line.text();
        if let Some(all) = self.before_unspaced_verb(line) {
            return Some(all);
        }
        for (at, rest) in gaps(text) {
            let next = rest.split([' ', ',', '.']).next().unwrap_or_default();
            let Some(all) = self.people(&line.cut(0, at)) else { continue };
            let acts = self.is_acting(next) && !all.iter().any(|name| self.is_word(name));
            // A group does something only in so many words: `Team standup` is a meeting.
            let team = |name: &Name| self.cx.lexicon.teams.exact(&name.name).is_some();
            if self.verb(rest).is_some() || acts && !all.iter().any(team) {
                return Some(all);
            }
        }
        None
    }

    /// `王敏负责检查`: a verb right behind a name in a script without blanks.
    fn before_unspaced_verb(&self, line: &Slice) -> Option<Vec<Name>> {
        let text = line.text();
        text.chars().next().filter(|c| u32::from(*c) > 0x2e80)?;
        let ends = text.char_indices().map(|(at, _)| at).skip(2).take(MOST_LETTERS);
        ends.filter(|at| self.starts_with_verb(text.get(*at..).unwrap_or_default()))
            .find_map(|at| self.people(&line.cut(0, at)))
    }

    fn starts_with_verb(&self, rest: &str) -> bool {
        let unspaced = |verb: &&String| !verb.is_ascii();
        let mut verbs = self.cx.lexicon.verbs.iter().filter(unspaced);
        verbs.any(|verb| rest.starts_with(verb.as_str()))
    }

    /// Whether `next`, the word behind a name, may be a verb for what its bearer does.
    fn is_acting(&self, next: &str) -> bool {
        next.starts_with(char::is_lowercase)
            && NOT_ACTING.split(' ').all(|word| word != next)
            && self.cx.lexicon.orders.exact(next).is_none()
    }

    /// Whether a name is also a word: `May`, `Mark` in a text that marks.
    fn is_word(&self, name: &Name) -> bool {
        let lower = name.name.to_lowercase();
        self.cx.lexicon.months.exact(&lower).is_some()
            || self.cx.lexicon.orders.exact(&lower).is_some()
            || self.known.common.contains(lower.as_str())
    }

    /// What stands behind a verb between a name and a task, if `rest` begins so.
    fn verb<'t>(&self, rest: &'t str) -> Option<&'t str> {
        let verbs = &self.cx.lexicon.verbs;
        let behind = |verb: &String| {
            let head = rest.get(..verb.len())?;
            let same = head.eq_ignore_ascii_case(verb) || head.to_lowercase() == *verb;
            rest.get(verb.len()..).filter(|rest| same && rest.starts_with(' '))
        };
        verbs.iter().filter_map(behind).min_by_key(|rest| rest.len()).map(str::trim_start)
    }

    /// Names that nothing else announces, or a role or team: `Brent to review`, `QA team
    /// will test`. Only before an order, and no word that stands in lower case somewhere.
    fn stranger(&self, line: &Slice) -> Option<Vec<Name>> {
        let lexicon = self.cx.lexicon;
        let text = line.text();
        for (at, rest) in gaps(text) {
            let promise =
                ["to ", "will ", "agreed to ", "volunteered to ", "is working on "];
            if !promise.iter().any(|verb| rest.starts_with(verb)) {
                continue;
            }
            let Some(task) = self.verb(rest) else { continue };
            let order = task.split([' ', ',', '.']).next().unwrap_or_default();
            // Nobody but people works on a thing or agrees to.
            let sure = !rest.starts_with("to ") && !rest.starts_with("will ");
            if !sure {
                lexicon.orders.exact(order)?;
            }
            let all = names::names(&line.cut(0, at), lexicon);
            let rare = |word: &str| {
                people::is_name_word(word)
                    && !THINGS.contains(&word)
                    && !self.known.common.contains(word.to_lowercase().as_str())
                    && lexicon.senses.exact(word).is_none()
                    && lexicon.labels.exact(word).is_none()
                    && lexicon.orders.exact(word).is_none()
                    && lexicon.kinds.exact(word).is_none()
            };
            let fine = |name: &Name| {
                let words = name.name.split(' ').count();
                let person = words <= 2 && name.name.split(' ').all(rare);
                let team = people::is_role(&name.name, lexicon)
                    && name.name.starts_with(char::is_uppercase)
                    && !name.name.starts_with("The ");
                person || team || self.known.has(name)
            };
            return (!all.is_empty() && all.iter().all(fine)).then_some(all);
        }
        None
    }
}

/// The blanks that may end a name, with what stands behind them.
fn gaps(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let all = text.match_indices(' ').take(MOST_WORDS);
    all.map(|(at, _)| (at, text.get(at + 1..).unwrap_or_default()))
}
