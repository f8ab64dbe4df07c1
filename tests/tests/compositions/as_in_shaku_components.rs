//! What the examples and the tests of `shaku` 0.6.3 do with single components, done with a composition: parameters, defaults,
//! sharing, threads, and making what is needed when it is needed.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

use ssot::{Lazy, composition, factory, ssot_component, ssot_interface};

/// A parameter of a component is an input of the application, of a type of its own.
mod parameters_are_inputs {
    use super::*;

    #[ssot_interface]
    trait Output: Send + Sync {
        fn line(&self, text: &str) -> String;
    }

    #[ssot_interface]
    trait Calendar: Send + Sync {
        fn today(&self) -> String;
    }

    struct Prefix(&'static str);

    #[derive(Clone)]
    struct Today {
        day: &'static str,
        year: u16,
    }

    #[ssot_component(scope = singleton, implements(Output))]
    struct Prefixed {
        prefix: Arc<Prefix>,
    }

    #[factory]
    impl Prefixed {
        fn create(prefix: Arc<Prefix>) -> Self {
            Self { prefix }
        }
    }

    impl Output for Prefixed {
        fn line(&self, text: &str) -> String {
            format!("{}{text}", self.prefix.0)
        }
    }

    #[ssot_component(scope = singleton, implements(Calendar))]
    struct WallCalendar {
        output: Arc<dyn Output>,
        today: Today,
    }

    #[factory]
    impl WallCalendar {
        fn create(output: Arc<dyn Output>, today: Today) -> Self {
            Self { output, today }
        }
    }

    impl Calendar for WallCalendar {
        fn today(&self) -> String {
            let Today { day, year } = self.today;
            self.output.line(&format!("{day}, {year}"))
        }
    }

    composition! {
        struct Office {
            inputs { Prefix, Today }
            singletons { Prefixed as dyn Output, WallCalendar as dyn Calendar }
        }
    }

    /// One that is forgotten is a compile error, and no panic: `new` has a parameter for each.
    #[test]
    fn they_reach_the_component_that_asks_for_them() {
        let today = Today {
            day: "June 19",
            year: 2020,
        };
        let office = Office::new(Prefix("> "), today).expect("nothing is defined twice");
        let calendar: Arc<dyn Calendar> = office.get().expect("it can be made");
        assert_eq!(calendar.today(), "> June 19, 2020");
    }
}

/// What is not given has a default, which is that of Rust.
mod defaults {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Greeting(String);

    impl Default for Greeting {
        fn default() -> Self {
            Self("Good day".to_owned())
        }
    }

    /// Not configurable, so not a parameter.
    #[derive(Debug, PartialEq)]
    struct Revision(u8);

    impl Default for Revision {
        fn default() -> Self {
            Self(31)
        }
    }

    #[ssot_component(scope = singleton)]
    struct Host {
        greeting: Greeting,
        revision: Revision,
    }

    #[factory]
    impl Host {
        fn create(greeting: Greeting) -> Self {
            Self {
                greeting,
                revision: Revision::default(),
            }
        }
    }

    /// The same of what is made anew.
    #[ssot_component(scope = transient)]
    struct Guest {
        revision: Revision,
    }

    #[factory]
    impl Guest {
        fn create() -> Self {
            Self {
                revision: Revision::default(),
            }
        }
    }

    composition! {
        struct House {
            inputs { Greeting }
            singletons { Host }
            transients { Guest }
        }
    }

    #[test]
    fn a_default_is_given_where_nothing_else_is() {
        let greeted = |greeting| {
            let house = House::new(greeting).expect("nothing is defined twice");
            let host = house.get::<Host>().expect("it can be made");
            assert_eq!(host.revision, Revision(31));
            let guest = house.get::<Guest>().expect("it can be made");
            assert_eq!(guest.revision, Revision(31));
            host.greeting.0.clone()
        };
        assert_eq!(greeted(Greeting::default()), "Good day");
        assert_eq!(greeted(Greeting("Hello".to_owned())), "Hello");
    }
}

/// A component is shared, a provided service is made anew for each who asks.
mod shared_and_provided {
    use super::*;

    #[ssot_interface]
    trait Store: Send + Sync {
        fn value(&self) -> usize;
        fn set(&self, value: usize);
    }

    #[ssot_component(name = "shaku::Memory", scope = singleton, implements(Store))]
    struct Memory {
        value: AtomicUsize,
    }

    #[factory]
    impl Memory {
        fn create() -> Self {
            Self {
                value: AtomicUsize::new(17),
            }
        }
    }

    impl Store for Memory {
        fn value(&self) -> usize {
            self.value.load(Ordering::SeqCst)
        }

        fn set(&self, value: usize) {
            self.value.store(value, Ordering::SeqCst);
        }
    }

    #[ssot_component(name = "shaku::Reader", new, scope = singleton)]
    struct Reader {
        store: Arc<dyn Store>,
    }

    #[ssot_component(name = "shaku::Writer", new, scope = singleton)]
    struct Writer {
        store: Arc<dyn Store>,
    }

    #[ssot_component(new, scope = transient)]
    struct Query {
        store: Arc<dyn Store>,
    }

    composition! {
        struct Desk {
            singletons { Memory as dyn Store, Reader, Writer }
            transients { Query }
        }
    }

    fn desk() -> Desk {
        Desk::new().expect("nothing is defined twice")
    }

    #[test]
    fn two_components_share_what_both_need() {
        let desk = desk();
        let store: Arc<dyn Store> = desk.get().expect("it can be made");
        let reader = desk.get::<Reader>().expect("it can be made");
        let writer = desk.get::<Writer>().expect("it can be made");
        assert!(Arc::ptr_eq(&store, &reader.store) && Arc::ptr_eq(&store, &writer.store));
    }

    #[test]
    fn what_one_sets_the_other_sees() {
        let desk = desk();
        let store: Arc<dyn Store> = desk.get().expect("it can be made");
        assert_eq!(store.value(), 17);
        store.set(99);
        drop(store);
        let again: Arc<dyn Store> = desk.get().expect("it is there");
        assert_eq!(again.value(), 99);
    }

    #[test]
    fn a_provided_service_is_another_one_each_time_with_the_same_dependency() {
        let desk = desk();
        let one = desk.get::<Query>().expect("it can be made");
        let other = desk.get::<Query>().expect("it can be made");
        assert!(!Arc::ptr_eq(&one, &other));
        assert!(Arc::ptr_eq(&one.store, &other.store));
    }

    fn is_thread_safe<T: Send + Sync + ?Sized>() {}

    #[test]
    fn interfaces_and_applications_are_sent_and_shared() {
        is_thread_safe::<dyn Store>();
        is_thread_safe::<Desk>();
    }

    #[test]
    fn many_threads_see_one_instance() {
        const THREADS: usize = 10;
        let (desk, start) = (desk(), Barrier::new(THREADS));
        let stores: Vec<Arc<dyn Store>> = thread::scope(|threads| {
            let ask = || {
                start.wait();
                desk.get::<dyn Store>().expect("it can be made")
            };
            let asking: Vec<_> = (0..THREADS).map(|_| threads.spawn(ask)).collect();
            let answers = asking.into_iter().map(thread::ScopedJoinHandle::join);
            answers
                .map(|store| store.expect("it does not panic"))
                .collect()
        });
        assert!(stores.windows(2).all(|two| Arc::ptr_eq(&two[0], &two[1])));
        assert_eq!(stores[0].value(), 17);
    }
}

/// Nothing is made before it is asked for, by the application or by a component that needs it.
mod made_when_needed {
    use super::*;

    struct Count(AtomicUsize);

    #[ssot_component(name = "shaku::Engine", scope = singleton)]
    struct Engine {
        number: usize,
    }

    #[factory]
    impl Engine {
        fn create(count: &Count) -> Self {
            Self {
                number: count.0.fetch_add(1, Ordering::SeqCst),
            }
        }
    }

    #[ssot_component(new, scope = singleton)]
    struct Car {
        engine: Arc<Engine>,
    }

    /// Puts it off even longer.
    #[ssot_component(new, scope = singleton)]
    struct Bicycle {
        engine: Lazy<Engine>,
    }

    composition! {
        struct Garage {
            inputs { Arc<Count> }
            singletons { Engine, Car, Bicycle }
        }
    }

    fn garage() -> (Garage, Arc<Count>) {
        let count = Arc::new(Count(AtomicUsize::new(0)));
        let garage = Garage::new(Arc::clone(&count)).expect("nothing is defined twice");
        (garage, count)
    }

    #[test]
    fn at_first_use() {
        let (garage, count) = garage();
        assert_eq!(count.0.load(Ordering::SeqCst), 0);
        let engine = garage.get::<Engine>().expect("it can be made");
        assert_eq!((count.0.load(Ordering::SeqCst), engine.number), (1, 0));
    }

    #[test]
    fn for_a_component_that_needs_it_and_once() {
        let (garage, count) = garage();
        let car = garage.get::<Car>().expect("it can be made");
        let engine = garage.get::<Engine>().expect("it is there");
        assert!(Arc::ptr_eq(&car.engine, &engine));
        assert_eq!(count.0.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn later_than_the_component_that_asks_for_it_lazily() {
        let (garage, count) = garage();
        let bicycle = garage.get::<Bicycle>().expect("it can be made");
        assert_eq!(count.0.load(Ordering::SeqCst), 0);
        assert_eq!(bicycle.engine.get().expect("it can be made").number, 0);
        assert_eq!(count.0.load(Ordering::SeqCst), 1);
    }

    /// `shaku` makes all that is not `#[lazy]` when the module is built.
    #[test]
    fn or_all_at_start() {
        let (garage, count) = garage();
        garage.warm_up().expect("all can be made");
        assert_eq!(count.0.load(Ordering::SeqCst), 1);
    }
}
