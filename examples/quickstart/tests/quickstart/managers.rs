//! What every manager does, what each does in its own way, and who gets an event.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use quickstart::authorization::{AuthConfigurationFactory, Refusal};
use quickstart::connection::{ConnectionError, ConnectionId, ConnectionRequest};
use quickstart::events::{AgentEvent, EventKind};
use quickstart::interfaces::{Authorizer, ConnectionManager, EventSubscriber, StatusReport};
use quickstart::limits::Limit;
use quickstart::manager::{WebSocketManagerError, WebSocketManagerFactory};
use quickstart::operators::OperatorManagerFactory;
use quickstart::router::MessageRouterFactory;
use quickstart::sessions::SessionStore;
use quickstart::user::{UserContext, Users};

const CUSTOMER: &str = "a-token-for-the-customer";
const OPERATOR: &str = "a-token-for-the-operator";

fn authorizer() -> Arc<dyn Authorizer> {
    let configuration = AuthConfigurationFactory::create([
        (CUSTOMER.to_owned(), UserContext::customer("Ada")),
        (OPERATOR.to_owned(), UserContext::operator("Grace")),
    ]);
    Arc::new(configuration.expect("the tokens are long and different"))
}

fn managers() -> [Arc<dyn ConnectionManager>; 2] {
    let sockets = WebSocketManagerFactory::create(authorizer(), 2).expect("two is a capacity");
    let operators = OperatorManagerFactory::create(authorizer());
    [Arc::new(sockets), Arc::new(operators)]
}

fn request(token: &str) -> (ConnectionRequest, Receiver<AgentEvent>) {
    let (client, received) = mpsc::channel();
    let token = token.to_owned();
    (ConnectionRequest { token, client }, received)
}

fn event(user: &str) -> AgentEvent {
    AgentEvent {
        kind: EventKind::AgentStarted,
        agent: "researcher".to_owned(),
        user: UserContext::customer(user),
        detail: "a question".to_owned(),
    }
}

#[test]
fn every_manager_keeps_a_connection_until_it_is_closed() {
    for manager in managers() {
        let (request, received) = request(OPERATOR);
        let connection = manager.handle_connection(request).expect("a known token");
        assert_eq!(manager.send_event(connection, &event("Ada")), Ok(()));
        assert_eq!(manager.broadcast_event(&event("Ada")), 1);
        assert_eq!(manager.handle_disconnection(connection), Ok(()));
        assert_eq!(
            manager.send_event(connection, &event("Ada")),
            Err(ConnectionError::Unknown(connection))
        );
        assert_eq!(received.iter().count(), 2);
    }
}

#[test]
fn every_manager_forgets_a_client_that_left() {
    for manager in managers() {
        let (request, received) = request(OPERATOR);
        let connection = manager.handle_connection(request).expect("a known token");
        drop(received);
        assert_eq!(
            manager.send_event(connection, &event("Ada")),
            Err(ConnectionError::ClientLeft(connection))
        );
        assert_eq!(
            manager.handle_disconnection(connection),
            Err(ConnectionError::Unknown(connection))
        );
    }
}

#[test]
fn every_manager_refuses_an_unknown_token() {
    for manager in managers() {
        let refused = manager.handle_connection(request("a guess").0);
        assert_eq!(refused, Err(Refusal::UnknownToken.into()));
    }
}

#[test]
fn a_customer_may_not_watch() {
    let operators = OperatorManagerFactory::create(authorizer());
    let refused = operators.handle_connection(request(CUSTOMER).0);
    assert_eq!(refused, Err(Refusal::NotAnOperator.into()));
}

#[test]
fn an_operator_sees_no_detail_of_an_event_sent_directly() {
    let operators = OperatorManagerFactory::create(authorizer());
    let (request, received) = request(OPERATOR);
    let connection = operators.handle_connection(request).expect("a known token");
    assert_eq!(operators.send_event(connection, &event("Ada")), Ok(()));
    let details: Vec<_> = received.try_iter().map(|event| event.detail).collect();
    assert_eq!(details, ["[redacted]"]);
}

#[test]
fn a_full_manager_lets_nobody_in_until_someone_leaves() {
    let sockets = WebSocketManagerFactory::create(authorizer(), 1).expect("one is a capacity");
    let connection = sockets.handle_connection(request(CUSTOMER).0);
    assert_eq!(connection, Ok(ConnectionId(1)));
    assert_eq!(
        sockets.handle_connection(request(CUSTOMER).0),
        Err(ConnectionError::Full { capacity: 1 })
    );
    assert_eq!(sockets.handle_disconnection(ConnectionId(1)), Ok(()));
    assert!(sockets.handle_connection(request(CUSTOMER).0).is_ok());
}

#[test]
fn a_manager_has_a_place() {
    let refused = WebSocketManagerFactory::create(authorizer(), 0);
    assert_eq!(refused.err(), Some(WebSocketManagerError::NoCapacity));
}

#[test]
fn an_event_goes_to_its_user_only() {
    let sockets = WebSocketManagerFactory::create(authorizer(), 1).expect("one is a capacity");
    let (request, received) = request(CUSTOMER);
    let connection = sockets.handle_connection(request).expect("a known token");
    let router = MessageRouterFactory::create(Arc::new(sockets));
    router.attach(UserContext::customer("Ada"), connection);
    router.receive(&event("Barbara"));
    router.receive(&event("Ada"));
    let received: Vec<_> = received.try_iter().collect();
    assert_eq!(received, [event("Ada")]);
}

#[test]
fn nothing_is_routed_to_a_connection_that_was_detached() {
    let sockets = WebSocketManagerFactory::create(authorizer(), 1).expect("one is a capacity");
    let (request, received) = request(CUSTOMER);
    let connection = sockets.handle_connection(request).expect("a known token");
    let router = MessageRouterFactory::create(Arc::new(sockets));
    router.attach(UserContext::customer("Ada"), connection);
    router.detach(connection);
    router.receive(&event("Ada"));
    assert_eq!(received.try_iter().count(), 0);
    assert_eq!(router.status(), "events routed: 0, undeliverable: 0");
}

#[test]
fn a_session_holds_the_events_of_its_user_only() {
    let limit = Limit {
        requests: 1,
        span: Duration::from_secs(1),
    };
    let users = Users::new(limit).expect("every component is defined once");
    let scope = users
        .scope(UserContext::customer("Ada"))
        .expect("the user has a name");
    let session: Arc<SessionStore> = scope.get().expect("its constructor does not fail");
    session.receive(&event("Barbara"));
    session.receive(&event("Ada"));
    assert_eq!(session.events(), [event("Ada")]);
}
