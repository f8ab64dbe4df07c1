//! Clients that are not let in.

use std::time::Duration;

use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use websocket::faults::Faults;

use crate::client::{Client, Rejection};
use crate::running::{Running, TOKEN};

async fn rejection(running: &Running, user: &str, token: &str) -> Rejection {
    Client::connect_with(running.address, user, token)
        .await
        .err()
        .expect("refused")
}

fn forbidden(reason: &str) -> Rejection {
    Rejection::Response(403, reason.to_owned())
}

#[tokio::test]
async fn a_context_that_does_not_validate_is_refused_before_the_upgrade() {
    let running = Running::start().await;
    assert_eq!(
        rejection(&running, "ada", "a-guess").await,
        forbidden("the token is unknown")
    );
    assert_eq!(
        rejection(&running, "ada", "").await,
        forbidden("the token is unknown")
    );
    assert_eq!(
        rejection(&running, "", TOKEN).await,
        forbidden("a user has a name")
    );
    assert_eq!(
        rejection(&running, "%20", TOKEN).await,
        forbidden("a user has a name")
    );
    let long = "a".repeat(65);
    assert_eq!(
        rejection(&running, &long, TOKEN).await,
        forbidden("the name is longer than 64 bytes")
    );
    let counts = running.counts();
    assert_eq!((counts.refused_contexts, counts.connections.total), (5, 0));
    running.stop().await;
}

#[tokio::test]
async fn a_failed_constructor_closes_the_connection_and_spoils_nothing() {
    let every_second = 2.try_into().expect("two is not zero");
    let running = Running::start_with(Faults::every(every_second), Duration::ZERO).await;
    let first = Client::connect(running.address, "ada")
        .await
        .expect("let in");
    let second = Client::connect(running.address, "ada").await.err();
    let reason = "not possible now, try again".to_owned();
    assert_eq!(second, Some(Rejection::Closed(CloseCode::Error, reason)));
    let third = Client::connect(running.address, "ada")
        .await
        .expect("let in");
    let counts = running.counts();
    assert_eq!(
        (counts.failed_constructions, counts.connections.total),
        (1, 2)
    );
    assert_eq!(
        counts.last_problem.as_deref(),
        Some("component `WebSocketManager` could not be made: attempt 2 fails on purpose")
    );
    first.leave().await;
    third.leave().await;
    running.until(|counts| counts.connections.open == 0).await;
    running.stop().await;
}
