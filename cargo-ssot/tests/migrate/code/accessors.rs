//! Calls of what hands out the one instance of the process ask an application instead, where one is in reach.

use crate::rewritten::{Workspace, by_hand};

/// What the calls are about, and the application that gives it.
const SHARED: &str = "use std::sync::{Arc, OnceLock};
#[ssot::ssot_component(new, scope = singleton)]
pub struct Manager { pub count: u8 }
impl Manager {
    pub fn work(&self) -> u8 { 1 }
    pub fn instance() -> Arc<Manager> { unreachable!() }
}
static MANAGER: OnceLock<Manager> = OnceLock::new();
pub fn get_manager() -> &'static Manager { MANAGER.get().unwrap() }
pub struct User { pub name: String }
impl ssot::Context for User {
    type Id = String;
    type Error = &'static str;
    fn id(&self) -> String { self.name.clone() }
    fn validate(&self) -> Result<(), &'static str> { Ok(()) }
}
#[ssot::ssot_component(scope = context(User))]
pub struct Session { pub count: std::sync::Mutex<u8> }
#[ssot::factory]
impl Session {
    pub fn create(_user: &ssot::Scope<User>) -> Self { Self { count: std::sync::Mutex::new(1) } }
}
impl Session {
    pub fn instance() -> Arc<Session> { unreachable!() }
}
ssot::composition! {
    pub struct App {
        inputs { u8 }
        singletons { Manager }
        context(User) { Session }
    }
}
pub type UserScope = ssot::OpenScope<App, User>;
";

const CALLERS: &str = "use crate::shared::{App, Manager, Session, UserScope, get_manager};
use std::error::Error;
use std::sync::Arc;
use ssot::{ConstructionError, OpenScope};
pub fn by_reference(app: &App) -> Result<u8, Box<dyn Error>> {
    Ok(get_manager().work() + Manager::instance().work())
}
pub fn by_arc(app: Arc<App>) -> Result<Arc<Manager>, ConstructionError> {
    Ok(Manager::instance())
}
pub fn by_scope(scope: &OpenScope<App>) -> Result<u8, ssot::ConstructionError> {
    let work = get_manager()
        .work();
    Ok(work)
}
pub fn by_alias(scope: UserScope) -> Result<Arc<Session>, Box<dyn Error + Send + Sync>> {
    Ok(Session::instance())
}
pub fn by_local() -> Result<u8, Box<dyn Error>> {
    let app: App = App::new(1)?;
    Ok(get_manager().work())
}
pub struct Server { app: Arc<App> }
impl Server {
    pub async fn by_field(&self) -> Result<u8, Box<dyn Error>> {
        Ok(get_manager().work())
    }
}
";

#[test]
fn what_is_written_compiles() {
    let workspace = Workspace::new("");
    let files = [
        ("lib", "pub mod shared;\npub mod callers;\n"),
        ("shared", SHARED),
        ("callers", CALLERS),
    ];
    workspace.library("acme", &[], &files);
    let (left, problems) = workspace.migrate();
    let stays = "no call of what hands it out is left afterwards; it can be deleted then";
    assert_eq!(left, [stays; 3], "{left:?}");
    assert_eq!(problems, Vec::<String>::new());
    let text = workspace.text("acme", "callers");
    let expected = CALLERS
        .replace("get_manager()\n", "app.get::<Manager>()?\n")
        .replace("get_manager().", "app.get::<Manager>()?.")
        .replace("Manager::instance()", "app.get::<Manager>()?")
        .replace("Session::instance()", "scope.get::<Session>()?")
        .replace("let work = app.", "let work = scope.");
    let (before, field) = expected.rsplit_once("app.get").expect("it is there");
    assert_eq!(text, format!("{before}self.app.get{field}"));
    workspace.check();
}

/// Callers that no application could answer, and what is said of each.
const UNANSWERED: &[(&str, &str)] = &[
    (
        "fn f() -> R { get_manager().work(); }",
        "nothing is in reach here that gives a `Manager`; take `app: &App`",
    ),
    (
        "fn f(app: &Other) -> R { get_manager().work(); }",
        "nothing is in reach here",
    ),
    (
        "fn f(app: &App) -> R { let app = 1; get_manager().work(); }",
        "nothing is in reach here",
    ),
    (
        "fn f(app: &App, other: &App) -> R { get_manager().work(); }",
        "several give a `Manager` here: `app`, `other`",
    ),
    (
        "fn f(app: &App) -> u8 { get_manager().work() }",
        "the function around returns `u8`",
    ),
    (
        "fn f(app: &App) { get_manager().work(); }",
        "the function around returns `()`",
    ),
    (
        "fn f(app: &App) -> Result<u8, Mine> { get_manager().work(); }",
        "the function around returns `Result<u8, Mine>`",
    ),
    (
        "fn f(app: &App) -> Result<u8, other::ConstructionError> { get_manager().work(); }",
        "the function around returns `Result<u8, other::ConstructionError>`",
    ),
    (
        "fn f(app: &App) -> Result<u8, Box<dyn other::Error>> { get_manager().work(); }",
        "the function around returns `Result<u8, Box<dyn other::Error>>`",
    ),
    (
        "fn f(app: &App) -> other::Result<u8, ssot::ConstructionError> { get_manager().work(); }",
        "the function around returns `other::Result<u8, ssot::ConstructionError>`",
    ),
    (
        "fn f(scope: &other::OpenScope<App>) -> R { get_manager().work(); }",
        "nothing is in reach here that gives a `Manager`",
    ),
    (
        "fn f(app: &App) -> R { g(|| get_manager().work()); }",
        "in a closure or an `async` block",
    ),
    (
        "fn f(app: &App) -> R { async { get_manager().work() }; }",
        "in a closure or an `async` block",
    ),
    (
        "fn f(app: &App) -> R { let manager = get_manager(); }",
        "the accessor returns `&'static Manager`, the composition an `Arc<Manager>`",
    ),
    (
        "fn f(app: &App) -> R { get_manager().clone(); }",
        "the accessor returns `&'static Manager`, the composition an `Arc<Manager>`",
    ),
    (
        "fn f(app: &App) -> R { get_lock().work(); }",
        "the accessor returns `&'static std::sync::Mutex<Manager>`",
    ),
    (
        "fn f(app: &App) -> R { let f = crate::get_manager; }",
        "the accessor is handed on as a value",
    ),
    (
        "fn f(app: &App) -> R { println!(\"{}\", get_manager().work()); }",
        "it stands in the tokens of a macro",
    ),
    (
        "static WORK: u8 = get_manager().work();",
        "nothing is in reach here",
    ),
    (
        "fn f(app: &App) -> R { Fresh::instance(); }",
        "lists `Fresh` under `transients`",
    ),
    (
        "fn f(app: &App) -> R { Unknown::instance(); }",
        "no composition lists `Unknown`",
    ),
    (
        "fn f(app: &App) -> R { Session::instance(); }",
        "nothing is in reach here that gives a `Session`",
    ),
    (
        "fn f(scope: &ssot::OpenScope<App, other::User>) -> R { Session::instance(); }",
        "nothing is in reach here that gives a `Session`",
    ),
    (
        "fn f(one: &ssot::OpenScope<App, User>, two: &ssot::OpenScope<App, crate::User>) -> R { Session::instance(); }",
        "several give a `Session` here: `one`, `two`",
    ),
];

#[test]
fn what_no_application_could_answer_is_left_with_the_reason() {
    let code = "type R = Result<(), Box<dyn std::error::Error>>;
        #[ssot::ssot_component(new)] pub struct Manager { lock: std::sync::Mutex<u8> }
        impl Manager { fn work(&self) {} }
        static MANAGER: std::sync::OnceLock<Manager> = std::sync::OnceLock::new();
        fn get_manager() -> &'static Manager { MANAGER.get().unwrap() }
        static LOCK: std::sync::OnceLock<std::sync::Mutex<Manager>> = std::sync::OnceLock::new();
        fn get_lock() -> &'static std::sync::Mutex<Manager> { LOCK.get().unwrap() }
        struct User;
        mod other {
            pub struct User; pub struct ConstructionError; pub trait Error {} pub enum Result<T, E> { Ok(T), Err(E) }
            pub struct OpenScope<A>(A);
        }
        #[ssot::ssot_component(new)] struct Fresh { lock: std::sync::Mutex<u8> }
        impl Fresh { fn instance() -> std::sync::Arc<Fresh> { loop {} } }
        #[ssot::ssot_component(new)] struct Unknown { lock: std::sync::Mutex<u8> }
        impl Unknown { fn instance() -> std::sync::Arc<Unknown> { loop {} } }
        #[ssot::ssot_component(new)] struct Session { lock: std::sync::Mutex<u8> }
        impl Session { fn instance() -> std::sync::Arc<Session> { loop {} } }
        ssot::composition! { struct App { singletons { Manager } transients { Fresh } context(User) { Session } } }
    ";
    for (caller, expected) in UNANSWERED {
        let result = caller.replace("-> R {", "-> Result<(), Box<dyn std::error::Error>> {");
        let reasons = by_hand("", &format!("{code}{result}"));
        assert!(
            reasons.iter().any(|reason| reason.contains(expected)),
            "{caller}: {reasons:#?}"
        );
    }
}

#[test]
fn a_global_whose_accessor_is_still_called_says_how_often() {
    let code = "#[ssot::ssot_component(new)] pub struct Manager { lock: std::sync::Mutex<u8> }
        impl Manager { fn work(&self) {} }
        static MANAGER: std::sync::OnceLock<Manager> = std::sync::OnceLock::new();
        fn get_manager() -> &'static Manager { MANAGER.get().unwrap() }
    ";
    let called = format!("{code} fn f() {{ get_manager(); get_manager(); }}");
    let reasons = by_hand("", &called);
    assert!(
        reasons.contains(&"2 calls of what hands it out stay, and need it".to_owned()),
        "{reasons:?}"
    );
    let reasons = by_hand("", code);
    assert_eq!(reasons.len(), 1);
    assert!(
        reasons[0].starts_with("nothing calls what hands it out"),
        "{reasons:?}"
    );
}

#[test]
fn calls_of_a_global_stay_unless_its_type_is_a_component() {
    let code = "pub struct Manager { lock: std::sync::Mutex<u8> }
        impl Manager { fn work(&self) {} }
        static MANAGER: std::sync::OnceLock<Manager> = std::sync::OnceLock::new();
        fn get_manager() -> &'static Manager { MANAGER.get().unwrap() }
        fn f() { get_manager(); }
    ";
    assert_eq!(by_hand("", code), Vec::<String>::new());
    assert_eq!(
        by_hand("[components]\nnames = ['Manager']\n", code).len(),
        2
    );
}
