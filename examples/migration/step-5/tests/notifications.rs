//! What reaches a user.

use std::error::Error;
use std::sync::Arc;
use std::sync::mpsc::channel;

use chat::app::App;
use chat::config;
use chat::interfaces::ConnectionManager;
use chat::user::UserContext;
use chat::{notifications, server};

#[test]
fn the_digest_reaches_the_window() -> Result<(), Box<dyn Error>> {
    let app = App::new(config::load()?)?;
    let alice = app.scope(UserContext::named("Alice"))?;
    let browser = server::connect(&alice, 1)?;
    let manager: Arc<dyn ConnectionManager> = alice.get()?;
    assert_eq!(notifications::digest(&*manager, 3), 1);
    assert_eq!(browser.try_iter().collect::<Vec<_>>(), ["3 messages today"]);
    Ok(())
}

#[test]
fn an_event_goes_to_one_window() -> Result<(), Box<dyn Error>> {
    let app = App::new(config::load()?)?;
    let alice = app.scope(UserContext::named("Alice"))?;
    let manager: Arc<dyn ConnectionManager> = alice.get()?;
    let (socket, browser) = channel();
    let again = manager.handle_connection(1, socket);
    assert_eq!(again, "ws://localhost:8000/events");
    assert!(manager.send_event(1, "hello"));
    assert!(!manager.send_event(2, "hello"));
    assert_eq!(browser.try_iter().collect::<Vec<_>>(), ["hello"]);
    assert!(manager.handle_disconnection(1));
    Ok(())
}
