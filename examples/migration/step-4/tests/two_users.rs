//! Alice and Bob are connected at the same time.

use std::error::Error;
use std::sync::Arc;

use chat::app::App;
use chat::config::{self, ChatConfig};
use chat::interfaces::ConnectionManager;
use chat::user::UserContext;
use chat::{notifications, server};

#[test]
fn each_reads_what_they_are_told() -> Result<(), Box<dyn Error>> {
    let app = App::new(config::load()?)?;
    let alice = app.scope(UserContext::named("Alice"))?;
    let bob = app.scope(UserContext::named("Bob"))?;
    let (alices, bobs) = (server::connect(&alice, 1)?, server::connect(&bob, 2)?);
    let config: Arc<ChatConfig> = app.get()?;
    let manager: Arc<dyn ConnectionManager> = alice.get()?;
    notifications::notify(&config, &*manager, "Alice, your offer is ready");
    let told = "Alice, your offer is ready: http://localhost:8000/inbox";
    assert_eq!(alices.try_iter().collect::<Vec<_>>(), [told]);
    assert_eq!(bobs.try_iter().count(), 0);
    Ok(())
}
