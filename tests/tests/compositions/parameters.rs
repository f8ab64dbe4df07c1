//! What a constructor can ask for beside components and inputs: what a function makes, what may be missing, all that is
//! listed behind an interface, and what is needed later only.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Weak};

use pollster::block_on;
use ssot::{Context, Lazy, Scope, composition, factory, ssot_component, ssot_interface};

/// A user, by number.
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

mod functions {
    use super::*;

    /// What is not ours.
    mod database {
        use super::*;

        #[derive(Clone)]
        pub(super) struct Url(pub(super) &'static str);

        pub(super) struct Pool {
            pub(super) url: &'static str,
        }

        #[derive(Debug)]
        pub(super) struct Refused;

        impl fmt::Display for Refused {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the database refused")
            }
        }

        impl Error for Refused {}

        pub(super) fn connect(url: &Url) -> Result<Pool, Refused> {
            if url.0.is_empty() {
                Err(Refused)
            } else {
                Ok(Pool { url: url.0 })
            }
        }

        pub(super) struct Migrated {
            pub(super) tables: usize,
        }

        pub(super) async fn migrate(pool: Arc<Pool>, Url(url): Url) -> Result<Migrated, Refused> {
            std::future::ready(()).await;
            Ok(Migrated {
                tables: pool.url.len() + url.len(),
            })
        }
    }

    use database::{Migrated, Pool, Url};

    trait Named {
        fn named(&self) -> &'static str;
    }

    impl Named for Pool {
        fn named(&self) -> &'static str {
            self.url
        }
    }

    struct Transaction {
        user: u8,
        open: Arc<AtomicU32>,
    }

    impl Drop for Transaction {
        fn drop(&mut self) {
            self.open.fetch_sub(1, Ordering::Relaxed);
        }
    }

    fn begin(user: &Scope<User>, open: Arc<AtomicU32>) -> Transaction {
        open.fetch_add(1, Ordering::Relaxed);
        Transaction { user: user.0, open }
    }

    fn fresh<T: Default>() -> Vec<T> {
        vec![T::default()]
    }

    #[ssot_component(name = "functions::Store")]
    struct Store {
        pool: Arc<Pool>,
        buffer: Vec<u8>,
    }

    #[factory]
    impl Store {
        fn create(pool: Arc<Pool>, buffer: Vec<u8>) -> Self {
            Self { pool, buffer }
        }
    }

    #[ssot_component(name = "functions::Report")]
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
            inputs { Url, Arc<AtomicU32> }
            singletons { Store, Report, Pool as dyn Named + Send + Sync = database::connect, Migrated = database::migrate }
            transients { Vec<u8> = fresh::<u8> }
            context(User) { Transaction = begin }
            left_out {}
        }
    }

    fn app(url: &'static str) -> (App, Arc<AtomicU32>) {
        let open = Arc::default();
        (App::new(Url(url), Arc::clone(&open)).unwrap(), open)
    }

    #[test]
    fn a_function_makes_what_is_not_ours_of_what_it_takes() {
        let (app, _) = app("db");
        let store = app.get::<Store>().unwrap();
        assert_eq!((store.pool.url, &*store.buffer), ("db", &[0][..]));
        assert!(Arc::ptr_eq(&store.pool, &app.get().unwrap()));
        assert_eq!(app.get::<dyn Named + Send + Sync>().unwrap().named(), "db");
    }

    #[test]
    fn an_asynchronous_function_is_waited_for() {
        let (app, _) = app("db");
        assert!(app.get::<Report>().is_err());
        assert_eq!(
            block_on(app.get_async::<Report>()).unwrap().migrated.tables,
            4
        );
        assert_eq!(app.get::<Report>().unwrap().migrated.tables, 4);
    }

    #[test]
    fn the_error_of_a_function_names_what_it_would_have_made_and_who_needs_it() {
        let (app, _) = app("");
        let error = app.get::<Store>().err().unwrap();
        assert_eq!(
            error.to_string(),
            "component `Pool` (needed by `functions::Store`) could not be made: the database refused"
        );
    }

    #[test]
    fn what_a_function_made_for_a_scope_goes_with_it() {
        let (app, open) = app("db");
        let scope = app.scope(User(7)).unwrap();
        assert_eq!(scope.get::<Transaction>().unwrap().user, 7);
        assert_eq!(open.load(Ordering::Relaxed), 1);
        scope.close().unwrap();
        assert_eq!(open.load(Ordering::Relaxed), 0);

        let scope = app.scope(User(8)).unwrap();
        let held = scope.get::<Transaction>().unwrap();
        let escapes = scope.close().unwrap_err();
        assert_eq!(escapes.iter().next().unwrap().component(), "Transaction");
        drop(held);
    }

    mod replaced {
        use super::*;

        #[ssot_component(name = "functions::replaced::Fake")]
        struct FakeMigrated {}

        #[factory]
        impl FakeMigrated {
            fn create() -> Self {
                Self {}
            }
        }

        composition! {
            struct Tested overrides App { Pool => input Pool }
        }

        #[test]
        fn an_override_gives_it_in_the_place_of_the_function() {
            let pool = Pool { url: "of a test" };
            let app = Tested::new(Url(""), Arc::default(), pool).unwrap();
            assert_eq!(app.get::<Store>().unwrap().pool.url, "of a test");
        }
    }
}

mod missing {
    use super::*;

    #[ssot_component(name = "missing::Cache", new)]
    struct Cache {}

    #[ssot_interface]
    trait Clock: Send + Sync {
        fn now(&self) -> u64;
    }

    #[ssot_component(name = "missing::Quartz", implements(Clock))]
    struct Quartz {
        now: u64,
    }

    #[factory]
    impl Quartz {
        fn create() -> Self {
            Self { now: 5 }
        }
    }

    impl Clock for Quartz {
        fn now(&self) -> u64 {
            self.now
        }
    }

    #[ssot_component(name = "missing::Store")]
    struct Store {
        cache: Option<Arc<Cache>>,
        clock: Option<Arc<dyn Clock>>,
    }

    #[factory]
    impl Store {
        fn create(cache: Option<Arc<Cache>>, clock: Option<Arc<dyn Clock>>) -> Self {
            Self { cache, clock }
        }
    }

    composition! {
        struct With { singletons { Store, Cache, Quartz as dyn Clock } }
    }

    composition! {
        struct Without { singletons { Store } left_out { Cache, dyn Clock } }
    }

    #[test]
    fn what_is_listed_is_some_and_shared() {
        let app = With::new().unwrap();
        let store = app.get::<Store>().unwrap();
        assert!(Arc::ptr_eq(
            store.cache.as_ref().unwrap(),
            &app.get().unwrap()
        ));
        assert_eq!(store.clock.as_ref().map(|clock| clock.now()), Some(5));
    }

    #[test]
    fn what_is_left_out_is_none() {
        let store = Without::new().unwrap().get::<Store>().unwrap();
        assert!(store.cache.is_none() && store.clock.is_none());
    }
}

mod collections {
    use super::*;

    #[ssot_interface]
    trait Notifier: Send + Sync {
        fn number(&self) -> u32;
    }

    macro_rules! notifiers {
        ($($name:ident $text:literal = $number:literal ($($parameter:tt)*);)*) => {$(
            #[ssot_component(name = $text, implements(Notifier))]
            struct $name {
                number: u32,
            }

            #[factory]
            impl $name {
                fn create($($parameter)*) -> Self {
                    Self { number: $number }
                }
            }

            impl Notifier for $name {
                fn number(&self) -> u32 {
                    self.number
                }
            }
        )*};
    }

    notifiers! {
        Mail "collections::Mail" = 1 ();
        Pager "collections::Pager" = 2 ();
        Bell "collections::Bell" = 3 ();
        Push "collections::Push" = 4 (_: &Scope<User>);
        Never "collections::Never" = 5 ();
    }

    #[ssot_component(name = "collections::Hub")]
    struct Hub {
        all: Vec<Arc<dyn Notifier>>,
        named: BTreeMap<&'static str, Arc<dyn Notifier>>,
    }

    #[factory]
    impl Hub {
        fn create(
            _: &Scope<User>,
            all: Vec<Arc<dyn Notifier>>,
            named: BTreeMap<&'static str, Arc<dyn Notifier>>,
        ) -> Self {
            Self { all, named }
        }
    }

    composition! {
        struct App {
            singletons {
                Pager as dyn Notifier,
                Mail as dyn Notifier,
                #[cfg(not(test))]
                Never as dyn Notifier,
            }
            transients { Bell as dyn Notifier }
            collections { dyn Notifier }
            context(User) { Push as dyn Notifier, Hub }
        }
    }

    composition! {
        struct Silent {
            collections { dyn Notifier }
        }
    }

    #[test]
    fn all_that_are_listed_behind_an_interface_come_in_the_order_of_the_list() {
        let scope = App::new().unwrap().scope(User(1)).unwrap();
        let hub = scope.get::<Hub>().unwrap();
        let numbers: Vec<_> = hub.all.iter().map(|one| one.number()).collect();
        assert_eq!(numbers, [2, 1, 3, 4]);
    }

    #[test]
    fn they_come_by_their_names_too_and_are_the_same() {
        let scope = App::new().unwrap().scope(User(1)).unwrap();
        let hub = scope.get::<Hub>().unwrap();
        let names: Vec<_> = hub.named.keys().copied().collect();
        assert_eq!(
            names,
            [
                "collections::Bell",
                "collections::Mail",
                "collections::Pager",
                "collections::Push"
            ]
        );
        assert!(Arc::ptr_eq(&hub.all[1], &hub.named["collections::Mail"]));
    }

    #[test]
    fn there_may_be_none() {
        let none = Silent::new()
            .unwrap()
            .get::<Vec<Arc<dyn Notifier>>>()
            .unwrap();
        assert!(none.is_empty());
    }
}

mod lazy {
    use super::*;

    #[ssot_interface]
    trait Shown: Send + Sync {
        fn user(&self) -> u8;
    }

    #[ssot_component(name = "lazy::Menu", scope = context(User), implements(Shown))]
    struct Menu {
        user: u8,
        page: Lazy<Page>,
    }

    #[factory]
    impl Menu {
        fn create(user: &Scope<User>, page: Lazy<Page>) -> Self {
            Self { user: user.0, page }
        }
    }

    impl Shown for Menu {
        fn user(&self) -> u8 {
            self.user
        }
    }

    #[ssot_component(name = "lazy::Page", scope = context(User))]
    struct Page {
        menu: Arc<Menu>,
        shown: Lazy<dyn Shown>,
    }

    #[factory]
    impl Page {
        fn create(_: &Scope<User>, menu: Arc<Menu>, shown: Lazy<dyn Shown>) -> Self {
            Self { menu, shown }
        }
    }

    #[ssot_component(name = "lazy::Slow")]
    struct Slow {}

    #[factory]
    impl Slow {
        async fn create() -> Self {
            std::future::ready(()).await;
            Self {}
        }
    }

    #[ssot_component(name = "lazy::Holder")]
    struct Holder {
        slow: Lazy<Slow>,
    }

    #[factory]
    impl Holder {
        fn create(slow: Lazy<Slow>) -> Self {
            Self { slow }
        }
    }

    composition! {
        struct App {
            singletons { Slow, Holder }
            context(User) { Menu as dyn Shown, Page }
        }
    }

    #[test]
    fn two_components_need_one_another() {
        let scope = App::new().unwrap().scope(User(3)).unwrap();
        let menu = scope.get::<Menu>().unwrap();
        let page = menu.page.get().unwrap();
        assert!(Arc::ptr_eq(&page.menu, &menu));
        assert!(Arc::ptr_eq(&page, &menu.page.get().unwrap()));
        assert_eq!(page.shown.get().unwrap().user(), 3);
    }

    #[test]
    fn it_holds_neither_the_instance_nor_the_scope() {
        let scope = App::new().unwrap().scope(User(3)).unwrap();
        let menu = Arc::downgrade(&scope.get::<Menu>().unwrap());
        menu.upgrade().unwrap().page.get().unwrap();
        scope.close().unwrap();
        assert!(Weak::upgrade(&menu).is_none());
    }

    #[test]
    fn after_its_scope_was_closed_it_says_so() {
        let scope = App::new().unwrap().scope(User(3)).unwrap();
        let menu = scope.get::<Menu>().unwrap();
        scope.close().unwrap_err();
        let error = menu.page.get().err().unwrap();
        assert_eq!(
            error.to_string(),
            "component `lazy::Page` could not be made: its scope was closed"
        );
    }

    #[test]
    fn what_is_asynchronous_is_waited_for_when_it_is_asked_for() {
        let app = App::new().unwrap();
        let holder = app.get::<Holder>().unwrap();
        assert!(holder.slow.get().is_err());
        block_on(holder.slow.get_async()).unwrap();
        assert!(holder.slow.get().is_ok());
    }

    #[test]
    fn a_test_gives_one_that_is_ready() {
        let slow = Arc::new(block_on(SlowFactory::create()));
        let holder = HolderFactory::create(Lazy::ready(Arc::clone(&slow)));
        assert!(Arc::ptr_eq(&holder.slow.get().unwrap(), &slow));
    }
}
