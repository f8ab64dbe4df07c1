//! Alice and Bob are connected at the same time.

use chat::{notifications, server};

#[test]
fn bob_reads_what_alice_is_told() {
    let alice = server::connect(1);
    let bob = server::connect(2);
    notifications::notify(server::manager(), "Alice, your offer is ready");
    let told = "Alice, your offer is ready: http://localhost:8080/inbox";
    assert_eq!(alice.try_iter().collect::<Vec<_>>(), [told]);
    assert_eq!(bob.try_iter().collect::<Vec<_>>(), [told]);
}
