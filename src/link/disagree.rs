//! When two mentions of one thing say different things about it.

use super::entries::title_key;
use super::tickets::id_key;
use crate::model::Basis;
use crate::model::Item;
use crate::model::Priority;
use crate::model::Status;
use std::collections::BTreeSet;

/// Words for "waits for nothing".
const NOTHING: &[&str] = &[
    "none", "no", "nothing", "n/a", "na", "nil", "-", "–", "—", "keine", "aucune",
    "aucun", "ninguna", "ninguno", "nessuna", "nessuno", "нет", "なし", "无", "없음",
];

/// Signs for "finished", before or behind a dependency.
const TICKS: &[&str] = &["✅", "✔", "☑"];

/// Words for the same.
const FINISHED: &[&str] = &[
    "done",
    "complete",
    "completed",
    "finished",
    "merged",
    "resolved",
    "closed",
    "erledigt",
    "fertig",
    "abgeschlossen",
    "terminé",
    "hecho",
    "completado",
    "completato",
    "afgerond",
    "klart",
    "tamamlandı",
    "concluído",
    "已完成",
    "完了",
    "완료",
];

/// Words that turn the next one round.
const NOT: &[&str] = &["not", "nicht", "non", "pas", "no", "niet", "inte", "ej", "não"];

/// Words of work that comes again.
const RECURRING: &[&str] = &[
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "yearly",
    "every",
    "each",
    "regular",
    "regularly",
    "recurring",
    "ongoing",
    "routine",
    "continue",
    "keep",
    "täglich",
    "wöchentlich",
    "monatlich",
    "jede",
    "jeden",
    "jedes",
    "regelmäßig",
    "weiter",
    "quotidien",
    "hebdomadaire",
    "mensuel",
    "chaque",
    "continuer",
    "diario",
    "semanal",
    "mensual",
    "cada",
    "seguir",
    "settimanale",
    "mensile",
    "ogni",
    "wekelijks",
    "elke",
    "veckovis",
    "varje",
    "haftalık",
    "günlük",
    "semanalmente",
];

/// Whether a title says enough to be the same thing wherever it stands: three words,
/// or six signs of a script that writes none apart, and none of them of a chore.
pub(super) fn is_telling(title: &str) -> bool {
    let key = title_key(title);
    let signs = key.chars().filter(|c| u32::from(*c) >= 0x3040).count();
    let mut words = key.split(' ');
    (words.clone().count() >= 3 || signs >= 6) && !words.any(|x| RECURRING.contains(&x))
}

/// The ids a mention waits for; empty if it says that it waits for nothing, `None`
/// if it says nothing.
pub(super) fn depends_on(item: &Item) -> Option<BTreeSet<String>> {
    let ids: BTreeSet<String> =
        item.details.depends_on.iter().map(|id| id_key(id)).collect();
    if !ids.is_empty() {
        return Some(ids);
    }
    let text = item.details.dependencies.as_ref()?.trim().to_lowercase();
    let first = text.split([' ', '(', ',', '.']).next().unwrap_or_default();
    NOTHING.contains(&first).then(BTreeSet::new)
}

/// Whether what a mention says of its dependencies calls `id` finished: `PAY-1 (done)`.
pub(super) fn says_done(item: &Item, id: &str) -> bool {
    let Some(text) = &item.details.dependencies else { return false };
    let (text, id) = (text.to_lowercase(), id.to_lowercase());
    text.split([',', ';']).filter(|part| part.contains(&id)).any(|part| {
        let words = part.split(|c: char| !c.is_alphanumeric());
        let has = |list: &[&str]| words.clone().any(|word| list.contains(&word));
        TICKS.iter().any(|tick| part.contains(tick)) || (has(FINISHED) && !has(NOT))
    })
}

/// Open is true of all unfinished work: only finished, put off and the like clash.
pub(super) fn status(a: &Item, b: &Item) -> Option<(String, String)> {
    let (one, other) = (a.status?, b.status?);
    let written = one.by.basis == Basis::Written && other.by.basis == Basis::Written;
    let weak = [Status::InProgress, Status::Blocked];
    let vague = |a, b| a == Status::Open && weak.contains(&b);
    let (x, y) = (one.value, other.value);
    let clash = x != y && !vague(x, y) && !vague(y, x);
    (written && clash).then(|| (word(a), word(b)))
}

/// The status in the contract's word.
pub(super) fn word(item: &Item) -> String {
    item.status.map(|status| status.value.word().to_owned()).unwrap_or_default()
}

/// Points that add up (3 + 1 and 4) agree.
pub(super) fn points(a: &Item, b: &Item) -> Option<(String, String)> {
    let sums = |item: &Item| {
        let points = item.details.points?;
        Some((points, points.saturating_add(item.details.bonus_points.unwrap_or(0))))
    };
    let (one, other) = (sums(a)?, sums(b)?);
    let agree = [one.0, one.1].iter().any(|sum| *sum == other.0 || *sum == other.1);
    (!agree).then(|| (one.0.to_string(), other.0.to_string()))
}

pub(super) fn priority(a: &Item, b: &Item) -> Option<(String, String)> {
    let (one, other) = (a.priority?, b.priority?);
    let written = one.by.basis == Basis::Written && other.by.basis == Basis::Written;
    let text = |p: Priority| p.word().to_owned();
    (written && one.value != other.value).then(|| (text(one.value), text(other.value)))
}
