//! `kenning init`.

use super::args::{Ci, Init};
use super::failure::Failure;
use super::inputs::CONFIG;
use super::out;
use super::out::Out;
use super::safe::safe;
use crate::disk;
use crate::disk::DiskError;
use std::io;
use std::path::{Path, PathBuf};

/// Settings that change nothing: every line is a comment.
const SETTINGS: &str = include_str!("kenning.toml");
const GITHUB: &str = include_str!("github.yml");
const GITLAB: &str = include_str!("gitlab.yml");

/// Writes commented settings and a recipe for continuous integration; what is there
/// stays.
pub(super) fn init(action: &Init, out: Out) -> Result<u8, Failure> {
    let folder = action.project.clone().unwrap_or_else(|| PathBuf::from("."));
    if folder.exists() && !folder.is_dir() {
        return Err(DiskError::NotAFolder { path: folder }.into());
    }
    let (place, recipe) = match action.ci {
        Ci::Github => (".github/workflows/kenning.yml", GITHUB),
        Ci::Gitlab => (".gitlab-ci.yml", GITLAB),
    };
    for (name, text) in [(CONFIG, SETTINGS), (place, recipe)] {
        add(&folder.join(name), text, out)?;
    }
    out.say(
        "next: `kenning serve` shows the site; uncomment what you need in the settings",
    );
    Ok(0)
}

fn add(path: &Path, text: &str, out: Out) -> Result<(), Failure> {
    let path: PathBuf =
        path.components().filter(|part| part.as_os_str() != ".").collect();
    let name = path.display();
    match disk::write_new(&path, text.as_bytes()) {
        Ok(()) => out::data(format!("{}\n", safe(&name.to_string())).as_bytes()),
        Err(DiskError::Rewrite { source, .. })
            if source.kind() == io::ErrorKind::AlreadyExists =>
        {
            out.say(&format!("`{name}` is there already and stays as it is"));
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}
