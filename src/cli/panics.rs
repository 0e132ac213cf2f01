//! A bug in kenning never shows a stack trace: one line, and status 2.

use super::out;
use std::panic;
use std::panic::AssertUnwindSafe;
use std::sync::Mutex;
use std::sync::PoisonError;

/// Where the last panic was and what it said. Only the outermost caller prints it:
/// a panic that costs one document is caught further in and becomes a finding.
static LAST: Mutex<String> = Mutex::new(String::new());

/// Runs `work`; a panic becomes one line and status 2.
pub(super) fn caught(work: impl FnOnce() -> u8) -> u8 {
    panic::set_hook(Box::new(|info| {
        let at = info.location().map(ToString::to_string).unwrap_or_default();
        let payload = info.payload();
        let what = payload.downcast_ref::<String>().map(String::as_str);
        let what = what.or(payload.downcast_ref::<&str>().copied()).unwrap_or_default();
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = format!("{what} ({at})");
    }));
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        out::error(&format!("this is a bug in kenning, please report it: {}", last()));
        2
    })
}

/// What the last panic said, and where.
pub(super) fn last() -> String {
    LAST.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
