//! What tells candidates of a kind from what only looks like them.

use super::kinds::{discover, names, workspace};

/// The names of the candidates of a kind in a library, sorted.
fn of_kind(kind: &str, library: &str) -> Vec<String> {
    names(&discover(&workspace(&[("acme", library)])), kind)
}

#[test]
fn what_a_lazy_static_is_made_of_decides_whether_it_is_state() {
    let library = r#"
        use std::sync::{LazyLock, OnceLock};
        static EDITOR: OnceLock<Option<String>> = OnceLock::new();
        pub fn editor(config: &Config) -> &'static Option<String> { EDITOR.get_or_init(|| config.editor.clone()) }
        static LINKS: OnceLock<bool> = OnceLock::new();
        pub fn links() -> bool { *LINKS.get_or_init(supports_links) }
        fn supports_links() -> bool { std::env::var_os("LINKS").is_some() }
        static ROOT: LazyLock<PathBuf> = LazyLock::new(find_root);
        fn find_root() -> PathBuf { std::fs::canonicalize(".").unwrap() }
        static POOL: LazyLock<sqlx::SqlitePool> = LazyLock::new(sqlx::SqlitePool::new);

        static ALIASES: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
        pub fn aliases() { ALIASES.get_or_init(|| HashMap::from([("open", "o"), ("load", "l")])); }
        static COMMANDS: LazyLock<Vec<&str>> = LazyLock::new(|| vec!["read", "load"]);
        static PACKED: LazyLock<SyntaxSet> = LazyLock::new(|| from_binary(include_bytes!(concat!(env!("OUT_DIR"), "/pack"))));
        static THEME: LazyLock<themes::Theme> = LazyLock::new(themes::Theme::new);
        "#;
    assert_eq!(
        of_kind("global", library),
        ["EDITOR", "LINKS", "POOL", "ROOT"]
    );
}

/// A function of about 70 words, with a word of its own.
fn body(word: &str) -> String {
    let step = |name: &str| {
        format!("let {name} = source.read_{name}(limit).map_err(|error| Error::from(error))?; ")
    };
    let steps: String = ["header", word, "length", "content", "trailer"]
        .map(step)
        .concat();
    format!("-> Result<(), Error> {{ {steps} Ok(()) }}")
}

#[test]
fn copies_that_were_changed_are_listed_and_what_is_alike_by_design_is_not() {
    let (one, other) = (body("first"), body("second"));
    let role = |module: &str, fields: &str| {
        format!("pub mod {module} {{ pub struct Props {{ {fields} }} }}\n")
    };
    let alike = "pub a: u8, pub b: u8, pub c: u8";
    let library = format!(
        "#[cfg(feature = \"net\")] pub mod net {{ pub fn receive(source: &mut Source, limit: usize) {one} }}
        #[cfg(feature = \"net_blocking\")] pub mod blocking {{ pub fn receive(source: &mut Source, limit: usize) {other} }}
        #[cfg(unix)] pub mod here {{ pub fn select(source: &mut Source, limit: usize) {one} }}
        #[cfg(windows)] pub mod there {{ pub fn select(source: &mut Source, limit: usize) {other} }}
        pub struct Npm; impl Npm {{ pub fn upgrade(source: &mut Source, limit: usize) {one} pub fn new(source: &mut Source, limit: usize) {one} }}
        pub struct Yarn; impl Yarn {{ pub fn upgrade(source: &mut Source, limit: usize) {other} pub fn new(source: &mut Source, limit: usize) {other} }}
        {}{}{}{}{}
        pub mod gcc {{ pub struct Expand<'a> {{ pub cwd: &'a str, pub stack: Vec<u8> }} }}
        pub mod msvc {{ pub struct Expand<'a> {{ pub cwd: &'a str, pub stack: Vec<u8> }} }}
        ",
        role("r1", alike),
        role("r2", alike),
        role("r3", "pub d: u8, pub e: u8"),
        role("r4", "pub f: u8, pub g: u8"),
        role("r5", "pub h: u8, pub i: u8"),
    );
    assert_eq!(
        of_kind("duplicate", &library),
        ["Expand", "receive", "upgrade"]
    );
}

#[test]
fn values_that_meet_by_chance_are_not_one_constant() {
    let library = r#"
        pub mod v4 { pub const TYPE_OFFSET: usize = 3; pub const CODE_OFFSET: usize = 4; pub const SUM_OFFSET: usize = 5; }
        pub mod v6 { pub const TYPE_OFFSET: usize = 3; pub const CODE_OFFSET: usize = 4; pub const SUM_OFFSET: usize = 5; }
        pub mod list { pub const HASH_LENGTH: usize = 8; pub const LOCALE: &str = "en"; }
        pub mod log { pub const HASH_LENGTH: usize = 8; pub const LOCALE: &str = "en"; }
        pub mod one { pub fn line(text: &str) { regex_captures!(r"^([a-z]+):(\d+)$", text); } }
        pub mod two { pub fn line(text: &str) { regex_captures!(r"^([a-z]+):(\d+)$", text); } }
        pub fn small() { const MAX_SIZE: usize = 50; }
        pub fn large() { const MAX_SIZE: usize = 50; }
        "#;
    assert_eq!(
        of_kind("constant", library),
        ["HASH_LENGTH", "LOCALE", "MAX_SIZE", r"^([a-z]+):(\d+)$"]
    );
    let timeout = |name: &str| format!("pub const {name}: Duration = Duration::from_secs(5);");
    let (one, two) = (timeout("COMMAND_TIMEOUT"), timeout("SHUTDOWN_TIMEOUT"));
    assert!(discover(&workspace(&[("one", &one), ("two", &two)])).is_empty());
}

#[test]
fn what_holds_a_connection_has_state_and_what_one_thread_draws_has_none() {
    let made = |name: &str| {
        (1..4)
            .map(|number| {
                format!(
                    "pub fn {name}{number}() {{ {}::new(); }} ",
                    name.to_uppercase()
                )
            })
            .collect::<Vec<_>>()
            .concat()
    };
    let library = format!(
        "pub struct STORE {{ pool: sqlx::SqlitePool }} impl STORE {{ pub fn new() -> Self {{ Self {{ pool: open() }} }} pub fn get(&self) {{}} }}
        pub struct SCROLL {{ top: std::cell::Cell<usize> }} impl SCROLL {{ pub fn new() -> Self {{ Self {{ top: Default::default() }} }} pub fn get(&self) {{}} }}
        {}{}",
        made("store"),
        made("scroll")
    );
    assert_eq!(of_kind("constructed-widely", &library), ["STORE"]);
}

#[test]
fn a_list_of_addresses_is_one_candidate_and_a_part_of_a_page_is_none() {
    let library = r#"
        pub const PROVIDERS: &[(&str, &str)] = &[("one", "https://api.one.com"), ("two", "https://models.two.com"), ("three", "https://api.three.com")];
        pub fn picture(id: &str) -> String { format!("https://img.acme.com/{id}/0.jpg") }
        const PRIVILEGE_URL: &str = "https://acme.com/tool#privileges";
        "#;
    assert_eq!(
        of_kind("address", library),
        ["PROVIDERS", "https://img.acme.com"]
    );
}

#[test]
fn what_takes_the_place_of_a_storage_in_tests_is_a_double() {
    let library = "pub trait Storage { fn get(&self) -> u8; }
        pub struct Disk; impl Storage for Disk { fn get(&self) -> u8 { 1 } }
        pub trait Visitor { fn visit(&self); }
        #[cfg(test)]
        mod tests {
            struct FailingStorage; impl super::Storage for FailingStorage { fn get(&self) -> u8 { panic!() } }
            struct Spy; impl super::Storage for Spy { fn get(&self) -> u8 { 0 } }
            struct Other; impl super::Storage for Other { fn get(&self) -> u8 { 0 } }
            struct CountingVisitor; impl super::Visitor for CountingVisitor { fn visit(&self) {} }
        }";
    assert_eq!(of_kind("double", library), ["FailingStorage", "Spy"]);
}

#[test]
fn a_type_that_its_crate_imports_by_two_paths_is_listed() {
    let user = |name: &str, path: &str| {
        format!("pub mod {name} {{ use crate::{path}; pub fn f(_: Matcher) {{}} }} ")
    };
    let library = format!(
        "pub mod cmd {{ pub mod main {{ pub struct Matcher {{ pub a: u8 }} }} pub use self::main::Matcher; pub mod sub {{ use super::main::Matcher; pub fn f(_: Matcher) {{}} }} }}
        {}{}{}{}",
        user("a", "cmd::Matcher"),
        user("b", "cmd::Matcher"),
        user("c", "cmd::main::Matcher"),
        user("d", "cmd::main::Matcher"),
    );
    assert_eq!(of_kind("import-paths", &library), ["Matcher"]);
    let once = library.replace("cmd::main::Matcher", "cmd::Matcher");
    assert!(of_kind("import-paths", &once).is_empty());
}
