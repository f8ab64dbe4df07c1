//! Compositions that are made of others, of this crate and of another one.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use pollster::block_on;
use ssot::{Context, Scope, composition, factory, ssot_component, ssot_interface};
use ssot_tests_part::{Count, Database, Migrated, Pool, Storage, Transaction, Url};

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

/// A part of this crate, which needs what another part has.
mod messaging {
    use super::*;

    #[ssot_interface]
    pub(super) trait Notifier: Send + Sync {
        fn notify(&self) -> String;
    }

    #[ssot_component(name = "messaging::Mail", implements(Notifier))]
    pub(super) struct Mail {
        queue: Arc<Queue>,
    }

    #[factory]
    impl Mail {
        fn create(queue: Arc<Queue>) -> Self {
            Self { queue }
        }
    }

    impl Notifier for Mail {
        fn notify(&self) -> String {
            format!("mail in {}", self.queue.pool.location())
        }
    }

    #[ssot_component(name = "messaging::Queue")]
    pub(super) struct Queue {
        pool: Arc<dyn Storage>,
    }

    #[factory]
    impl Queue {
        fn create(pool: Arc<dyn Storage>) -> Self {
            Self { pool }
        }
    }

    composition! {
        pub(super) struct Messaging {
            inputs { Arc<dyn Storage> }
            singletons { Queue, pub Mail as dyn Notifier }
        }
    }
}

use messaging::{Mail, Messaging, Notifier};

#[ssot_component(name = "parts::Orders", scope = context(User))]
struct Orders {
    user: u8,
    pool: Arc<Pool>,
    notifier: Arc<dyn Notifier>,
    transaction: Transaction,
}

#[factory]
impl Orders {
    fn create(
        user: &Scope<User>,
        pool: Arc<Pool>,
        notifier: Arc<dyn Notifier>,
        transaction: Transaction,
    ) -> Self {
        Self {
            user: user.0,
            pool,
            notifier,
            transaction,
        }
    }
}

#[ssot_component(name = "parts::Report")]
struct Report {
    migrated: Arc<Migrated>,
}

#[factory]
impl Report {
    fn create(migrated: Arc<Migrated>) -> Self {
        Self { migrated }
    }
}

composition! {
    struct App {
        inputs { Url, Arc<Count> }
        parts { Database, Messaging }
        singletons { Report }
        context(User) { Orders }
    }
}

fn app(url: &str) -> (App, Arc<Count>) {
    let count = Arc::default();
    (
        App::new(Url(url.to_owned()), Arc::clone(&count)).unwrap(),
        count,
    )
}

#[test]
fn what_a_part_hands_out_is_asked_for_as_what_the_composition_has() {
    let (app, count) = app("there");
    let pool = app.get::<Pool>().unwrap();
    assert_eq!(pool.location(), "there");
    assert!(Arc::ptr_eq(&pool, &app.get().unwrap()));
    assert_eq!(app.get::<dyn Storage>().unwrap().location(), "there");
    assert_eq!(count.load(Ordering::Relaxed), 1);
    assert_eq!(app.get::<dyn Notifier>().unwrap().notify(), "mail in there");
    let [one, other] = [(), ()].map(|()| app.get::<Transaction>().unwrap());
    assert!(!Arc::ptr_eq(&one, &other) && Arc::ptr_eq(&one.pool, &other.pool));
}

#[test]
fn components_of_the_composition_need_it_in_scopes_too() {
    let (app, _) = app("there");
    let orders = app.scope(User(4)).unwrap().get::<Orders>().unwrap();
    assert_eq!(
        (orders.user, orders.notifier.notify()),
        (4, "mail in there".to_owned())
    );
    assert!(Arc::ptr_eq(&orders.pool, &orders.transaction.pool));
}

#[test]
fn what_waits_in_a_part_is_waited_for() {
    let (app, _) = app("there");
    assert!(app.get::<Report>().is_err());
    block_on(app.warm_up_async()).unwrap();
    let report = app.get::<Report>().unwrap();
    assert!(Arc::ptr_eq(&report.migrated.pool, &app.get().unwrap()));
}

#[test]
fn a_part_is_asked_for_itself() {
    let (app, _) = app("there");
    let database = app.get::<Database>().unwrap();
    assert!(Arc::ptr_eq(
        &database.get::<Pool>().unwrap(),
        &app.get().unwrap()
    ));
    assert!(Arc::ptr_eq(&database, &app.get().unwrap()));
}

#[test]
fn the_error_names_the_component_of_the_part_and_who_needs_it() {
    let (app, _) = app("");
    let error = app.scope(User(1)).unwrap().get::<Orders>().err().unwrap();
    assert_eq!(
        (error.component(), error.path()),
        ("part::Pool", &["parts::Orders"][..])
    );
    let errors = block_on(app.warm_up_async()).unwrap_err();
    let failed: Vec<_> = errors
        .iter()
        .map(|error| (error.component(), error.path()))
        .collect();
    assert_eq!(
        failed,
        [
            ("part::Pool", &["Messaging"][..]),
            ("part::Pool", &["part::Migrated", "parts::Report"][..])
        ]
    );
}

#[test]
fn two_applications_have_two_parts() {
    let (one, other) = (app("one").0, app("other").0);
    assert!(!Arc::ptr_eq(
        &one.get::<Pool>().unwrap(),
        &other.get::<Pool>().unwrap()
    ));
}

#[test]
fn what_parts_have_is_part_of_the_application() {
    let reported: Vec<_> = App::verify().iter().map(ToString::to_string).collect();
    let own = ["part::", "messaging::", "parts::Orders", "parts::Report"];
    let own = reported
        .iter()
        .filter(|text| own.iter().any(|name| text.contains(name)));
    let own: Vec<_> = own
        .filter(|text| !text.contains("parts::replaced"))
        .collect();
    assert!(own.is_empty(), "{own:?}");
}

#[test]
fn a_part_makes_an_application_of_its_own_too() {
    let count = Arc::default();
    let database = Database::new(Url("alone".to_owned()), count).unwrap();
    assert_eq!(database.get::<dyn Storage>().unwrap().location(), "alone");
}

mod within {
    use super::*;

    #[ssot_component(name = "parts::within::Shop", new)]
    struct Shop {
        notifier: Arc<dyn Notifier>,
    }

    composition! {
        struct Inner {
            inputs { Url, Arc<Count> }
            parts { Database, Messaging }
            singletons { pub Shop }
        }
    }

    composition! {
        struct Outer {
            inputs { Url, Arc<Count> }
            parts { Inner }
        }
    }

    #[test]
    fn a_part_has_parts_of_its_own() {
        let app = Outer::new(Url("deep".to_owned()), Arc::default()).unwrap();
        assert_eq!(app.get::<Shop>().unwrap().notifier.notify(), "mail in deep");
        let reported: Vec<_> = Outer::verify().iter().map(ToString::to_string).collect();
        let own = reported
            .iter()
            .filter(|text| text.contains("`part::Driver`"));
        assert_eq!(own.count(), 0);
    }
}

mod generic {
    use super::*;

    trait Kind: Send + Sync + 'static {
        const NAME: &'static str;
    }

    struct Fast;

    impl Kind for Fast {
        const NAME: &'static str = "fast";
    }

    #[ssot_component(name = "parts::generic::Cache")]
    struct Cache<K: Kind> {
        url: Arc<Url>,
        kind: std::marker::PhantomData<fn() -> K>,
    }

    #[factory]
    impl<K: Kind> Cache<K> {
        fn create(url: Arc<Url>) -> Self {
            Self {
                url,
                kind: std::marker::PhantomData,
            }
        }
    }

    composition! {
        struct Caching<K: Kind> {
            inputs { Url }
            singletons { pub Cache<K> }
        }
    }

    composition! {
        struct OfOne {
            inputs { Url }
            parts { Caching<Fast> }
        }
    }

    composition! {
        struct OfAny<K: Kind> {
            inputs { Url }
            parts { Caching<K> }
        }
    }

    #[test]
    fn a_generic_part_says_what_it_is_used_with() {
        let app = OfOne::new(Url("one".to_owned())).unwrap();
        assert_eq!(app.get::<Cache<Fast>>().unwrap().url.0, "one");
        let app = OfAny::<Fast>::new(Url("any".to_owned())).unwrap();
        assert_eq!(
            (app.get::<Cache<Fast>>().unwrap().url.0.as_str(), Fast::NAME),
            ("any", "fast")
        );
    }
}

mod replaced {
    use super::*;

    #[ssot_component(name = "parts::replaced::Silence", implements(Notifier))]
    struct Silence {}

    #[factory]
    impl Silence {
        fn create() -> Self {
            Self {}
        }
    }

    impl Notifier for Silence {
        fn notify(&self) -> String {
            "nothing".to_owned()
        }
    }

    composition! {
        struct Quiet {
            singletons { pub Silence as dyn Notifier }
        }
    }

    composition! {
        struct Tested overrides App { Messaging => Quiet }
    }

    #[test]
    fn another_composition_takes_the_place_of_a_part() {
        let app = Tested::new(Url("there".to_owned()), Arc::default()).unwrap();
        let orders = app.scope(User(4)).unwrap().get::<Orders>().unwrap();
        assert_eq!(
            (orders.pool.location(), orders.notifier.notify()),
            ("there".to_owned(), "nothing".to_owned())
        );
    }
}
