//! Mocks of interfaces in every place, of every visibility and name.

use ssot::ssot_interface;

mod outer {
    use ssot::ssot_interface;

    #[ssot_interface(mock)]
    pub(crate) trait Shared {
        fn get(&self) -> super::Word;
    }

    pub(crate) mod inner {
        use ssot::ssot_interface;

        #[ssot_interface(mock)]
        pub(in crate::in_places::outer) trait Narrow {
            fn get(&self) -> super::super::Word;
        }

        #[ssot_interface(mock)]
        pub(super) trait Above {
            fn get(&self) -> u8;
        }

        #[ssot_interface(mock)]
        trait Private {
            fn get(&self) -> u8;
        }

        pub(crate) fn private() -> u8 {
            let mut mock = MockPrivate::new();
            mock.expect_get().return_const(4);
            mock.get()
        }
    }

    pub(crate) fn narrow() -> (&'static str, u8) {
        use inner::{Above as _, Narrow as _};

        let mut narrow = inner::MockNarrow::new();
        narrow.expect_get().return_const(super::Word("narrow"));
        let mut above = inner::MockAbove::new();
        above.expect_get().return_const(3);
        (narrow.get().0, above.get())
    }
}

#[derive(Clone)]
pub(crate) struct Word(&'static str);

#[test]
fn a_mock_is_as_visible_as_its_interface() {
    use outer::{MockShared, Shared as _};

    let mut mock = MockShared::new();
    mock.expect_get().return_const(Word("shared"));
    assert_eq!(mock.get().0, "shared");
    assert_eq!(outer::narrow(), ("narrow", 3));
    assert_eq!(outer::inner::private(), 4);
}

#[test]
fn a_local_interface_has_a_local_mock() {
    #[ssot_interface(mock)]
    trait Local {
        fn get(&self, number: u8) -> String;
    }

    let mut mock = MockLocal::new();
    mock.expect_get().returning(|number| number.to_string());
    assert_eq!(mock.get(2), "2");
}

#[expect(non_camel_case_types, reason = "a keyword is a name, too")]
#[ssot_interface(mock)]
trait r#type {
    fn r#match(&self, r#in: u8) -> u8;
}

#[test]
fn keywords_can_be_names() {
    let mut mock = Mocktype::new();
    mock.expect_match().returning(|r#in| r#in + 1);
    assert_eq!(mock.r#match(1), 2);
}

macro_rules! interface {
    ($name:ident, $method:ident, $result:ty) => {
        #[ssot_interface(mock)]
        trait $name {
            fn $method(&self) -> $result;
        }
    };
}

interface!(OfAMacro, answer, u8);

#[test]
fn a_macro_can_define_an_interface_with_a_mock() {
    let mut mock = MockOfAMacro::new();
    mock.expect_answer().return_const(42);
    assert_eq!(mock.answer(), 42);
}

macro_rules! interface_of {
    ($name:ident, $($method:tt)*) => {
        #[ssot_interface(mock)]
        trait $name {
            $($method)*
        }
    };
}

interface_of!(OfItsMethods, fn answer(&self, of: u8) -> u8;);

macro_rules! with_a_mock {
    ($interface:item) => {
        #[ssot_interface(mock)]
        $interface
    };
}

with_a_mock!(
    trait OfItself {
        fn answer(&self, of: u8) -> u8;
    }
);

#[test]
fn a_macro_can_be_given_the_methods_of_an_interface_with_a_mock() {
    let mut mock = MockOfItsMethods::new();
    mock.expect_answer().returning(|of| of + 1);
    assert_eq!(mock.answer(41), 42);
    let mut mock = MockOfItself::new();
    mock.expect_answer().returning(|of| of + 1);
    assert_eq!(mock.answer(41), 42);
}

#[cfg(any())]
#[ssot_interface(mock)]
trait Absent {
    fn get(&self) -> NoSuchType;
}

#[ssot_interface(mock)]
#[cfg(any())]
trait AbsentBelow {
    fn get(&self) -> NoSuchType;
}

#[ssot_interface(mock)]
#[cfg_attr(all(), doc = "Documented on a condition.")]
#[must_use]
#[doc(alias = "OnACondition")]
trait Conditional {
    #[cfg(any())]
    fn absent(&self) -> NoSuchType;
    #[cfg(test)]
    #[must_use]
    #[doc(alias = "there")]
    fn present(&self) -> u8;
    #[deprecated = "there is a newer one"]
    fn old(&self) -> u8;
}

#[test]
fn conditions_hold_for_the_mock() {
    let mut mock = MockConditional::new();
    mock.expect_present().return_const(1);
    mock.expect_old().return_const(2);
    assert_eq!((mock.present(), mock.old()), (1, 2));
}
