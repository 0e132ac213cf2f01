//! `kenning fix`.

mod diff;

use super::args;
use super::build::documents;
use super::failure::Failure;
use super::out;
use super::plan::Plan;
use super::safe::safe;
use crate::build;
use crate::build::Mended;
use crate::disk;
use crate::text::DocPath;
use std::fmt::Write;

/// Shows what would be mended, or mends it.
pub(super) fn fix(plan: &Plan, action: &args::Fix) -> Result<u8, Failure> {
    let folder = disk::read(&plan.source, Some(&plan.output))?;
    if folder.files.is_empty() {
        return Err(Failure::NoDocuments(plan.source.clone()));
    }
    let mends = build::mends(&folder.files);
    if !action.write {
        let all = mends.iter().map(|(path, mended)| diff::diff(path.as_str(), mended));
        out::data(all.collect::<String>().as_bytes())?;
        let tail = "nothing was written, `kenning fix --write` mends";
        plan.out.say(&match mends.len() {
            0 => format!("{}: nothing to mend", documents(folder.files.len())),
            1 => format!("1 document to mend; {tail} it"),
            count => format!("{count} documents to mend; {tail} them"),
        });
        return Ok(0);
    }
    let mut done = 0;
    for (path, mended) in &mends {
        let Some(before) = folder.files.get(path) else { continue };
        if disk::rewrite(&plan.source, path, (before, &mended.bytes()))? {
            out::data(line(path, mended).as_bytes())?;
            done += 1;
        } else {
            let path = path.as_str();
            plan.out.say(&format!("`{path}` changed in the meantime and is left alone"));
        }
    }
    plan.out.say(&format!("{} mended", documents(done)));
    Ok(0)
}

/// What was done to one document.
fn line(path: &DocPath, mended: &Mended) -> String {
    let mut line = format!("{}:", safe(path.as_str()));
    // Writing to a string cannot fail.
    if let Some(was) = mended.converted {
        let _ = write!(line, " {was} became UTF-8");
    }
    if mended.signs > 0 {
        let comma = if mended.converted.is_some() { "," } else { "" };
        let s = if mended.signs == 1 { "" } else { "s" };
        let _ = write!(line, "{comma} {} damaged sign{s} mended", mended.signs);
    }
    line.push('\n');
    line
}
