//! The example of the page on mocks. Its tests are left out where the page is compiled, so it is repeated here, to the
//! letter.

#![allow(missing_docs, unreachable_pub, clippy::must_use_candidate)]

// From here on it is the page's.
use std::sync::Arc;

use ssot::{composition, ssot_component, ssot_interface};

#[ssot_interface(mock)] // makes `MockEventSink`, in tests
pub trait EventSink: Send + Sync {
    fn send_event(&self, event: &str) -> usize;
}

#[ssot_component(new, implements(EventSink))]
pub struct Printer;

impl EventSink for Printer {
    fn send_event(&self, event: &str) -> usize {
        println!("{event}");
        event.len()
    }
}

#[ssot_component(new)]
pub struct Announcer {
    sink: Arc<dyn EventSink>,
}

impl Announcer {
    pub fn announce(&self) -> usize {
        self.sink.send_event("started")
    }
}

composition! {
    pub struct App {
        singletons { Printer as dyn EventSink, Announcer }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    composition! {
        struct TestApp overrides App { Printer => input MockEventSink }
    }

    #[test]
    fn what_is_announced_is_sent() -> Result<(), Box<dyn std::error::Error>> {
        let mut sink = MockEventSink::new();
        sink.expect_send_event()
            .withf(|event| event == "started")
            .times(1)
            .return_const(3_usize);
        let app = TestApp::new(sink)?;
        assert_eq!(app.get::<Announcer>()?.announce(), 3);
        Ok(())
    }
}
// To here.

#[test]
fn the_page_shows_this_example() {
    let example = include_str!("of_the_guide.rs")
        .split_once("the page's.\n")
        .and_then(|(_, rest)| rest.split_once("// To here.\n"))
        .map(|(example, _)| format!("```rust\n{example}```\n"))
        .expect("the example stands between two comments");
    assert!(include_str!("../../../docs/mocks.md").contains(&example));
}

#[test]
fn the_application_prints() {
    let app = App::new().expect("every component is defined once");
    let announcer = app.get::<Announcer>().expect("no constructor fails");
    assert_eq!(announcer.announce(), "started".len());
}
