//! The forms in which hosts are written, and the names that are written like them.

use std::net::Ipv4Addr;

use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use ssot_rules::hardcoded::{Kind, addresses};
use url::{Host, Position, Url};

/// Texts, the address in each of them, and its kind.
const FOUND: &[(Kind, &[(&str, &str)])] = &[
    (
        Kind::HostAndPort,
        &[
            ("acme.com:80", "acme.com:80"),
            ("acme.io:25", "acme.io:25"),
            ("db.internal:5432", "db.internal:5432"),
            ("db.prod.svc:80", "db.prod.svc:80"),
            ("nas.local:21", "nas.local:21"),
            ("localhost:8000", "localhost:8000"),
            ("localhost.:8000", "localhost.:8000"),
            // A domain that is not listed, or a service in a namespace.
            ("acme.app:443", "acme.app:443"),
            ("orders.shop:8080", "orders.shop:8080"),
            ("xn--bcher-kva.xn--p1ai:80", "xn--bcher-kva.xn--p1ai:80"),
            ("пример.рф:80", "пример.рф:80"),
            // With the dot of the root.
            ("db.acme.io.:5432", "db.acme.io.:5432"),
            ("orders.shop.:8080", "orders.shop.:8080"),
            // In capitals.
            ("DB.ACME.IO:5432", "DB.ACME.IO:5432"),
            ("DB.INTERNAL:80", "DB.INTERNAL:80"),
            // Behind a user.
            ("u:p@db.acme.io:5432", "db.acme.io:5432"),
            ("u:p@ss@db.acme.io:5432", "db.acme.io:5432"),
            ("u:p/w#@db.acme.io:5432/x", "db.acme.io:5432"),
            ("jdbc:oracle:thin:@db:1521:orders", "db:1521"),
            ("jdbc:oracle:thin:u/p@db:1521:orders", "db:1521"),
            ("jdbc:oracle:thin:@//db:1521/orders", "db:1521"),
        ],
    ),
    (
        Kind::Ipv4,
        &[
            ("127.1:80", "127.1:80"),
            ("10.0.1:8080", "10.0.1:8080"),
            ("0x7f.0.0.1:80", "0x7f.0.0.1:80"),
            ("0X7F.1:80", "0X7F.1:80"),
            ("0177.0.0.01:443", "0177.0.0.01:443"),
            ("0x7f000001:80", "0x7f000001:80"),
            ("2130706433:80", "2130706433:80"),
            ("017700000001:80", "017700000001:80"),
            ("tcp 127.1:80/x", "127.1:80"),
        ],
    ),
    (
        Kind::Ipv6,
        &[
            ("[FE80::1]:80", "[FE80::1]:80"),
            ("[2001:DB8::1]", "2001:DB8::1"),
            ("[::ffff:127.0.0.1]:80", "[::ffff:127.0.0.1]:80"),
            ("[fe80::1%25eth0]:80", "[fe80::1%25eth0]:80"),
            ("u:p@[::1]:80", "[::1]:80"),
            ("u@1::a", "1::a"),
            ("u@2001:10::a", "2001:10::a"),
        ],
    ),
    (
        Kind::Url,
        &[
            ("HTTP://DB/", "HTTP://DB"),
            ("http://u:p@DB.ACME.IO/", "http://u:p@DB.ACME.IO"),
            ("http://[fe80::1%25eth0]:80/", "http://[fe80::1%25eth0]:80"),
            ("http://127.1/", "http://127.1"),
            // Like a namespace, and not the name of one.
            ("https://acme.io/schemas/1", "https://acme.io"),
            ("http://registry/schemas/1", "http://registry"),
            (
                "http://registry.acme.io:81/ns",
                "http://registry.acme.io:81",
            ),
            ("http://api.acme.io/schemas/1", "http://api.acme.io"),
            ("http://db.internal/ns/x", "http://db.internal"),
            ("http://10.0.0.1/ns/x", "http://10.0.0.1"),
            ("http://acme.io/nsx#top", "http://acme.io"),
            ("https://acme.io/app#", "https://acme.io"),
            ("https://www.w3.org.acme.io/x", "https://www.w3.org.acme.io"),
            ("http://www.w3.org@acme.io/x", "http://www.w3.org@acme.io"),
            ("{\"$ref\": \"https://acme.io/x\"}", "https://acme.io"),
            ("<!ENTITY x SYSTEM 'https://acme.io/x'>", "https://acme.io"),
            ("<!DOCTYPE x><a href='https://acme.io'>", "https://acme.io"),
        ],
    ),
    (
        Kind::ConnectionString,
        &[
            ("POSTGRES://DB/x", "POSTGRES://DB"),
            ("JDBC:POSTGRESQL://DB/x", "JDBC:POSTGRESQL://DB"),
            ("jdbc:sqlserver://;serverName=db;user=x", "serverName=db"),
            ("host=db port=5432", "host=db"),
            ("HOST=DB PORT=5432", "HOST=DB"),
            ("Host=db;Port=5432;Username=x", "Host=db"),
            ("Server=db;Database=x", "Server=db"),
            ("Database=x;Server=db", "Server=db"),
            ("server = db ; database = x", "server = db"),
            (
                "Server=tcp:db.acme.io,1433;User ID=x",
                "Server=tcp:db.acme.io,1433",
            ),
            ("Data Source=db;Initial Catalog=x", "Data Source=db"),
            (
                "Network Address=db;Trusted_Connection=yes",
                "Network Address=db",
            ),
            (
                "Driver={SQL Server};Server=db\\A;Database=x",
                "Server=db\\A",
            ),
            ("@(DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1521)))", "HOST=db"),
        ],
    ),
];

#[test]
fn every_form_is_found() {
    for (kind, cases) in FOUND {
        for (text, part) in *cases {
            let found = addresses(text);
            let parts: Vec<_> = found
                .iter()
                .map(|address| (&text[address.part.clone()], address.kind))
                .collect();
            assert_eq!(parts, [(*part, *kind)], "{text:?}");
        }
    }
}

const LEFT_ALONE: &[&str] = &[
    // Keys with a number.
    "user.name:80",
    "user.id:80",
    "order.item.count:5000",
    "user.first_name:8080",
    "metrics.http.requests:1|c",
    "name.length:255",
    "a.b:c",
    "a.b:8080",
    "System.IO:80",
    "Acme.Shop:8080",
    "REDIS:6379",
    "ERROR:1024",
    "MAIN.RS:42",
    "main.rs.:42",
    "user.name.:80",
    // Numbers.
    "1.2.3",
    "127.1",
    "127.1:22",
    "0x7f.0.0.1",
    "1.85:1",
    "2.39:1",
    "16:9",
    "1920:1080",
    "12:30",
    "0:8080",
    "0.1:8080",
    "0x10:8080",
    "08.1:80",
    "127.256:http",
    "127.0.256.1:80",
    "256.1:80",
    "1.2.65536:80",
    "1.16777216:80",
    "1.2.3.4.5:80",
    "4294967296:80",
    // Others.
    "std::fmt",
    "C:\\acme.io\\x",
    "text/plain; charset=utf-8",
    "db.test.:5432",
    // Lists that name no server.
    "Server=db",
    "Server: nginx",
    "server=alpha user=bob",
    "Server={host};Database=x",
    "Server=db.test,1433;Database=x",
    "Server=tcp:db.test;Database=x",
    "Server=;Database=x",
    "observer=db;user=x",
    "Data Source=x.db;Password=y",
    "Data Source=C:\\x.accdb;User Id=y",
    "Data Source=:memory:;Version=3",
    "Set-Cookie: server=a; Path=/; Domain=acme.io",
    // Names of namespaces and of schemas.
    "http://www.w3.org/2001/XMLSchema",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "https://www.w3.org/ns/activitystreams",
    "HTTP://WWW.W3.ORG/2000/svg",
    "http://json-schema.org/draft-07/schema#",
    "https://json-schema.org/draft/2020-12/schema",
    "https://w3id.org/security/v1",
    "http://schemas.xmlsoap.org/soap/envelope/",
    "http://schemas.android.com/apk/res/android",
    "http://java.sun.com/xml/ns/javaee",
    "http://www.springframework.org/schema/beans",
    "http://ogp.me/ns#",
    "http://acme.io/vocabulary#",
    "http://www.apple.com/DTDs/PropertyList-1.0.dtd",
    "<svg xmlns=\"https://acme.io/svg\">",
    "<svg xmlns:a = 'https://acme.io/svg'>",
    "{\"$schema\": \"https://acme.io/x.json\"}",
    "{\\\"$id\\\":\\\"https://acme.io/x.json\\\"}",
    "# yaml-language-server: $schema=https://acme.io/x",
    "<!DOCTYPE x PUBLIC \"-//X\" \"https://acme.io/x\">",
    "<!DOCTYPE x SYSTEM 'https://acme.io/x'>",
];

#[test]
fn what_is_written_like_a_host_is_left_alone() {
    for text in LEFT_ALONE {
        let found = addresses(text);
        assert!(found.is_empty(), "{text:?}: {found:?}");
    }
}

proptest! {
    #[test]
    fn an_address_is_found_however_its_numbers_are_written(address in any::<Ipv4Addr>()) {
        let number = u32::from(address);
        let [a, b, c, d] = address.octets();
        let forms = [
            format!("{number}:80"),
            format!("{number:#x}:80"),
            format!("0{number:o}:80"),
            format!("{a}.{}:80", number & 0x00ff_ffff),
            format!("{a:#x}.{b}.{}:80", number & 0xffff),
            format!("{a:#x}.0{b:o}.{c}.{d}:80"),
        ];
        for text in forms {
            assert_eq!(addresses(&text).len(), usize::from(a != 0), "{text}");
        }
    }
}

/// What the text is as the host of a URL, if it is one.
/// An eighth where nobody asks for all.
fn cases() -> u32 {
    match std::env::var_os("EXHAUSTIVE") {
        Some(_) => 4096,
        None => 512,
    }
}

fn host(text: &str) -> Option<Host<String>> {
    let url = Url::parse(&format!("http://{text}/")).ok()?;
    let is_whole = url.username().is_empty() && url.port().is_none() && url.path() == "/";
    url.host().filter(|_| is_whole).map(|host| host.to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn the_standard_of_urls_reads_the_same_ipv4_addresses(
        text in "((0[xX])?[0-9a-f]{1,3}|0?[0-7]{1,3}|[0-9]{1,10})(\\.((0[xX])?[0-9a-f]{1,3}|[0-9]{1,5})){0,4}"
    ) {
        let expected = match host(&text) {
            // No destination starts with zero. All four numbers are an address that something listens on.
            Some(Host::Ipv4(address)) => address.octets()[0] != 0 || text.parse::<Ipv4Addr>().is_ok(),
            _ => false,
        };
        let with_port = format!("{text}:8080");
        let found = addresses(&with_port);
        let is_ipv4 = found.iter().any(|address| address.kind == Kind::Ipv4);
        prop_assert_eq!(is_ipv4, expected, "{}: {:?}", with_port, found);
    }

    #[test]
    fn the_standard_of_urls_reads_the_same_authorities(
        scheme in "http|https|ws|wss|ftp|redis|postgres",
        user in "([a-z]{1,5}(:[a-z0-9!$*;=_.~-]{1,6})?@)?",
        host in "[a-z][a-z0-9-]{0,5}(\\.[a-z][a-z0-9]{1,4}){0,3}|[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[::[0-9a-f]{1,4}\\]",
        port in "(:[1-9][0-9]{0,3})?",
        // An `@` in a path ends a password, which should be escaped, and often is not.
        rest in "(/[a-z0-9.:-]{0,8})?(\\?[a-z]=[a-z0-9:/.]{0,6})?(#[a-z]{0,4})?",
    ) {
        let text = format!("{scheme}://{user}{host}{port}{rest}");
        let url = Url::parse(&text);
        let is_reserved = host.split('.').any(|label| label == "test" || label == "example");
        let is_name = rest.ends_with('#') || rest.contains("ns") || rest.contains("rel");
        let found = addresses(&text);
        let first = found.iter().find(|address| address.part.start == 0);
        if let Some(address) = first {
            let found = Url::parse(&text[address.part.clone()]);
            let authority = |url: &Url| url[Position::BeforeHost..Position::AfterPort].to_owned();
            let (found, expected) = (found.as_ref().map(authority), url.as_ref().map(authority));
            prop_assert_eq!(found, expected, "{}", text);
        } else {
            prop_assert!(url.is_err() || is_reserved || is_name, "{text} is not found");
        }
    }
}
