//! Which constructors a composition calls, and what they can look like.

// What constructors can look like is what is tested, not what they best look like.
#![allow(
    unused_qualifications,
    clippy::needless_pass_by_value,
    clippy::unnecessary_box_returns,
    clippy::unnecessary_wraps
)]

use std::error::Error;
use std::num::ParseIntError;
use std::sync::Arc;
use std::sync::Arc as Shared;

use ssot::{ConstructionError, composition, factory, ssot_component};

fn get<T: ?Sized>(made: Result<Arc<T>, ConstructionError>) -> Arc<T> {
    made.expect("no constructor fails")
}

#[ssot_component(new, scope = singleton)]
struct Base;

#[ssot_component(new, scope = transient)]
struct Part(u8);

/// Every field is a parameter of the constructor that is generated.
#[ssot_component(new, scope = singleton)]
struct Generated {
    base: Arc<Base>,
    part: Part,
    number: u8,
}

#[ssot_component(scope = singleton)]
struct Optional {
    number: u8,
}

#[factory]
impl Optional {
    fn create(number: u8) -> Option<Self> {
        (number > 0).then_some(Self { number })
    }
}

#[ssot_component(scope = singleton)]
struct Fallible {
    number: u8,
}

#[factory]
impl Fallible {
    fn parse(text: &str) -> Result<Self, ParseIntError> {
        let number = text.parse()?;
        Ok(Self { number })
    }
}

#[ssot_component(scope = singleton)]
struct ByItsName {
    number: u8,
}

#[factory]
impl ByItsName {
    fn create(number: u8) -> Result<ByItsName, Box<dyn Error + Send + Sync>> {
        Ok(ByItsName { number })
    }
}

#[ssot_component(scope = singleton)]
struct Boxed {
    number: u8,
}

#[factory]
impl Boxed {
    fn create(number: u8) -> Box<Self> {
        Box::new(Self { number })
    }
}

type Made<T> = Result<T, &'static str>;

#[ssot_component(scope = singleton)]
struct ThroughAlias {
    number: u8,
}

#[factory]
impl ThroughAlias {
    fn create(number: u8) -> Made<Self> {
        Ok(Self { number })
    }
}

composition! {
    struct Results {
        inputs { u8, Arc<str> }
        singletons { Base, Generated, Optional, Fallible, ByItsName, Boxed, ThroughAlias }
        transients { Part }
    }
}

#[test]
fn the_generated_constructor_takes_its_fields_from_the_composition() {
    let app = Results::new(5, "6".into()).expect("every component is defined once");
    let made = get(app.get::<Generated>());
    assert!(Arc::ptr_eq(&made.base, &get(app.get::<Base>())));
    assert_eq!((made.part.0, made.number), (5, 5));
}

#[test]
fn a_constructor_returns_its_instance_in_several_ways() {
    let app = Results::new(5, "6".into()).expect("every component is defined once");
    assert_eq!(get(app.get::<Optional>()).number, 5);
    assert_eq!(get(app.get::<Fallible>()).number, 6);
    assert_eq!(get(app.get::<ByItsName>()).number, 5);
    assert_eq!(get(app.get::<Boxed>()).number, 5);
    assert_eq!(get(app.get::<ThroughAlias>()).number, 5);
}

#[ssot_component(scope = singleton)]
struct Chosen {
    by: &'static str,
}

#[factory]
impl Chosen {
    fn from_text(_text: &str) -> Self {
        Self { by: "from_text" }
    }

    #[inject]
    fn from_base(_base: &Base) -> Self {
        Self { by: "from_base" }
    }

    fn generic<T: Default>(_value: T) -> Self {
        Self { by: "generic" }
    }
}

#[ssot_component(scope = singleton)]
struct Conditional {
    by: &'static str,
}

#[factory]
impl Conditional {
    #[cfg_attr(not(test), inject)]
    fn in_the_application(_missing: Arc<Missing>) -> Self {
        Self { by: "application" }
    }

    #[cfg_attr(test, inject)]
    fn in_tests(_base: Arc<Base>) -> Self {
        Self { by: "tests" }
    }
}

struct Missing;

#[ssot_component(scope = singleton)]
struct OneOfTwo {
    by: &'static str,
}

#[factory]
impl OneOfTwo {
    #[cfg(test)]
    fn create() -> Self {
        Self { by: "test" }
    }

    #[cfg(not(test))]
    fn create(missing: Missing) -> Self {
        Self { by: missing.name }
    }
}

/// Where the condition does not hold, nothing is marked.
#[ssot_component(scope = singleton)]
struct MarkedElsewhere {
    by: &'static str,
}

#[factory]
impl MarkedElsewhere {
    #[cfg_attr(not(test), inject)]
    fn in_the_application(_missing: &Missing) -> Self {
        Self { by: "application" }
    }

    fn new() -> Self {
        Self { by: "new" }
    }
}

composition! {
    struct Choices {
        singletons { Base, Chosen, Conditional, OneOfTwo, MarkedElsewhere }
    }
}

#[test]
fn the_marked_constructor_is_called() {
    let app = Choices::new().expect("every component is defined once");
    assert_eq!(get(app.get::<Chosen>()).by, "from_base");
    // The others are there for everybody else.
    assert_eq!(ChosenFactory::from_text("text").by, "from_text");
    assert_eq!(ChosenFactory::generic(1).by, "generic");
}

#[test]
fn a_condition_can_choose_the_constructor() {
    let app = Choices::new().expect("every component is defined once");
    assert_eq!(get(app.get::<Conditional>()).by, "tests");
    assert_eq!(get(app.get::<OneOfTwo>()).by, "test");
    assert_eq!(get(app.get::<MarkedElsewhere>()).by, "new");
    let elsewhere = MarkedElsewhereFactory::in_the_application(&Missing);
    assert_eq!(elsewhere.by, "application");
    assert_eq!(
        ConditionalFactory::in_the_application(Arc::new(Missing)).by,
        "application"
    );
}

type Pointer<T> = Arc<T>;
type BasePointer = Arc<Base>;

#[ssot_component(scope = singleton)]
struct Pointers {
    all: [Arc<Base>; 5],
}

#[factory]
impl Pointers {
    fn create(
        one: Arc<Base>,
        renamed: Shared<Base>,
        by_path: std::sync::Arc<Base>,
        generic_alias: Pointer<Base>,
        alias: BasePointer,
    ) -> Self {
        let all = [one, renamed, by_path, generic_alias, alias];
        Self { all }
    }
}

#[ssot_component(scope = singleton)]
struct Lent {
    same: bool,
}

#[factory]
impl Lent {
    fn create(one: &Base, other: &Base) -> Self {
        let same = core::ptr::eq(one, other);
        Self { same }
    }
}

composition! {
    struct Lending {
        singletons { Base, Pointers, Lent }
    }
}

#[test]
fn a_pointer_can_be_written_in_every_way_that_means_an_arc() {
    let app = Lending::new().expect("every component is defined once");
    let (base, pointers) = (get(app.get::<Base>()), get(app.get::<Pointers>()));
    for pointer in &pointers.all {
        assert!(Arc::ptr_eq(pointer, &base));
    }
}

#[test]
fn a_reference_lends_the_shared_instance() {
    let app = Lending::new().expect("every component is defined once");
    assert!(get(app.get::<Lent>()).same);
}

/// What can be kept in a cache.
trait Kept: Send + Sync + 'static {
    const NAME: &'static str;
}

impl Kept for String {
    const NAME: &'static str = "texts";
}

impl Kept for u64 {
    const NAME: &'static str = "numbers";
}

#[ssot_component(scope = singleton)]
struct Cache<T> {
    name: &'static str,
    entries: Vec<T>,
}

#[factory]
impl<T: Kept> Cache<T> {
    fn create() -> Self {
        Self {
            name: T::NAME,
            entries: Vec::new(),
        }
    }
}

#[ssot_component(scope = singleton)]
struct Reader<T>
where
    T: Kept,
{
    cache: Arc<Cache<T>>,
}

#[factory]
impl<T> Reader<T>
where
    T: Kept,
{
    fn create(cache: Arc<Cache<T>>) -> Self {
        Self { cache }
    }
}

#[ssot_component(new, scope = transient)]
struct Ring<'a, const LENGTH: usize> {
    name: &'a str,
    places: [u8; LENGTH],
}

composition! {
    struct Generics {
        inputs { &'static str, [u8; 3] }
        singletons { Reader<u64>, Cache<String>, Cache<u64>, Reader<String> }
        transients { Ring<'static, 3> }
    }
}

#[test]
fn each_instantiation_of_a_generic_component_is_one_of_its_own() {
    let app = Generics::new("ring", [1, 2, 3]).expect("every component is defined once");
    let (texts, numbers) = (
        get(app.get::<Cache<String>>()),
        get(app.get::<Cache<u64>>()),
    );
    assert_eq!((texts.name, numbers.name), ("texts", "numbers"));
    assert!(texts.entries.is_empty() && numbers.entries.is_empty());
    assert!(Arc::ptr_eq(&get(app.get::<Reader<String>>()).cache, &texts));
    assert!(Arc::ptr_eq(&get(app.get::<Reader<u64>>()).cache, &numbers));
    let ring = get(app.get::<Ring<'static, 3>>());
    assert_eq!((ring.name, ring.places), ("ring", [1, 2, 3]));
}

#[ssot_component(scope = singleton)]
struct Wide {
    numbers: Vec<u8>,
}

#[factory]
impl Wide {
    fn create(
        Part(first, ..): Part,
        mut second: Part,
        third: &Part,
        fourth: Arc<Part>,
        fifth: u8,
        sixth: Arc<u8>,
        _: Part,
    ) -> Self {
        second.0 += 1;
        let numbers = vec![first, second.0, third.0, fourth.0, fifth, *sixth];
        Self { numbers }
    }
}

composition! {
    struct Many {
        inputs { u8 }
        singletons { Wide }
        transients { Part }
    }
}

#[test]
fn parameters_are_passed_in_their_order_whatever_their_patterns() {
    let app = Many::new(3).expect("every component is defined once");
    assert_eq!(get(app.get::<Wide>()).numbers, [3, 4, 3, 3, 3, 3]);
}
