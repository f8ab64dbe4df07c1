//! URLs: a scheme and an authority (RFC 3986, sections 3.1 and 3.2).

use core::ops::Range;

use super::connections::{has_a_default_server, is_connection};
use super::host::{is_bracketed_ipv6, is_localhost, is_reserved};
use super::identifiers::{is_declared, is_identifier};
use super::kind::Kind;
use super::placeholders::UNKNOWN;

/// A URL in a masked text.
pub(super) struct Url {
    /// What it is, if it names something that is known while compiling.
    pub(super) kind: Option<Kind>,
    /// The scheme and the authority; with the path, if there is no authority.
    pub(super) part: Range<usize>,
    /// All of it up to the query, which is looked through for other addresses.
    pub(super) path: Range<usize>,
    /// All of it.
    pub(super) word: Range<usize>,
}

const SEPARATOR: &str = "://";

/// What JDBC writes before the URL.
const DRIVER: &str = "jdbc:";

pub(super) fn urls(text: &str) -> Vec<Url> {
    let mut urls = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(SEPARATOR) {
        let colon = from + at;
        if let Some(scheme) = scheme_start(&text[from..colon]) {
            let url = url(text, from + scheme, colon);
            from = url.part.end.max(colon + SEPARATOR.len());
            urls.push(url);
        } else {
            from = colon + SEPARATOR.len();
        }
    }
    urls
}

/// Where the scheme starts that the text ends with. One that is a placeholder is a scheme, too.
fn scheme_start(text: &str) -> Option<usize> {
    let in_scheme = |letter: char| {
        letter.is_ascii_alphanumeric() || matches!(letter, '+' | '.' | '-') || letter == UNKNOWN
    };
    let start = text.len()
        - text
            .chars()
            .rev()
            .take_while(|letter| in_scheme(*letter))
            .count();
    let first =
        text[start..].find(|letter: char| letter.is_ascii_alphabetic() || letter == UNKNOWN)?;
    let start = start + first;
    let driver = start.checked_sub(DRIVER.len()).filter(|at| {
        let before = text.get(*at..start);
        before.is_some_and(|before| before.eq_ignore_ascii_case(DRIVER))
    });
    Some(driver.unwrap_or(start))
}

/// The URL whose scheme is between the two positions.
fn url(text: &str, start: usize, colon: usize) -> Url {
    let scheme = text[start..colon].to_ascii_lowercase();
    let behind = colon + SEPARATOR.len();
    let word_end = behind + end_at(&text[behind..], &[]);
    let authority = authority(&text[behind..word_end], &scheme);
    // Quotes that a password may hold. Behind the host they are those around the URL.
    let word_end = behind + authority.end + end_at(&text[behind + authority.end..], &['\'']);
    // Properties of JDBC follow a semicolon, and may name the server.
    let marks: &[char] = if scheme.starts_with(DRIVER) {
        &['?', '#', '\'', ';']
    } else {
        &['?', '#', '\'']
    };
    let path_end = behind + authority.end + end_at(&text[behind + authority.end..], marks);
    let word_end = start
        + text[start..word_end]
            .trim_end_matches(['.', ',', ';', ':', '!', '\'', ')'])
            .len();
    let mut part = start..behind + authority.end;
    let kind = if authority.hosts(&scheme) {
        let connection = is_connection(&scheme);
        let named = || is_identifier(&text[start..word_end]) || is_declared(&text[..start]);
        if connection {
            Some(Kind::ConnectionString)
        } else {
            (!named()).then_some(Kind::Url)
        }
    } else if authority.end == 0 && names_a_database(&text[behind..path_end], &scheme) {
        part.end = path_end.min(word_end);
        Some(Kind::ConnectionString)
    } else {
        None
    };
    Url {
        kind,
        word: start..word_end.max(part.end),
        path: start..path_end,
        part,
    }
}

/// The end of what is written without a space, a quote or one of the other marks.
fn end_at(text: &str, marks: &[char]) -> usize {
    text.find(|letter: char| {
        letter.is_whitespace() || matches!(letter, '"' | '<' | '>' | '`') || marks.contains(&letter)
    })
    .unwrap_or(text.len())
}

/// `postgresql:///orders`: the server is the one that the client looks for by default.
fn names_a_database(path: &str, scheme: &str) -> bool {
    has_a_default_server(scheme)
        && path
            .strip_prefix('/')
            .is_some_and(|name| name.starts_with(char::is_alphanumeric))
}

/// The authority at the start of a text.
struct Authority<'a> {
    hosts: &'a str,
    end: usize,
}

/// Finds the hosts behind the name of the user and the password. A password may hold what would
/// end an authority, although it should be escaped there, so that the last `@` counts.
fn authority<'a>(text: &'a str, scheme: &str) -> Authority<'a> {
    let end = text
        .find(['/', '?', '#', '\\', '{', '}'])
        .unwrap_or(text.len());
    let unescaped = || {
        let port = text[..end].split_once(':').map_or("", |(_, port)| port);
        let is_port = port
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == UNKNOWN);
        let in_path = text.split_once('?').map_or(text, |(path, _)| path);
        if is_port {
            return in_path
                .rfind('@')
                .filter(|_| is_connection(scheme) && !port.is_empty());
        }
        in_path.rfind('@').or_else(|| text.rfind('@'))
    };
    let start = text[..end]
        .rfind('@')
        .or_else(unescaped)
        .map_or(0, |at| at + 1);
    let is_in_host = |letter: char| {
        letter.is_alphanumeric()
            || letter == UNKNOWN
            || matches!(
                letter,
                '.' | '-' | '_' | '~' | '%' | '*' | '$' | ':' | ',' | '[' | ']'
            )
    };
    let rest = &text[start..];
    let length = rest
        .find(|letter| !is_in_host(letter))
        .unwrap_or(rest.len());
    let mut hosts = rest[..length].trim_end_matches(['.', ',', ':']);
    // What is no port may be a part of a password.
    if let Some((host, port)) = hosts.split_once(':')
        && !host.starts_with('[')
        && !hosts.contains(',')
        && port
            .chars()
            .any(|letter| !letter.is_ascii_digit() && letter != UNKNOWN)
    {
        hosts = host;
    }
    Authority {
        hosts,
        end: if hosts.is_empty() && start == 0 {
            0
        } else {
            start + hosts.len()
        },
    }
}

impl Authority<'_> {
    /// Whether one of the hosts is known. There are several in the URL of a cluster.
    fn hosts(&self, scheme: &str) -> bool {
        self.hosts.split(',').any(|host| is_known(host, scheme))
    }
}

fn is_known(host: &str, scheme: &str) -> bool {
    let name = if host.starts_with('[') {
        host
    } else {
        host.split(':').next().unwrap_or_default()
    };
    // What else is in brackets is a class of characters: the text is a pattern.
    let is_pattern = || {
        let inside = name
            .trim_start_matches('[')
            .split(']')
            .next()
            .unwrap_or_default();
        name.starts_with('[') && !is_bracketed_ipv6(inside) && !inside.contains(UNKNOWN)
    };
    name.contains(|letter: char| letter.is_alphanumeric() || letter == ':')
        && !is_pattern()
        && !starts_with_a_variable(name)
        && !is_reserved(name)
        // RFC 8089: the machine that reads it.
        && (scheme != "file" || !is_localhost(name))
}

/// A placeholder of Rust, of a shell (`$HOST`) or of C (`%s`).
fn starts_with_a_variable(host: &str) -> bool {
    let escaped = |text: &str| {
        let digits: Vec<_> = text.chars().take(2).collect();
        digits.len() == 2 && digits.iter().all(char::is_ascii_hexdigit)
    };
    host.starts_with([UNKNOWN, '$']) || host.strip_prefix('%').is_some_and(|rest| !escaped(rest))
}
