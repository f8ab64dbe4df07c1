//! One component in contexts that do not see one another: each has its own.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use pollster::block_on;
use ssot::{Context, Lazy, Scope, composition, factory, ssot_component, ssot_interface};

macro_rules! contexts {
    ($($context:ident)*) => {$(
        struct $context(u8);

        impl Context for $context {
            type Id = u8;
            type Error = Infallible;

            fn id(&self) -> u8 {
                self.0
            }

            fn validate(&self) -> Result<(), Infallible> {
                Ok(())
            }
        }
    )*};
}

contexts! { User Admin Request Guest }

#[ssot_interface]
trait Named: Send + Sync {
    fn name(&self) -> String;
}

/// Counts instances, for the whole application.
#[ssot_component(name = "siblings::Count", new)]
struct Count {
    made: Arc<AtomicU32>,
}

#[ssot_component(name = "siblings::Limits")]
struct Limits {
    number: u32,
}

#[factory]
impl Limits {
    fn create(count: &Count) -> Self {
        let number = count.made.fetch_add(1, Ordering::Relaxed);
        Self { number }
    }
}

/// It needs what each of the contexts has of its own.
#[ssot_component(name = "siblings::Session", implements(Named))]
struct Session {
    limits: Arc<Limits>,
    who: Arc<dyn Who>,
    later: Lazy<Limits>,
    maybe: Option<Arc<Limits>>,
    _count: Arc<Count>,
}

#[factory]
impl Session {
    fn create(
        limits: Arc<Limits>,
        who: Arc<dyn Who>,
        later: Lazy<Limits>,
        maybe: Option<Arc<Limits>>,
        count: Arc<Count>,
    ) -> Self {
        Self {
            limits,
            who,
            later,
            maybe,
            _count: count,
        }
    }
}

impl Named for Session {
    fn name(&self) -> String {
        format!("session of {}", self.who.who())
    }
}

/// A component of each context behind one interface.
#[ssot_interface]
trait Who: Send + Sync {
    fn who(&self) -> String;
}

macro_rules! identities {
    ($($name:ident $text:literal of $context:ident;)*) => {$(
        #[ssot_component(name = $text, scope = context($context), implements(Who))]
        struct $name {
            number: u8,
        }

        #[factory]
        impl $name {
            fn create(scope: &Scope<$context>) -> Self {
                Self { number: scope.0 }
            }
        }

        impl Who for $name {
            fn who(&self) -> String {
                format!("{} {}", stringify!($context), self.number)
            }
        }
    )*};
}

identities! {
    OfUser "siblings::OfUser" of User;
    OfAdmin "siblings::OfAdmin" of Admin;
}

/// Within one of the two.
#[ssot_component(name = "siblings::Answer", scope = context(Request))]
struct Answer {
    session: Arc<Session>,
    message: Message,
}

#[factory]
impl Answer {
    fn create(_: &Scope<Request>, session: Arc<Session>, message: Message) -> Self {
        Self { session, message }
    }
}

/// Nobody shares it.
#[ssot_component(name = "siblings::Message")]
struct Message {
    limits: Arc<Limits>,
}

#[factory]
impl Message {
    fn create(limits: Arc<Limits>) -> Self {
        Self { limits }
    }
}

/// It is made of what a caller gives.
#[ssot_component(name = "siblings::Page")]
struct Page {
    number: u8,
    session: Arc<Session>,
}

#[factory]
impl Page {
    fn create(#[given] number: u8, session: Arc<Session>) -> Self {
        Self { number, session }
    }
}

/// Each waits.
#[ssot_component(name = "siblings::Slow")]
struct Slow {
    limits: Arc<Limits>,
}

#[factory]
impl Slow {
    async fn create(limits: Arc<Limits>) -> Self {
        std::future::ready(()).await;
        Self { limits }
    }
}

composition! {
    struct App {
        inputs { Arc<AtomicU32> }
        singletons { Count }
        context(User) {
            Session as dyn Named, Limits, OfUser as dyn Who, Slow,
            transients { Message }
            makes { Page }
            context(Request) { Answer }
        }
        context(Admin) {
            OfAdmin as dyn Who, Limits, Session as dyn Named, Slow,
            transients { Message }
            makes { Page }
        }
        context(Guest) { Limits }
    }
}

fn app() -> App {
    App::new(Arc::default()).unwrap()
}

#[test]
fn each_context_has_its_own() {
    let app = app();
    let (user, admin) = (app.scope(User(1)).unwrap(), app.scope(Admin(2)).unwrap());
    let [one, other] = [user.get::<Session>(), admin.get::<Session>()].map(Result::unwrap);
    assert!(!Arc::ptr_eq(&one, &other));
    assert_eq!(
        (one.name(), other.name()),
        (
            "session of User 1".to_owned(),
            "session of Admin 2".to_owned()
        )
    );
    assert!(Arc::ptr_eq(&one.limits, &user.get().unwrap()));
    assert!(Arc::ptr_eq(&other.limits, &admin.get().unwrap()));
    assert!(Arc::ptr_eq(&one, &user.get().unwrap()));
    let guest = app.scope(Guest(3)).unwrap();
    let numbers = [&one.limits, &other.limits, &guest.get().unwrap()].map(|limits| limits.number);
    assert_eq!(numbers, [0, 1, 2]);
}

#[test]
fn two_scopes_of_one_context_have_their_own_too() {
    let app = app();
    let [one, other] = [1, 2].map(|number| app.scope(Admin(number)).unwrap());
    let [first, second] = [&one, &other].map(|scope| scope.get::<Session>().unwrap());
    assert_eq!(
        (first.who.who(), second.who.who()),
        ("Admin 1".to_owned(), "Admin 2".to_owned())
    );
    assert!(!Arc::ptr_eq(&first.limits, &second.limits));
}

#[test]
fn a_scope_within_one_of_them_sees_the_one_of_that() {
    let app = app();
    let user = app.scope(User(1)).unwrap();
    let request = user.scope(Request(5)).unwrap();
    let answer = request.get::<Answer>().unwrap();
    assert!(Arc::ptr_eq(&answer.session, &user.get().unwrap()));
    assert!(Arc::ptr_eq(&answer.message.limits, &user.get().unwrap()));
    assert!(Arc::ptr_eq(
        &request.get::<Limits>().unwrap(),
        &user.get().unwrap()
    ));
}

#[test]
fn later_and_optionally_it_is_the_one_of_the_scope_as_well() {
    let app = app();
    let _user = app.scope(User(1)).unwrap();
    let admin = app.scope(Admin(1)).unwrap();
    let session = admin.get::<Session>().unwrap();
    assert!(Arc::ptr_eq(&session.later.get().unwrap(), &session.limits));
    assert!(Arc::ptr_eq(
        session.maybe.as_ref().unwrap(),
        &session.limits
    ));
}

#[test]
fn an_interface_is_that_of_the_scope() {
    let app = app();
    let (user, admin) = (app.scope(User(1)).unwrap(), app.scope(Admin(2)).unwrap());
    assert_eq!(user.get::<dyn Who>().unwrap().who(), "User 1");
    assert_eq!(admin.get::<dyn Who>().unwrap().who(), "Admin 2");
    assert_eq!(
        admin.get::<dyn Named>().unwrap().name(),
        "session of Admin 2"
    );
}

#[test]
fn what_nobody_shares_and_what_is_given_is_made_of_what_the_scope_has() {
    let admin = app().scope(Admin(2)).unwrap();
    let message = admin.get::<Message>().unwrap();
    assert!(Arc::ptr_eq(&message.limits, &admin.get().unwrap()));
    let page = admin.make::<Page>((4,)).unwrap();
    assert_eq!(
        (page.number, page.session.who.who()),
        (4, "Admin 2".to_owned())
    );
}

#[test]
fn it_may_be_waited_for() {
    let app = app();
    let (user, admin) = (app.scope(User(1)).unwrap(), app.scope(Admin(2)).unwrap());
    block_on(user.warm_up_async()).unwrap();
    let [one, other] =
        [user.get::<Slow>(), block_on(admin.get_async::<Slow>())].map(Result::unwrap);
    assert!(Arc::ptr_eq(&one.limits, &user.get().unwrap()));
    assert!(Arc::ptr_eq(&other.limits, &admin.get().unwrap()));
}

#[test]
fn what_outlives_its_scope_is_reported_by_the_scope_that_it_belongs_to() {
    let app = app();
    let (user, admin) = (app.scope(User(1)).unwrap(), app.scope(Admin(2)).unwrap());
    let held = admin.get::<Limits>().unwrap();
    user.get::<Limits>().unwrap();
    user.close().unwrap();
    let escapes = admin.close().unwrap_err();
    let escape = escapes.iter().next().unwrap();
    assert_eq!(escape.component(), "siblings::Limits");
    drop(held);
}

mod replaced {
    use super::*;

    #[ssot_component(name = "siblings::replaced::Fixed", scope = context(Admin), implements(Who))]
    struct Fixed {}

    #[factory]
    impl Fixed {
        fn create(_: &Scope<Admin>) -> Self {
            Self {}
        }
    }

    impl Who for Fixed {
        fn who(&self) -> String {
            "fixed".to_owned()
        }
    }

    composition! {
        struct Tested overrides App { OfAdmin => Fixed }
    }

    #[test]
    fn the_one_of_one_context_is_replaced() {
        let app = Tested::new(Arc::default()).unwrap();
        let (user, admin) = (app.scope(User(1)).unwrap(), app.scope(Admin(2)).unwrap());
        assert_eq!(user.get::<Session>().unwrap().who.who(), "User 1");
        assert_eq!(admin.get::<Session>().unwrap().who.who(), "fixed");
    }
}

mod replaced_in_both {
    use super::*;

    #[ssot_component(name = "siblings::replaced_in_both::NoLimits", new, implements(Bounds))]
    struct NoLimits {}

    #[ssot_interface]
    trait Bounds: Send + Sync {
        fn bound(&self) -> u32;
    }

    impl Bounds for NoLimits {
        fn bound(&self) -> u32 {
            0
        }
    }

    #[ssot_component(name = "siblings::replaced_in_both::Strict", new, implements(Bounds))]
    struct Strict {}

    impl Bounds for Strict {
        fn bound(&self) -> u32 {
            7
        }
    }

    composition! {
        struct Listed {
            context(User) { Strict as dyn Bounds }
            context(Admin) { Strict as dyn Bounds }
        }
    }

    composition! {
        struct Tested overrides Listed { Strict => NoLimits }
    }

    #[test]
    fn an_override_of_what_both_have_is_for_both() {
        let listed = Listed::new().unwrap();
        assert_eq!(
            listed
                .scope(Admin(2))
                .unwrap()
                .get::<dyn Bounds>()
                .unwrap()
                .bound(),
            7
        );
        let app = Tested::new().unwrap();
        let (user, admin) = (app.scope(User(1)).unwrap(), app.scope(Admin(2)).unwrap());
        assert_eq!(user.get::<dyn Bounds>().unwrap().bound(), 0);
        assert_eq!(admin.get::<dyn Bounds>().unwrap().bound(), 0);
    }
}
