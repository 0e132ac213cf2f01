//! Templates, styles, scripts and grammars: the built-in ones, and a team's own.

use crate::text::SitePath;
use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(RustEmbed)]
#[folder = "themes/default"]
struct BuiltIn;

/// The files of a theme by path, such as `templates/home.html` or `static/kenning.css`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// By path below the theme's folder.
    pub files: BTreeMap<String, Arc<[u8]>>,
}

impl Theme {
    /// The theme inside the program.
    pub fn built_in() -> Self {
        let files = BuiltIn::iter().filter_map(|path| {
            let bytes = BuiltIn::get(&path)?.data;
            Some((path.into_owned(), Arc::from(&*bytes)))
        });
        Self { files: files.collect() }
    }

    /// This theme laid over `below`: where both have a file, this one's counts. A
    /// template that gives way stays within reach as `default/<name>`, so that this
    /// one's may extend it and change single blocks; but for those that hold components,
    /// whose names stand for one only.
    #[must_use]
    pub fn over(self, mut below: Self) -> Self {
        for (path, bytes) in self.files {
            let name = path.strip_prefix("templates/").map(str::to_owned);
            let replaced = below.files.insert(path, bytes);
            let is_page = |bytes: &Arc<[u8]>| {
                !String::from_utf8_lossy(bytes).contains("endcomponent")
            };
            if let (Some(name), Some(replaced)) = (name, replaced.filter(is_page)) {
                below.files.insert(format!("templates/default/{name}"), replaced);
            }
        }
        below
    }

    /// What is published as it is: the files below `static/`, by address.
    pub fn assets(&self) -> impl Iterator<Item = (SitePath, &Arc<[u8]>)> {
        self.below("static/").map(|(path, bytes)| (SitePath::new(path), bytes))
    }

    /// The files below `folder` (which ends in `/`), by path below it.
    pub fn below<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a Arc<[u8]>)> {
        self.files
            .iter()
            .filter_map(move |(path, bytes)| Some((path.strip_prefix(folder)?, bytes)))
    }
}

/// A style sheet that sets the site's colour; `None` unless `colour` is `#rgb` or
/// `#rrggbb`, so that a setting can carry no other style.
pub fn accent(colour: &str) -> Option<String> {
    let digits = colour.strip_prefix('#')?;
    let fine = matches!(digits.len(), 3 | 6)
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    // A dark colour would vanish on the dark page, so it is lightened there.
    fine.then(|| {
        format!(
            ":root {{ --link: light-dark({colour}, \
             color-mix(in oklab, {colour} 45%, white)); }}\n"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_of_ones_own_lies_over_the_built_in_one() {
        let mine = Arc::<[u8]>::from(&b"mine"[..]);
        let files = BTreeMap::from([("static/kenning.css".into(), Arc::clone(&mine))]);
        let theme = Theme { files }.over(Theme::built_in());
        let assets: BTreeMap<_, _> = theme.assets().collect();
        assert_eq!(assets.get(&SitePath::new("kenning.css")), Some(&&mine));
        assert!(assets.contains_key(&SitePath::new("kenning.js")));
        assert!(assets.contains_key(&SitePath::new("fonts/LICENSE.txt")));
    }

    #[test]
    fn an_accent_is_a_colour_and_nothing_else() {
        assert!(accent("#005567").is_some());
        assert_eq!(accent("#005567}body{display:none"), None);
        assert_eq!(accent("red"), None);
    }
}
