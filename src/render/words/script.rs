//! The words of the scripts, as a small script that stands before them.
//!
//! A script writes `t('Copied')`; what it names so is published, nothing else.

use super::Forms;
use super::Words;
use crate::theme::Theme;
use std::collections::BTreeMap;

impl Words {
    /// The script that hands the scripts of `theme` their words; `None` where they
    /// need none, since they are written in English.
    pub fn script(&self, theme: &Theme) -> Option<String> {
        let known = |key: &String| Some((key.clone(), self.table.text.get(key)?.clone()));
        let words: BTreeMap<String, Forms> =
            keys(theme).iter().filter_map(known).collect();
        let json = serde_json::to_string(&words).ok()?;
        (!words.is_empty()).then(|| format!("window.kenningWords = {json};\n"))
    }
}

/// The texts that the scripts of `theme` name as `t('…')`.
pub fn keys(theme: &Theme) -> Vec<String> {
    let is_script = |path: &str| path.rsplit('.').next() == Some("js");
    let scripts = theme.below("static/").filter(|(path, _)| is_script(path));
    let mut keys: Vec<String> = Vec::new();
    for (_, bytes) in scripts {
        let text = String::from_utf8_lossy(bytes);
        for (at, call) in text.match_indices("t('") {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let whole = !before.is_some_and(|c| c.is_alphanumeric() || "_.$".contains(c));
            let key =
                text.get(at + call.len()..).and_then(|rest| rest.split('\'').next());
            keys.extend(key.filter(|_| whole).map(str::to_owned));
        }
    }
    keys.sort();
    keys.dedup();
    keys
}
