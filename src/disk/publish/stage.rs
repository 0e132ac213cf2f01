//! Writes the new site into a folder beside the output.

use super::super::attachment::Attachment;
use super::super::error::{DiskError, Refusal};
use super::super::open::open_regular;
use super::Published;
use super::leftovers;
use super::list;
use super::list::{LIST, UNFINISHED};
use super::place::Place;
use super::same;
use super::survey::Survey;
use crate::build::Content;
use crate::text::DocPath;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::fs::FileTimes;
use std::fs::OpenOptions;
use std::fs::Permissions;
use std::io;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

/// A file of the new site.
#[derive(Clone, Copy)]
pub(super) enum File<'a> {
    /// The build made it.
    Made(Content<'a>),
    /// It lies in the content folder, here.
    Attachment(&'a Path, &'a DocPath),
}

/// The new site while it is made.
pub(super) struct Stage<'a> {
    place: &'a Place,
    survey: &'a Survey,
    /// Where it is staged.
    folder: PathBuf,
    /// The folders that hold what is not ours.
    foreign: BTreeSet<&'a Path>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The files so far by address, and whether the output has them already.
    files: BTreeMap<String, bool>,
    /// The folders that they need.
    needed: BTreeSet<PathBuf>,
    /// Those that were made; once one was, the stage has begun.
    made: BTreeSet<PathBuf>,
    begun: bool,
    /// Why the site cannot be published.
    failed: Option<DiskError>,
}

impl<'a> Stage<'a> {
    /// Nothing is touched before a file is new.
    ///
    /// # Errors
    /// If what is not ours stands where our marks must go.
    pub(super) fn new(place: &'a Place, survey: &'a Survey) -> Result<Self, DiskError> {
        for own in [LIST, UNFINISHED].map(Path::new) {
            if survey.foreign.contains(own) || survey.folders.contains(own) {
                return Err(in_the_way(place, own));
            }
        }
        let above = survey.foreign.iter().flat_map(|path| path.ancestors().skip(1));
        Ok(Self {
            place,
            survey,
            folder: place.beside(std::process::id()),
            foreign: above.collect(),
            state: Mutex::default(),
        })
    }

    /// Takes a file. What fails is told by [`Stage::finish`]; after that nothing more is
    /// written.
    pub(super) fn put(&self, at: &str, file: File<'_>) {
        if self.state().failed.is_some() {
            return;
        }
        if let Err(error) = self.take(at, file) {
            self.state().failed.get_or_insert(error);
        }
    }

    fn take(&self, at: &str, file: File<'_>) -> Result<(), DiskError> {
        self.check(at)?;
        let before = self.survey.ours.get(at);
        let old = self.place.output.join(at);
        let is_same = before.is_some_and(|size| same::is_same(&old, *size, file));
        let folders: Vec<&Path> = Path::new(at).ancestors().skip(1).collect();
        {
            let mut state = self.state();
            let is_folder = state.needed.contains(Path::new(at));
            let is_file = |path: &&Path| {
                path.to_str().is_some_and(|path| state.files.contains_key(path))
            };
            if is_folder || folders.iter().any(is_file) {
                return Err(DiskError::refused(Path::new(at), Refusal::BadAddress));
            }
            state.files.insert(at.to_owned(), is_same);
            state.needed.extend(folders.iter().map(|path| path.to_path_buf()));
            if is_same {
                return Ok(());
            }
            self.begin(&mut state)?;
            for folder in folders.into_iter().rev() {
                self.make(&mut state, folder, 0o755)?;
            }
        }
        let to = self.folder.join(at);
        match file {
            File::Made(Content::Bytes(bytes)) => write(&to, |file| file.write_all(bytes)),
            File::Made(content) => write(&to, |file| {
                let mut to = BufWriter::with_capacity(1 << 16, file);
                content.write(&mut to)?;
                to.flush()
            }),
            File::Attachment(source, path) => {
                let mut from = Attachment::open(source, path)
                    .map_err(DiskError::reading(path.as_str()))?;
                write(&to, |file| io::copy(&mut from, file).map(|_| ()))
            }
        }
    }

    /// No address may leave the output or need the place of something foreign.
    fn check(&self, at: &str) -> Result<(), DiskError> {
        let path = Path::new(at);
        let is_plain = DocPath::new(at).is_some() && !at.contains('\\');
        if !is_plain || [LIST, UNFINISHED].contains(&at) {
            return Err(DiskError::refused(path, Refusal::BadAddress));
        }
        let mut way = path.ancestors();
        if let Some(path) = way.find(|path| self.survey.foreign.contains(*path)) {
            return Err(in_the_way(self.place, path));
        }
        if self.foreign.contains(path) {
            return Err(in_the_way(self.place, path));
        }
        Ok(())
    }

    /// Makes the folder to write into, if there is none yet.
    fn begin(&self, state: &mut State) -> Result<(), DiskError> {
        if !state.begun {
            let folder = &self.folder;
            fs::create_dir(folder).map_err(DiskError::writing(folder))?;
            state.begun = true;
            write(&folder.join(UNFINISHED), |_| Ok(()))?;
            allow(folder, 0o755).map_err(DiskError::writing(folder))?;
            state.made.insert(PathBuf::new());
        }
        Ok(())
    }

    fn make(&self, state: &mut State, path: &Path, mode: u32) -> Result<(), DiskError> {
        if state.made.contains(path) {
            return Ok(());
        }
        let folder = self.folder.join(path);
        fs::create_dir_all(&folder)
            .and_then(|()| allow(&folder, mode))
            .map_err(DiskError::writing(&folder))?;
        state.made.insert(path.to_path_buf());
        Ok(())
    }

    /// Adds what stays as it was. Gives what was done, and the folder, complete and on
    /// disk; `None` where the output holds this very site.
    ///
    /// # Errors
    /// The first of all that failed; what was written is removed again.
    pub(super) fn finish(self) -> Result<(Published, Option<PathBuf>), DiskError> {
        let mut state = std::mem::take(&mut *self.state());
        let finished = match state.failed.take() {
            Some(error) => Err(error),
            None => self.complete(&mut state),
        };
        if finished.is_err() && state.begun {
            leftovers::remove(&self.folder);
        }
        finished
    }

    fn complete(
        &self,
        state: &mut State,
    ) -> Result<(Published, Option<PathBuf>), DiskError> {
        let ours = self.survey.ours.keys();
        let published = Published {
            written: state.files.values().filter(|is_same| !**is_same).count(),
            kept: state.files.values().filter(|is_same| **is_same).count(),
            removed: ours.filter(|at| !state.files.contains_key(*at)).count(),
            foreign: self.survey.foreign.len(),
        };
        let list = list::to_bytes(state.files.keys().map(String::as_str).collect());
        let is_listed = same::holds(&self.place.output.join(LIST), &list);
        if published.written == 0 && published.removed == 0 && is_listed {
            return Ok((published, None));
        }
        self.begin(state)?;
        self.make_folders(state)?;
        let same = state.files.par_iter().filter(|(_, is_same)| **is_same);
        same.try_for_each(|(at, _)| {
            carry(&self.place.output.join(at), &self.folder.join(at))
        })?;
        for path in &self.survey.foreign {
            carry(&self.place.output.join(path), &self.folder.join(path))?;
        }
        write(&self.folder.join(LIST), |file| file.write_all(&list))?;
        let unfinished = self.folder.join(UNFINISHED);
        fs::remove_file(&unfinished).map_err(DiskError::writing(&unfinished))?;
        flush(&self.folder).map_err(DiskError::writing(&self.folder))?;
        Ok((published, Some(self.folder.clone())))
    }

    /// The folders of files that did not change, and those of others with the rights
    /// they had.
    fn make_folders(&self, state: &mut State) -> Result<(), DiskError> {
        let ours = std::mem::take(&mut state.needed);
        for path in &ours {
            self.make(state, path, 0o755)?;
        }
        let mut before = BTreeSet::new();
        for at in self.survey.ours.keys() {
            before.extend(Path::new(at.as_str()).ancestors().skip(1));
        }
        let files = &state.files;
        let is_page =
            |path: &Path| path.to_str().is_some_and(|at| files.contains_key(at));
        // A folder that held nothing but files of ours is ours, and goes with them.
        let foreign = self.survey.folders.iter().map(PathBuf::as_path).filter(|path| {
            let stays = self.foreign.contains(path) || !before.contains(path);
            !ours.contains(*path) && stays && !path.ancestors().any(is_page)
        });
        for path in foreign.collect::<Vec<_>>() {
            let rights = rights(&self.place.output.join(path));
            self.make(state, path, rights.unwrap_or(0o755) | 0o700)?;
        }
        Ok(())
    }

    /// Under the lock nothing is left half done by a panic.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn in_the_way(place: &Place, path: &Path) -> DiskError {
    DiskError::refused(place.output.join(path), Refusal::InTheWay)
}

/// Makes a file that did not exist, readable by all.
fn write(
    path: &Path,
    content: impl FnOnce(&mut fs::File) -> io::Result<()>,
) -> Result<(), DiskError> {
    let open = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        content(&mut file)?;
        file.flush()?;
        set_mode(&file, 0o644)?;
        if cfg!(not(target_os = "linux")) {
            file.sync_all()?;
        }
        Ok(())
    };
    open().map_err(DiskError::writing(path))
}

/// Takes a file over from the old folder as it is, with its times.
///
/// Links and pipes that users put there are taken over as such, never opened.
fn carry(from: &Path, to: &Path) -> Result<(), DiskError> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let copied = || {
        let metadata = from.symlink_metadata()?;
        #[cfg(unix)]
        if metadata.is_symlink() {
            return std::os::unix::fs::symlink(fs::read_link(from)?, to);
        }
        let mut old = open_regular(from)?;
        let mut new = OpenOptions::new().write(true).create_new(true).open(to)?;
        io::copy(&mut old, &mut new)?;
        new.set_permissions(metadata.permissions())?;
        new.set_times(FileTimes::new().set_modified(metadata.modified()?))?;
        if cfg!(not(target_os = "linux")) {
            new.sync_all()?;
        }
        Ok(())
    };
    copied().map_err(DiskError::writing(from))
}

/// Waits until all that was written is on disk, so that the exchange never shows a
/// site that a power cut would empty; and learns of errors the system put off.
#[cfg(target_os = "linux")]
fn flush(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(fs::File::open(folder)?)?)
}

// Elsewhere each file was flushed when it was written.
#[cfg(not(target_os = "linux"))]
fn flush(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn rights(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    path.symlink_metadata().ok().map(|of| of.permissions().mode() & 0o7777)
}

#[cfg(not(unix))]
fn rights(_path: &Path) -> Option<u32> {
    None
}

#[cfg(unix)]
fn allow(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn allow(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn set_mode(file: &fs::File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_file: &fs::File, _mode: u32) -> io::Result<()> {
    Ok(())
}
