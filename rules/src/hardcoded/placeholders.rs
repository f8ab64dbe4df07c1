//! What stands in a text for something that is known at run time only.

/// Written over each byte of a placeholder. Control characters of the text itself become spaces.
pub(super) const UNKNOWN: char = '\u{1}';

/// A text of the same length, in which placeholders are [`UNKNOWN`], and `{{` and `}}`, which stand for
/// braces, are spaces: positions in one are positions in the other.
///
/// The grammar of a placeholder is that of [`std::fmt`](https://doc.rust-lang.org/std/fmt/#syntax). Not
/// every literal is a format string, but where one is not, there is seldom anything of this form in it.
pub(super) fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("{{") || rest.starts_with("}}") {
            masked.push_str("  ");
            2
        } else if let Some(length) = placeholder(rest) {
            masked.extend(core::iter::repeat_n(UNKNOWN, length));
            length
        } else {
            masked.push(if first.is_ascii_control() { ' ' } else { first });
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    masked
}

/// The length of the placeholder that the text starts with.
fn placeholder(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('{')?;
    let end = inner.find(['{', '}'])?;
    if inner.as_bytes()[end] != b'}' {
        return None;
    }
    let (argument, format) = match inner[..end].trim_end().split_once(':') {
        Some((argument, format)) => (argument, format),
        None => (inner[..end].trim_end(), ""),
    };
    (is_argument(argument) && is_format(format)).then_some(end + 2)
}

/// Nothing, a name, a number, or what derives of error types add to these: `{0.name}`, `{.name}`.
fn is_argument(argument: &str) -> bool {
    argument
        .chars()
        .all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.'))
        && argument.parse::<core::net::Ipv4Addr>().is_err()
}

/// `[[fill]align][sign]['#']['0'][width]['.' precision][type]`, without regard to the order behind
/// the alignment.
fn is_format(format: &str) -> bool {
    let mut letters = format.chars();
    let is_alignment = |letter: Option<char>| matches!(letter, Some('<' | '^' | '>'));
    let rest = match (letters.next(), letters.clone().next()) {
        (Some(_), next) if is_alignment(next) => {
            letters.next();
            letters.as_str()
        }
        (first, _) if is_alignment(first) => letters.as_str(),
        _ => format,
    };
    rest.chars().all(|letter| {
        letter.is_alphanumeric() || matches!(letter, '_' | '$' | '.' | '*' | '+' | '-' | '#' | '?')
    }) && rest.matches('.').count() <= 1
}
