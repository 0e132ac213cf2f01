//! Builds the whole site in memory, and remembers what did not change.
//!
//! In come [`Inputs`], out goes a [`Version`]: the linked site, from which each file
//! is made whenever it is asked for, and [`Built`], all of them by address. A
//! [`Session`] keeps, between builds, the results of the stages that cost most,
//! keyed by the hash of all their inputs, so that a warm build gives the same
//! bytes as a cold one.

mod changes;
mod folders;
mod limits;
mod look;
mod memo;
mod mend;
mod read;
mod version;

pub use crate::link::Drafts;
pub use crate::link::History;
pub use crate::source::Mended;
pub use crate::view::explain::Explained;
pub use crate::view::explain::Fact;
pub use changes::Changes;
pub use memo::Key;
pub use memo::Memo;
pub use mend::mends;
pub use version::{Content, Line, Part, Put, Version};

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::diag::Finding;
use crate::link;
use crate::link::Linking;
use crate::link::ReadDoc;
use crate::link::Site;
use crate::text::DateOrder;
use crate::text::Day;
use crate::text::DocPath;
use crate::theme::Theme;
use crate::understand;
use crate::view;
use crate::view::explain;
use crate::view::query::{Answer, Query};
use look::Look;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything a build depends on.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The documents, by path.
    pub files: BTreeMap<DocPath, Arc<[u8]>>,
    /// Other regular files below SOURCE with their size in bytes; their content is
    /// published, not read.
    pub others: BTreeMap<DocPath, u64>,
    /// What reading the folder already found.
    pub findings: Vec<Finding>,
    /// The settings.
    pub config: Config,
    /// Templates, styles, scripts.
    pub theme: Arc<Theme>,
    /// The day the site is built for.
    pub today: Day,
    /// The days of the first and last commit of each document.
    pub history: History,
    /// Whether drafts get a page.
    pub drafts: Drafts,
}

/// A finished site.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// Every file that kenning makes, by address below the root.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// Attachments to publish: address below the root, and the file below SOURCE.
    pub attachments: BTreeMap<String, DocPath>,
    /// Everything understood, as one JSON document (`kenning export`).
    pub export: Arc<[u8]>,
    /// All findings, by path and place.
    pub findings: Vec<Finding>,
}

impl Built {
    /// Hands every file to `put`, as [`Version::each_file`] does.
    pub fn each_file(&self, put: Put<'_>) {
        self.files.iter().for_each(|(at, bytes)| put(at, Content::Bytes(bytes)));
    }
}

/// A document to read, with the key of what it is read from.
type Job<'a> = (Key, (&'a DocPath, &'a Arc<[u8]>));

/// What one build hands to the next. Owned by whoever builds again; never global.
pub struct Session {
    /// Documents by path, bytes and the settings that reading depends on.
    read: Memo<ReadDoc>,
    /// The keys of the documents read last, with the bytes and the settings they are of.
    keys: BTreeMap<DocPath, (Arc<[u8]>, Key)>,
    settings: Option<Key>,
    linked: link::Memo,
    look: Option<Arc<Look>>,
    understand: read::Understand,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            read: Memo::default(),
            keys: BTreeMap::new(),
            settings: None,
            linked: link::Memo::default(),
            look: None,
            understand: understand::understand,
        }
    }
}

impl Session {
    /// Builds the site. Never fails: what is wrong with the text is a finding.
    pub fn build(&mut self, inputs: &Inputs) -> Built {
        self.version(inputs).built()
    }

    /// The version of `inputs`, for whoever builds once: keeps nothing for the next time.
    pub fn once(mut inputs: Inputs) -> Version {
        let settings = understand::Settings::of(&inputs.config);
        let understand = understand::understand;
        let files = std::mem::take(&mut inputs.files).into_par_iter();
        // The bytes of a document go as soon as it is read, but where its folder is asked.
        let docs = files.map(|(path, bytes)| {
            let doc = read::read(&path, &bytes, &settings, understand);
            let kept = folders::asks(&doc).then_some(bytes);
            (doc, kept)
        });
        let docs: Vec<(ReadDoc, Option<Arc<[u8]>>)> = docs.collect();
        let orders = folders::orders(docs.iter().map(|(doc, _)| doc));
        let told = docs.into_par_iter().map(|(doc, bytes)| {
            match folders::order_of(&doc, &orders).zip(bytes) {
                Some((order, bytes)) => {
                    let told = settings.told(order);
                    read::read(&doc.source.path, &bytes, &told, understand)
                }
                None => doc,
            }
        });
        let read = told.collect();
        let site = link::link(linking(&inputs, read));
        let Inputs { config, theme, .. } = inputs;
        let look = Arc::new(Look::of(&theme, &config));
        Version::new(site, config, look)
    }

    /// Reads and links everything; the pages are made when they are asked for.
    pub fn version(&mut self, inputs: &Inputs) -> Version {
        let site = self.site(inputs);
        let look = match self.look.take() {
            Some(look) if look.is_of(&inputs.theme, &inputs.config) => look,
            _ => Arc::new(Look::of(&inputs.theme, &inputs.config)),
        };
        self.look = Some(Arc::clone(&look));
        Version::new(site, inputs.config.clone(), look)
    }

    /// How each fact of the document at `path`, or at one line of it, was read; `None`
    /// if there is no such document or it cannot be read. A draft takes part in the
    /// site where it is the one that is asked for.
    pub fn explain(
        &mut self,
        inputs: &Inputs,
        path: &DocPath,
        line: Option<u32>,
    ) -> Option<Explained> {
        let explained = |site: &Site| explain::explain(site, path.as_str(), line);
        let found = explained(&self.site(inputs))?;
        if !found.draft {
            return Some(found);
        }
        let shown = Inputs { drafts: Drafts::Shown, ..inputs.clone() };
        explained(&self.site(&shown))
    }

    /// Everything understood, as one JSON document; makes no page.
    pub fn export(&mut self, inputs: &Inputs) -> Arc<[u8]> {
        version::json(&view::export(&self.site(inputs)))
    }

    /// Answers a question about the documents; makes no page.
    pub fn query(&mut self, inputs: &Inputs, query: &Query) -> Answer {
        view::query::query(&self.site(inputs), query)
    }

    /// Reads and links the documents, and makes no page.
    fn site(&mut self, inputs: &Inputs) -> Site {
        let settings = understand::Settings::of(&inputs.config);
        let read = self.read(inputs, &settings);
        let site = link::link_again(linking(inputs, read), &mut self.linked);
        self.read.sweep();
        site
    }

    fn read(&mut self, inputs: &Inputs, settings: &understand::Settings) -> Vec<ReadDoc> {
        let stated = Key::of(settings);
        if self.settings.replace(stated) != Some(stated) {
            self.keys.clear();
        }
        let files: Vec<(&DocPath, &Arc<[u8]>)> = inputs.files.iter().collect();
        let known = &self.keys;
        let key = |path: &DocPath, bytes: &Arc<[u8]>| match known.get(path) {
            // The very same bytes in memory; they are kept here, so that no others can
            // have taken their place.
            Some((before, key)) if Arc::ptr_eq(before, bytes) => *key,
            _ => Key::of(&(path, bytes, stated)),
        };
        let jobs: Vec<_> = files
            .par_iter()
            .map(|(path, bytes)| (key(path, bytes), (*path, *bytes)))
            .collect();
        let keys = jobs
            .iter()
            .map(|(key, (path, bytes))| ((*path).clone(), (Arc::clone(bytes), *key)));
        self.keys = keys.collect();
        let understand = self.understand;
        let mut docs = self
            .read
            .all(&jobs, |(path, bytes)| read::read(path, bytes, settings, understand));
        self.ask_folders(&jobs, &mut docs, settings);
        docs.iter().map(|doc| ReadDoc::clone(doc)).collect()
    }

    /// Reads again what has dates that could be two days, where the other documents of
    /// the folder tell which: their word is then part of the settings and of the key.
    fn ask_folders(
        &mut self,
        jobs: &[Job<'_>],
        docs: &mut [Arc<ReadDoc>],
        settings: &understand::Settings,
    ) {
        let orders = folders::orders(docs.iter().map(|doc| &**doc));
        for order in [DateOrder::Dmy, DateOrder::Mdy] {
            let asks = |doc: &ReadDoc| folders::order_of(doc, &orders) == Some(order);
            let asking: Vec<usize> = docs
                .iter()
                .enumerate()
                .filter(|(_, doc)| asks(doc))
                .map(|(at, _)| at)
                .collect();
            let told = settings.told(order);
            let stated = Key::of(&told);
            let jobs: Vec<_> = asking
                .iter()
                .filter_map(|at| jobs.get(*at))
                .map(|(_, (path, bytes))| {
                    (Key::of(&(path, bytes, stated)), (*path, *bytes))
                })
                .collect();
            let understand = self.understand;
            let again = self
                .read
                .all(&jobs, |(path, bytes)| read::read(path, bytes, &told, understand));
            for (at, doc) in asking.into_iter().zip(again) {
                docs.get_mut(at).into_iter().for_each(|slot| *slot = Arc::clone(&doc));
            }
        }
    }
}

/// What linking needs: the documents that could be read.
fn linking(inputs: &Inputs, read: Vec<ReadDoc>) -> Linking<'_> {
    let (docs, unreadable): (Vec<_>, Vec<_>) =
        read.into_iter().partition(|doc| doc.source.readable);
    let mut findings = inputs.findings.clone();
    findings.extend(unreadable.iter().flat_map(left_out));
    Linking {
        docs,
        others: &inputs.others,
        config: &inputs.config,
        history: &inputs.history,
        today: inputs.today,
        drafts: inputs.drafts,
        findings,
    }
}

/// What is said of a document that cannot be read and so has no page.
fn left_out(doc: &ReadDoc) -> Vec<Finding> {
    let say = |note: &Diagnostic| {
        let (message, hint) = (note.message.clone(), note.hint.clone());
        Finding::of_file(&doc.source.path, note.code, message, hint)
    };
    doc.notes.iter().map(say).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    fn inputs(files: &[(&str, &str)]) -> Inputs {
        let file = |(path, text): &(&str, &str)| {
            (DocPath::new(path).unwrap(), text.as_bytes().into())
        };
        Inputs {
            files: files.iter().map(file).collect(),
            others: BTreeMap::new(),
            findings: Vec::new(),
            config: Config::default(),
            theme: Arc::new(Theme::built_in()),
            today: "2026-03-09".parse().unwrap(),
            history: History::default(),
            drafts: Drafts::Hidden,
        }
    }

    #[test]
    fn a_panic_costs_one_document_what_the_stage_gives() {
        let understand: read::Understand = |settings, source, document| {
            assert!(source.path.as_str() != "bad.md", "as bad as it gets");
            understand::understand(settings, source, document)
        };
        let mut session = Session { understand, ..Session::default() };
        let one = "# One\n\n- [ ] mend the pump @mira\n";
        let files = [("bad.md", "# Bad\n\nits text\n"), ("one.md", one)];
        let built = session.build(&inputs(&files));
        let alone = Session::default().build(&inputs(&files[1..]));

        let named: Vec<_> =
            built.findings.iter().filter(|f| f.code == Code::InternalError).collect();
        let paths: Vec<_> = named.iter().map(|finding| finding.path.as_str()).collect();
        assert_eq!(paths, ["bad.md"]);
        let page = |built: &Built, at: &str| {
            String::from_utf8(built.files.get(at).unwrap().to_vec()).unwrap()
        };
        assert!(page(&built, "docs/bad.html").contains("its text"));
        assert!(page(&built, "docs/one.html").contains("mend the pump"));
        assert_eq!(
            page(&built, "owners/mira.html").matches("mend the pump").count(),
            page(&alone, "owners/mira.html").matches("mend the pump").count(),
        );
    }

    #[test]
    fn building_once_gives_what_a_session_gives() {
        let files = [
            ("a/one.md", "# One\n\nDue: 03/04/2026\n\n- [ ] mend the pump @mira\n"),
            ("a/two.md", "# Two\n\nDate: 28/04/2026\n\nSee [one](one.md).\n"),
            ("b/three.md", "# Three\n\nDate: 05/06/2026\n"),
        ];
        let inputs = inputs(&files);
        let kept = Session::default().build(&inputs);
        let once = Session::once(inputs).built();
        assert_eq!(once.findings, kept.findings);
        assert_eq!(once.export, kept.export);
        assert_eq!(once.files, kept.files);
    }

    #[test]
    fn what_is_over_a_limit_is_left_out_and_named() {
        let quotes = format!("{} a", ">".repeat(200));
        let cells = format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(100_001));
        let links = "[a](b.md) ".repeat(20_001);
        let items = "- [ ] a\n".repeat(10_001);
        let people = "- [ ] call @mira, @noor, @emil\n".repeat(9_000);
        let files = [
            ("cells.md", &*cells),
            ("items.md", &items),
            ("links.md", &links),
            ("people.md", &people),
            ("quotes.md", &quotes),
            ("whole.md", "# Whole\n"),
        ];
        let built = Session::default().build(&inputs(&files));
        let over: Vec<_> = built
            .findings
            .iter()
            .filter(|finding| finding.code == Code::OverLimit)
            .map(|finding| (finding.path.as_str(), finding.severity))
            .collect();
        let warned = |path| (path, crate::diag::Severity::Warning);
        let expected = ["cells.md", "items.md", "links.md", "people.md", "quotes.md"];
        assert_eq!(over, expected.map(warned));
        assert!(built.files.contains_key("docs/whole.html"));
        assert!(!built.files.contains_key("docs/quotes.html"));
    }
}
