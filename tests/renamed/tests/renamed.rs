//! What compiles under another name also works.

use ssot_tests_renamed::{GeneratedFactory, ParrotFactory, Speaker, UnitFactory};

#[test]
fn everything_can_be_made_and_used() {
    let parrot = ParrotFactory::create("hello").expect("it speaks");
    assert_eq!(parrot.speak(), "hello");
    assert_eq!(parrot.clone(), parrot);
    assert!(ParrotFactory::create("").is_none());
    assert_eq!(GeneratedFactory::new(1).0, 1);
    assert_eq!(format!("{:?}", UnitFactory::create()), "Unit");
}

#[test]
fn the_component_is_listed() {
    let found: Vec<_> = renamed_ssot::registry()
        .by_interface("ssot_tests_renamed::Speaker")
        .map(|component| component.name)
        .collect();
    assert_eq!(found, ["renamed::Parrot"]);
}
