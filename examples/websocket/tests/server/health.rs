//! What the server answers to a request without an upgrade.

use std::net::SocketAddr;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::client::Client;
use crate::running::{GUARD, Running};

/// The status, and the body.
async fn fetch(address: SocketAddr, path: &str) -> (String, String) {
    let fetching = async {
        let mut stream = TcpStream::connect(address).await?;
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut response = String::new();
        stream.read_to_string(&mut response).await?;
        std::io::Result::Ok(response)
    };
    let response = timeout(GUARD, fetching).await.expect("the server answers");
    let response = response.expect("the server is there");
    let (head, body) = response.split_once("\r\n\r\n").expect("a head and a body");
    let status = head.split(' ').nth(1).unwrap_or_default();
    (status.to_owned(), body.to_owned())
}

#[tokio::test]
async fn the_page_is_served() {
    let running = Running::start().await;
    let (status, body) = fetch(running.address, "/").await;
    assert_eq!(status, "200");
    assert!(body.starts_with("<!doctype html>"));
    running.stop().await;
}

#[tokio::test]
async fn a_script_can_ask_why_it_was_refused() {
    let running = Running::start().await;
    let (status, body) = fetch(running.address, "/ws?user=ada&token=a-guess").await;
    assert_eq!((&*status, &*body), ("403", "the token is unknown"));
    running.stop().await;
}

#[tokio::test]
async fn the_health_is_counted() {
    let running = Running::start().await;
    let mut client = Client::connect(running.address, "ada")
        .await
        .expect("let in");
    client.prompt("1", "an engine").await;
    for _ in 0..5 {
        client.event().await;
    }
    running.until(|counts| counts.prompts_answered == 1).await;
    let (status, body) = fetch(running.address, "/health").await;
    assert_eq!(status, "200");
    let health: serde_json::Value = serde_json::from_str(&body).expect("the health is JSON");
    assert_eq!(
        health,
        json!({
            "connections": { "open": 1, "total": 1, "vanished": 0 },
            "prompts_answered": 1,
            "refused_contexts": 0,
            "failed_constructions": 0,
            "escapes": { "returned": 0, "reported": 0 },
            "last_problem": null,
        })
    );
    client.vanish();
    running
        .until(|counts| counts.connections.vanished == 1)
        .await;
    running.stop().await;
}
