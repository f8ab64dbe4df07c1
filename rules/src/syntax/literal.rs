//! Strings.

use proc_macro2::{Literal, Span, TokenStream};
use quote::ToTokens;

use super::stream::{Error, Parse, ParseStream, Parser, Peek, Result};
use super::token::respanned;

/// A string, as it is written: `"text"` or `r#"text"#`.
#[derive(Clone, Debug)]
pub struct LitStr(Literal);

impl LitStr {
    /// A string at a place.
    #[must_use]
    pub fn new(text: &str, span: Span) -> Self {
        let mut literal = Literal::string(text);
        literal.set_span(span);
        Self(literal)
    }

    /// What it says.
    #[must_use]
    pub fn value(&self) -> String {
        let bytes = value(&self.0.to_string()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.0.span()
    }

    /// What stands behind its quotes: rustc permits nothing there.
    #[must_use]
    pub fn suffix(&self) -> String {
        let text = self.0.to_string();
        let end = text.rfind(['"', '#']).map_or(0, |end| end + 1);
        text[end..].to_owned()
    }

    /// The token.
    #[must_use]
    pub fn token(&self) -> Literal {
        self.0.clone()
    }

    /// Reads what it says; all of that is shown where it stands.
    ///
    /// # Errors
    ///
    /// It is something else, or no Rust.
    pub fn parse_with<P: Parser>(&self, parser: P) -> Result<P::Output> {
        let tokens = self.value().parse::<TokenStream>();
        let tokens = tokens.map_err(|error| Error::new(self.span(), error))?;
        parser.parse2(respanned(tokens, &|_| self.span()))
    }
}

impl Parse for LitStr {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Peek::Str)
            && let Some(literal) = input.literal()
        {
            return Ok(Self(literal));
        }
        Err(input.error("expected string literal"))
    }
}

impl Parse for Literal {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let literal = input.literal();
        literal.ok_or_else(|| input.error("expected literal"))
    }
}

impl ToTokens for LitStr {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}

/// What a string of any kind says: `".."`, `b".."`, `c".."`, each raw or not. `None` for another literal.
#[must_use]
pub fn value(written: &str) -> Option<Vec<u8>> {
    let quoted = written.trim_start_matches(['b', 'c']);
    if let Some(raw) = quoted.strip_prefix('r') {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        let start = raw[marks..].strip_prefix('"')?;
        let end = start.rfind('"')?;
        return Some(start.as_bytes()[..end].to_vec());
    }
    let inner = quoted.strip_prefix('"')?;
    let mut rest = inner[..inner.rfind('"')?].chars();
    let mut said = Vec::with_capacity(inner.len());
    while let Some(character) = rest.next() {
        if character == '\\' {
            escaped(&mut rest, &mut said)?;
        } else {
            push(character, &mut said);
        }
    }
    Some(said)
}

fn push(character: char, said: &mut Vec<u8>) {
    said.extend(character.encode_utf8(&mut [0; 4]).as_bytes());
}

/// What an escape says, behind its backslash. The Rust reference, "String literals", has the list.
fn escaped(rest: &mut core::str::Chars<'_>, said: &mut Vec<u8>) -> Option<()> {
    match rest.next()? {
        'n' => said.push(b'\n'),
        'r' => said.push(b'\r'),
        't' => said.push(b'\t'),
        '0' => said.push(0),
        'x' => {
            let digits = rest.as_str().get(..2)?;
            said.push(u8::from_str_radix(digits, 16).ok()?);
            rest.nth(1)?;
        }
        'u' => {
            let (digits, _) = rest.as_str().strip_prefix('{')?.split_once('}')?;
            let number = u32::from_str_radix(&digits.replace('_', ""), 16).ok()?;
            push(char::from_u32(number)?, said);
            rest.nth(digits.len() + 1)?;
        }
        // A line that goes on: the space at the start of the next one does not count.
        '\n' | '\r' => {
            let behind = rest.as_str().trim_start_matches([' ', '\t', '\n', '\r']);
            *rest = behind.chars();
        }
        other => push(other, said),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn a_string_of_any_kind_says_what_it_does_to_the_compiler() {
        for (written, said) in [
            (r#""plain""#, "plain".as_bytes()),
            (r#""a\n\t\r\0\\\"\'b""#, b"a\n\t\r\0\\\"'b"),
            (r#""\x41\u{e9}\u{1_F600}z""#, "A\u{e9}\u{1F600}z".as_bytes()),
            ("\"one \\\n    two\"", b"one two"),
            ("r\"raw \\n\"", b"raw \\n"),
            ("r##\"with \"# in it\"##", b"with \"# in it"),
            ("b\"\\xff\"", b"\xff"),
            ("br\"\\xff\"", b"\\xff"),
            ("c\"null\"", b"null"),
            ("\"with suffix\"suffix", b"with suffix"),
        ] {
            assert_eq!(value(written).as_deref(), Some(said), "{written}");
        }
        for other in ["1", "'c'", "b'c'", "1.0"] {
            assert_eq!(value(other), None, "{other}");
        }
    }
}
