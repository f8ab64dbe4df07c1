//! Random programs of scopes that open, are asked, and close.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, PoisonError, RwLock};
use std::thread;

use proptest::prelude::{Just, ProptestConfig, Strategy, any};
use proptest::{collection, prop_oneof, proptest};
use ssot::{Context, OpenScope, Scope, composition, factory, ssot_component};

/// Gives every instance, and every scope, a number that no other one has. An address could be that of
/// one that is gone.
#[derive(Default)]
struct Numbers(AtomicUsize);

impl Numbers {
    fn next(&self) -> usize {
        self.0.fetch_add(1, Ordering::Relaxed)
    }
}

struct User(usize);

impl Context for User {
    type Id = usize;
    type Error = Infallible;

    fn id(&self) -> usize {
        self.0
    }

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[ssot_component(name = "interleavings::Settings", scope = singleton)]
struct Settings {
    number: usize,
}

#[factory]
impl Settings {
    fn create(numbers: &Numbers) -> Self {
        let number = numbers.next();
        Self { number }
    }
}

#[ssot_component(name = "interleavings::Session", scope = context(User))]
struct Session {
    number: usize,
    user: usize,
    settings: Arc<Settings>,
}

#[factory]
impl Session {
    fn create(user: &Scope<User>, numbers: &Numbers, settings: Arc<Settings>) -> Self {
        Self {
            number: numbers.next(),
            user: user.0,
            settings,
        }
    }
}

#[ssot_component(scope = context(User))]
struct Inbox {
    number: usize,
    user: usize,
    session: Arc<Session>,
}

#[factory]
impl Inbox {
    fn create(user: &Scope<User>, session: Arc<Session>, numbers: &Numbers) -> Self {
        Self {
            number: numbers.next(),
            user: user.0,
            session,
        }
    }
}

#[ssot_component(scope = transient)]
struct Message {
    number: usize,
    inbox: Arc<Inbox>,
}

#[factory]
impl Message {
    fn create(numbers: &Numbers, inbox: Arc<Inbox>) -> Self {
        let number = numbers.next();
        Self { number, inbox }
    }
}

composition! {
    struct App {
        inputs { Numbers }
        singletons { Settings }
        context(User) {
            Session, Inbox,
            transients { Message }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Settings,
    Session,
    Inbox,
    Message,
}

const KINDS: [Kind; 4] = [Kind::Settings, Kind::Session, Kind::Inbox, Kind::Message];

/// The scopes have places that all threads share.
const PLACES: usize = 3;

#[derive(Clone, Debug)]
enum Step {
    /// Opens a scope in a place, and drops the one that was there.
    Open(usize),
    /// Asks the scope in a place, and keeps the instance.
    Get(usize, Kind),
    /// Drops one of the instances that were kept.
    Forget(usize),
    /// Closes the scope in a place.
    Close(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let kind = any::<usize>().prop_map(|number| KINDS[number % KINDS.len()]);
    prop_oneof![
        2 => (0..PLACES).prop_map(Step::Open),
        6 => (0..PLACES, kind).prop_map(|(place, kind)| Step::Get(place, kind)),
        2 => any::<usize>().prop_map(Step::Forget),
        1 => (0..PLACES).prop_map(Step::Close),
        1 => Just(Step::Get(0, Kind::Inbox)),
    ]
}

fn program() -> impl Strategy<Value = Vec<Step>> {
    collection::vec(step(), 1..40)
}

/// An instance that is kept.
enum Held {
    Settings(Arc<Settings>),
    Session(Arc<Session>),
    Inbox(Arc<Inbox>),
    Message(Arc<Message>),
}

/// Instances by their kinds and numbers, with the scope that each was seen in.
type Seen = Vec<(Kind, usize, usize)>;

impl Held {
    fn get(scope: &OpenScope<App, User>, kind: Kind) -> Self {
        let made = match kind {
            Kind::Settings => scope.get().map(Self::Settings),
            Kind::Session => scope.get().map(Self::Session),
            Kind::Inbox => scope.get().map(Self::Inbox),
            Kind::Message => scope.get().map(Self::Message),
        };
        made.expect("no constructor fails")
    }

    /// Everything that can be reached from it.
    fn note(&self, scope: usize, seen: &mut Seen) {
        match self {
            Self::Settings(settings) => note_settings(settings, scope, seen),
            Self::Session(session) => note_session(session, scope, seen),
            Self::Inbox(inbox) => note_inbox(inbox, scope, seen),
            Self::Message(message) => {
                seen.push((Kind::Message, message.number, scope));
                note_inbox(&message.inbox, scope, seen);
            }
        }
    }
}

fn note_settings(settings: &Settings, scope: usize, seen: &mut Seen) {
    seen.push((Kind::Settings, settings.number, scope));
}

fn note_session(session: &Session, scope: usize, seen: &mut Seen) {
    assert_eq!(session.user, scope, "made for another user");
    seen.push((Kind::Session, session.number, scope));
    note_settings(&session.settings, scope, seen);
}

fn note_inbox(inbox: &Inbox, scope: usize, seen: &mut Seen) {
    assert_eq!(inbox.user, scope, "made for another user");
    seen.push((Kind::Inbox, inbox.number, scope));
    note_session(&inbox.session, scope, seen);
}

/// The scope in a place, with its number.
type Place = RwLock<Option<Arc<OpenScope<App, User>>>>;

struct Stage {
    app: App,
    places: [Place; PLACES],
    numbers: Arc<Numbers>,
}

impl Stage {
    fn new() -> Self {
        let app = App::new(Numbers::default()).expect("every component is defined once");
        let numbers = app.get::<Numbers>().expect("an input is there");
        Self {
            app,
            places: core::array::from_fn(|_| RwLock::new(None)),
            numbers,
        }
    }

    fn put(
        &self,
        place: usize,
        scope: Option<OpenScope<App, User>>,
    ) -> Option<OpenScope<App, User>> {
        let place = self.places[place].write();
        let mut place = place.unwrap_or_else(PoisonError::into_inner);
        let before = core::mem::replace(&mut *place, scope.map(Arc::new));
        drop(place);
        // Somebody may be asking it: then it closes when they are done.
        before.and_then(Arc::into_inner)
    }

    fn run(&self, program: &[Step]) -> Seen {
        let (mut seen, mut held) = (Seen::new(), Vec::new());
        for step in program {
            match *step {
                Step::Open(place) => {
                    let Ok(scope) = self.app.scope(User(self.numbers.next()));
                    drop(self.put(place, Some(scope)));
                }
                Step::Close(place) => {
                    // Whether something escaped depends on the other threads.
                    let _ = self.put(place, None).map(OpenScope::close);
                }
                Step::Get(place, kind) => {
                    let scope = self.places[place].read();
                    let scope = scope.unwrap_or_else(PoisonError::into_inner).clone();
                    if let Some(scope) = scope {
                        let instance = Held::get(&scope, kind);
                        instance.note(scope.0, &mut seen);
                        held.push((scope.0, instance));
                    }
                }
                Step::Forget(number) if !held.is_empty() => {
                    held.swap_remove(number % held.len());
                }
                Step::Forget(_) => {}
            }
        }
        // What outlived its scope is what it was.
        for (scope, instance) in &held {
            instance.note(*scope, &mut seen);
        }
        seen
    }
}

/// Asserts of everything that was seen that each scope has its own instances, one of each kind.
fn check(seen: &Seen) {
    let mut of_scope: HashMap<(usize, Kind), usize> = HashMap::new();
    let mut scope_of: HashMap<usize, (Kind, usize)> = HashMap::new();
    for (kind, number, scope) in seen {
        // Singletons are seen by all, from one scope around them.
        let scope = if *kind == Kind::Settings {
            usize::MAX
        } else {
            *scope
        };
        let owner = scope_of.entry(*number).or_insert((*kind, scope));
        assert_eq!(*owner, (*kind, scope), "seen by two scopes");
        if *kind != Kind::Message {
            let instance = of_scope.entry((scope, *kind)).or_insert(*number);
            assert_eq!(instance, number, "a second {kind:?} in one scope");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn no_two_scopes_share_and_no_scope_has_two(programs in collection::vec(program(), 2..5)) {
        let (stage, barrier) = (Stage::new(), Barrier::new(programs.len()));
        let seen = Mutex::new(Seen::new());
        thread::scope(|scope| {
            for program in &programs {
                scope.spawn(|| {
                    barrier.wait();
                    let own = stage.run(program);
                    seen.lock().unwrap_or_else(PoisonError::into_inner).extend(own);
                });
            }
        });
        check(&seen.into_inner().unwrap_or_else(PoisonError::into_inner));
    }

    #[test]
    fn closing_reports_what_is_held_and_nothing_else(program in program()) {
        report_matches(&program);
    }
}

/// The reports to be expected when a scope closes while these instances are held.
fn expected(held: &[(usize, Held)], scope: usize) -> Vec<(&'static str, usize)> {
    let (mut inboxes, mut sessions) = (0, 0);
    for (_, instance) in held.iter().filter(|(owner, _)| *owner == scope) {
        match instance {
            Held::Settings(_) => {}
            Held::Session(_) => sessions += 1,
            Held::Inbox(_) | Held::Message(_) => inboxes += 1,
        }
    }
    // An inbox that is held holds its session.
    sessions += usize::from(inboxes > 0);
    let all = [("Inbox", inboxes), ("interleavings::Session", sessions)];
    all.into_iter()
        .filter(|(_, holders)| *holders > 0)
        .collect()
}

/// On one thread, where it is known who holds what.
fn report_matches(program: &[Step]) {
    let stage = Stage::new();
    let mut held: Vec<(usize, Held)> = Vec::new();
    let close = |scope: Option<OpenScope<App, User>>, held: &[(usize, Held)]| {
        let Some(scope) = scope else { return };
        let number = scope.0;
        let reported = scope.close().err().map_or_else(Vec::new, |escapes| {
            assert!(escapes.iter().all(|escape| escape.id() == Some(&number)));
            let escapes = escapes.iter();
            escapes
                .map(|escape| (escape.component(), escape.holders()))
                .collect()
        });
        assert_eq!(reported, expected(held, number));
    };
    for step in program {
        match *step {
            Step::Open(place) => {
                let Ok(scope) = stage.app.scope(User(stage.numbers.next()));
                close(stage.put(place, Some(scope)), &held);
            }
            Step::Close(place) => close(stage.put(place, None), &held),
            Step::Get(place, kind) => {
                let scope = stage.places[place].read();
                if let Some(scope) = &*scope.unwrap_or_else(PoisonError::into_inner) {
                    held.push((scope.0, Held::get(scope, kind)));
                }
            }
            Step::Forget(number) if !held.is_empty() => {
                held.swap_remove(number % held.len());
            }
            Step::Forget(_) => {}
        }
    }
    for place in 0..PLACES {
        close(stage.put(place, None), &held);
    }
}
