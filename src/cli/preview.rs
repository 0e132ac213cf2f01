//! What `kenning serve` shows: the last good site, built again when something changed.
//!
//! The last good site stays as long as the content is broken or away.

use super::build::{report, tell};
use super::failure::Failure;
use super::inputs;
use super::inputs::Gathered;
use super::out;
use super::panics;
use super::plan::Plan;
use crate::build::{Drafts, Inputs, Session, Version};
use crate::diag::Finding;
use crate::disk;
use crate::disk::{Folder, Past, Reader};
use crate::serve::{Edition, News, Server, Trouble};
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use std::time::Instant;

/// How long an editor may leave a file empty between two writes.
const EMPTY: Duration = Duration::from_millis(30);

/// How long to wait for a folder that is being removed to be gone.
const VANISHING: Duration = Duration::from_millis(100);

/// How often at most to look again for one of these reasons.
const ROUNDS: usize = 20;

/// The site as it is shown, and what the next one is made with.
pub(super) struct Preview<'a> {
    plan: &'a Plan,
    server: &'a Server,
    drafts: Drafts,
    /// An address that opens a document in an editor.
    editor: String,
    session: Session,
    reader: Reader,
    gathered: Option<Gathered>,
    inputs: Option<Inputs>,
    shown: Option<Shown>,
    past: Past,
    commit: Option<Vec<u8>>,
    /// The trouble that was said last.
    trouble: Option<Trouble>,
}

/// What is shown.
struct Shown {
    edition: Arc<Edition>,
    findings: Vec<Finding>,
}

impl<'a> Preview<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        server: &'a Server,
        drafts: Drafts,
        editor: String,
    ) -> Self {
        Self {
            plan,
            server,
            drafts,
            editor,
            session: Session::default(),
            reader: Reader::default(),
            gathered: None,
            inputs: None,
            shown: None,
            past: disk::history(&plan.source),
            commit: disk::commit(&plan.source),
            trouble: None,
        }
    }

    /// Whether there is a site.
    pub(super) fn is_shown(&self) -> bool {
        self.shown.is_some()
    }

    /// Reads everything again, and builds if something is different.
    pub(super) fn look(&mut self) {
        let start = Instant::now();
        match self.settled() {
            Ok(gathered) if gathered.folder.files.is_empty() => {
                self.complain(&Failure::NoDocuments(self.plan.source.clone()));
            }
            Ok(gathered) => self.update(gathered, start),
            Err(failure) => self.complain(&failure),
        }
    }

    /// Builds if the day or the history is another.
    pub(super) fn tick(&mut self) {
        let commit = disk::commit(&self.plan.source);
        if commit != self.commit {
            self.commit = commit;
            self.past = disk::history(&self.plan.source);
        }
        if let Some(gathered) = self.gathered.clone() {
            self.update(gathered, Instant::now());
        }
    }

    /// What lies there once nobody is in the middle of a save or a removal.
    fn settled(&mut self) -> Result<Gathered, Failure> {
        let mut gathered = inputs::gather_again(self.plan, &mut self.reader)?;
        let Some(before) = &self.gathered else { return Ok(gathered) };
        for _ in 0..ROUNDS {
            let pause = if was_emptied(&before.folder, &gathered.folder) {
                EMPTY
            } else if is_vanishing(&before.folder, &gathered.folder) {
                VANISHING
            } else {
                break;
            };
            thread::sleep(pause);
            let again = inputs::gather_again(self.plan, &mut self.reader)?;
            let is_settled = again == gathered;
            gathered = again;
            if is_settled {
                break;
            }
        }
        Ok(gathered)
    }

    /// Builds and shows, unless nothing is different. It all began at `start`.
    pub(super) fn update(&mut self, gathered: Gathered, start: Instant) {
        let (today, _) = gathered.today(self.plan);
        let is_same = self.gathered.as_ref() == Some(&gathered)
            && self.inputs.as_ref().is_some_and(|inputs| {
                inputs.today == today && inputs.history == self.past.history
            });
        if is_same {
            self.recover();
            return;
        }
        let mut inputs = gathered.inputs(&self.past, today, self.drafts);
        // The preview lives at the root of its server, wherever the site will live.
        inputs.config.base_url = Some("/".to_owned());
        let session = &mut self.session;
        let built = catch_unwind(AssertUnwindSafe(|| {
            let version = session.version(&inputs);
            let findings = version.findings();
            (version, findings)
        }));
        let Ok((version, findings)) = built else {
            self.session = Session::default();
            let message =
                format!("a bug in kenning, please report it: {}", panics::last());
            self.say(Trouble { message, finding: None });
            return;
        };
        self.show(version, findings, start);
        (self.gathered, self.inputs) = (Some(gathered), Some(inputs));
        self.trouble = None;
    }

    fn show(&mut self, version: Version, findings: Vec<Finding>, start: Instant) {
        let before = self.shown.as_ref().map(|shown| &*shown.edition);
        let changes = before.map(|before| version.changes(before.version()));
        let news = News { changes: changes.unwrap_or_default(), took: start.elapsed() };
        let edition = Edition::new(version, before, news, self.editor.clone());
        let edition = Arc::new(edition);
        self.server.show(Arc::clone(&edition) as _);
        let took = start.elapsed();
        match &self.shown {
            None => self.tell_first(&edition, &findings, took),
            Some(before) => self.tell_change(before, &edition, &findings, took),
        }
        self.shown = Some(Shown { edition, findings });
    }

    fn tell_first(&self, edition: &Edition, findings: &[Finding], took: Duration) {
        tell(self.plan.out, findings);
        let documents = edition.version().documents();
        let took = took.as_secs_f64();
        self.plan.out.say(&format!("read {documents} documents in {took:.2} s"));
    }

    /// The new findings, and one line: what changed, and what it did.
    fn tell_change(
        &self,
        before: &Shown,
        edition: &Edition,
        findings: &[Finding],
        took: Duration,
    ) {
        let new = without(findings, &before.findings);
        let mended = without(&before.findings, findings);
        report(self.plan.out, &new);
        let changes = &edition.news().changes;
        let mut parts = vec![documents(&changes.documents)];
        parts.extend(changes.reading.iter().cloned());
        parts.extend(counted(new.len(), "new finding"));
        parts.extend(
            counted(mended.len(), "finding").map(|text| format!("{text} mended")),
        );
        let line = format!("{} ({} ms)", parts.join(", "), took.as_millis());
        self.plan.out.say(&line);
    }

    fn complain(&mut self, failure: &Failure) {
        let finding = match failure {
            Failure::Config(finding) => Some((**finding).clone()),
            _ => None,
        };
        let message =
            finding.as_ref().map_or_else(|| failure.to_string(), |it| it.message.clone());
        self.say(Trouble { message, finding });
    }

    /// Says it once, however often it is met.
    fn say(&mut self, trouble: Trouble) {
        if self.trouble.as_ref() == Some(&trouble) {
            return;
        }
        match &trouble.finding {
            Some(finding) => report(self.plan.out, &[finding]),
            None => out::error(&trouble.message),
        }
        self.plan.out.say("the last good site stays");
        self.server.say(Some(trouble.clone()));
        self.trouble = Some(trouble);
    }

    /// What is served is the newest again, without a change to it.
    fn recover(&mut self) {
        if self.trouble.take().is_some() {
            self.server.say(None);
            self.plan.out.say("all is well again");
        }
    }
}

/// Those of `these` that are not in `others`; both are sorted.
fn without<'f>(these: &'f [Finding], others: &[Finding]) -> Vec<&'f Finding> {
    let mut others = others.iter().peekable();
    let is_new = |finding: &&Finding| {
        while others.next_if(|other| **other < **finding).is_some() {}
        others.peek() != Some(finding)
    };
    these.iter().filter(is_new).collect()
}

/// `plan.md`, `plan.md and 2 more`.
fn documents(paths: &[String]) -> String {
    match paths {
        [] => "the settings or the look".to_owned(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}

fn counted(count: usize, what: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        count => Some(format!("{count} {what}s")),
    }
}

/// Whether a document that had text has none: many editors empty a file first.
fn was_emptied(before: &Folder, now: &Folder) -> bool {
    now.files.iter().any(|(path, text)| {
        text.is_empty() && before.files.get(path).is_some_and(|text| !text.is_empty())
    })
}

/// Whether so much is gone that the rest may be on its way, too.
fn is_vanishing(before: &Folder, now: &Folder) -> bool {
    now.files.len() * 2 < before.files.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::text::DocPath;

    #[test]
    fn new_findings_are_those_that_were_not_there() {
        let all = |names: &[&str]| -> Vec<Finding> {
            let finding = |name: &&str| {
                let path = DocPath::new(name).unwrap();
                Finding::of_file(&path, Code::Orphan, String::new(), None)
            };
            names.iter().map(finding).collect()
        };
        let (before, now) = (all(&["a", "c", "d"]), all(&["b", "c", "e"]));
        let paths = |these, others| -> Vec<String> {
            without(these, others).iter().map(|finding| finding.path.clone()).collect()
        };
        assert_eq!(paths(&now, &before), ["b", "e"]);
        assert_eq!(paths(&before, &now), ["a", "d"]);
    }
}
