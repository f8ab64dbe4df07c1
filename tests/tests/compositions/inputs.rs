//! What an application is given, and how its components get it.

// Longer paths, and inputs that are not consumed, are part of what is tested.
#![allow(unused_qualifications, clippy::needless_pass_by_value)]

use std::sync::Arc;
use std::sync::Arc as Shared;
use std::sync::atomic::{AtomicUsize, Ordering};

use ssot::{ConstructionError, composition, factory, ssot_component, ssot_interface};

fn get<T: ?Sized>(made: Result<Arc<T>, ConstructionError>) -> Arc<T> {
    made.expect("no constructor fails")
}

/// Counts its clones.
#[derive(Default)]
struct Pool {
    clones: Arc<AtomicUsize>,
}

impl Clone for Pool {
    fn clone(&self) -> Self {
        self.clones.fetch_add(1, Ordering::Relaxed);
        let clones = Arc::clone(&self.clones);
        Self { clones }
    }
}

/// There is one of it: it cannot be cloned.
struct Config {
    host: String,
}

#[ssot_component(scope = singleton)]
struct ByValue {
    pool: Pool,
}

#[factory]
impl ByValue {
    fn create(pool: Pool) -> Self {
        Self { pool }
    }
}

#[ssot_component(scope = singleton)]
struct ByReference {
    host: String,
    clones: usize,
}

#[factory]
impl ByReference {
    fn create(config: &Config, pool: &Pool) -> Self {
        Self {
            host: config.host.clone(),
            clones: pool.clones.load(Ordering::Relaxed),
        }
    }
}

#[ssot_component(scope = singleton)]
struct ByPointer {
    config: Arc<Config>,
    pool: Arc<Pool>,
}

#[factory]
impl ByPointer {
    fn create(config: Arc<Config>, pool: Arc<Pool>) -> Self {
        Self { config, pool }
    }
}

composition! {
    struct App {
        inputs { Config, Pool }
        singletons { ByValue, ByReference, ByPointer }
    }
}

fn app() -> (App, Arc<AtomicUsize>) {
    let (pool, host) = (Pool::default(), "localhost".to_owned());
    let clones = Arc::clone(&pool.clones);
    let app = App::new(Config { host }, pool).expect("every component is defined once");
    (app, clones)
}

#[test]
fn an_input_that_is_asked_for_by_value_is_cloned() {
    let (app, clones) = app();
    let made = get(app.get::<ByValue>());
    assert_eq!(clones.load(Ordering::Relaxed), 1);
    assert!(Arc::ptr_eq(&made.pool.clones, &clones));
}

#[test]
fn an_input_that_is_lent_or_pointed_to_is_not_cloned() {
    let (app, clones) = app();
    let lent = get(app.get::<ByReference>());
    assert_eq!((lent.host.as_str(), lent.clones), ("localhost", 0));
    let pointed = get(app.get::<ByPointer>());
    assert!(Arc::ptr_eq(&pointed.config, &get(app.get::<Config>())));
    assert!(Arc::ptr_eq(&pointed.pool, &get(app.get::<Pool>())));
    assert_eq!(clones.load(Ordering::Relaxed), 0);
}

#[ssot_interface(open)]
trait Clock: Send + Sync {
    fn now(&self) -> u64;
}

struct Stopped(u64);

impl Clock for Stopped {
    fn now(&self) -> u64 {
        self.0
    }
}

#[ssot_component(scope = singleton)]
struct Alarm {
    clock: Arc<dyn Clock>,
    lent: u64,
    config: Arc<Config>,
}

#[factory]
impl Alarm {
    fn create(clock: Arc<dyn Clock>, lent: &dyn Clock, config: Arc<Config>, host: &Config) -> Self {
        assert!(core::ptr::eq(Arc::as_ptr(&config), host));
        Self {
            clock,
            lent: lent.now(),
            config,
        }
    }
}

composition! {
    struct Pointers {
        inputs { Arc<Config>, std::sync::Arc<dyn Clock> }
        singletons { Alarm }
    }
}

#[test]
fn an_input_that_is_listed_as_a_pointer_is_that_pointer() {
    let host = "elsewhere".to_owned();
    let config = Arc::new(Config { host });
    let clock: Arc<dyn Clock> = Arc::new(Stopped(9));
    let app = Pointers::new(Arc::clone(&config), Arc::clone(&clock));
    let app = app.expect("every component is defined once");
    let alarm = get(app.get::<Alarm>());
    assert!(Arc::ptr_eq(&alarm.config, &config));
    assert!(Arc::ptr_eq(&alarm.clock, &clock));
    assert!(Arc::ptr_eq(&get(app.get::<Config>()), &config));
    assert!(Arc::ptr_eq(&get(app.get::<dyn Clock>()), &clock));
    assert_eq!((alarm.lent, alarm.config.host.as_str()), (9, "elsewhere"));
}

composition! {
    struct Views {
        inputs { Config, Stopped as dyn Clock }
        singletons { Alarm }
    }
}

#[test]
fn an_input_can_be_listed_as_an_interface() {
    let host = "localhost".to_owned();
    let app = Views::new(Config { host }, Stopped(3)).expect("every component is defined once");
    let alarm = get(app.get::<Alarm>());
    assert_eq!((alarm.clock.now(), alarm.lent), (3, 3));
    let own = get(app.get::<Stopped>());
    assert!(core::ptr::addr_eq(
        Arc::as_ptr(&own),
        Arc::as_ptr(&alarm.clock)
    ));
}

type Handle = Arc<Config>;

#[ssot_component(scope = singleton)]
struct Aliased {
    one: Arc<Config>,
    other: Handle,
    third: Shared<Config>,
}

#[factory]
impl Aliased {
    fn create(one: Arc<Config>, other: Handle, third: Shared<Config>) -> Self {
        Self { one, other, third }
    }
}

composition! {
    struct OtherNames {
        inputs { Config }
        singletons { Aliased }
    }
}

#[test]
fn a_pointer_can_be_asked_for_by_another_name() {
    let host = "localhost".to_owned();
    let app = OtherNames::new(Config { host }).expect("every component is defined once");
    let (aliased, config) = (get(app.get::<Aliased>()), get(app.get::<Config>()));
    for pointer in [&aliased.one, &aliased.other, &aliased.third] {
        assert!(Arc::ptr_eq(pointer, &config));
    }
}

#[ssot_component(scope = singleton)]
struct Everything {
    text: String,
}

#[factory]
impl Everything {
    fn create(
        text: &str,
        label: &'static str,
        (low, high): (u16, u16),
        twice: fn(u16) -> u16,
        names: Vec<String>,
        extra: Option<Arc<u8>>,
    ) -> Self {
        let names = names.concat();
        let text = format!("{text} {label} {low} {} {names} {extra:?}", twice(high));
        Self { text }
    }
}

composition! {
    struct Values {
        inputs { Option<Arc<u8>>, fn(u16) -> u16, (u16, u16), &'static str, Arc<str>, Vec<String> }
        singletons { Everything }
    }
}

#[test]
fn whatever_is_a_type_can_be_an_input_and_is_given_in_the_order_of_the_list() {
    let names = vec!["a".to_owned(), "b".to_owned()];
    let app = Values::new(
        Some(Arc::new(1)),
        |number| number * 2,
        (3, 4),
        "label",
        "text".into(),
        names,
    )
    .expect("every component is defined once");
    assert_eq!(
        get(app.get::<Everything>()).text,
        "text label 3 8 ab Some(1)"
    );
}

composition! {
    struct Sections {
        singletons { Everything }
        inputs { Arc<str>, &'static str, (u16, u16) }
        inputs { fn(u16) -> u16, Vec<String>, }
        inputs {}
        inputs { Option<Arc<u8>> }
    }
}

#[test]
fn a_section_can_be_written_several_times_and_in_any_place() {
    let app = Sections::new(
        "text".into(),
        "label",
        (5, 6),
        |number| number + 1,
        Vec::new(),
        None,
    )
    .expect("every component is defined once");
    assert_eq!(get(app.get::<Everything>()).text, "text label 5 7  None");
}
