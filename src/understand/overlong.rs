//! Lines that are longer than is read for facts, so that the author is told.

use super::prose::LONGEST_LINE;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::parse::Block;
use crate::parse::BlockKind;
use crate::parse::Document;
use crate::text::TextRange;

/// One remark on all lines of the document that are too long, at the first of them.
pub(super) fn overlong(document: &Document) -> Option<Diagnostic> {
    let is_code = |block: &&Block| matches!(block.kind, BlockKind::Code(_));
    let blocks = document.blocks.iter().filter(|block| !is_code(block));
    let lines: Vec<TextRange> = blocks.flat_map(lines).collect();
    let first = *lines.first()?;
    let lines = match lines.len() {
        1 => "a line".to_owned(),
        count => format!("{count} lines"),
    };
    Some(Diagnostic {
        code: Code::OverLimit,
        range: Some(first),
        message: format!("{lines} of more than {LONGEST_LINE} bytes"),
        hint: Some("shown whole, but names and dates far behind are not read".into()),
    })
}

/// The beginnings of the lines of a block that are too long.
fn lines(block: &Block) -> impl Iterator<Item = TextRange> {
    block.runs.split(|run| run.text == "\n").filter_map(|line| {
        let length = line.iter().map(|run| run.text.len()).sum::<usize>();
        let start = line.first()?.range.start;
        (length > LONGEST_LINE).then_some(TextRange { start, end: start })
    })
}
