//! What an agent tells about its work.

use std::fmt;

use crate::user::UserContext;

/// The step that an agent has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// The agent took the request on.
    AgentStarted,
    /// The agent works out what to do.
    AgentThinking,
    /// A tool runs on behalf of the agent.
    ToolExecuting,
    /// The tool is done.
    ToolCompleted,
    /// The agent has answered.
    AgentCompleted,
}

impl EventKind {
    /// Every kind, in the order in which a client expects them.
    pub const IN_ORDER: [Self; 5] = [
        Self::AgentStarted,
        Self::AgentThinking,
        Self::ToolExecuting,
        Self::ToolCompleted,
        Self::AgentCompleted,
    ];

    /// The name that clients know it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AgentStarted => "agent_started",
            Self::AgentThinking => "agent_thinking",
            Self::ToolExecuting => "tool_executing",
            Self::ToolCompleted => "tool_completed",
            Self::AgentCompleted => "agent_completed",
        }
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

/// One step of one agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentEvent {
    /// The step.
    pub kind: EventKind,
    /// The agent that took it.
    pub agent: String,
    /// The user for whom the agent works.
    pub user: UserContext,
    /// What it was about.
    pub detail: String,
}

impl fmt::Display for AgentEvent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:<15} {}: {}",
            self.kind, self.agent, self.detail
        )
    }
}
