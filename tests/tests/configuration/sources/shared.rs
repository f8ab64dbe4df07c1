//! Variables that more than one place could have.

use std::collections::BTreeMap;

use serde::Deserialize;
use ssot::config::{Layers, ProblemKind};
use ssot::ssot_config;

#[derive(Debug, Deserialize)]
struct Inner {
    b_c: Option<u8>,
    c: Option<u8>,
}

#[derive(Debug, Deserialize)]
struct Hyphens {
    #[serde(rename = "a-b")]
    hyphen: u8,
    #[serde(rename = "a_b")]
    underscore: u8,
}

#[ssot_config(prefix = "HYPHENS")]
struct HyphensConfig {
    #[config(alias = "an-older-one")]
    names: Hyphens,
}

#[test]
fn a_variable_of_two_places_is_reported_with_both() {
    let given = Layers::new().variables([("HYPHENS_NAMES__A_B", "1")]);
    let error = HyphensConfigFactory::load(given).expect_err("which one is it?");
    assert_eq!(
        error.to_string(),
        "1 mistake in the configuration `HyphensConfig`:\n  \
         the variable `HYPHENS_NAMES__A_B` is that of `hyphens.names.a-b` and of `hyphens.names.a_b`: rename one of them"
    );
    let missing = HyphensConfigFactory::load(Layers::new()).expect_err("nothing is given");
    assert!(
        missing.to_string().ends_with(
            "`hyphens.names.a-b` is missing: set `a-b` in the table `[hyphens.names]` of a TOML file"
        ),
        "{missing}"
    );
    let file = Layers::new().text("[hyphens.names]\na-b = 1\na_b = 2");
    let names = HyphensConfigFactory::load(file)
        .expect("a file can tell them apart")
        .names;
    assert_eq!((names.hyphen, names.underscore), (1, 2));
}

#[derive(Debug, Deserialize)]
struct Outer {
    inner: Option<Inner>,
}

#[ssot_config(prefix = "FAR")]
struct FarConfig {
    away: Option<Outer>,
}

#[ssot_config(prefix = "FAR_AWAY")]
struct AwayConfig {
    inner: Option<Inner>,
}

#[test]
fn a_short_name_in_two_owners_is_reported_with_both() {
    let load = |variable: &str| {
        let layers = Layers::new().variables([(variable, "1")]);
        (
            FarConfigFactory::load(layers.clone()),
            AwayConfigFactory::load(layers),
        )
    };
    let (far, away) = load("FAR_AWAY_INNER_C");
    for error in [far.err(), away.err()] {
        let error = error.expect("which one is it?").to_string();
        assert!(
            error.contains("FAR_AWAY__INNER__C") && error.contains("FAR_AWAY_INNER__C"),
            "{error}"
        );
    }
    let (far, away) = load("FAR_AWAY__INNER__C");
    let far = far.expect("it is clear").away.and_then(|away| away.inner);
    assert_eq!(far.map(|inner| inner.c), Some(Some(1)));
    assert!(away.expect("it is another one's").inner.is_none());
}

#[ssot_config(prefix = "POOLS")]
struct PoolsConfig {
    #[config(default = BTreeMap::new())]
    pools: BTreeMap<String, Inner>,
}

#[test]
fn a_field_of_an_entry_of_a_map_is_given_by_a_variable() {
    let file = "[pools.pools.main]\nb_c = 1\nc = 1";
    let variables = [
        ("POOLS_POOLS__MAIN__B_C", "2"),
        ("POOLS_POOLS__SPARE__C", "3"),
    ];
    let layers = Layers::new().text(file).variables(variables);
    let pools = PoolsConfigFactory::load(layers)
        .expect("all are keys")
        .pools;
    let (main, spare) = (&pools["main"], &pools["spare"]);
    assert_eq!((main.b_c, main.c), (Some(2), Some(1)));
    assert_eq!((spare.b_c, spare.c), (None, Some(3)));
    for variable in [
        "POOLS_POOLS__MAIN__D",
        "POOLS_POOLS__MAIN__",
        "POOLS_POOLS____C",
        "POOLS_POOLS__MAIN__C__C",
    ] {
        let layers = Layers::new().variables([(variable, "1")]);
        let error = PoolsConfigFactory::load(layers).expect_err(variable);
        assert_eq!(error.problems()[0].kind, ProblemKind::Unknown);
    }
}

#[ssot_config(prefix = "OLDER")]
struct OlderConfig {
    #[config(alias = "a-name-before")]
    name: String,
}

#[test]
fn a_missing_key_is_to_be_given_under_its_own_name() {
    let error = OlderConfigFactory::load(Layers::new()).expect_err("it is required");
    assert!(
        error
            .to_string()
            .contains("the environment variable `OLDER_NAME`"),
        "{error}"
    );
}

#[ssot_config(prefix = "PAIR")]
struct PairConfig {
    first: Option<u8>,
}

#[ssot_config(prefix = "PAIR")]
struct OtherOfPairConfig {
    second: Option<u8>,
}

#[test]
fn a_misspelt_variable_may_be_that_of_another_owner_of_the_prefix() {
    for (variable, advice) in [
        ("PAIR_SECNOD", "did you mean `PAIR_SECOND`?"),
        (
            "PAIR_THIRD_ONE",
            "the variables of `OtherOfPairConfig` and `PairConfig` are `PAIR_FIRST`, `PAIR_SECOND`",
        ),
    ] {
        let layers = Layers::new().variables([(variable, "1")]);
        let first = PairConfigFactory::load(layers.clone()).map(|pair| pair.first);
        let second = OtherOfPairConfigFactory::load(layers.clone()).map(|pair| pair.second);
        for error in [first.err(), second.err()] {
            let error = error.expect("it is misspelt").to_string();
            assert!(error.ends_with(advice), "{error}");
        }
        // It is one mistake.
        let explained = layers.explain().to_string();
        assert_eq!(explained.matches(advice).count(), 1, "{explained}");
    }
}
