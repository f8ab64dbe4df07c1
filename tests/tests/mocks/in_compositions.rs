//! A mock in the place of a component: no factory makes it, so it is given to the composition.

use std::convert::Infallible;
use std::sync::Arc;

use ssot::{
    ConstructionError, Context, Scope, composition, factory, ssot_component, ssot_interface,
};

#[ssot_interface(mock)]
trait Mailer: Send + Sync {
    fn send(&self, text: &str) -> bool;
}

#[ssot_interface(mock(type Entry = u8))]
trait History: Send + Sync {
    type Entry;
    fn last(&self) -> Self::Entry;
}

#[ssot_interface(open, mock)]
trait Settings: Send + Sync {
    fn host(&self) -> String;
}

struct Config;

impl Settings for Config {
    fn host(&self) -> String {
        "production".to_owned()
    }
}

#[ssot_component(scope = singleton, implements(Mailer))]
struct SmtpMailer {
    host: String,
}

#[factory]
impl SmtpMailer {
    fn create(settings: &dyn Settings) -> Self {
        let host = settings.host();
        Self { host }
    }
}

impl Mailer for SmtpMailer {
    fn send(&self, text: &str) -> bool {
        self.host == text
    }
}

#[ssot_component(new, scope = singleton)]
struct Signup {
    mailer: Arc<dyn Mailer>,
}

struct User(&'static str);

impl Context for User {
    type Id = &'static str;
    type Error = Infallible;

    fn id(&self) -> &'static str {
        self.0
    }

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component(scope = context(User), implements(History))]
struct StoredHistory {
    length: u8,
}

#[factory]
impl StoredHistory {
    fn create(user: &Scope<User>) -> Self {
        Self {
            length: u8::try_from(user.0.len()).unwrap_or(u8::MAX),
        }
    }
}

impl History for StoredHistory {
    type Entry = u8;

    fn last(&self) -> u8 {
        self.length
    }
}

#[ssot_component(scope = context(User))]
struct Profile {
    history: Arc<dyn History<Entry = u8>>,
    signup: Arc<Signup>,
}

#[factory]
impl Profile {
    fn create(_: &Scope<User>, history: Arc<dyn History<Entry = u8>>, signup: Arc<Signup>) -> Self {
        Self { history, signup }
    }
}

#[ssot_component(new, scope = transient)]
struct Message {
    mailer: Arc<dyn Mailer>,
}

composition! {
    struct App {
        inputs { Config as dyn Settings }
        singletons { SmtpMailer as dyn Mailer, Signup }
        transients { Message }
        context(User) { StoredHistory as dyn History<Entry = u8>, Profile }
    }
}

composition! {
    struct Listed {
        inputs { MockMailer as dyn Mailer }
        singletons { Signup }
        left_out { SmtpMailer, Message, StoredHistory, Profile }
    }
}

composition! {
    struct Shared {
        inputs { Arc<MockMailer> as dyn Mailer }
        singletons { Signup }
    }
}

fn get<T: ?Sized>(made: Result<Arc<T>, ConstructionError>) -> Arc<T> {
    made.expect("no constructor fails")
}

fn sending(times: usize) -> MockMailer {
    let mut mailer = MockMailer::new();
    let sent = mailer.expect_send().withf(|text| text == "hello");
    sent.times(times).return_const(true);
    mailer
}

/// The components of this file that only some of its compositions list.
const DOUBLES: &[&str] = &["Counting", "Silent"];

/// The components of this module that a composition does not account for.
fn unaccounted(violations: &[ssot::Violation]) -> Vec<&'static str> {
    let components = violations
        .iter()
        .flat_map(|violation| &violation.components)
        .filter(|component| component.module.starts_with(module_path!()));
    components.map(|component| component.name).collect()
}

#[test]
fn a_mock_is_an_input_under_its_interface() {
    let app = Listed::new(sending(2)).expect("every component is defined once");
    assert!(get(app.get::<Signup>()).mailer.send("hello"));
    let mailer: Arc<dyn Mailer> = get(app.get());
    assert!(mailer.send("hello"));
    assert!(core::ptr::addr_eq(
        Arc::as_ptr(&mailer),
        Arc::as_ptr(&get(app.get::<MockMailer>()))
    ));
    assert_eq!(unaccounted(&Listed::verify()), DOUBLES);
}

#[test]
fn a_mock_can_be_shared_with_the_test() {
    let mailer = Arc::new(sending(1));
    let app = Shared::new(Arc::clone(&mailer)).expect("every component is defined once");
    assert!(get(app.get::<Signup>()).mailer.send("hello"));
    drop(app);
    let mut mailer = Arc::into_inner(mailer).expect("the application is gone");
    mailer.checkpoint();
}

composition! {
    struct TestApp overrides App {
        SmtpMailer => input MockMailer,
    }
}

#[test]
fn a_mock_replaces_a_component_and_is_given_behind_the_other_inputs() {
    let app = TestApp::new(Config, sending(3)).expect("every component is defined once");
    assert!(get(app.get::<Signup>()).mailer.send("hello"));
    assert!(get(app.get::<Message>()).mailer.send("hello"));
    let Ok(alice) = app.scope(User("alice"));
    let profile = get(alice.get::<Profile>());
    assert!(profile.signup.mailer.send("hello"));
    assert_eq!(profile.history.last(), 5);
    assert_eq!(unaccounted(&TestApp::verify()), DOUBLES);
}

composition! {
    struct AllOfIt overrides App {
        StoredHistory => input MockHistory,
        Config => input MockSettings,
    }
}

#[test]
fn a_component_of_a_context_and_an_input_can_be_replaced() {
    let mut settings = MockSettings::new();
    settings.expect_host().return_const("staging".to_owned());
    let mut history = MockHistory::new();
    history.expect_last().return_const(9);
    let app = AllOfIt::new(settings, history).expect("every component is defined once");
    let Ok(alice) = app.scope(User("alice"));
    let profile = get(alice.get::<Profile>());
    assert_eq!(profile.history.last(), 9);
    assert!(profile.signup.mailer.send("staging"));
    assert_eq!(unaccounted(&AllOfIt::verify()), DOUBLES);
}

composition! {
    struct Again overrides TestApp {
        MockMailer => input Arc<MockMailer>,
        StoredHistory => input Arc<MockHistory>,
    }
}

#[test]
fn what_was_given_can_be_replaced_again() {
    let (mailer, history) = (Arc::new(sending(1)), Arc::new(MockHistory::new()));
    let app = Again::new(Config, mailer, history).expect("every component is defined once");
    assert!(get(app.get::<Message>()).mailer.send("hello"));
    assert_eq!(unaccounted(&Again::verify()), DOUBLES);
}

mod input {
    use ssot::ssot_component;

    #[ssot_component(new, scope = singleton, implements(super::Mailer))]
    pub(super) struct Silent;

    impl super::Mailer for Silent {
        fn send(&self, _: &str) -> bool {
            false
        }
    }
}

composition! {
    struct OfAModule overrides App {
        SmtpMailer => input::Silent,
    }
}

#[test]
fn a_module_may_be_called_as_the_word_is() {
    let app = OfAModule::new(Config).expect("every component is defined once");
    assert!(!get(app.get::<dyn Mailer>()).send("production"));
}

/// What needs no mock of its own: a component for tests that has one.
#[ssot_component(new, scope = singleton, implements(Mailer))]
struct Counting {
    mailer: Arc<MockMailer>,
}

impl Mailer for Counting {
    fn send(&self, text: &str) -> bool {
        self.mailer.send(text)
    }
}

composition! {
    struct Wrapped {
        inputs { MockMailer }
        singletons { Counting as dyn Mailer, Signup }
    }
}

#[test]
fn a_component_can_hold_a_mock() {
    let app = Wrapped::new(sending(1)).expect("every component is defined once");
    assert!(get(app.get::<Signup>()).mailer.send("hello"));
}
