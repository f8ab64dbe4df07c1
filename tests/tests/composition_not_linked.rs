//! The other side of `composition_linkage.rs`: the same dependency, and no list that names it.

use ssot::{composition, registry};

composition! {
    struct App {}
}

#[test]
fn a_component_that_nothing_names_is_not_linked() {
    assert!(registry().get("twin::Index").is_none());
    assert_eq!(App::verify(), []);
}
