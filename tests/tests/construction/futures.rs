//! Components whose constructors wait.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};

use ssot::{
    ConstructionError, Context, OpenScope, Scope, composition, factory, ssot_component,
    ssot_interface,
};
use ssot_tests::{Pause, block_on, sendable};

/// Whether the network is there, and what was attempted.
#[derive(Default)]
struct Network {
    down: AtomicBool,
    attempts: Mutex<Vec<&'static str>>,
    packets: AtomicUsize,
}

#[derive(Debug, PartialEq, Eq)]
struct Unreachable {
    host: String,
}

impl fmt::Display for Unreachable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} is unreachable", self.host)
    }
}

impl Error for Unreachable {}

impl Network {
    async fn attempt(&self, name: &'static str, host: &str) -> Result<(), Unreachable> {
        let attempts = self.attempts.lock();
        attempts.unwrap_or_else(PoisonError::into_inner).push(name);
        Pause::default().await;
        if self.down.load(Ordering::Relaxed) {
            let host = host.to_owned();
            return Err(Unreachable { host });
        }
        Ok(())
    }

    fn attempts(&self) -> Vec<&'static str> {
        let attempts = self.attempts.lock();
        attempts.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, up: bool) {
        self.down.store(!up, Ordering::Relaxed);
    }
}

#[ssot_component(new, scope = singleton)]
struct Settings {
    host: String,
}

#[ssot_component(scope = singleton, name = "futures::Bus")]
struct Bus {
    settings: Arc<Settings>,
}

#[factory]
impl Bus {
    async fn connect(network: &Network, settings: Arc<Settings>) -> Result<Self, Unreachable> {
        network.attempt("bus", &settings.host).await?;
        Ok(Self { settings })
    }
}

#[ssot_interface]
trait Relay: Send + Sync {
    fn bus(&self) -> &Arc<Bus>;
}

/// Its own constructor does not wait; that of the bus does.
#[ssot_component(new, scope = singleton, implements(Relay))]
struct Router {
    bus: Arc<Bus>,
}

impl Relay for Router {
    fn bus(&self) -> &Arc<Bus> {
        &self.bus
    }
}

#[ssot_component(scope = transient)]
struct Packet {
    number: usize,
    relay: Arc<dyn Relay>,
}

#[factory]
impl Packet {
    async fn create(network: &Network, relay: Arc<dyn Relay>) -> Option<Self> {
        Pause::default().await;
        let number = network.packets.fetch_add(1, Ordering::Relaxed);
        Some(Self { number, relay })
    }
}

/// Has nothing to do with the bus.
#[ssot_component(scope = singleton)]
struct Directory;

#[factory]
impl Directory {
    async fn open(network: &Network, settings: &Settings) -> Result<Self, Unreachable> {
        network.attempt("directory", &settings.host).await?;
        Ok(Self)
    }
}

struct User(&'static str);

impl Context for User {
    type Id = &'static str;
    type Error = Infallible;

    fn id(&self) -> &'static str {
        self.0
    }

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component(name = "futures::Session", scope = context(User))]
struct Session {
    user: String,
    packets: [Packet; 2],
}

#[factory]
impl Session {
    async fn open(
        user: &Scope<User>,
        bus: &Bus,
        relay: &dyn Relay,
        first: Packet,
        network: &Network,
        second: Packet,
    ) -> Result<Self, Unreachable> {
        network.attempt(user.0, &bus.settings.host).await?;
        // What was lent is still there after the wait.
        assert!(core::ptr::eq(bus, Arc::as_ptr(relay.bus())));
        let user = format!("{}@{}", user.0, bus.settings.host);
        let packets = [first, second];
        Ok(Self { user, packets })
    }
}

struct Visitor;

impl Context for Visitor {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component(scope = context(Visitor))]
struct Page {
    settings: Arc<Settings>,
}

#[factory]
impl Page {
    fn create(_: &Scope<Visitor>, settings: Arc<Settings>) -> Self {
        Self { settings }
    }
}

composition! {
    struct App {
        inputs { Network, String }
        singletons { Router as dyn Relay, Directory, Bus, Settings }
        transients { Packet }
        context(User) { Session }
        context(Visitor) { Page }
    }
}

fn app() -> (App, Arc<Network>) {
    let app = App::new(Network::default(), "host".to_owned());
    let app = app.expect("every component is defined once");
    let network = app.get::<Network>().expect("an input is there");
    (app, network)
}

fn user(app: &App, name: &'static str) -> OpenScope<App, User> {
    let Ok(user) = app.scope(User(name));
    user
}

fn made<T: ?Sized>(made: Result<Arc<T>, ConstructionError>) -> Arc<T> {
    made.expect("the network is there")
}

#[test]
fn every_executor_can_drive_a_constructor() {
    for drive in [
        |app: &App| block_on(app.get_async::<Bus>()),
        |app: &App| futures_lite::future::block_on(app.get_async::<Bus>()),
        |app: &App| pollster::block_on(app.get_async::<Bus>()),
    ] {
        let (app, network) = app();
        let bus = made(drive(&app));
        assert_eq!(bus.settings.host, "host");
        assert!(Arc::ptr_eq(&bus, &made(drive(&app))));
        assert_eq!(network.attempts(), ["bus"]);
    }
}

#[test]
fn nothing_is_made_before_the_future_is_polled() {
    let (app, network) = app();
    let future = app.get_async::<Bus>();
    assert!(network.attempts().is_empty());
    drop(future);
    assert!(network.attempts().is_empty());
    drop(made(block_on(app.get_async::<Bus>())));
    assert_eq!(network.attempts(), ["bus"]);
}

#[test]
fn what_needs_a_component_that_waits_is_waited_for() {
    let (app, network) = app();
    let relay = made(block_on(app.get_async::<dyn Relay>()));
    let router = made(block_on(app.get_async::<Router>()));
    assert!(core::ptr::addr_eq(
        Arc::as_ptr(&relay),
        Arc::as_ptr(&router)
    ));
    assert!(Arc::ptr_eq(&router.bus, &made(block_on(app.get_async()))));
    assert_eq!(network.attempts(), ["bus"]);
}

#[test]
fn what_does_not_wait_is_there_at_once_either_way() {
    let (app, _) = app();
    let settings = made(app.get::<Settings>());
    let mut future = core::pin::pin!(app.get_async::<Settings>());
    let mut waiting = core::task::Context::from_waker(Waker::noop());
    let Poll::Ready(later) = future.as_mut().poll(&mut waiting) else {
        panic!("the settings wait for nothing");
    };
    assert!(Arc::ptr_eq(&settings, &made(later)));
    assert!(Arc::ptr_eq(
        &settings,
        &made(block_on(app.get_async::<Bus>())).settings
    ));
}

#[test]
fn a_transient_that_waits_is_made_for_each_who_asks() {
    let (app, network) = app();
    let (one, other) = block_on(futures_lite::future::zip(
        app.get_async::<Packet>(),
        app.get_async::<Packet>(),
    ));
    let (one, other) = (made(one), made(other));
    assert_eq!(one.number + other.number, 1);
    assert!(Arc::ptr_eq(one.relay.bus(), other.relay.bus()));
    assert_eq!(network.attempts(), ["bus"]);
}

#[test]
fn a_constructor_that_waits_keeps_what_it_was_lent() {
    let (app, network) = app();
    let (alice, bob) = (user(&app, "alice"), user(&app, "bob"));
    let (of_alice, of_bob) = block_on(futures_lite::future::zip(
        sendable(alice.get_async::<Session>()),
        sendable(bob.get_async::<Session>()),
    ));
    let (of_alice, of_bob) = (made(of_alice), made(of_bob));
    assert_eq!(of_alice.user, "alice@host");
    assert_eq!(of_bob.user, "bob@host");
    let packets = of_alice.packets.iter().chain(&of_bob.packets);
    let mut numbers: Vec<_> = packets.map(|packet| packet.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [0, 1, 2, 3]);
    assert_eq!(network.attempts().len(), 3);
    let again = made(block_on(alice.get_async::<Session>()));
    assert!(Arc::ptr_eq(&again, &of_alice));
    drop((again, of_alice));
    alice.close().expect("nobody holds an instance");
    assert!(bob.close().is_err());
}

#[test]
fn a_failure_is_reported_like_that_of_a_constructor_that_does_not_wait() {
    let (app, network) = app();
    network.set(false);
    let error = block_on(user(&app, "alice").get_async::<Session>()).err();
    let error = error.expect("the network is down");
    assert_eq!(
        (error.component(), error.path()),
        ("futures::Bus", ["futures::Session"].as_slice())
    );
    let host = "host".to_owned();
    assert_eq!(error.downcast_ref(), Some(&Unreachable { host }));
    let error = block_on(app.get_async::<Packet>())
        .err()
        .expect("the network is down");
    assert_eq!(error.path(), ["Router", "Packet"]);
    network.set(true);
    let packet = made(block_on(app.get_async::<Packet>()));
    let bus = made(block_on(app.get_async::<Bus>()));
    assert!(Arc::ptr_eq(packet.relay.bus(), &bus));
    assert_eq!(network.attempts(), ["bus", "bus", "bus"]);
}

#[test]
fn warming_up_awaits_everything_once() {
    let (app, network) = app();
    block_on(sendable(app.warm_up_async())).expect("the network is there");
    let alice = user(&app, "alice");
    pollster::block_on(alice.warm_up_async()).expect("the network is there");
    futures_lite::future::block_on(alice.warm_up_async()).expect("there is nothing left to do");
    let mut attempts = network.attempts();
    attempts.sort_unstable();
    assert_eq!(attempts, ["alice", "bus", "directory"]);
    drop(made(block_on(alice.get_async::<Session>())));
    assert_eq!(network.attempts().len(), 3);
}

#[test]
fn what_was_made_can_be_had_without_waiting() {
    let (app, _network) = app();
    let early = app.get::<Router>().err().expect("it was not made");
    assert_eq!(early.component(), "Router");
    assert!(early.to_string().contains("get_async"), "{early}");
    block_on(app.warm_up_async()).expect("the network is there");
    let (bus, relay) = (made(app.get::<Bus>()), made(app.get::<dyn Relay>()));
    assert!(Arc::ptr_eq(&bus, relay.bus()));
    assert!(Arc::ptr_eq(&bus, &made(block_on(app.get_async()))));

    let user = user(&app, "ada");
    assert!(user.get::<Session>().is_err());
    let session: Arc<Session> = made(block_on(user.get_async()));
    assert!(Arc::ptr_eq(&session, &made(user.get())));
}

#[test]
fn warming_up_reports_all_failures_together() {
    let (app, network) = app();
    network.set(false);
    let errors = block_on(app.warm_up_async()).expect_err("the network is down");
    let mut failed: Vec<_> = errors.iter().map(ConstructionError::component).collect();
    failed.sort_unstable();
    assert_eq!(failed, ["Directory", "futures::Bus"]);
    let errors = block_on(user(&app, "alice").warm_up_async());
    let errors = errors.expect_err("the network is down");
    let failed: Vec<_> = errors.iter().map(ConstructionError::component).collect();
    assert_eq!(failed, ["futures::Bus"]);
    network.set(true);
    block_on(app.warm_up_async()).expect("the network is there");
}

#[test]
fn a_scope_without_components_that_wait_is_warmed_up_at_once() {
    let (app, network) = app();
    let Ok(visitor) = app.scope(Visitor);
    visitor.warm_up().expect("no constructor fails");
    let page = made(visitor.get::<Page>());
    assert_eq!(page.settings.host, "host");
    assert!(network.attempts().is_empty());
}
