//! Stands for the manager in tests.

use std::sync::Mutex;
use std::sync::mpsc::Sender;

#[derive(Default)]
pub struct MockWebSocketManager {
    pub sent: Mutex<Vec<String>>,
}

impl MockWebSocketManager {
    pub fn handle_connection(&self, _window: u32, _socket: Sender<String>) -> String {
        String::new()
    }

    pub fn send_event(&self, _window: u32, event: &str) -> bool {
        self.sent.lock().unwrap().push(event.to_owned());
        true
    }

    pub fn send_message(&self, message: &str) {
        self.sent.lock().unwrap().push(message.to_owned());
    }
}
