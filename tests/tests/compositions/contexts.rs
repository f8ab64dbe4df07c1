//! Contexts within contexts: what each scope sees, and what it shares with nobody.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ssot::{
    ConstructionError, Context, OpenScope, Scope, composition, factory, ssot_component,
    ssot_interface,
};

fn get<T: ?Sized>(made: Result<Arc<T>, ConstructionError>) -> Arc<T> {
    made.expect("no constructor fails")
}

/// Belongs to an organisation.
struct Tenant(&'static str);

#[derive(Debug, PartialEq, Eq)]
struct Refused {
    reason: &'static str,
}

impl Context for Tenant {
    type Id = &'static str;
    type Error = Refused;

    fn id(&self) -> &'static str {
        self.0
    }

    fn validate(&self) -> Result<(), Refused> {
        let reason = "a tenant has a name";
        if self.0.is_empty() {
            Err(Refused { reason })
        } else {
            Ok(())
        }
    }
}

struct User {
    name: &'static str,
}

impl User {
    fn greeting(&self) -> String {
        format!("hello {}", self.name)
    }
}

impl Context for User {
    type Id = &'static str;
    type Error = u8;

    fn id(&self) -> &'static str {
        self.name
    }

    fn validate(&self) -> Result<(), u8> {
        if self.name.is_empty() { Err(7) } else { Ok(()) }
    }
}

struct Request(u32);

impl Context for Request {
    type Id = u32;
    type Error = Infallible;

    fn id(&self) -> u32 {
        self.0
    }

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

/// How many instances were made.
#[derive(Default)]
struct Made(AtomicUsize);

impl Made {
    fn next(&self) -> usize {
        self.0.fetch_add(1, Ordering::Relaxed)
    }
}

#[ssot_component(scope = singleton)]
struct Engine {
    number: usize,
}

#[factory]
impl Engine {
    fn create(made: &Made) -> Self {
        let number = made.next();
        Self { number }
    }
}

#[ssot_component(scope = context(Tenant))]
struct Database {
    tenant: &'static str,
    engine: Arc<Engine>,
}

#[factory]
impl Database {
    fn create(tenant: &Scope<Tenant>, made: &Made, engine: Arc<Engine>) -> Self {
        made.next();
        Self {
            tenant: tenant.0,
            engine,
        }
    }
}

#[ssot_interface]
trait Inbox: Send + Sync {
    fn owner(&self) -> String;
}

#[ssot_component(scope = context(User), implements(Inbox))]
struct Mailbox {
    owner: String,
    database: Arc<Database>,
}

#[factory]
impl Mailbox {
    fn create(user: &Scope<User>, tenant: &Scope<Tenant>, database: Arc<Database>) -> Self {
        let owner = format!("{}@{}", user.name, tenant.context().0);
        Self { owner, database }
    }
}

impl Inbox for Mailbox {
    fn owner(&self) -> String {
        self.owner.clone()
    }
}

#[ssot_component(scope = transient)]
struct Draft {
    number: usize,
    inbox: Arc<dyn Inbox>,
}

#[factory]
impl Draft {
    fn create(made: &Made, inbox: Arc<dyn Inbox>) -> Self {
        let number = made.next();
        Self { number, inbox }
    }
}

#[ssot_component(scope = context(Request))]
struct Handler {
    request: u32,
    user: &'static str,
    mailbox: Arc<Mailbox>,
    drafts: [Draft; 2],
    engine: Arc<Engine>,
}

#[factory]
impl Handler {
    fn create(
        request: &Scope<Request>,
        user: &Scope<User>,
        mailbox: Arc<Mailbox>,
        first: Draft,
        second: Draft,
        engine: Arc<Engine>,
    ) -> Self {
        Self {
            request: request.0,
            user: user.name,
            mailbox,
            drafts: [first, second],
            engine,
        }
    }
}

/// Without a stated scope, it is whatever its section makes it.
#[ssot_component(new)]
struct Scratch {
    engine: Arc<Engine>,
}

composition! {
    struct App {
        inputs { Made }
        singletons { Engine }
        context(Tenant) {
            Database,
            context(User) {
                context(Request) { Handler }
                Mailbox as dyn Inbox,
                transients { Draft }
            }
        }
        context(Visit) { Scratch }
    }
}

struct Visit;

impl Context for Visit {
    type Id = ();
    type Error = Infallible;

    fn id(&self) {}

    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

fn app() -> App {
    App::new(Made::default()).expect("every component is defined once")
}

fn tenant(app: &App, name: &'static str) -> OpenScope<App, Tenant> {
    app.scope(Tenant(name)).expect("the tenant has a name")
}

fn user(tenant: &OpenScope<App, Tenant>, name: &'static str) -> OpenScope<App, User> {
    tenant.scope(User { name }).expect("the user has a name")
}

fn request(user: &OpenScope<App, User>, number: u32) -> OpenScope<App, Request> {
    let Ok(request) = user.scope(Request(number));
    request
}

#[test]
fn a_scope_sees_itself_and_everything_around_it() {
    let app = app();
    let acme = tenant(&app, "acme");
    let alice = user(&acme, "alice");
    let first = request(&alice, 1);
    let handler = get(first.get::<Handler>());
    assert_eq!((handler.request, handler.user), (1, "alice"));
    assert_eq!(handler.mailbox.owner, "alice@acme");
    assert_eq!(handler.mailbox.database.tenant, "acme");
    let mailbox = get(alice.get::<Mailbox>());
    assert!(Arc::ptr_eq(&handler.mailbox, &mailbox));
    assert!(Arc::ptr_eq(&mailbox, &get(first.get::<Mailbox>())));
    let database = get(acme.get::<Database>());
    assert!(Arc::ptr_eq(&mailbox.database, &database));
    assert!(Arc::ptr_eq(&database, &get(alice.get::<Database>())));
    assert!(Arc::ptr_eq(&database, &get(first.get::<Database>())));
    let engine = get(app.get::<Engine>());
    for seen in [
        &handler.engine,
        &database.engine,
        &get(first.get::<Engine>()),
    ] {
        assert!(Arc::ptr_eq(seen, &engine));
    }
}

#[test]
fn two_scopes_share_nothing_of_their_own() {
    let app = app();
    let (acme, other) = (tenant(&app, "acme"), tenant(&app, "other"));
    let (alice, bob) = (user(&acme, "alice"), user(&acme, "bob"));
    let foreign = user(&other, "alice");
    let mailboxes = [&alice, &bob, &foreign].map(|user| get(user.get::<Mailbox>()));
    let owners = mailboxes.each_ref().map(|mailbox| mailbox.owner.as_str());
    assert_eq!(owners, ["alice@acme", "bob@acme", "alice@other"]);
    let [of_alice, of_bob, of_foreign] = &mailboxes;
    assert!(Arc::ptr_eq(&of_alice.database, &of_bob.database));
    assert!(!Arc::ptr_eq(&of_alice.database, &of_foreign.database));
    assert_eq!(of_foreign.database.tenant, "other");
    let engines = [of_alice, of_foreign].map(|mailbox| mailbox.database.engine.number);
    assert_eq!(engines[0], engines[1]);
}

#[test]
fn two_scopes_of_one_context_are_two_scopes() {
    let app = app();
    let acme = tenant(&app, "acme");
    let (one, other) = (user(&acme, "alice"), user(&acme, "alice"));
    let (first, second) = (get(one.get::<Mailbox>()), get(other.get::<Mailbox>()));
    assert!(!Arc::ptr_eq(&first, &second));
    assert_eq!(first.owner, second.owner);
    let (one, other) = (request(&one, 1), request(&one, 1));
    let (first, second) = (get(one.get::<Handler>()), get(other.get::<Handler>()));
    assert!(!Arc::ptr_eq(&first, &second));
    assert!(Arc::ptr_eq(&first.mailbox, &second.mailbox));
}

#[test]
fn each_scope_has_one_instance() {
    let app = app();
    let acme = tenant(&app, "acme");
    let alice = user(&acme, "alice");
    assert!(Arc::ptr_eq(
        &get(alice.get::<Mailbox>()),
        &get(alice.get::<Mailbox>())
    ));
    drop(get(acme.get::<Database>()));
    // The engine, and the database of the tenant.
    assert_eq!(get(app.get::<Made>()).next(), 2);
}

#[test]
fn an_interface_is_that_of_the_scopes_own_instance() {
    let app = app();
    let acme = tenant(&app, "acme");
    let (alice, bob) = (user(&acme, "alice"), user(&acme, "bob"));
    let inbox = get(alice.get::<dyn Inbox>());
    assert!(core::ptr::addr_eq(
        Arc::as_ptr(&inbox),
        Arc::as_ptr(&get(alice.get::<Mailbox>()))
    ));
    assert_eq!(get(bob.get::<dyn Inbox>()).owner(), "bob@acme");
    let first = request(&bob, 1);
    assert_eq!(get(first.get::<dyn Inbox>()).owner(), "bob@acme");
}

#[test]
fn a_transient_of_a_context_is_made_for_each_who_asks_of_what_the_scope_has() {
    let app = app();
    let acme = tenant(&app, "acme");
    let (alice, bob) = (user(&acme, "alice"), user(&acme, "bob"));
    let (one, other) = (get(alice.get::<Draft>()), get(alice.get::<Draft>()));
    assert!(!Arc::ptr_eq(&one, &other) && one.number != other.number);
    assert!(Arc::ptr_eq(&one.inbox, &other.inbox));
    assert_eq!(get(bob.get::<Draft>()).inbox.owner(), "bob@acme");
    let handler = get(request(&bob, 1).get::<Handler>());
    let [first, second] = &handler.drafts;
    assert_ne!(first.number, second.number);
    assert!(Arc::ptr_eq(&first.inbox, &second.inbox));
    assert_eq!(first.inbox.owner(), "bob@acme");
}

#[test]
fn a_context_that_does_not_validate_opens_no_scope_and_says_why_in_its_own_words() {
    let app = app();
    let reason = "a tenant has a name";
    let refused: Result<OpenScope<App, Tenant>, Refused> = app.scope(Tenant(""));
    assert_eq!(refused.err(), Some(Refused { reason }));
    let acme = tenant(&app, "acme");
    assert_eq!(acme.scope(User { name: "" }).err(), Some(7));
    // Nothing was made on the way.
    assert_eq!(get(app.get::<Made>()).next(), 0);
    acme.close().expect("nobody holds an instance");
}

#[test]
fn a_scope_gives_access_to_its_context() {
    let app = app();
    let acme = tenant(&app, "acme");
    let alice = user(&acme, "alice");
    assert_eq!(alice.name, "alice");
    assert_eq!(alice.greeting(), "hello alice");
    let scope: &Scope<User> = &alice;
    assert_eq!(scope.context().greeting(), "hello alice");
}

#[test]
fn a_factory_can_be_called_with_a_scope_too() {
    let app = app();
    let acme = tenant(&app, "acme");
    let engine = get(app.get::<Engine>());
    let own = DatabaseFactory::create(&acme, &get(app.get::<Made>()), engine);
    assert_eq!(own.tenant, "acme");
    assert!(!core::ptr::eq(
        &raw const own,
        Arc::as_ptr(&get(acme.get::<Database>()))
    ));
}

#[test]
fn contexts_beside_each_other_have_components_of_their_own() {
    let app = app();
    let (Ok(one), Ok(other)) = (app.scope(Visit), app.scope(Visit));
    let (scratch, second) = (get(one.get::<Scratch>()), get(other.get::<Scratch>()));
    assert!(!Arc::ptr_eq(&scratch, &second));
    assert!(Arc::ptr_eq(&scratch, &get(one.get::<Scratch>())));
    assert!(Arc::ptr_eq(&scratch.engine, &second.engine));
}

#[test]
fn warming_up_a_scope_makes_what_is_its_own_and_what_that_needs() {
    let app = app();
    let acme = tenant(&app, "acme");
    acme.warm_up().expect("no constructor fails");
    assert_eq!(get(app.get::<Made>()).next(), 2);
    let alice = user(&acme, "alice");
    alice.warm_up().expect("no constructor fails");
    // Counted by the line above; the mailbox is not counted.
    assert_eq!(get(app.get::<Made>()).next(), 3);
    let mailbox = get(alice.get::<Mailbox>());
    assert_eq!(Arc::strong_count(&mailbox), 2);
}
