//! The addresses in a text.

use core::ops::Range;

use super::connections::host_of_keywords;
use super::host::{self, is_bracketed_ipv6, port_length};
use super::kind::Kind;
use super::placeholders::{UNKNOWN, masked};
use super::url::urls;

/// An address in a text, by the positions of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Address {
    /// What it is.
    pub kind: Kind,
    /// The address itself: of a URL the scheme and the authority.
    pub part: Range<usize>,
    /// The address with what is written on to it: of a URL all of it.
    pub word: Range<usize>,
}

/// Every address in `text`, in the order in which they stand there.
///
/// Found are a host with a port, an IP address with or without one, a URL with an authority, and
/// connection strings, also within a longer text. A placeholder of a format string stands for something
/// unknown. URLs that identify a namespace or a schema are left out, and so are names that are reserved for
/// tests and documentation (RFC 2606); `localhost` is not.
///
/// ```
/// use ssot_rules::hardcoded::addresses;
///
/// let text = "see http://localhost:8000/help, or https://docs.example.com";
/// let found = addresses(text);
/// assert_eq!(found.len(), 1);
/// assert_eq!(&text[found[0].part.clone()], "http://localhost:8000");
/// assert!(addresses("{host}:{port} at 12:30, version 1.2.3").is_empty());
/// ```
#[must_use]
pub fn addresses(text: &str) -> Vec<Address> {
    let mut rest = masked(text);
    let mut found = Vec::new();
    let all = urls(&rest);
    for url in &all {
        let (part, word) = (url.part.clone(), url.word.clone());
        found.extend(url.kind.map(|kind| Address { kind, part, word }));
    }
    for url in all {
        blank(&mut rest, url.path);
    }
    while let Some(part) = host_of_keywords(&rest) {
        blank(&mut rest, part.clone());
        found.push(address(Kind::ConnectionString, part));
    }
    for part in bracketed(&rest) {
        blank(&mut rest, part.clone());
        found.push(address(Kind::Ipv6, part));
    }
    for word in words(&rest) {
        if let Some((kind, part)) = host::address(&rest[word.clone()]) {
            found.push(Address {
                kind,
                part: word.start + part.start..word.start + part.end,
                word,
            });
        }
    }
    found.sort_by_key(|address| address.part.start);
    found
}

fn address(kind: Kind, part: Range<usize>) -> Address {
    let word = part.clone();
    Address { kind, part, word }
}

fn blank(text: &mut String, range: Range<usize>) {
    let blanks = " ".repeat(range.len());
    text.replace_range(range, &blanks);
}

/// IPv6 addresses in brackets, with a port behind these.
fn bracketed(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('[') {
        let inside = &text[start + 1..];
        let Some(end) = inside.find(['[', ']']) else {
            break;
        };
        let port = port_length(inside[end..].strip_prefix(']').unwrap_or_default());
        if port > 0 && is_bracketed_ipv6(&inside[..end]) {
            found.push(start..start + end + 2 + port);
        }
    }
    found
}

/// The words that could be an address, without the paths behind them. What stands before an `@` is
/// the name of a user, and a password.
fn words(text: &str) -> Vec<Range<usize>> {
    let is_in_word = |letter: char| {
        letter.is_alphanumeric()
            || letter == UNKNOWN
            || matches!(letter, '.' | '-' | '_' | ':' | '%' | '/' | '?' | '#')
    };
    let mut words = Vec::new();
    let mut start = 0;
    for (end, mark) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_in_word(mark) && end < text.len() {
            continue;
        }
        if mark != '@' {
            words.push(if text[..start].ends_with('@') {
                behind_user(text, start..end)
            } else {
                without_path(text, start..end)
            });
        }
        start = (end + mark.len_utf8()).min(text.len());
    }
    words
}

fn without_path(text: &str, word: Range<usize>) -> Range<usize> {
    let length = text[word.clone()].find(['/', '?', '#']);
    word.start..length.map_or(word.end, |length| word.start + length)
}

/// Without what the thin driver of Oracle takes beside the host: `@//db:1521/orders`, `@db:1521:orders`.
fn behind_user(text: &str, word: Range<usize>) -> Range<usize> {
    let slashes = text[word.clone()].strip_prefix("//");
    let start = slashes.map_or(word.start, |host| word.end - host.len());
    let host = without_path(text, start..word.end);
    let parts: Vec<_> = text[host.clone()].split(':').collect();
    match parts[..] {
        [_, port, database] if port.parse::<u16>().is_ok() => {
            host.start..host.end - database.len() - 1
        }
        _ => host,
    }
}
