//! Who works on what a client asks for.

use std::sync::Arc;

use ssot::{Scope, factory, ssot_component};

use crate::events::{Event, EventKind, Prompt};
use crate::interfaces::{Agent, DeliveryError, EventSink};
use crate::user::UserContext;

/// Looks something up, and tells what it does. It keeps the sink for its events, and knows neither
/// who the user is nor how many others there are.
#[ssot_component(implements(Agent), scope = context(UserContext))]
pub struct ResearchAgent {
    sink: Arc<dyn EventSink>,
}

#[factory]
impl ResearchAgent {
    /// An agent that tells this sink what it does. Whose scope it is made in decides whose sink it is.
    #[must_use]
    pub fn create(_: &Scope<UserContext>, sink: Arc<dyn EventSink>) -> Self {
        Self { sink }
    }
}

impl Agent for ResearchAgent {
    fn take(&self, step: EventKind, prompt: &Prompt) -> Result<(), DeliveryError> {
        let asked = &prompt.prompt;
        let detail = match step {
            EventKind::AgentStarted => format!("works on: {asked}"),
            EventKind::AgentThinking => "which sources are there?".to_owned(),
            EventKind::ToolExecuting => format!("searches for: {asked}"),
            EventKind::ToolCompleted => format!("{} words were searched for", words(asked)),
            EventKind::AgentCompleted => format!("the answer to: {asked}"),
            EventKind::Connected | EventKind::NoteShared => String::new(),
        };
        self.sink.send_event(Event {
            event: step,
            message: prompt.id.clone(),
            detail,
        })
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
