//! Making everything at the start, and hearing of every failure.

use std::convert::Infallible;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use ssot::{
    ConstructionErrors, Context, Scope, composition, factory, ssot_component, ssot_interface,
};

/// What fails, and what was attempted.
struct Plan {
    failing: &'static [&'static str],
    attempts: Mutex<Vec<&'static str>>,
}

impl Plan {
    fn failing(failing: &'static [&'static str]) -> Self {
        let attempts = Mutex::default();
        Self { failing, attempts }
    }

    fn attempt(&self, name: &'static str) -> Result<(), String> {
        let attempts = self.attempts.lock();
        attempts.unwrap_or_else(PoisonError::into_inner).push(name);
        if self.failing.contains(&name) {
            return Err(format!("{name} is broken"));
        }
        Ok(())
    }

    fn attempts(&self) -> Vec<&'static str> {
        let attempts = self.attempts.lock();
        let mut attempts = attempts.unwrap_or_else(PoisonError::into_inner).clone();
        attempts.sort_unstable();
        attempts
    }
}

#[ssot_interface]
trait Store: Send + Sync {}

#[ssot_component(scope = singleton, implements(Store))]
struct Disk;

#[factory]
impl Disk {
    fn create(plan: &Plan) -> Result<Self, String> {
        plan.attempt("disk")?;
        Ok(Self)
    }
}

impl Store for Disk {}

#[ssot_component(scope = transient)]
struct Cursor {
    store: Arc<dyn Store>,
}

#[factory]
impl Cursor {
    fn create(plan: &Plan, store: Arc<dyn Store>) -> Result<Self, String> {
        plan.attempt("cursor")?;
        Ok(Self { store })
    }
}

#[ssot_component(scope = singleton)]
struct Index {
    cursor: Cursor,
}

#[factory]
impl Index {
    fn create(plan: &Plan, cursor: Cursor) -> Result<Self, String> {
        plan.attempt("index")?;
        Ok(Self { cursor })
    }
}

#[ssot_component(scope = singleton)]
struct Search {
    index: Arc<Index>,
}

#[factory]
impl Search {
    fn create(plan: &Plan, index: Arc<Index>, _cursor: &Cursor) -> Result<Self, String> {
        plan.attempt("search")?;
        Ok(Self { index })
    }
}

#[ssot_component(scope = singleton)]
struct Mail;

#[factory]
impl Mail {
    fn create(plan: &Plan) -> Result<Self, String> {
        plan.attempt("mail")?;
        Ok(Self)
    }
}

#[ssot_component(scope = singleton)]
struct Newsletter {
    mail: Arc<Mail>,
    search: Arc<Search>,
}

#[factory]
impl Newsletter {
    fn create(plan: &Plan, mail: Arc<Mail>, search: Arc<Search>) -> Result<Self, String> {
        plan.attempt("newsletter")?;
        Ok(Self { mail, search })
    }
}

struct User;

impl Context for User {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component(scope = context(User))]
struct History {
    disk: Arc<Disk>,
}

#[factory]
impl History {
    fn create(_: &Scope<User>, plan: &Plan, disk: Arc<Disk>) -> Result<Self, String> {
        plan.attempt("history")?;
        Ok(Self { disk })
    }
}

#[ssot_component(scope = context(User))]
struct Timeline {
    history: Arc<History>,
    disk: Arc<Disk>,
}

#[factory]
impl Timeline {
    fn create(_: &Scope<User>, disk: Arc<Disk>, history: Arc<History>) -> Self {
        Self { history, disk }
    }
}

#[ssot_component(scope = context(User))]
struct Draft {
    disk: Arc<Disk>,
}

#[factory]
impl Draft {
    fn create(_: &Scope<User>, plan: &Plan, disk: Arc<Disk>) -> Result<Self, String> {
        plan.attempt("draft")?;
        Ok(Self { disk })
    }
}

#[ssot_component(scope = context(User))]
struct Theme;

#[factory]
impl Theme {
    fn create(_: &Scope<User>, plan: &Plan) -> Result<Self, String> {
        plan.attempt("theme")?;
        Ok(Self)
    }
}

composition! {
    struct App {
        inputs { Plan }
        singletons { Newsletter, Search, Mail, Index, Disk as dyn Store }
        transients { Cursor }
        context(User) { Timeline, Draft, History, Theme }
    }
}

fn app(failing: &'static [&'static str]) -> (App, Arc<Plan>) {
    let app = App::new(Plan::failing(failing)).expect("every component is defined once");
    let plan = app.get::<Plan>().expect("an input is there");
    (app, plan)
}

fn failures(result: Result<(), ConstructionErrors>) -> Vec<&'static str> {
    let errors = result.expect_err("something is broken");
    let mut failures: Vec<_> = errors
        .iter()
        .map(ssot::ConstructionError::component)
        .collect();
    failures.sort_unstable();
    failures
}

#[test]
fn all_failures_are_reported_together() {
    let (app, plan) = app(&["mail", "disk"]);
    assert_eq!(failures(app.warm_up()), ["Disk", "Mail"]);
    assert_eq!(plan.attempts(), ["disk", "mail"]);
}

#[test]
fn what_needs_a_component_that_failed_is_not_attempted_and_the_others_are_made() {
    let (app, plan) = app(&["index"]);
    assert_eq!(failures(app.warm_up()), ["Index"]);
    assert_eq!(plan.attempts(), ["cursor", "disk", "index", "mail"]);
    drop(app.get::<Mail>().expect("it was made"));
    assert_eq!(plan.attempts().len(), 4);
}

#[test]
fn a_transient_that_fails_is_reported_once_however_many_need_it() {
    let (app, plan) = app(&["cursor"]);
    let errors = app.warm_up().expect_err("the cursor is broken");
    let [error] = errors.iter().as_slice() else {
        panic!("one failure was expected: {errors}");
    };
    assert_eq!(
        (error.component(), error.path()),
        ("Cursor", ["Index"].as_slice())
    );
    assert_eq!(plan.attempts(), ["cursor", "disk", "mail"]);
}

#[test]
fn a_failure_of_what_is_around_a_scope_is_reported_once_too() {
    let (app, plan) = app(&["disk", "theme"]);
    let Ok(user) = app.scope(User);
    assert_eq!(failures(user.warm_up()), ["Disk", "Theme"]);
    assert_eq!(plan.attempts(), ["disk", "theme"]);
}

#[test]
fn a_scope_is_warmed_up_without_what_it_does_not_need() {
    let (app, plan) = app(&["mail", "index"]);
    let Ok(user) = app.scope(User);
    user.warm_up().expect("nothing of a user's is broken");
    assert_eq!(plan.attempts(), ["disk", "draft", "history", "theme"]);
    let timeline = user.get::<Timeline>().expect("it was made");
    let draft = user.get::<Draft>().expect("it was made");
    assert!(Arc::ptr_eq(&timeline.disk, &timeline.history.disk));
    assert!(Arc::ptr_eq(&timeline.disk, &draft.disk));
    assert_eq!(plan.attempts().len(), 4);
}

#[test]
fn warming_up_again_attempts_what_failed() {
    let (app, plan) = app(&["search"]);
    for attempts in 1..=2 {
        assert_eq!(failures(app.warm_up()), ["Search"]);
        let count = |name| plan.attempts().iter().filter(|made| **made == name).count();
        assert_eq!(count("search"), attempts);
        assert_eq!((count("disk"), count("mail"), count("index")), (1, 1, 1));
        assert_eq!(count("newsletter"), 0);
    }
}

#[test]
fn everything_is_made_where_nothing_fails() {
    let (app, plan) = app(&[]);
    app.warm_up().expect("nothing is broken");
    let all = [
        "cursor",
        "cursor",
        "disk",
        "index",
        "mail",
        "newsletter",
        "search",
    ];
    assert_eq!(plan.attempts(), all);
    let newsletter = app.get::<Newsletter>().expect("it was made");
    let disk = app.get::<dyn Store>().expect("it was made");
    assert!(Arc::ptr_eq(&newsletter.search.index.cursor.store, &disk));
    assert_eq!(Arc::strong_count(&newsletter.mail), 2);
    assert_eq!(plan.attempts().len(), all.len());
}

#[test]
fn the_report_has_a_line_for_each_failure() {
    let (app, _) = app(&["mail", "cursor"]);
    let errors = app.warm_up().expect_err("two components are broken");
    let shown = errors.to_string();
    let mut lines: Vec<_> = shown.lines().collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "component `Cursor` (needed by `Index`) could not be made: cursor is broken",
            "component `Mail` could not be made: mail is broken",
        ]
    );
    let by_reference = (&errors).into_iter().count();
    let error: &dyn Error = &errors;
    assert_eq!((by_reference, error.to_string()), (2, shown));
    let components = errors
        .into_iter()
        .map(|error| error.into_source().to_string());
    let mut components: Vec<_> = components.collect();
    components.sort_unstable();
    assert_eq!(components, ["cursor is broken", "mail is broken"]);
}
