//! Components that are known as the interfaces they implement.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ssot::{ConstructionError, composition, factory, ssot_component, ssot_interface};
use ssot_tests::sinks;
use ssot_tests::{Journal, Sink};

fn get<T: ?Sized>(made: Result<Arc<T>, ConstructionError>) -> Arc<T> {
    made.expect("no constructor fails")
}

/// Whether two pointers, of whatever types, point to one instance.
fn same<T: ?Sized, U: ?Sized>(one: &Arc<T>, other: &Arc<U>) -> bool {
    core::ptr::addr_eq(Arc::as_ptr(one), Arc::as_ptr(other))
}

#[ssot_interface]
trait Counter: Send + Sync {
    fn count(&self) -> usize;
}

mod naming {
    use ssot::ssot_interface;

    #[ssot_interface]
    pub(crate) trait Named: Send + Sync {
        fn name(&self) -> String;
    }
}

#[ssot_component(scope = singleton, implements(Counter, naming::Named))]
struct Metrics {
    calls: AtomicUsize,
}

#[factory]
impl Metrics {
    fn create() -> Self {
        Self {
            calls: AtomicUsize::new(0),
        }
    }
}

impl Counter for Metrics {
    fn count(&self) -> usize {
        self.calls.fetch_add(1, Ordering::Relaxed) + 1
    }
}

impl naming::Named for Metrics {
    fn name(&self) -> String {
        "metrics".to_owned()
    }
}

#[ssot_component(scope = singleton)]
struct Dashboard {
    pointer: Arc<dyn Counter>,
    lent: usize,
    name: String,
}

#[factory]
impl Dashboard {
    fn create(pointer: Arc<dyn Counter>, lent: &dyn Counter, named: &dyn naming::Named) -> Self {
        Self {
            pointer,
            lent: lent.count(),
            name: named.name(),
        }
    }
}

composition! {
    struct App {
        singletons { Dashboard, Metrics as dyn Counter as dyn naming::Named }
    }
}

#[test]
fn a_component_and_its_interfaces_are_one_instance() {
    let app = App::new().expect("every component is defined once");
    let counter = get(app.get::<dyn Counter>());
    let named = get(app.get::<dyn naming::Named>());
    let metrics = get(app.get::<Metrics>());
    assert!(same(&counter, &metrics) && same(&named, &metrics));
    assert_eq!((counter.count(), metrics.count()), (1, 2));
    assert_eq!(named.name(), "metrics");
}

#[test]
fn an_interface_is_lent_and_pointed_to_like_a_component() {
    let app = App::new().expect("every component is defined once");
    let dashboard = get(app.get::<Dashboard>());
    assert!(same(&dashboard.pointer, &get(app.get::<Metrics>())));
    assert_eq!((dashboard.lent, dashboard.name.as_str()), (1, "metrics"));
    assert_eq!(dashboard.pointer.count(), 2);
}

#[ssot_component(scope = transient, implements(Counter))]
struct Fresh {
    number: usize,
}

#[factory]
impl Fresh {
    fn create(made: &AtomicUsize) -> Self {
        let number = made.fetch_add(1, Ordering::Relaxed);
        Self { number }
    }
}

impl Counter for Fresh {
    fn count(&self) -> usize {
        self.number
    }
}

#[ssot_component(scope = singleton)]
struct Holder {
    counters: [Arc<dyn Counter>; 2],
    lent: usize,
}

#[factory]
impl Holder {
    fn create(one: Arc<dyn Counter>, other: Arc<dyn Counter>, lent: &dyn Counter) -> Self {
        Self {
            lent: lent.count(),
            counters: [one, other],
        }
    }
}

composition! {
    struct Transients {
        inputs { AtomicUsize }
        singletons { Holder }
        transients { Fresh as dyn Counter }
    }
}

#[test]
fn an_interface_of_a_transient_is_a_new_instance_each_time() {
    let app = Transients::new(AtomicUsize::new(0)).expect("every component is defined once");
    assert_eq!(get(app.get::<dyn Counter>()).count(), 0);
    assert_eq!(get(app.get::<Fresh>()).count(), 1);
    let holder = get(app.get::<Holder>());
    let counts = holder.counters.each_ref().map(|counter| counter.count());
    assert_eq!((counts, holder.lent), ([2, 3], 4));
}

#[ssot_interface]
trait Convert<Input, Output = String>: Send + Sync {
    fn convert(&self, input: Input) -> Output;
}

#[ssot_component(
    new,
    scope = singleton,
    implements(Convert<u8, String>, Convert<bool, u8>)
)]
struct Converter;

impl Convert<u8> for Converter {
    fn convert(&self, input: u8) -> String {
        input.to_string()
    }
}

impl Convert<bool, u8> for Converter {
    fn convert(&self, input: bool) -> u8 {
        input.into()
    }
}

#[ssot_component(new, scope = singleton)]
struct Printer {
    digits: Arc<dyn Convert<u8>>,
    bits: Arc<dyn Convert<bool, u8>>,
}

composition! {
    struct Conversions {
        singletons { Converter as dyn Convert<u8> as dyn Convert<bool, u8>, Printer }
    }
}

#[test]
fn each_instantiation_of_a_generic_interface_is_one_of_its_own() {
    let app = Conversions::new().expect("every component is defined once");
    let printer = get(app.get::<Printer>());
    assert!(same(&printer.digits, &printer.bits));
    assert_eq!(printer.digits.convert(7), "7");
    assert_eq!(printer.bits.convert(true), 1);
    assert_eq!(get(app.get::<dyn Convert<u8, String>>()).convert(8), "8");
}

/// Under another name than that of its crate.
#[ssot_component(new, scope = singleton)]
struct Writer {
    sink: Arc<dyn Sink + Send + Sync>,
}

#[ssot_component(scope = singleton, implements(sinks::EventSink))]
struct Memory {
    events: AtomicUsize,
}

#[factory]
impl Memory {
    fn create() -> Self {
        let events = AtomicUsize::new(0);
        Self { events }
    }
}

impl Sink for Memory {
    fn send_event(&self, event: &str) -> usize {
        self.events.fetch_add(event.len(), Ordering::Relaxed) + event.len()
    }
}

composition! {
    struct Sinks {
        singletons { Writer, Memory as dyn sinks::EventSink + Send + Sync }
    }
}

composition! {
    struct ElsewhereSinks {
        singletons { Writer, Journal as dyn Sink + Send + Sync }
    }
}

#[test]
fn an_interface_of_another_crate_is_known_by_each_of_its_names() {
    let app = Sinks::new().expect("every component is defined once");
    let writer = get(app.get::<Writer>());
    assert_eq!(writer.sink.send_event("four"), 4);
    assert!(same(&writer.sink, &get(app.get::<Memory>())));
}

#[test]
fn a_component_of_another_crate_is_listed_as_its_interface() {
    let app = ElsewhereSinks::new().expect("every component is defined once");
    let writer = get(app.get::<Writer>());
    assert_eq!(writer.sink.send_event("one"), 1);
    assert_eq!(get(app.get::<Journal>()).send_event("two"), 2);
}

#[ssot_component(new, scope = singleton, implements(Counter))]
struct Unseen;

impl Counter for Unseen {
    fn count(&self) -> usize {
        usize::MAX
    }
}

composition! {
    struct OneOfTwo {
        singletons { Unseen, Metrics as dyn Counter }
    }
}

#[test]
fn whoever_asks_for_the_interface_gets_the_component_that_is_listed_as_it() {
    let app = OneOfTwo::new().expect("every component is defined once");
    assert_eq!(get(app.get::<dyn Counter>()).count(), 1);
    assert_eq!(get(app.get::<Unseen>()).count(), usize::MAX);
}
