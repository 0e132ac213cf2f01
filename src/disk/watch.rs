//! Tells when it is worth while to read the content again.
//!
//! Folders are watched, not files, and no event is believed: every batch of events
//! only means "look again", and whoever looks compares content. So it does not
//! matter how an editor saves. Where the system refuses to watch, and on request,
//! the watch becomes a slow poll that compares names, sizes, times and identities.

use super::stamp::stamp_of;
use notify::EventKind;
use notify::RecommendedWatcher;
use notify::RecursiveMode;
use notify::Watcher;
use notify::event::{AccessKind, AccessMode, ModifyKind};
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::mpsc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;
use std::time::Instant;
use walkdir::WalkDir;

/// After this long without an event a save is over.
const QUIET: Duration = Duration::from_millis(10);

/// An endless stream of events is looked at this often.
const LONGEST: Duration = Duration::from_millis(200);

/// Where a folder was made, everything is looked at once more: what lies in it is
/// watched only a moment later.
const SECOND_LOOK: Duration = Duration::from_millis(250);

/// How often a polling watch looks, and how often a missing folder is looked for.
const POLL: Duration = Duration::from_millis(500);

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The system tells.
    Events,
    /// Looking from time to time, for network disks.
    Poll,
}

/// Why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Something may have changed.
    Again,
    /// The time is up.
    Timeout,
    /// Someone called the [`Waker`].
    Woken,
}

/// What a watch hears.
enum Heard {
    Event,
    /// An event after which something may not be watched yet.
    NewFolder,
    Trouble,
    Woken,
}

/// Watches the content and whatever else a site is made of.
pub struct Watch {
    how: How,
    /// Watched with all that lies in them.
    roots: Vec<PathBuf>,
    /// Single files; their folders are watched.
    files: Vec<PathBuf>,
    sender: Sender<Heard>,
    heard: Receiver<Heard>,
    /// Dropping it ends the watch of the system.
    watcher: Option<RecommendedWatcher>,
    /// The identity of the roots when they were last watched.
    identity: Vec<Option<String>>,
    second_look: Option<Instant>,
    snapshot: BTreeMap<PathBuf, u64>,
}

/// Ends a wait from another thread.
#[derive(Clone)]
pub struct Waker(Sender<Heard>);

impl Waker {
    /// Ends the present wait, or the next one.
    pub fn wake(&self) {
        // The watch may be gone; then nobody waits.
        let _ = self.0.send(Heard::Woken);
    }
}

impl Watch {
    /// Watches `roots` with all that lies in them, and `files`. Neither need exist.
    pub fn new(roots: Vec<PathBuf>, files: Vec<PathBuf>, how: How) -> Self {
        let (sender, heard) = mpsc::channel();
        let mut watch = Self {
            how,
            roots,
            files,
            sender,
            heard,
            watcher: None,
            identity: Vec::new(),
            second_look: None,
            snapshot: BTreeMap::new(),
        };
        watch.start();
        watch
    }

    /// How changes are noticed now; a watch that the system refuses has become
    /// [`How::Poll`].
    pub fn how(&self) -> How {
        self.how
    }

    /// What ends a wait from another thread.
    pub fn waker(&self) -> Waker {
        Waker(self.sender.clone())
    }

    /// Waits until something may have changed, at most for `longest`.
    pub fn wait(&mut self, longest: Duration) -> Look {
        let end = Instant::now() + longest;
        loop {
            let tick = self.second_look.unwrap_or_else(|| Instant::now() + POLL);
            let until = tick.min(end);
            match self.heard.recv_timeout(until.saturating_duration_since(Instant::now()))
            {
                Ok(Heard::Woken) => return Look::Woken,
                Ok(Heard::Event) => return self.gather(),
                Ok(Heard::NewFolder) => {
                    self.look_again();
                    return self.gather();
                }
                Ok(Heard::Trouble) => {
                    self.how = How::Poll;
                    self.start();
                    return Look::Again;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
            let is_second = self.second_look.is_some_and(|at| at <= Instant::now());
            if is_second {
                self.second_look = None;
            }
            if is_second || self.has_moved() || self.has_polled_change() {
                return Look::Again;
            }
            if end <= Instant::now() {
                return Look::Timeout;
            }
        }
    }

    /// Joins events until it is quiet.
    fn gather(&mut self) -> Look {
        let start = Instant::now();
        while start.elapsed() < LONGEST {
            match self.heard.recv_timeout(QUIET) {
                Ok(Heard::Event) => {}
                Ok(Heard::NewFolder) => self.look_again(),
                Ok(Heard::Woken) => return Look::Woken,
                Ok(Heard::Trouble) => {
                    self.how = How::Poll;
                    self.start();
                }
                Err(_) => break,
            }
        }
        if self.has_moved() {
            self.look_again();
        }
        Look::Again
    }

    fn look_again(&mut self) {
        self.second_look = Some(Instant::now() + SECOND_LOOK);
    }

    /// Watches anew if a root was replaced by another folder, or came back.
    fn has_moved(&mut self) -> bool {
        let moved = self.how == How::Events && self.identity != identities(&self.roots);
        if moved {
            self.start();
        }
        moved
    }

    fn has_polled_change(&mut self) -> bool {
        if self.how == How::Events {
            return false;
        }
        let now = snapshot(&self.roots, &self.files);
        let changed = now != self.snapshot;
        self.snapshot = now;
        changed
    }

    fn start(&mut self) {
        self.watcher = None;
        if self.how == How::Events {
            self.identity = identities(&self.roots);
            self.watcher = self.watcher().ok();
            if self.watcher.is_none() {
                self.how = How::Poll;
            }
        }
        if self.how == How::Poll {
            self.snapshot = snapshot(&self.roots, &self.files);
        }
    }

    fn watcher(&self) -> notify::Result<RecommendedWatcher> {
        let sender = self.sender.clone();
        let hear = move |event: notify::Result<notify::Event>| {
            let heard = match event {
                Ok(event) if is_new_folder(&event) => Heard::NewFolder,
                Ok(event) if is_change(&event) => Heard::Event,
                Ok(_) => return,
                Err(error) if is_vanished(&error) => Heard::Event,
                Err(_) => Heard::Trouble,
            };
            // The watch may be gone; then nobody listens.
            let _ = sender.send(heard);
        };
        let mut watcher = notify::recommended_watcher(hear)?;
        for root in self.roots.iter().filter(|root| root.is_dir()) {
            watcher.watch(root, RecursiveMode::Recursive)?;
        }
        // The folder above tells when a root or a file is made again. Where a root
        // is its own neighbour's folder, watching it twice would undo the first.
        let above = self.roots.iter().chain(&self.files).filter_map(|path| above(path));
        let above: BTreeSet<_> = above.collect();
        for folder in above.iter().filter(|folder| !self.is_watched(folder)) {
            // It may be missing or closed to us; then the tick finds out.
            let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
        }
        Ok(watcher)
    }

    fn is_watched(&self, folder: &Path) -> bool {
        self.roots
            .iter()
            .any(|root| root.canonicalize().is_ok_and(|root| folder.starts_with(root)))
    }
}

fn above(path: &Path) -> Option<PathBuf> {
    std::path::absolute(path).ok()?.parent()?.canonicalize().ok()
}

/// Reading raises events too: only those that can mean a change are believed.
fn is_change(event: &notify::Event) -> bool {
    let is_kind = match event.kind {
        EventKind::Create(_)
        | EventKind::Remove(_)
        | EventKind::Modify(_)
        | EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Any | EventKind::Other | EventKind::Access(_) => event.need_rescan(),
    };
    let in_git = |path: &PathBuf| path.iter().any(|part| part == ".git");
    is_kind && (event.paths.is_empty() || !event.paths.iter().all(in_git))
}

/// A folder was made or came from elsewhere, or events were lost.
fn is_new_folder(event: &notify::Event) -> bool {
    let comes = matches!(
        event.kind,
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_))
    );
    event.need_rescan()
        || (comes && is_change(event) && event.paths.iter().any(|path| path.is_dir()))
}

fn is_vanished(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound | notify::ErrorKind::WatchNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

#[cfg(unix)]
fn identities(roots: &[PathBuf]) -> Vec<Option<String>> {
    use std::os::unix::fs::MetadataExt;
    let identity = |root: &PathBuf| {
        let metadata = root.metadata().ok()?;
        // Numbers are given again: a folder made in place of a removed one may bear
        // the same, but not the same hour of birth.
        let born = metadata.created().ok();
        Some(format!("{}:{}:{born:?}", metadata.dev(), metadata.ino()))
    };
    roots.iter().map(identity).collect()
}

#[cfg(not(unix))]
fn identities(roots: &[PathBuf]) -> Vec<Option<String>> {
    roots
        .iter()
        .map(|root| Some(format!("{:?}", root.metadata().ok()?.created().ok())))
        .collect()
}

fn snapshot(roots: &[PathBuf], files: &[PathBuf]) -> BTreeMap<PathBuf, u64> {
    let below = roots.iter().flat_map(|root| WalkDir::new(root).into_iter().flatten());
    let below = below.map(walkdir::DirEntry::into_path);
    let all = below.chain(files.iter().cloned());
    // Following links, since a document may be one.
    all.filter_map(|path| Some((path.clone(), stamp_of(&path.metadata().ok()?))))
        .collect()
}
