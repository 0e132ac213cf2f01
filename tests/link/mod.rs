//! Documents become one site.

pub(crate) mod notebook;

mod folders;

mod hostile;

mod links;

mod things;

use kenning::diag::Code;
use kenning::link::Site;

/// The findings with this code: path, line, message.
fn findings(site: &Site, code: Code) -> Vec<(String, u32, String)> {
    let found = site.findings.iter().filter(|finding| finding.code == code);
    found.map(|f| (f.path.clone(), f.line, f.message.clone())).collect()
}
