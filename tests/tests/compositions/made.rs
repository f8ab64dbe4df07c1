//! Components that are made of what a caller gives, and of what a scope has.

use std::convert::Infallible;
use std::num::ParseIntError;
use std::sync::Arc;

use pollster::block_on;
use ssot::{Context, Scope, composition, factory, ssot_component, ssot_interface};

/// A user, by number.
struct User(u8);

impl Context for User {
    type Id = u8;
    type Error = Infallible;

    fn id(&self) -> u8 {
        self.0
    }

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_interface]
trait Talk: Send + Sync {
    fn line(&self) -> String;
}

#[ssot_component(name = "made::Archive", new)]
struct Archive {}

#[ssot_component(name = "made::Draft", new, scope = transient)]
struct Draft {}

#[ssot_component(name = "made::Slow")]
struct Slow {}

#[factory]
impl Slow {
    async fn create() -> Self {
        std::future::ready(()).await;
        Self {}
    }
}

#[ssot_component(name = "made::Session", scope = context(User))]
struct Session {
    user: u8,
}

#[factory]
impl Session {
    fn create(user: &Scope<User>) -> Self {
        Self { user: user.0 }
    }
}

/// Of one scope, and of what stands between its other parameters.
#[ssot_component(name = "made::Conversation", scope = context(User), implements(Talk))]
struct Conversation {
    user: u8,
    subject: String,
    session: Arc<Session>,
    limit: u32,
    _draft: Draft,
}

#[factory]
impl Conversation {
    fn create(
        user: &Scope<User>,
        #[given] subject: &str,
        session: Arc<Session>,
        #[given] limit: u32,
        draft: Draft,
    ) -> Self {
        Self {
            user: user.0,
            subject: subject.to_owned(),
            session,
            limit,
            _draft: draft,
        }
    }
}

impl Talk for Conversation {
    fn line(&self) -> String {
        format!("{} with {}, {} lines", self.subject, self.user, self.limit)
    }
}

/// Of the whole application, by one of two constructors, which may fail.
#[ssot_component(name = "made::Page")]
struct Page {
    number: u32,
    archive: Arc<Archive>,
}

#[factory]
impl Page {
    #[inject]
    #[allow(clippy::needless_pass_by_value)]
    fn parse(archive: Arc<Archive>, #[given] number: String) -> Result<Self, ParseIntError> {
        number.parse().map(|number| Self { number, archive })
    }

    fn first(archive: Arc<Archive>) -> Self {
        Self { number: 1, archive }
    }
}

/// Its constructor waits, and so does what it needs.
#[ssot_component(name = "made::Download")]
struct Download {
    address: String,
    _slow: Arc<Slow>,
}

#[factory]
impl Download {
    async fn start(archive: &Archive, #[given] address: String, slow: Arc<Slow>) -> Option<Self> {
        let _ = archive;
        std::future::ready(()).await;
        (!address.is_empty()).then(|| Self {
            address,
            _slow: slow,
        })
    }
}

/// Only what it needs waits.
#[ssot_component(name = "made::Preview")]
struct Preview {
    title: String,
    _slow: Arc<Slow>,
}

#[factory]
impl Preview {
    fn of(slow: Arc<Slow>, #[given] title: &str) -> Self {
        let title = title.to_owned();
        Self { title, _slow: slow }
    }
}

/// Whatever is given.
#[ssot_component(name = "made::Labelled")]
struct Labelled<T> {
    label: T,
    _archive: Arc<Archive>,
}

#[factory]
impl<T: Send + 'static> Labelled<T> {
    fn create(#[given] label: T, archive: Arc<Archive>) -> Self {
        Self {
            label,
            _archive: archive,
        }
    }
}

/// It stands in a context without saying that it belongs there.
#[ssot_component(name = "made::Note")]
struct Note {
    session: Arc<Session>,
    text: &'static str,
}

#[factory]
impl Note {
    fn create(session: Arc<Session>, #[given] text: &'static str) -> Self {
        Self { session, text }
    }
}

composition! {
    struct App {
        inputs { Arc<String> }
        singletons { Archive, Slow }
        transients { Draft }
        makes { Conversation as dyn Talk, Page, Download, Preview, Labelled<Vec<u8>> }
        context(User) {
            Session,
            makes { Note }
        }
    }
}

fn app() -> App {
    App::new(Arc::default()).unwrap()
}

#[test]
fn each_call_makes_an_instance_of_what_is_given_and_of_what_the_scope_has() {
    let alice = app().scope(User(1)).unwrap();
    let subject = String::from("weather");
    let first = alice.make::<Conversation>((&subject, 3)).unwrap();
    let second = alice.make::<Conversation>(("sports", 4)).unwrap();
    assert_eq!(first.line(), "weather with 1, 3 lines");
    assert_eq!(second.line(), "sports with 1, 4 lines");
    assert!(Arc::ptr_eq(&first.session, &second.session));
    assert!(Arc::ptr_eq(&first.session, &alice.get().unwrap()));
    assert_eq!(first.session.user, 1);
}

#[test]
fn it_is_made_of_what_the_scope_has_on_which_it_is_called() {
    let app = app();
    let (alice, bob) = (app.scope(User(1)).unwrap(), app.scope(User(2)).unwrap());
    let [one, other] = [&alice, &bob].map(|scope| scope.make::<Note>(("text",)).unwrap());
    assert_eq!((one.session.user, other.session.user), (1, 2));
    assert_eq!((one.text, other.text), ("text", "text"));
}

#[test]
fn what_is_made_outlives_its_scope_as_it_belongs_to_the_caller() {
    let alice = app().scope(User(1)).unwrap();
    let archive = alice.make::<Labelled<Vec<u8>>>((vec![7],)).unwrap();
    alice.close().unwrap();
    assert_eq!(archive.label, [7]);
}

#[test]
fn it_is_made_as_an_interface_too() {
    let alice = app().scope(User(9)).unwrap();
    let talk: Arc<dyn Talk> = alice.make::<dyn Talk>(("news", 1)).unwrap();
    assert_eq!(talk.line(), "news with 9, 1 lines");
}

#[test]
fn the_application_makes_too_and_an_inner_scope_what_the_application_makes() {
    let app = app();
    let page = app.make::<Page>(("12".to_owned(),)).unwrap();
    assert!(Arc::ptr_eq(&page.archive, &app.get().unwrap()));
    assert_eq!(page.number, 12);
    let alice = app.scope(User(1)).unwrap();
    let inner = alice.make::<Page>(("13".to_owned(),)).unwrap();
    assert!(Arc::ptr_eq(&page.archive, &inner.archive));
    let by_hand = PageFactory::first(app.get().unwrap());
    assert_eq!(by_hand.number, 1);
}

#[test]
fn the_error_of_its_constructor_is_passed_on() {
    let error = app().make::<Page>(("twelve".to_owned(),)).err().unwrap();
    assert_eq!(error.component(), "made::Page");
    assert!(error.downcast_ref::<ParseIntError>().is_some());
    assert!(error.path().is_empty());
}

#[test]
fn asynchronous_constructors_are_waited_for() {
    let app = app();
    let download = block_on(app.make_async::<Download>(("there".to_owned(),))).unwrap();
    assert_eq!(download.address, "there");
    let error = block_on(app.make_async::<Download>((String::new(),)));
    assert_eq!(error.err().unwrap().component(), "made::Download");
}

#[test]
fn what_it_needs_is_waited_for_and_what_is_given_may_be_borrowed_meanwhile() {
    let (app, title) = (app(), String::from("title"));
    let preview = block_on(app.make_async::<Preview>((&title,))).unwrap();
    assert_eq!(preview.title, "title");
}

#[test]
fn the_future_can_be_sent() {
    fn is_send<T: Send>(future: T) -> T {
        future
    }
    let app = app();
    let made = is_send(app.make_async::<Download>(("there".to_owned(),)));
    assert!(block_on(made).is_ok());
    let made = is_send(app.make_async::<Preview>(("there",)));
    assert!(block_on(made).is_ok());
    let page = block_on(app.make_async::<Page>(("1".to_owned(),))).unwrap();
    assert_eq!(page.number, 1);
}

#[test]
fn it_is_part_of_the_application_and_reported_as_such() {
    let missing = App::verify();
    let names = missing.iter().map(ToString::to_string);
    let made = names.filter(|text| text.contains("`made::Page`") || text.contains("`made::Note`"));
    assert_eq!(made.count(), 0);
}

mod replaced {
    use super::*;

    #[ssot_component(name = "made::replaced::Silence", implements(Talk))]
    struct Silence {
        subject: String,
    }

    #[factory]
    impl Silence {
        fn create(#[given] subject: &str, #[given] _limit: u32) -> Self {
            let subject = subject.to_owned();
            Self { subject }
        }
    }

    impl Talk for Silence {
        fn line(&self) -> String {
            format!("nothing about {}", self.subject)
        }
    }

    composition! {
        struct Tested overrides App { Conversation => Silence }
    }

    #[test]
    fn another_component_takes_its_place_under_its_interface() {
        let app = Tested::new(Arc::default()).unwrap();
        let talk = app.make::<dyn Talk>(("weather", 1)).unwrap();
        assert_eq!(talk.line(), "nothing about weather");
        assert!(app.make::<Page>(("1".to_owned(),)).is_ok());
    }
}
