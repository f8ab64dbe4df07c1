//! The page of a violation about mocks shows an interface that has one. Here it is made, since these are tests.

// It is a program of its own there.
#[allow(dead_code, unreachable_pub)]
#[path = "../../../ui-tests/ui/repaired/SSOT033.rs"]
mod repaired;

use repaired::{EventSink as _, MockEventSink};

#[test]
fn the_interface_that_is_shown_as_repaired_has_a_mock() {
    let mut sink = MockEventSink::new();
    sink.expect_send_event()
        .withf(|event| event == "started")
        .return_const(3_usize);
    assert_eq!(sink.send_event("started"), 3);
}
