//! What reaches a user.

use std::sync::Mutex;
use std::sync::mpsc::channel;

use chat::interfaces::ConnectionManager;
use chat::websocket::WebSocketManager;
use chat::{notifications, server};

#[test]
fn the_digest_reaches_the_window() {
    let browser = server::connect(1);
    assert_eq!(notifications::digest(server::manager(), 3), 1);
    assert_eq!(browser.try_iter().collect::<Vec<_>>(), ["3 messages today"]);
}

#[test]
fn an_event_goes_to_one_window() {
    let manager = WebSocketManager {
        url: "ws://localhost:8000/events".to_owned(),
        sockets: Mutex::default(),
    };
    let (socket, browser) = channel();
    let again = manager.handle_connection(1, socket);
    assert_eq!(again, "ws://localhost:8000/events");
    assert!(manager.send_event(1, "hello"));
    assert!(!manager.send_event(2, "hello"));
    assert_eq!(browser.try_iter().collect::<Vec<_>>(), ["hello"]);
    assert!(manager.handle_disconnection(1));
}
