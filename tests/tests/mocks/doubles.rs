//! A second implementation of a sole interface where the linker is not asked: in a test.

use ssot::{registry, ssot_component};
use ssot_tests_twin::Lookup;

#[ssot_component(new, name = "sole_interface_doubles::Double", implements(Lookup))]
struct Double {}

impl Lookup for Double {
    fn entries(&self) -> usize {
        3
    }
}

#[test]
fn a_test_may_have_a_double_and_the_registry_reports_it() {
    assert_eq!(DoubleFactory::new().entries(), 3);
    assert_eq!(ssot_tests_twin::IndexFactory::new(2).entries(), 2);
    let violations = registry().verify();
    let [violation] = violations.as_slice() else {
        panic!("one violation was expected: {violations:?}");
    };
    assert_eq!(violation.code, "SSOT032");
    assert_eq!(
        violation.message,
        "interface `ssot_tests_twin::Lookup` is implemented by 2 components"
    );
    let names: Vec<_> = violation
        .components
        .iter()
        .map(|component| component.name)
        .collect();
    assert_eq!(names, ["sole_interface_doubles::Double", "twin::Index"]);
}
