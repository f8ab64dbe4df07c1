//! A component that is defined twice, where neither the compiler nor the linker could tell.

use std::error::Error;

use crate::keys::OWNED_TWICE;
use crate::names::{SecondLedger, SecondLedgerFactory};
use crate::violation;
use ssot::{composition, registry};

composition! {
    struct WithTheSecond {
        inputs { usize }
        singletons { SecondLedger }
        // Of the other module.
        left_out { "TlsConfig", "TwinConfig", "NestedConfig", "FlatConfig", "JoinedConfig", "ApartConfig" }
    }
}

composition! {
    struct WithTheFirst {
        inputs { usize }
        transients { ssot_tests_twin::Ledger }
    }
}

composition! {
    struct WithNeither {
        inputs { usize }
        singletons { ssot_tests_twin::Index }
        left_out { "shared::Ledger" }
        // Of the other module.
        left_out { "TlsConfig", "TwinConfig", "NestedConfig", "FlatConfig", "JoinedConfig", "ApartConfig" }
    }
}

#[test]
fn a_composition_of_a_component_that_is_defined_twice_cannot_be_made() {
    assert_eq!(SecondLedgerFactory::new(1).entries, 1);
    for error in [WithTheSecond::new(1).err(), WithTheFirst::new(2).err()] {
        let error = error.expect("the ledger is defined twice");
        assert_eq!(error.violations(), [violation("SSOT020")]);
        let [violation] = error.violations() else {
            panic!("one violation was expected: {error}");
        };
        assert_eq!(violation.code, "SSOT020");
        assert_eq!(error.to_string(), violation.to_string());
        let error: &dyn Error = &error;
        assert!(error.to_string().contains("`shared::Ledger`"), "{error}");
    }
}

#[test]
fn a_composition_without_it_can_be_made_and_says_so_when_it_is_verified() {
    let app = WithNeither::new(3).expect("the index is defined once");
    let index = app.get::<ssot_tests_twin::Index>();
    assert_eq!(index.map(|index| index.entries).ok(), Some(3));
    assert_eq!(WithNeither::verify(), registry().verify());
    let all = WithTheSecond::verify();
    let codes: Vec<_> = all.iter().map(|violation| violation.code).collect();
    let keys = ["SSOT090"; OWNED_TWICE.len()];
    assert_eq!(codes, [&["SSOT020"][..], &keys, &["SSOT067"]].concat());
    assert_eq!(all[all.len() - 1].components[0].name, "twin::Index");
}
