//! What the guide shows to be refused: a step, one change to it, and what the error is known by.

/// One mistake.
pub(crate) struct Violation {
    /// What the guide calls it.
    pub(crate) name: &'static str,
    pub(crate) step: usize,
    /// What is replaced in which file.
    pub(crate) changes: &'static [(&'static str, &'static str, &'static str)],
    /// What is built.
    pub(crate) target: &'static [&'static str],
    /// In the first line of the error, or in what stands below it.
    pub(crate) known_by: &'static str,
}

const LIBRARY: &[&str] = &["--lib"];

pub(crate) const VIOLATIONS: &[Violation] = &[
    Violation {
        name: "import",
        step: 1,
        changes: &[(
            "src/lib.rs",
            "pub type WSManager = websocket::WebSocketManager;",
            "pub use websocket::WebSocketManager as WSManager;",
        )],
        target: LIBRARY,
        known_by: "SSOT025",
    },
    Violation {
        name: "hosts",
        step: 2,
        changes: &[(
            "src/notifications.rs",
            "pub fn notify(",
            "#[ssot::no_hardcoded]\npub fn notify(",
        )],
        target: LIBRARY,
        known_by: "SSOT080",
    },
    Violation {
        name: "remaining literal",
        step: 4,
        changes: &[(
            "src/websocket.rs",
            "enforce = \"warn\"",
            "enforce = \"deny\"",
        )],
        target: &["--test", "notifications"],
        known_by: "__constructed_only_by_WebSocketManagerFactory",
    },
    Violation {
        name: "literal",
        step: 5,
        changes: &[(
            "src/websocket.rs",
            "impl ConnectionManager for",
            "pub fn spare() -> WebSocketManager {\n    WebSocketManager {\n        \
             url: String::new(),\n        sockets: Mutex::default(),\n    }\n}\n\n\
             impl ConnectionManager for",
        )],
        target: LIBRARY,
        known_by: "E0063",
    },
    Violation {
        name: "constructor",
        step: 5,
        changes: &[(
            "src/websocket.rs",
            "impl ConnectionManager for",
            "pub fn spare(user: &Scope<UserContext>, config: &ChatConfig) -> WebSocketManager {\n    \
             WebSocketManager::new(user, config)\n}\n\nimpl ConnectionManager for",
        )],
        target: LIBRARY,
        known_by: "SSOT001",
    },
    Violation {
        name: "second definition",
        step: 5,
        changes: &[(
            "src/notifications.rs",
            "/// Tells the user something",
            "#[ssot::ssot_component(new)]\npub struct WebSocketManager {\n    pub url: String,\n}\n\n\
             /// Tells the user something",
        )],
        target: LIBRARY,
        known_by: "E0428",
    },
    Violation {
        name: "old path",
        step: 5,
        changes: &[(
            "src/agents.rs",
            "use crate::interfaces::ConnectionManager;",
            "use crate::WSManager;\nuse crate::interfaces::ConnectionManager;",
        )],
        target: LIBRARY,
        known_by: "E0432",
    },
    Violation {
        name: "static",
        step: 5,
        changes: &[(
            "src/websocket.rs",
            "impl ConnectionManager for",
            "static MANAGER: std::sync::LazyLock<WebSocketManager> =\n    \
             std::sync::LazyLock::new(|| WebSocketManagerFactory::new(&crate::config::load().unwrap()));\n\n\
             impl ConnectionManager for",
        )],
        target: LIBRARY,
        known_by: "E0061",
    },
    Violation {
        name: "shared",
        step: 5,
        changes: &[(
            "src/app.rs",
            "composition! {\n    /// The server.\n    pub struct App {\n        inputs { ChatConfig }\n",
            "#[ssot::ssot_component(new)]\npub struct Announcer {\n    \
             manager: std::sync::Arc<dyn ConnectionManager>,\n}\n\n\
             composition! {\n    /// The server.\n    pub struct App {\n        inputs { ChatConfig }\n        \
             singletons { Announcer }\n",
        )],
        target: LIBRARY,
        known_by: "SSOT051",
    },
    Violation {
        name: "method of the mock",
        step: 5,
        changes: &[(
            "src/agents.rs",
            "        assert!(run(",
            "        manager.expect_send_message().return_const(());\n        assert!(run(",
        )],
        target: LIBRARY,
        known_by: "E0599",
    },
    Violation {
        name: "mock by hand",
        step: 5,
        changes: &[(
            "src/notifications.rs",
            "/// Tells the user something",
            "pub struct Fake;\n\nimpl ConnectionManager for Fake {\n    \
             fn handle_connection(&self, _: u32, _: std::sync::mpsc::Sender<String>) -> String {\n        \
             String::new()\n    }\n\n    \
             fn handle_disconnection(&self, _: u32) -> bool {\n        true\n    }\n\n    \
             fn send_event(&self, _: u32, _: &str) -> bool {\n        true\n    }\n\n    \
             fn broadcast_event(&self, _: &str) -> usize {\n        1\n    }\n}\n\n\
             /// Tells the user something",
        )],
        target: LIBRARY,
        known_by: "SSOT031",
    },
    Violation {
        name: "host",
        step: 5,
        changes: &[(
            "src/websocket.rs",
            "format!(\"ws://{}/events\", config.host)",
            "\"ws://localhost:8000/events\".to_owned()",
        )],
        target: LIBRARY,
        known_by: "SSOT080",
    },
];
