//! Where the constructors of a type can stand.

use ssot::{factory, factory_only};

mod outer {
    use ssot::factory_only;

    #[derive(Debug, PartialEq, Eq)]
    #[factory_only]
    pub(crate) struct Child {
        pub(in crate::places::outer) value: u8,
    }

    mod constructors {
        use ssot::factory;

        // With `use super::Child;` and `impl Child`, the factory beside the type is not found.
        #[factory]
        impl super::Child {
            pub(crate) fn create(value: u8) -> Self {
                Self { value }
            }

            pub(crate) fn by_name(value: u8) -> Option<Self> {
                (value > 0).then_some(Self { value })
            }
        }
    }

    #[derive(Debug, PartialEq, Eq)]
    #[factory_only]
    pub(crate) struct Pathed<T>(T);

    mod by_path {
        use ssot::factory;

        #[factory]
        impl<T> super::Pathed<T> {
            pub(crate) fn create(value: T) -> Self {
                Self(value)
            }

            pub(crate) fn created_again(value: T) -> Self {
                Self::create(value)
            }
        }
    }

    #[factory_only]
    pub(crate) struct Marker;

    mod of_marker {
        use ssot::factory;

        #[factory]
        impl super::Marker {
            pub(crate) fn create() -> Self {
                Self
            }
        }
    }

    impl Child {
        pub(crate) fn value(&self) -> u8 {
            self.value
        }
    }
}

#[test]
fn the_constructors_can_stand_in_a_child_module() {
    assert_eq!(outer::ChildFactory::create(1).value(), 1);
    assert_eq!(outer::ChildFactory::by_name(0), None);
    assert_eq!(
        outer::PathedFactory::create(1),
        outer::PathedFactory::created_again(1)
    );
    let outer::Marker { .. } = outer::MarkerFactory::create();
}

mod sibling {
    use ssot::factory;

    #[factory]
    impl super::Elsewhere {
        pub(super) fn create(value: u8) -> Self {
            Self { value }
        }
    }
}

#[factory_only]
struct Elsewhere {
    value: u8,
}

#[test]
fn the_constructors_can_stand_before_the_type() {
    assert_eq!(ElsewhereFactory::create(1).value, 1);
}

mod visible {
    pub(crate) mod inner {
        use ssot::{factory, factory_only};

        #[factory_only]
        pub(crate) struct Graded {
            pub(crate) by: &'static str,
        }

        #[factory]
        impl Graded {
            pub(crate) fn of_crate() -> Self {
                Self { by: "crate" }
            }

            pub(super) fn of_super() -> Self {
                Self { by: "super" }
            }

            pub(in crate::places::visible) fn of_path() -> Self {
                Self { by: "path" }
            }

            pub(self) fn of_self() -> Self {
                Self { by: "self" }
            }

            fn private() -> Self {
                Self { by: "private" }
            }
        }

        pub(crate) fn from_the_same_module() -> [&'static str; 2] {
            [GradedFactory::of_self().by, GradedFactory::private().by]
        }
    }

    pub(crate) fn from_the_module_above() -> [&'static str; 2] {
        [
            inner::GradedFactory::of_super().by,
            inner::GradedFactory::of_path().by,
        ]
    }
}

#[test]
fn every_visibility_reaches_as_far_as_it_says() {
    assert_eq!(visible::inner::GradedFactory::of_crate().by, "crate");
    assert_eq!(visible::from_the_module_above(), ["super", "path"]);
    assert_eq!(visible::inner::from_the_same_module(), ["self", "private"]);
}

#[test]
fn a_type_can_be_declared_in_a_function() {
    #[derive(Debug, PartialEq, Eq)]
    #[factory_only]
    struct Local {
        value: u8,
    }

    #[factory]
    impl Local {
        fn create(value: u8) -> Self {
            Self { value }
        }

        fn again(value: u8) -> Option<Self> {
            (value > 0).then_some(value).map(Self::create)
        }
    }

    #[factory_only(new)]
    struct LocalGenerated(u8);

    #[factory_only]
    struct LocalUnit;

    #[factory]
    impl LocalUnit {
        fn create() -> Self {
            LocalUnit
        }
    }

    assert_eq!(LocalFactory::create(1).value, 1);
    assert_eq!(LocalFactory::again(2), Some(LocalFactory::create(2)));
    assert_eq!(LocalGeneratedFactory::new(3).0, 3);
    let LocalUnit { .. } = LocalUnitFactory::create();
}

#[test]
fn a_type_can_be_declared_in_a_closure_and_in_a_block() {
    let make = || {
        #[factory_only(new)]
        struct Same {
            value: u8,
        }
        SameFactory::new(1).value
    };
    let other = {
        #[factory_only(new)]
        struct Same {
            value: u8,
        }
        SameFactory::new(2).value
    };
    assert_eq!((make(), other), (1, 2));
}

#[test]
fn a_type_can_be_made_through_aliases_and_imports() {
    use outer::ChildFactory as Factory;

    type Other = outer::ChildFactory;

    assert_eq!(Factory::create(1), Other::create(1));
}

trait Bounded {}

#[factory_only]
struct BoundedCell<T> {
    value: T,
}

impl<T> Bounded for BoundedCell<T> {}

#[factory]
impl<T: PartialEq> BoundedCell<T>
where
    Self: Bounded,
{
    fn create(value: T) -> Self {
        Self { value }
    }
}

#[test]
fn the_bounds_of_the_impl_can_mention_the_type() {
    assert_eq!(BoundedCellFactory::create(3).value, 3);
}

enum Kind {
    Socket,
    Plug,
}

#[factory_only]
struct Plug {
    pins: u8,
}

#[factory]
impl Plug {
    fn of(kind: &Kind) -> Self {
        use Kind::{Plug, Socket};
        let pins = match kind {
            Plug => 3,
            Socket => 0,
        };
        Self { pins }
    }
}

#[test]
fn a_body_can_import_another_item_of_the_types_name() {
    assert_eq!(PlugFactory::of(&Kind::Plug).pins, 3);
    assert_eq!(PlugFactory::of(&Kind::Socket).pins, 0);
}
