//! What is no address, what may be one, and what is not looked at.

use ssot::{factory, no_hardcoded, ssot_component};

/// Documentation: http://localhost:8000, 127.0.0.1.
#[no_hardcoded(
    allow("127.0.0.1", reason = "the address of the machine itself"),
    allow("https://acme.io/a?b=c#d", reason = "a URL with its query")
)]
mod left_alone {
    //! More of it: redis:6379.
    #![allow(dead_code, reason = "see http://localhost:8000")]

    pub const PERMITTED: &[&str] = &[
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "http://www.w3.org/2000/svg",
        "listening on 127.0.0.1, and on 127.0.0.1",
        "see https://acme.io/a?b=c#d.",
    ];

    pub const NO_ADDRESSES: &[&str] = &[
        "1.2.3", "v1.2.3-rc.1", "10.0.19041.1", "12:30", "12:30:45", "2024-01-01T12:30:45+02:00", "2024-01-01",
        "/usr/local/bin:/bin", "C:\\x", "src/main.rs:42", "main.rs:42", "{host}:{port}", "{x:8080}", "http://{}",
        "{:>5}", "{{host}}:1", "::", "std::fmt", "a::b", "dead::beef", "f64::E", "00:1a:2b:3c:4d:5e", "16:9", "key:1",
        "http://", "redis://", "file:///etc/x", "git@github.com:org/repo", "主机：8080", "\u{1F980}://\u{1F980}",
    ];

    pub const RESERVED: &[&str] = &[
        "https://example.com/x", "foo.localhost:80", "db.test:5432", "amqp://queue.example", "http://a.invalid",
    ];

    pub fn unknown(host: &str, port: u16) -> String {
        let placeholders = vec![format!("{host}:{port}"), format!("redis://{host}/{}", 0)];
        placeholders.concat()
    }

    /// Formerly http://localhost:8000.
    #[doc = "See http://localhost:8000."]
    #[must_use = "http://localhost:8000"]
    #[deprecated(note = "use http://localhost:8000")]
    pub fn documented() -> u8 {
        0
    }

    #[cfg(test)]
    mod tests {
        const ADDRESS: &str = "http://localhost:8000";
    }

    #[cfg(all(test, unix))]
    const FOR_TESTS: (&str, [u8; { 1 }]) = ("http://localhost:8000", if true { [1] } else { [2] });

    #[test]
    fn generic<A, B>() -> [u8; 2] {
        println!("http://localhost:8000");
        [1, 2]
    }

    pub struct Fields {
        #[cfg(test)]
        pub url: [u8; "http://localhost:8000".len()],
        pub other: u8,
    }

    #[ssot::no_hardcoded(allow("redis:6379", reason = "the name of the service in every cluster"))]
    pub fn of_its_own() -> &'static str {
        "redis:6379"
    }
}

#[ssot_component(hardcoded = "deny", name = "ui::Mailer")]
struct Mailer {
    server: String,
    note: &'static str,
}

#[factory]
impl Mailer {
    /// Never http://localhost:8000.
    fn create(host: &str) -> Self {
        Self { server: format!("{host}:25"), note: "12:30" }
    }

    #[no_hardcoded(allow("localhost:25", reason = "every machine of ours has a relay"))]
    fn local() -> Self {
        Self { server: "localhost:25".to_owned(), note: "" }
    }

    #[cfg(any())]
    fn never() -> Self {
        Self { server: "localhost:26".to_owned(), note: "" }
    }
}

#[ssot_component(hardcoded = "deny", name = "ui::Generated", new)]
struct Generated {
    number: u8,
}

// Nothing is denied here.
#[ssot_component(name = "ui::Free")]
struct Free {
    server: &'static str,
}

#[factory]
impl Free {
    fn create() -> Self {
        Self { server: "localhost:25" }
    }
}

fn main() {
    let mailer = MailerFactory::create("mail");
    assert_eq!((mailer.server.as_str(), mailer.note), ("mail:25", "12:30"));
    assert_eq!(MailerFactory::local().server, FreeFactory::create().server);
    assert_eq!(GeneratedFactory::new(1).number, 1);
    assert_eq!(left_alone::unknown("db", 80), "db:80redis://db/0");
    assert_eq!(left_alone::of_its_own(), "redis:6379");
}
