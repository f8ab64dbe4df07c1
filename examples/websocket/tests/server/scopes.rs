//! What one user has, and another has not.

use std::sync::Arc;
use std::time::Duration;

use ssot::OpenScope;
use tokio::sync::mpsc;
use websocket::application::{App, UserScope};
use websocket::bus::EventBus;
use websocket::events::{ClientMessage, EventKind, Prompt};
use websocket::faults::Faults;
use websocket::interfaces::{Agent, ConnectionManager, DeliveryError, EventSink};
use websocket::manager::WebSocketManager;
use websocket::runtime::AgentRuntime;
use websocket::statistics::Statistics;

use crate::client::Client;
use crate::running::{Running, TOKEN, configuration};

fn application() -> App {
    App::new(configuration(Duration::ZERO), Arc::new(Faults::none())).expect("one of each")
}

fn open(app: &App, user: &str) -> UserScope {
    let claim = configuration(Duration::ZERO).claim(user.to_owned(), TOKEN.to_owned());
    app.scope(claim).expect("the token is right")
}

fn manager(scope: &UserScope) -> Arc<WebSocketManager> {
    scope.get().expect("no fault")
}

#[test]
fn every_component_of_the_binary_is_composed() {
    assert_eq!(App::verify(), []);
}

#[test]
fn two_scopes_have_nothing_in_common_but_what_everyone_shares() {
    let app = application();
    let [ada, barbara, ada_again] = ["ada", "barbara", "ada"].map(|user| open(&app, user));
    assert!(Arc::ptr_eq(&manager(&ada), &manager(&ada)));
    assert!(!Arc::ptr_eq(&manager(&ada), &manager(&barbara)));
    assert!(!Arc::ptr_eq(&manager(&ada), &manager(&ada_again)));
    let bus = |scope: &UserScope| scope.get::<EventBus>().expect("no fault");
    assert!(Arc::ptr_eq(&bus(&ada), &bus(&barbara)));
    for scope in [ada, barbara, ada_again] {
        assert!(scope.close().is_ok());
    }
}

#[tokio::test]
async fn an_agent_reaches_the_client_of_its_own_scope_only() {
    let app = application();
    let [ada, barbara] = ["ada", "barbara"].map(|user| open(&app, user));
    let [mut to_ada, mut to_barbara] = [&ada, &barbara].map(|scope| {
        let (outbox, inbox) = mpsc::channel(8);
        manager(scope)
            .handle_connection(outbox)
            .expect("the first client");
        inbox
    });
    let agent = ada.get::<dyn Agent>().expect("no fault");
    let prompt = Prompt {
        id: "1".to_owned(),
        prompt: "an engine".to_owned(),
    };
    let runtime = app.get::<AgentRuntime>().expect("no fault");
    runtime
        .run(&*agent, &prompt)
        .await
        .expect("the client is there");
    drop(agent);
    assert!(ada.close().is_ok());
    assert!(barbara.close().is_ok());

    let mut kinds = Vec::new();
    while let Some(delivery) = to_ada.recv().await {
        kinds.push(delivery.event.event);
    }
    assert_eq!(kinds[0], EventKind::Connected);
    assert_eq!(kinds[1..], EventKind::GOLDEN_PATH);
    let greeting = to_barbara.recv().await.expect("it was sent");
    assert_eq!(&*greeting.user, "barbara");
    assert_eq!(to_barbara.recv().await, None);
}

#[test]
fn a_manager_has_one_client_at_a_time() {
    let app = application();
    let scope = open(&app, "ada");
    let manager = manager(&scope);
    let (outbox, _inbox) = mpsc::channel(1);
    let connection = manager
        .handle_connection(outbox.clone())
        .expect("the first client");
    let another = manager.handle_connection(outbox.clone());
    assert_eq!(another, Err(DeliveryError::AnotherClient));
    assert_eq!(manager.handle_disconnection(connection), Ok(()));
    let gone = manager.handle_disconnection(connection);
    assert_eq!(gone, Err(DeliveryError::NotConnected));
    // The greeting of the first client is still in the way.
    assert_eq!(
        manager.handle_connection(outbox),
        Err(DeliveryError::TooSlow)
    );
    assert_eq!(app.get::<EventBus>().expect("no fault").lines(), 0);
}

#[test]
fn a_scope_that_is_dropped_leaves_no_line_behind() {
    let app = application();
    let scope = open(&app, "ada");
    let (outbox, mut inbox) = mpsc::channel(8);
    manager(&scope)
        .handle_connection(outbox)
        .expect("the first client");
    let bus = app.get::<EventBus>().expect("no fault");
    assert_eq!(bus.lines(), 1);
    drop(scope);
    assert_eq!(bus.lines(), 0);
    assert!(inbox.try_recv().is_ok(), "the greeting was sent");
    assert!(inbox.is_closed());
}

#[tokio::test]
async fn what_outlives_its_scope_is_counted() {
    let running = Running::start().await;
    let scope = open(&running.app, "ada");
    let kept: Arc<dyn EventSink> = scope.get().expect("no fault");
    let escapes = scope.close().expect_err("the sink is still there");
    running.statistics.escapes_returned(&escapes);
    assert_eq!(
        escapes.to_string(),
        "`WebSocketManager` outlived its scope: the `UserContext` \"ada\" was closed and the \
         instance is still held in 1 place"
    );
    drop(kept);
    let dropped = open(&running.app, "ada");
    let _kept = manager(&dropped);
    drop(dropped);
    let counts = running.counts().escapes;
    assert_eq!((counts.returned, counts.reported), (1, 2));
    running.stop().await;
}

#[tokio::test]
async fn one_user_on_two_connections_follows_two_agents_and_reads_every_note() {
    let running = Running::start().await;
    let mut clients = Vec::new();
    for user in ["ada", "ada", "barbara"] {
        clients.push(
            Client::connect(running.address, user)
                .await
                .expect("let in"),
        );
    }
    let mut connections: Vec<_> = clients
        .iter()
        .map(|client| client.greeting.connection.0)
        .collect();
    connections.dedup();
    assert_eq!(connections.len(), 3);

    clients[0].prompt("prompt", "an engine").await;
    for kind in EventKind::GOLDEN_PATH {
        assert_eq!(clients[0].event().await.event.event, kind);
    }
    clients[1].note("note", "remember the engine").await;
    // The sequence says that nothing came in between: neither what the agent of the other connection
    // did, nor the note of another user.
    for (client, sequence) in [(0, 6), (1, 1)] {
        let delivery = clients[client].event().await;
        assert_eq!(delivery.event.event, EventKind::NoteShared);
        assert_eq!((&*delivery.user, delivery.sequence), ("ada", sequence));
        assert_eq!(delivery.connection, clients[client].greeting.connection);
    }
    for client in clients {
        assert_eq!(client.leave().await, []);
    }
    running.until(|counts| counts.connections.open == 0).await;
    running.stop().await;
}

#[test]
fn the_shared_components_are_made_before_anyone_connects() {
    let app = application();
    app.warm_up().expect("no fault");
    let first: Arc<Statistics> = app.get().expect("no fault");
    let scopes: &OpenScope<App> = &app;
    assert!(Arc::ptr_eq(&first, &scopes.get().expect("no fault")));
}

#[test]
fn a_message_is_a_prompt_or_a_note() {
    let read = |text| serde_json::from_str::<ClientMessage>(text).ok();
    assert!(matches!(
        read(r#"{"id":"1","prompt":"x"}"#),
        Some(ClientMessage::Prompt(_))
    ));
    assert!(matches!(
        read(r#"{"id":"1","note":"x"}"#),
        Some(ClientMessage::Note(_))
    ));
    assert_eq!(read(r#"{"prompt":"x"}"#), None);
}
