//! All connections at once, in one thread.
//!
//! Each is read until its request is complete, answered, and closed; or it stays to
//! listen. Whoever is too slow is closed, and when there is no room for another, the
//! one that matters least makes it.

use super::answer::{Answer, Body, answer, refusal};
use super::hosts::Hosts;
use super::live;
use super::request;
use super::request::Request;
use super::workers::Workers;
use super::{Open, Shared};
use mio::Events;
use mio::Interest;
use mio::Poll;
use mio::Token;
use mio::Waker;
use mio::net::{TcpListener, TcpStream};
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::{ErrorKind, Read, Write};
use std::net::Shutdown;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

/// The time to send a request.
const TO_ASK: Duration = Duration::from_secs(10);

/// The time for an answer to be made, the data of the search of a large site included.
const TO_MAKE: Duration = Duration::from_secs(60);

/// The time for a client to take some of an answer.
const TO_TAKE: Duration = Duration::from_secs(10);

/// The time for a client to close after its answer.
const TO_CLOSE: Duration = Duration::from_secs(1);

/// Whoever has shown life within this time is not slow.
const FRESH: Duration = Duration::from_secs(1);

/// How often a listener gets a sign of life.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// After a failed accept, for example for lack of file handles.
const PAUSE: Duration = Duration::from_millis(50);

/// The most connections; below the 1,024 file handles that are usual.
const MOST: usize = 900;

/// File handles left to the rest of the program once they have run out.
const SPARE: usize = 32;

/// What one connection may move before others get their turn, in pieces.
const TURN: usize = 32;

/// The size of a piece, in bytes.
const PIECE: usize = 64 * 1024;

const LISTENER: Token = Token(0);
const WAKER: Token = Token(1);

pub(super) struct Wire {
    poll: Poll,
    listener: TcpListener,
    hosts: Hosts,
    shared: Arc<Shared>,
    workers: Workers,
    connections: BTreeMap<usize, Connection>,
    /// The number of the next connection.
    next: usize,
    /// How many connections there may be.
    most: usize,
    /// When to accept again, if not told by the system.
    accept_at: Option<Instant>,
    /// Connections that had more to do when their turn was over.
    unfinished: BTreeSet<usize>,
}

struct Connection {
    stream: TcpStream,
    state: State,
    /// When the state has lasted too long.
    until: Instant,
}

enum State {
    /// Collects the head of a request.
    Asking(Vec<u8>),
    /// Has asked for what is being made.
    Waiting,
    /// Sends an answer.
    Answering(Box<Sending>),
    /// Hears of this version and later ones.
    Listening(u64),
    /// Waits for the client to close, reading what it still sends: closing before
    /// could take the answer from it.
    Closing,
}

struct Sending {
    piece: Vec<u8>,
    /// How much of `piece` has been sent.
    sent: usize,
    body: Body,
    /// How much of a body in memory has been taken into pieces.
    taken: usize,
    listens: Option<u64>,
}

/// What becomes of a connection after its turn.
enum Turn {
    Asks(Request),
    Waits,
    HasMore,
    Ends,
}

/// What a complete request gets.
enum Reply {
    Answer(Answer),
    /// An answer that is to be made.
    Later(Request),
}

impl Wire {
    pub(super) fn new(
        mut listener: TcpListener,
        hosts: Hosts,
        shared: Arc<Shared>,
        open: Arc<Open>,
    ) -> io::Result<(Self, Arc<Waker>)> {
        let poll = Poll::new()?;
        poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
        let waker = Arc::new(Waker::new(poll.registry(), WAKER)?);
        let wire = Self {
            poll,
            listener,
            hosts,
            shared,
            workers: Workers::start(open, &waker)?,
            connections: BTreeMap::new(),
            next: 2,
            most: MOST,
            accept_at: None,
            unfinished: BTreeSet::new(),
        };
        Ok((wire, waker))
    }

    /// Serves until the end is near.
    pub(super) fn run(mut self) {
        let mut events = Events::with_capacity(1024);
        while !self.shared.now().is_ending {
            if let Err(error) = self.poll.poll(&mut events, Some(self.pause()))
                && error.kind() != ErrorKind::Interrupted
            {
                std::thread::sleep(PAUSE);
            }
            for event in &events {
                match event.token() {
                    LISTENER => self.accept(),
                    WAKER => {
                        self.answer();
                        self.tell();
                    }
                    Token(number) => self.turn(number),
                }
            }
            for number in std::mem::take(&mut self.unfinished) {
                self.turn(number);
            }
            if self.accept_at.is_some_and(|at| at <= Instant::now()) {
                self.accept();
            }
            self.end_the_slow();
        }
    }

    /// How long nothing can happen without an event.
    fn pause(&self) -> Duration {
        if !self.unfinished.is_empty() {
            return Duration::ZERO;
        }
        let ends = self.connections.values().map(|connection| connection.until);
        let next = ends.chain(self.accept_at).min();
        let pause = next.map(|at| at.saturating_duration_since(Instant::now()));
        pause.unwrap_or(TO_CLOSE).min(TO_CLOSE)
    }

    fn accept(&mut self) {
        self.accept_at = None;
        for _ in 0..TURN {
            match self.listener.accept() {
                Ok((stream, _)) => self.add(stream),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(error) if is_of_one_client(&error) => {}
                Err(_) => {
                    // Most likely there are no file handles left: give some back.
                    self.most = self.connections.len().saturating_sub(SPARE).max(8);
                    self.make_room();
                    self.accept_at = Some(Instant::now() + PAUSE);
                    return;
                }
            }
        }
        self.accept_at = Some(Instant::now());
    }

    fn add(&mut self, mut stream: TcpStream) {
        let number = self.next;
        self.next += 1;
        let both = Interest::READABLE | Interest::WRITABLE;
        if self.poll.registry().register(&mut stream, Token(number), both).is_err() {
            return;
        }
        // Only speed is lost if the system refuses.
        let _ = stream.set_nodelay(true);
        let (state, until) = (State::Asking(Vec::new()), Instant::now() + TO_ASK);
        self.connections.insert(number, Connection { stream, state, until });
        self.make_room();
    }

    /// Closes the connections that matter least, until there are few enough: those
    /// that dawdle, then the oldest listeners, whose browsers come back. Whoever has
    /// just come is let in.
    fn make_room(&mut self) {
        let now = Instant::now();
        while self.connections.len() > self.most {
            let worth = |connection: &Connection| {
                let is_slow = connection.until < now + TO_ASK.saturating_sub(FRESH);
                let rank = match connection.state {
                    State::Closing => 0,
                    State::Asking(_) if is_slow => 1,
                    State::Answering(_) if is_slow => 2,
                    State::Listening(_) => 3,
                    State::Asking(_) | State::Waiting | State::Answering(_) => 4,
                };
                (rank, connection.until)
            };
            let least = self.connections.iter().min_by_key(|(_, one)| worth(one));
            let Some(number) = least.map(|(number, _)| *number) else { return };
            self.connections.remove(&number);
        }
    }

    fn turn(&mut self, number: usize) {
        let Some(connection) = self.connections.get_mut(&number) else { return };
        let shown = self.shared.now();
        let reply = |bytes: &[u8]| {
            let read = request::read(bytes, &self.hosts)?;
            Some(match read {
                Ok(request) => match answer(&request, &shown) {
                    Some(answer) => Reply::Answer(answer),
                    None => Reply::Later(request),
                },
                Err(status) => Reply::Answer(refusal(status)),
            })
        };
        match connection.turn(reply) {
            Turn::Asks(request) => {
                self.workers.ask(number, request, shown);
                return;
            }
            Turn::Waits => {}
            Turn::HasMore => {
                self.unfinished.insert(number);
            }
            Turn::Ends => {
                self.connections.remove(&number);
            }
        }
        if let Some(Connection { state: State::Listening(told), .. }) =
            self.connections.get(&number)
            && *told != shown.version
            && shown.site.is_some()
        {
            self.tell();
        }
    }

    /// Begins to send the answers that were made meanwhile. Whoever asked may be gone.
    fn answer(&mut self) {
        for (number, answer) in self.workers.answers() {
            if let Some(connection) = self.connections.get_mut(&number)
                && matches!(connection.state, State::Waiting)
            {
                connection.begin(answer);
                self.unfinished.insert(number);
            }
        }
    }

    /// Tells all listeners of the version that is served now.
    fn tell(&mut self) {
        let shown = self.shared.now();
        if shown.site.is_none() {
            return;
        }
        let version = shown.version;
        let message = live::message(version);
        self.connections.retain(|_, connection| match &mut connection.state {
            State::Listening(told) if *told != version => {
                *told = version;
                connection.say(message.as_bytes())
            }
            _ => true,
        });
    }

    fn end_the_slow(&mut self) {
        let now = Instant::now();
        if self.connections.len() < self.most / 2 {
            self.most = MOST;
        }
        self.connections.retain(|_, connection| {
            if connection.until > now {
                return true;
            }
            let is_listening = matches!(connection.state, State::Listening(_));
            is_listening && connection.say(b": here\n\n")
        });
    }
}

impl Connection {
    fn begin(&mut self, answer: Answer) {
        self.state = State::Answering(Box::new(Sending::of(answer)));
        self.until = Instant::now() + TO_TAKE;
    }

    fn turn(&mut self, reply: impl Fn(&[u8]) -> Option<Reply>) -> Turn {
        match self.try_turn(reply) {
            Ok(turn) => turn,
            Err(error) if error.kind() == ErrorKind::WouldBlock => Turn::Waits,
            Err(_) => Turn::Ends,
        }
    }

    fn try_turn(&mut self, reply: impl Fn(&[u8]) -> Option<Reply>) -> io::Result<Turn> {
        if let State::Asking(bytes) = &mut self.state {
            match ask(&mut self.stream, bytes, reply)? {
                None => return Ok(Turn::Ends),
                Some(Reply::Answer(answer)) => self.begin(answer),
                Some(Reply::Later(request)) => {
                    self.state = State::Waiting;
                    self.until = Instant::now() + TO_MAKE;
                    return Ok(Turn::Asks(request));
                }
            }
        }
        if let State::Answering(sending) = &mut self.state {
            for _ in 0..TURN {
                if !sending.send(&mut self.stream, &mut self.until)? {
                    continue;
                }
                if let Some(version) = sending.listens {
                    self.state = State::Listening(version);
                    self.until = Instant::now() + HEARTBEAT;
                } else {
                    self.stream.shutdown(Shutdown::Write)?;
                    self.state = State::Closing;
                    self.until = Instant::now() + TO_CLOSE;
                }
                break;
            }
            if matches!(self.state, State::Answering(_)) {
                return Ok(Turn::HasMore);
            }
        }
        // Who has closed the way to here may still read the answer.
        if matches!(self.state, State::Waiting) {
            return Ok(Turn::Waits);
        }
        self.listen_for_end()
    }

    /// Reads what a client sends that has nothing more to say.
    fn listen_for_end(&mut self) -> io::Result<Turn> {
        let mut piece = [0; 4096];
        for _ in 0..TURN {
            let is_over = self.stream.read(&mut piece)? == 0;
            if is_over || matches!(self.state, State::Listening(_)) {
                return Ok(Turn::Ends);
            }
        }
        Ok(Turn::HasMore)
    }

    /// Sends a few bytes; whether they were taken. A listener whose buffers are full
    /// has long stopped reading.
    fn say(&mut self, message: &[u8]) -> bool {
        self.until = Instant::now() + HEARTBEAT;
        self.stream.write(message).is_ok_and(|count| count == message.len())
    }
}

/// Reads until a request is complete; `None` if the client leaves before.
fn ask(
    stream: &mut TcpStream,
    bytes: &mut Vec<u8>,
    reply: impl Fn(&[u8]) -> Option<Reply>,
) -> io::Result<Option<Reply>> {
    let mut piece = [0; 4096];
    loop {
        let count = match stream.read(&mut piece) {
            Ok(0) => return Ok(None),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            read => read?,
        };
        let new = piece.get(..count).unwrap_or_default();
        bytes.extend_from_slice(new);
        // A head ends with a line, so anything else need not be looked at.
        let is_worth_it = new.contains(&b'\n') || bytes.len() >= request::LARGEST;
        if is_worth_it && let Some(reply) = reply(bytes) {
            return Ok(Some(reply));
        }
    }
}

impl Sending {
    fn of(answer: Answer) -> Self {
        let Answer { head, body, listens } = answer;
        Self { piece: head, sent: 0, body, taken: 0, listens }
    }

    /// Sends a piece; whether all is sent.
    fn send(&mut self, stream: &mut TcpStream, until: &mut Instant) -> io::Result<bool> {
        if self.sent == self.piece.len() && !self.next_piece()? {
            return Ok(true);
        }
        let rest = self.piece.get(self.sent..).unwrap_or_default();
        match stream.write(rest) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            written => {
                self.sent += written?;
                *until = Instant::now() + TO_TAKE;
            }
        }
        Ok(false)
    }

    /// Takes the next piece of the body; false at its end.
    fn next_piece(&mut self) -> io::Result<bool> {
        self.piece.clear();
        self.sent = 0;
        match &mut self.body {
            Body::Nothing => {}
            Body::Bytes(bytes) => {
                let end = bytes.len().min(self.taken + PIECE);
                let piece = bytes.get(self.taken..end).unwrap_or_default();
                self.piece.extend_from_slice(piece);
                self.taken = end;
            }
            Body::File(file, left) => {
                let most = (*left).min(PIECE as u64);
                let count = file.take(most).read_to_end(&mut self.piece)?;
                // A file that was cut short meanwhile: end without the rest.
                if count == 0 && *left > 0 {
                    return Err(ErrorKind::UnexpectedEof.into());
                }
                *left -= count as u64;
            }
        }
        Ok(!self.piece.is_empty())
    }
}

/// The client left between asking and being accepted.
fn is_of_one_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted
            | ErrorKind::ConnectionReset
            | ErrorKind::Interrupted
    )
}
