//! Tables of those present: a column with names, perhaps one for presence.

use super::ABSENT;
use super::Listed;
use super::Roll;
use super::says_absent;
use crate::model::PersonRole;
use crate::understand::Context;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::normal;
use crate::understand::outline::Cell;
use crate::understand::outline::Entry;
use crate::understand::rules::people::is_sure;
use crate::understand::values::names;
use crate::understand::values::names::Name;

/// Those whom the rows list as present, if these are a list of people: below a
/// title that says so, or with columns for names and for presence.
pub(super) fn present(
    cx: Context<'_>,
    rows: &[&Entry],
    roll: Option<Roll>,
) -> Vec<Listed> {
    let mut found = Vec::new();
    let mut cells = rows.iter().flat_map(|row| &row.cells);
    let letters = cells
        .any(|cell| is_presence(cell, cx.lexicon) && normal(cell.value.text()) == "p");
    for row in rows {
        let presence = row.cells.iter().find(|cell| is_presence(cell, cx.lexicon));
        let named = row.cells.iter().find(|cell| is_names(cell, cx.lexicon));
        let role = match (roll, presence, named) {
            (Some(roll), _, _) => roll.role,
            (None, Some(_), Some(_)) => PersonRole::Attendee,
            _ => continue,
        };
        // `P` and `A`: the letter alone could be a list's sign.
        let away = presence.is_some_and(|cell| {
            let text = cell.value.text();
            !is_there(text, cx.lexicon) || letters && normal(text) == "a"
        });
        if away {
            continue;
        }
        let value = named.map_or(&row.title, |cell| &cell.value);
        let weak = roll.is_none_or(|roll| roll.weak) && named.is_none();
        for name in names::names(value, cx.lexicon) {
            let sure = is_sure(&name, cx.lexicon);
            if names::is_proper_name(&name.raw, cx.lexicon) && (sure || !weak) {
                found.push((role, with_short_form(name, row), "attendance-table"));
            }
        }
    }
    found
}

/// A column of names.
fn is_names(cell: &Cell, lexicon: &Lexicon) -> bool {
    let header = normal(&cell.header);
    let named = [
        "name",
        "names",
        "full name",
        "nom",
        "nombre",
        "nome",
        "naam",
        "namn",
        "ad soyad",
        "姓名",
        "名前",
        "氏名",
        "이름",
        "성명",
    ];
    named.contains(&header.as_str())
        || matches!(lexicon.labels.exact(&header), Some(Label::Attendee | Label::Author))
            && !is_presence(cell, lexicon)
        || header.rsplit(' ').next() == Some("name")
        || matches!(
            header.as_str(),
            "member"
                | "person"
                | "attendee"
                | "participant"
                | "who"
                | "members"
                | "mitglied"
                | "membre"
                | "miembro"
                | "membro"
        )
}

/// A column that says who was there.
fn is_presence(cell: &Cell, lexicon: &Lexicon) -> bool {
    let header = normal(&cell.header);
    let presence = |word: &str| {
        matches!(lexicon.labels.exact(word), Some(Label::Absent))
            || matches!(
                word,
                "present"
                    | "present?"
                    | "attended"
                    | "attended?"
                    | "attendance"
                    | "anwesend"
                    | "anwesenheit"
                    | "présent"
                    | "présence"
                    | "presente"
                    | "asistencia"
                    | "presenza"
                    | "aanwezig"
                    | "närvarande"
                    | "出席"
                    | "出欠"
                    | "참석"
                    | "출석"
            )
    };
    presence(&header)
}

fn is_there(text: &str, lexicon: &Lexicon) -> bool {
    let words = normal(text);
    let no =
        ["no", "n", "nein", "non", "nej", "hayır", "não", "否", "×", "欠", "false", "0"];
    !(text.trim().is_empty()
        || text.contains(ABSENT)
        || no.contains(&words.as_str())
        || !text.chars().any(char::is_alphanumeric)
            && text.trim().chars().all(|c| matches!(c, '-' | '–' | '—'))
        || says_absent(text, lexicon))
}

/// With the initials or handle of another cell.
fn with_short_form(name: Name, row: &Entry) -> Name {
    let short = row.cells.iter().find(|cell| {
        let header = normal(&cell.header);
        let text = cell.value.text().trim();
        let said = [
            "abbreviation",
            "initials",
            "handle",
            "github",
            "github handle",
            "short",
            "kürzel",
            "initialen",
            "initiales",
        ];
        said.contains(&header.as_str()) && !text.is_empty() && !text.contains(' ')
            || text.starts_with('@') && !text.contains(' ')
    });
    let note = short.map(|cell| cell.value.text().trim().to_owned());
    Name { note: name.note.or(note), ..name }
}
