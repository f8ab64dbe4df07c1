//! Texts with placeholders.

/// Fills the placeholders of a template. `{{` and `}}` stand for single braces.
///
/// A placeholder without a value stays as it is: the compiler fills in `{Self}` itself.
#[must_use]
pub fn fill(template: &str, values: &[(&'static str, String)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if rest.starts_with(brace) {
            text.push_str(brace);
            rest = &rest[1..];
            continue;
        }
        let Some(end) = rest.find('}').filter(|_| brace == "{") else {
            text.push_str(brace);
            continue;
        };
        match values.iter().find(|(name, _)| *name == &rest[..end]) {
            Some((_, value)) => text.push_str(value),
            None => text.extend(["{", &rest[..end], "}"]),
        }
        rest = &rest[end + 1..];
    }
    text + rest
}
