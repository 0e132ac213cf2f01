//! `Who: Ada, Bob` in the head of a paper tells who was there, as `Where` and `When`
//! beside it do, not who does all that stands below.

use super::Outline;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::normal;

/// Words for `who` that announce owners elsewhere.
const WHO: &[&str] =
    &["who", "wer", "qui", "quién", "chi", "wie", "vem", "quem", "kim", "誰が", "누가"];

/// The sections that are the head: the document itself and its title.
const HEAD: usize = 2;

/// Lets the head's `Who` with several names list those present.
pub(super) fn read(outline: &mut Outline) {
    let head = outline.sections.iter_mut().take(HEAD);
    for field in head.flat_map(|section| &mut section.fields) {
        let several = field.value.text().contains([',', ';', '&', '、', '，']);
        let who = WHO.contains(&normal(&field.label).as_str());
        if who && several && field.kind == Some(Label::Owner) {
            field.kind = Some(Label::Attendee);
        }
    }
}
