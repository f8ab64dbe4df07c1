//! What closing a scope lets go, and what it reports.

use std::convert::Infallible;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::{self, ThreadId};

use ssot::{
    ConstructionError, Context, Escape, OpenScope, Scope, composition, factory, ssot_component,
};

fn get<T: ?Sized>(made: Result<Arc<T>, ConstructionError>) -> Arc<T> {
    made.expect("no constructor fails")
}

/// Something that nobody should read in a log by accident.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(&'static str);

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "<secret of {} letters>", self.0.len())
    }
}

mod users {
    use std::convert::Infallible;

    pub(crate) struct User(pub(crate) super::Secret);

    impl ssot::Context for User {
        type Id = super::Secret;
        type Error = Infallible;

        fn id(&self) -> super::Secret {
            self.0.clone()
        }

        fn validate(&self) -> Result<(), Infallible> {
            Ok(())
        }
    }
}

struct Request(u32);

impl Context for Request {
    type Id = u32;
    type Error = Infallible;

    fn id(&self) -> u32 {
        self.0
    }

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component(new, scope = singleton)]
struct Bus;

#[ssot_component(scope = context(users::User))]
struct Session {
    bus: Arc<Bus>,
}

#[factory]
impl Session {
    fn create(_: &Scope<users::User>, bus: Arc<Bus>) -> Self {
        Self { bus }
    }
}

#[ssot_component(scope = context(users::User), name = "escapes::Basket")]
struct Basket {
    session: Arc<Session>,
}

#[factory]
impl Basket {
    fn create(_: &Scope<users::User>, session: Arc<Session>) -> Self {
        Self { session }
    }
}

#[ssot_component(new, scope = transient)]
struct Note {
    session: Arc<Session>,
}

#[ssot_component(scope = context(Request))]
struct Handler {
    session: Arc<Session>,
}

#[factory]
impl Handler {
    fn create(_: &Scope<Request>, session: Arc<Session>) -> Self {
        Self { session }
    }
}

composition! {
    struct App {
        singletons { Bus }
        context(users::User) {
            Basket, Session,
            transients { Note }
            context(Request) { Handler }
        }
    }
}

fn app() -> App {
    App::new().expect("every component is defined once")
}

fn user(app: &App, name: &'static str) -> OpenScope<App, users::User> {
    let Ok(user) = app.scope(users::User(Secret(name)));
    user
}

fn request(user: &OpenScope<App, users::User>, number: u32) -> OpenScope<App, Request> {
    let Ok(request) = user.scope(Request(number));
    request
}

/// The components and the number of their holders.
fn found<'a>(escapes: impl IntoIterator<Item = &'a Escape>) -> Vec<(&'static str, usize)> {
    let escapes = escapes.into_iter();
    escapes
        .map(|escape| (escape.component(), escape.holders()))
        .collect()
}

/// What an application reported, and on which thread.
type Reports = Arc<Mutex<Vec<(&'static str, usize, Option<Secret>, ThreadId)>>>;

fn reported(app: &App) -> Reports {
    let reports = Reports::default();
    let kept = Arc::clone(&reports);
    let first = app.on_escape(move |escape| {
        let id = escape.id::<Secret>().cloned();
        let report = (
            escape.component(),
            escape.holders(),
            id,
            thread::current().id(),
        );
        let mut reports = kept.lock().unwrap_or_else(PoisonError::into_inner);
        reports.push(report);
    });
    assert!(first);
    reports
}

fn names(reports: &Reports) -> Vec<&'static str> {
    let reports = reports.lock().unwrap_or_else(PoisonError::into_inner);
    reports.iter().map(|report| report.0).collect()
}

#[test]
fn a_scope_that_nobody_holds_anything_of_closes_without_a_report() {
    let app = app();
    let reports = reported(&app);
    user(&app, "unused").close().expect("nothing was made");
    let alice = user(&app, "alice");
    drop((get(alice.get::<Basket>()), get(alice.get::<Note>())));
    alice.close().expect("nobody holds an instance");
    let bob = user(&app, "bob");
    bob.warm_up().expect("no constructor fails");
    drop(bob);
    assert!(names(&reports).is_empty());
}

#[test]
fn closing_a_scope_lets_its_instances_go_and_keeps_the_others() {
    let app = app();
    let alice = user(&app, "alice");
    let session: Weak<Session> = Arc::downgrade(&get(alice.get::<Session>()));
    let bus = Arc::downgrade(&get(alice.get::<Bus>()));
    assert!(session.upgrade().is_some());
    alice.close().expect("nobody holds an instance");
    assert!(session.upgrade().is_none());
    assert!(bus.upgrade().is_some());
}

#[test]
fn an_instance_that_is_still_held_is_reported_with_what_it_is_made_of() {
    let app = app();
    let alice = user(&app, "alice");
    let basket = get(alice.get::<Basket>());
    let another = Arc::clone(&basket);
    let escapes = alice.close().expect_err("the basket is held");
    assert_eq!(
        found(&escapes),
        [("escapes::Basket", 2), ("Session", 1)],
        "the session is held by the basket"
    );
    assert_eq!(escapes.open_scopes(), 0);
    for escape in &escapes {
        assert_eq!(escape.context(), "users::User");
        assert_eq!(escape.id::<Secret>(), Some(&Secret("alice")));
        assert_eq!(escape.id::<String>(), None);
    }
    // Whoever holds it can still use it.
    assert!(Arc::ptr_eq(&another.session.bus, &get(app.get::<Bus>())));
}

#[test]
fn what_needs_an_instance_is_no_escape_of_it_once_that_is_gone() {
    let app = app();
    let alice = user(&app, "alice");
    let session = get(alice.get::<Session>());
    drop(get(alice.get::<Basket>()));
    let escapes = alice.close().expect_err("the session is held");
    assert_eq!(found(&escapes), [("Session", 1)]);
    assert_eq!(Arc::strong_count(&session), 1);
}

#[test]
fn a_transient_that_is_still_held_holds_what_it_is_made_of() {
    let app = app();
    let alice = user(&app, "alice");
    let notes = [get(alice.get::<Note>()), get(alice.get::<Note>())];
    let escapes = alice.close().expect_err("the notes are held");
    assert_eq!(found(&escapes), [("Session", notes.len())]);
    assert!(Arc::ptr_eq(&notes[0].session, &notes[1].session));
}

#[test]
fn a_weak_pointer_holds_nothing() {
    let app = app();
    let alice = user(&app, "alice");
    let session = Arc::downgrade(&get(alice.get::<Session>()));
    alice.close().expect("nobody holds an instance");
    assert!(session.upgrade().is_none());
}

#[test]
fn every_escape_is_told_to_the_handler_once_on_the_thread_that_closes() {
    let app = app();
    let reports = reported(&app);
    let (alice, bob) = (user(&app, "alice"), user(&app, "bob"));
    let held = [get(alice.get::<Session>()), get(bob.get::<Session>())];
    drop(alice);
    let closing = thread::spawn(move || (bob.close().is_err(), thread::current().id()));
    let (escaped, other) = closing.join().expect("the thread ends");
    assert!(escaped);
    let here = thread::current().id();
    let reports = reports.lock().unwrap_or_else(PoisonError::into_inner);
    let expected = [
        ("Session", 1, Some(Secret("alice")), here),
        ("Session", 1, Some(Secret("bob")), other),
    ];
    assert_eq!(*reports, expected);
    assert!(!Arc::ptr_eq(&held[0], &held[1]));
}

#[test]
fn the_first_handler_stays() {
    let app = app();
    let reports = reported(&app);
    let clone = app.clone();
    assert!(!clone.on_escape(|_| unreachable!("a second handler is not installed")));
    let alice = user(&clone, "alice");
    let session = get(alice.get::<Session>());
    drop(alice);
    assert_eq!(names(&reports), ["Session"]);
    drop(session);
}

#[test]
fn a_handler_can_be_set_while_scopes_are_open() {
    let app = app();
    let alice = user(&app, "alice");
    let session = get(alice.get::<Session>());
    let reports = reported(&app);
    drop(alice);
    assert_eq!(names(&reports), ["Session"]);
    drop(session);
}

#[test]
fn a_scope_with_open_scopes_within_it_says_so_and_stays_until_they_close() {
    let app = app();
    let reports = reported(&app);
    let alice = user(&app, "alice");
    let (first, second) = (request(&alice, 1), request(&alice, 2));
    let session = get(alice.get::<Session>());
    let open = alice.close().expect_err("two requests are open");
    assert_eq!((open.open_scopes(), open.iter().count()), (2, 0));
    assert_eq!(
        open.to_string(),
        "2 scopes are open within the `users::User` that was closed"
    );
    // The scopes within still see everything.
    assert!(Arc::ptr_eq(&session, &get(first.get::<Session>())));
    let handler = get(second.get::<Handler>());
    assert!(Arc::ptr_eq(&handler.session, &session));
    drop(handler);
    first
        .close()
        .expect("nobody holds an instance of the first");
    assert!(names(&reports).is_empty());
    second
        .close()
        .expect("nobody holds an instance of the second");
    assert_eq!(names(&reports), ["Session"]);
    assert_eq!(Arc::strong_count(&session), 1);
}

#[test]
fn a_scope_that_is_dropped_stays_for_the_scopes_within_it() {
    let app = app();
    let alice = user(&app, "alice");
    let first = request(&alice, 1);
    let session = Arc::downgrade(&get(alice.get::<Session>()));
    drop(alice);
    let handler = get(first.get::<Handler>());
    assert!(core::ptr::eq(
        Arc::as_ptr(&handler.session),
        session.as_ptr()
    ));
    let escapes = first.close().expect_err("the handler is held");
    assert_eq!(found(&escapes), [("Handler", 1)]);
    // The session is held by the handler, and gone with it.
    drop(handler);
    assert!(session.upgrade().is_none());
}

#[test]
fn an_application_stays_for_the_scopes_within_it() {
    let application = app();
    let reports = reported(&application);
    let alice = user(&application, "alice");
    drop(application);
    let session = get(alice.get::<Session>());
    let bus = get(alice.get::<Bus>());
    assert!(Arc::ptr_eq(&session.bus, &bus));
    drop(alice);
    assert_eq!(names(&reports), ["Session"]);
}

#[test]
fn one_open_scope_is_one_scope() {
    let app = app();
    let alice = user(&app, "alice");
    let first = request(&alice, 1);
    let open = alice.close().expect_err("a request is open");
    assert_eq!(
        open.to_string(),
        "1 scope is open within the `users::User` that was closed"
    );
    drop(first);
}

#[test]
fn only_the_report_shows_an_id_by_its_own_debug() {
    let app = app();
    let alice = user(&app, "alice");
    let scope: &Scope<users::User> = &alice;
    for shown in [
        format!("{app:?} {app:#?}"),
        format!("{alice:?} {alice:#?}"),
        format!("{scope:?} {scope:#?}"),
        format!("{:?}", *app),
    ] {
        assert!(
            !shown.contains("alice") && !shown.contains("letters"),
            "{shown}"
        );
    }
    let basket = get(alice.get::<Basket>());
    let escapes = alice.close().expect_err("the basket is held");
    let shown = format!("{escapes:?} {escapes:#?}");
    assert!(shown.contains("escapes::Basket"), "{shown}");
    assert!(
        !shown.contains("alice") && !shown.contains("letters"),
        "{shown}"
    );
    let report = "`escapes::Basket` outlived its scope: the `users::User` <secret of 5 letters> \
                  was closed and the instance is still held in 1 place\n\
                  `Session` outlived its scope: the `users::User` <secret of 5 letters> \
                  was closed and the instance is still held in 1 place";
    assert_eq!(escapes.to_string(), report);
    // `unwrap` prints this.
    let without_ids = report.replace(" <secret of 5 letters>", "");
    assert_eq!(format!("{escapes:?}"), without_ids);
    let error: Box<dyn std::error::Error> = Box::new(escapes);
    assert_eq!(error.to_string(), report);
    drop(basket);
}

#[test]
fn several_places_are_counted_in_the_report() {
    let app = app();
    let alice = user(&app, "alice");
    let session = get(alice.get::<Session>());
    let another = Arc::clone(&session);
    let escapes = alice.close().expect_err("the session is held");
    let shown = escapes.to_string();
    assert!(shown.ends_with("still held in 2 places"), "{shown}");
    drop((session, another));
}

#[test]
fn an_application_that_is_closed_reports_what_is_still_held() {
    let app = app();
    let bus: Arc<Bus> = get(app.get());
    let escapes = app.close().expect_err("the bus is held");
    assert_eq!(found(&escapes), [("Bus", 1)]);
    let escape = escapes.iter().next().expect("there is one");
    assert_eq!((escape.context(), escape.id::<()>()), ("App", None));
    let words =
        "`Bus` outlived its scope: the `App` was closed and the instance is still held in 1 place";
    assert_eq!(escapes.to_string(), words);
    drop(bus);
}

#[test]
fn an_application_that_nobody_holds_anything_of_closes_without_a_report() {
    let app = app();
    drop(get::<Bus>(app.get()));
    assert!(app.close().is_ok());
}

#[test]
fn an_application_that_is_used_elsewhere_says_how_often() {
    let app = app();
    let other = app.clone();
    let ada = user(&app, "ada");
    let escapes = app.close().expect_err("it is used");
    assert_eq!((escapes.is_empty(), escapes.open_scopes()), (true, 2));
    let words = "the `App` was closed with 2 uses: clones of it, or scopes that are open";
    assert_eq!(escapes.to_string(), words);
    assert!(ada.close().is_ok());
    assert!(other.close().is_ok());
}
