//! What is taken for an address, and what is not.

use std::net::{Ipv4Addr, SocketAddr, SocketAddrV6};

use proptest::prelude::{Strategy, any, proptest};
use proptest::string::string_regex;
use ssot_rules::hardcoded::{Kind, addresses, shown};

/// A text, what is found in it, and as what. `None` stands for the whole text.
type Case = (&'static str, Option<&'static str>, Kind);

const FOUND: &[Case] = &[
    // Hosts with a port.
    ("localhost:8000", None, Kind::HostAndPort),
    ("localhost:1", None, Kind::HostAndPort),
    ("LOCALHOST:0", None, Kind::HostAndPort),
    ("localhost:{port}", None, Kind::HostAndPort),
    (
        "localhost:8000/health",
        Some("localhost:8000"),
        Kind::HostAndPort,
    ),
    ("redis:6379", None, Kind::HostAndPort),
    ("redis:80", None, Kind::HostAndPort),
    ("redis:443", None, Kind::HostAndPort),
    ("redis:1024", None, Kind::HostAndPort),
    (
        "my_cache-2:6379/0",
        Some("my_cache-2:6379"),
        Kind::HostAndPort,
    ),
    ("db.internal:5432", None, Kind::HostAndPort),
    ("mail.acme.io:25", None, Kind::HostAndPort),
    ("API.acme.io:443", None, Kind::HostAndPort),
    ("bücher.de:80", None, Kind::HostAndPort),
    (
        "user:secret@tcp(db.internal:3306)/x",
        Some("db.internal:3306"),
        Kind::HostAndPort,
    ),
    ("user:5000@db:5432", Some("db:5432"), Kind::HostAndPort),
    ("a=1,cache:6379;b", Some("cache:6379"), Kind::HostAndPort),
    (
        "--listen=\"localhost:80\"",
        Some("localhost:80"),
        Kind::HostAndPort,
    ),
    (
        "{\"address\":\"localhost:80\"}",
        Some("localhost:80"),
        Kind::HostAndPort,
    ),
    (
        "connecting to redis:6379.",
        Some("redis:6379"),
        Kind::HostAndPort,
    ),
    ("„redis:6379“", Some("redis:6379"), Kind::HostAndPort),
    // IP addresses.
    ("127.0.0.1", None, Kind::Ipv4),
    ("127.0.0.1:80", None, Kind::Ipv4),
    ("127.0.0.1:{port}", None, Kind::Ipv4),
    ("127.0.0.1:{}", None, Kind::Ipv4),
    ("0.0.0.0:8080", None, Kind::Ipv4),
    ("10.0.0.0/8", Some("10.0.0.0"), Kind::Ipv4),
    ("127.0.0.1\0", Some("127.0.0.1"), Kind::Ipv4),
    (
        "listening on 127.0.0.1:8080",
        Some("127.0.0.1:8080"),
        Kind::Ipv4,
    ),
    ("(127.0.0.1)", Some("127.0.0.1"), Kind::Ipv4),
    ("It is 10.0.0.1.", Some("10.0.0.1"), Kind::Ipv4),
    ("10.0.0.1: refused", Some("10.0.0.1"), Kind::Ipv4),
    ("admin@10.0.0.1", Some("10.0.0.1"), Kind::Ipv4),
    ("host:10.0.0.1:80", Some("10.0.0.1:80"), Kind::Ipv4),
    ("127.0.0.1:8080:80", Some("127.0.0.1:8080"), Kind::Ipv4),
    ("::1", None, Kind::Ipv6),
    ("[::1]:80", None, Kind::Ipv6),
    ("[::1]", Some("::1"), Kind::Ipv6),
    ("[::]:80", None, Kind::Ipv6),
    ("[a::b]:80", None, Kind::Ipv6),
    ("[fe80::1%eth0]:{port}", None, Kind::Ipv6),
    ("fe80::1", None, Kind::Ipv6),
    ("fe80::1%eth0", None, Kind::Ipv6),
    ("2001:db8::1", None, Kind::Ipv6),
    ("2001:db8::", None, Kind::Ipv6),
    ("2001:db8::/32", Some("2001:db8::"), Kind::Ipv6),
    ("fe80:1::a", None, Kind::Ipv6),
    ("::ffff:127.0.0.1", None, Kind::Ipv6),
    ("1:2:3:4:5:6:7:8", None, Kind::Ipv6),
    ("at ::1: refused", Some("::1"), Kind::Ipv6),
    // URLs.
    ("http://localhost/x", Some("http://localhost"), Kind::Url),
    ("http://LocalHost", None, Kind::Url),
    (
        "https://api.acme.io/v1",
        Some("https://api.acme.io"),
        Kind::Url,
    ),
    ("HTTPS://API.ACME.IO", None, Kind::Url),
    ("ws://10.0.0.1/ws", Some("ws://10.0.0.1"), Kind::Url),
    ("http://[::1]:80/", Some("http://[::1]:80"), Kind::Url),
    ("http://localhost:{port}", None, Kind::Url),
    (
        "http://localhost:{port}/{path}",
        Some("http://localhost:{port}"),
        Kind::Url,
    ),
    (
        "{scheme}://localhost/{path}",
        Some("{scheme}://localhost"),
        Kind::Url,
    ),
    ("https://*.acme.io", None, Kind::Url),
    ("https://node{index}.acme.io", None, Kind::Url),
    (
        "git+ssh://git@github.com/org/repo",
        Some("git+ssh://git@github.com"),
        Kind::Url,
    ),
    (
        "see http://localhost, or not",
        Some("http://localhost"),
        Kind::Url,
    ),
    (
        "see (http://localhost).",
        Some("http://localhost"),
        Kind::Url,
    ),
    ("url=http://cache", Some("http://cache"), Kind::Url),
    (
        "https://example.com/?next=http://localhost:80/",
        Some("http://localhost:80"),
        Kind::Url,
    ),
    (
        "https://example.com/http://acme.io",
        Some("http://acme.io"),
        Kind::Url,
    ),
    (
        "https://example.com/?at=localhost:80",
        Some("localhost:80"),
        Kind::HostAndPort,
    ),
    ("http://u:p@{host}.test@acme.io", None, Kind::Url),
    ("file://server/share", Some("file://server"), Kind::Url),
    ("https://bücher.de", None, Kind::Url),
    // Connection strings.
    ("redis://cache", None, Kind::ConnectionString),
    (
        "rediss://cache:6379/0",
        Some("rediss://cache:6379"),
        Kind::ConnectionString,
    ),
    (
        "postgresql://u:p@db/x",
        Some("postgresql://u:p@db"),
        Kind::ConnectionString,
    ),
    (
        "postgresql://{user}:{password}@db/x",
        Some("postgresql://{user}:{password}@db"),
        Kind::ConnectionString,
    ),
    (
        "postgresql://u:pa/ss@db/x",
        Some("postgresql://u:pa/ss@db"),
        Kind::ConnectionString,
    ),
    (
        "postgresql://u:12/3@db/x",
        Some("postgresql://u:12/3@db"),
        Kind::ConnectionString,
    ),
    (
        "postgresql://u:p#?{@db/x",
        Some("postgresql://u:p#?{@db"),
        Kind::ConnectionString,
    ),
    (
        "postgresql://u:p w@db/x",
        Some("postgresql://u"),
        Kind::ConnectionString,
    ),
    ("postgresql:///name", None, Kind::ConnectionString),
    (
        "mongodb+srv://cluster0.acme.io/x",
        Some("mongodb+srv://cluster0.acme.io"),
        Kind::ConnectionString,
    ),
    (
        "mongodb://a.test:1,b:2/x",
        Some("mongodb://a.test:1,b:2"),
        Kind::ConnectionString,
    ),
    (
        "amqp://guest:guest@rabbit:5672/%2f",
        Some("amqp://guest:guest@rabbit:5672"),
        Kind::ConnectionString,
    ),
    (
        "redis://cache:6379/?mail=me@example.com",
        Some("redis://cache:6379"),
        Kind::ConnectionString,
    ),
    (
        "jdbc:postgresql://db/x",
        Some("jdbc:postgresql://db"),
        Kind::ConnectionString,
    ),
    (
        "jdbc:sqlserver://db:1433;password=secret",
        Some("jdbc:sqlserver://db:1433"),
        Kind::ConnectionString,
    ),
    (
        "host=db.internal dbname=x user=y",
        Some("host=db.internal"),
        Kind::ConnectionString,
    ),
    (
        "user=y host = 'localhost'",
        Some("host = 'localhost'"),
        Kind::ConnectionString,
    ),
    (
        "hostaddr=::1 port=5432",
        Some("hostaddr=::1"),
        Kind::ConnectionString,
    ),
    (
        "host=a.test,db user=y",
        Some("host=a.test,db"),
        Kind::ConnectionString,
    ),
];

#[test]
fn addresses_are_found() {
    for (text, part, kind) in FOUND {
        let found = addresses(text);
        let parts: Vec<_> = found
            .iter()
            .map(|address| (&text[address.part.clone()], address.kind))
            .collect();
        assert_eq!(parts, [(part.unwrap_or(text), *kind)], "{text:?}");
    }
}

const LEFT_ALONE: &[&str] = &[
    "",
    // Versions, times, dates, numbers.
    "1.2.3",
    "v1.2.3-rc.1",
    "10.0.19041.1",
    "1.2.3.4-beta",
    "v1.2.3.4",
    "postgres:16",
    "postgres:16-alpine",
    "nginx:1.25",
    "12:30",
    "12:30:45",
    "12:30:45.123",
    "2024-01-01T12:30:45Z",
    "2024-01-01T12:30:45+02:00",
    "2024-01-01t12:30",
    "2024-01-01 12:30",
    "01.02.2024",
    "2024-01-01",
    "16:9",
    "1920:1080",
    "127.0.0",
    "1.2.3.4.5",
    "256.0.0.1",
    // Paths, files, lines.
    "/usr/local/bin:/bin",
    "/var/lib/1.2.3.4/x",
    "C:\\x",
    "C:/x",
    "src/main.rs:42",
    "main.rs:42",
    "main.rs:8080",
    "config.yaml:12",
    "file:///etc/x",
    "file://localhost/etc/x",
    "unix:///var/run/x.sock",
    "sqlite:///data.db",
    "sqlite://:memory:",
    "redis+unix:///run/redis.sock",
    // Format strings.
    "{host}:{port}",
    "{}:{}",
    "{}:8080",
    "{x:8080}",
    "{:>5}",
    "{:*^5.2}",
    "{0:#?}",
    "{{host}}:1",
    "{{}}",
    "{host}.acme.io:80",
    "http://{}",
    "http://{host}/x",
    "http://{host}:8080",
    "https://{region}.acme.io",
    "http://user@{host}/",
    "{scheme}://{host}",
    "postgresql://{user}:{password}@{host}:{port}/{database}",
    "postgresql:///{name}",
    "postgres://{}",
    "http://$HOST/x",
    "http://${HOST}:80/x",
    "http://%s:%d",
    "host={} dbname={}",
    "host={host} user=x",
    "host=/var/run/postgresql user=x",
    "host=db",
    "ghost=db user=x",
    // Names of Rust and of others.
    "::",
    "a::",
    "std::fmt",
    "a::b",
    "dead::beef",
    "f64::E",
    "a::b::c",
    "::abc",
    "fe80::",
    "[a::b]",
    "00:1a:2b:3c:4d:5e",
    "00-1A-2B-3C-4D-5E",
    "00:1a:2b:ff:fe:3c:4d:5e",
    "sha256:9f86d081884c7d65",
    "key:1",
    "key:value",
    "key: 8080",
    "port:8080",
    "id:12345",
    "redis:0",
    "redis:79",
    "redis:65536",
    "redis:08080",
    "redis",
    "localhost",
    "localhost:",
    "localhost:x",
    "db.internal",
    "Table 3.a:12",
    "Redis:6379",
    ":8080",
    ":",
    "a:b:c",
    "data:text/plain;base64,AAAA",
    "urn:isbn:0451450523",
    "mailto:me@acme.io",
    "me@acme.io",
    "git@github.com:org/repo",
    // URLs that lead nowhere.
    "http://",
    "redis://",
    "redis:///",
    "postgresql:///",
    "://",
    ":///x",
    "http://...",
    "http://…",
    "http://:80",
    "http://*:80",
    "http:///x",
    "http(s)://",
    "<scheme>://<host>",
    "//acme.io/x",
    // Reserved names.
    "https://example.com/x",
    "https://api.example.org:8080",
    "https://{name}.example.net",
    "https://EXAMPLE.com.",
    "https://user:secret@acme.test/",
    "https://acme.invalid",
    "https://acme.example/x",
    "acme.test:80",
    "foo.localhost:80",
    "http://foo.localhost/",
    "host=db.test user=x",
    "mongodb://a.test,b.test/x",
    // Text.
    "é:80é",
    "主机：8080",
    "\u{1F980}://\u{1F980}",
    "\u{1F980}:8080",
    "\u{1}:8080",
    "ſ://ß",
    "{é",
    "{é}",
    "}é{",
];

#[test]
fn all_else_is_left_alone() {
    for text in LEFT_ALONE {
        let found = addresses(text);
        assert!(found.is_empty(), "{text:?}: {found:?}");
    }
}

#[test]
fn each_address_of_a_text_is_found() {
    let text = "redis:6379, http://cache/ or 10.0.0.1 (host=db user=x) [::1]:80";
    let parts: Vec<_> = addresses(text)
        .into_iter()
        .map(|address| &text[address.part])
        .collect();
    assert_eq!(
        parts,
        [
            "redis:6379",
            "http://cache",
            "10.0.0.1",
            "host=db",
            "[::1]:80"
        ]
    );
}

#[test]
fn the_word_of_a_url_is_all_of_it() {
    for (before, behind) in [
        ("see '", "'."),
        ("<a href='", "'/>"),
        ("(", ")"),
        ("", " "),
        ("`", "`"),
    ] {
        let text = format!("{before}https://acme.io/a?b=c#d{behind}");
        let found = addresses(&text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(&text[found[0].word.clone()], "https://acme.io/a?b=c#d");
    }
}

#[test]
fn a_password_is_not_shown() {
    let cases = [
        ("postgresql://u:secret@db", "postgresql://u:***@db"),
        ("postgresql://u:se:c@ret@db", "postgresql://u:***@db"),
        ("\"postgresql://u:secret@db\"", "\"postgresql://u:***@db\""),
        ("postgresql://u@db:5432", "postgresql://u@db:5432"),
        ("postgresql://db:5432", "postgresql://db:5432"),
        ("u:secret@db", "u:***@db"),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text), expected);
    }
    assert_eq!(shown(&"é".repeat(100)), format!("{}…", "é".repeat(80)));
}

fn is_found(text: &str) -> bool {
    addresses(text).iter().any(|address| {
        let part = &text[address.part.clone()];
        part == text
    })
}

/// Texts of what addresses are made of.
fn like_addresses() -> impl Strategy<Value = String> {
    let part = "(://|::|:|\\[|\\]|@|=|host|user|localhost|jdbc:|redis|\\{|\\}|%|/|\\?|#|,|\\.|[0-9]{1,5}|[a-f]|é|\u{1F980}| |'|\"|\\\\|\\$)";
    string_regex(&format!("{part}{{0,20}}")).expect("it is a regular expression")
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let (_, _) = (addresses(&text), shown(&text));
    }

    #[test]
    fn nothing_like_an_address_makes_it_panic(text in like_addresses()) {
        for address in addresses(&text) {
            let (part, word) = (&text[address.part.clone()], &text[address.word.clone()]);
            assert!(!part.is_empty() && word.contains(part), "{text:?}: {part:?} in {word:?}");
        }
    }

    #[test]
    fn every_ipv4_address_is_found(address in any::<Ipv4Addr>()) {
        assert!(is_found(&address.to_string()));
    }

    #[test]
    fn every_socket_address_is_found(address in any::<SocketAddr>()) {
        assert!(is_found(&address.to_string()));
    }

    #[test]
    fn every_socket_address_with_a_zone_is_found(address in any::<SocketAddrV6>()) {
        assert!(is_found(&address.to_string()));
    }

    #[test]
    fn whatever_parses_as_a_socket_address_is_found(
        text in "\\[?[0-9a-f:.]{2,12}\\]?:[0-9]{1,6}"
    ) {
        if text.parse::<SocketAddr>().is_ok() {
            assert!(is_found(&text), "{text}");
        }
    }
}
