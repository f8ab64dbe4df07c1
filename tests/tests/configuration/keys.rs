//! The list of keys.

use ssot::{ConfigKey, config_keys, ssot_config};

// They are listed, not read.
#[allow(dead_code)]
#[ssot_config(prefix = "DB")]
struct DatabaseConfig {
    /// Where the database is.
    ///
    /// More about it.
    url: String,
    /** Signs in.
     * And out.
     */
    #[config(secret)]
    user: Option<String>,
    #[config(secret, default = "sesame")]
    password: String,
    #[config(default = Vec::<u8>::with_capacity(4 * 1024))]
    codes: Vec<u8>,
    #[config(rename = "pool", default = 4)]
    connections: u32,
}

#[ssot_config(prefix = "APP", name = "acme::AppConfig")]
struct AppConfig {
    name: std::collections::BTreeMap<String, Option<u8>>,
}

/// Those of this module, among those of the program.
fn keys() -> impl Iterator<Item = &'static ConfigKey> {
    config_keys()
        .iter()
        .copied()
        .filter(|key| key.component.module.starts_with(module_path!()))
}

fn key(variable: &str) -> &'static ConfigKey {
    keys()
        .find(|key| key.variable == variable)
        .expect("it has an owner")
}

#[test]
fn keys_are_sorted_by_their_variables() {
    let variables: Vec<_> = keys().map(|key| key.variable).collect();
    let sorted = [
        "APP_NAME",
        "DB_CODES",
        "DB_PASSWORD",
        "DB_POOL",
        "DB_URL",
        "DB_USER",
    ];
    assert_eq!(variables, sorted);
    let all: Vec<_> = config_keys().iter().map(|key| key.variable).collect();
    assert!(all.is_sorted() && all.len() > sorted.len(), "{all:?}");
}

#[test]
fn a_key_says_what_is_known_about_it() {
    let url = key("DB_URL");
    assert_eq!((url.name, url.path, url.table()), ("url", "db.url", "db"));
    assert_eq!(
        (url.owner, url.component.name),
        ("DatabaseConfig", "DatabaseConfig")
    );
    assert!(url.component.file.ends_with("configuration/keys.rs"));
    assert_eq!(
        (url.type_name, url.documentation),
        ("String", "Where the database is.")
    );
    assert!(!url.secret && !url.has_default && url.is_required());
    assert_eq!(key("DB_USER").documentation, "Signs in.");
    assert!(!key("DB_USER").is_required() && key("DB_USER").secret);
    assert_eq!(
        (key("DB_POOL").name, key("DB_POOL").default),
        ("pool", Some("4"))
    );
    assert_eq!(
        key("DB_CODES").default,
        Some("Vec::<u8>::with_capacity(4 * 1024)")
    );
    assert_eq!(key("DB_CODES").type_name, "Vec<u8>");
    let name = key("APP_NAME");
    assert_eq!(name.owner, "acme::AppConfig");
    assert_eq!(
        name.type_name,
        "std::collections::BTreeMap<String, Option<u8>>"
    );
    assert_eq!(name.documentation, "");
}

#[test]
fn the_default_of_a_secret_is_not_listed() {
    let password = key("DB_PASSWORD");
    assert!(password.has_default && !password.is_required());
    assert_eq!(password.default, None);
    assert!(!format!("{password} {password:?}").contains("sesame"));
}

#[test]
fn a_key_is_a_line_of_a_table() {
    let lines: Vec<_> = keys().map(ToString::to_string).collect();
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(
        words(&lines[2]),
        "DB_PASSWORD db.password String default *** secret DatabaseConfig"
    );
    assert_eq!(
        words(&lines[4]),
        "DB_URL db.url String required DatabaseConfig Where the database is."
    );
    let owners: Vec<_> = lines[2..]
        .iter()
        .map(|line| line.find("DatabaseConfig"))
        .collect();
    assert!(
        owners.iter().all(|column| *column == owners[0]),
        "{lines:#?}"
    );
    assert!(
        lines
            .iter()
            .all(|line| line.trim_end() == line && !line.contains('\n'))
    );
}

#[test]
fn every_key_has_one_owner() {
    assert!(ssot::registry().verify().is_empty());
}
