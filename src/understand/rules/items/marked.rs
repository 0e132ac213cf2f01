//! Entries that a marker makes: `Decision: …`.

use super::chooser::Choice;
use super::chooser::Chooser;
use super::words;
use crate::model::Basis;
use crate::model::DocKind;
use crate::model::ItemType;
use crate::model::Shape;
use crate::understand::lexicon::Marker;
use crate::understand::lexicon::Sense;
use crate::understand::lexicon::normal;
use crate::understand::outline::Entry;
use crate::understand::prose::Slice;
use crate::understand::values::names;
use crate::understand::values::state;
use crate::understand::values::title;
use rustc_hash::FxHashSet;

impl Chooser<'_> {
    /// `Decision: use one database`, `**Action** (Ada): …`.
    pub(super) fn marked(
        &self,
        entry: &Entry,
        chosen: &FxHashSet<usize>,
    ) -> Option<Choice> {
        if matches!(entry.shape, Shape::Row | Shape::Heading) || entry.opens.is_some() {
            return None;
        }
        if let Some(choice) = self.tagged(entry) {
            return Some(choice);
        }
        if let Some(choice) = self.in_bold(entry) {
            return Some(choice);
        }
        let text = entry.title.text();
        let colon = text.find([':', '：'])?;
        let lead = text.get(..colon)?;
        if lead.split_whitespace().count() > 6 {
            return None;
        }
        let marker = self.marker(&entry.title, lead)?;
        let body = entry
            .title
            .part(text.get(colon..)?.trim_start_matches([':', '：', ' ', '*']));
        if body.is_empty() || words::is_empty_word(&body, self.cx) {
            return None;
        }
        // Inside an item only a decision or action is a thing of its own; a risk or
        // lesson there is one of its fields.
        let parent_is_item = entry.parent.is_some_and(|parent| chosen.contains(&parent));
        let detail = parent_is_item || self.within_item(entry.section).is_some();
        if detail && !matches!(marker, Marker::Decision | Marker::Action) {
            return None;
        }
        let kind = match marker {
            Marker::Action => ItemType::Action,
            Marker::Decision => ItemType::Decision,
            Marker::Question => ItemType::Question,
            Marker::Risk => ItemType::Risk,
            Marker::Learning => ItemType::Learning,
        };
        let title = title::title(&self.named(&body), self.cx.lexicon);
        Some(Choice {
            kind,
            basis: Basis::Written,
            rule: "marker",
            title,
            anti_pattern: false,
        })
    }

    /// `**TODO** Ada checks the heater`: a bold marker needs no colon.
    fn in_bold(&self, entry: &Entry) -> Option<Choice> {
        let (lead, rest) = entry.title.bold_lead()?;
        let rest = rest.trim();
        let decided =
            |marker: &Marker| matches!(marker, Marker::Action | Marker::Decision);
        let marker = self.cx.lexicon.markers.exact(lead.text()).filter(decided)?;
        let plain = !lead.text().contains([':', '：'])
            && rest.text().starts_with(|c: char| c.is_alphanumeric() || c == '@');
        let met = matches!(self.kind, DocKind::Meeting | DocKind::Decision);
        let kind = match marker {
            Marker::Decision if met => ItemType::Decision,
            Marker::Decision => return None,
            _ => ItemType::Action,
        };
        let (basis, rule) = (Basis::Written, "marker");
        let title = title::title(&self.named(&rest), self.cx.lexicon);
        plain.then_some(Choice { kind, basis, rule, title, anti_pattern: false })
    }

    /// `Ada looks into the heater (ACTION)`.
    fn tagged(&self, entry: &Entry) -> Option<Choice> {
        let text = entry.title.text();
        let tag = state::brackets(text).into_iter().find_map(|part| {
            let (part, inner) = (part.whole, part.inner);
            let loud = !inner.chars().any(char::is_lowercase);
            let marker = self.cx.lexicon.markers.exact(inner)?;
            let decided = matches!(marker, Marker::Action | Marker::Decision);
            (loud && decided && part.len() < text.len()).then_some((marker, part))
        });
        let (marker, part) = tag?;
        let at = text.find(part)?;
        let before = entry.title.cut(0, at).trim();
        let after = entry.title.cut(at + part.len(), text.len()).trim();
        let body = if before.is_empty() { after } else { before };
        let kind = match marker {
            Marker::Decision => ItemType::Decision,
            _ => ItemType::Action,
        };
        let title = title::title(&self.named(&body), self.cx.lexicon);
        let (basis, rule) = (Basis::Written, "marker");
        (!body.is_empty()).then_some(Choice {
            kind,
            basis,
            rule,
            title,
            anti_pattern: false,
        })
    }

    /// `Action`, `Action for Ada`, `Action (Ada)`, `Decision 3`.
    fn marker(&self, line: &Slice, lead: &str) -> Option<Marker> {
        let lexicon = self.cx.lexicon;
        let short = lead.split_whitespace().count() <= 3;
        let words = normal(lead);
        // What was done about a problem is no decision.
        let met = matches!(self.kind, DocKind::Meeting | DocKind::Decision);
        if !met && words == "resolution" {
            return None;
        }
        let whole = || lexicon.markers.exact(lead).or_else(|| self.sensed(lead));
        if let Some(marker) = short.then(whole).flatten() {
            return Some(marker);
        }
        lexicon.marker(lead).or_else(|| self.addressed(line, lead))
    }

    /// `AP Ada: …`: a marker in capitals before somebody's name.
    fn addressed(&self, line: &Slice, lead: &str) -> Option<Marker> {
        let (marker, count) = self.cx.lexicon.markers.leading(lead)?;
        let next = lead.split_whitespace().nth(count)?;
        let (mark, who) = lead.split_at_checked(lead.find(next)?)?;
        let loud = !mark.contains(char::is_lowercase);
        let named = names::names(&line.part(who), self.cx.lexicon);
        let known = !named.is_empty() && named.iter().all(|name| self.is_known(name));
        (loud && known).then_some(marker)
    }

    /// A label that says what a section of that title would: `Future plans: …`.
    fn sensed(&self, lead: &str) -> Option<Marker> {
        Some(match self.cx.lexicon.senses.exact(lead)? {
            Sense::Planned | Sense::Action => Marker::Action,
            Sense::Decision => Marker::Decision,
            Sense::Question => Marker::Question,
            Sense::Risk | Sense::Blocker => Marker::Risk,
            _ => return None,
        })
    }
}
