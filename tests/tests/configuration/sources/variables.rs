//! Parts of values by variables: the fields of structs, maps and lists.

use std::time::Duration;

use bytesize::ByteSize;
use serde::Deserialize;
use ssot::config::{Layers, ProblemKind};
use ssot::ssot_config;

use super::{DbConfigFactory, LOG, Peer, load, mistake, mistakes, with};

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
        "`app.log.max_files` is given twice, by `APP_LOG_MAX_FILES` and `APP_LOG__MAX_FILES`: keep one of them"
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
    for number in ["5", "-5", "0.5"] {
        let text = format!("[app]\ntimeout = {number}");
        assert_eq!(
            mistakes(Layers::new().text(LOG).text(text)),
            [
                "`app.timeout` is invalid in the text in layer 2: a number is not a duration: write text with a unit, such as `\"5s\"`"
            ]
        );
    }
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
        "the variable `APP_SOMETHING_ELSE` is not a key: the variables of `AppConfig` and `acme::AppConfig` are `APP_DB`"
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
