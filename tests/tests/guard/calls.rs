//! One constructor leads to another.

use ssot::{factory, factory_only};

#[derive(Debug, PartialEq, Eq)]
#[factory_only]
struct Level {
    value: u8,
    made_by: &'static str,
}

#[factory]
impl Level {
    fn base(value: u8, made_by: &'static str) -> Self {
        Self { value, made_by }
    }

    fn by_call(value: u8) -> Self {
        Self::base(value, "call")
    }

    fn by_name(value: u8) -> Self {
        Level::base(value, "name")
    }

    fn by_qualified_self(value: u8) -> Self {
        <Self>::base(value, "qualified")
    }

    fn checked(value: u8) -> Option<Self> {
        (value < 10).then(|| Self::by_call(value))
    }

    fn by_function_value(value: Option<u8>) -> Option<Self> {
        value.map(Self::by_call)
    }

    fn by_function_value_that_can_fail(value: Option<u8>) -> Option<Self> {
        value.and_then(Level::checked)
    }

    fn by_function_value_of_two(value: Option<u8>) -> Option<Self> {
        let make = Self::base;
        Some(make(value?, "value"))
    }

    fn by_question_mark(text: &str) -> Result<Self, String> {
        let value = text.parse::<u8>().map_err(|error| error.to_string())?;
        Self::checked(value).ok_or_else(|| "too high".to_owned())
    }

    #[allow(clippy::needless_pass_by_value)]
    fn renamed(level: Self) -> Self {
        Self {
            made_by: "renamed",
            ..level
        }
    }

    fn in_branches(value: u8) -> Self {
        match value {
            0 => Self::base(100, "zero"),
            1..=9 => Self::by_call(value),
            _ => {
                if value < 11 {
                    Self::by_name(value)
                } else {
                    Self::by_qualified_self(value)
                }
            }
        }
    }

    fn first_that_works(values: &[u8]) -> Option<Self> {
        for value in values {
            if *value > 20 {
                return Self::checked(*value - 20);
            }
        }
        None
    }

    fn recursive(depth: u8) -> Self {
        if depth == 0 {
            Self::base(0, "bottom")
        } else {
            Self::recursive(depth - 1)
        }
    }
}

#[test]
fn a_constructor_can_call_another() {
    assert_eq!(LevelFactory::by_call(1), LevelFactory::base(1, "call"));
    assert_eq!(LevelFactory::by_name(2), LevelFactory::base(2, "name"));
    assert_eq!(
        LevelFactory::by_qualified_self(3),
        LevelFactory::base(3, "qualified")
    );
    assert_eq!(LevelFactory::checked(4), Some(LevelFactory::by_call(4)));
    assert_eq!(LevelFactory::checked(40), None);
}

#[test]
fn a_constructor_can_be_a_function_value() {
    assert_eq!(
        LevelFactory::by_function_value(Some(1)),
        Some(LevelFactory::by_call(1))
    );
    assert_eq!(LevelFactory::by_function_value(None), None);
    assert_eq!(
        LevelFactory::by_function_value_that_can_fail(Some(2)),
        Some(LevelFactory::by_call(2))
    );
    assert_eq!(
        LevelFactory::by_function_value_that_can_fail(Some(20)),
        None
    );
    assert_eq!(
        LevelFactory::by_function_value_of_two(Some(3)),
        Some(LevelFactory::base(3, "value"))
    );
}

#[test]
fn a_constructor_can_work_on_the_result_of_another() {
    assert_eq!(
        LevelFactory::by_question_mark("4"),
        Ok(LevelFactory::by_call(4))
    );
    assert_eq!(
        LevelFactory::by_question_mark("40"),
        Err("too high".to_owned())
    );
    assert!(LevelFactory::by_question_mark("four").is_err());
}

#[test]
fn a_constructor_can_change_an_instance() {
    let level = LevelFactory::by_call(6);
    assert_eq!(
        LevelFactory::renamed(level),
        LevelFactory::base(6, "renamed")
    );
}

#[test]
fn every_branch_can_call_another_constructor() {
    assert_eq!(
        LevelFactory::in_branches(0),
        LevelFactory::base(100, "zero")
    );
    assert_eq!(LevelFactory::in_branches(9), LevelFactory::by_call(9));
    assert_eq!(LevelFactory::in_branches(10), LevelFactory::by_name(10));
    assert_eq!(
        LevelFactory::in_branches(11),
        LevelFactory::by_qualified_self(11)
    );
    assert_eq!(
        LevelFactory::first_that_works(&[1, 25]),
        Some(LevelFactory::by_call(5))
    );
    assert_eq!(LevelFactory::first_that_works(&[1, 2]), None);
    assert_eq!(LevelFactory::recursive(3), LevelFactory::base(0, "bottom"));
}

#[derive(Debug, PartialEq, Eq)]
#[factory_only]
struct Wrapper<T> {
    content: T,
}

#[factory]
impl<T> Wrapper<T> {
    fn of(content: T) -> Self {
        Self { content }
    }

    fn converted<U: Into<T>>(content: U) -> Self {
        Self::of(content.into())
    }

    fn converted_with_arguments<U: Into<T>>(content: U) -> Self {
        Self::converted::<U>(content)
    }

    fn by_name(content: T) -> Self {
        Wrapper::of(content)
    }

    fn by_name_with_arguments(content: T) -> Self {
        Wrapper::<T>::of(content)
    }

    fn by_value(content: Option<T>) -> Option<Self> {
        content.map(Self::of)
    }

    fn by_value_with_arguments<U: Into<T>>(content: Option<U>) -> Option<Self> {
        content.map(Self::converted::<U>)
    }
}

#[test]
fn a_generic_constructor_can_call_another() {
    let wrapper: Wrapper<u32> = WrapperFactory::converted(1_u8);
    assert_eq!(wrapper, WrapperFactory::of(1));
    let wrapper: Wrapper<u32> = WrapperFactory::converted_with_arguments(2_u8);
    assert_eq!(wrapper, WrapperFactory::of(2));
    assert_eq!(WrapperFactory::by_name(3), WrapperFactory::of(3));
    assert_eq!(
        WrapperFactory::by_name_with_arguments(4),
        WrapperFactory::of(4)
    );
    assert_eq!(
        WrapperFactory::by_value(Some(5)),
        Some(WrapperFactory::of(5))
    );
    let wrapper: Option<Wrapper<u32>> = WrapperFactory::by_value_with_arguments(Some(6_u8));
    assert_eq!(wrapper, Some(WrapperFactory::of(6)));
}

#[test]
fn factory_functions_are_function_values() {
    let levels: Vec<_> = [1, 2].into_iter().map(LevelFactory::by_call).collect();
    assert_eq!(levels, [LevelFactory::by_call(1), LevelFactory::by_call(2)]);
    let make: fn(u8) -> Option<Level> = LevelFactory::checked;
    assert_eq!(make(30), None);
}

#[factory_only]
struct Shadowing {
    create: u8,
}

#[factory]
impl Shadowing {
    fn create(create: u8) -> Self {
        fn helper(value: u8) -> u8 {
            value * 2
        }
        let create = helper(create);
        Self { create }
    }
}

impl Shadowing {
    fn twice(self) -> Shadowing {
        ShadowingFactory::create(self.create)
    }
}

#[test]
fn plain_methods_make_instances_through_the_factory() {
    assert_eq!(ShadowingFactory::create(1).twice().create, 4);
}

#[factory_only]
struct Linked {
    value: u8,
    next: Option<Box<Self>>,
}

#[factory]
impl Linked {
    fn last(value: u8) -> Self {
        Self { value, next: None }
    }

    fn before(value: u8, next: Self) -> Self {
        Self {
            value,
            next: Some(Box::new(next)),
        }
    }
}

#[test]
fn a_type_can_contain_and_take_itself() {
    let linked = LinkedFactory::before(1, LinkedFactory::last(2));
    let next = linked.next.expect("there is a next one");
    assert_eq!((linked.value, next.value), (1, 2));
    assert!(next.next.is_none());
}
