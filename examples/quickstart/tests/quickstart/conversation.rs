//! A whole conversation through all components.

use quickstart::authorization::Refusal;
use quickstart::backend::Backend;
use quickstart::connection::ConnectionError;
use quickstart::conversation::Conversation;
use quickstart::events::{AgentEvent, EventKind};
use quickstart::monitor::Progress;

fn hold() -> (Backend, Conversation) {
    let backend = Backend::assemble().expect("the configuration is valid");
    let conversation = Conversation::hold(&backend).expect("the client behaves well");
    (backend, conversation)
}

fn kinds(events: &[AgentEvent]) -> Vec<EventKind> {
    events.iter().map(|event| event.kind).collect()
}

#[test]
fn events_arrive_in_order() {
    let (_, conversation) = hold();
    assert_eq!(kinds(&conversation.received), EventKind::IN_ORDER);
    let names: Vec<_> = conversation
        .received
        .iter()
        .map(|event| event.kind.name())
        .collect();
    assert_eq!(
        names,
        [
            "agent_started",
            "agent_thinking",
            "tool_executing",
            "tool_completed",
            "agent_completed"
        ]
    );
}

#[test]
fn a_client_that_connects_again_finds_what_it_received() {
    let (_, conversation) = hold();
    assert_eq!(conversation.remembered, conversation.received);
}

#[test]
fn an_operator_sees_every_step_and_no_detail() {
    let (_, conversation) = hold();
    assert_eq!(kinds(&conversation.observed), EventKind::IN_ORDER);
    assert!(
        conversation
            .observed
            .iter()
            .all(|event| event.detail == "[redacted]")
    );
}

#[test]
fn an_unknown_token_is_refused() {
    let (_, conversation) = hold();
    assert_eq!(
        conversation.refusal,
        ConnectionError::Refused(Refusal::UnknownToken)
    );
}

#[test]
fn every_event_is_counted_once() {
    let (backend, _) = hold();
    for kind in EventKind::IN_ORDER {
        assert_eq!(backend.metrics.count(kind), 1, "{kind}");
    }
}

#[test]
fn the_agent_took_every_step() {
    let (backend, _) = hold();
    assert_eq!(backend.monitor.progress("researcher"), Progress::Complete);
    assert_eq!(backend.monitor.progress("critic"), Progress::Silent);
}

#[test]
fn the_connection_is_closed_in_the_end() {
    let (backend, _) = hold();
    let status: Vec<_> = backend
        .reporting()
        .iter()
        .map(|component| component.status())
        .collect();
    assert_eq!(
        status,
        [
            "connected customers: nobody",
            "connected operators: Grace (5 events)",
            "events routed: 5, undeliverable: 0",
            "agents that took every step in order: 1 of 1",
            "events counted: 5, of different kinds: 5",
            "connections that are expected to beat: 0",
        ]
    );
}
