//! Names that mean something else elsewhere.

use ssot::{factory, factory_only};

#[factory_only]
#[derive(Debug)]
#[allow(non_camel_case_types)]
struct r#struct {
    r#type: u8,
}

#[factory]
impl r#struct {
    fn r#type(r#type: u8) -> Self {
        r#struct { r#type }
    }

    fn r#match(r#in: u8) -> Self {
        let Self { r#type } = Self::r#type(r#in);
        let r#struct { r#type: again } = r#struct::r#type(r#type);
        Self { r#type: again }
    }
}

#[test]
fn types_and_constructors_are_called_like_keywords() {
    assert_eq!(structFactory::r#type(1).r#type, 1);
    assert_eq!(structFactory::r#match(2).r#type, 2);
}

#[factory_only]
#[derive(Debug, PartialEq, Eq)]
struct Queue {
    length: usize,
}

mod other {
    pub(super) struct Queue {
        pub(super) length: usize,
    }

    impl Queue {
        pub(super) fn new(length: usize) -> Self {
            Self { length }
        }
    }

    pub(super) struct Pair(pub(super) usize, pub(super) usize);
}

enum Kind {
    Queue(usize),
    Other { length: usize },
}

#[factory]
impl Queue {
    fn new(length: usize) -> Self {
        Self { length }
    }

    fn by_another_of_the_name(length: usize) -> Self {
        let queue = other::Queue::new(length + 1);
        let other::Queue { length } = other::Queue {
            length: queue.length + 1,
        };
        Queue { length }
    }

    fn by_a_path_to_another(length: usize) -> Self {
        Self {
            length: super::names::other::Queue::new(length).length,
        }
    }

    fn by_a_variant(length: usize) -> Self {
        let kinds = [self::Kind::Queue(length), Kind::Other { length: 1 }];
        let lengths = kinds.map(|kind| match kind {
            Kind::Queue(length) | Kind::Other { length } => length,
        });
        Self {
            length: lengths.iter().sum(),
        }
    }

    fn shadowed(length: usize) -> Self {
        struct Queue(usize);
        let Queue(length) = Queue(length + 1);
        Self { length }
    }

    fn shadowed_by_an_import(length: usize) -> Self {
        use other::Pair as Queue;
        let Queue(first, second) = Queue(length, 1);
        Self::new(first + second)
    }

    #[allow(non_snake_case)]
    fn with_a_field_of_the_name(length: usize) -> Self {
        struct Fields {
            Queue: usize,
        }
        let fields = Fields { Queue: length };
        Self {
            length: fields.Queue,
        }
    }

    fn with_a_loop_of_the_name(length: usize) -> Self {
        #[allow(non_snake_case)]
        let made = 'Queue: loop {
            if length > 0 {
                break 'Queue Self { length };
            }
        };
        made
    }
}

#[test]
fn other_types_of_the_name_are_left_alone() {
    assert_eq!(QueueFactory::by_another_of_the_name(1).length, 3);
    assert_eq!(QueueFactory::by_a_path_to_another(4).length, 4);
    assert_eq!(QueueFactory::by_a_variant(2).length, 3);
    assert_eq!(QueueFactory::shadowed(2).length, 3);
    assert_eq!(QueueFactory::shadowed_by_an_import(3).length, 4);
    assert_eq!(QueueFactory::with_a_field_of_the_name(5).length, 5);
    assert_eq!(QueueFactory::with_a_loop_of_the_name(6).length, 6);
}

mod imported {
    pub(super) struct Config;
    #[allow(dead_code)]
    pub(super) struct ConfigFactory;
}

mod shadowing {
    #[allow(unused_imports)]
    use super::imported::*;
    use ssot::{factory, factory_only};

    #[factory_only]
    pub(super) struct Config {
        pub(super) name: &'static str,
    }

    #[factory]
    impl Config {
        pub(super) fn new(name: &'static str) -> Self {
            Self { name }
        }
    }

    #[factory_only(new)]
    pub(super) struct Generated {
        pub(super) name: &'static str,
    }
}

#[test]
fn a_type_shadows_another_from_a_glob_import() {
    let imported::Config = imported::Config;
    assert_eq!(shadowing::ConfigFactory::new("own").name, "own");
    assert_eq!(shadowing::GeneratedFactory::new("own").name, "own");
}

mod conditional {
    use ssot::{factory, factory_only};

    #[factory_only]
    pub(super) struct Conditional<B> {
        pub(super) value: B,
        #[cfg(any())]
        pub(super) never: Missing,
    }

    #[factory]
    impl<B: Clone> Conditional<B> {
        pub(super) fn of(#[cfg(any())] never: u8, #[cfg(not(any()))] value: B) -> Self {
            Self {
                #[cfg(any())]
                never,
                value,
            }
        }

        #[cfg(any())]
        pub(super) fn chosen(value: Missing) -> Self {
            Missing
        }

        #[cfg(not(any()))]
        pub(super) fn chosen(value: B) -> Self {
            let Self {
                #[cfg(any())]
                never,
                value,
            } = Self::of(value);
            #[cfg(any())]
            return Self { never, value };
            #[cfg(not(any()))]
            return Self { value };
        }
    }
}

#[test]
fn conditions_leave_out_parameters_fields_and_functions() {
    use conditional::ConditionalFactory;
    assert_eq!(ConditionalFactory::of(1).value, 1);
    assert_eq!(ConditionalFactory::chosen("x").value, "x");
}
