//! What a composition makes, how often, and when.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use ssot::{composition, factory, ssot_component};

/// What was made, in that order.
#[derive(Default)]
struct Record {
    made: Mutex<Vec<&'static str>>,
}

impl Record {
    fn add(&self, name: &'static str) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.push(name);
    }

    fn made(&self) -> Vec<&'static str> {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.clone()
    }

    fn count(&self, name: &str) -> usize {
        self.made().iter().filter(|made| **made == name).count()
    }
}

#[ssot_component(scope = singleton)]
struct Bus;

#[factory]
impl Bus {
    fn create(record: &Record) -> Self {
        record.add("Bus");
        Self
    }
}

#[ssot_component(scope = singleton)]
struct Audit {
    bus: Arc<Bus>,
}

#[factory]
impl Audit {
    fn create(record: &Record, bus: Arc<Bus>) -> Self {
        record.add("Audit");
        Self { bus }
    }
}

#[ssot_component(scope = singleton)]
struct Report {
    bus: Arc<Bus>,
    audit: Arc<Audit>,
}

#[factory]
impl Report {
    fn create(audit: Arc<Audit>, bus: Arc<Bus>, record: &Record) -> Self {
        record.add("Report");
        Self { bus, audit }
    }
}

#[ssot_component(scope = transient)]
struct Ticket {
    number: usize,
    bus: Arc<Bus>,
}

#[factory]
impl Ticket {
    fn create(record: &Record, bus: Arc<Bus>) -> Self {
        record.add("Ticket");
        let number = record.count("Ticket");
        Self { number, bus }
    }
}

#[ssot_component(scope = singleton)]
struct Desk {
    lent: usize,
    first: Ticket,
    second: Ticket,
    pointer: Arc<Ticket>,
}

#[factory]
impl Desk {
    fn create(first: Ticket, pointer: Arc<Ticket>, lent: &Ticket, second: Ticket) -> Self {
        Self {
            lent: lent.number,
            first,
            second,
            pointer,
        }
    }
}

composition! {
    struct App {
        inputs { Arc<Record> }
        singletons { Report, Desk, Audit, Bus }
        transients { Ticket }
    }
}

fn app() -> (App, Arc<Record>) {
    let record = Arc::new(Record::default());
    let app = App::new(Arc::clone(&record)).expect("every component is defined once");
    (app, record)
}

fn get<T>(made: Result<Arc<T>, ssot::ConstructionError>) -> Arc<T> {
    made.expect("no constructor fails")
}

#[test]
fn nothing_is_made_before_it_is_asked_for() {
    let (app, record) = app();
    assert!(record.made().is_empty());
    drop(get(app.get::<Audit>()));
    assert_eq!(record.made(), ["Bus", "Audit"]);
}

#[test]
fn a_singleton_is_made_once_and_shared() {
    let (app, record) = app();
    let (one, other) = (get(app.get::<Bus>()), get(app.get::<Bus>()));
    assert!(Arc::ptr_eq(&one, &other));
    assert_eq!(record.made(), ["Bus"]);
}

#[test]
fn a_singleton_stays_when_nobody_holds_it() {
    let (app, record) = app();
    drop(get(app.get::<Bus>()));
    drop(get(app.get::<Bus>()));
    assert_eq!(record.made(), ["Bus"]);
}

#[test]
fn what_a_component_needs_is_made_before_it_and_shared_with_all_who_need_it() {
    let (app, record) = app();
    let report = get(app.get::<Report>());
    assert_eq!(record.made(), ["Bus", "Audit", "Report"]);
    assert!(Arc::ptr_eq(&report.bus, &report.audit.bus));
    assert!(Arc::ptr_eq(&report.audit, &get(app.get::<Audit>())));
    assert!(Arc::ptr_eq(&report.bus, &get(app.get::<Bus>())));
    assert_eq!(record.made().len(), 3);
}

#[test]
fn a_transient_is_made_for_each_who_asks() {
    let (app, record) = app();
    let (one, other) = (get(app.get::<Ticket>()), get(app.get::<Ticket>()));
    assert!(!Arc::ptr_eq(&one, &other));
    assert_eq!((one.number, other.number), (1, 2));
    assert!(Arc::ptr_eq(&one.bus, &other.bus));
    assert_eq!(record.made(), ["Bus", "Ticket", "Ticket"]);
}

#[test]
fn a_transient_is_made_for_each_parameter_whatever_its_form() {
    let (app, record) = app();
    let desk = get(app.get::<Desk>());
    let numbers = [
        desk.first.number,
        desk.pointer.number,
        desk.lent,
        desk.second.number,
    ];
    assert_eq!(numbers, [1, 2, 3, 4]);
    assert_eq!(record.count("Ticket"), 4);
    assert_eq!(Arc::strong_count(&desk.pointer), 1);
}

#[test]
fn a_singleton_keeps_the_transients_that_it_was_made_of() {
    let (app, _) = app();
    drop(get(app.get::<Desk>()));
    drop(get(app.get::<Ticket>()));
    assert_eq!(get(app.get::<Desk>()).first.number, 1);
}

#[test]
fn two_applications_share_nothing() {
    let ((one, first), (other, second)) = (app(), app());
    let (bus, other_bus) = (get(one.get::<Bus>()), get(other.get::<Bus>()));
    assert!(!Arc::ptr_eq(&bus, &other_bus));
    assert_eq!((first.made(), second.made()), (vec!["Bus"], vec!["Bus"]));
}

#[test]
fn a_clone_of_an_application_is_the_same_application() {
    let (app, record) = app();
    let clone = app.clone();
    let scope: ssot::OpenScope<App> = (*app).clone();
    let bus = get(app.get::<Bus>());
    assert!(Arc::ptr_eq(&bus, &get(clone.get::<Bus>())));
    drop((app, clone));
    assert!(Arc::ptr_eq(&bus, &get(scope.get::<Bus>())));
    assert_eq!(record.made(), ["Bus"]);
}

#[test]
fn an_application_lets_its_singletons_go_with_its_last_handle() {
    let (app, _) = app();
    let clone = app.clone();
    let bus: Weak<Bus> = Arc::downgrade(&get(app.get::<Bus>()));
    drop(app);
    assert!(bus.upgrade().is_some());
    drop(clone);
    assert!(bus.upgrade().is_none());
}

#[test]
fn an_instance_can_outlive_its_application() {
    let (app, _) = app();
    let report = get(app.get::<Report>());
    drop(app);
    assert!(Arc::ptr_eq(&report.bus, &report.audit.bus));
}

#[test]
fn warming_up_makes_every_shared_component_behind_what_it_needs() {
    let (app, record) = app();
    app.warm_up().expect("no constructor fails");
    let made = record.made();
    let place = |name| made.iter().position(|made| *made == name);
    assert!(place("Bus") < place("Audit"), "{made:?}");
    assert!(place("Audit") < place("Report"), "{made:?}");
    for name in ["Bus", "Audit", "Report"] {
        assert_eq!(record.count(name), 1, "{name}");
    }
    // Those that the desk needs; none is made for its own sake.
    assert_eq!(record.count("Ticket"), 4);
    app.warm_up().expect("there is nothing left to do");
    assert_eq!(record.made(), made);
}

#[test]
fn warming_up_leaves_what_is_there() {
    let (app, record) = app();
    let bus = get(app.get::<Bus>());
    app.warm_up().expect("no constructor fails");
    assert!(Arc::ptr_eq(&bus, &get(app.get::<Audit>()).bus));
    assert_eq!(record.count("Bus"), 1);
}

composition! {
    struct Nothing {}
}

#[test]
fn a_composition_can_be_empty() {
    let nothing = Nothing::new().expect("there is nothing to refuse");
    nothing.warm_up().expect("there is nothing to make");
    assert_eq!(format!("{:?}", nothing.clone()), "Nothing { .. }");
}

#[ssot_component(new)]
struct Plain {
    number: u8,
}

composition! {
    struct AsSingleton {
        inputs { u8 }
        singletons { Plain }
    }
}

composition! {
    struct AsTransient {
        inputs { u8 }
        transients { Plain }
    }
}

#[test]
fn a_component_without_a_stated_scope_has_the_one_of_its_section() {
    let shared = AsSingleton::new(7).expect("every component is defined once");
    let (one, other) = (get(shared.get::<Plain>()), get(shared.get::<Plain>()));
    assert!(Arc::ptr_eq(&one, &other));
    let fresh = AsTransient::new(8).expect("every component is defined once");
    let (one, other) = (get(fresh.get::<Plain>()), get(fresh.get::<Plain>()));
    assert!(!Arc::ptr_eq(&one, &other));
    assert_eq!((one.number, other.number), (8, 8));
}

#[test]
fn an_application_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>(value: T) -> T {
        value
    }
    let (app, record) = app();
    let app = shared(app);
    let bus = get(app.get::<Bus>());
    let other = std::thread::spawn(move || get(app.get::<Bus>()));
    let other = other.join().expect("the thread ends");
    assert!(Arc::ptr_eq(&bus, &other));
    assert_eq!(record.made(), ["Bus"]);
}
