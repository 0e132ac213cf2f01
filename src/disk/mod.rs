//! The edge to the file system: reading the content, publishing the site.
//!
//! - [`read()`] gives every document below SOURCE and the sizes of the other files;
//!   nothing outside SOURCE is read, whatever links lie inside.
//! - [`history()`] gives the days of the first and last commit of each document.
//! - [`Attachment`] is another file as it is published: an SVG without what could run.
//! - [`publish()`] puts a built site in place in one step: beside OUTPUT a new folder
//!   is staged, then the two are exchanged.
//! - [`write_new()`] and [`rewrite()`] write documents, which only `new`, `init` and
//!   `fix` do: each file wholly or not at all.
//! - [`Watch`] tells when it is worth while to read again.

mod open;

mod attachment;
mod error;
mod history;
mod ignored;
mod omission;
mod publish;
mod read;
mod settings;
mod skip;
mod stamp;
mod watch;
mod write;

pub use attachment::Attachment;
pub use error::{DiskError, Refusal};
pub use history::{Past, commit, history};
pub use omission::{Omission, omission};
pub use publish::{Adopt, Published, Target, check, publish};
pub use read::{Folder, Reader, holds_documents, read};
pub use settings::{read_settings, read_settings_inside, read_theme};
pub use skip::is_document;
pub use watch::{How, Look, Waker, Watch};
pub use write::{rewrite, write_new};
