//! What a client goes through that does everything right, and what one that does not.

use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use websocket::events::{Event, EventKind};

use crate::client::{Client, Received};
use crate::running::Running;

#[tokio::test]
async fn every_prompt_leads_to_five_events_in_order() {
    let running = Running::start().await;
    let mut client = Client::connect(running.address, "ada")
        .await
        .expect("let in");
    for (index, (id, prompt)) in [("1", "an engine"), ("2", "some notes")]
        .into_iter()
        .enumerate()
    {
        client.prompt(id, prompt).await;
        for (step, kind) in EventKind::GOLDEN_PATH.into_iter().enumerate() {
            let delivery = client.event().await;
            assert_eq!(&*delivery.user, "ada");
            assert_eq!(delivery.connection, client.greeting.connection);
            assert_eq!(delivery.event.message, id);
            assert_eq!(delivery.event.event, kind);
            let before = u64::try_from(index * 5 + step).expect("a small number");
            assert_eq!(delivery.sequence, before + 1);
        }
    }
    assert_eq!(client.leave().await, []);
    let counts = running.until(|counts| counts.connections.open == 0).await;
    assert_eq!(
        (counts.connections.total, counts.connections.vanished),
        (1, 0)
    );
    assert_eq!(counts.prompts_answered, 2);
    running.stop().await;
}

#[tokio::test]
async fn events_are_json_with_the_names_of_the_golden_path() {
    let names = EventKind::GOLDEN_PATH.map(|event| {
        let (message, detail) = ("1".to_owned(), "something".to_owned());
        let event = Event {
            event,
            message,
            detail,
        };
        let event = serde_json::to_value(event).expect("an event is JSON");
        event["event"].as_str().map(str::to_owned)
    });
    let expected = [
        "agent_started",
        "agent_thinking",
        "tool_executing",
        "tool_completed",
        "agent_completed",
    ];
    assert_eq!(names, expected.map(|name| Some(name.to_owned())));
}

#[tokio::test]
async fn what_is_no_message_ends_the_connection() {
    let running = Running::start().await;
    for frame in [
        Message::text("hello"),
        Message::text(r#"{"id":"1"}"#),
        Message::binary(vec![1]),
    ] {
        let mut client = Client::connect(running.address, "ada")
            .await
            .expect("let in");
        client.send_frame(frame).await;
        match client.receive().await {
            Received::Closed(code, _) => assert_eq!(code, CloseCode::Unsupported),
            other => panic!("the connection should be closed, and not {other:?}"),
        }
        client.agree().await;
    }
    running.until(|counts| counts.connections.open == 0).await;
    running.stop().await;
}

#[tokio::test]
async fn a_server_that_closes_lets_agents_finish_and_tells_its_clients() {
    let running = Running::start().await;
    let mut client = Client::connect(running.address, "ada")
        .await
        .expect("let in");
    client.prompt("1", "an engine").await;
    assert_eq!(client.event().await.event.event, EventKind::AgentStarted);
    let statistics = running.statistics.clone();
    let following = tokio::spawn(async move {
        let mut events = Vec::new();
        loop {
            match client.receive().await {
                Received::Event(delivery) => events.push(delivery.event.event),
                other => {
                    client.agree().await;
                    return (events, other);
                }
            }
        }
    });
    running.stop().await;
    let (events, last) = following.await.expect("the client does not panic");
    assert_eq!(events, EventKind::GOLDEN_PATH[1..]);
    let expected = Received::Closed(CloseCode::Away, "the server closes".to_owned());
    assert_eq!(last, expected);
    assert_eq!(statistics.counts().connections.open, 0);
}
