//! Many users at once, and everything that goes wrong on a bad day.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Barrier;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use websocket::bus::EventBus;
use websocket::events::{Delivery, EventKind};
use websocket::faults::Faults;

use crate::client::{Client, Rejection};
use crate::running::{GUARD, Running, TOKEN};

const USERS: usize = 500;
const MESSAGES: usize = 4;
const EVENTS: usize = MESSAGES * EventKind::GOLDEN_PATH.len();

/// Both ends of every connection, and what a process has open anyway.
const FILES: u64 = 2 * USERS as u64 + 200;

/// What became of one user, or of all of them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Report {
    refused: u64,
    failed: u64,
    vanished: u64,
    delivered: usize,
}

impl Report {
    fn add(&mut self, other: &Self) {
        self.refused += other.refused;
        self.failed += other.failed;
        self.vanished += other.vanished;
        self.delivered += other.delivered;
    }
}

/// Where all users wait for one another, and for the test.
struct Meetings {
    connected: Barrier,
    counted: Barrier,
    conversed: Barrier,
    settled: Barrier,
}

impl Meetings {
    fn new() -> Self {
        let meeting = || Barrier::new(USERS + 1);
        Self {
            connected: meeting(),
            counted: meeting(),
            conversed: meeting(),
            settled: meeting(),
        }
    }
}

/// One user, from the first attempt to connect until the last event.
struct User {
    number: usize,
    name: String,
    address: SocketAddr,
    report: Report,
}

impl User {
    fn new(number: usize, address: SocketAddr) -> Self {
        Self {
            number,
            name: format!("user-{number}"),
            address,
            report: Report::default(),
        }
    }

    fn comes_without_a_token(&self) -> bool {
        self.number.is_multiple_of(5)
    }

    fn vanishes(&self) -> bool {
        self.number % 4 == 1
    }

    async fn live(mut self, meetings: Arc<Meetings>) -> Report {
        if self.comes_without_a_token() {
            self.intrude().await;
        }
        let mut client = self.connect().await;
        meetings.connected.wait().await;
        meetings.counted.wait().await;
        if self.vanishes() {
            self.vanish(client).await;
            client = self.connect().await;
        }
        self.converse(&mut client).await;
        meetings.conversed.wait().await;
        meetings.settled.wait().await;
        self.part(client).await;
        self.report
    }

    /// Comes with a token that is not good, and then with no name.
    async fn intrude(&mut self) {
        for (name, token) in [(&*self.name, "a-guess"), ("", TOKEN)] {
            match Client::connect_with(self.address, name, token).await {
                Err(Rejection::Response(403, _)) => self.report.refused += 1,
                Err(other) => panic!("it should be refused, and not {other:?}"),
                Ok(_) => panic!("a context that does not validate was let in"),
            }
        }
    }

    /// Tries until no constructor fails.
    async fn connect(&mut self) -> Client {
        loop {
            match Client::connect(self.address, &self.name).await {
                Ok(client) => {
                    assert_eq!(*client.greeting.user, *self.name);
                    return client;
                }
                Err(Rejection::Closed(CloseCode::Error, _)) => self.report.failed += 1,
                Err(other) => panic!("it should be let in, and not {other:?}"),
            }
        }
    }

    /// Sends everything, reads some of what comes back or nothing at all, and hangs up.
    async fn vanish(&mut self, mut client: Client) {
        self.send(&mut client, "abandoned").await;
        for _ in 0..self.number % 3 {
            let delivery = client.event().await;
            self.assert_own(&client, "abandoned", &delivery);
        }
        client.vanish();
        self.report.vanished += 1;
    }

    async fn send(&self, client: &mut Client, conversation: &str) {
        for message in 0..MESSAGES {
            let id = self.id(conversation, message);
            client.prompt(&id, &self.secret(&id)).await;
        }
    }

    /// Sends everything, and reads all that it leads to.
    async fn converse(&mut self, client: &mut Client) {
        self.send(client, "finished").await;
        for message in 0..MESSAGES {
            let id = self.id("finished", message);
            for kind in EventKind::GOLDEN_PATH {
                let delivery = client.event().await;
                self.assert_own(client, "finished", &delivery);
                let next = (&*delivery.event.message, delivery.event.event);
                assert_eq!(next, (&*id, kind), "{} lost an event", self.name);
                self.report.delivered += 1;
            }
        }
    }

    /// Asks for one more event. By now no agent is at work, so whatever one sent to the wrong
    /// connection is there before it.
    async fn part(&mut self, mut client: Client) {
        let (id, fence) = (self.id("fence", 0), "the last event".to_owned());
        client.note(&id, &fence).await;
        let last = client.event().await;
        let place = (&*last.user, last.connection, last.sequence);
        let expected = u64::try_from(EVENTS + 1).expect("a small number");
        assert_eq!(place, (&*self.name, client.greeting.connection, expected));
        assert_eq!((last.event.message, last.event.detail), (id, fence));
        assert_eq!(client.leave().await, []);
    }

    /// Nobody but this connection may know the event.
    fn assert_own(&self, client: &Client, conversation: &str, delivery: &Delivery) {
        let is_own = *delivery.user == *self.name
            && delivery.connection == client.greeting.connection
            && (0..MESSAGES)
                .any(|message| self.id(conversation, message) == delivery.event.message)
            && self.keeps_secret(delivery);
        assert!(
            is_own,
            "{} got what is somebody else's: {delivery:?}",
            self.name
        );
    }

    /// Whether nothing in the event was said by anyone else.
    fn keeps_secret(&self, delivery: &Delivery) -> bool {
        let secret = self.secret(&delivery.event.message);
        !delivery.event.detail.contains("secret of") || delivery.event.detail.ends_with(&secret)
    }

    fn id(&self, conversation: &str, message: usize) -> String {
        format!("{}-{conversation}-{message}", self.name)
    }

    fn secret(&self, id: &str) -> String {
        format!("the secret of {} in {id}", self.name)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_gets_what_belongs_to_somebody_else() {
    let files = rlimit::increase_nofile_limit(FILES).expect("the limit can be asked for");
    assert!(
        files >= FILES,
        "{USERS} users need {FILES} open files, and {files} are allowed"
    );

    let faults = Faults::every(10.try_into().expect("ten is not zero"));
    let running = Running::start_with(faults, Duration::from_millis(1)).await;
    let meetings = Arc::new(Meetings::new());
    let mut users = JoinSet::new();
    for number in 0..USERS {
        let user = User::new(number, running.address);
        users.spawn(user.live(Arc::clone(&meetings)));
    }

    meet(&meetings.connected, &mut users).await;
    let all = u64::try_from(USERS).expect("a small number");
    assert_eq!(running.counts().connections.open, all);
    meet(&meetings.counted, &mut users).await;
    meet(&meetings.conversed, &mut users).await;
    // Those who vanished may still be served.
    running.until(|counts| counts.connections.open == all).await;
    // They all wait for this, and go.
    meetings.settled.wait().await;

    let mut report = Report::default();
    while let Some(user) = users.join_next().await {
        report.add(&user.expect("no user panics"));
    }
    judge(&running, &report).await;
    running.stop().await;
}

/// Meets every user. They stay until they have met the test, unless they panic.
async fn meet(meeting: &Barrier, users: &mut JoinSet<Report>) {
    tokio::select! {
        met = timeout(2 * GUARD, meeting.wait()) => {
            met.expect("every user comes in the end");
        }
        Some(gone) = users.join_next() => panic!("a user has gone: {gone:?}"),
    }
}

async fn judge(running: &Running, report: &Report) {
    // Every user saw that each event was the next one of its own.
    assert_eq!(report.delivered, USERS * EVENTS);

    let counts = running.until(|counts| counts.connections.open == 0).await;
    assert_eq!((counts.escapes.returned, counts.escapes.reported), (0, 0));
    let bus = running.app.get::<EventBus>().expect("it was made long ago");
    assert_eq!(bus.lines(), 0);

    // What went wrong on purpose did go wrong, and is known to both ends.
    let faults = running.app.get::<Faults>().expect("it was given");
    assert!(
        report.refused > 0 && report.failed > 0 && report.vanished > 0,
        "{report:?}"
    );
    assert_eq!(counts.refused_contexts, report.refused);
    assert_eq!(counts.failed_constructions, report.failed);
    assert_eq!(faults.struck(), report.failed);
    assert_eq!(counts.connections.vanished, report.vanished);
    let users = u64::try_from(USERS).expect("a small number");
    assert_eq!(counts.connections.total, users + report.vanished);
}
