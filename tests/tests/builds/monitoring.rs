//! The features `metrics` and `tracing`, in a build of their own: here they would be on for every
//! test, and an instance that is counted is larger.

use crate::fixtures::{cargo, workspace};

#[test]
fn instances_are_counted_and_events_are_told() {
    let workspace = workspace("monitoring", "monitoring");
    let (tested, messages) = cargo(&workspace, &["test", "--tests"]);
    let printed = String::from_utf8_lossy(&tested.stdout);
    assert!(tested.status.success(), "{messages}\n{printed}");
    assert_eq!(printed.matches("1 passed").count(), 2, "{printed}");
}
