//! Words that tell a thing from a total, a placeholder or a remark.

use crate::understand::Context;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::normal;
use crate::understand::prose::Slice;

/// Fields that only a thing of its own has.
pub(super) fn is_telling(label: Option<Label>) -> bool {
    matches!(
        label,
        Some(
            Label::Owner
                | Label::Priority
                | Label::Status
                | Label::When
                | Label::Completed
                | Label::Effort
                | Label::Points
                | Label::Category
                | Label::Impact
                | Label::Likelihood
                | Label::Dependencies
                | Label::Mitigation
                | Label::Discovery
                | Label::Recommendation
                | Label::Consensus
        )
    )
}

/// `None`, `N/A`, `[Name]`, `...`: nothing is said.
pub(super) fn is_empty_word(line: &Slice, cx: Context<'_>) -> bool {
    let text = line.text().trim();
    let letters = text.chars().any(char::is_alphanumeric);
    if !letters || is_placeholder(line, text) {
        return true;
    }
    // `No …`, or whatever else begins one of the phrases.
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let no = bare.get(..2).is_some_and(|head| head.eq_ignore_ascii_case("no"));
    if !no && !cx.lexicon.nobody.may_begin(text) {
        return false;
    }
    let words = normal(text);
    cx.lexicon.nobody.exact(&words).is_some()
        || cx.lexicon.nobody.leading(&words).is_some_and(|((), count)| {
            count == 1 && words.split(' ').count() <= 3 && words.starts_with("none")
        })
        || words.starts_with("no blockers")
        || words.starts_with("no open ")
}

/// `[Name]`: what a template leaves to be filled in.
fn is_placeholder(line: &Slice, text: &str) -> bool {
    text.starts_with(['[', '<', '{'])
        && text.ends_with([']', '>', '}'])
        && !line.is_link(1)
}

/// `Total`, `Subtotal`: sums of other rows.
pub(super) fn is_total(title: &Slice, cx: Context<'_>) -> bool {
    let words = normal(title.text());
    let first = words.split(' ').next().unwrap_or_default();
    cx.lexicon.totals.exact(first).is_some()
}

/// Whether a heading names nothing but a time: `2024-03-01`, `May 2021`, `Week 3`.
pub(super) fn is_time(title: &str, cx: Context<'_>) -> bool {
    if !title.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let words = normal(title);
    let date = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        digits > 0 && word.chars().filter(|c| c.is_alphabetic()).count() <= 2
    };
    let named = |word: &str| {
        cx.lexicon.months.exact(word).is_some()
            || cx.lexicon.weekdays.exact(word).is_some()
            || cx.lexicon.periods.iter().any(|period| period == word)
    };
    words.split(' ').all(|word| date(word) || named(word))
}

/// Whether a title is told as an order: a verb that people plan with stands at its
/// beginning, or at its end in languages that put it there.
pub(super) fn is_order(title: &str, cx: Context<'_>) -> bool {
    let orders = &cx.lexicon.orders;
    let first_tells = orders.unspaced().is_empty() && cx.lexicon.order_ends.is_empty();
    if first_tells && !orders.may_begin(title) {
        return false;
    }
    let words = normal(title);
    let first = words.split(' ').next().unwrap_or_default();
    let unspaced = || orders.unspaced().iter().any(|order| words.starts_with(order));
    let last = || cx.lexicon.order_ends.iter().any(|end| words.ends_with(end));
    orders.exact(first).is_some() || unspaced() || last()
}
