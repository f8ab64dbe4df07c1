//! Agents, which do what a user asks for.

use ssot::no_hardcoded;

use crate::config::ChatConfig;
use crate::interfaces::ConnectionManager;

/// Has an agent work on a task, and tells the window that asked.
#[no_hardcoded]
pub fn run(config: &ChatConfig, manager: &dyn ConnectionManager, window: u32, task: &str) -> bool {
    manager.send_event(window, &format!("{task}: asking {}", config.model))
}

#[cfg(test)]
mod tests {
    use ssot::config::Layers;

    use super::*;
    use crate::config::ChatConfigFactory;
    use crate::interfaces::MockConnectionManager;

    #[test]
    fn the_window_hears_of_its_task() {
        let layers = Layers::new().text("[chat]\nhost = 'chat.test'\nmodel = 'model.test'");
        let config = ChatConfigFactory::load(layers).expect("both keys are given");
        let mut manager = MockConnectionManager::new();
        let sent = manager.expect_send_event();
        sent.withf(|window, event| *window == 1 && event == "an offer: asking model.test")
            .times(1)
            .return_const(true);
        assert!(run(&config, &manager, 1, "an offer"));
    }
}
