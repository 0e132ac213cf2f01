//! Threads that colour code, so that one which does not return holds nobody up.
//!
//! A regex engine that runs away cannot be stopped from outside. So the code goes to
//! another thread; whoever waits leaves it alone after a while, and it ends by itself
//! when the engine is through.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;
use std::time::Duration;

/// What is to be done: gives the HTML, or `None` where that fails.
pub(super) type Work = Box<dyn FnOnce() -> Option<String> + Send>;

struct Worker {
    jobs: Sender<Work>,
    done: Receiver<Option<String>>,
}

/// Those that wait for work. There are never more than wait for their results at once.
static IDLE: Mutex<Vec<Worker>> = Mutex::new(Vec::new());

/// What `work` gives; `None` if it fails, panics, or takes longer than `most`.
pub(super) fn within(most: Duration, work: Work) -> Option<String> {
    let idle = || IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    let known = idle().pop();
    let Some(worker) = known.or_else(Worker::start) else {
        // Without a thread to spare it has to be done here.
        return work();
    };
    worker.jobs.send(work).ok()?;
    let result = worker.done.recv_timeout(most).ok()?;
    idle().push(worker);
    result
}

impl Worker {
    fn start() -> Option<Self> {
        let (jobs, queue) = mpsc::channel::<Work>();
        let (sender, done) = mpsc::channel();
        let work = move || {
            // It ends when nobody waits for it any more.
            for job in queue {
                let made = catch_unwind(AssertUnwindSafe(job)).ok().flatten();
                if sender.send(made).is_err() {
                    return;
                }
            }
        };
        let thread = thread::Builder::new().name("colours".to_owned());
        thread.spawn(work).ok().map(|_| Self { jobs, done })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn work_that_does_not_return_is_left_alone() {
        let start = Instant::now();
        let stuck = || {
            thread::sleep(Duration::from_secs(20));
            None
        };
        assert_eq!(within(Duration::from_millis(50), Box::new(stuck)), None);
        assert!(start.elapsed() < Duration::from_secs(10));
        let panics: Work = Box::new(|| panic!("as bad as it gets"));
        assert_eq!(within(Duration::from_secs(10), panics), None);
        let fine: Work = Box::new(|| Some("made".to_owned()));
        assert_eq!(within(Duration::from_secs(10), fine).as_deref(), Some("made"));
    }
}
