//! A key of two crates, in a test, in which the linker is not asked.

use crate::violation;
use ssot::config::Layers;
use ssot::ssot_config;
use ssot_tests_second_owner::TwinConfigFactory;

/// Its key is the same variable.
#[ssot_config(prefix = "TWIN_TLS")]
struct TlsConfig {
    port: Option<u16>,
}

#[test]
fn the_registry_reports_both_owners() {
    let both = Layers::new().variables([("TWIN_TLS_PORT", "1")]);
    let one = TlsConfigFactory::load(both.clone()).expect("it is a port");
    let other = TwinConfigFactory::load(both).expect("it is a port");
    assert_eq!((one.port, other.tls_port), (Some(1), Some(1)));
    let violation = violation("SSOT090");
    assert_eq!(violation.message, "config key `TWIN_TLS_PORT` has 2 owners");
    let owners: Vec<_> = violation
        .components
        .iter()
        .map(|owner| owner.name)
        .collect();
    assert_eq!(owners, ["TlsConfig", "TwinConfig"]);
}
