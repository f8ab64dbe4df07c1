//! What is a candidate, and what is none.

use serde_json::Value;

use crate::sample::{Ended, Sample};

/// A workspace without settings, with these packages.
pub(crate) fn workspace(packages: &[(&str, &str)]) -> Sample {
    let sample = Sample::empty();
    sample.write("ssot.toml", "");
    sample.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n",
    );
    for (name, library) in packages {
        sample.package(&format!("crates/{name}"), name, library);
    }
    sample
}

pub(crate) fn discover(sample: &Sample) -> Vec<Value> {
    let ended = sample.run(&["discover", "--format", "json"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    candidates(&ended)
}

fn candidates(ended: &Ended) -> Vec<Value> {
    let document = ended.json();
    document["candidates"].as_array().expect("a list").clone()
}

/// The names of the candidates of a kind, sorted.
pub(crate) fn names(candidates: &[Value], kind: &str) -> Vec<String> {
    let mut names: Vec<_> = candidates
        .iter()
        .filter(|candidate| candidate["kind"] == kind)
        .map(|candidate| candidate["name"].as_str().expect("a name").to_owned())
        .collect();
    names.sort();
    names
}

const GLOBALS: &str = r#"
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::sync::mpsc::Sender;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, RwLock};

pub enum Database { Memory(Vec<u8>), Disk(String) }
static DBCONN: OnceLock<Database> = OnceLock::new();
pub fn get_db() -> &'static Database { DBCONN.get().expect("it is open") }
pub fn set(db: Database) { let _ = DBCONN.set(db); }
pub fn one() { get_db(); }
pub fn two() { crate::get_db(); }

static SESSIONS: Mutex<HashMap<String, u32>> = Mutex::new(HashMap::new());
static CHANNEL: OnceLock<Sender<u32>> = OnceLock::new();
static LOGGER: LazyLock<slog::Logger> = LazyLock::new(|| slog::Logger::root());
static CLIENT: LazyLock<reqwest::Client> = LazyLock::new(reqwest::Client::new);

pub struct Switch { on: AtomicBool }
static SWITCH: Switch = Switch { on: AtomicBool::new(false) };
static COUNT: AtomicUsize = AtomicUsize::new(0);

pub struct Hub { inner: Arc<Inner> }
struct Inner { sockets: RwLock<Vec<u32>> }
static HUB: OnceLock<Hub> = OnceLock::new();

static mut RAW: u32 = 0;

lazy_static::lazy_static! {
    static ref SHARED: Mutex<Vec<u32>> = Mutex::new(Vec::new());
}

thread_local! {
    static SCRATCH: RefCell<Vec<u8>> = RefCell::new(Vec::new());
}

pub fn cache() -> &'static Mutex<u32> {
    static INNER: Mutex<u32> = Mutex::new(0);
    &INNER
}

pub trait Single { type Instance; fn get_or_init() -> &'static Self::Instance; }
pub struct Engine { starts: u32 }
impl Single for Engine {
    type Instance = Engine;
    fn get_or_init() -> &'static Self::Instance {
        static ENGINE: OnceLock<Engine> = OnceLock::new();
        ENGINE.get_or_init(|| Engine { starts: read_starts() })
    }
}
fn read_starts() -> u32 { 1 }

macro_rules! global { ($name:ident, $ty:ty) => { static $name: Mutex<Option<$ty>> = Mutex::new(None); } }
global!(GIVEN, u32);
macro_rules! fixed { () => { static FIXED: Mutex<u32> = Mutex::new(0); } }
fixed!();
wrapped! { pub static WRAPPED: Mutex<u32> = Mutex::new(0); }

// What cannot change, and what is computed once from what the code says.
static NAME: &str = "acme";
static LIMITS: [u32; 2] = [1, 2];
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new("[a-z]+").unwrap());
static TABLE: LazyLock<HashMap<&str, u32>> = LazyLock::new(HashMap::new);
static TIMEOUT: LazyLock<Duration> = LazyLock::new(|| Duration::from_secs(3));
pub struct Zone { hours: i8 }
static UTC: Zone = Zone { hours: 0 };
static CALL: fn(u32) = drop;
#[global_allocator]
static ALLOCATOR: Allocator = Allocator::new();

#[cfg(test)]
mod tests {
    static OF_TESTS: std::sync::Mutex<u32> = std::sync::Mutex::new(0);
}
"#;

#[test]
fn every_static_with_shared_state_is_listed_and_no_other() {
    let sample = workspace(&[("acme", GLOBALS)]);
    let found = discover(&sample);
    let expected = [
        "CHANNEL", "CLIENT", "COUNT", "DBCONN", "ENGINE", "FIXED", "GIVEN", "HUB", "INNER",
        "LOGGER", "RAW", "SCRATCH", "SESSIONS", "SHARED", "SWITCH", "WRAPPED",
    ];
    assert_eq!(names(&found, "global"), expected);
}

#[test]
fn a_global_has_its_accessors_and_the_places_that_use_it() {
    let sample = workspace(&[("acme", GLOBALS)]);
    let found = discover(&sample);
    let database = found.iter().find(|one| one["name"] == "DBCONN");
    let database = database.expect("it is listed");
    let lines = database["evidence"].as_array().expect("a list").iter();
    let lines: Vec<_> = lines
        .map(|one| one["line"].as_u64().expect("a number"))
        .collect();
    let line_of = |text: &str| {
        let at = GLOBALS.lines().position(|line| line.contains(text));
        u64::try_from(at.expect("it is there") + 1).expect("it is small")
    };
    for text in [
        "pub fn get_db()",
        "DBCONN.set(db)",
        "{ get_db(); }",
        "crate::get_db();",
    ] {
        assert!(lines.contains(&line_of(text)), "{text}: {lines:?}");
    }
    let text = sample.run(&["discover"]).stdout;
    assert!(
        text.contains("one `Database` for everyone, set while the program runs")
            || text
                .contains("one `Database` for everyone; `get_db` hands it out, used in 2 places"),
        "{text}"
    );
    assert!(text.contains("Not known:"), "{text}");
}

#[test]
fn the_document_has_these_fields_and_no_others() {
    let sample = workspace(&[("acme", GLOBALS)]);
    let document = sample.run(&["discover", "--format", "json"]).json();
    let keys = |value: &Value| -> Vec<String> {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(keys(&document), ["candidates"]);
    let candidate = &document["candidates"][0];
    let mut fields = keys(candidate);
    fields.sort();
    assert_eq!(
        fields,
        ["evidence", "file", "kind", "line", "name", "package"]
    );
    let with_evidence = document["candidates"].as_array().expect("a list").iter();
    let mut with_evidence = with_evidence.filter_map(|one| one["evidence"].get(0));
    let mut fields = keys(with_evidence.next().expect("a place"));
    fields.sort();
    assert_eq!(fields, ["file", "line"]);
    assert_eq!(candidate["package"], "acme");
    assert_eq!(candidate["file"], "crates/acme/src/lib.rs");
}

const COPIED: &str = r#"
pub struct Session { pub user: u64, pub token: String, pub opened: u64 }
pub const MAX_UPLOAD: usize = 10 * 1024 * 1024;
pub fn is_mail(text: &str) -> bool { Regex::new(r"^[^@]+@[^@]+$").unwrap().is_match(text) }
pub fn parse_range(text: &str) -> Option<(u64, u64)> {
    let (start, end) = text.strip_prefix("bytes=")?.split_once('-')?;
    let start = start.trim().parse().ok()?;
    let end = end.trim().parse().ok()?;
    (start <= end).then_some((start, end))
}
"#;

#[test]
fn copies_are_listed_once_with_the_places_of_the_others() {
    let other = COPIED.replace("pub opened: u64", "pub opened: u64, pub seen: u64");
    let sample = workspace(&[("one", COPIED), ("two", &other)]);
    let found = discover(&sample);
    assert_eq!(
        names(&found, "duplicate"),
        ["Session", "is_mail", "parse_range"]
    );
    assert_eq!(names(&found, "constant"), ["MAX_UPLOAD", "^[^@]+@[^@]+$"]);
    for candidate in &found {
        assert_eq!(
            candidate["evidence"].as_array().map(Vec::len),
            Some(1),
            "{candidate}"
        );
        assert_eq!(candidate["evidence"][0]["file"], "crates/two/src/lib.rs");
    }
    let text = sample.run(&["discover"]).stdout;
    assert!(text.contains("85 % alike"), "{text}");
}

#[test]
fn what_is_alike_by_design_is_not_listed() {
    let one = "pub struct Order { pub id: u64, pub total: u64 }
        pub struct UserId(pub u64);
        #[cfg(unix)] pub mod sys { pub struct Poll { pub number: i32, pub owned: bool } }
        #[cfg(windows)] pub mod windows { pub struct Poll { pub number: i32, pub owned: bool } }
        pub mod v1 { pub struct Record { pub key: String, pub value: Vec<u8> } }
        pub mod v2 { pub struct Record { pub key: String, pub value: Vec<u8> } }
        pub const SMALL: u32 = 2;
        pub trait Named { const KIND: &'static str; fn name(&self) -> String; }
        impl Named for Order { const KIND: &'static str = \"something long\"; fn name(&self) -> String { let mut name = String::new(); name.push_str(\"an order\"); name.push_str(\"of many\"); name } }
        impl Named for UserId { const KIND: &'static str = \"something long\"; fn name(&self) -> String { let mut name = String::new(); name.push_str(\"an order\"); name.push_str(\"of many\"); name } }
        ";
    let two = "pub struct Order { pub lines: Vec<u8>, pub by: String }
        pub const SMALL: u32 = 2;
        pub struct Small { pub one: u8 }
        ";
    let sample = workspace(&[("one", one), ("two", two)]);
    let found = discover(&sample);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn types_with_state_that_many_make_are_listed() {
    let library = "use std::sync::Mutex;
        pub struct Pool { idle: Mutex<Vec<u32>> }
        impl Pool { pub fn new() -> Self { Self { idle: Mutex::new(Vec::new()) } } pub fn take(&self) {} }
        pub fn one() { Pool::new().take(); }
        pub fn two() { Pool::new().take(); }
        pub fn three() { Pool::new().take(); }
        pub struct Point { pub x: u32 }
        impl Point { pub fn new() -> Self { Self { x: 0 } } pub fn x(&self) -> u32 { self.x } }
        pub fn points() { Point::new(); } pub fn more() { Point::new(); } pub fn most() { Point::new(); }
        ";
    let found = discover(&workspace(&[("acme", library)]));
    assert_eq!(names(&found, "constructed-widely"), ["Pool"]);
}

#[test]
fn addresses_doubles_and_import_paths_are_listed() {
    let library = "pub fn connect(_: &str) {}
        pub fn open() { connect(\"redis://cache:6379\"); }
        pub fn again() { connect(\"redis://cache:6379\"); }
        pub trait Clock { fn now(&self) -> u64; }
        #[cfg(test)]
        mod tests {
            struct MockClock;
            impl super::Clock for MockClock { fn now(&self) -> u64 { 0 } }
        }
        pub mod deep { pub mod inner { pub struct Wallet { pub sum: u32 } } }
        pub mod shop { pub use crate::deep::inner::Wallet; }
        pub mod first { use crate::deep::inner::Wallet; pub fn f(_: Wallet) {} }
        pub mod second { use crate::deep::inner::Wallet; pub fn f(_: Wallet) {} }
        pub mod third { use crate::shop::Wallet; pub fn f(_: Wallet) {} }
        ";
    let found = discover(&workspace(&[("acme", library)]));
    assert_eq!(names(&found, "address"), ["redis://cache:6379"]);
    assert_eq!(names(&found, "double"), ["MockClock"]);
    assert_eq!(names(&found, "import-paths"), ["Wallet"]);
}

#[test]
fn every_format_names_every_candidate() {
    let sample = workspace(&[("one", COPIED), ("two", COPIED)]);
    for format in ["text", "markdown", "html"] {
        let ended = sample.run(&["discover", "--format", format]);
        assert_eq!(ended.code, 0, "{ended:?}");
        for name in ["Session", "is_mail", "parse_range", "MAX_UPLOAD"] {
            assert!(ended.stdout.contains(name), "{format}: {}", ended.stdout);
        }
        assert!(!ended.stdout.contains("<script"), "{format}");
    }
}
