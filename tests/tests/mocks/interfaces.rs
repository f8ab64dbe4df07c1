//! Mocks: test doubles that `mockall` makes of an interface, and that are declared.

use std::sync::Arc;

use ssot::{factory_only, ssot_component, ssot_interface};

#[ssot_interface(mock)]
trait EventSink: Send + Sync {
    fn send_event(&self, event: &str) -> usize;
}

#[ssot_interface(mock)]
trait Clock {
    fn now(&self) -> u64;
    fn set(&mut self, now: u64);
}

/// Several interfaces of one component, which both have doubles.
#[ssot_component(new, implements(EventSink, Clock))]
struct Recorder {
    now: u64,
}

impl EventSink for Recorder {
    fn send_event(&self, event: &str) -> usize {
        event.len()
    }
}

impl Clock for Recorder {
    fn now(&self) -> u64 {
        self.now
    }

    fn set(&mut self, now: u64) {
        self.now = now;
    }
}

fn announce(sink: &(impl EventSink + ?Sized)) -> usize {
    sink.send_event("started") + sink.send_event("stopped")
}

fn forward(clock: &mut dyn Clock) -> u64 {
    clock.set(clock.now() + 1);
    clock.now()
}

fn listening() -> MockEventSink {
    let mut mock = MockEventSink::new();
    mock.expect_send_event().times(2).returning(str::len);
    mock
}

#[test]
fn a_mock_stands_where_the_component_does() {
    assert_eq!(announce(&listening()), 14);
    let behind: Arc<dyn EventSink> = Arc::new(listening());
    assert_eq!(announce(&*behind), 14);
    let boxed: Box<dyn EventSink> = Box::new(listening());
    assert_eq!(announce(&*boxed), 14);
    assert_eq!(announce(&RecorderFactory::new(1)), 14);
}

#[test]
fn two_interfaces_of_one_component_have_a_mock_each() {
    let mut mock = MockClock::new();
    mock.expect_now().returning(|| 7);
    mock.expect_set()
        .withf(|now| *now == 8)
        .times(1)
        .return_const(());
    assert_eq!(forward(&mut mock), 7);
    assert_eq!(forward(&mut RecorderFactory::new(7)), 8);
}

#[test]
#[should_panic(expected = "No matching expectation found")]
fn a_call_that_nobody_expects_fails_the_test() {
    MockClock::new().now();
}

#[test]
#[should_panic(expected = "called 0 time(s) which is fewer than expected 2")]
fn a_call_that_is_expected_and_does_not_come_fails_the_test() {
    drop(listening());
}

#[test]
fn a_mock_is_no_component() {
    assert!(ssot::registry().by_name("MockEventSink").is_none());
    let names: Vec<_> = ssot::registry()
        .by_interface("mocks::interfaces::EventSink")
        .map(|component| component.name)
        .collect();
    assert_eq!(names, ["Recorder"]);
}

#[ssot_interface(open, mock)]
trait Gauge {
    fn level(&self) -> u32;
}

/// Neither a component nor a mock.
struct Glass;

impl Gauge for Glass {
    fn level(&self) -> u32 {
        3
    }
}

#[test]
fn an_open_interface_has_a_mock() {
    let mut mock = MockGauge::new();
    mock.expect_level().return_const(4_u32);
    let gauges: [&dyn Gauge; 2] = [&mock, &Glass];
    assert_eq!(gauges.map(Gauge::level), [4, 3]);
}

// What an interface requires is the user's to write.

#[ssot_interface(mock)]
trait Speaker {
    fn speak(&self) -> String;
}

#[ssot_interface(mock)]
trait Singer: Speaker + core::fmt::Debug {
    fn sing(&self) -> String {
        format!("♪ {} ♪", self.speak())
    }
}

impl Speaker for MockSinger {
    fn speak(&self) -> String {
        "la".to_owned()
    }
}

#[ssot_interface(open, mock)]
trait Chorus: Speaker {
    fn size(&self) -> usize;
}

impl Speaker for MockChorus {
    fn speak(&self) -> String {
        "ah".to_owned()
    }
}

#[test]
fn a_mock_may_have_the_interfaces_that_its_own_requires() {
    let mut singer = MockSinger::new();
    singer.expect_sing().return_const("tra".to_owned());
    let singer: &dyn Singer = &singer;
    assert_eq!((singer.speak(), singer.sing()), ("la".into(), "tra".into()));
    let mut chorus = MockChorus::new();
    chorus.expect_size().return_const(2_usize);
    assert_eq!((chorus.speak(), chorus.size()), ("ah".into(), 2));
}

type Visit = Box<dyn Fn(u32)>;

#[ssot_interface(mock)]
trait Storage {
    fn open(path: &str) -> usize
    where
        Self: Sized;
    async fn load(&self, key: u32) -> Option<String>;
    fn each(&self, visit: Visit);
    fn convert<T: Into<u64> + 'static>(&self, value: T) -> u64;
}

#[test]
fn methods_are_mocked_in_every_form_that_mockall_knows() {
    let context = MockStorage::open_context();
    context.expect().returning(str::len);
    assert_eq!(MockStorage::open("abc"), 3);
    let mut mock = MockStorage::new();
    mock.expect_load()
        .returning(|key| (key == 1).then(|| "one".to_owned()));
    mock.expect_each().returning(|visit| visit(9));
    mock.expect_convert::<u8>()
        .returning(|value| u64::from(value) + 1);
    assert_eq!(pollster::block_on(mock.load(1)).as_deref(), Some("one"));
    assert_eq!(pollster::block_on(mock.load(2)), None);
    let seen = Arc::new(core::sync::atomic::AtomicU32::new(0));
    let counted = Arc::clone(&seen);
    mock.each(Box::new(move |number| {
        counted.store(number, core::sync::atomic::Ordering::Relaxed);
    }));
    assert_eq!(seen.load(core::sync::atomic::Ordering::Relaxed), 9);
    assert_eq!(mock.convert(4_u8), 5);
}

#[ssot_interface(mock(type Key = u8, type Value = Vec<(u8, Self::Key)>))]
trait Table {
    const WIDTH: usize = 3;
    type Key: Copy;
    type Value;
    fn find(&self, key: Self::Key) -> Option<u8>;
}

#[ssot_interface(mock(type Item = std::collections::BTreeMap<u8, u16>;))]
trait Queue {
    type Item;
    fn next(&mut self) -> Self::Item;
}

fn width<T: Table>(_: &T) -> usize {
    T::WIDTH
}

#[test]
fn associated_types_are_what_the_attribute_says() {
    let mut table = MockTable::new();
    table.expect_find().returning(|key: u8| Some(key + 1));
    assert_eq!((table.find(1), width(&table)), (Some(2), 3));
    let mut queue = MockQueue::new();
    queue.expect_next().returning(|| [(1, 2)].into());
    assert_eq!(queue.next()[&1], 2);
}

/// What the interface is about can be a guarded type.
#[factory_only(new)]
struct Ticket {
    number: u8,
}

#[ssot_interface(mock)]
trait Office {
    fn issue(&self) -> Ticket;
}

#[test]
fn a_mock_needs_the_factory_as_everybody_does() {
    let mut office = MockOffice::new();
    office.expect_issue().returning(|| TicketFactory::new(4));
    assert_eq!(office.issue().number, 4);
}

/// The forms of traits that are not refused: that this compiles is what is tested.
#[allow(
    dead_code,
    clippy::multiple_bound_locations,
    clippy::pedantic,
    reason = "the forms are those that users write"
)]
mod forms {
    use std::borrow::Cow;
    use std::fmt::Debug;
    use std::path::Path;
    use std::pin::Pin;
    use std::sync::MutexGuard;

    use ssot::ssot_interface;

    pub(super) struct View<'a>(&'a u32);

    #[ssot_interface(mock)]
    trait Receivers {
        fn by_value(self) -> u32;
        fn by_box(self: Box<Self>, other: Self) -> u32;
        fn by_pin(self: Pin<&mut Self>) -> u32;
        fn new(x: u32) -> Self;
        fn outside(x: &u32) -> &'static u32;
        fn generic_outside<T: 'static>(x: T) -> u32;
    }

    #[ssot_interface(mock)]
    trait Arguments {
        fn references(&self, x: &u32, y: &mut Vec<u8>, z: &[u8], w: &dyn Debug);
        fn functions(&self, x: fn(&u32) -> &u32, y: Option<fn(&u32) -> &u32>);
        fn named<'a>(&self, x: Option<&'a u32>, y: &[&'a str], z: Cow<'a, str>, w: &View<'a>);
        fn own<'a>(&self, x: Option<&'a Self>) -> u32;
        fn bounded<'a, 'b>(&self, x: &'a u32, y: &'b u32) -> u32
        where
            'b: 'a;
        fn of_itself<'a>(&'a mut self, x: &'a u32) -> u32;
    }

    #[ssot_interface(mock)]
    pub(super) trait Results {
        fn reference(&self) -> &u32;
        fn mutable(&mut self) -> &mut [u8];
        fn path(&self) -> &Path;
        fn dynamic(&self) -> &dyn Debug;
        fn own(&self) -> &Self;
        fn forever(&self) -> Option<&'static u32>;
        fn cow(&self) -> Cow<'_, str>;
        fn view(&self) -> &View<'_>;
        fn guard(&self) -> MutexGuard<'_, u32>;
        fn option<'a>(&'a self, x: &u32) -> Option<&'a u32>;
        fn result<'a>(&'a self) -> Result<Option<&'a u32>, ()>;
        fn tuple<'a>(&'a self) -> (&'a u32, Vec<&'a str>);
        fn option_mut<'a>(&'a mut self) -> Option<&'a mut u32>;
        fn boxed<'a>(&'a self) -> Box<dyn Iterator<Item = u32> + 'a>;
        fn function(&self) -> fn(&u32) -> &u32;
    }

    #[allow(async_fn_in_trait)]
    #[ssot_interface(mock)]
    trait Waiting {
        async fn reference(&self, x: &u32) -> &u32;
        async fn result<'a>(&'a self) -> Result<&'a str, ()>;
        async fn generic<T: 'static>(&self, x: T) -> u32;
    }

    #[ssot_interface(mock)]
    trait Generics {
        fn borrowed<T: 'static>(&self, x: &T, y: &str) -> &T;
        fn bounded<T>(&self, x: T) -> u32
        where
            T: Debug + 'static;
        fn any<T: std::any::Any>(&self, x: T) -> u32;
        #[mockall::concretize]
        fn concretized<P: AsRef<Path>>(&self, x: P) -> u32;
        fn constant<const N: usize>(&self, x: [u8; N]) -> u32;
        fn closure<F: for<'a> Fn(&'a u32) -> u32 + Send + 'static>(&self, x: F) -> u32;
    }

    #[ssot_interface(mock)]
    trait OfType<T> {
        fn get(&self, x: &T) -> T;
    }

    #[ssot_interface(mock)]
    trait OfStaticType<T: 'static> {
        fn get<U: 'static>(&self, x: T, y: U);
        fn make() -> T;
    }
}

#[test]
fn a_result_with_a_named_lifetime_is_expected_like_another() {
    use forms::{MockResults, Results as _};

    let mut mock = MockResults::new();
    mock.expect_option()
        .returning(|number| (*number > 1).then_some(&7));
    mock.expect_cow().returning(|| "text".into());
    assert_eq!((mock.option(&1), mock.option(&2)), (None, Some(&7)));
    assert_eq!(mock.cow(), "text");
}
