//! Tells formulas between dollar signs from prices and shell variables.

/// Whether what stands between `$` and `$` is meant as a formula: it has a command of
/// LaTeX, is one letter, or has names of at most two letters with an index, a power or
/// an operator.
///
/// In doubt it is none: a price that turns into a formula is worse than a formula that
/// stays as it is written.
pub fn is_formula(inner: &str) -> bool {
    let inner = inner.trim();
    let mut commands = inner.split('\\').skip(1);
    if commands.any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic())) {
        return true;
    }
    let longest = names(inner).map(|name| name.chars().count()).max().unwrap_or_default();
    if !(1..=2).contains(&longest) || inner.ends_with(['/', ':', ',', ';']) {
        return false;
    }
    let lone = longest == 1 && inner.chars().all(char::is_alphanumeric);
    let signs = ['^', '_', '=', '+', '<', '>', '≤', '≥', '≈', '∈', '×', '·', '*', '-'];
    (lone && names(inner).count() == 1) || inner.contains(signs)
}

/// The runs of letters, but for the units of sums such as `10k`.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_alphanumeric());
    runs.flat_map(|run| {
        let name = run.trim_start_matches(|c: char| c.is_numeric());
        let unit =
            name.len() < run.len() && matches!(name, "k" | "K" | "m" | "M" | "b" | "B");
        let name = if unit { "" } else { name };
        name.split(char::is_numeric).filter(|part| !part.is_empty())
    })
}

/// Whether `text` has a formula between dollar signs.
pub(super) fn has_formula(text: &str) -> bool {
    let mut paragraphs = text.split("\n\n").filter(|part| part.contains('$'));
    paragraphs.any(|part| {
        part.split("$$").skip(1).step_by(2).any(is_formula) || has_inline(part)
    })
}

/// As Pandoc and comrak have it: no blank inside the signs, no digit behind them.
fn has_inline(paragraph: &str) -> bool {
    let pieces: Vec<&str> = paragraph.split('$').collect();
    pieces.windows(2).skip(1).any(|pair| {
        let [inner, after] = pair else { return false };
        let blank = |c: char| c.is_whitespace();
        let tight = !inner.starts_with(blank) && !inner.ends_with(blank);
        tight && !after.starts_with(|c: char| c.is_ascii_digit()) && is_formula(inner)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_and_variables_are_no_formulas() {
        for text in [
            "costs $5 and $6",
            "$5/month or 50$",
            "US$5 to US$7k",
            "$HOME/$PATH",
            "$A_DIR/$B",
            "between $10k-20k$",
            "$1,000 + $2,000 fees",
            "pay $5 - or $6 - now",
            "cash: $ and $",
        ] {
            assert!(!has_formula(text), "{text}");
        }
    }

    #[test]
    fn formulas_are_seen() {
        for text in [
            "so $x^2$ is",
            "the $n$ huts",
            "$E = mc^2$",
            "$\\frac{a}{b}$",
            "$$\n\\sum_i x_i\n$$",
            "$a_i < b$",
            "costs $5, and $2n + 1$ more",
        ] {
            assert!(has_formula(text), "{text}");
        }
    }
}
