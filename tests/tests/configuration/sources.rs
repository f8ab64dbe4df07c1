//! Where the parts of a configuration come from: structs, lists and maps by variables, files of other formats and
//! profiles, what is read again, and what keeps a secret.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytesize::ByteSize;
use proptest::prelude::*;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use ssot::config::{ConfigError, Format, Layers, Problem, ProblemKind, Reloading};
use ssot::ssot_config;

#[derive(Debug, PartialEq, Deserialize)]
struct Log {
    level: String,
    max_files: u32,
    #[serde(default)]
    rotation: Rotation,
    token: Option<Token>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Rotation {
    keep_for: Duration,
    at_size: Option<ByteSize>,
}

/// Hides a secret. The configuration cannot see that it does.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Token {
    hidden: SecretString,
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        self.hidden.expose_secret() == other.hidden.expose_secret()
    }
}

#[derive(Debug, PartialEq, Deserialize)]
struct Peer {
    host: String,
    #[serde(default)]
    weight: f64,
}

#[ssot_config(prefix = "APP")]
struct AppConfig {
    log: Log,
    #[config(default = BTreeMap::new())]
    labels: BTreeMap<String, String>,
    #[config(default = BTreeMap::new())]
    ports: BTreeMap<String, Vec<u16>>,
    #[config(default = Vec::new())]
    peers: Vec<Peer>,
    #[config(default = Duration::from_secs(30))]
    timeout: Duration,
    ratio: Option<f64>,
    span: Option<(f64, f64)>,
    rotation: Option<Rotation>,
    tree: Option<Tree>,
    log_level: Option<String>,
    db: Option<Pool>,
}

#[derive(Debug, Deserialize)]
struct Pool {
    pool: u8,
}

/// Has no end.
#[derive(Debug, Deserialize)]
struct Tree {
    name: String,
    children: Option<Vec<Tree>>,
}

/// A longer prefix with the same start.
#[ssot_config(prefix = "APP_DB")]
struct DbConfig {
    #[config(default = 1)]
    pool: u8,
}

const LOG: &str = "[app.log]\nlevel = 'info'\nmax_files = 3";

fn load(layers: Layers) -> Result<AppConfig, ConfigError> {
    AppConfigFactory::load(layers)
}

fn with(variables: &[(&str, &str)]) -> Result<AppConfig, ConfigError> {
    load(Layers::new().text(LOG).variables(variables.iter().copied()))
}

fn mistakes(layers: Layers) -> Vec<String> {
    let error = load(layers).expect_err("the layers have mistakes");
    error.problems().iter().map(Problem::to_string).collect()
}

fn mistake(variable: &str, value: &str) -> String {
    let found = mistakes(Layers::new().text(LOG).variables([(variable, value)]));
    assert_eq!(found.len(), 1, "{found:?}");
    found.concat()
}

fn file(name: &str, content: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("a file can be written");
    path
}

#[test]
fn a_struct_is_given_leaf_by_leaf_by_variables_and_files() {
    for variable in ["APP_LOG__MAX_FILES", "APP_LOG_MAX_FILES"] {
        let config = with(&[(variable, "9")]).expect("the variable is a key");
        assert_eq!(
            (config.log.max_files, config.log.level.as_str()),
            (9, "info")
        );
    }
    // Without a file.
    let all = [("APP_LOG__LEVEL", "debug"), ("APP_LOG__MAX_FILES", "1")];
    let config = load(Layers::new().variables(all)).expect("all is given");
    assert_eq!(
        (config.log.max_files, config.log.level.as_str()),
        (1, "debug")
    );
    // A later layer wins by leaf, whatever it is.
    let later = Layers::new().variables(all).text("app.log.level = 'warn'");
    let config = load(later).expect("all is given");
    assert_eq!(
        (config.log.max_files, config.log.level.as_str()),
        (1, "warn")
    );
    // All of it by one variable.
    let config = with(&[("APP_LOG", "{ max_files = 7 }")]).expect("it is a table");
    assert_eq!(
        (config.log.max_files, config.log.level.as_str()),
        (7, "info")
    );
}

#[test]
fn a_struct_in_a_struct_is_given_by_variables_under_its_names_in_files() {
    let config = with(&[
        ("APP_LOG__ROTATION__KEEP_FOR", "1h 30m"),
        ("APP_LOG__ROTATION__AT_SIZE", "10 MiB"),
    ]);
    let rotation = config.expect("both are keys").log.rotation;
    assert_eq!(rotation.keep_for, Duration::from_secs(5400));
    assert_eq!(rotation.at_size, Some(ByteSize::mib(10)));
    let text = "[app.rotation]\nkeep-for = '5s'\nat-size = 1024";
    let config = load(Layers::new().text(LOG).text(text)).expect("both are keys");
    let rotation = config.rotation.expect("it is given");
    assert_eq!(rotation.keep_for, Duration::from_secs(5));
    assert_eq!(rotation.at_size, Some(ByteSize::kib(1)));
}

#[test]
fn a_short_name_is_that_of_the_key_that_has_it() {
    // `log_level` is a key of its own, so the field of `log` is written with `__`.
    let config = with(&[("APP_LOG_LEVEL", "x"), ("APP_LOG__LEVEL", "y")]);
    let config = config.expect("these are two keys");
    assert_eq!(
        (config.log_level.as_deref(), config.log.level.as_str()),
        (Some("x"), "y")
    );
}

#[test]
fn a_short_name_that_is_the_key_of_another_owner_is_left_to_it() {
    let variables = [("APP_DB_POOL", "2"), ("APP_DB__POOL", "3")];
    let config = with(&variables).expect("each is a key");
    let other = DbConfigFactory::load(Layers::new().variables(variables)).expect("each is a key");
    assert_eq!((config.db.map(|db| db.pool), other.pool), (Some(3), 2));
    assert!(with(&variables[..1]).expect("it is a key").db.is_none());
}

#[derive(Debug, Deserialize)]
struct Inner {
    b_c: Option<u8>,
    c: Option<u8>,
}

#[ssot_config(prefix = "UNCLEAR")]
struct Unclear {
    a: Option<Inner>,
    a_b: Option<Inner>,
}

#[test]
fn a_short_name_of_two_places_is_reported_with_both() {
    let load = |variable: &str| UnclearFactory::load(Layers::new().variables([(variable, "1")]));
    let error = load("UNCLEAR_A_B_C")
        .expect_err("which one is it?")
        .to_string();
    let said = "the variable `UNCLEAR_A_B_C` could be `UNCLEAR_A__B_C` or `UNCLEAR_A_B__C`: write which of them is meant";
    assert!(error.ends_with(said), "{error}");
    let inner = load("UNCLEAR_A__B_C")
        .expect("it is clear")
        .a
        .expect("it is given");
    assert_eq!((inner.b_c, inner.c), (Some(1), None));
    let inner = load("UNCLEAR_A_B__C")
        .expect("it is clear")
        .a_b
        .expect("it is given");
    assert_eq!((inner.b_c, inner.c), (None, Some(1)));
    let inner = load("UNCLEAR_A_C")
        .expect("it is clear")
        .a
        .expect("it is given");
    assert_eq!(inner.c, Some(1));
}

#[test]
fn one_place_given_by_two_variables_of_a_layer_is_reported() {
    let both = [("APP_LOG_MAX_FILES", "1"), ("APP_LOG__MAX_FILES", "2")];
    let error = load(Layers::new().text(LOG).variables(both)).expect_err("which one counts?");
    assert_eq!(error.problems()[0].kind, ProblemKind::Repeated);
    assert!(error.to_string().ends_with(
        "`log.max_files` is given twice, by `APP_LOG_MAX_FILES` and `APP_LOG__MAX_FILES`: keep one of them"
    ));
    // In two layers, the later one counts.
    let layers = Layers::new()
        .text(LOG)
        .variables([both[1]])
        .variables([both[0]]);
    assert_eq!(load(layers).expect("both are keys").log.max_files, 1);
}

#[test]
fn maps_and_lists_are_given_by_variables() {
    let config = with(&[
        ("APP_LABELS__TEAM", "blue"),
        ("APP_LABELS__ON_CALL", "a, b"),
        ("APP_PORTS__HTTP", "80, 8080"),
        (
            "APP_PEERS",
            "[{ host = 'a' }, { host = 'b,c', weight = 0.1 }]",
        ),
        ("APP_SPAN", "0.1,0.2"),
        ("APP_RATIO", "0.1"),
        ("APP_TIMEOUT", "2m"),
    ]);
    let config = config.expect("each is a key");
    assert_eq!(config.labels["team"], "blue");
    assert_eq!(config.labels["on_call"], "a, b");
    assert_eq!(config.ports["http"], [80, 8080]);
    let peer = |host: &str, weight| Peer {
        host: host.to_owned(),
        weight,
    };
    assert_eq!(config.peers, [peer("a", 0.0), peer("b,c", 0.1)]);
    // Not rounded to 32 bits on the way.
    assert_eq!((config.span, config.ratio), (Some((0.1, 0.2)), Some(0.1)));
    assert_eq!(config.timeout, Duration::from_secs(120));
    let config = with(&[
        ("APP_LABELS", "{ team = 'red', x = '1' }"),
        ("APP_LABELS__X", "2"),
    ]);
    let config = config.expect("both are keys");
    assert_eq!(
        (config.labels["team"].as_str(), config.labels["x"].as_str()),
        ("red", "2")
    );
}

#[test]
fn a_part_that_is_wrong_or_missing_is_reported_at_its_path() {
    assert_eq!(
        mistakes(Layers::new()),
        [
            "`app.log.level` is missing: set the environment variable `APP_LOG__LEVEL`, or `level` in the table `[app.log]` of \
          a TOML file"
        ]
    );
    assert_eq!(
        mistake("APP_LOG__MAX_FILES", "many"),
        "`app.log.max_files` is invalid in the variable `APP_LOG__MAX_FILES`: invalid type: found string \"many\", \
         expected u32"
    );
    assert_eq!(
        mistake("APP_TIMEOUT", "soon"),
        "`app.timeout` is invalid in the variable `APP_TIMEOUT`: expected number at 0, in \"soon\": write `30s` or `1h 30m`"
    );
    assert_eq!(
        mistakes(
            Layers::new()
                .text(LOG)
                .variables([("APP_PEERS", "[{ hots = 'a' }]")])
        ),
        [
            "`app.peers.0.hots` in the variable `APP_PEERS` is not a key: did you mean `host`?",
            "`app.peers.0.host` is missing in the variable `APP_PEERS`",
        ]
    );
    assert_eq!(
        mistakes(Layers::new().variables([("APP_LOG__LEVEL", "info")])),
        [
            "`app.log.max_files` is missing: set the environment variable `APP_LOG__MAX_FILES`, or `max_files` in the \
          table `[app.log]` of a TOML file"
        ]
    );
    assert_eq!(
        mistakes(
            Layers::new()
                .text(LOG)
                .text("[[app.peers]]\nhost = 'a'\nweigth = 1")
        ),
        ["`app.peers.0.weigth` in the text in layer 2 is not a key: did you mean `weight`?"]
    );
    let deep = "app.tree = { name = 'a', children = [{ name = 'b', children = [{ name = 1 }] }] }";
    let found = mistakes(Layers::new().text(LOG).text(deep));
    assert!(
        found[0].starts_with("`app.tree.children.0.children.0.name` is invalid"),
        "{found:?}"
    );
    let deep = deep.replace("name = 1", "name = 'c'");
    let tree = load(Layers::new().text(LOG).text(deep))
        .expect("it is a tree")
        .tree
        .expect("it is given");
    assert_eq!(
        (
            tree.name.as_str(),
            tree.children.map_or(0, |children| children.len())
        ),
        ("a", 1)
    );
}

#[test]
fn a_misspelt_variable_is_reported_with_the_nearest_one() {
    assert_eq!(
        mistake("APP_TIMOUT", "1s"),
        "the variable `APP_TIMOUT` is not a key: did you mean `APP_TIMEOUT`?"
    );
    assert_eq!(
        mistake("APP_LOG__MAX_FLIES", "1"),
        "the variable `APP_LOG__MAX_FLIES` is not a key: did you mean `APP_LOG__MAX_FILES`?"
    );
    let far = mistake("APP_SOMETHING_ELSE", "1");
    assert!(far.starts_with(
        "the variable `APP_SOMETHING_ELSE` is not a key: the variables of `AppConfig` are `APP_DB`"
    ));
    // Those of another owner are left to it.
    assert!(with(&[("APP_DB_POOL", "2"), ("APP_DB_POL", "2")]).is_ok());
    let error = DbConfigFactory::load(
        Layers::new().variables([("APP_DB_POL", "2"), ("APP_LOG__LEVEL", "x")]),
    );
    let error = error.expect_err("it is misspelt").to_string();
    assert!(
        error.ends_with("`APP_DB_POL` is not a key: did you mean `APP_DB_POOL`?"),
        "{error}"
    );
    assert_eq!(
        DbConfigFactory::load(Layers::new())
            .expect("it has a default")
            .pool,
        1
    );
    let layers = || {
        Layers::new()
            .text(LOG)
            .variables([("APP_SERVICE_HOST", "x"), ("APP_HOME", "y")])
    };
    assert_eq!(mistakes(layers()).len(), 2);
    assert!(load(layers().foreign_variables(["APP_SERVICE_*", "APP_HOME"])).is_ok());
    assert_eq!(
        mistakes(layers().foreign_variables(["APP_SERVICE", "APP_HOM"])).len(),
        2
    );
}

#[ssot_config(prefix = "SHOP", rename_all = "kebab-case")]
struct ShopConfig {
    #[config(default = 1, alias = "files", alias = "file_count")]
    max_files: u32,
    #[config(default = 2, rename = "maxUsers")]
    most_users: u32,
}

fn shop(layers: Layers) -> Result<(u32, u32), ConfigError> {
    ShopConfigFactory::load(layers).map(|shop| (shop.max_files, shop.most_users))
}

#[test]
fn keys_have_the_names_that_files_have() {
    let text = |line: &str| Layers::new().text(format!("[shop]\n{line}"));
    assert_eq!(
        shop(text("max-files = 5\nmaxUsers = 6")).expect("both are keys"),
        (5, 6)
    );
    for alias in ["files", "file_count"] {
        assert_eq!(
            shop(text(&format!("{alias} = 7"))).expect("it is a key"),
            (7, 2)
        );
    }
    for variable in ["SHOP_MAX_FILES", "SHOP_FILES", "SHOP_FILE_COUNT"] {
        let layers = Layers::new().variables([(variable, "8"), ("SHOP_MAXUSERS", "9")]);
        assert_eq!(shop(layers).expect("both are keys"), (8, 9));
    }
    // An alias of a later layer overrides the name of an earlier one.
    let layers = text("max-files = 1").text("shop.files = 2");
    assert_eq!(shop(layers).expect("both are keys"), (2, 2));
    for (wrong, said) in [
        (
            "max_files = 1",
            "`shop.max_files` in the text in layer 1 is not a key: did you mean `max-files`?",
        ),
        (
            "max-files = 1\nfiles = 2",
            "`shop.max-files` is given twice in the text in layer 1, by `files` and `max-files`: keep one of them",
        ),
    ] {
        let error = shop(text(wrong)).expect_err("it is a mistake").to_string();
        assert!(error.ends_with(said), "{error}");
    }
    let keys = ssot::config_keys()
        .iter()
        .filter(|key| key.owner == "ShopConfig");
    let keys: Vec<_> = keys
        .map(|key| (key.variable, key.path, key.aliases))
        .collect();
    assert_eq!(keys[0], ("SHOP_MAXUSERS", "shop.maxUsers", &[][..]));
    assert_eq!(
        keys[1],
        (
            "SHOP_MAX_FILES",
            "shop.max-files",
            &["files", "file_count"][..]
        )
    );
}

#[test]
fn json_and_yaml_are_read_like_toml() {
    let json = r#"{ "shop": { "max-files": 5, "maxUsers": null }, "other": [1] }"#;
    let yaml = "# files\nshop:\n  max-files: 5\nother: [1, ~]\n";
    for (name, format, text) in [
        ("shop.json", Format::Json, json),
        ("shop.yaml", Format::Yaml, yaml),
        ("shop.yml", Format::Yaml, yaml),
        ("shop.YML", Format::Yaml, yaml),
    ] {
        let layers = [
            Layers::new().file(file(name, text)),
            Layers::new().document(format, text),
        ];
        for layers in layers {
            let read = ShopConfigFactory::load(layers);
            // `null` is no number.
            assert_eq!(read.is_ok(), name != "shop.json", "{read:?}");
            if let Ok(shop) = read {
                assert_eq!((shop.max_files, shop.most_users), (5, 2));
            }
        }
    }
    let log = r#"{ "app": { "log": { "level": "x", "max_files": 4 }, "ratio": 1e-3, "peers": [{ "host": "a" }] } }"#;
    let config = load(Layers::new().document(Format::Json, log)).expect("it is JSON");
    assert_eq!(
        (config.log.max_files, config.ratio, config.peers.len()),
        (4, Some(0.001), 1)
    );
    let log = "app: {log: {level: x, max_files: 4}, ratio: 1e-3, tree: {name: a, children: ~}}";
    let config = load(Layers::new().document(Format::Yaml, log)).expect("it is YAML");
    assert_eq!((config.log.max_files, config.ratio), (4, Some(0.001)));
    for (format, text, place) in [
        (
            Format::Json,
            "{ \"shop\": {\n  \"max-files\": hunter2 } }",
            "a valid JSON object at line 2, column 16",
        ),
        (Format::Json, "[1]", "a valid JSON object at line 1"),
        (Format::Json, "", "a valid JSON object at line 1"),
        (Format::Yaml, "shop: [1,\nhunter2: {", "valid YAML at line "),
        (Format::Yaml, "- 1", "a map of tables"),
        (Format::Yaml, "? [hunter2]\n: 1", "a map of tables"),
    ] {
        let error = shop(Layers::new().document(format, text)).expect_err("it is not valid");
        assert_eq!(error.problems()[0].kind, ProblemKind::Unreadable);
        let said = error.to_string();
        assert!(
            said.contains(&format!("the text in layer 1 is not {place}")),
            "{said}"
        );
        assert!(!said.contains("hunter2"), "{said}");
    }
    assert_eq!(
        shop(Layers::new().document(Format::Yaml, "")).expect("it has defaults"),
        (1, 2)
    );
}

#[test]
fn a_profile_overrides_the_document_that_has_it() {
    let text =
        "[shop]\nmax-files = 1\n[profile.production.shop]\nmax-files = 2\n[profile.development]";
    let with = |profile: &str| Layers::new().profile(profile).text(text);
    assert_eq!(
        shop(Layers::new().text(text)).expect("no profile is selected"),
        (1, 2)
    );
    assert_eq!(shop(with("production")).expect("it is there"), (2, 2));
    assert_eq!(shop(with("development")).expect("it is there"), (1, 2));
    let later = with("production").text("shop.max-files = 3");
    assert_eq!(shop(later).expect("it is there"), (3, 2));
    for (layers, said) in [
        (
            with("prod"),
            "the profile `prod` is in no document: the profiles are `development`, `production`",
        ),
        (
            with("Production"),
            "the profile `Production` is in no document: did you mean `production`?",
        ),
        (
            Layers::new().profile("x"),
            "the profile `x` is in no document: there are none",
        ),
        (
            with("production").text("profile.production.shop = 3"),
            "`profile.production.shop` in the profile `production` of the text in layer 2 is not a table of keys: write \
             `[profile.production.shop]`",
        ),
        (
            with("production").text("profile.production.shop.max-flies = 3"),
            "`profile.production.shop.max-flies` in the profile `production` of the text in layer 2 is not a key: did \
             you mean `max-files`?",
        ),
    ] {
        let error = shop(layers).expect_err("it is a mistake").to_string();
        assert!(error.ends_with(said), "{error}");
    }
}

#[test]
fn explain_shows_each_value_with_its_source_and_what_it_overrides() {
    let layers = Layers::new()
        .text(LOG)
        .text("[app]\ntimeout = '1s'\n[shop]\nfiles = 4")
        .variables([
            ("APP_LOG_MAX_FILES", "9"),
            ("APP_LABELS__TEAM", "blue"),
            ("APP_LOG__TOKEN", "hunter2"),
            ("SHOP_MAX_FLIES", "1"),
        ]);
    let explanation = layers.explain();
    let text = explanation.to_string();
    for lines in [
        "app.log.max_files = 9, from the variable `APP_LOG_MAX_FILES`\n    overrides 3, from the text in layer 1\n",
        "app.log.level = \"info\", from the text in layer 1\napp.log.max_files",
        "app.timeout = \"1s\", from the text in layer 2\n    overrides Duration::from_secs(30), from the default\n",
        "app.labels.team = \"blue\", from the variable `APP_LABELS__TEAM`\n    overrides BTreeMap::new(), from the default\n",
        "app.ratio is not given\n",
        "app_db.pool = 1, from the default\n",
        "shop.max-files = 4, from the text in layer 2\n    overrides 1, from the default\n",
        "problem: the variable `SHOP_MAX_FLIES` is not a key: did you mean `SHOP_MAX_FILES`?\n",
    ] {
        assert!(
            text.replace("unsigned", "").contains(lines),
            "{lines}\n---\n{text}"
        );
    }
    assert_eq!(explanation.problems().len(), 1);
    let files = explanation
        .values()
        .iter()
        .find(|value| value.path == "app.log.max_files");
    let files = files.expect("it is given");
    assert_eq!((files.key.variable, files.overridden.len()), ("APP_LOG", 1));
    let broken = Layers::new().text("[").explain();
    assert_eq!(broken.problems().len(), 1, "once for all owners: {broken}");
}

#[test]
fn what_is_read_again_gives_the_keys_that_changed() {
    let path = file("reloaded.toml", LOG);
    let config: Reloading<AppConfig> =
        Reloading::new(Layers::new().file(&path)).expect("it is right");
    let before = config.current();
    assert!(config.reload().expect("it is right").is_empty());

    file(
        "reloaded.toml",
        &format!("{}\n[app]\nratio = 0.5", LOG.replace('3', "4")),
    );
    let changed = config.reload().expect("it is right");
    let paths: Vec<_> = changed.iter().map(ToString::to_string).collect();
    assert_eq!(paths, ["app.log.max_files", "app.ratio"]);
    assert_eq!(changed[0].key.variable, "APP_LOG");
    assert_eq!(
        (before.log.max_files, config.current().log.max_files),
        (3, 4)
    );

    // A key that is given no longer has changed, too.
    file("reloaded.toml", &LOG.replace('3', "4"));
    let changed = config.reload().expect("it is right");
    assert_eq!(
        changed
            .iter()
            .map(|key| key.path.as_str())
            .collect::<Vec<_>>(),
        ["app.ratio"]
    );

    file("reloaded.toml", "[app.log]");
    assert!(config.reload().is_err());
    assert_eq!(config.current().log.max_files, 4);
    file("reloaded.toml", LOG);
    assert_eq!(config.reload().expect("it is right").len(), 1);
    assert!(format!("{config:?}").contains("max_files: 3"));
}

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

/// So many cases, or a tenth of them where nobody asks for all.
fn cases(all: u32) -> u32 {
    match std::env::var_os("EXHAUSTIVE") {
        Some(_) => all,
        None => all / 10,
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

/// Names and texts of what variables and documents are made of.
fn like_variables() -> impl Strategy<Value = (String, String)> {
    let name =
        "APP(_|__|___|LOG|LABELS|PEERS|TREE|SPAN|MAX_FILES|ROTATION|DB|POOL|é|[A-Z0-9a-z]){0,6}";
    let text = "(\\{|\\}|\\[|\\]|=|,|\\.|'|\"|[0-9]{1,20}|-|e|inf|nan|true|a|host|name|é| |\n|:|#|30s){0,12}";
    (name, text)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(300), ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_given_makes_it_panic(
        variables in prop::collection::vec(like_variables(), 0..5),
        text in ".{0,40}",
        format in prop::sample::select(vec![Format::Toml, Format::Json, Format::Yaml]),
    ) {
        let layers = Layers::new().text(LOG).document(format, text).variables(variables.clone());
        let (_, _) = (load(layers.clone()), layers.explain().to_string());
        for (_, text) in variables {
            let layers = Layers::new().document(format, format!("app:\n  {text}")).text(format!("[app]\n{text}"));
            let (_, _) = (load(layers.clone()), layers.explain().to_string());
        }
    }
}

#[test]
fn endless_nesting_is_refused() {
    for format in [Format::Toml, Format::Json, Format::Yaml] {
        for (open, start) in [
            ("[", "app"),
            ("{a:", "app"),
            ("{\"a\":", "\"app\""),
            ("{a=", "app"),
        ] {
            let text = match format {
                Format::Toml => format!("{start} = {}", open.repeat(20_000)),
                _ => format!("{{{start}: {}", open.repeat(20_000)),
            };
            assert!(
                load(Layers::new().document(format, text)).is_err(),
                "{format:?} {open}"
            );
        }
    }
    let dotted = "a.".repeat(20_000) + "a";
    for text in [
        format!("[app.{dotted}]\nx = 1"),
        format!("app.{dotted} = 1"),
        format!("[app]\ntree = {{ {dotted} = 1 }}"),
    ] {
        assert!(load(Layers::new().text(text)).is_err());
    }
    let long = format!("APP_LABELS{}", "__A".repeat(20_000));
    assert!(with(&[(&long, "1")]).is_err());
    let block: Vec<_> = (0..3000).map(|depth| " ".repeat(depth) + "a:").collect();
    let block = block.join("\n");
    assert!(load(Layers::new().document(Format::Yaml, block)).is_err());
    assert!(with(&[("APP_PEERS", &"[".repeat(20_000))]).is_err());
}
