//! A version of the site as it is served: each file is made when it is first asked
//! for, always from this one version.

use super::about;
use super::answer;
use super::mime::content_type;
use super::site::Site;
use crate::build::Changes;
use crate::build::Fact;
use crate::build::Key;
use crate::build::Part;
use crate::build::Version;
use crate::text::DocPath;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How much of the pages that were asked for is kept, in bytes; a reader comes back to
/// few, and the rest is made again in a moment.
const KEPT: usize = 8 * 1024 * 1024;

type Files = BTreeMap<String, Arc<[u8]>>;

/// See the module.
pub struct Edition {
    version: Version,
    assets: Files,
    /// What styles and scripts are: the script sees by it what else to load again.
    look: BTreeMap<String, String>,
    attachments: BTreeMap<String, DocPath>,
    moves: BTreeMap<String, String>,
    news: News,
    /// An address that opens a document in an editor, `{path}` and `{line}` in it.
    editor: String,
    search: OnceLock<Files>,
    facts: OnceLock<Files>,
    followed: OnceLock<Files>,
    kept: Mutex<Kept>,
    /// How many pages were made.
    made: AtomicUsize,
}

/// What the author of an edit is told.
#[derive(Clone, Debug, Default)]
pub struct News {
    /// What is served now otherwise than before.
    pub changes: Changes,
    /// How long it took from noticing the edit to here.
    pub took: Duration,
}

/// The pages that were asked for, the latest last.
#[derive(Default)]
struct Kept {
    pages: VecDeque<(String, Arc<[u8]>)>,
    bytes: usize,
}

impl Edition {
    /// `version` as it is served after `before`. In `editor`, an address that opens a
    /// document, `{path}` stands for its path below SOURCE and `{line}` for the line.
    pub fn new(
        version: Version,
        before: Option<&Self>,
        news: News,
        editor: String,
    ) -> Self {
        let moves = before.map(|before| moves(before, &news.changes, &version));
        let moves = moves.unwrap_or_default();
        let assets = version.assets();
        Self {
            look: look(&assets),
            assets,
            attachments: version.attachments(),
            version,
            moves,
            news,
            editor,
            search: OnceLock::new(),
            facts: OnceLock::new(),
            followed: OnceLock::new(),
            kept: Mutex::default(),
            made: AtomicUsize::new(0),
        }
    }

    /// The version.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// What it brought.
    pub fn news(&self) -> &News {
        &self.news
    }

    fn page(&self, at: &str) -> Option<Arc<[u8]>> {
        let lock = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = lock().get(at) {
            return Some(page);
        }
        let page = self.version.page(at)?;
        self.made.fetch_add(1, Ordering::Relaxed);
        lock().keep(at, &page);
        Some(page)
    }
}

impl Site for Edition {
    fn file(&self, at: &str) -> Option<Arc<[u8]>> {
        if let Some(bytes) = self.assets.get(at) {
            return Some(Arc::clone(bytes));
        }
        let made = match Part::of(at) {
            Part::Search => self.search.get_or_init(|| self.version.search()),
            Part::Facts => self.facts.get_or_init(|| self.version.exported()),
            Part::Beside => self.followed.get_or_init(|| self.version.followed()),
            Part::Page => return self.page(at),
        };
        made.get(at).cloned()
    }

    fn attachment(&self, at: &str) -> Option<DocPath> {
        self.attachments.get(at).cloned()
    }

    fn moved(&self, at: &str) -> Option<String> {
        self.moves.get(at).cloned()
    }

    fn about(&self, at: &str) -> Map<String, Value> {
        // Whoever asks about a page is about to ask for it, too.
        let _ = self.page(at);
        let mut fields = Map::new();
        let mut tell = |name: &str, value: Value| fields.insert(name.to_owned(), value);
        let changes = &self.news.changes;
        tell("changed", json!(changes.documents));
        tell("reading", json!(changes.reading));
        tell("took", json!(u64::try_from(self.news.took.as_millis()).ok()));
        tell("pages", json!(self.made.load(Ordering::Relaxed)));
        tell("look", json!(self.look));
        if let Some(explained) = self.version.explain(at) {
            tell("path", json!(explained.path));
            tell(
                "editor",
                json!(self.editor.replace("{path}", &answer::encode(&explained.path))),
            );
            tell("facts", explained.facts.iter().filter_map(fact).collect());
            tell("findings", explained.findings.iter().map(about::finding).collect());
        }
        fields
    }
}

/// Where the pages of all earlier versions are now: those of `before`, and those that
/// moved since. An address that has a page again leads nowhere else.
fn moves(before: &Edition, changes: &Changes, now: &Version) -> BTreeMap<String, String> {
    let moved = &changes.moved;
    let further = |to: &String| moved.get(to).unwrap_or(to).clone();
    let mut all: BTreeMap<String, String> =
        before.moves.iter().map(|(from, to)| (from.clone(), further(to))).collect();
    all.extend(moved.clone());
    all.retain(|from, to| from != to && !now.has_document(from) && now.has_document(to));
    all
}

/// A fact for the list of what was understood; links and ids are seen on the page.
fn fact(fact: &Fact) -> Option<Value> {
    if matches!(fact.fact, "link" | "id" | "entry") {
        return None;
    }
    Some(json!({
        "of": fact.of,
        "fact": fact.fact,
        "value": fact.value,
        "line": fact.at.as_ref().map(|at| at.line),
        "words": fact.at.as_ref().map(|at| &at.text),
        "by": fact.by,
        "basis": fact.basis,
        "sure": fact.sure(),
    }))
}

/// Styles and scripts by address, each with a name of its content.
fn look(assets: &Files) -> BTreeMap<String, String> {
    let is_look = |at: &str| {
        let kind = content_type(at);
        kind.starts_with("text/css") || kind.starts_with("text/javascript")
    };
    let files = assets.iter().filter(|(at, _)| is_look(at));
    files.map(|(at, bytes)| (at.clone(), Key::of(bytes).short())).collect()
}

impl Kept {
    fn get(&self, at: &str) -> Option<Arc<[u8]>> {
        let mut pages = self.pages.iter();
        pages.find(|(url, _)| url == at).map(|(_, page)| Arc::clone(page))
    }

    fn keep(&mut self, at: &str, page: &Arc<[u8]>) {
        self.pages.push_back((at.to_owned(), Arc::clone(page)));
        self.bytes += page.len();
        while self.bytes > KEPT && self.pages.len() > 1 {
            let Some((_, oldest)) = self.pages.pop_front() else { return };
            self.bytes -= oldest.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_pages_are_kept() {
        let mut kept = Kept::default();
        let page: Arc<[u8]> = vec![0; KEPT / 4].into();
        for at in ["a", "b", "c", "d", "e"] {
            kept.keep(at, &page);
        }
        assert!(kept.get("a").is_none() && kept.get("e").is_some());
        let huge: Arc<[u8]> = vec![0; KEPT * 2].into();
        kept.keep("f", &huge);
        assert!(kept.get("e").is_none() && kept.get("f").is_some());
    }
}
