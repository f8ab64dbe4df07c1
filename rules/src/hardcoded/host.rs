//! Hosts, addresses and ports, without a scheme.

use core::net::{Ipv4Addr, Ipv6Addr};
use core::ops::Range;

use super::Kind;
use super::placeholders::UNKNOWN;

/// What is found in a word, and where in it.
pub(super) type Found = (Kind, Range<usize>);

/// The address in a word: a run of the letters, digits and marks that addresses are written with,
/// without brackets and without a path.
pub(super) fn address(word: &str) -> Option<Found> {
    if is_ipv6(word) {
        return Some((Kind::Ipv6, 0..word.len()));
    }
    // The end of a sentence, or of what introduces something.
    let word = word.trim_end_matches(['.', ':']);
    if is_ipv6(word) {
        return Some((Kind::Ipv6, 0..word.len()));
    }
    ipv4(word).or_else(|| host_and_port(word))
}

/// An IPv6 address in its text form (RFC 4291, section 2.2), with a zone if it has one (RFC 4007).
///
/// `a::b` is both an address and a path of Rust. A path it is where each segment could be a name, so
/// `fe80::1` and `::1` are addresses. `::` alone is neither, nor is `0::`, with which the lines of `/proc/*/cgroup` start. Eight groups of two digits are an EUI-64,
/// as hardware addresses are written.
fn is_ipv6(word: &str) -> bool {
    let address = without_zone(word);
    let is_name = |segment: &str| {
        segment.is_empty() || segment.starts_with(char::is_alphabetic) && !segment.contains(':')
    };
    let is_eui64 = || address.split(':').all(|group| group.len() == 2);
    address.contains(':')
        && address != "0::"
        && address.parse::<Ipv6Addr>().is_ok()
        && !address.split("::").all(is_name)
        && !is_eui64()
}

fn without_zone(address: &str) -> &str {
    address
        .split_once('%')
        .map_or(address, |(address, _)| address)
}

/// Whether the text between brackets is an IPv6 address, which is then no path.
pub(super) fn is_bracketed_ipv6(inside: &str) -> bool {
    without_zone(inside).parse::<Ipv6Addr>().is_ok()
}

/// An IPv4 address between the colons of a word, with the port behind it.
///
/// Four numbers below 256 are an address: a version of four parts looks the same where each part is
/// that small.
fn ipv4(word: &str) -> Option<Found> {
    let mut start = 0;
    for piece in word.split(':') {
        let address = piece.trim_end_matches('.');
        if address.parse::<Ipv4Addr>().is_ok() {
            let end = start + address.len();
            return Some((Kind::Ipv4, start..end + port_length(&word[end..])));
        }
        start += piece.len() + 1;
    }
    None
}

/// The length of the port and its colon, if the text starts with these.
pub(super) fn port_length(text: &str) -> usize {
    let Some(port) = text.strip_prefix(':') else {
        return 0;
    };
    let is_port = |letter: char| letter.is_ascii_digit() || letter == UNKNOWN;
    match port.find(|letter| !is_port(letter)).unwrap_or(port.len()) {
        0 => 0,
        length => length + 1,
    }
}

fn host_and_port(word: &str) -> Option<Found> {
    let (host, port) = word.split_once(':')?;
    let found = Some((Kind::HostAndPort, 0..word.len()));
    if is_localhost(host) {
        let is_port = !port.is_empty() && port_length(&word[host.len()..]) == port.len() + 1;
        return found.filter(|_| is_port);
    }
    let number = port.parse::<u16>().ok().filter(|_| {
        let mut digits = port.chars();
        digits
            .next()
            .is_some_and(|first| ('1'..='9').contains(&first))
    })?;
    found.filter(|_| !is_reserved(host) && (is_name_of_a_service(host, number) || is_domain(host)))
}

pub(super) fn is_localhost(host: &str) -> bool {
    host.strip_suffix('.')
        .unwrap_or(host)
        .eq_ignore_ascii_case("localhost")
}

/// A name of one label, as services have within one network: `redis:6379`.
///
/// The same form is used for all that has a name and a number. Ports below 1024 other than those of
/// HTTP, and names that are those of numbers, are therefore taken for something else.
fn is_name_of_a_service(host: &str, port: u16) -> bool {
    host.starts_with(|first: char| first.is_ascii_lowercase())
        && host
            .chars()
            .all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '-' | '_'))
        && !NUMBERS.contains(&host)
        && (port == 80 || port == 443 || port >= 1024)
}

/// What is followed by a number that is no port.
const NUMBERS: &[&str] = &[
    "bytes", "code", "column", "count", "gid", "height", "id", "len", "length", "limit", "line",
    "max", "min", "offset", "page", "pid", "port", "seed", "size", "status", "timeout", "uid",
    "width", "year",
];

/// A name of several labels (RFC 1035, section 2.3.1). The last one has at least two characters, no digit
/// in front, and is not the ending of a file: `main.rs:42` is a place in a source.
fn is_domain(host: &str) -> bool {
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
    };
    let others = labels.clone().count();
    others > 0
        && labels.all(is_label)
        && is_label(last)
        && last.len() > 1
        && last.starts_with(|first: char| first.is_alphabetic() && !first.is_uppercase())
        && !FILES.contains(&last)
}

/// Endings of the files whose lines are referred to.
const FILES: &[&str] = &[
    "adoc", "asm", "cc", "cfg", "conf", "cpp", "cs", "css", "csv", "cxx", "ex", "exs", "go", "hpp",
    "hs", "html", "ini", "java", "js", "json", "jsx", "kt", "lock", "log", "lua", "md", "mjs",
    "ml", "php", "pl", "proto", "py", "rb", "rs", "rst", "sass", "scala", "scss", "sh", "sql",
    "svelte", "swift", "tex", "toml", "ts", "tsx", "txt", "vue", "wat", "xml", "yaml", "yml",
    "zig",
];

/// A name that no network resolves to a real service: the domains that RFC 2606 sets aside for tests
/// and documentation, and the names below `localhost`. `localhost` itself is a service of the machine.
pub(super) fn is_reserved(host: &str) -> bool {
    const DOMAINS: &[&str] = &[
        "example.com",
        "example.net",
        "example.org",
        "test",
        "example",
        "invalid",
    ];
    let host = host.strip_suffix('.').unwrap_or(host).to_lowercase();
    let is_below = |domain: &str| {
        host.strip_suffix(domain)
            .is_some_and(|name| name.ends_with('.'))
    };
    is_below("localhost")
        || DOMAINS
            .iter()
            .any(|domain| host == *domain || is_below(domain))
}
