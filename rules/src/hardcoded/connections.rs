//! Connection strings: the schemes that are known, and the keywords of libpq.

use core::ops::Range;

use super::host::is_reserved;
use super::placeholders::UNKNOWN;

/// Schemes of URLs that a client connects by. Whatever has another scheme is a URL if it has an
/// authority.
const SCHEMES: &[&str] = &[
    "amqp",
    "amqps",
    "bolt",
    "cassandra",
    "clickhouse",
    "cockroachdb",
    "couchbase",
    "etcd",
    "kafka",
    "ldap",
    "ldaps",
    "mariadb",
    "memcached",
    "mongodb",
    "mssql",
    "mqtt",
    "mqtts",
    "mysql",
    "mysqlx",
    "nats",
    "neo4j",
    "oracle",
    "postgres",
    "postgresql",
    "pulsar",
    "redis",
    "rediss",
    "smtp",
    "smtps",
    "sqlserver",
    "stomp",
    "valkey",
    "valkeys",
    "zookeeper",
];

/// Those whose clients find a server where the URL names none.
const WITH_A_DEFAULT_SERVER: &[&str] = &[
    "amqp",
    "amqps",
    "cockroachdb",
    "ldap",
    "ldaps",
    "mariadb",
    "mongodb",
    "mysql",
    "mysqlx",
    "postgres",
    "postgresql",
    "redis",
    "rediss",
    "valkey",
    "valkeys",
];

/// Without what says how to connect: `jdbc:`, `mongodb+srv`.
fn protocol(scheme: &str) -> &str {
    let scheme = scheme.strip_prefix("jdbc:").unwrap_or(scheme);
    scheme.split('+').next().unwrap_or(scheme)
}

/// Whether a URL of this scheme is a connection string.
pub(super) fn is_connection(scheme: &str) -> bool {
    scheme.starts_with("jdbc:") || SCHEMES.contains(&protocol(scheme))
}

/// Whether a URL of this scheme needs no authority to lead to a server.
pub(super) fn has_a_default_server(scheme: &str) -> bool {
    WITH_A_DEFAULT_SERVER.contains(&protocol(scheme)) && !scheme.contains("+unix")
}

/// The keywords beside a host by which its text is known as a connection string.
const KEYWORDS: &[&str] = &[
    "dbname", "passfile", "password", "port", "service", "sslmode", "user",
];

/// A host among the keywords and values of libpq, such as `host=db.internal dbname=orders`
/// ("Keyword/Value Connection Strings" in the documentation of libpq). A path is that of a socket.
pub(super) fn host_of_keywords(text: &str) -> Option<Range<usize>> {
    let pairs: Vec<_> = text
        .match_indices('=')
        .filter_map(|(at, _)| pair(text, at))
        .collect();
    if !pairs
        .iter()
        .any(|(key, _)| KEYWORDS.contains(&&text[key.clone()]))
    {
        return None;
    }
    pairs.into_iter().find_map(|(key, value)| {
        let host = &text[value.clone()];
        let is_known = host.starts_with(|first: char| first.is_alphanumeric() || first == ':')
            && !host.contains(UNKNOWN)
            && !host.split(',').all(is_reserved);
        let is_host = matches!(&text[key.clone()], "host" | "hostaddr");
        let quote = usize::from(text[value.end..].starts_with('\''));
        (is_host && is_known).then_some(key.start..value.end + quote)
    })
}

/// Where the keyword in front of an equals sign is, and the value behind it.
fn pair(text: &str, equals: usize) -> Option<(Range<usize>, Range<usize>)> {
    let before = text[..equals].trim_end();
    let is_in_key = |letter: char| letter.is_ascii_lowercase() || letter == '_';
    let start = before.rfind(|letter| !is_in_key(letter)).map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    });
    let separated = before[..start]
        .chars()
        .next_back()
        .is_none_or(|letter| letter.is_whitespace() || matches!(letter, '"' | '\'' | '('));
    let behind = &text[equals + 1..];
    let skipped = behind.len() - behind.trim_start().trim_start_matches('\'').len();
    let value = &behind[skipped..];
    let end = value
        .find(|letter: char| {
            letter.is_whitespace() || matches!(letter, '\'' | '"' | ';' | '&' | ')')
        })
        .unwrap_or(value.len());
    let place = equals + 1 + skipped;
    (separated && start < before.len()).then(|| (start..before.len(), place..place + end))
}
