//! `kenning serve`: builds, shows, and builds again whenever something changed.
//!
//! The last good site stays as long as the content is broken or away. Nothing is
//! written anywhere.

use super::args;
use super::build::{pages, tell};
use super::failure::Failure;
use super::inputs;
use super::inputs::Gathered;
use super::out;
use super::panics;
use super::plan::Plan;
use crate::build::{Built, Drafts, Inputs, Session};
use crate::disk;
use crate::disk::{Folder, How, Look, Past, Waker, Watch};
use crate::serve;
use crate::serve::Server;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use std::time::Instant;

/// How long an editor may leave a file empty between two writes.
const EMPTY: Duration = Duration::from_millis(30);

/// How long to wait for a folder that is being removed to be gone.
const VANISHING: Duration = Duration::from_millis(100);

/// How often at most to look again for one of these reasons.
const ROUNDS: usize = 20;

/// How often to ask whether the day or the commit is another.
const TICK: Duration = Duration::from_secs(20);

/// Serves the site until a signal ends it.
pub(super) fn serve(plan: &Plan, action: &args::Serve) -> Result<u8, Failure> {
    let gathered = inputs::gather(plan)?;
    if gathered.folder.files.is_empty() {
        tell(plan.out, &gathered.folder.findings);
        return Err(Failure::NoDocuments(plan.source.clone()));
    }
    let source = plan.source.clone();
    let open = Arc::new(move |path: &_| disk::open_inside(&source, path));
    let server = serve::start(&action.host, action.port, first_version(), open)?;
    let (folders, files) = inputs::watched(plan);
    let how = if action.poll { How::Poll } else { How::Events };
    let mut watch = Watch::new(folders, files, how);
    let stop = stop_on_signals(watch.waker())?;

    let drafts = if action.drafts { Drafts::Shown } else { Drafts::Hidden };
    let mut preview = Preview::new(plan, &server, drafts);
    preview.update(gathered);
    if preview.shown.is_none() {
        return Err(Failure::PreviewEnded);
    }
    greet(plan, action, &server)?;
    let mut is_told = action.poll;
    loop {
        if watch.how() == How::Poll && !is_told {
            plan.out
                .say("the system refuses to watch; looking for changes twice a second");
            is_told = true;
        }
        let look = watch.wait(TICK);
        if stop.load(Ordering::Relaxed) {
            return Ok(0);
        }
        if !server.is_running() {
            return Err(Failure::PreviewEnded);
        }
        match look {
            Look::Again => preview.look(),
            Look::Timeout => preview.tick(),
            Look::Woken => {}
        }
    }
}

fn greet(plan: &Plan, action: &args::Serve, server: &Server) -> Result<(), Failure> {
    let url = server.url();
    out::data(format!("{url}\n").as_bytes())?;
    if !server.is_private() {
        plan.out.say("everyone in this network can read the preview");
    }
    if action.open {
        open_browser(&url);
    }
    Ok(())
}

/// Greater than any version an earlier preview told, so that a page that was left
/// open sees that it is old.
fn first_version() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_second()).unwrap_or_default().max(1)
}

struct Preview<'a> {
    plan: &'a Plan,
    server: &'a Server,
    drafts: Drafts,
    session: Session,
    gathered: Option<Gathered>,
    inputs: Option<Inputs>,
    shown: Option<Arc<Built>>,
    past: Past,
    commit: Option<Vec<u8>>,
    /// The trouble that was said last.
    trouble: String,
}

impl<'a> Preview<'a> {
    fn new(plan: &'a Plan, server: &'a Server, drafts: Drafts) -> Self {
        Self {
            plan,
            server,
            drafts,
            session: Session::default(),
            gathered: None,
            inputs: None,
            shown: None,
            past: disk::history(&plan.source),
            commit: disk::commit(&plan.source),
            trouble: String::new(),
        }
    }

    /// Reads everything again, and builds if something is different.
    fn look(&mut self) {
        match self.settled() {
            Ok(gathered) if gathered.folder.files.is_empty() => {
                self.complain(&Failure::NoDocuments(self.plan.source.clone()));
            }
            Ok(gathered) => self.update(gathered),
            Err(failure) => self.complain(&failure),
        }
    }

    /// Builds if the day or the history is another.
    fn tick(&mut self) {
        let commit = disk::commit(&self.plan.source);
        if commit != self.commit {
            self.commit = commit;
            self.past = disk::history(&self.plan.source);
        }
        if let Some(gathered) = self.gathered.clone() {
            self.update(gathered);
        }
    }

    /// What lies there once nobody is in the middle of a save or a removal.
    fn settled(&self) -> Result<Gathered, Failure> {
        let mut gathered = inputs::gather(self.plan)?;
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
            let again = inputs::gather(self.plan)?;
            let is_settled = again == gathered;
            gathered = again;
            if is_settled {
                break;
            }
        }
        Ok(gathered)
    }

    fn update(&mut self, gathered: Gathered) {
        self.trouble.clear();
        let start = Instant::now();
        let (today, _) = gathered.today(self.plan);
        let is_same = self.gathered.as_ref() == Some(&gathered)
            && self.inputs.as_ref().is_some_and(|inputs| {
                inputs.today == today && inputs.history == self.past.history
            });
        if is_same {
            return;
        }
        let mut inputs = gathered.inputs(&self.past, today, self.drafts);
        // The preview lives at the root of its server, wherever the site will live.
        inputs.config.base_url = Some("/".to_owned());
        let session = &mut self.session;
        let Ok(built) = catch_unwind(AssertUnwindSafe(|| session.build(&inputs))) else {
            self.session = Session::default();
            let message =
                format!("a bug in kenning, please report it: {}", panics::last());
            self.say_trouble(message);
            return;
        };
        self.show(built, &gathered, start);
        (self.gathered, self.inputs) = (Some(gathered), Some(inputs));
    }

    /// Shows a site, unless it is the one that is shown.
    fn show(&mut self, built: Built, gathered: &Gathered, start: Instant) {
        let before = self.shown.as_deref();
        let is_new = |finding: &&_| before.is_none_or(|b| !b.findings.contains(finding));
        let new: Vec<_> = built.findings.iter().filter(is_new).cloned().collect();
        tell(self.plan.out, &new);
        let stamp = |gathered: &Gathered| gathered.folder.stamp;
        let is_same = before.is_some_and(|before| {
            self.gathered.as_ref().map(stamp) == Some(stamp(gathered))
                && before.files == built.files
                && before.attachments == built.attachments
        });
        let built = Arc::new(built);
        if !is_same {
            self.server.show(Arc::clone(&built));
            let (pages, took) = (pages(&built), start.elapsed().as_secs_f64());
            self.plan.out.say(&format!("built {pages} pages in {took:.3} s"));
        }
        self.shown = Some(built);
    }

    fn complain(&mut self, failure: &Failure) {
        self.say_trouble(failure.to_string());
    }

    /// Says it once, however often it is met.
    fn say_trouble(&mut self, trouble: String) {
        if self.trouble != trouble {
            out::error(&trouble);
            self.plan.out.say("the last good site stays");
            self.trouble = trouble;
        }
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

/// Sets the flag and ends the wait on Ctrl-C and the like.
fn stop_on_signals(waker: Waker) -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]);
        let mut signals = signals.map_err(Failure::Signals)?;
        let flag = Arc::clone(&stop);
        thread::spawn(move || {
            if signals.forever().next().is_some() {
                flag.store(true, Ordering::Relaxed);
                waker.wake();
                end_soon();
            }
        });
    }
    #[cfg(not(unix))]
    drop(waker);
    Ok(stop)
}

/// A long build does not hold up the end; the preview writes nothing that could be
/// left half done.
#[cfg(unix)]
#[expect(clippy::exit, reason = "the thread that should return is busy building")]
fn end_soon() {
    thread::sleep(Duration::from_millis(1500));
    std::process::exit(0);
}

/// Starts the browser, never through a shell.
fn open_browser(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Without a browser the address on the screen is enough.
    if let Ok(mut child) = command.spawn() {
        thread::spawn(move || child.wait());
    }
}
