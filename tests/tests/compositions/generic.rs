//! Compositions with parameters: what an application is made of is decided where it is used.

use std::convert::Infallible;
use std::marker::PhantomData;
use std::sync::Arc;

use pollster::block_on;
use ssot::{Context, Lazy, OpenScope, Scope, composition, factory, ssot_component, ssot_interface};

trait Database: Send + Sync + 'static {
    fn name(&self) -> String;
}

struct Memory(u8);

impl Database for Memory {
    fn name(&self) -> String {
        format!("memory {}", self.0)
    }
}

struct Disk(&'static str);

impl Database for Disk {
    fn name(&self) -> String {
        format!("disk {}", self.0)
    }
}

struct User(u8);

impl Context for User {
    type Id = u8;
    type Error = Infallible;

    fn id(&self) -> u8 {
        self.0
    }

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_interface]
trait Store: Send + Sync {
    fn location(&self) -> String;
}

#[ssot_component(name = "generic::Repository", implements(Store))]
struct Repository<D: Database> {
    database: Arc<D>,
}

#[factory]
impl<D: Database> Repository<D> {
    fn create(database: Arc<D>) -> Self {
        Self { database }
    }
}

impl<D: Database> Store for Repository<D> {
    fn location(&self) -> String {
        self.database.name()
    }
}

#[ssot_component(name = "generic::Migrated")]
struct Migrated<D: Database> {
    database: PhantomData<fn() -> D>,
}

#[factory]
impl<D: Database> Migrated<D> {
    async fn create(_repository: Arc<Repository<D>>) -> Self {
        std::future::ready(()).await;
        Self {
            database: PhantomData,
        }
    }
}

#[ssot_component(name = "generic::Report", scope = transient)]
struct Report<D: Database> {
    migrated: Arc<Migrated<D>>,
}

#[factory]
impl<D: Database> Report<D> {
    fn create(migrated: Arc<Migrated<D>>) -> Self {
        Self { migrated }
    }
}

#[ssot_component(name = "generic::Session", scope = context(User))]
struct Session<D: Database> {
    user: u8,
    repository: Arc<Repository<D>>,
    store: Arc<dyn Store>,
    later: Lazy<Repository<D>>,
    clock: Option<Arc<Clock>>,
    missing: Option<Arc<Calendar>>,
}

#[factory]
impl<D: Database> Session<D> {
    fn create(
        user: &Scope<User>,
        repository: Arc<Repository<D>>,
        store: Arc<dyn Store>,
        later: Lazy<Repository<D>>,
        clock: Option<Arc<Clock>>,
        missing: Option<Arc<Calendar>>,
    ) -> Self {
        Self {
            user: user.0,
            repository,
            store,
            later,
            clock,
            missing,
        }
    }
}

#[ssot_component(name = "generic::Clock", new)]
struct Clock {}

#[ssot_component(name = "generic::Calendar", new)]
struct Calendar {}

#[ssot_component(name = "generic::Query")]
struct Query<D: Database> {
    text: String,
    repository: Arc<Repository<D>>,
}

#[factory]
impl<D: Database> Query<D> {
    fn create(#[given] text: &str, repository: Arc<Repository<D>>) -> Self {
        let text = text.to_owned();
        Self { text, repository }
    }
}

struct Table<const ROWS: usize>;

fn table<const ROWS: usize>() -> Table<ROWS> {
    Table
}

composition! {
    /// It works with any database.
    struct App<D: Database, const ROWS: usize = 3> where D: Clone2 {
        inputs { D }
        singletons { Repository<D> as dyn Store, Migrated<D>, Clock, Table<ROWS> = table::<ROWS> }
        transients { Report<D> }
        makes { Query<D> }
        collections { dyn Kept }
        context(User) { Session<D> }
        left_out { Calendar }
    }
}

/// Another bound.
trait Clone2 {}

impl Clone2 for Memory {}
impl Clone2 for Disk {}

#[ssot_interface]
trait Kept: Send + Sync {}

fn app() -> App<Memory> {
    App::new(Memory(1)).unwrap()
}

#[test]
fn it_is_made_with_what_it_is_used_with() {
    assert_eq!(app().get::<dyn Store>().unwrap().location(), "memory 1");
    let disk: App<Disk> = App::new(Disk("a")).unwrap();
    assert_eq!(disk.get::<dyn Store>().unwrap().location(), "disk a");
    assert_eq!(disk.get::<Repository<Disk>>().unwrap().location(), "disk a");
    assert_eq!(disk.get::<Disk>().unwrap().0, "a");
}

#[test]
fn its_scopes_see_what_it_has() {
    let app = app();
    let alice: OpenScope<App<Memory>, User> = app.scope(User(7)).unwrap();
    let session = alice.get::<Session<Memory>>().unwrap();
    assert_eq!(session.user, 7);
    assert!(Arc::ptr_eq(&session.repository, &app.get().unwrap()));
    assert!(Arc::ptr_eq(
        &session.repository,
        &session.later.get().unwrap()
    ));
    assert_eq!(session.store.location(), "memory 1");
    assert!(session.clock.is_some() && session.missing.is_none());
    assert!(app.get::<Vec<Arc<dyn Kept>>>().unwrap().is_empty());
}

#[test]
fn it_makes_of_what_is_given() {
    let app = app();
    let query = app.make::<Query<Memory>>(("all",)).unwrap();
    assert_eq!(query.text, "all");
    assert!(Arc::ptr_eq(&query.repository, &app.get().unwrap()));
}

#[test]
fn code_may_be_generic_too() {
    fn location<D: Database + Clone2>(app: &App<D>) -> String {
        app.get::<Repository<D>>().unwrap().location()
    }
    assert_eq!(location(&app()), "memory 1");
}

#[test]
fn what_waits_says_so_where_it_is_asked_for_without_waiting() {
    let app = app();
    let error = app.get::<Report<Memory>>().err().unwrap();
    assert!(
        error.to_string().contains("has to be waited for"),
        "{error}"
    );
    let error = app.get::<Migrated<Memory>>().err().unwrap();
    assert!(
        error.to_string().contains("has to be waited for"),
        "{error}"
    );
    assert!(app.warm_up().is_err());
    block_on(app.warm_up_async()).unwrap();
    let report = block_on(app.get_async::<Report<Memory>>()).unwrap();
    assert!(Arc::ptr_eq(&report.migrated, &app.get().unwrap()));
    app.warm_up().unwrap();
}

#[test]
fn a_constant_is_a_parameter_too() {
    let app: App<Memory, 5> = App::new(Memory(2)).unwrap();
    let _: Arc<Table<5>> = app.get().unwrap();
    drop(self::app().get::<Table<3>>().unwrap());
}

#[ssot_component(name = "generic::Owned", scope = context(User))]
struct Owned {
    owner: u8,
}

#[factory]
impl Owned {
    fn create(user: &Scope<User>) -> Self {
        Self { owner: user.0 }
    }
}

impl Database for Owned {
    fn name(&self) -> String {
        format!("of {}", self.owner)
    }
}

composition! {
    struct Owners {
        context(User) { Owned }
    }
}

#[test]
fn a_component_of_a_user_is_no_input_that_a_parameter_stands_for() {
    let owners = Owners::new().expect("every component is defined once");
    let alice = owners.scope(User(1)).expect("every user is valid");
    let refused = Given::new(OwnedFactory::create(&alice)).expect_err("all users would share it");
    assert_eq!(refused.violations()[0].code, "SSOT071");
    assert!(Given::new(Memory(1)).is_ok());
}

composition! {
    struct Given<D: Database> {
        inputs { D }
        context(User) {}
    }
}

#[test]
fn it_knows_what_it_lists() {
    let reported = App::<Memory>::verify();
    let own = reported.iter().map(ToString::to_string);
    let own =
        own.filter(|text| text.contains("generic::Repository") || text.contains("generic::Query"));
    assert_eq!(own.count(), 0);
}

mod replaced {
    use super::*;

    #[ssot_component(name = "generic::replaced::Fake", implements(Store))]
    struct Fake {}

    #[factory]
    impl Fake {
        fn create() -> Self {
            Self {}
        }
    }

    impl Store for Fake {
        fn location(&self) -> String {
            "nowhere".to_owned()
        }
    }

    composition! {
        struct Simple<D: Database> {
            inputs { D }
            singletons { Repository<D> as dyn Store }
        }
    }

    composition! {
        struct Tested overrides Simple<Memory> { Repository<Memory> => Fake }
    }

    composition! {
        struct Generic<E: Database> overrides Simple<E> { Repository<E> => Fake }
    }

    #[test]
    fn an_override_says_what_the_other_one_is_used_with() {
        let app = Tested::new(Memory(1)).unwrap();
        assert_eq!(app.get::<dyn Store>().unwrap().location(), "nowhere");
        let app = Generic::new(Disk("a")).unwrap();
        assert_eq!(app.get::<dyn Store>().unwrap().location(), "nowhere");
    }
}
