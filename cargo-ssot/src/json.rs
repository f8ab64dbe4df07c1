//! JSON documents.

use serde::Serialize;

/// A document of strings and numbers, which JSON can hold.
pub(crate) fn text(document: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(document).expect("it holds strings and numbers");
    text + "\n"
}
