//! Tables.

use super::Walk;
use super::blocks::plain;
use crate::render::escape::Attribute;
use crate::render::sanitise::{Holds, Place};
use comrak::Node;
use comrak::nodes::{NodeTable, NodeValue, TableAlignment};

impl Walk<'_> {
    pub(super) fn table(&mut self, node: Node<'_>, table: &NodeTable) {
        self.alignments.clone_from(&table.alignments);
        self.tables += 1;
        self.out.make_room(Place::Flow);
        let close = match node.children().nth(1) {
            Some(_) => "</tbody></table></div>\n",
            None => "</table></div>\n",
        };
        let tag = format_args!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{} {}\"><table>\n",
            Attribute(self.words.text("Table")),
            self.tables
        );
        self.out.open(tag, close, Holds::Parts);
    }

    /// A row; its tail stands in the first cell of several words, where a title is.
    pub(super) fn row(&mut self, node: Node<'_>, number: u32) {
        self.column = 0;
        let item = if self.items.contains_key(&number) {
            self.tail_at(number, title_cell(node, number), "")
        } else {
            String::new()
        };
        if is_header(node) {
            self.out.open(
                format_args!("<thead><tr{item}>"),
                "</tr></thead>\n",
                Holds::Parts,
            );
            return;
        }
        let first = node.previous_sibling().is_none_or(is_header);
        let body = if first { "<tbody>\n" } else { "" };
        self.out.open(format_args!("{body}<tr{item}>"), "</tr>\n", Holds::Parts);
    }

    pub(super) fn cell(&mut self, node: Node<'_>) {
        let align = match self.alignments.get(self.column) {
            Some(TableAlignment::Left) => " class=\"ta-left\"",
            Some(TableAlignment::Center) => " class=\"ta-center\"",
            Some(TableAlignment::Right) => " class=\"ta-right\"",
            Some(TableAlignment::None) | None => "",
        };
        self.column += 1;
        // An empty header cell heads nothing.
        if node.parent().is_some_and(is_header) && node.first_child().is_some() {
            let tag = format_args!("<th scope=\"col\"{align}>");
            self.out.open(tag, "</th>", Holds::Flow);
        } else {
            self.out.open(format_args!("<td{align}>"), "</td>", Holds::Flow);
        }
    }
}

fn is_header(row: Node<'_>) -> bool {
    matches!(row.data().value, NodeValue::TableRow(true))
}

/// The number of the cell of `row` that most likely is its title: the first with
/// two words, else the first with any, else the first.
fn title_cell(row: Node<'_>, number: u32) -> u32 {
    let mut next = number + 1;
    let mut best = (0, next);
    for cell in row.children() {
        let text: String = cell.descendants().map(plain).collect();
        let words = text.split_whitespace().count().min(2);
        if words > best.0 {
            best = (words, next);
        }
        next += u32::try_from(cell.descendants().count()).unwrap_or_default();
    }
    best.1
}
