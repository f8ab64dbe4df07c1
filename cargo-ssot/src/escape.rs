//! Text from outside, as it may be shown.

/// A name from outside as it may be shown: it moves no cursor, starts no line, and does not turn the text around.
pub(crate) fn escape_control(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_control() || turns_text(char) {
            shown.extend(char.escape_unicode());
        } else {
            shown.push(char);
        }
    }
    shown
}

/// The same for a text of several lines.
pub(crate) fn escape_control_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(escape_control).collect();
    lines.join("\n")
}

/// Characters that change the direction of those around them, or hide.
fn turns_text(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
