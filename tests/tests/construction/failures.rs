//! Constructors that fail: what is reported, and that nothing is kept of it.

use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use ssot::{
    ConstructionError, Context, OpenScope, Scope, composition, factory, ssot_component,
    ssot_interface,
};

/// Whether things work at the moment, and what was attempted.
#[derive(Default)]
struct Weather {
    fine: AtomicBool,
    attempts: Mutex<Vec<&'static str>>,
}

#[derive(Debug, PartialEq, Eq)]
struct Storm(&'static str);

impl fmt::Display for Storm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a storm over the {}", self.0)
    }
}

impl Error for Storm {}

impl Weather {
    /// Notes the attempt, which fails unless the weather is fine.
    fn attempt(&self, name: &'static str) -> Result<(), Storm> {
        let attempts = self.attempts.lock();
        attempts.unwrap_or_else(PoisonError::into_inner).push(name);
        if self.fine.load(Ordering::Relaxed) {
            Ok(())
        } else {
            Err(Storm(name))
        }
    }

    fn attempts(&self) -> Vec<&'static str> {
        let attempts = self.attempts.lock();
        attempts.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn clear_up(&self) {
        self.fine.store(true, Ordering::Relaxed);
    }
}

#[ssot_component(scope = singleton, name = "failures::Harbour")]
struct Harbour;

#[factory]
impl Harbour {
    fn create(weather: &Weather) -> Result<Self, Storm> {
        weather.attempt("harbour")?;
        Ok(Self)
    }
}

#[ssot_interface]
trait Vessel: Send + Sync {
    fn sail(&self) -> &'static str;
}

#[ssot_component(scope = transient, implements(Vessel))]
struct Ship {
    harbour: Arc<Harbour>,
}

#[factory]
impl Ship {
    fn create(harbour: Arc<Harbour>) -> Self {
        Self { harbour }
    }
}

impl Vessel for Ship {
    fn sail(&self) -> &'static str {
        "out"
    }
}

#[ssot_component(scope = singleton)]
struct Line {
    vessel: Arc<dyn Vessel>,
}

#[factory]
impl Line {
    fn create(vessel: Arc<dyn Vessel>) -> Self {
        Self { vessel }
    }
}

/// There is nothing behind it.
#[ssot_component(scope = singleton)]
struct Horizon {
    seen: bool,
}

#[factory]
impl Horizon {
    fn create(weather: &Weather) -> Option<Self> {
        let seen = weather.attempt("horizon").is_ok();
        seen.then_some(Self { seen })
    }
}

#[ssot_component(scope = singleton)]
struct Beach;

#[factory]
impl Beach {
    fn create(weather: &Weather) -> Result<Self, Box<dyn Error + Send + Sync>> {
        weather.attempt("beach")?;
        Ok(Self)
    }
}

#[ssot_component(scope = singleton)]
struct Pier;

#[factory]
impl Pier {
    fn create(weather: &Weather) -> Result<Self, &'static str> {
        weather.attempt("pier").map_err(|_| "closed")?;
        Ok(Self)
    }
}

#[ssot_component(scope = singleton)]
struct Rocket {
    harbour: Arc<Harbour>,
}

#[factory]
impl Rocket {
    fn create(weather: &Weather, harbour: Arc<Harbour>) -> Self {
        weather.attempt("rocket").expect("rockets need a clear sky");
        Self { harbour }
    }
}

struct Sailor(&'static str);

impl Context for Sailor {
    type Id = &'static str;
    type Error = Storm;

    fn id(&self) -> &'static str {
        self.0
    }

    fn validate(&self) -> Result<(), Storm> {
        Ok(())
    }
}

#[ssot_component(scope = context(Sailor))]
struct Cabin {
    line: Arc<Line>,
}

#[factory]
impl Cabin {
    fn create(_: &Scope<Sailor>, line: Arc<Line>) -> Self {
        Self { line }
    }
}

#[ssot_component(scope = context(Sailor))]
struct Hammock {
    sailor: &'static str,
}

#[factory]
impl Hammock {
    fn create(sailor: &Scope<Sailor>, weather: &Weather) -> Result<Self, Storm> {
        weather.attempt(sailor.0)?;
        Ok(Self { sailor: sailor.0 })
    }
}

composition! {
    struct App {
        inputs { Weather }
        singletons { Harbour, Line, Horizon, Beach, Pier, Rocket }
        transients { Ship as dyn Vessel }
        context(Sailor) { Cabin, Hammock }
    }
}

fn app() -> App {
    App::new(Weather::default()).expect("every component is defined once")
}

fn weather(app: &App) -> Arc<Weather> {
    app.get::<Weather>().expect("an input is there")
}

fn sailor(app: &App, name: &'static str) -> OpenScope<App, Sailor> {
    app.scope(Sailor(name)).expect("every sailor is valid")
}

fn failure<T: ?Sized>(made: Result<Arc<T>, ConstructionError>) -> ConstructionError {
    made.err().expect("the weather is bad")
}

#[test]
fn the_constructors_own_error_comes_with_the_name_of_the_component() {
    let app = app();
    let error = failure(app.get::<Harbour>());
    assert_eq!(error.component(), "failures::Harbour");
    assert!(error.path().is_empty());
    assert_eq!(error.downcast_ref::<Storm>(), Some(&Storm("harbour")));
    assert!(error.downcast_ref::<fmt::Error>().is_none());
    let source = error.source().and_then(|source| source.downcast_ref());
    assert_eq!(source, Some(&Storm("harbour")));
    assert_eq!(
        error.to_string(),
        "component `failures::Harbour` could not be made: a storm over the harbour"
    );
    let source = error.into_source().downcast::<Storm>();
    assert_eq!(source.ok(), Some(Box::new(Storm("harbour"))));
}

#[test]
fn the_path_tells_who_needed_the_component_that_failed() {
    let app = app();
    let error = failure(app.get::<Line>());
    assert_eq!(error.component(), "failures::Harbour");
    assert_eq!(error.path(), ["Ship", "Line"]);
    assert!(error.downcast_ref::<Storm>().is_some());
    assert_eq!(
        error.to_string(),
        "component `failures::Harbour` (needed by `Ship`, by `Line`) could not be made: \
         a storm over the harbour"
    );
    let error = failure(app.get::<dyn Vessel>());
    assert_eq!(error.path(), ["Ship"]);
    let error = failure(sailor(&app, "anne").get::<Cabin>());
    assert_eq!(error.path(), ["Ship", "Line", "Cabin"]);
}

#[test]
fn an_error_of_any_kind_is_passed_on() {
    let app = app();
    let error = failure(app.get::<Beach>());
    assert_eq!(error.downcast_ref::<Storm>(), Some(&Storm("beach")));
    let error = failure(app.get::<Pier>());
    assert_eq!(error.into_source().to_string(), "closed");
    let error = failure(app.get::<Horizon>());
    assert_eq!(error.component(), "Horizon");
    assert_eq!(
        error.to_string(),
        "component `Horizon` could not be made: its constructor returned `None`"
    );
}

#[test]
fn nothing_is_kept_of_a_failure() {
    let app = app();
    for attempts in 1..=2 {
        drop(failure(app.get::<Harbour>()));
        drop(failure(app.get::<Horizon>()));
        assert_eq!(weather(&app).attempts().len(), attempts * 2);
    }
    weather(&app).clear_up();
    let harbour = app.get::<Harbour>().expect("the weather is fine");
    assert!(app.get::<Horizon>().is_ok_and(|horizon| horizon.seen));
    let again = app.get::<Harbour>().expect("it was made");
    assert!(Arc::ptr_eq(&harbour, &again));
    assert_eq!(weather(&app).attempts().len(), 6);
}

#[test]
fn what_needs_a_component_that_failed_can_be_made_later() {
    let app = app();
    let anne = sailor(&app, "anne");
    drop(failure(anne.get::<Cabin>()));
    weather(&app).clear_up();
    let cabin = anne.get::<Cabin>().expect("the weather is fine");
    assert_eq!(cabin.line.vessel.sail(), "out");
    let ship = app.get::<Ship>().expect("the weather is fine");
    let harbour = app.get::<Harbour>().expect("it was made");
    assert!(Arc::ptr_eq(&ship.harbour, &harbour));
    assert_eq!(weather(&app).attempts(), ["harbour", "harbour"]);
}

#[test]
fn a_failure_in_one_scope_is_none_in_another() {
    let app = app();
    let (anne, mary) = (sailor(&app, "anne"), sailor(&app, "mary"));
    assert_eq!(
        failure(anne.get::<Hammock>()).downcast_ref::<Storm>(),
        Some(&Storm("anne"))
    );
    weather(&app).clear_up();
    let hammock = mary.get::<Hammock>().expect("the weather is fine");
    assert_eq!(hammock.sailor, "mary");
    assert_eq!(weather(&app).attempts(), ["anne", "mary"]);
    drop(hammock);
    mary.close().expect("nobody holds an instance");
    let hammock = anne.get::<Hammock>().expect("the weather is fine");
    assert_eq!(hammock.sailor, "anne");
}

#[test]
fn nothing_is_held_by_a_failure() {
    let app = app();
    weather(&app).clear_up();
    let harbour = app.get::<Harbour>().expect("the weather is fine");
    weather(&app).fine.store(false, Ordering::Relaxed);
    let launched = catch_unwind(AssertUnwindSafe(|| app.get::<Rocket>().is_ok()));
    assert!(launched.is_err());
    drop(failure(sailor(&app, "anne").get::<Hammock>()));
    // The application, and this test.
    assert_eq!(Arc::strong_count(&harbour), 2);
}

#[test]
fn a_constructor_that_panics_leaves_the_application_usable() {
    let app = app();
    weather(&app).clear_up();
    drop(app.get::<Harbour>().expect("the weather is fine"));
    weather(&app).fine.store(false, Ordering::Relaxed);
    for _ in 0..2 {
        let launched = catch_unwind(AssertUnwindSafe(|| app.get::<Rocket>().is_ok()));
        let panic = launched.expect_err("the weather is bad");
        let text = panic.downcast_ref::<String>().expect("it has a message");
        assert!(text.starts_with("rockets need a clear sky"), "{text}");
    }
    weather(&app).clear_up();
    let rocket = app.get::<Rocket>().expect("the weather is fine");
    let harbour = app.get::<Harbour>().expect("it was made");
    assert!(Arc::ptr_eq(&rocket.harbour, &harbour));
    let attempts = weather(&app).attempts();
    assert_eq!(attempts, ["harbour", "rocket", "rocket", "rocket"]);
}

#[test]
fn an_error_can_be_sent_and_passed_on() {
    fn fallible(app: &App) -> Result<usize, Box<dyn Error + Send + Sync + 'static>> {
        let harbour = app.get::<Harbour>()?;
        Ok(Arc::strong_count(&harbour))
    }
    let app = app();
    let failing = std::thread::spawn(move || fallible(&app));
    let error = failing.join().expect("the thread ends").err();
    let error = error.and_then(|error| error.downcast::<ConstructionError>().ok());
    assert_eq!(
        error.map(|error| error.component()),
        Some("failures::Harbour")
    );
}

#[test]
fn the_error_is_one_pointer() {
    assert_eq!(size_of::<ConstructionError>(), size_of::<usize>());
}

#[test]
fn what_a_main_prints_that_returns_the_error_is_a_sentence() {
    let error = failure(app().get::<Harbour>());
    assert_eq!(format!("{error:?}"), error.to_string());
    let errors = app().warm_up().expect_err("there is a storm");
    assert_eq!(format!("{errors:?}"), errors.to_string());
}
