//! A component that is listed is linked: the list names its type, and nothing else in this program names the crate.

use ssot::{composition, registry};

composition! {
    struct App {
        inputs { usize }
        singletons { ssot_tests_twin::Index }
        left_out { "shared::Ledger" }
    }
}

#[test]
fn a_component_is_linked_because_it_is_listed() {
    // Nobody asks for it, and it is there all the same.
    assert!(registry().get("twin::Index").is_some());
    let violations = App::verify();
    let mut components = violations
        .iter()
        .flat_map(|violation| &violation.components);
    assert!(components.all(|component| component.package != "ssot-tests-twin"));
}
