//! One composition in place of another: an application with doubles in it.

use std::convert::Infallible;
use std::sync::Arc;

use ssot::{ConstructionError, composition};

mod outer {
    use std::convert::Infallible;
    use std::sync::Arc;

    use ssot::{Context, Scope, composition, factory, ssot_component, ssot_interface};

    #[ssot_interface]
    pub(crate) trait Mailer: Send + Sync {
        fn send(&self) -> String;
    }

    #[ssot_interface(open)]
    pub(crate) trait Settings: Send + Sync {
        fn host(&self) -> &'static str;
    }

    pub(crate) struct Config;

    impl Settings for Config {
        fn host(&self) -> &'static str {
            "production"
        }
    }

    #[ssot_component(scope = singleton, implements(Mailer))]
    pub(crate) struct SmtpMailer {
        host: &'static str,
    }

    #[factory]
    impl SmtpMailer {
        pub(crate) fn create(settings: &dyn Settings) -> Self {
            let host = settings.host();
            Self { host }
        }
    }

    impl Mailer for SmtpMailer {
        fn send(&self) -> String {
            format!("smtp {}", self.host)
        }
    }

    #[ssot_component(new, scope = singleton)]
    pub(crate) struct Signup {
        pub(crate) mailer: Arc<dyn Mailer>,
    }

    #[ssot_component(scope = transient)]
    pub(crate) struct Token {
        pub(crate) text: &'static str,
    }

    #[factory]
    impl Token {
        pub(crate) fn random() -> Self {
            Self { text: "random" }
        }
    }

    pub(crate) struct User(pub(crate) &'static str);

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

    #[ssot_interface]
    pub(crate) trait History: Send + Sync {
        fn entries(&self) -> Vec<String>;
    }

    #[ssot_component(scope = context(User), implements(History))]
    pub(crate) struct StoredHistory {
        user: &'static str,
    }

    #[factory]
    impl StoredHistory {
        pub(crate) fn create(user: &Scope<User>) -> Self {
            Self { user: user.0 }
        }
    }

    impl History for StoredHistory {
        fn entries(&self) -> Vec<String> {
            vec![format!("stored for {}", self.user)]
        }
    }

    #[ssot_component(scope = context(User))]
    pub(crate) struct Profile {
        pub(crate) history: Arc<dyn History>,
        pub(crate) signup: Arc<Signup>,
    }

    #[factory]
    impl Profile {
        pub(crate) fn create(
            _: &Scope<User>,
            history: Arc<dyn History>,
            signup: Arc<Signup>,
        ) -> Self {
            Self { history, signup }
        }
    }

    composition! {
        /// The whole application.
        pub(crate) struct App {
            inputs { Config as dyn Settings }
            singletons {
                SmtpMailer as dyn Mailer,
                Signup,
            }
            transients { Token }
            context(User) { StoredHistory as dyn History, Profile }
        }
    }
}

mod doubles {
    use ssot::{Scope, factory, ssot_component};

    use super::outer::{History, Mailer, Settings, User};

    #[ssot_component(new, scope = singleton, implements(Mailer))]
    pub(crate) struct FakeMailer;

    impl Mailer for FakeMailer {
        fn send(&self) -> String {
            "fake".to_owned()
        }
    }

    #[ssot_component(new, scope = singleton, implements(Mailer))]
    pub(crate) struct SilentMailer;

    impl Mailer for SilentMailer {
        fn send(&self) -> String {
            String::new()
        }
    }

    #[ssot_component(scope = context(User), implements(History))]
    pub(crate) struct EmptyHistory;

    #[factory]
    impl EmptyHistory {
        pub(crate) fn create(_: &Scope<User>) -> Self {
            Self
        }
    }

    impl History for EmptyHistory {
        fn entries(&self) -> Vec<String> {
            Vec::new()
        }
    }

    pub(crate) struct TestConfig(pub(crate) &'static str);

    impl Settings for TestConfig {
        fn host(&self) -> &'static str {
            self.0
        }
    }
}

use doubles::{EmptyHistory, FakeMailer, SilentMailer, TestConfig};
use outer::{
    App, Config, History, Mailer, Profile, Settings, Signup, SmtpMailer, StoredHistory, Token, User,
};

composition! {
    struct TestApp overrides App {
        SmtpMailer => FakeMailer,
    }
}

fn get<T: ?Sized>(made: Result<Arc<T>, ConstructionError>) -> Arc<T> {
    made.expect("no constructor fails")
}

/// The components of this module that a composition does not account for.
fn unaccounted(violations: &[ssot::Violation]) -> Vec<&'static str> {
    let components = violations
        .iter()
        .flat_map(|violation| &violation.components)
        .filter(|component| component.module.starts_with(module_path!()));
    components.map(|component| component.name).collect()
}

#[test]
fn the_double_is_what_the_others_see_through_the_interface() {
    let app = TestApp::new(Config).expect("every component is defined once");
    let mailer = get(app.get::<dyn Mailer>());
    assert_eq!(mailer.send(), "fake");
    let double = get(app.get::<FakeMailer>());
    assert!(core::ptr::addr_eq(
        Arc::as_ptr(&mailer),
        Arc::as_ptr(&double)
    ));
    assert!(Arc::ptr_eq(&get(app.get::<Signup>()).mailer, &mailer));
    let Ok(alice) = app.scope(User("alice"));
    assert_eq!(get(alice.get::<Profile>()).signup.mailer.send(), "fake");
}

#[test]
fn everything_else_is_as_it_was() {
    let app = TestApp::new(Config).expect("every component is defined once");
    assert_eq!(get(app.get::<dyn Settings>()).host(), "production");
    let (one, other) = (get(app.get::<Token>()), get(app.get::<Token>()));
    assert!(!Arc::ptr_eq(&one, &other));
    assert_eq!(one.text, "random");
    let Ok(alice) = app.scope(User("alice"));
    let history = get(alice.get::<dyn History>());
    assert_eq!(history.entries(), ["stored for alice"]);
    assert!(Arc::ptr_eq(&get(alice.get::<Profile>()).history, &history));
    app.warm_up().expect("no constructor fails");
    assert_eq!(format!("{app:?}"), "TestApp { .. }");
}

#[test]
fn the_application_that_is_overridden_stays_what_it_is() {
    let app = App::new(Config).expect("every component is defined once");
    assert_eq!(get(app.get::<dyn Mailer>()).send(), "smtp production");
    assert_eq!(get(app.get::<SmtpMailer>()).send(), "smtp production");
    let Ok(alice) = app.scope(User("alice"));
    let stored = get(alice.get::<StoredHistory>());
    assert_eq!(stored.entries(), ["stored for alice"]);
}

#[test]
fn what_is_replaced_is_left_out() {
    assert_eq!(
        unaccounted(&App::verify()),
        [
            "EmptyHistory",
            "FakeMailer",
            "RandomLog",
            "SilentMailer",
            "TestLog"
        ]
    );
    assert_eq!(
        unaccounted(&TestApp::verify()),
        ["EmptyHistory", "RandomLog", "SilentMailer", "TestLog"]
    );
}

composition! {
    struct QuietApp overrides TestApp {
        FakeMailer => SilentMailer,
        StoredHistory => EmptyHistory,
    }
}

#[test]
fn an_override_can_be_overridden() {
    let app = QuietApp::new(Config).expect("every component is defined once");
    assert_eq!(get(app.get::<Signup>()).mailer.send(), "");
    let Ok(alice) = app.scope(User("alice"));
    assert!(get(alice.get::<Profile>()).history.entries().is_empty());
    assert!(get(alice.get::<EmptyHistory>()).entries().is_empty());
    assert_eq!(unaccounted(&QuietApp::verify()), ["RandomLog", "TestLog"]);
}

composition! {
    struct ConfiguredApp overrides outer::App {
        Config => TestConfig,
    }
}

#[test]
fn an_input_can_be_replaced() {
    let app = ConfiguredApp::new(TestConfig("staging")).expect("every component is defined once");
    assert_eq!(get(app.get::<dyn Settings>()).host(), "staging");
    assert_eq!(get(app.get::<Signup>()).mailer.send(), "smtp staging");
    assert_eq!(get(app.get::<TestConfig>()).0, "staging");
}

composition! {
    struct SameApp overrides App {}
}

#[test]
fn an_override_can_replace_nothing() {
    let app = SameApp::new(Config).expect("every component is defined once");
    assert_eq!(get(app.get::<Signup>()).mailer.send(), "smtp production");
    assert_eq!(unaccounted(&SameApp::verify()), unaccounted(&App::verify()));
}

mod elsewhere {
    use ssot::composition;

    // The list is written in the words of the one that is overridden.
    use super::outer::{
        self, Config, History, Mailer, Profile, Settings, Signup, SmtpMailer, StoredHistory, Token,
        User,
    };

    composition! {
        /// Of the same name as the one that it overrides.
        pub(super) struct App overrides outer::App {
            outer::SmtpMailer => super::doubles::SilentMailer
        }
    }
}

#[test]
fn a_composition_of_another_module_is_overridden_by_its_path() {
    let app = elsewhere::App::new(Config).expect("every component is defined once");
    assert_eq!(get(app.get::<Signup>()).mailer.send(), "");
    assert_eq!(
        unaccounted(&elsewhere::App::verify()),
        ["EmptyHistory", "FakeMailer", "RandomLog", "TestLog"]
    );
}

#[test]
fn an_override_can_stand_in_a_function() {
    composition! {
        struct Local overrides App {
            SmtpMailer => FakeMailer,
            StoredHistory => EmptyHistory,
        }
    }

    let app = Local::new(Config).expect("every component is defined once");
    let Ok(alice): Result<ssot::OpenScope<Local, User>, Infallible> = app.scope(User("alice"));
    assert!(get(alice.get::<dyn History>()).entries().is_empty());
    assert_eq!(get(alice.get::<dyn Mailer>()).send(), "fake");
}

#[ssot::ssot_component(new)]
struct RandomLog<T>(T);

#[ssot::ssot_component(new)]
struct TestLog {
    number: u8,
}

composition! {
    struct Documented {
        inputs { Vec<u8>, u8 }
        singletons {
            /// What happened.
            RandomLog<Vec<u8>>,
        }
    }
}

composition! {
    struct Replaced overrides Documented {
        RandomLog<Vec<u8>> => TestLog
    }
}

#[test]
fn an_entry_with_documentation_is_left_out_like_any_other() {
    let app = Replaced::new(Vec::new(), 3).expect("every component is defined once");
    assert_eq!(get(app.get::<TestLog>()).number, 3);
    let log = Documented::new(vec![4], 3).expect("every component is defined once");
    assert_eq!(get(log.get::<RandomLog<Vec<u8>>>()).0, [4]);
    assert!(!unaccounted(&Replaced::verify()).contains(&"RandomLog"));
}

composition! {
    struct OnCondition {
        inputs { Vec<u8>, u8 }
        singletons { #[cfg(test)] RandomLog<Vec<u8>> }
    }
}

composition! {
    struct ReplacedOnCondition overrides OnCondition {
        RandomLog<Vec<u8>> => TestLog
    }
}

#[test]
fn an_entry_with_a_condition_is_left_out_like_any_other() {
    let app = ReplacedOnCondition::new(Vec::new(), 5).expect("every component is defined once");
    assert_eq!(get(app.get::<TestLog>()).number, 5);
    assert!(!unaccounted(&ReplacedOnCondition::verify()).contains(&"RandomLog"));
}
