//! Agents, which do what a user asks for.

#[cfg(not(test))]
use crate::WSManager;
#[cfg(test)]
use crate::testing::MockWebSocketManager as WSManager;

const MODEL: &str = "http://10.0.0.12:11434/v1";

/// Has an agent work on a task, and tells the window that asked.
pub fn run(manager: &WSManager, window: u32, task: &str) -> bool {
    manager.send_event(window, &format!("{task}: asking {MODEL}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_hears_of_its_task() {
        let manager = WSManager::default();
        manager.send_message("ready");
        assert!(run(&manager, 1, "an offer"));
        let sent = manager.sent.lock().unwrap();
        assert_eq!(
            *sent,
            ["ready", "an offer: asking http://10.0.0.12:11434/v1"]
        );
    }
}
