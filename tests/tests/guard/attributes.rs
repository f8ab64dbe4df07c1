//! Attributes of constructors reach the function they belong to.

use core::panic::Location;
use std::sync::OnceLock;

use ssot::{factory, factory_only};

#[factory_only]
struct Marked {
    line: u32,
}

#[factory]
impl Marked {
    /// Documentation.
    ///
    /// More of it.
    #[must_use]
    #[inline]
    #[track_caller]
    fn create() -> Self {
        Self {
            line: Location::caller().line(),
        }
    }

    #[track_caller]
    #[must_use = "it is the only one"]
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is what is tested")]
    fn through_another() -> Self {
        Self::create()
    }

    #[cold]
    #[inline(never)]
    #[doc(hidden)]
    #[doc = "Hidden."]
    fn rare() -> Self {
        Self { line: 0 }
    }

    #[inject]
    fn injected() -> Self {
        Self { line: 1 }
    }

    #[cfg_attr(test, track_caller, inline)]
    fn by_condition() -> Self {
        Self {
            line: Location::caller().line(),
        }
    }

    #[allow(unused_variables, clippy::needless_pass_by_value)]
    fn allowed(unused: String) -> Self {
        Self { line: 2 }
    }

    #[allow(unused_qualifications)]
    fn allowed_in_the_signature(number: core::option::Option<u32>) -> Self {
        Self {
            line: number.unwrap_or(6),
        }
    }

    #[expect(unused_variables, reason = "it is what is tested")]
    fn expected(unused: u8) -> Self {
        let other = 3;
        Self { line: 3 }
    }

    #[expect(non_snake_case, reason = "it is what is tested")]
    fn expected_Name() -> Self {
        Self { line: 4 }
    }

    #[deprecated(note = "call another")]
    fn outdated() -> Self {
        Self { line: 5 }
    }
}

#[test]
fn the_caller_of_the_factory_is_the_caller_of_the_constructor() {
    let (made, line) = (MarkedFactory::create(), line!());
    assert_eq!(made.line, line);
    let (made, line) = (MarkedFactory::through_another(), line!());
    assert_eq!(made.line, line);
    let (made, line) = (MarkedFactory::by_condition(), line!());
    assert_eq!(made.line, line);
}

#[test]
#[expect(unused_must_use, reason = "it is what is tested")]
fn must_use_warns_on_the_factory() {
    MarkedFactory::create();
}

#[test]
#[expect(deprecated, reason = "it is what is tested")]
fn deprecated_warns_on_the_factory() {
    assert_eq!(MarkedFactory::outdated().line, 5);
}

#[test]
fn other_attributes_change_nothing() {
    assert_eq!(MarkedFactory::rare().line, 0);
    assert_eq!(MarkedFactory::injected().line, 1);
    assert_eq!(MarkedFactory::allowed(String::new()).line, 2);
    assert_eq!(MarkedFactory::expected(1).line, 3);
    assert_eq!(MarkedFactory::allowed_in_the_signature(None).line, 6);
    assert_eq!(MarkedFactory::expected_Name().line, 4);
}

#[factory_only]
#[expect(non_camel_case_types, reason = "it is what is tested")]
struct lower_case {
    value: u8,
}

#[factory]
#[expect(clippy::needless_pass_by_value, reason = "it is what is tested")]
impl lower_case {
    fn create(text: String) -> Self {
        Self {
            value: u8::try_from(text.len()).unwrap_or(0),
        }
    }
}

#[test]
fn an_expectation_on_the_type_and_on_the_impl_is_met() {
    assert_eq!(lower_caseFactory::create("four".to_owned()).value, 4);
}

#[factory_only]
#[must_use = "it is a guard"]
#[non_exhaustive]
struct Important {
    #[allow(dead_code)]
    never_read: u8,
    #[doc(hidden)]
    read: u8,
}

#[factory]
impl Important {
    fn create() -> Self {
        Self {
            never_read: 1,
            read: 2,
        }
    }
}

#[test]
#[expect(unused_must_use, reason = "it is what is tested")]
fn attributes_of_the_type_stay() {
    assert_eq!(ImportantFactory::create().read, 2);
    ImportantFactory::create();
}

#[factory_only]
struct Shared {
    number: u32,
}

#[factory]
impl Shared {
    /// The one instance, made when it is first asked for.
    fn instance() -> &'static Self {
        static INSTANCE: OnceLock<Shared> = OnceLock::new();
        INSTANCE.get_or_init(|| Self { number: 9 })
    }

    #[inject]
    fn with_parameters(
        #[allow(unused_variables)] number: u32,
        #[expect(unused)] other: u8,
    ) -> Self {
        Self { number: 10 }
    }
}

#[test]
fn a_constructor_can_keep_its_instance() {
    assert!(core::ptr::eq(
        SharedFactory::instance(),
        SharedFactory::instance()
    ));
    assert_eq!(SharedFactory::instance().number, 9);
    assert_eq!(SharedFactory::with_parameters(1, 2).number, 10);
}

#[test]
fn a_deprecated_type_in_a_signature_can_be_allowed() {
    #[deprecated]
    struct Old;

    #[factory_only]
    struct New {
        value: u8,
    }

    #[factory]
    #[allow(deprecated)]
    impl New {
        fn create(_: Old) -> Self {
            Self { value: 1 }
        }
    }

    #[allow(deprecated)]
    let new = NewFactory::create(Old);
    assert_eq!(new.value, 1);
}
