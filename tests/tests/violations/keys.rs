//! A key of two crates, in a test, in which the linker is not asked.

use std::collections::BTreeMap;

use ssot::config::Layers;
use ssot::ssot_config;
use ssot_tests_second_owner::TwinConfigFactory;

/// All that is reported in this binary.
pub(crate) const OWNED_TWICE: [&str; 4] = [
    "NESTED_LABELS__TEAM",
    "NESTED_LOG__LEVEL",
    "TWIN_TLS_PORT",
    "words.timeout",
];

/// The owners of a key that is reported once.
fn owners(key: &str) -> Vec<&'static str> {
    assert!(OWNED_TWICE.contains(&key));
    let violations = ssot::registry().verify();
    let message = format!("config key `{key}` has 2 owners");
    let mut found = violations.iter().filter(|found| found.message == message);
    let (Some(violation), None) = (found.next(), found.next()) else {
        panic!("{violations:?}");
    };
    violation
        .components
        .iter()
        .map(|owner| owner.name)
        .collect()
}

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
    assert_eq!(owners("TWIN_TLS_PORT"), ["TlsConfig", "TwinConfig"]);
}

#[derive(Debug, serde::Deserialize)]
struct Log {
    level: Option<String>,
}

#[ssot_config(prefix = "NESTED")]
struct NestedConfig {
    log: Option<Log>,
    labels: Option<BTreeMap<String, String>>,
}

/// Its keys are a field and an entry in the values of the other one's.
#[ssot_config(prefix = "NESTED")]
struct FlatConfig {
    #[config(rename = "log__level")]
    log_level: Option<String>,
    #[config(rename = "labels__team")]
    team: Option<String>,
}

#[test]
fn the_registry_reports_a_key_that_is_a_part_of_the_value_of_another_one() {
    for key in ["NESTED_LOG__LEVEL", "NESTED_LABELS__TEAM"] {
        let mut owners = owners(key);
        owners.sort_unstable();
        assert_eq!(owners, ["FlatConfig", "NestedConfig"]);
    }
    let variables = [("NESTED_LOG__LEVEL", "info"), ("NESTED_LABELS__TEAM", "a")];
    let layers = Layers::new().variables(variables);
    let nested = NestedConfigFactory::load(layers.clone()).expect("both are its keys");
    let flat = FlatConfigFactory::load(layers).expect("both are its keys");
    let level = nested.log.as_ref().and_then(|log| log.level.as_ref());
    assert_eq!(level, flat.log_level.as_ref());
    let team = nested.labels.as_ref().map(|labels| &labels["team"]);
    assert_eq!(team, flat.team.as_ref());
}

#[ssot_config(prefix = "WORDS", rename_all = "lowercase")]
struct JoinedConfig {
    time_out: Option<u8>,
}

#[ssot_config(prefix = "WORDS")]
struct ApartConfig {
    timeout: Option<u8>,
}

#[test]
fn the_registry_reports_two_keys_of_one_name_in_a_file() {
    let mut owners = owners("words.timeout");
    owners.sort_unstable();
    assert_eq!(owners, ["ApartConfig", "JoinedConfig"]);
    let layers = Layers::new().text("[words]\ntimeout = 1");
    let joined = JoinedConfigFactory::load(layers.clone()).expect("it is a key");
    let apart = ApartConfigFactory::load(layers).expect("it is a key");
    assert_eq!(joined.time_out, apart.timeout);
}
