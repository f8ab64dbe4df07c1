//! Conditions on fields, functions and whole items hold for the generated code too.

use ssot::{Component, factory, factory_only, ssot_component};

#[factory_only]
struct Conditional {
    #[cfg(test)]
    kept: u8,
    #[cfg(not(test))]
    left_out: Missing,
    #[cfg_attr(test, allow(dead_code))]
    silent: u8,
}

#[factory]
impl Conditional {
    #[cfg(test)]
    fn create(kept: u8) -> Self {
        Self {
            #[cfg(test)]
            kept,
            #[cfg(not(test))]
            left_out: Missing,
            silent: 0,
        }
    }

    #[cfg(not(test))]
    fn create(missing: Missing) -> Self {
        Self { left_out: missing }
    }

    #[cfg_attr(test, must_use)]
    fn by_default() -> Self {
        #[cfg(test)]
        let kept = 2;
        #[cfg(not(test))]
        let kept = 3;
        Self { kept, silent: 0 }
    }

    fn by_statement(#[allow(unused_variables)] first: u8) -> Self {
        #[cfg(not(test))]
        return Self { missing };
        #[cfg(test)]
        return Self {
            kept: 4,
            silent: first,
        };
    }
}

#[test]
fn a_condition_leaves_out_fields_functions_and_statements() {
    assert_eq!(ConditionalFactory::create(1).kept, 1);
    assert_eq!(ConditionalFactory::by_default().kept, 2);
    assert_eq!(ConditionalFactory::by_statement(0).kept, 4);
}

#[factory_only(new)]
struct Generated {
    #[cfg(test)]
    kept: u8,
    #[cfg(not(test))]
    left_out: Missing,
}

#[test]
fn the_generated_constructor_takes_the_fields_that_exist() {
    assert_eq!(GeneratedFactory::new(5).kept, 5);
}

#[factory_only]
struct Tuple(#[cfg(test)] u8, #[cfg(not(test))] Missing);

#[factory]
impl Tuple {
    fn create() -> Self {
        Self(6)
    }
}

#[test]
fn a_tuple_can_have_conditional_fields() {
    assert_eq!(TupleFactory::create().0, 6);
}

#[cfg(not(test))]
#[factory_only(new)]
struct Whole {
    missing: Missing,
}

#[factory_only(new)]
#[cfg(not(test))]
struct Whole(Missing);

#[cfg(test)]
#[factory_only(new)]
struct Whole {
    present: u8,
}

#[ssot_component(implements(Missing), scope = context(Missing), new)]
#[cfg(not(test))]
struct Component2(Missing);

#[ssot::ssot_interface]
#[cfg(not(test))]
trait Absent: Missing {}

#[test]
fn a_whole_item_can_be_left_out_from_above_and_below() {
    assert_eq!(WholeFactory::new(7).present, 7);
}

#[factory_only]
struct TwoFactories {
    from: &'static str,
}

#[cfg(test)]
#[factory]
impl TwoFactories {
    fn create() -> Self {
        Self { from: "this" }
    }
}

#[factory]
#[cfg(not(test))]
impl TwoFactories {
    fn create() -> Self {
        Self { from: "that" }
    }
}

#[test]
fn conditions_choose_between_two_impls() {
    assert_eq!(TwoFactoriesFactory::create().from, "this");
}

#[cfg_attr(test, ssot_component(name = "conditions::ByCondition"))]
struct ByCondition {
    value: u8,
}

#[cfg_attr(test, factory)]
impl ByCondition {
    fn create(value: u8) -> Self {
        Self { value }
    }
}

#[test]
fn the_attributes_themselves_can_be_conditional() {
    assert_eq!(ByConditionFactory::create(8).value, 8);
    assert_eq!(ByCondition::DESCRIPTOR.name, "conditions::ByCondition");
}

#[factory_only]
#[cfg_attr(test, derive(Debug, PartialEq))]
#[cfg_attr(not(test), derive(Missing))]
struct Derived {
    value: u8,
}

#[factory]
impl Derived {
    fn create(value: u8) -> Self {
        Self { value }
    }
}

#[test]
fn a_conditional_derive_shows_no_seal() {
    assert_eq!(
        format!("{:?}", DerivedFactory::create(9)),
        "Derived { value: 9 }"
    );
    assert_eq!(DerivedFactory::create(9), DerivedFactory::create(9));
}
