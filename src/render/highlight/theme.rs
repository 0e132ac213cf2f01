//! A theme whose colours are numbers of classes.

use std::str::FromStr;
use std::sync::LazyLock;
use syntect::highlighting::{Color, ScopeSelectors, StyleModifier, Theme, ThemeItem};

/// The classes with the scopes they stand for. The most specific scope wins, as in
/// any `TextMate` theme; a class may occur again, an empty one takes a colour away.
const ROLES: &[(&str, &str)] = &[
    ("c-com", "comment"),
    ("c-str", "string, constant.other.symbol, markup.raw"),
    ("c-num", "constant, support.constant"),
    ("c-kw", "keyword, storage, variable.language"),
    ("", "keyword.operator, meta.interpolation, string.unquoted, punctuation.section"),
    ("c-kw", "keyword.operator.word, keyword.operator.logical.python"),
    ("c-fn", "entity.name.function, entity.name.macro, variable.annotation"),
    ("c-fn", "support.function, support.macro, variable.function"),
    ("c-ty", "entity.name, entity.other.inherited-class, support.type, support.class"),
    (
        "c-ty",
        "entity.other.attribute-name, variable.other.key, keyword.other.definition.ini",
    ),
    ("c-ty", "meta.mapping.key string, meta.mapping.key punctuation.definition.string"),
    ("c-kw", "entity.name.tag, storage.type.class, punctuation.definition.tag"),
    ("c-ty", "entity.name.tag.yaml, entity.name.tag.toml, support.type.property-name"),
    ("c-ins", "markup.inserted, markup.inserted punctuation"),
    ("c-del", "markup.deleted, markup.deleted punctuation"),
    ("c-hd", "markup.heading, markup.heading punctuation, entity.name.section"),
    ("c-hd", "meta.diff.header, meta.diff.header punctuation, meta.diff.range"),
    ("c-hd", "meta.diff.range punctuation"),
];

/// The class of a role as the theme numbers it; `None` for plain text.
pub(super) fn class(role: u8) -> Option<&'static str> {
    let (class, _) = ROLES.get(usize::from(role).checked_sub(1)?)?;
    Some(*class).filter(|class| !class.is_empty())
}

pub(super) static THEME: LazyLock<Theme> = LazyLock::new(|| {
    let scopes = (1_u8..).zip(ROLES).filter_map(|(number, (_, selectors))| {
        let scope = ScopeSelectors::from_str(selectors).ok()?;
        let foreground = Some(Color { r: number, g: 0, b: 0, a: 0 });
        let style = StyleModifier { foreground, background: None, font_style: None };
        Some(ThemeItem { scope, style })
    });
    let mut theme = Theme { scopes: scopes.collect(), ..Theme::default() };
    theme.settings.foreground = Some(Color { r: 0, g: 0, b: 0, a: 0 });
    theme
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_selector_is_understood() {
        assert_eq!(THEME.scopes.len(), ROLES.len());
    }
}
