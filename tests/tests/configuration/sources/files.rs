//! Names of keys, formats, profiles, what is read again, and what `explain` says of all of them.

use ssot::config::{ConfigError, Format, Layers, ProblemKind, Reloading};
use ssot::ssot_config;

use super::{AppConfig, LOG, file, load};

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
fn of_several_documents_in_one_text_none_is_passed_over() {
    let given = |yaml: &str| shop(Layers::new().document(Format::Yaml, yaml));
    for one in [
        "shop:\n  max-files: 5\n---\n",
        "---\nshop:\n  max-files: 5\n...\n",
    ] {
        assert_eq!(given(one).expect("it is one document"), (5, 2));
    }
    let two = "shop:\n  max-files: 5\n---\nshop:\n  max-files: 6\n";
    let error = given(two).expect_err("which one is it?").to_string();
    assert!(
        error.ends_with("the text in layer 1 has several documents: write one of them"),
        "{error}"
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
            with("production").text("profile.production = 3"),
            "`profile.production` in the text in layer 2 is not a table of tables: write `[profile.production.shop]`",
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
