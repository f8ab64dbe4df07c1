//! Connection strings: the schemes that are known, and lists of keys and values.

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

/// The keys of a host in lists that are separated by spaces, as those of libpq are, or by semicolons.
const HOSTS: &[&str] = &["hostaddr", "host"];

/// The keys of a host in lists that are separated by semicolons: those of ADO.NET, of ODBC and of JDBC.
const SERVERS: &[&str] = &[
    "network address",
    "address",
    "addr",
    "data source",
    "datasource",
    "hostname",
    "server",
    "servername",
];

/// The keys beside a host by which its text is known as a connection string.
const KEYWORDS: &[&str] = &[
    "database",
    "databasename",
    "dbname",
    "initial catalog",
    "integrated security",
    "passfile",
    "password",
    "port",
    "pwd",
    "service",
    "sslmode",
    "trusted_connection",
    "uid",
    "user",
    "user id",
    "username",
];

/// The server in a list of keys and values, such as `host=db.internal dbname=orders` or `Server=db;Database=orders`.
pub(super) fn host_of_keywords(text: &str) -> Option<Range<usize>> {
    let keys = |keys: &'static [&str]| {
        text.match_indices('=')
            .filter_map(move |(at, _)| Some((at, key(&text[..at], keys)?)))
    };
    keys(KEYWORDS).next()?;
    let hosts = keys(HOSTS).map(|found| (found, false));
    let servers = keys(SERVERS).map(|found| (found, true));
    hosts.chain(servers).find_map(|((equals, key), in_list)| {
        let value = value(text, equals);
        let quote = usize::from(text[value.end..].starts_with('\''));
        let end = value.end + quote;
        let is_listed =
            text[..key].trim_end().ends_with(';') || text[end..].trim_start().starts_with(';');
        (is_server(&text[value]) && (is_listed || !in_list)).then_some(key..end)
    })
}

/// Where the key starts that the text before an equals sign ends with, if it is one of these.
fn key(before: &str, keys: &[&str]) -> Option<usize> {
    let before = before.trim_end();
    keys.iter().find_map(|key| {
        let start = before.len().checked_sub(key.len())?;
        let is_separated = before
            .get(..start)?
            .chars()
            .next_back()
            .is_none_or(|letter| {
                letter.is_whitespace() || matches!(letter, '"' | '\'' | '(' | ';')
            });
        (is_separated && before[start..].eq_ignore_ascii_case(key)).then_some(start)
    })
}

/// Where the value behind an equals sign is, without quotes.
fn value(text: &str, equals: usize) -> Range<usize> {
    let behind = &text[equals + 1..];
    let value = behind.trim_start().trim_start_matches('\'');
    let end = value.find(|letter: char| {
        letter.is_whitespace() || matches!(letter, '\'' | '"' | ';' | '&' | ')')
    });
    let start = text.len() - value.len();
    start..end.map_or(text.len(), |end| start + end)
}

/// Whether a value leads to a server that is known. Others are sockets and the files of databases.
fn is_server(value: &str) -> bool {
    const FILES: &[&str] = &[".db", ".db3", ".sqlite", ".sqlite3"];
    let name = |host: &str| {
        let host = host.strip_prefix("tcp:").unwrap_or(host);
        host.split(':').next().unwrap_or(host).to_owned()
    };
    let mut hosts = value.split(',').filter(|host| host.parse::<u16>().is_err());
    value.starts_with(|first: char| first.is_alphanumeric() || first == ':')
        && !value.contains(UNKNOWN)
        && !value.contains(":\\")
        && !FILES.iter().any(|end| value.ends_with(end))
        && !hosts.all(|host| is_reserved(&name(host)))
}
