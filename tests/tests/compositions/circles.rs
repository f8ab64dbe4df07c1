//! Constructors that ask the application for what waits for them: an error that shows the circle, and never a wait for ever.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, OnceLock};
use std::task::{Context, Poll, Waker};
use std::thread;

use ssot::{ConstructionError, composition, factory, ssot_component};
use ssot_tests::{Pause, block_on};

/// The application, for constructors that ask it for more than their parameters.
#[derive(Default)]
struct Handle {
    app: OnceLock<App>,
    /// Holds the first two constructors up until both run.
    both: OnceLock<Barrier>,
    met: AtomicUsize,
}

impl Handle {
    fn app(&self) -> &App {
        self.app.get().expect("it was put there")
    }

    fn meet(&self) {
        if let Some(both) = self.both.get()
            && self.met.fetch_add(1, Ordering::Relaxed) < 2
        {
            both.wait();
        }
    }
}

#[ssot_component(scope = singleton)]
struct Selfish {}

#[factory]
impl Selfish {
    fn create(handle: &Handle) -> Result<Self, ConstructionError> {
        handle.app().get::<Selfish>().map(|_| Self {})
    }
}

#[ssot_component(scope = singleton)]
struct Chicken {}

#[factory]
impl Chicken {
    fn hatch(handle: &Handle) -> Result<Self, ConstructionError> {
        handle.meet();
        handle.app().get::<Nest>().map(|_| Self {})
    }
}

#[ssot_component(new, scope = singleton)]
struct Nest {
    #[expect(dead_code, reason = "it is only needed")]
    egg: Arc<Egg>,
}

#[ssot_component(scope = singleton)]
struct Egg {}

#[factory]
impl Egg {
    fn lay(handle: &Handle) -> Result<Self, ConstructionError> {
        handle.meet();
        handle.app().get::<Chicken>().map(|_| Self {})
    }
}

#[ssot_component(scope = singleton)]
struct Server {}

#[factory]
impl Server {
    async fn start(handle: &Handle) -> Result<Self, ConstructionError> {
        Pause::default().await;
        handle.app().get_async::<Client>().await.map(|_| Self {})
    }
}

#[ssot_component(scope = singleton)]
struct Client {}

#[factory]
impl Client {
    async fn connect(handle: &Handle) -> Result<Self, ConstructionError> {
        Pause::default().await;
        handle.app().get_async::<Server>().await.map(|_| Self {})
    }
}

#[ssot_component(scope = singleton)]
struct Pool {}

#[factory]
impl Pool {
    async fn open() -> Self {
        Pause::default().await;
        Self {}
    }
}

/// Asks for one component twice at a time, which is no circle.
#[ssot_component(scope = singleton)]
struct Twice {}

#[factory]
impl Twice {
    async fn create(handle: &Handle) -> Result<Self, ConstructionError> {
        let mut first = pin!(handle.app().get_async::<Pool>());
        let mut second = pin!(handle.app().get_async::<Pool>());
        let (mut one, mut two) = (None, None);
        std::future::poll_fn(|context| {
            poll_into(first.as_mut(), &mut one, context);
            poll_into(second.as_mut(), &mut two, context);
            if one.is_some() && two.is_some() {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
        let (one, two) = (one.expect("it is there")?, two.expect("it is there")?);
        assert!(Arc::ptr_eq(&one, &two));
        Ok(Self {})
    }
}

fn poll_into<F: Future>(
    future: Pin<&mut F>,
    result: &mut Option<F::Output>,
    context: &mut Context<'_>,
) {
    if result.is_none()
        && let Poll::Ready(output) = future.poll(context)
    {
        *result = Some(output);
    }
}

composition! {
    struct App {
        inputs { Arc<Handle> }
        singletons { Selfish, Chicken, Nest, Egg, Server, Client, Pool, Twice }
    }
}

fn app() -> (App, Arc<Handle>) {
    let handle = Arc::new(Handle::default());
    let app = App::new(Arc::clone(&handle)).expect("every component is defined once");
    assert!(handle.app.set(app.clone()).is_ok());
    (app, handle)
}

fn words<T>(made: Result<Arc<T>, ConstructionError>) -> String {
    made.err().expect("it waits for itself").to_string()
}

#[test]
fn a_constructor_that_asks_for_its_own_component_gets_an_error() {
    let (app, _handle) = app();
    let words = words(app.get::<Selfish>());
    assert!(words.ends_with("`Selfish` -> `Selfish`"), "{words}");
}

#[test]
fn the_error_shows_every_component_of_the_circle() {
    let (app, _handle) = app();
    let words = words(app.get::<Chicken>());
    assert!(
        words.ends_with("`Chicken` -> `Nest` -> `Egg` -> `Chicken`"),
        "{words}"
    );
}

#[test]
fn what_failed_in_a_circle_can_be_asked_for_again() {
    let (app, _handle) = app();
    assert_eq!(words(app.get::<Chicken>()), words(app.get::<Chicken>()));
    assert!(app.get::<Nest>().is_err());
}

#[test]
fn two_threads_that_each_make_what_the_other_waits_for_both_go_on() {
    for _ in 0..20 {
        let (app, handle) = app();
        assert!(handle.both.set(Barrier::new(2)).is_ok());
        let (one, other) = thread::scope(|threads| {
            let one = threads.spawn(|| words(app.get::<Chicken>()));
            let other = threads.spawn(|| words(app.get::<Egg>()));
            (one.join(), other.join())
        });
        let (one, other) = (one.expect("no panic"), other.expect("no panic"));
        // The one who closes the circle is told of it, and with that the other fails.
        assert!(
            one.contains(" -> ") && other.contains(" -> "),
            "{one}\n{other}"
        );
    }
}

#[test]
fn two_tasks_that_each_make_what_the_other_waits_for_both_go_on() {
    let (app, _handle) = app();
    let mut server = pin!(app.get_async::<Server>());
    let mut client = pin!(app.get_async::<Client>());
    let (mut one, mut other) = (None, None);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..20 {
        poll_into(server.as_mut(), &mut one, &mut context);
        poll_into(client.as_mut(), &mut other, &mut context);
    }
    let one = words(one.expect("it does not wait for ever"));
    let other = words(other.expect("it does not wait for ever"));
    assert!(one.contains("`Server` -> `Client` -> `Server`"), "{one}");
    assert!(
        other.contains("`Client` -> `Server` -> `Client`"),
        "{other}"
    );
}

#[test]
fn a_task_that_asks_for_its_own_component_gets_an_error() {
    let (app, _handle) = app();
    let words = words(block_on(app.get_async::<Server>()));
    assert!(
        words.contains("`Server` -> `Client` -> `Server`"),
        "{words}"
    );
}

#[test]
fn asking_twice_at_a_time_is_no_circle() {
    let (app, _handle) = app();
    assert!(block_on(app.get_async::<Twice>()).is_ok());
}
