//! What handlers of axum get of a composition, asked over connections to a server.

mod application;

use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use crate::client::{self, Answer};
use application::{
    App, Broken, COUNT, COUNTED, Cart, Disk, Prefix, Session, Store, Tenant, Ticket, User, Wallet,
};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state, map_response_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Json, Router};
use ssot::axum::{Inject, Rejection, RequestScope};
use ssot::{ConstructionError, OpenScope};

async fn session(session: Inject<Session>) -> String {
    let (user, tenant) = (&session.user, &session.plan.tenant);
    format!("{user} of {tenant}, {}", session.store.text())
}

async fn user(user: RequestScope<App, User>, tenant: RequestScope<App, Tenant>) -> String {
    format!("{} of {}", user.0, tenant.0)
}

/// Two components and their scope, in one request.
async fn both(
    cart: Inject<Cart>,
    scope: RequestScope<App, User>,
    session: Inject<Session>,
) -> String {
    let of_scope = scope.get::<Session>().expect("it was made");
    let is_one = Arc::ptr_eq(&cart.session, &session) && Arc::ptr_eq(&session, &of_scope);
    is_one.to_string()
}

async fn input(State(prefix): State<Arc<Prefix>>, injected: Inject<Prefix>) -> &'static str {
    assert!(Arc::ptr_eq(&prefix, &injected));
    prefix.0
}

async fn stored(State(store): State<Arc<dyn Store>>, injected: Inject<dyn Store>) -> &'static str {
    assert!(Arc::ptr_eq(&store, &injected));
    store.text()
}

async fn tickets(one: Inject<Ticket>, other: State<Arc<Ticket>>) -> String {
    (other.number - one.number).to_string()
}

async fn broken(_: Inject<Broken>) -> &'static str {
    "made"
}

async fn wallet(_: Inject<Wallet>) -> &'static str {
    "made"
}

async fn broken_state(_: State<Arc<Broken>>) -> &'static str {
    "made"
}

async fn handled(broken: Result<Inject<Broken>, Rejection>) -> String {
    match broken {
        Err(Rejection::Failed(error)) => error.component().to_owned(),
        other => format!("{other:?}"),
    }
}

async fn with_other_extractors(
    Path(number): Path<u8>,
    session: Inject<Session>,
    Json(text): Json<String>,
) -> String {
    format!("{} {number} {text}", session.user)
}

fn routes<S>() -> Router<S>
where
    S: Deref<Target = OpenScope<App>> + Clone + Send + Sync + 'static,
{
    Router::new()
        .route("/session", get(session))
        .route("/user", get(user))
        .route("/both", get(both))
        .route("/broken", get(broken))
        .route("/wallet", get(wallet))
        .route("/handled", get(handled))
        .route("/others/{number}", get(with_other_extractors))
}

/// What a layer that logs sees of failures.
type Log = Arc<Mutex<Vec<String>>>;

fn router(app: App, log: Log) -> Router {
    routes()
        .route("/input", get(input))
        .route("/stored", get(stored))
        .route("/tickets", get(tickets))
        .route("/broken-state", get(broken_state))
        .with_state(app)
        .layer(map_response_with_state(log, note))
}

async fn note(State(log): State<Log>, response: Response) -> Response {
    if let Some(error) = response.extensions().get::<Arc<ConstructionError>>() {
        let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
        log.push(error.to_string());
    }
    response
}

/// Asks a server that is started for it.
async fn ask(
    router: Router,
    path: &'static str,
    headers: &'static [(&'static str, &'static str)],
) -> Option<Answer> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a port is free");
    let address: SocketAddr = listener.local_addr().expect("it has one");
    let server = tokio::spawn(async { axum::serve(listener, router).await });
    let asked = tokio::task::spawn_blocking(move || client::get(address, path, headers));
    let answer = asked.await.expect("the client does not panic");
    server.abort();
    answer
}

fn answer(status: u16, body: &str) -> Answer {
    let body = body.to_owned();
    Answer { status, body }
}

const ALICE: &[(&str, &str)] = &[("x-user", "alice"), ("x-tenant", "acme")];

fn app() -> App {
    App::new(Prefix("/v1")).expect("each component is defined once")
}

async fn ask_app(
    path: &'static str,
    headers: &'static [(&'static str, &'static str)],
) -> Option<Answer> {
    ask(router(app(), Log::default()), path, headers).await
}

#[tokio::test]
async fn a_component_of_a_context_within_another_is_that_of_the_request() {
    assert_eq!(
        ask_app("/session", ALICE).await,
        Some(answer(200, "alice of acme, stored"))
    );
    assert_eq!(
        ask_app("/user", ALICE).await,
        Some(answer(200, "alice of acme"))
    );
}

#[tokio::test]
async fn a_request_without_a_valid_context_gets_the_rejection_of_the_context() {
    let cases: [(&'static [_], _, _); 4] = [
        (&[("x-user", "alice")], 401, "x-tenant"), // the outer one is asked first
        (&[("x-tenant", "acme")], 401, "x-user"),
        (&[], 401, "x-tenant"),
        (
            &[("x-user", "mallory"), ("x-tenant", "acme")],
            403,
            "invalid",
        ),
    ];
    for (headers, status, body) in cases {
        for path in ["/session", "/user", "/both", "/wallet"] {
            assert_eq!(
                ask_app(path, headers).await,
                Some(answer(status, body)),
                "{path} {headers:?}"
            );
        }
    }
}

#[tokio::test]
async fn all_extractors_of_a_request_share_one_scope() {
    let headers = &[("x-user", COUNTED), ("x-tenant", "acme")];
    assert_eq!(ask_app("/both", headers).await, Some(answer(200, "true")));
    assert_eq!(COUNT.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn inputs_interfaces_and_transients_can_be_had() {
    assert_eq!(ask_app("/input", &[]).await, Some(answer(200, "/v1")));
    assert_eq!(ask_app("/tickets", &[]).await, Some(answer(200, "1")));
    let app = app();
    app.get_async::<Disk>().await.expect("it is made");
    let router = router(app, Log::default());
    assert_eq!(
        ask(router, "/stored", &[]).await,
        Some(answer(200, "stored"))
    );
}

#[tokio::test]
async fn a_failure_is_a_500_that_says_nothing_and_a_layer_sees_why() {
    for path in ["/broken", "/wallet"] {
        let log = Log::default();
        let answered = ask(router(app(), Arc::clone(&log)), path, ALICE).await;
        assert_eq!(answered, Some(answer(500, "")), "{path}");
        let log = log.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(log[0].contains("the password is hunter2"), "{log:?}");
        assert_eq!(log.len(), 1);
    }
    assert_eq!(ask_app("/handled", &[]).await, Some(answer(200, "Broken")));
}

/// A layer that asks who it is opens the scope that the handler works in.
#[tokio::test]
async fn a_layer_and_a_handler_share_the_scope() {
    async fn only_alice(user: RequestScope<App, User>, request: Request, next: Next) -> Response {
        if user.0 != "alice" {
            return StatusCode::NOT_FOUND.into_response();
        }
        let session = user.get_async::<Session>().await.expect("it can be made");
        // The handler compares it with its own.
        let mut request = request;
        request.extensions_mut().insert(session);
        next.run(request).await
    }
    let compared = get(
        async |Extension(of_layer): Extension<Arc<Session>>, session: Inject<Session>| {
            Arc::ptr_eq(&of_layer, &session).to_string()
        },
    );
    let app = app();
    let router = Router::new()
        .route("/", compared)
        .layer(from_fn_with_state(app.clone(), only_alice))
        .with_state(app);
    assert_eq!(
        ask(router.clone(), "/", ALICE).await,
        Some(answer(200, "true"))
    );
    let bob = &[("x-user", "bob"), ("x-tenant", "acme")];
    assert_eq!(ask(router.clone(), "/", bob).await, Some(answer(404, "")));
    assert_eq!(ask(router, "/", &[]).await, Some(answer(401, "x-tenant")));
}

/// There is nothing that `FromRef` could return.
#[tokio::test]
async fn a_state_that_cannot_be_made_ends_the_connection() {
    assert_eq!(ask_app("/broken-state", &[]).await, None);
}

#[tokio::test]
async fn other_extractors_stand_beside() {
    // A body would follow: its type is asked for last, and the answer says so.
    let answered = ask_app("/others/7", ALICE).await.expect("there is one");
    assert_eq!(answered.status, 415);
    assert_eq!(
        ask_app("/others/x", ALICE)
            .await
            .map(|answer| answer.status),
        Some(400)
    );
}

/// A state that holds more than the composition.
#[derive(Clone)]
struct Wider {
    app: App,
    name: &'static str,
}

impl Deref for Wider {
    type Target = OpenScope<App>;

    fn deref(&self) -> &OpenScope<App> {
        &self.app
    }
}

#[tokio::test]
async fn a_state_around_the_composition_works_too() {
    let name = get(async |State(state): State<Wider>| state.name);
    let state = Wider {
        app: app(),
        name: "wider",
    };
    let router = routes().route("/name", name).with_state(state);
    assert_eq!(
        ask(router.clone(), "/name", &[]).await,
        Some(answer(200, "wider"))
    );
    assert_eq!(
        ask(router, "/session", ALICE).await,
        Some(answer(200, "alice of acme, stored"))
    );
}

/// The scopes that closed with an instance that was still held, by component.
fn escapes(app: &App) -> Log {
    let log = Log::default();
    let told = Arc::clone(&log);
    app.on_escape(move |escape| {
        let component = escape.component().to_owned();
        told.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(component);
    });
    log
}

fn logged(log: &Log) -> Vec<String> {
    log.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

#[tokio::test]
async fn the_scope_is_open_as_long_as_an_extractor_lives_and_closes_with_it() {
    let app = app();
    let escaped = escapes(&app);
    // A handler that returns lets all go, in the right order.
    for path in ["/session", "/user", "/both"] {
        let answered = ask(router(app.clone(), Log::default()), path, ALICE).await;
        assert_eq!(answered.map(|answer| answer.status), Some(200));
    }
    assert_eq!(logged(&escaped), [""; 0]);

    // A task that holds the extractor keeps the scope open.
    let (send, receive) = tokio::sync::oneshot::channel::<Inject<Session>>();
    let send = Arc::new(Mutex::new(Some(send)));
    let kept = get(async move |session: Inject<Session>| {
        let send = send.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(send.expect("it is asked once").send(session));
    });
    let router = Router::new().route("/", kept).with_state(app.clone());
    assert_eq!(ask(router, "/", ALICE).await, Some(answer(200, "")));
    let session = receive.await.expect("it was sent");
    assert_eq!(
        (session.user.as_str(), logged(&escaped).len()),
        ("alice", 0)
    );

    // An instance that is held longer than the extractor is one that escaped.
    let instance = Arc::clone(&session);
    drop(session);
    assert_eq!(logged(&escaped), ["Session", "Plan"]);
    drop(instance);
}
