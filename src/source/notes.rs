//! The remarks on how a file was read.

use super::decode::{Decoded, Encoding};
use super::origin::{Edit, Piece, shown};
use crate::diag::{Code, Diagnostic};
use crate::text::TextRange;

/// That the file was not UTF-8, at the first character where that matters.
pub(super) fn converted(decoded: &Decoded, pieces: &[Piece]) -> Option<Diagnostic> {
    let (text, name) = (&decoded.text, decoded.encoding.name());
    let at = match &decoded.encoding {
        Encoding::Utf8 => return None,
        Encoding::Utf16 => None,
        Encoding::Windows1252 => text.find(|c: char| !c.is_ascii()),
        Encoding::Mixed(single) => single.first().map(|at| *at as usize),
    };
    let c = at.and_then(|at| text.get(at..)?.chars().next());
    let range = at.zip(c).map(|(at, c)| TextRange::new(at, at + c.len_utf8()));
    Some(Diagnostic {
        code: Code::ConvertedEncoding,
        range: range.and_then(|range| shown(pieces, range)),
        message: format!("the file is {name}, not UTF-8"),
        hint: Some("it was converted for the site; save it as UTF-8, or let `kenning fix --write` do it".to_owned()),
    })
}

/// That damaged text was mended, at the first run that is shown.
pub(super) fn repaired(mends: &[Edit], pieces: &[Piece]) -> Option<Diagnostic> {
    let count = mends.len();
    let range = |mend: &Edit| {
        let (start, end) = (mend.range.start, mend.range.end);
        shown(pieces, TextRange::new(start, end))
    };
    let things = if count == 1 { "damaged sign was" } else { "damaged signs were" };
    (count > 0).then(|| Diagnostic {
        code: Code::RepairedEncoding,
        range: mends.iter().find_map(range),
        message: format!("{count} {things} mended: UTF-8 was read as another encoding"),
        hint: Some(
            "the pages show the mended text; `kenning fix --write` mends the file"
                .to_owned(),
        ),
    })
}
