//! What agents run on.

use std::sync::Arc;
use std::time::Duration;

use ssot::{factory, ssot_component};

use crate::configuration::ServerConfiguration;
use crate::events::{EventKind, Prompt};
use crate::interfaces::{Agent, DeliveryError};
use crate::statistics::Statistics;

/// Takes agents through their work, whoever's they are. It sees an agent while that works, and
/// keeps none.
#[ssot_component(scope = singleton)]
pub struct AgentRuntime {
    pace: Duration,
    statistics: Arc<Statistics>,
}

#[factory]
impl AgentRuntime {
    /// A runtime as fast as the configuration says.
    #[must_use]
    pub fn create(configuration: &ServerConfiguration, statistics: Arc<Statistics>) -> Self {
        Self {
            pace: configuration.pace,
            statistics,
        }
    }
}

impl AgentRuntime {
    /// Takes an agent through every step of a prompt.
    ///
    /// # Errors
    ///
    /// The client is not there any more.
    pub async fn run(&self, agent: &dyn Agent, prompt: &Prompt) -> Result<(), DeliveryError> {
        for (index, step) in EventKind::GOLDEN_PATH.into_iter().enumerate() {
            if index > 0 {
                self.pause().await;
            }
            agent.take(step, prompt)?;
        }
        self.statistics.prompt_answered();
        Ok(())
    }

    /// Others have their turn between two steps, however fast an agent is.
    async fn pause(&self) {
        if self.pace.is_zero() {
            tokio::task::yield_now().await;
        } else {
            tokio::time::sleep(self.pace).await;
        }
    }
}
