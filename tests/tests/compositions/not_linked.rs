//! The other side of `construction/linked.rs`: the same dependency, and nothing in this program that names it.

use ssot::{composition, registry};

composition! {
    struct App {}
}

#[test]
fn a_component_that_nothing_names_is_not_linked() {
    assert!(registry().get("twin::Index").is_none());
    let violations = App::verify();
    let mut components = violations
        .iter()
        .flat_map(|violation| &violation.components);
    assert!(components.all(|component| component.package != "ssot-tests-twin"));
}
