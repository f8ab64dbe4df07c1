//! What a name may consist of, if two of them are to be told apart by reading.
//!
//! ```
//! use ssot_rules::identifiers::{is_identifier, visible};
//!
//! assert!(is_identifier("Port"));
//! assert!(!is_identifier("r#Port") && !is_identifier("Po\u{200d}rt"));
//! assert_eq!(visible("Po\u{200d}rt"), "Po\\u{200d}rt");
//! ```

use proc_macro2::Ident;

use crate::syntax;

/// Whether the text is one identifier, to the letter: written as the compiler would write it, and without characters
/// that cannot be seen.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    !text.starts_with("r#")
        && !text.contains(is_invisible)
        && syntax::parse_str::<Ident>(text).is_ok_and(|ident| ident == text)
}

/// Unicode's `Default_Ignorable_Code_Point`, some of which may stand in identifiers.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// The text with its invisible characters as escapes.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_invisible(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Why an item's own name cannot be that of a component, or of a sole interface.
#[must_use]
pub fn defect(ident: &Ident) -> Option<&'static str> {
    let name = ident.to_string();
    if name.contains("__") {
        Some("contains two underscores in a row")
    } else if name.contains(is_invisible) {
        Some("contains an invisible character")
    } else {
        None
    }
}
