//! Which of the addresses in an item the program goes to.

use ssot_rules::hardcoded::findings;

/// The addresses that are reached, as they stand in the literals.
fn reached(item: &str) -> Vec<String> {
    let tokens = item.parse().expect("these are tokens");
    let found = findings(tokens);
    let found = found.iter().filter_map(|finding| {
        let address = finding.reached()?;
        Some(finding.text[address.part.clone()].to_owned())
    });
    found.collect()
}

fn possibly_reached(item: &str) -> usize {
    let tokens = item.parse().expect("these are tokens");
    let found = findings(tokens);
    found
        .iter()
        .filter(|finding| finding.possibly_reached().is_some())
        .count()
}

#[test]
fn defaults_comparisons_and_this_machine_are_possible() {
    let items = [
        r#"const DEFAULT_HUB: &str = "http://hub:8000";"#,
        r#"fn default_hub() -> String { "http://hub:8000".to_owned() }"#,
        r#"impl Default for Hub { fn default() -> Self { Self("http://hub:8000".to_owned()) } }"#,
        r#"const HOST: &str = "127.0.0.1";"#,
        r#"fn f() { get("http://hub:8000") }"#,
    ];
    for item in items {
        assert_eq!(possibly_reached(item), 1, "{item}");
    }
    let others = [
        r#"fn f() { panic!("is http://hub:8000 down?") }"#,
        r#"fn f() { json!({ "$schema": "http://hub:8000" }) }"#,
        r#"const NAMESPACE: &str = "http://www.w3.org/2000/svg";"#,
        r#"fn f() { bind("127.0.0.1:0") }"#,
        r#"fn f() { url == "http://localhost:8000" }"#,
    ];
    for item in others {
        assert_eq!(possibly_reached(item), 0, "{item}");
    }
}

#[test]
fn what_is_used_is_reached() {
    let items = [
        r#"fn f() { get("http://hub:8000/orders") }"#,
        r#"fn f() { let url = format!("http://hub:8000/{}", 1); }"#,
        r#"const HUB: &str = "http://hub:8000";"#,
        r#"fn f() { hub.unwrap_or("http://hub:8000") }"#,
        r#"fn f() { hub.unwrap_or_else(|| "http://hub:8000".to_owned()) }"#,
        r#"fn f() { "curl -s http://hub:8000/orders" }"#,
        r#"fn f() { "hub = \"http://hub:8000\"" }"#,
        r#"static HUBS: &[&str] = &["http://hub:8000"];"#,
        r#"fn f() { Hub { url: "http://hub:8000".into() } }"#,
        r#"fn f() { url == "http://hub:8000" }"#,
        r#"#[route(url = "http://hub:8000")] fn f() {}"#,
        r#"fn send_message() { post("http://hub:8000") }"#,
    ];
    for item in items {
        assert_eq!(reached(item), ["http://hub:8000"], "{item}");
    }
}

#[test]
fn texts_defaults_and_names_are_not_reached() {
    let items = [
        r#"fn f() { println!("http://hub:8000") }"#,
        r#"fn f() { Err(format!("no order there, see http://hub:8000/orders")) }"#,
        r#"fn f() { panic!("is http://hub:8000 down?") }"#,
        r#"fn f() { Command::new().about("http://hub:8000") }"#,
        r#"#[arg(help = "http://hub:8000")] struct A;"#,
        r#"#[arg(default_value = "http://hub:8000")] struct A;"#,
        r#"#[serde(alias = "http://hub:8000")] struct A;"#,
        r#"const DEFAULT_HUB: &str = "http://hub:8000";"#,
        r#"const HELP_URL: &str = "http://hub:8000";"#,
        r#"fn default_hub() -> String { "http://hub:8000".to_owned() }"#,
        r#"impl Default for Hub { fn default() -> Self { Self("http://hub:8000".to_owned()) } }"#,
        r#"impl Display for Hub { fn fmt(&self) { write!(f, "http://hub:8000") } }"#,
        r#"fn f() { Hub { hint: Some("http://hub:8000".to_owned()) } }"#,
        r#"fn f() { request.header("Referer", "http://hub:8000") }"#,
        r#"fn redirect_uri() -> &str { "http://hub:8000" }"#,
        r#"fn f() { json!({ "$schema": "http://hub:8000" }) }"#,
    ];
    for item in items {
        assert!(reached(item).is_empty(), "{item}");
    }
}

#[test]
fn what_is_compared_is_reached_elsewhere() {
    let own = ["127.0.0.1:80", "http://localhost:80", "[::1]:80"];
    for own in own {
        for item in [
            format!("fn f() {{ host == \"{own}\" }}"),
            format!("fn f() {{ host.starts_with(\"{own}\") }}"),
            format!("fn f() {{ match host {{ \"{own}\" => 1 }} }}"),
            format!("fn f() {{ matches!(host, \"a\" | \"{own}\") }}"),
        ] {
            assert!(reached(&item).is_empty(), "{item}");
        }
    }
}

#[test]
fn literals_that_are_names_by_themselves_are_not_reached() {
    let texts = [
        "http://www.w3.org/2000/svg",
        "https://json-schema.org/draft/2020-12/schema",
        "http://schemas.xmlsoap.org/soap/envelope/",
        "http://nodeinfo.acme.software/ns/schema/2.0",
        "tauri://close-requested",
        "https://docs.acme.io/start",
        "https://github.com/acme/shop/issues/new",
        "https://en.wikipedia.org/wiki/Rust",
        "<https://acme.io/me>",
        "// http://hub:8000",
        "127.0.0.1:0",
        "10.0.0.0/8",
        "2001:10::/28",
        "http://localhost",
        "https://www.acme.io/news",
        "Bot/1.0 (+http://acme.io/bot)",
        "127.0.0.1",
        "[::1]:0",
        "http://localhost:{port}/login",
        "192.0.2.7:80",
        "[2001:db8::1]:80",
        "http://dummy:80",
        r"https://acme\\.io/(?<id>.*)",
    ];
    for text in texts {
        let item = format!("fn f() {{ get(\"{text}\") }}");
        assert!(reached(&item).is_empty(), "{item}");
    }
}

#[test]
fn servers_that_look_like_sites_are_reached() {
    let texts = [
        "http://registry:8081/schemas/ids/1",
        "https://api.acme.io/issues",
        "http://localhost:8000/help",
        "https://docs.googleapis.com/v1/documents",
        "redis://cache",
        "1.2.3.4",
    ];
    for text in texts {
        let item = format!("fn f() {{ get(\"{text}\") }}");
        assert_eq!(reached(&item).len(), 1, "{item}");
    }
}

#[test]
fn numbers_beside_longer_ones_are_object_identifiers() {
    let item = r#"const OIDS: [&str; 2] = ["2.5.4.3", "1.3.6.1.4.1"];"#;
    assert!(reached(item).is_empty());
    let item = r#"const HOSTS: [&str; 2] = ["2.5.4.3", "1.3.6.1"];"#;
    assert_eq!(reached(item), ["2.5.4.3", "1.3.6.1"]);
}
