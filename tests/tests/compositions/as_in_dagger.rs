//! What Dagger has an annotation for, and `lockjaw` and `more-di` after it, said by types: qualifiers, providers, a choice between
//! bindings, collections that may be empty, what may be missing, and components within components.

use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ssot::{Context, Lazy, Scope, composition, factory, ssot_component, ssot_interface};

/// A qualifier: the same type for another purpose.
mod qualifiers {
    use super::*;

    struct Pool {
        threads: usize,
    }

    struct For<Purpose, T>(T, PhantomData<Purpose>);

    impl<Purpose, T> Deref for For<Purpose, T> {
        type Target = T;

        fn deref(&self) -> &T {
            &self.0
        }
    }

    struct Disk;

    struct Screen;

    fn many() -> For<Disk, Pool> {
        For(Pool { threads: 8 }, PhantomData)
    }

    fn one() -> For<Screen, Pool> {
        For(Pool { threads: 1 }, PhantomData)
    }

    #[ssot_component(new, scope = singleton)]
    struct Editor {
        disk: Arc<For<Disk, Pool>>,
        screen: Arc<For<Screen, Pool>>,
    }

    composition! {
        struct Desktop {
            singletons { For<Disk, Pool> = many, For<Screen, Pool> = one, Editor }
        }
    }

    #[test]
    fn a_marker_tells_two_of_one_type_apart() {
        let desktop = Desktop::new().expect("nothing is defined twice");
        let editor = desktop.get::<Editor>().expect("it can be made");
        assert_eq!((editor.disk.threads, editor.screen.threads), (8, 1));
    }
}

/// A provider makes one each time. A choice makes only what is chosen.
mod providers {
    use super::*;

    #[ssot_interface]
    trait Heater: Send + Sync {
        fn heat(&self) -> &'static str;
    }

    struct Made(AtomicUsize);

    macro_rules! heaters {
        ($($heater:ident $heat:literal)*) => {$(
            #[ssot_component(implements(Heater))]
            struct $heater {}

            #[factory]
            impl $heater {
                fn create(made: &Made) -> Self {
                    made.0.fetch_add(1, Ordering::SeqCst);
                    Self {}
                }
            }

            impl Heater for $heater {
                fn heat(&self) -> &'static str {
                    $heat
                }
            }
        )*};
    }

    heaters! {
        Gas "burns"
        Electric "glows"
    }

    struct UsesGas(bool);

    #[ssot_component]
    struct Kitchen {
        heater: Arc<dyn Heater>,
    }

    #[factory]
    impl Kitchen {
        fn create(
            uses_gas: &UsesGas,
            gas: &Lazy<Gas>,
            electric: &Lazy<Electric>,
        ) -> Result<Self, ssot::ConstructionError> {
            let heater: Arc<dyn Heater> = if uses_gas.0 {
                gas.get()?
            } else {
                electric.get()?
            };
            Ok(Self { heater })
        }
    }

    #[ssot_component(new)]
    struct Filter {
        heater: Arc<Gas>,
    }

    #[ssot_component(new)]
    struct Machine {
        filters: Lazy<Filter>,
    }

    composition! {
        struct Cafe {
            inputs { Arc<Made>, UsesGas }
            singletons { Gas, Electric, Kitchen, Machine }
            transients { Filter }
        }
    }

    fn cafe(uses_gas: bool) -> (Cafe, Arc<Made>) {
        let made = Arc::new(Made(AtomicUsize::new(0)));
        let cafe = Cafe::new(Arc::clone(&made), UsesGas(uses_gas));
        (cafe.expect("nothing is defined twice"), made)
    }

    #[test]
    fn only_the_chosen_one_is_made() {
        for (uses_gas, heat) in [(true, "burns"), (false, "glows")] {
            let (cafe, made) = cafe(uses_gas);
            let kitchen = cafe.get::<Kitchen>().expect("it can be made");
            assert_eq!(kitchen.heater.heat(), heat);
            assert_eq!(made.0.load(Ordering::SeqCst), 1);
        }
    }

    #[test]
    fn what_is_transient_is_another_one_each_time() {
        let (cafe, made) = cafe(true);
        let machine = cafe.get::<Machine>().expect("it can be made");
        assert_eq!(made.0.load(Ordering::SeqCst), 0);
        let one = machine.filters.get().expect("it can be made");
        let other = machine.filters.get().expect("it can be made");
        assert!(!Arc::ptr_eq(&one, &other));
        assert!(Arc::ptr_eq(&one.heater, &other.heater));
    }
}

/// Collections that may be empty, and what may be missing.
mod absence {
    use super::*;

    #[ssot_interface]
    trait Plugin: Send + Sync {}

    #[ssot_component(name = "dagger::Cache", new)]
    struct Cache {}

    #[ssot_component(name = "dagger::Host", new)]
    struct Host {
        plugins: Vec<Arc<dyn Plugin>>,
        cache: Option<Arc<Cache>>,
    }

    composition! {
        struct Bare {
            singletons { Host }
            collections { dyn Plugin }
            left_out { Cache }
        }
    }

    composition! {
        struct Cached {
            singletons { Host, Cache }
            collections { dyn Plugin }
        }
    }

    #[test]
    fn is_no_error() {
        let bare = Bare::new().expect("nothing is defined twice");
        let host = bare.get::<Host>().expect("it can be made");
        assert!(host.plugins.is_empty() && host.cache.is_none());
        let cached = Cached::new().expect("nothing is defined twice");
        let host = cached.get::<Host>().expect("it can be made");
        assert!(host.cache.is_some());
    }
}

/// A component within a component, with parameters of its own, which sees what is around it.
mod subcomponents {
    use super::*;

    macro_rules! contexts {
        ($($context:ident)*) => {$(
            struct $context(&'static str);

            impl Context for $context {
                type Id = &'static str;
                type Error = std::convert::Infallible;

                fn id(&self) -> &'static str {
                    self.0
                }

                fn validate(&self) -> Result<(), std::convert::Infallible> {
                    Ok(())
                }
            }
        )*};
    }

    contexts! { Session Request }

    #[ssot_component(name = "dagger::Server", new)]
    struct Server {}

    #[ssot_component(scope = context(Session))]
    struct Basket {
        server: Arc<Server>,
        name: &'static str,
    }

    #[factory]
    impl Basket {
        fn create(session: &Scope<Session>, server: Arc<Server>) -> Self {
            Self {
                server,
                name: session.0,
            }
        }
    }

    #[ssot_component(scope = context(Request))]
    struct Page {
        basket: Arc<Basket>,
        path: &'static str,
    }

    #[factory]
    impl Page {
        fn create(request: &Scope<Request>, basket: Arc<Basket>) -> Self {
            Self {
                basket,
                path: request.0,
            }
        }
    }

    composition! {
        struct Shop {
            singletons { Server }
            context(Session) {
                Basket
                context(Request) { Page }
            }
        }
    }

    #[test]
    fn share_what_is_around_them_and_nothing_else() {
        let shop = Shop::new().expect("nothing is defined twice");
        let Ok(ada) = shop.scope(Session("ada"));
        let Ok(bob) = shop.scope(Session("bob"));
        let page = |session: &ssot::OpenScope<Shop, Session>, path| {
            let Ok(request) = session.scope(Request(path));
            let page = request.get::<Page>().expect("it can be made");
            assert_eq!(page.path, path);
            Arc::clone(&page.basket)
        };
        let (first, second, other) = (page(&ada, "/"), page(&ada, "/buy"), page(&bob, "/"));
        assert!(Arc::ptr_eq(&first, &second) && !Arc::ptr_eq(&first, &other));
        assert!(Arc::ptr_eq(&first.server, &other.server));
        assert_eq!((first.name, other.name), ("ada", "bob"));
    }
}
