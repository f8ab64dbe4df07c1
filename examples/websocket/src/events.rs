//! What clients send, and what they receive.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The client has a connection. Always the first event.
    Connected,
    /// The agent took the prompt on.
    AgentStarted,
    /// The agent works out what to do.
    AgentThinking,
    /// A tool runs on behalf of the agent.
    ToolExecuting,
    /// The tool is done.
    ToolCompleted,
    /// The agent has answered.
    AgentCompleted,
    /// The user wrote something down, on this connection or on another one.
    NoteShared,
}

impl EventKind {
    /// What an agent goes through for each prompt, in this order.
    pub const GOLDEN_PATH: [Self; 5] = [
        Self::AgentStarted,
        Self::AgentThinking,
        Self::ToolExecuting,
        Self::ToolCompleted,
        Self::AgentCompleted,
    ];
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What it is about.
    pub event: EventKind,
    /// The message of the client that led to it. Empty for the first event.
    pub message: String,
    /// The details, for people.
    pub detail: String,
}

/// An event on its way to a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Whom it is for.
    pub user: Arc<str>,
    /// The connection that it goes through.
    pub connection: ConnectionId,
    /// Its place among the events of the connection, from 0 on and without gaps.
    pub sequence: u64,
    /// The event.
    #[serde(flatten)]
    pub event: Event,
}

/// A connection, among all that the server has had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConnectionId(pub u64);

/// What a client sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ClientMessage {
    /// Something for an agent to do.
    Prompt(Prompt),
    /// Something for every connection of the same user to see.
    Note(Note),
}

/// Something for an agent to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// How the client recognizes the events that it leads to.
    pub id: String,
    /// What is to be done.
    pub prompt: String,
}

/// Something for every connection of the same user to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// How the client recognizes the event that it leads to.
    pub id: String,
    /// What was written down.
    pub note: String,
}
