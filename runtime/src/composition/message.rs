//! The words of a check that fails while compiling.

/// A text that is put together while compiling. What does not fit is left out.
pub(super) struct Text {
    bytes: [u8; CAPACITY],
    length: usize,
}

const CAPACITY: usize = 4096;

impl Text {
    pub(super) const fn new() -> Self {
        Self {
            bytes: [0; CAPACITY],
            length: 0,
        }
    }

    /// What a rule of the catalogue says of these values: its code, its message and its fix.
    pub(super) const fn of(
        (code, message, fix): (&str, &str, &str),
        values: &[(&str, &str)],
    ) -> Self {
        let text = Self::new().and(code).and(": ").filled(message, values);
        text.and("\nhelp: ").filled(fix, values)
    }

    pub(super) const fn and(self, text: &str) -> Self {
        self.and_bytes(text.as_bytes())
    }

    const fn and_bytes(mut self, text: &[u8]) -> Self {
        if self.length + text.len() <= CAPACITY {
            let mut index = 0;
            while index < text.len() {
                self.bytes[self.length] = text[index];
                self.length += 1;
                index += 1;
            }
        }
        self
    }

    /// A template of the catalogue, with a value for each placeholder.
    pub(super) const fn filled(mut self, template: &str, values: &[(&str, &str)]) -> Self {
        let mut rest = template.as_bytes();
        while let [first, behind @ ..] = rest {
            let mut index = 0;
            let mut length = 1;
            while index < values.len() {
                if *first == b'{' && is_placeholder(behind, values[index].0.as_bytes()) {
                    self = self.and(values[index].1);
                    length = values[index].0.len() + 2;
                }
                index += 1;
            }
            let (skipped, left) = rest.split_at(length);
            if length == 1 {
                self = self.and_bytes(skipped);
            }
            rest = left;
        }
        self
    }

    pub(super) const fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.length);
        match core::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

/// Whether a text goes on with a name and the brace that closes a placeholder.
const fn is_placeholder(text: &[u8], name: &[u8]) -> bool {
    if text.len() <= name.len() {
        return false;
    }
    let (start, rest) = text.split_at(name.len());
    bytes_equal(start, name) && rest[0] == b'}'
}

pub(super) const fn equal(one: &str, other: &str) -> bool {
    bytes_equal(one.as_bytes(), other.as_bytes())
}

const fn bytes_equal(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}
