//! A few threads that make what takes longer than a look-up, so that the thread that
//! serves is always free.

use super::Open;
use super::Shown;
use super::answer;
use super::answer::Answer;
use super::request::Request;
use mio::Waker;
use std::io;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;

/// Enough that one long list or the data of the search holds up no page.
const THREADS: usize = 4;

/// A request whose answer is to be made from the site shown when it came.
struct Job {
    connection: usize,
    request: Request,
    shown: Shown,
}

/// What the threads share.
struct Shop {
    queue: Mutex<Receiver<Job>>,
    open: Arc<Open>,
}

/// The way to the threads and back. Dropping it lets them end.
pub(super) struct Workers {
    jobs: Sender<Job>,
    answers: Receiver<(usize, Answer)>,
}

impl Workers {
    /// Starts them; `waker` is woken for each answer.
    pub(super) fn start(open: Arc<Open>, waker: &Arc<Waker>) -> io::Result<Self> {
        let (jobs, queue) = mpsc::channel();
        let (sender, answers) = mpsc::channel();
        let shop = Arc::new(Shop { queue: Mutex::new(queue), open });
        for _ in 0..THREADS {
            let (shop, sender, waker) =
                (Arc::clone(&shop), sender.clone(), Arc::clone(waker));
            let thread = thread::Builder::new().name("pages".to_owned());
            thread.spawn(move || {
                // If the waker fails, whoever waits wakes by itself within a second.
                let done = |made| sender.send(made).map(|()| waker.wake()).is_ok();
                while shop.next().is_some_and(|job| done(shop.answered(&job))) {}
            })?;
        }
        Ok(Self { jobs, answers })
    }

    /// Asks for the answer to `request` on behalf of `connection`.
    pub(super) fn ask(&self, connection: usize, request: Request, shown: Shown) {
        // They end only with this.
        let _ = self.jobs.send(Job { connection, request, shown });
    }

    /// The answers that are there.
    pub(super) fn answers(&self) -> impl Iterator<Item = (usize, Answer)> + '_ {
        self.answers.try_iter()
    }
}

impl Shop {
    fn next(&self) -> Option<Job> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
    }

    fn answered(&self, job: &Job) -> (usize, Answer) {
        let answer = || answer::from_site(&job.request, &job.shown, &*self.open);
        let answer = catch_unwind(AssertUnwindSafe(answer));
        (job.connection, answer.unwrap_or_else(|_| answer::refusal(500)))
    }
}
