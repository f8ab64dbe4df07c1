//! What the registry knows about the components of this package.

use quickstart::manager::WebSocketManager;
use quickstart::overview;
use ssot::{Component, ScopeKind, registry};

#[test]
fn every_component_is_listed_in_order() {
    let names: Vec<_> = registry().iter().map(|component| component.name).collect();
    assert_eq!(
        names,
        [
            "AuthConfiguration",
            "ConnectionState",
            "EventBus",
            "EventMonitor",
            "HeartbeatMonitor",
            "MessageRouter",
            "MetricsCollector",
            "OperatorManager",
            "RateLimiter",
            "SessionStore",
            "WebSocketManager",
        ]
    );
}

#[test]
fn no_rule_is_broken() {
    assert_eq!(registry().verify(), []);
}

#[test]
fn every_manager_is_found_by_its_interface() {
    let names: Vec<_> = registry()
        .by_interface("quickstart::interfaces::ConnectionManager")
        .map(|component| component.name)
        .collect();
    assert_eq!(names, ["OperatorManager", "WebSocketManager"]);
}

#[test]
fn what_belongs_to_one_user_says_so() {
    let names: Vec<_> = registry()
        .iter()
        .filter(|component| component.scope == ScopeKind::Context("UserContext"))
        .map(|component| component.name)
        .collect();
    assert_eq!(names, ["RateLimiter", "SessionStore"]);
}

#[test]
fn a_component_knows_where_it_is_defined() {
    let manager = WebSocketManager::DESCRIPTOR;
    assert_eq!(manager.module, "quickstart::manager");
    assert_eq!(manager.canonical, Some("crate::manager::WebSocketManager"));
    assert_eq!(registry().by_name("WebSocketManager"), Some(manager));
}

#[test]
fn the_table_has_a_row_for_each_component() {
    let table = overview::table(registry());
    assert_eq!(table.row_iter().count(), registry().len());
    let lines = table.to_string();
    let manager = registry()
        .get("WebSocketManager")
        .expect("it is a component");
    let place = format!("{}:{}", manager.file, manager.line);
    let row = lines
        .lines()
        .find(|line| line.contains("WebSocketManager"))
        .expect("it has a row");
    for cell in [
        "singleton",
        "ConnectionManager, StatusReport",
        "quickstart::manager",
        &place,
    ] {
        assert!(row.contains(cell), "{cell} is missing in {row}");
    }
}
