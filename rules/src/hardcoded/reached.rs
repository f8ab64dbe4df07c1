//! Which addresses a program goes to, as far as the text tells: not those in a sentence, nor names that are written like
//! addresses.

use core::net::{Ipv4Addr, Ipv6Addr};

use super::identifiers::{self, is_site};
use super::kind::Kind;
use super::literals::Finding;
use super::purpose::Purpose;
use super::text::Address;

/// Schemes by which something is connected to. With any other, what has no port is a name within one program.
const TRANSPORTS: &[&str] = &[
    "dns", "file", "ftp", "ftps", "git", "grpc", "grpcs", "h2c", "http", "https", "quic", "rtmp",
    "rtsp", "s3", "sftp", "sip", "ssh", "tcp", "tls", "udp", "ws", "wss",
];

/// The first labels of hosts that hold pages for people.
const PAGES: &[&str] = &["doc", "docs", "help", "support", "wiki"];

/// Hosts of pages for people.
const PAGE_HOSTS: &[&str] = &[
    "datatracker.ietf.org",
    "docs.rs",
    "en.wikipedia.org",
    "stackoverflow.com",
    "www.rfc-editor.org",
];

/// Parts of the paths of pages for people.
const PAGE_PARTS: &[&str] = &[
    "blob",
    "blog",
    "discussions",
    "doc",
    "docs",
    "documentation",
    "faq",
    "guide",
    "help",
    "issues",
    "pull",
    "sponsors",
    "wiki",
];

/// How many words beside an address make a sentence.
const SENTENCE: usize = 2;

impl Finding {
    /// The first address in the literal that the program goes to, as far as can be told.
    ///
    /// `None` if nothing around the literal says that it is used: it is a text for people, a name, a default of a
    /// configuration, or something to compare with.
    #[must_use]
    pub fn reached(&self) -> Option<&Address> {
        let mut addresses = self.addresses.iter();
        match self.purpose {
            Purpose::Use => addresses.find(|address| is_reached(&self.text, address)),
            Purpose::Unknown => addresses.find(|address| {
                is_reached(&self.text, address) && !may_be_a_link(&self.text, address)
            }),
            // What moves has to be changed there as well.
            Purpose::Comparison => addresses.find(|address| {
                is_reached(&self.text, address) && !is_own_machine(&self.text, address)
            }),
            _ => None,
        }
    }

    /// The first address in the literal that the program may go to: also where it is a default, where something is
    /// compared with it, and where it is this machine without a port that is known.
    ///
    /// `None` if all of them are texts for people or names.
    #[must_use]
    pub fn possibly_reached(&self) -> Option<&Address> {
        let told = matches!(self.purpose, Purpose::Text | Purpose::Name);
        let mut addresses = self.addresses.iter().filter(|_| !told);
        // Whether something runs on this machine is asked everywhere.
        let compared = self.purpose == Purpose::Comparison;
        addresses.find(|address| {
            is_possible(&self.text, address) && !(compared && is_own_machine(&self.text, address))
        })
    }
}

/// Whether it may as well be a link for people: a site in the public network, not one of an interface for programs.
fn may_be_a_link(text: &str, address: &Address) -> bool {
    let part = &text[address.part.clone()];
    let (_, behind) = part.split_once("://").unwrap_or(("", part));
    let host = host(part).to_ascii_lowercase();
    address.kind == Kind::Url
        && is_site(&host, behind.contains(':'))
        && !asks(&text[address.word.clone()])
}

fn is_reached(text: &str, address: &Address) -> bool {
    is_possible(text, address) && !is_anywhere(text, address) && !is_own_site(text, address)
}

/// Whether it is an address, and none that people read or that only names something.
fn is_possible(text: &str, address: &Address) -> bool {
    let part = &text[address.part.clone()];
    let word = &text[address.word.clone()];
    let named = address.kind == Kind::Url && (is_name(part, word) || is_page(part, word));
    !named
        && !is_any_port(text, address)
        && !is_for_documentation(part)
        && !is_in_a_sentence(text, address)
        && !is_shown(text, address)
        && !is_pattern(text)
        && !is_nobody(host(part))
        && !is_network(text, address)
}

/// The host of an address, without the scheme, the user and the port.
fn host(part: &str) -> &str {
    let behind = part.split_once("://").map_or(part, |(_, behind)| behind);
    let behind = behind.rsplit_once('@').map_or(behind, |(_, host)| host);
    match behind
        .strip_prefix('[')
        .and_then(|inside| inside.split_once(']'))
    {
        Some((inside, _)) => inside,
        None if behind.matches(':').count() > 1 => behind,
        // What is only known at run time may be written on to a name.
        None => match behind.split(':').next().unwrap_or(behind) {
            name if name.starts_with('{') => name,
            name => name.split('{').next().unwrap_or(name),
        },
    }
}

/// The parts of the path of a URL.
fn path_parts(word: &str) -> impl Iterator<Item = &str> {
    let behind = word.split_once("://").map_or("", |(_, behind)| behind);
    let path = behind.split_once('/').map_or("", |(_, path)| path);
    path.split(['/', '?', '#'])
}

fn is_name(part: &str, word: &str) -> bool {
    let (scheme, behind) = part.split_once("://").unwrap_or(("", part));
    let has_port = behind.contains(':');
    let transport = |scheme: &str| TRANSPORTS.contains(&scheme.to_ascii_lowercase().as_str());
    let host = host(part).to_ascii_lowercase();
    let own = if scheme.contains('{') {
        !host.contains('.') && host != "localhost"
    } else {
        !scheme.split('+').any(transport) && !has_port
    };
    let first = host.split('.').next().unwrap_or_default();
    let site = is_site(&host, has_port);
    own || site && identifiers::PARTS.contains(&first)
        || site && scheme == "https" && path_parts(word).any(|step| step == "ns")
        // Where people are sent back to after they logged in.
        || host == "localhost" && path_parts(word).any(|step| matches!(step, "callback" | "redirect"))
        // The permissions of OAuth.
        || host == "www.googleapis.com" && path_parts(word).next() == Some("auth")
        || word.ends_with("schema.json")
}

/// Whether the path is one of an interface for programs.
fn asks(word: &str) -> bool {
    let of_a_program = |step: &str| {
        step.starts_with("api")
            || step.starts_with("auth")
            || [".git", ".json", ".php"]
                .iter()
                .any(|end| step.ends_with(end))
            || step
                .strip_prefix('v')
                .is_some_and(|version| version.starts_with(|first: char| first.is_ascii_digit()))
    };
    word.contains('?') || path_parts(word).any(of_a_program)
}

fn is_page_of_a_repository(word: &str) -> bool {
    let pages = ["commit", "releases", "tag", "tree"];
    path_parts(word).any(|step| pages.contains(&step))
        && path_parts(word).all(|step| step != "download")
}

fn is_page(part: &str, word: &str) -> bool {
    let (_, behind) = part.split_once("://").unwrap_or(("", part));
    let host = host(part).to_ascii_lowercase();
    let first = host.split('.').next().unwrap_or_default();
    let for_people = PAGE_HOSTS.contains(&host.as_str())
        || PAGES.contains(&first) && !host.ends_with("googleapis.com")
        || first == "www" && !asks(word)
        // A part of a page, which no server is asked for.
        || word.contains('#')
        || path_parts(word).any(|step| PAGE_PARTS.contains(&step))
        || host == "github.com" && is_page_of_a_repository(word);
    for_people && is_site(&host, behind.contains(':'))
}

/// A port of 0 is one that the system chooses.
fn is_any_port(text: &str, address: &Address) -> bool {
    let written = &text[address.part.clone()];
    let port = behind_host(written).strip_prefix(':').unwrap_or_default();
    port == "0" || port.starts_with("0{") || written.contains("://[::]")
}

/// What this machine listens at by a port that is not known here can be anywhere, and its address alone is the same on all
/// of them.
fn is_anywhere(text: &str, address: &Address) -> bool {
    let behind = behind_host(&text[address.part.clone()]);
    let port = behind.strip_prefix(':').unwrap_or_default();
    // What is behind it without a port is a path that needs something before it to be parsed.
    let followed = behind.starts_with('{');
    let bare = port.is_empty() && matches!(address.kind, Kind::Ipv4 | Kind::Ipv6);
    is_own_machine(text, address) && (port.starts_with('{') || followed || bare)
}

/// What is written behind the host.
fn behind_host(part: &str) -> &str {
    let named = host(part);
    let behind = part.rfind(named).map_or("", |at| &part[at + named.len()..]);
    behind.trim_start_matches(']')
}

/// A comment in a file that is written, a link in angle brackets, or the name of a program.
fn is_shown(text: &str, address: &Address) -> bool {
    let line = text[..address.part.start]
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .trim_start();
    let in_angles = line.ends_with('<') && text[address.word.end..].starts_with('>');
    // How a program that visits others names itself: `Bot/1.0 (+https://acme.io/bot)`.
    let agent = line.ends_with('+');
    line.starts_with("//") || line.starts_with("# ") || in_angles || agent
}

/// All addresses that start alike: `10.0.0.0/8`.
fn is_network(text: &str, address: &Address) -> bool {
    let behind = text[address.part.end..]
        .strip_prefix('/')
        .unwrap_or_default();
    let length = behind.find(|letter: char| !letter.is_ascii_digit());
    matches!(address.kind, Kind::Ipv4 | Kind::Ipv6) && length.unwrap_or(behind.len()) > 0
}

/// The machine itself without a port or a path: something has to be there, so that the text is a URL.
fn is_own_site(text: &str, address: &Address) -> bool {
    let whole = address.part == (0..text.len());
    let behind = text.split_once("://").map_or("", |(_, behind)| behind);
    whole && address.kind == Kind::Url && behind == host(text) && is_own_machine(text, address)
}

/// A regular expression: what it matches may be reached, and it is not.
fn is_pattern(text: &str) -> bool {
    ["(?", "\\.", "\\?", ".*", "[^"]
        .iter()
        .any(|mark| text.contains(mark))
}

/// A host that is there because something has to be, or the one that is named to learn by which way it would be reached.
fn is_nobody(host: &str) -> bool {
    if matches!(host, "1.1.1.1" | "8.8.8.8") {
        return true;
    }
    let mut words = host.split(['.', '-', '_']);
    words.any(|word| {
        matches!(
            word,
            "dummy" | "fake" | "ignored" | "placeholder" | "unused"
        )
    })
}

/// Addresses that are set aside for documentation: RFC 5737 and RFC 3849.
fn is_for_documentation(part: &str) -> bool {
    let host = host(part);
    host.parse::<Ipv4Addr>()
        .is_ok_and(|address| address.is_documentation())
        || host
            .parse::<Ipv6Addr>()
            .is_ok_and(|address| address.segments()[..2] == [0x2001, 0xdb8])
}

fn is_own_machine(text: &str, address: &Address) -> bool {
    let host = host(&text[address.part.clone()]);
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback() || address.is_unspecified())
        || host
            .parse::<Ipv6Addr>()
            .is_ok_and(|address| address.is_loopback() || address.is_unspecified())
}

/// Whether words stand beside the address. A command has options, and a configuration has equals signs, colons and
/// quotes.
fn is_in_a_sentence(text: &str, address: &Address) -> bool {
    let beside = [&text[..address.word.start], &text[address.word.end..]];
    let words = beside
        .iter()
        .flat_map(|part| part.split_whitespace())
        .filter(|word| {
            let word = word.trim_matches([
                '.', ',', ';', ':', '!', '?', '(', ')', '`', '\'', '"', '<', '>',
            ]);
            // `NEW_URL` in an explanation; a small one is a key of a configuration.
            let is_placeholder = !word.contains(char::is_lowercase);
            word.chars().count() > 1
                && word.chars().all(|letter| {
                    letter.is_alphabetic()
                        || matches!(letter, '\'' | '-' | '`')
                        || letter == '_' && is_placeholder
                })
                && !word.starts_with('-')
        });
    words.take(SENTENCE).count() == SENTENCE
}
