//! Short signs such as ` – ` in lines that mostly hold none of them.

/// Like [`str::find`], for signs that are mostly not there: a glance at one byte tells
/// so, at a small part of the price of a search.
pub fn find(text: &str, sign: &str) -> Option<usize> {
    if holds_part(text, sign) { text.find(sign) } else { None }
}

/// Like [`str::rfind`], see [`find`].
pub fn rfind(text: &str, sign: &str) -> Option<usize> {
    if holds_part(text, sign) { text.rfind(sign) } else { None }
}

/// Like [`str::split_once`], see [`find`].
pub fn split_once<'t>(text: &'t str, sign: &str) -> Option<(&'t str, &'t str)> {
    if holds_part(text, sign) { text.split_once(sign) } else { None }
}

/// Whether the byte of `sign` that says most is in `text`: blanks are everywhere.
fn holds_part(text: &str, sign: &str) -> bool {
    let telling = sign.bytes().find(|byte| *byte != b' ');
    telling.is_none_or(|byte| text.as_bytes().contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found_as_by_a_plain_search() {
        let text = "Ada — the lamp - now — then";
        for sign in [" — ", " - ", " – ", ", ", " ", "", "now"] {
            assert_eq!(find(text, sign), text.find(sign), "{sign}");
            assert_eq!(rfind(text, sign), text.rfind(sign), "{sign}");
            assert_eq!(split_once(text, sign), text.split_once(sign), "{sign}");
        }
    }
}
