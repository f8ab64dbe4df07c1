//! Components declare their interfaces and are used through them.

use std::rc::Rc;
use std::sync::Arc;

use ssot::{factory, ssot_component, ssot_interface};
use ssot_tests::{Pause, block_on};

#[ssot_interface]
trait Reader {
    fn read(&self) -> String;

    fn length(&self) -> usize {
        self.read().len()
    }
}

#[ssot_interface]
trait Writer {
    fn write(&mut self, text: &str);
}

#[ssot_interface]
trait Device: Reader + Writer {
    fn name(&self) -> &str;
}

#[ssot_component(name = "interfaces::Memory", implements(Reader, Writer, Device))]
struct Memory {
    text: String,
}

#[factory]
impl Memory {
    fn create(text: &str) -> Self {
        Self {
            text: text.to_owned(),
        }
    }
}

impl Reader for Memory {
    fn read(&self) -> String {
        self.text.clone()
    }
}

impl Writer for Memory {
    fn write(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

impl Device for Memory {
    fn name(&self) -> &'static str {
        "memory"
    }
}

fn read_statically(reader: &impl Reader) -> usize {
    reader.length()
}

fn read_any<R: Reader + ?Sized>(reader: &R) -> String {
    reader.read()
}

#[test]
fn a_component_can_have_several_interfaces() {
    let mut memory = MemoryFactory::create("one");
    memory.write(" two");
    assert_eq!((memory.read().as_str(), memory.length()), ("one two", 7));
    assert_eq!((memory.name(), read_statically(&memory)), ("memory", 7));
}

#[test]
fn a_component_can_be_used_behind_any_pointer() {
    let boxed: Box<dyn Reader> = Box::new(MemoryFactory::create("boxed"));
    let shared: Arc<dyn Reader> = Arc::new(MemoryFactory::create("shared"));
    let counted: Rc<dyn Reader> = Rc::new(MemoryFactory::create("counted"));
    let memory = MemoryFactory::create("borrowed");
    let borrowed: &dyn Reader = &memory;
    let all = [
        boxed.read(),
        shared.read(),
        counted.read(),
        borrowed.read(),
        read_any(&*boxed),
    ];
    assert_eq!(all, ["boxed", "shared", "counted", "borrowed", "boxed"]);
}

#[test]
fn an_interface_with_supertraits_is_all_of_them() {
    let mut device: Box<dyn Device> = Box::new(MemoryFactory::create("one"));
    device.write("!");
    assert_eq!((device.read().as_str(), device.name()), ("one!", "memory"));
    let reader: Box<dyn Reader> = device;
    assert_eq!(reader.read(), "one!");
}

#[ssot_interface]
trait Counter {
    fn count(&self) -> usize;
}

impl<T: Counter + ?Sized> Counter for Arc<T> {
    fn count(&self) -> usize {
        (**self).count()
    }
}

#[ssot_component(name = "interfaces::Ten", implements(Counter), new)]
struct Ten;

impl Counter for Ten {
    fn count(&self) -> usize {
        10
    }
}

#[test]
fn an_interface_can_be_implemented_for_every_pointer() {
    fn count(counter: &impl Counter) -> usize {
        counter.count()
    }
    assert_eq!(count(&Arc::new(TenFactory::new())), 10);
    let shared: Arc<dyn Counter> = Arc::new(TenFactory::new());
    assert_eq!(count(&shared), 10);
}

#[ssot_interface]
trait Decorated {
    fn describe(&self) -> String;
}

#[ssot_component(name = "interfaces::Described", implements(Decorated), new)]
struct Described(&'static str);

impl Decorated for Described {
    fn describe(&self) -> String {
        self.0.to_owned()
    }
}

impl Decorated for Box<Described> {
    fn describe(&self) -> String {
        format!("boxed {}", self.0)
    }
}

impl Decorated for &Described {
    fn describe(&self) -> String {
        format!("borrowed {}", self.0)
    }
}

#[test]
fn a_pointer_at_a_component_can_implement_the_interface_itself() {
    let described = DescribedFactory::new("one");
    let all: [&dyn Decorated; 3] = [
        &described,
        &&described,
        &Box::new(DescribedFactory::new("two")),
    ];
    assert_eq!(
        all.map(Decorated::describe),
        ["one", "borrowed one", "boxed two"]
    );
}

#[ssot_interface]
trait Fetcher {
    async fn fetch(&self, name: &str) -> Option<String>;

    fn later(&self) -> impl Future<Output = u8>;
}

#[ssot_component(name = "interfaces::Cache", implements(Fetcher), new)]
struct Cache {
    known: Vec<String>,
}

impl Fetcher for Cache {
    async fn fetch(&self, name: &str) -> Option<String> {
        Pause::default().await;
        self.known.iter().find(|known| *known == name).cloned()
    }

    async fn later(&self) -> u8 {
        Pause::default().await;
        7
    }
}

#[test]
fn an_interface_can_have_async_functions() {
    async fn fetch_both(fetcher: &impl Fetcher) -> (Option<String>, u8) {
        (fetcher.fetch("known").await, fetcher.later().await)
    }

    let cache = CacheFactory::new(vec!["known".to_owned()]);
    assert_eq!(block_on(fetch_both(&cache)), (Some("known".to_owned()), 7));
    assert_eq!(block_on(cache.fetch("unknown")), None);
}

#[ssot_interface]
trait Store {
    type Key: Ord;
    type Value<'a>
    where
        Self: 'a;
    const LIMIT: usize;

    fn load<'a>(&'a self, key: &Self::Key) -> Option<Self::Value<'a>>;

    fn limit() -> usize
    where
        Self: Sized,
    {
        Self::LIMIT
    }
}

#[ssot_component(name = "interfaces::Table", implements(Store), new)]
struct Table {
    rows: Vec<String>,
}

impl Store for Table {
    type Key = usize;
    type Value<'a> = &'a str;
    const LIMIT: usize = 3;

    fn load<'a>(&'a self, key: &usize) -> Option<&'a str> {
        self.rows.get(*key).map(String::as_str)
    }
}

#[test]
fn an_interface_can_have_associated_items() {
    let table = TableFactory::new(vec!["row".to_owned()]);
    assert_eq!((table.load(&0), table.load(&1)), (Some("row"), None));
    assert_eq!(<Table as Store>::limit(), 3);
}

#[ssot_interface(open)]
trait Length {
    fn length_of(&self) -> usize;
}

impl Length for str {
    fn length_of(&self) -> usize {
        self.len()
    }
}

impl<T: Length> Length for Vec<T> {
    fn length_of(&self) -> usize {
        self.iter().map(Length::length_of).sum()
    }
}

impl<T: Length + ?Sized> Length for &T {
    fn length_of(&self) -> usize {
        (**self).length_of()
    }
}

#[ssot_component(name = "interfaces::Ruler", implements(Length), new)]
struct Ruler(usize);

impl Length for Ruler {
    fn length_of(&self) -> usize {
        self.0
    }
}

#[test]
fn an_open_interface_can_be_implemented_by_any_type() {
    assert_eq!(vec!["one", "three"].length_of(), 8);
    let all: [&dyn Length; 2] = [&"one", &RulerFactory::new(2)];
    assert_eq!(all.map(Length::length_of), [3, 2]);
    let declared: Vec<_> = ssot::registry()
        .by_interface("interfaces::traits::Length")
        .map(|component| component.type_name)
        .collect();
    assert_eq!(declared, ["Ruler"]);
}

/// # Safety
///
/// It asks for nothing.
#[ssot_interface]
#[allow(unsafe_code)]
unsafe trait Trusted {
    fn trusted(&self) -> bool;
}

#[ssot_component(name = "interfaces::Safe", implements(Trusted), new)]
struct Safe;

#[allow(unsafe_code)]
unsafe impl Trusted for Safe {
    fn trusted(&self) -> bool {
        true
    }
}

#[test]
fn an_unsafe_trait_can_be_an_interface() {
    assert!(SafeFactory::new().trusted());
}

#[test]
fn an_interface_and_its_component_can_be_declared_in_a_function() {
    #[ssot_interface]
    trait Local {
        fn number(&self) -> u8;
    }

    #[ssot_component(name = "interfaces::LocalComponent", implements(Local), new)]
    struct LocalComponent(u8);

    impl Local for LocalComponent {
        fn number(&self) -> u8 {
            self.0
        }
    }

    let local: Box<dyn Local> = Box::new(LocalComponentFactory::new(1));
    assert_eq!(local.number(), 1);
}

/// The interfaces agree in name, module and every position: `line!()` is where the macro is called.
macro_rules! interfaces_of_one_macro {
    ($($function:ident $name:literal $number:literal)*) => {$(
        fn $function() -> (u8, &'static [ssot::Interface]) {
            use ssot::Component;

            #[ssot_interface]
            trait Alike {
                fn number(&self) -> u8;
            }

            #[ssot_component(name = $name, implements(Alike))]
            struct Numbered {
                number: u8,
            }

            #[factory]
            impl Numbered {
                fn create() -> Self {
                    Self { number: $number }
                }
            }

            impl Alike for Numbered {
                fn number(&self) -> u8 {
                    self.number
                }
            }

            let alike: &dyn Alike = &NumberedFactory::create();
            (alike.number(), Numbered::DESCRIPTOR.interfaces)
        }
    )*};
}

interfaces_of_one_macro! {
    first "interfaces::First" 1
    second "interfaces::Second" 2
}

#[test]
fn interfaces_that_one_macro_repeats_are_each_implemented() {
    assert_eq!((first().0, second().0), (1, 2));
    assert_eq!(first().1, second().1);
}

mod reported {
    /// A derive beside the interface, under its name.
    pub(crate) use thiserror::Error as Reported;

    #[ssot::ssot_interface]
    pub(crate) trait Reported {}
}

mod reports {
    use super::reported::Reported;

    #[derive(Debug, Reported)]
    #[error("out of order")]
    struct OutOfOrder;

    #[ssot::ssot_component(new, name = "interfaces::Report", implements(Reported))]
    struct Report {}

    impl Reported for Report {}

    #[test]
    fn a_derive_beside_an_interface_may_have_its_name() {
        let _report = ReportFactory::new();
        assert_eq!(OutOfOrder.to_string(), "out of order");
    }
}
