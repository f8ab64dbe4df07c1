//! Agents, which do what a user asks for.

use crate::interfaces::ConnectionManager;

const MODEL: &str = "http://10.0.0.12:11434/v1";

/// Has an agent work on a task, and tells the window that asked.
pub fn run(manager: &dyn ConnectionManager, window: u32, task: &str) -> bool {
    manager.send_event(window, &format!("{task}: asking {MODEL}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interfaces::MockConnectionManager;

    #[test]
    fn the_window_hears_of_its_task() {
        let mut manager = MockConnectionManager::new();
        let sent = manager.expect_send_event();
        sent.withf(|window, event| *window == 1 && event.starts_with("an offer: asking "))
            .times(1)
            .return_const(true);
        assert!(run(&manager, 1, "an offer"));
    }
}
