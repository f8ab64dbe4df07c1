//! Hosts, addresses and ports, without a scheme.
//!
//! The types of the standard library judge what is an address. What they do not read, short and hexadecimal addresses and
//! the authorities of URLs, the crate `url` reads: tests compare with it. As a dependency it would more than double
//! what each user of the macros compiles.

use core::net::{Ipv4Addr, Ipv6Addr};
use core::ops::Range;

use super::kind::Kind;
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
    let number = port
        .parse()
        .ok()
        .filter(|_| port.starts_with(|first: char| ('1'..='9').contains(&first)))?;
    if is_numeric(host) {
        return Some((Kind::Ipv4, 0..word.len())).filter(|_| is_port_of_a_service(number));
    }
    found.filter(|_| {
        !is_reserved(host) && (is_name_of_a_service(host, number) || is_domain(host, number))
    })
}

/// An IPv4 address as `inet_aton` reads it: one to four numbers, each decimal, octal or hexadecimal. The last number
/// fills the remaining bytes: `127.1` is `127.0.0.1`.
///
/// The first byte is not zero, which no destination starts with (RFC 1122, section 3.2.1.3). So `16:9` is not an
/// address.
fn is_numeric(host: &str) -> bool {
    let number = |part: &str| {
        let (digits, radix) = match part.strip_prefix('0') {
            Some(hex) if hex.starts_with(['x', 'X']) => (&hex[1..], 16),
            Some(octal) if !octal.is_empty() => (octal, 8),
            _ => (part, 10),
        };
        u32::from_str_radix(digits, radix).ok()
    };
    let numbers: Option<Vec<u32>> = host.split('.').map(number).collect();
    let numbers = numbers.unwrap_or_default();
    let Some((last, bytes)) = numbers.split_last() else {
        return false;
    };
    let largest = [u32::MAX, 0x00ff_ffff, 0xffff, 0xff].get(bytes.len());
    largest.is_some_and(|largest| last <= largest)
        && bytes.iter().all(|byte| *byte < 256)
        && bytes.first().map_or(last >> 24, |first| *first) != 0
}

pub(super) fn is_localhost(host: &str) -> bool {
    host.strip_suffix('.')
        .unwrap_or(host)
        .eq_ignore_ascii_case("localhost")
}

/// A name of one label, as services have within one network: `redis:6379`.
///
/// Whatever has a name and a number is written like this, so the names of numbers are left out.
fn is_name_of_a_service(host: &str, port: u16) -> bool {
    host.starts_with(|first: char| first.is_ascii_lowercase())
        && host
            .chars()
            .all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '-' | '_'))
        && !NUMBERS.contains(&host)
        && is_port_of_a_service(port)
}

/// Many words are followed by a small number. Below 1024 only the ports of HTTP count.
fn is_port_of_a_service(port: u16) -> bool {
    port == 80 || port == 443 || port >= 1024
}

/// What is followed by a number that is no port.
const NUMBERS: &[&str] = &[
    "bytes", "code", "column", "count", "gid", "height", "id", "len", "length", "limit", "line",
    "max", "min", "offset", "page", "pid", "port", "seed", "size", "status", "timeout", "uid",
    "width", "year",
];

/// A name of several labels (RFC 1035, section 2.3.1), which may end with the dot of the root.
///
/// Keys with a number (`user.name:80`) and lines of files (`main.rs:42`) look the same. If the last label is not a
/// known suffix, the name may be that of a service in a namespace (`orders.shop:8080`), and the port decides.
fn is_domain(host: &str, port: u16) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let Some((others, last)) = host.rsplit_once('.') else {
        return false;
    };
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
    };
    let in_capitals = !host.contains(char::is_lowercase);
    let suffix = last.to_lowercase();
    others.split('.').all(is_label)
        && is_label(last)
        && last.starts_with(char::is_alphabetic)
        && !FILES.contains(&suffix.as_str())
        && !NUMBERS.contains(&suffix.as_str())
        && if is_suffix(&suffix) {
            suffix == last || in_capitals
        } else {
            suffix == last && is_service_in_namespace(last, port)
        }
}

/// Whether a name that ends with this label can be a service, as `orders.shop` is in Kubernetes. 80 is also a common
/// length or width, and a single letter numbers a table: `Table 3.a:12`.
fn is_service_in_namespace(last: &str, port: u16) -> bool {
    last.len() > 1 && !last.contains('_') && port != 80 && is_port_of_a_service(port)
}

/// Whether this label ends the names of hosts: the code of a country, a generic domain of RFC 1591, an
/// internationalized domain, or a private one.
fn is_suffix(label: &str) -> bool {
    let is_country = label.len() == 2 && label.chars().all(|letter| letter.is_ascii_alphabetic());
    is_country
        || matches!(label, "com" | "edu" | "gov" | "mil" | "net" | "org")
        || label.starts_with("xn--")
        || !label.is_ascii()
        || is_private(label)
}

/// Whether a name is in a private domain: those of RFC 6762 (appendix G), and that of Kubernetes.
pub(super) fn is_private(name: &str) -> bool {
    matches!(
        name.rsplit('.').next().unwrap_or(name),
        "corp" | "home" | "internal" | "intranet" | "lan" | "local" | "private" | "svc"
    )
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
