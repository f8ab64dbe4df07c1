//! Mocks of interfaces with types, lifetimes and constants.

use std::collections::BTreeMap;
use std::fmt::Debug;

use ssot::{ssot_component, ssot_interface};

#[ssot_interface(mock)]
trait Converter<Input: 'static, Output: 'static = String> {
    fn convert(&self, input: Input) -> Output;
}

#[ssot_interface(mock)]
trait Holder<T>
where
    T: Clone + Debug + Send + 'static,
    Vec<T>: PartialEq,
{
    fn hold(&mut self, value: T) -> Vec<T>;
}

#[ssot_interface(mock)]
trait Chunks<const SIZE: usize> {
    fn chunk(&self, from: u8) -> [u8; SIZE];
}

#[ssot_interface(mock)]
trait Parser<'input> {
    const LONGEST: usize = 80;
    fn parse(text: &str) -> usize;
}

#[ssot_interface(mock)]
trait Everything<T: ?Sized + Send + 'static, const SIZE: usize>: Send
where
    T: Sync,
{
    fn take(&self, text: &str, value: &T) -> [u8; SIZE];
    async fn wait(&self, number: u8) -> u8;
}

#[test]
fn types_are_those_of_the_interface() {
    let mut mock = MockConverter::<u8, String>::new();
    mock.expect_convert().returning(|input| input.to_string());
    let converter: &dyn Converter<u8> = &mock;
    assert_eq!(converter.convert(3), "3");

    let mut other = MockConverter::<BTreeMap<u8, u8>, usize>::new();
    other.expect_convert().returning(|input| input.len());
    assert_eq!(other.convert([(1, 1), (2, 2)].into()), 2);
}

#[test]
fn bounds_are_those_of_the_interface() {
    let mut mock = MockHolder::<u8>::new();
    mock.expect_hold().returning(|value| vec![value; 2]);
    assert_eq!(mock.hold(1), [1, 1]);
}

#[test]
fn constants_are_those_of_the_interface() {
    let mut mock = MockChunks::<3>::new();
    mock.expect_chunk().returning(|from| [from, from, from]);
    let chunks: &dyn Chunks<3> = &mock;
    assert_eq!(chunks.chunk(2), [2, 2, 2]);
}

#[test]
fn lifetimes_are_those_of_the_interface() {
    fn longest<'input, T: Parser<'input>>() -> usize {
        T::LONGEST
    }

    let context = MockParser::parse_context();
    context.expect().returning(str::len);
    assert_eq!(MockParser::parse("text"), 4);
    assert_eq!(longest::<MockParser<'_>>(), 80);
}

#[test]
fn all_of_it_at_once() {
    let mut mock = MockEverything::<str, 2>::new();
    mock.expect_take()
        .returning(|text, value| [text.len() > 2, value.len() > 2].map(u8::from));
    mock.expect_wait().returning(|number| number + 1);
    assert_eq!(mock.take("abc", "d"), [1, 0]);
    assert_eq!(pollster::block_on(mock.wait(1)), 2);
}

#[ssot_component(new, implements(Converter<u8, String>, Chunks<2>))]
struct Real;

impl Converter<u8> for Real {
    fn convert(&self, input: u8) -> String {
        format!("{input:?}")
    }
}

impl Chunks<2> for Real {
    fn chunk(&self, from: u8) -> [u8; 2] {
        [from, 0]
    }
}

#[test]
fn the_component_is_what_it_was() {
    let real = RealFactory::new();
    assert_eq!(real.convert(1), "1");
    assert_eq!(real.chunk(1), [1, 0]);
}
