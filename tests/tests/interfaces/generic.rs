//! Interfaces and components with generic arguments.

use core::fmt::Debug;

use ssot::{factory, ssot_component, ssot_interface};
use ssot_tests::sinks::Converter;

#[ssot_interface]
trait Parser<Output> {
    fn parse(&self, text: &str) -> Option<Output>;
}

#[ssot_component(name = "generic_interfaces::One", implements(Parser<u8>), new)]
struct One;

impl Parser<u8> for One {
    fn parse(&self, text: &str) -> Option<u8> {
        text.parse().ok()
    }
}

#[test]
fn one_instantiation_can_be_declared() {
    let parser: Box<dyn Parser<u8>> = Box::new(OneFactory::new());
    assert_eq!((parser.parse("8"), parser.parse("256")), (Some(8), None));
}

#[ssot_component(
    name = "generic_interfaces::Two",
    implements(Parser<u8>, Parser<Vec<(u16, &'static str)>>),
    new
)]
struct Two;

impl Parser<u8> for Two {
    fn parse(&self, text: &str) -> Option<u8> {
        text.parse().ok()
    }
}

impl Parser<Vec<(u16, &'static str)>> for Two {
    fn parse(&self, text: &str) -> Option<Vec<(u16, &'static str)>> {
        Some(vec![(text.parse().ok()?, "parsed")])
    }
}

#[test]
fn two_instantiations_can_be_declared() {
    let parser = TwoFactory::new();
    let byte: Option<u8> = parser.parse("8");
    let list: Option<Vec<(u16, &'static str)>> = parser.parse("256");
    assert_eq!((byte, list), (Some(8), Some(vec![(256, "parsed")])));
}

#[ssot_interface]
trait Splitter<'a> {
    fn split(&self, text: &'a str) -> Vec<&'a str>;
}

#[ssot_component(name = "generic_interfaces::Words", implements(Splitter), new)]
struct Words;

impl<'a> Splitter<'a> for Words {
    fn split(&self, text: &'a str) -> Vec<&'a str> {
        text.split(' ').collect()
    }
}

#[ssot_component(name = "generic_interfaces::StaticWords", implements(Splitter<'static>), new)]
struct StaticWords;

impl Splitter<'static> for StaticWords {
    fn split(&self, text: &'static str) -> Vec<&'static str> {
        text.split('-').collect()
    }
}

#[ssot_component(name = "generic_interfaces::Kept", implements(Splitter<'a>), new)]
struct Kept<'a>(Vec<&'a str>);

impl<'a> Splitter<'a> for Kept<'a> {
    fn split(&self, text: &'a str) -> Vec<&'a str> {
        let mut all = self.0.clone();
        all.push(text);
        all
    }
}

#[test]
fn an_interface_can_have_a_lifetime() {
    let text = String::from("one two");
    assert_eq!(WordsFactory::new().split(&text), ["one", "two"]);
    assert_eq!(StaticWordsFactory::new().split("one-two"), ["one", "two"]);
    let kept = KeptFactory::new(vec![&text]);
    assert_eq!(kept.split("three"), ["one two", "three"]);
}

#[ssot_interface]
trait Chunks<const SIZE: usize> {
    fn chunk(&self) -> [u8; SIZE];
}

#[ssot_component(name = "generic_interfaces::ThreeBytes", implements(Chunks<3>), new)]
struct ThreeBytes(u8);

impl Chunks<3> for ThreeBytes {
    fn chunk(&self) -> [u8; 3] {
        [self.0; 3]
    }
}

#[test]
fn an_interface_can_have_a_constant() {
    assert_eq!(ThreeBytesFactory::new(1).chunk(), [1; 3]);
    let boxed: Box<dyn Chunks<3>> = Box::new(ThreeBytesFactory::new(3));
    assert_eq!(boxed.chunk(), [3; 3]);
}

#[ssot_component(name = "generic_interfaces::TwoSizes", implements(Chunks<1>, Chunks<2>), new)]
struct TwoSizes;

impl Chunks<1> for TwoSizes {
    fn chunk(&self) -> [u8; 1] {
        [1]
    }
}

impl Chunks<2> for TwoSizes {
    fn chunk(&self) -> [u8; 2] {
        [2; 2]
    }
}

#[test]
fn two_constants_of_one_interface_can_be_declared() {
    let (one, two): ([u8; 1], [u8; 2]) = (
        TwoSizesFactory::new().chunk(),
        TwoSizesFactory::new().chunk(),
    );
    assert_eq!((one, two), ([1], [2; 2]));
}

#[ssot_interface]
trait Handler<Event: Debug + ?Sized, Answer = ()>
where
    Answer: Debug,
{
    fn handle(&self, event: &Event) -> Answer;
}

#[ssot_component(
    name = "generic_interfaces::Logger",
    implements(Handler<str, usize>, Handler<[u8], ()>),
    new
)]
struct Logger;

impl Handler<str, usize> for Logger {
    fn handle(&self, event: &str) -> usize {
        event.len()
    }
}

impl Handler<[u8]> for Logger {
    fn handle(&self, _: &[u8]) {}
}

#[test]
fn an_interface_can_have_bounds_unsized_arguments_and_defaults() {
    let logger = LoggerFactory::new();
    assert_eq!(logger.handle("four"), 4);
    let handler: &dyn Handler<[u8]> = &logger;
    handler.handle(&[1, 2]);
}

#[ssot_component(name = "generic_interfaces::Long", implements(Converter<u8, String>), new)]
struct Long;

impl Converter<u8> for Long {
    fn convert(&self, input: u8) -> String {
        input.to_string()
    }
}

#[test]
fn a_declaration_can_give_every_argument() {
    assert_eq!(LongFactory::new().convert(8), "8");
}

#[ssot_component(
    name = "generic_interfaces::Generic",
    implements(Parser<T>, Converter<T, Vec<T>>, Chunks)
)]
struct Generic<T, const SIZE: usize>
where
    T: Clone,
{
    values: [T; SIZE],
}

#[factory]
impl<T: Clone, const SIZE: usize> Generic<T, SIZE> {
    fn create(values: [T; SIZE]) -> Self {
        Self { values }
    }
}

impl<T: Clone, const SIZE: usize> Parser<T> for Generic<T, SIZE> {
    fn parse(&self, text: &str) -> Option<T> {
        self.values.get(text.parse::<usize>().ok()?).cloned()
    }
}

impl<T: Clone, const SIZE: usize> Converter<T, Vec<T>> for Generic<T, SIZE> {
    fn convert(&self, input: T) -> Vec<T> {
        let mut all = self.values.to_vec();
        all.push(input);
        all
    }
}

impl<T: Clone, const SIZE: usize> Chunks<SIZE> for Generic<T, SIZE> {
    fn chunk(&self) -> [u8; SIZE] {
        core::array::from_fn(|index| u8::try_from(index).unwrap_or(u8::MAX))
    }
}

#[test]
fn a_generic_component_can_have_generic_interfaces() {
    let generic = GenericFactory::create(['a', 'b']);
    assert_eq!((generic.parse("1"), generic.parse("2")), (Some('b'), None));
    assert_eq!(generic.convert('c'), ['a', 'b', 'c']);
    assert_eq!(generic.chunk(), [0, 1]);
    let interfaces = ssot::registry().by_type::<Generic<u8, 3>>().interfaces;
    let names: Vec<_> = interfaces.iter().map(|interface| interface.name).collect();
    assert_eq!(names, ["Parser", "Converter", "Chunks"]);
}

#[ssot_component(name = "generic_interfaces::OfSelf", implements(Parser<Self>, Converter<Box<Self>, u8>), new)]
struct OfSelf(u8);

impl Parser<OfSelf> for OfSelf {
    fn parse(&self, text: &str) -> Option<Self> {
        text.parse().ok().map(OfSelfFactory::new)
    }
}

impl Converter<Box<Self>, u8> for OfSelf {
    fn convert(&self, input: Box<Self>) -> u8 {
        input.0 + self.0
    }
}

#[test]
fn a_component_can_be_an_argument_of_its_own_interface() {
    let first = OfSelfFactory::new(1);
    let second = first.parse("2").expect("it is a number");
    assert_eq!(first.convert(Box::new(second)), 3);
}

/// Names without lower-case letters can be those of constants or of types.
mod arguments_in_capitals {
    use ssot::{factory, ssot_component, ssot_interface};

    use super::Chunks;

    const SIZE: usize = 2;

    pub(super) struct K(pub &'static str);

    #[ssot_interface]
    pub(super) trait Fetcher<U, const N: usize> {
        fn fetch(&self, url: &U) -> [u8; N];
    }

    #[ssot_component(
        name = "generic_interfaces::Capitals",
        implements(Chunks<SIZE>, Fetcher<K, SIZE>)
    )]
    pub(super) struct Capitals<const N: usize, T> {
        values: [T; N],
    }

    #[factory]
    impl<const N: usize, T> Capitals<N, T> {
        pub(super) fn create(values: [T; N]) -> Self {
            Self { values }
        }
    }

    impl<const N: usize, T> Chunks<SIZE> for Capitals<N, T> {
        fn chunk(&self) -> [u8; SIZE] {
            [u8::try_from(self.values.len()).unwrap_or(u8::MAX); SIZE]
        }
    }

    impl<const N: usize, T> Fetcher<K, SIZE> for Capitals<N, T> {
        fn fetch(&self, url: &K) -> [u8; SIZE] {
            [url.0.len().try_into().unwrap_or(u8::MAX); SIZE]
        }
    }

    #[ssot_component(name = "generic_interfaces::OwnSize", implements(Chunks<N>, Fetcher<T, N>), new)]
    pub(super) struct OwnSize<T, const N: usize> {
        pub(super) kept: T,
    }

    impl<T, const N: usize> Chunks<N> for OwnSize<T, N> {
        fn chunk(&self) -> [u8; N] {
            [7; N]
        }
    }

    impl<T, const N: usize> Fetcher<T, N> for OwnSize<T, N> {
        fn fetch(&self, _: &T) -> [u8; N] {
            [8; N]
        }
    }
}

#[test]
fn an_argument_can_be_the_name_of_a_constant() {
    use arguments_in_capitals::{CapitalsFactory, Fetcher, K, OwnSizeFactory};

    let capitals = CapitalsFactory::create([(); 3]);
    assert_eq!(
        (capitals.chunk(), capitals.fetch(&K("acme"))),
        ([3; 2], [4; 2])
    );
    let own = OwnSizeFactory::<_, 1>::new('a');
    assert_eq!((own.chunk(), own.fetch(&own.kept)), ([7], [8]));
}
