//! Names hung onto an entry: `check, owner: Ada`, `check - Ada`, `check (Ada)`,
//! `check (for Ada, by Friday)`, `checked by Ada`, `Task for Ada: check`.

use super::Reader;
use crate::text::signs;
use crate::understand::lexicon::Label;
use crate::understand::prose::Slice;
use crate::understand::rules::owners::handles::is_spoken;
use crate::understand::values::due;
use crate::understand::values::names;
use crate::understand::values::names::Name;
use crate::understand::values::people;
use crate::understand::values::state;

/// Words in brackets before whom a thing is for or from.
const FOR: &[&str] = &[
    "for ", "to ", "by ", "für ", "an ", "von ", "pour ", "à ", "par ", "para ", "por ",
    "per ", "da ", "voor ", "door ", "för ", "av ",
];

/// Words between what was done and who did it.
const BY: &[&str] = &[" by ", " von ", " par ", " por ", " door ", " av "];

impl Reader<'_> {
    /// `AP Ada: …`, `TODO(ada): …`, `Action for Ada: …`.
    pub(super) fn addressed(&self, line: &Slice) -> Option<Vec<Name>> {
        let text = line.text();
        let lead = text.get(..text.find([':', '：'])?)?;
        let mut ends = lead.match_indices([' ', '(', '[']).map(|(at, _)| at);
        let marker = |at: &usize| {
            lead.get(..*at)
                .is_some_and(|mark| self.cx.lexicon.markers.exact(mark).is_some())
        };
        let who = line.cut(ends.rfind(marker)?, lead.len());
        let who = who.part(who.text().trim_matches([' ', '(', ')', '[', ']', '*']));
        self.people(&self.without_linking(&who))
    }

    /// `for Ada` without its `for`.
    fn without_linking(&self, who: &Slice) -> Slice {
        let text = who.text();
        let behind = text
            .split_once(' ')
            .filter(|(word, _)| self.cx.lexicon.linking.exact(word).is_some());
        who.part(behind.map_or(text, |(_, name)| name))
    }

    /// `… Owner: Ada`, `… (owner Ada)`, `… assigned to Ada`.
    pub(super) fn labelled(&self, line: &Slice) -> Option<Vec<Name>> {
        let text = line.text();
        for (colon, sign) in text.match_indices([':', '：']) {
            let before = text.get(..colon)?;
            let starts =
                before.match_indices([' ', ',', ';', '(', '（', '，', '[', '【', '。']);
            let labelled = starts.rev().take(3).any(|(at, sign)| {
                before.get(at + sign.len()..).is_some_and(|label| self.is_owner(label))
            });
            if labelled {
                let behind = line.cut(colon + sign.len(), text.len());
                let end =
                    behind.text().find([')', '）', ']', '】', ';', '；', '。', '|']);
                let value = behind.cut(0, end.unwrap_or(behind.text().len())).trim();
                return self.proper(&value);
            }
        }
        self.bracketed(line).or_else(|| self.handed(line)).or_else(|| self.between(line))
    }

    /// `check, owner Ada, target May`: a label without a colon between commas.
    fn between(&self, line: &Slice) -> Option<Vec<Name>> {
        let text = line.text();
        let parts = text.split([',', ';', '，', '；']).skip(1);
        parts.map(str::trim).find_map(|part| {
            let (label, who) = part.split_once(' ')?;
            let who = who.trim_end_matches(['.', ' ']);
            let said = self.is_owner(label);
            said.then(|| self.people(&line.part(who))).flatten()
        })
    }

    fn is_owner(&self, label: &str) -> bool {
        self.cx.lexicon.labels.exact(label) == Some(Label::Owner)
    }

    /// The names with which `value` begins; something else may follow them:
    /// `Ada, due 9 March`.
    fn proper(&self, value: &Slice) -> Option<Vec<Name>> {
        let lexicon = self.cx.lexicon;
        let found = self.known.names.names(value, lexicon).into_iter();
        let proper = |name: &Name| {
            names::is_proper_name(&name.raw, lexicon) || self.known.has(name)
        };
        let found: Vec<Name> = found.take_while(proper).collect();
        (!found.is_empty()).then_some(found)
    }

    /// `check (owner Ada)`: a label in brackets without a colon.
    fn bracketed(&self, line: &Slice) -> Option<Vec<Name>> {
        let text = line.text();
        let open = text.rfind(['(', '（', '[', '【'])?;
        let inner = text.get(open..)?;
        let inner = inner.trim_start_matches(['(', '（', '[', '【']);
        let inner = inner.split([')', '）', ']', '】']).next()?;
        let (label, value) = inner.split_once(' ')?;
        let said = self.is_owner(label);
        said.then(|| self.proper(&line.part(value.trim()))).flatten()
    }

    /// `check, assigned to Ada`.
    fn handed(&self, line: &Slice) -> Option<Vec<Name>> {
        let text = line.text();
        let at = text
            .rfind(" to ")
            .map(|at| at + 4)
            .or_else(|| text.rfind(" by ").map(|at| at + 4))?;
        let mut words = text.get(..at)?.trim_end().rsplit(' ');
        let (to, verb) = (words.next()?, words.next()?);
        let verb = verb.trim_matches(['(', '[', ',', '-']);
        let value = line.cut(at, text.trim_end_matches([')', ']', '.']).len());
        let said = self.is_owner(&format!("{verb} {to}"));
        said.then(|| self.proper(&value)).flatten()
    }

    /// `check the pumps - Ada`, `check the pumps (Ada)`, `Pumps: Ada`, `checked by Ada`.
    pub(super) fn trailing(&self, line: &Slice) -> Option<Vec<Name>> {
        let text = line.text().trim_end_matches(['.', ' ']);
        for sign in [" - ", " – ", " — ", " → ", " -> ", " => ", " | "] {
            let Some(at) = signs::rfind(text, sign) else { continue };
            if let Some(all) = self.people(&line.cut(at + sign.len(), text.len())) {
                return Some(all);
            }
            // A due time may follow: `check - Ada - 9 March`.
            let last = text.get(at..).unwrap_or_default();
            let before = text.get(..at).and_then(|before| before.rfind(sign));
            if let Some(from) = before.filter(|_| last.contains(char::is_numeric))
                && let Some(all) = self.people(&line.cut(from + sign.len(), at))
            {
                return Some(all);
            }
        }
        let brackets = state::brackets(line.text());
        let closing = brackets.last().filter(|last| text.ends_with(last.whole));
        closing
            .and_then(|bracket| self.in_bracket(&line.part(bracket.inner)))
            .or_else(|| brackets.iter().find_map(|one| self.doer(&line.part(one.inner))))
            .or_else(|| self.behind(line, text))
    }

    /// `Ada`, `for Ada`, `Ada, by Friday` in the bracket that ends a line.
    fn in_bracket(&self, inner: &Slice) -> Option<Vec<Name>> {
        let text = inner.text().trim();
        let lead = FOR.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
        let whole = inner.part(lead);
        self.people(&whole).or_else(|| self.mostly(&whole)).or_else(|| {
            let (who, when) = lead.rsplit_once([',', ';', '，', '；'])?;
            due::is_time(when.trim(), self.cx.lexicon).then_some(())?;
            self.people(&inner.part(who))
        })
    }

    /// Several names, most of which are listed.
    fn mostly(&self, value: &Slice) -> Option<Vec<Name>> {
        let all = self.known.names.names(value, self.cx.lexicon);
        let listed = all.iter().filter(|name| self.known.has(name)).count();
        let word = |name: &Name| people::is_name_word(&name.raw);
        (2 * listed > all.len() && all.iter().all(word)).then_some(all)
    }

    /// `王敏实现`: who did it, in scripts without blanks.
    fn doer(&self, inner: &Slice) -> Option<Vec<Name>> {
        let text = inner.text();
        let verbs = self.cx.lexicon.verbs.iter();
        let verbs = verbs.filter(|verb| !verb.is_ascii() && verb.chars().count() > 1);
        let at = verbs.filter_map(|verb| text.find(verb.as_str())).min()?;
        let who = inner.cut(0, at).trim();
        self.people(&who).or_else(|| {
            let name = names::name(&who, self.cx.lexicon)?;
            people::is_login(&name.raw, self.cx.lexicon).then(|| vec![name])
        })
    }

    /// Those listed, behind the last colon or `by`.
    fn behind(&self, line: &Slice, text: &str) -> Option<Vec<Name>> {
        let by = BY.iter().filter_map(|word| Some(text.rfind(word)? + word.len())).max();
        let by = by.filter(|at| {
            let before = text.get(..*at).unwrap_or_default();
            let done = before.split_whitespace().rev().nth(1);
            done.is_some_and(|word| !is_spoken(word))
        });
        if let Some(all) = by.and_then(|at| self.people(&line.cut(at, text.len()))) {
            return Some(all);
        }
        let colon = text.rfind([':', '：'])?;
        let behind = text.get(colon..)?.chars().next().map(char::len_utf8)?;
        let all = self.people(&line.cut(colon + behind, text.len()))?;
        all.iter().all(|name| self.known.has(name)).then_some(all)
    }
}
