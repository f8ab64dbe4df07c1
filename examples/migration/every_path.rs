//! Every path on which the manager of step 0 is reached.

use std::any::type_name;
use std::collections::BTreeSet;

#[test]
fn there_are_eighteen() {
    let types = [
        type_name::<chat::websocket::WebSocketManager>(),
        type_name::<chat::WebSocketManager>(),
        type_name::<chat::WSManager>(),
        type_name::<chat::compat::manager::WebSocketManager>(),
        type_name::<chat::compat::manager::Manager>(),
        type_name::<chat::compat::events::EventManager>(),
        type_name::<chat::compat::events::EventSender>(),
        type_name::<chat::compat::unified::ConnectionManager>(),
        type_name::<chat::compat::unified::UnifiedManager>(),
        type_name::<chat::compat::unified::WebSocketManager>(),
        type_name::<chat::server::Connections>(),
    ];
    let shared = [
        chat::websocket::get_manager(),
        chat::get_manager(),
        chat::compat::manager::get_manager(),
        chat::compat::events::event_manager(),
        chat::compat::unified::get_unified_manager(),
        chat::server::manager(),
    ];
    let made = [chat::compat::manager::create_manager()];
    assert_eq!(types.len() + shared.len() + made.len(), 18);
    let definitions: BTreeSet<_> = types.into_iter().collect();
    println!("definitions: {}", definitions.len());
}
