//! What the head of a paper says of people with labels that mean things elsewhere.
//!
//! `Name: Ada Ray` tells who wrote it. `Who: Ada, Bob` in the head of a paper tells who was there, as `Where` and `When`
//! beside it do, not who does all that stands below.

use super::Outline;
use crate::understand::fields::Field;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::normal;
use crate::understand::values::people;

/// Words for `who` that announce owners elsewhere.
const WHO: &[&str] =
    &["who", "wer", "qui", "quién", "chi", "wie", "vem", "quem", "kim", "誰が", "누가"];

/// Words for `name`.
const NAME: &[&str] = &[
    "name",
    "nom",
    "nombre",
    "naam",
    "namn",
    "nome",
    "ad soyad",
    "姓名",
    "氏名",
    "이름",
    "full name",
    "your name",
    "vor- und nachname",
    "prénom et nom",
];

/// The sections that are the head: the document itself and its title.
const HEAD: usize = 2;

/// Lets the head's `Who` with several names list those present, and `Name` with a
/// person's the author.
pub(super) fn read(outline: &mut Outline, lexicon: &Lexicon) {
    let head = outline.sections.iter_mut().take(HEAD);
    for field in head.flat_map(|section| &mut section.fields) {
        if field.kind == Some(Label::Owner) && is_present(field) {
            field.kind = Some(Label::Attendee);
        } else if is_author(field, lexicon) {
            field.kind = Some(Label::Author);
        }
    }
}

fn is_present(field: &Field) -> bool {
    let several = field.value.text().contains([',', ';', '&', '、', '，']);
    several && WHO.contains(&normal(&field.label).as_str())
}

fn is_author(field: &Field, lexicon: &Lexicon) -> bool {
    let named = NAME.contains(&normal(&field.label).as_str());
    named && people::is_full_name(field.value.text(), lexicon)
}
