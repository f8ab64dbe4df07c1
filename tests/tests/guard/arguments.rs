//! What a constructor can take.

use core::any::type_name;
use core::fmt::{Debug, Display};

use ssot::{factory, factory_only};

struct Point {
    across: i32,
    down: i32,
}

struct Feet(i32);

#[derive(Debug, PartialEq, Eq)]
#[factory_only]
struct Text {
    text: String,
}

#[factory]
impl Text {
    fn from_tuple((number, name): (u8, &str)) -> Self {
        Self {
            text: format!("{number} {name}"),
        }
    }

    fn from_nested((first, (second, [third, ..])): (u8, (u8, [u8; 3]))) -> Self {
        Self {
            text: format!("{first} {second} {third}"),
        }
    }

    fn from_struct(Point { across, down: row }: Point) -> Self {
        Self {
            text: format!("{across} {row}"),
        }
    }

    fn from_part(Point { across, .. }: &Point) -> Self {
        Self {
            text: across.to_string(),
        }
    }

    fn from_tuple_struct(Feet(feet): Feet) -> Self {
        Self {
            text: feet.to_string(),
        }
    }

    fn from_reference(&number: &[u8; 9], &(first, ref second): &(u8, String)) -> Self {
        Self {
            text: format!("{} {first} {second}", number[0]),
        }
    }

    fn ignoring(_: u8, _: &str, third: u8) -> Self {
        Self {
            text: third.to_string(),
        }
    }

    fn changing(mut text: String, mut number: u8) -> Self {
        number += 1;
        text.push_str(&number.to_string());
        Self { text }
    }

    fn bound(whole @ (first, _): (u8, u8)) -> Self {
        Self {
            text: format!("{first} {}", whole.1),
        }
    }

    fn from_slice([first, rest @ ..]: [u8; 3]) -> Self {
        Self {
            text: format!("{first} {}", rest.len()),
        }
    }

    fn from_itself(Text { text, .. }: Text, Self { text: other, .. }: &Self) -> Self {
        Self {
            text: format!("{text} {other}"),
        }
    }

    fn from_itself_as_a_whole(Self { text }: Self) -> Self {
        Self { text }
    }

    fn ignoring_by_name(_first: u8, second: u8) -> Self {
        Self {
            text: second.to_string(),
        }
    }

    fn nothing() -> Self {
        Self {
            text: String::new(),
        }
    }

    fn displayed(value: impl Display, other: impl Debug + Copy) -> Self {
        Self {
            text: format!("{value} {other:?}"),
        }
    }

    fn collected(values: impl IntoIterator<Item = impl Into<u32>>) -> Self {
        let sum: u32 = values.into_iter().map(Into::into).sum();
        Self {
            text: sum.to_string(),
        }
    }

    fn called(function: impl FnOnce(&str) -> String, argument: &str) -> Self {
        Self {
            text: function(argument),
        }
    }

    fn called_dynamically(function: Box<dyn FnOnce(&str) -> String>, value: &dyn Display) -> Self {
        Self {
            text: function(&value.to_string()),
        }
    }

    fn of_type<T>() -> Self {
        Self {
            text: type_name::<T>().to_owned(),
        }
    }

    fn of_constant<const NUMBER: usize>() -> Self {
        Self {
            text: NUMBER.to_string(),
        }
    }

    fn of_both<T: Default + Debug, const NUMBER: usize>(number: usize) -> Self {
        Self {
            text: format!("{:?} {}", T::default(), NUMBER + number),
        }
    }

    fn longest<'a>(first: &'a str, second: &'a str) -> Self {
        let longest: &'a str = if first.len() < second.len() {
            second
        } else {
            first
        };
        Self {
            text: longest.to_owned(),
        }
    }

    fn many(one: u8, two: u8, three: u8, four: u8, five: u8, six: u8, seven: u8) -> Self {
        Self {
            text: format!("{one}{two}{three}{four}{five}{six}{seven}"),
        }
    }

    fn raw(r#type: u8, r#match: u8) -> Self {
        Self {
            text: format!("{type} {match}"),
        }
    }
}

fn text(text: &str) -> Text {
    TextFactory::called(str::to_owned, text)
}

#[test]
fn a_parameter_can_be_taken_apart() {
    assert_eq!(TextFactory::from_tuple((1, "one")), text("1 one"));
    assert_eq!(TextFactory::from_nested((1, (2, [3, 4, 5]))), text("1 2 3"));
    let point = Point { across: 1, down: 2 };
    assert_eq!(TextFactory::from_part(&point), text("1"));
    assert_eq!(TextFactory::from_struct(point), text("1 2"));
    assert_eq!(TextFactory::from_tuple_struct(Feet(3)), text("3"));
    assert_eq!(
        TextFactory::from_reference(&[1; 9], &(2, "three".to_owned())),
        text("1 2 three")
    );
    assert_eq!(TextFactory::bound((1, 2)), text("1 2"));
    assert_eq!(TextFactory::from_slice([1, 2, 3]), text("1 2"));
    assert_eq!(
        TextFactory::from_itself(text("one"), &text("two")),
        text("one two")
    );
}

#[test]
fn a_parameter_can_be_ignored_or_changed() {
    assert_eq!(TextFactory::ignoring(1, "two", 3), text("3"));
    assert_eq!(TextFactory::changing("text".to_owned(), 1), text("text2"));
    assert_eq!(TextFactory::nothing(), text(""));
    assert_eq!(
        TextFactory::from_itself_as_a_whole(text("one")),
        text("one")
    );
    assert_eq!(TextFactory::ignoring_by_name(1, 2), text("2"));
}

#[test]
fn a_parameter_can_be_of_any_type_with_a_trait() {
    assert_eq!(TextFactory::displayed("one", 2), text("one 2"));
    assert_eq!(TextFactory::collected([1_u8, 2]), text("3"));
    assert_eq!(TextFactory::collected(vec![3_u16]), text("3"));
    assert_eq!(
        TextFactory::called_dynamically(Box::new(str::to_uppercase), &"shout"),
        text("SHOUT")
    );
}

#[test]
fn a_generic_argument_need_not_be_a_parameter() {
    assert_eq!(TextFactory::of_type::<u8>(), text("u8"));
    assert_eq!(TextFactory::of_constant::<12>(), text("12"));
    assert_eq!(TextFactory::of_both::<bool, 2>(3), text("false 5"));
}

#[test]
fn parameters_can_borrow_be_many_and_have_raw_names() {
    assert_eq!(TextFactory::longest("one", "three"), text("three"));
    assert_eq!(TextFactory::many(1, 2, 3, 4, 5, 6, 7), text("1234567"));
    assert_eq!(TextFactory::raw(1, 2), text("1 2"));
}

#[derive(Debug, PartialEq)]
#[factory_only]
struct Graph<T, const SIZE: usize> {
    values: [T; SIZE],
}

#[factory]
impl<T, const SIZE: usize> Graph<T, SIZE> {
    fn from_function(make: impl FnMut(usize) -> T) -> Self {
        Self {
            values: core::array::from_fn(make),
        }
    }

    fn converted<U, const OTHER: usize>(others: [U; OTHER], rest: T) -> Option<Self>
    where
        U: Into<T>,
        T: Clone,
    {
        let mut all: Vec<T> = others.into_iter().map(Into::into).collect();
        all.resize(SIZE, rest);
        let values = all.try_into().ok()?;
        Some(Self { values })
    }

    fn of_default<U: Default + Into<T>>() -> Self {
        Self {
            values: [(); SIZE].map(|()| U::default().into()),
        }
    }
}

#[test]
fn arguments_of_the_type_and_of_the_function_go_together() {
    let graph: Graph<_, 3> = GraphFactory::from_function(|index| index * 2);
    assert_eq!(graph.values, [0, 2, 4]);
    let graph = GraphFactory::<u32, 3>::converted([1_u8, 2], 9);
    assert_eq!(graph.map(|graph| graph.values), Some([1, 2, 9]));
    let graph = GraphFactory::<u32, 2>::of_default::<u8>();
    assert_eq!(graph.values, [0, 0]);
}
