//! Which column of a table names its entries.

use crate::model::ItemType;
use crate::understand::lexicon::Label;
use crate::understand::lexicon::Lexicon;
use crate::understand::lexicon::Sense;
use crate::understand::lexicon::normal;
use crate::understand::prose::Slice;

/// `Category | Notes`, `Area | Now | Proposed | Owner`: where no column is headed as
/// one of things, the first names what the others tell, if it says something else in
/// each row.
pub(super) fn topics(columns: &[Option<Label>]) -> Option<usize> {
    let [Some(Label::Category), rest @ ..] = columns else { return None };
    if let [None | Some(Label::Title | Label::Other)] = rest {
        return Some(0);
    }
    let things = rest.iter().any(|label| matches!(label, Some(Label::Title | Label::Id)));
    let unknown = rest.iter().filter(|label| matches!(label, None | Some(Label::Other)));
    (!things && unknown.count() >= 2).then_some(0)
}

/// `Area | Description`: an unknown first column names what the second describes.
pub(super) fn named_before(header: &[Slice], columns: &[Option<Label>]) -> Option<usize> {
    let describes = |cell: &Slice| {
        let words = normal(cell.text());
        matches!(
            words.as_str(),
            "description" | "details" | "detail" | "comment" | "notes"
        )
    };
    let [None, Some(Label::Title | Label::Other), ..] = columns else { return None };
    header.get(1).filter(|cell| describes(cell)).map(|_| 0)
}

/// `Topic | Discussion | Action | Owner`: of a topic and what is to be done about it
/// the latter names the entry.
pub(super) fn acted(
    header: &[Slice],
    columns: &[Option<Label>],
    lexicon: &Lexicon,
) -> Option<usize> {
    let is = |at: usize, kind: ItemType| {
        let cell = header.get(at)?;
        (lexicon.types.exact(cell.text()) == Some(kind)).then_some(at)
    };
    let owned =
        columns.iter().any(|column| matches!(column, Some(Label::Owner | Label::When)));
    let at = (0..header.len()).find_map(|at| is(at, ItemType::Action))?;
    let first = columns.iter().position(|column| *column == Some(Label::Title))?;
    let typed =
        header.get(first).is_some_and(|cell| lexicon.types.exact(cell.text()).is_some());
    // Beside an improvement an action is how it is done.
    let discussed = header.iter().any(|cell| {
        lexicon.senses.exact(cell.text()) == Some(Sense::None)
            || lexicon.types.exact(cell.text()) == Some(ItemType::Decision)
    });
    (owned && discussed && !typed).then_some(at)
}

/// The column that names the entry: the one behind its id, for columns before an id
/// (`Epic | ID | Task`) group rows; else the first that could.
pub(super) fn first(columns: &[Option<Label>]) -> Option<usize> {
    let behind_id = columns
        .windows(2)
        .position(|pair| pair == [Some(Label::Id), Some(Label::Title)])
        .map(|id| id + 1);
    behind_id.or_else(|| columns.iter().position(|column| *column == Some(Label::Title)))
}
