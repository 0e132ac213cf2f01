//! Which form of a text a number takes.

/// The category of the whole number `n` in `language`: `one`, `few`, `many` or `other`
/// (Unicode CLDR, plural rules; those of languages with none of their own here are the
/// English ones).
pub(super) fn category(language: &str, n: u64) -> &'static str {
    let (ten, hundred) = (n % 10, n % 100);
    let teen = (11..=14).contains(&hundred);
    match language {
        "fr" | "pt" if n < 2 => "one",
        "cs" | "sk" if (2..=4).contains(&n) => "few",
        "pl" if n == 1 => "one",
        "ru" | "uk" | "be" | "hr" | "sr" | "bs" if ten == 1 && !teen => "one",
        "ru" | "uk" | "be" | "hr" | "sr" | "bs" | "pl"
            if (2..=4).contains(&ten) && !teen =>
        {
            "few"
        }
        "ru" | "uk" | "be" | "pl" => "many",
        "ja" | "ko" | "zh" | "vi" | "th" | "id" | "ms" | "hr" | "sr" | "bs" => "other",
        _ if n == 1 => "one",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::category;

    #[test]
    fn languages_count_differently() {
        let all = |language| [0, 1, 2, 5, 11, 21, 22].map(|n| category(language, n));
        let (one, few, many, other) = ("one", "few", "many", "other");
        assert_eq!(all("de"), [other, one, other, other, other, other, other]);
        assert_eq!(all("fr"), [one, one, other, other, other, other, other]);
        assert_eq!(all("ja"), [other; 7]);
        assert_eq!(all("pl"), [many, one, few, many, many, many, few]);
        assert_eq!(all("ru"), [many, one, few, many, many, one, few]);
    }
}
