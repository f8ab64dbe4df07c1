//! What keeps a secret.

use std::collections::BTreeMap;

use proptest::prelude::*;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use ssot::config::{Format, Layers, Reloading};
use ssot::ssot_config;

use super::{Log, cases};

#[derive(Debug, Deserialize)]
struct Account {
    #[allow(dead_code)]
    name: String,
    key: SecretString,
}

type Hidden = SecretString;

#[ssot_config(prefix = "VAULT")]
struct VaultConfig {
    #[config(secret)]
    pin: u32,
    token: SecretString,
    maybe: Option<SecretString>,
    alias: Option<Hidden>,
    #[config(default = "opensesame")]
    preset: Hidden,
    account: Option<Account>,
    #[config(default = BTreeMap::new())]
    keys: BTreeMap<String, SecretString>,
    #[config(secret)]
    list: Option<Vec<u8>>,
    #[config(secret)]
    log: Option<Log>,
}

#[test]
fn the_default_of_a_secret_is_not_shown_with_its_key() {
    for key in ssot::config_keys() {
        let shown = format!("{key} {key:?}");
        assert!(!shown.contains("opensesame"), "{shown}");
    }
}

#[test]
fn a_secret_string_needs_no_attribute() {
    let vault = VaultConfigFactory::load(Layers::new().variables([
        ("VAULT_PIN", "4711"),
        ("VAULT_TOKEN", "hunter2"),
        ("VAULT_ACCOUNT__NAME", "ada"),
        ("VAULT_ACCOUNT__KEY", "sesame"),
        ("VAULT_KEYS__ROOT", "swordfish"),
    ]));
    let vault = vault.expect("all is right");
    assert_eq!(vault.token.expose_secret(), "hunter2");
    assert_eq!(vault.keys["root"].expose_secret(), "swordfish");
    assert_eq!(
        vault
            .account
            .as_ref()
            .map(|account| account.key.expose_secret()),
        Some("sesame")
    );
    assert!(
        vault.maybe.is_none()
            && vault.alias.is_none()
            && vault.list.is_none()
            && vault.log.is_none()
    );
    assert_eq!(
        (vault.pin, vault.preset.expose_secret()),
        (4711, "opensesame")
    );
    let key = |variable: &str| {
        ssot::config_keys()
            .iter()
            .find(|key| key.variable == variable)
    };
    assert!(key("VAULT_TOKEN").expect("it has an owner").secret);
    assert!(key("VAULT_MAYBE").expect("it has an owner").secret);
    let preset = key("VAULT_PRESET").expect("it has an owner");
    let text = format!("{vault:?} {vault:#?} {preset} {}", Layers::new().explain());
    assert!(text.contains("default ***"), "{text}");
    for secret in ["4711", "hunter2", "sesame", "swordfish"] {
        assert!(!text.contains(secret), "{text}");
    }
}

/// A value that is unlikely to stand in anything that is printed, in the forms of several types.
fn secret() -> impl Strategy<Value = String> {
    prop_oneof!["[k-z]{9}", "[1-9][0-9]{8}", "[k-z]{9}[ ,=\\[{'\"]{0,3}"]
}

/// Where the secret is put, as a line of a file or a variable.
fn place() -> impl Strategy<Value = (bool, &'static str)> {
    prop::sample::select(vec![
        (true, "VAULT_PIN"),
        (true, "VAULT_TOKEN"),
        (true, "VAULT_ALIAS"),
        (true, "VAULT_ACCOUNT"),
        (true, "VAULT_ACCOUNT__KEY"),
        (true, "VAULT_KEYS"),
        (true, "VAULT_KEYS__ROOT"),
        (true, "VAULT_LIST"),
        (true, "VAULT_LOG"),
        (true, "VAULT_LOG__MAX_FILES"),
        (true, "VAULT_TOKNE"),
        (false, "vault.pin = SECRET"),
        (false, "vault.token = 'SECRET'"),
        (false, "vault.token = SECRET"),
        (false, "vault.token = [SECRET, 'SECRET']"),
        (false, "vault.token = { a = 'SECRET' }"),
        (false, "vault.maybe = \"SECRET"),
        (false, "vault.alias = SECRET"),
        (false, "vault.alias = ['SECRET']"),
        (false, "vault.account = { name = 'ada', key = SECRET }"),
        (false, "vault.account = { name = 'ada', key = ['SECRET'] }"),
        (false, "vault.account = 'SECRET'"),
        (false, "vault.account = { name = 'ada', kye = 'SECRET' }"),
        (false, "vault.keys = { root = SECRET }"),
        (false, "vault.keys = { root = ['SECRET', SECRET] }"),
        (false, "vault.list = ['SECRET']"),
        (
            false,
            "vault.log = { level = 'SECRET', max_files = 'SECRET' }",
        ),
        (
            false,
            "vault.log = { level = 'x', max_files = 1, rotation = { keep-for = 'SECRET' } }",
        ),
        (false, "vault = 'SECRET'"),
        (false, "vault.tokne = 'SECRET'"),
        (false, "profile.x.vault.token = SECRET"),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(1000), ..ProptestConfig::default() })]

    #[test]
    fn no_secret_is_printed_by_anything(
        secrets in prop::collection::vec((secret(), place()), 1..4),
        json in any::<bool>(),
    ) {
        let mut layers = Layers::new().variables([("VAULT_PIN", "1"), ("VAULT_TOKEN", "x")]);
        if secrets.iter().any(|(_, (_, place))| place.starts_with("profile")) {
            layers = layers.profile("x");
        }
        for (secret, (variable, place)) in &secrets {
            layers = if *variable {
                layers.variables([(*place, secret.as_str())])
            } else {
                let text = place.replace("SECRET", secret);
                if json { layers.document(Format::Json, &text).document(Format::Yaml, text) } else { layers.text(text) }
            };
        }
        let keys: Vec<_> = ssot::config_keys().iter().map(|key| format!("{key} {key:?}")).collect();
        let explanation = layers.explain();
        let mut printed = vec![format!("{keys:?} {layers:?} {explanation} {explanation:?}")];
        let loaded = VaultConfigFactory::load(layers.clone());
        let panic = std::panic::catch_unwind(|| {
            let vault = VaultConfigFactory::load(layers.clone()).expect("some are wrong");
            drop(vault);
        });
        if let Err(panic) = panic {
            printed.push(panic.downcast_ref::<String>().expect("a panic has a text").clone());
        }
        match loaded {
            Ok(vault) => printed.push(format!("{vault:?} {vault:#?}")),
            Err(error) => {
                printed.push(format!("{error} {error:?} {error:#?} {:?}", error.problems()));
                let mut source = std::error::Error::source(&error);
                while let Some(inner) = source {
                    printed.push(format!("{inner} {inner:?}"));
                    source = inner.source();
                }
            }
        }
        if let Ok(reloading) = Reloading::<VaultConfig>::new(layers) {
            printed.push(format!("{reloading:?} {:?}", reloading.reload()));
        }
        let printed = printed.join("\n");
        for (secret, (_, place)) in &secrets {
            let core: String = secret.chars().take(9).collect();
            prop_assert!(!printed.contains(&core), "{secret} in {place}: {printed}");
        }
    }
}
