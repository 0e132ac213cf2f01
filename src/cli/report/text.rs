//! Findings for people: the contract's line, then the line of the file and a hint.

use super::super::safe::safe;
use crate::diag::{Finding, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// A line of the file longer than this is shown in part, in characters.
const WIDEST: usize = 160;

/// The report of one finding, coloured; the caller strips colours where unwanted.
pub(in crate::cli) fn report(finding: &Finding) -> String {
    let (color, level) = match finding.severity {
        Severity::Error => ("1;31", "error"),
        Severity::Warning => ("1;33", "warning"),
        Severity::Info => ("1;36", "info"),
    };
    let Finding { line, column, .. } = finding;
    let (path, message) = (name(&finding.path), safe(&finding.message));
    let code = finding.code.word();
    let mut report = format!(
        "{path}:{line}:{column}: \u{1b}[{color}m{level}[{code}]\u{1b}[0m: {message}\n"
    );
    if let Some(frame) = frame(finding) {
        report.push_str(&frame);
    }
    if let Some(hint) = &finding.hint {
        report.push_str("   = hint: ");
        report.push_str(&safe(hint));
        report.push('\n');
    }
    report
}

/// The path; never what a CI system would take for a command to it.
fn name(path: &str) -> String {
    let path = safe(path);
    if path.starts_with([':', '#', '[']) { format!("./{path}") } else { path }
}

fn frame(finding: &Finding) -> Option<String> {
    let excerpt = safe(finding.excerpt.as_deref()?);
    let column = (finding.column as usize).saturating_sub(1);
    let width = if finding.end_line == finding.line {
        (finding.end_column as usize).saturating_sub(column + 1)
    } else {
        excerpt.chars().count().saturating_sub(column)
    };
    // A window of the line, so that one line of a megabyte does not fill the screen.
    let skip = if column > WIDEST / 2 { column - WIDEST / 4 } else { 0 };
    let shown: String = excerpt.chars().skip(skip).take(WIDEST).collect();
    let start = byte(&shown, column - skip);
    let end = byte(&shown, column - skip + width.max(1)).max(start);

    let kind = AnnotationKind::Primary.span(start..end);
    let snippet = Snippet::source(shown.as_str())
        .line_start(finding.line as usize)
        .annotation(kind);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(WIDEST);
    let mut frame = renderer.render(&[Group::with_level(level).element(snippet)]);
    frame.push('\n');
    Some(frame)
}

/// Where the character at `count` begins.
fn byte(text: &str, count: usize) -> usize {
    text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::text::DocPath;

    fn finding(
        path: &str,
        (line, column, end): (u32, u32, u32),
        excerpt: &str,
    ) -> Finding {
        let path = DocPath::new(path).unwrap();
        let (code, message) = (Code::ImpossibleDate, "no \u{1b}day".to_owned());
        let hint = Some("shown without a date".to_owned());
        let finding = Finding::of_file(&path, code, message, hint);
        let excerpt = Some(excerpt.to_owned());
        Finding { line, column, end_line: line, end_column: end, excerpt, ..finding }
    }

    fn plain(finding: &Finding) -> String {
        anstream::adapter::strip_str(&report(finding)).to_string()
    }

    #[test]
    fn a_report_is_the_line_a_frame_and_a_hint() {
        let found = finding("::a.md", (12, 10, 20), "**Düe**: 2025-02-30");
        let expected = "./::a.md:12:10: warning[impossible-date]: no ␛day
   |
12 | **Düe**: 2025-02-30
   |          ^^^^^^^^^^
   = hint: shown without a date
";
        assert_eq!(plain(&found), expected);
    }

    #[test]
    fn absurd_places_and_long_lines_do_no_harm() {
        for place in [(0, 0, 0), (1, 500, 501), (9, 7, 2), (1, u32::MAX, u32::MAX)] {
            plain(&finding("a.md", place, "short\u{1b}"));
        }
        let long = plain(&finding("a.md", (1, 5000, 5003), &"x".repeat(1_000_000)));
        assert!(long.len() < 1000 && long.contains("^^^"), "{}", long.len());
    }
}
