//! What one line says, and how it is written.
//!
//! Five columns, two spaces between them: code, package, module, symbol, and the hash of the text. Behind those, an
//! exception has `reason = ".."` and `expires = YYYY-MM-DD`. A column with spaces or quotation marks in it is a JSON string.
//! Columns are not aligned: a longer name would change every line.

use std::fmt;

use jiff::civil::Date;
use ssot_rules::Rule;

use crate::fingerprint::Fingerprint;

const REASON: &str = "reason";
const EXPIRES: &str = "expires";
/// How many digits the hash has.
const DIGITS: usize = 16;

/// What one line excuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The finding, whichever of those that are the same.
    pub fingerprint: Fingerprint,
    /// Why and how long, if the line was added later.
    pub exception: Option<Exception>,
}

/// Why a line was added to a baseline that only shrinks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub expires: Date,
}

/// Reads a day that is written as `YYYY-MM-DD`, and in no other way.
///
/// # Errors
///
/// It is none, with the reason.
pub fn date(text: &str) -> Result<Date, String> {
    let date: Option<Date> = text.parse().ok();
    // A time behind it, and other ways to write a day, would be read and come back changed.
    let date = date.filter(|date| date.to_string() == text);
    date.ok_or_else(|| format!("`{text}` is not a date of the form YYYY-MM-DD"))
}

impl Entry {
    /// The last day, if that is over.
    #[must_use]
    pub fn expired(&self, today: Date) -> Option<Date> {
        let exception = self.exception.as_ref()?;
        (exception.expires < today).then_some(exception.expires)
    }

    /// Reads a line.
    ///
    /// # Errors
    ///
    /// It is none, with the reason.
    pub fn parse(line: &str) -> Result<Self, String> {
        let mut columns = columns(line)?.into_iter();
        let mut column = |name: &str| {
            let column = columns.next();
            column.ok_or_else(|| format!("it ends before its {name}"))
        };
        let code = column("code")?;
        let rule = Rule::of_code(&code);
        let rule = rule.ok_or_else(|| format!("unknown rule code `{code}`"))?;
        let fingerprint = Fingerprint {
            code: rule.entry().code,
            package: column("package")?,
            module: column("module")?,
            symbol: column("symbol")?,
            snippet: hash(&column("hash")?)?,
            index: 0,
        };
        let rest: Vec<_> = columns.collect();
        Ok(Self {
            fingerprint,
            exception: exception(&rest)?,
        })
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fingerprint {
            code,
            package,
            module,
            symbol,
            snippet,
            index: _,
        } = &self.fingerprint;
        write!(
            formatter,
            "{code}  {}  {}  {}  {snippet:0DIGITS$x}",
            written(package),
            written(module),
            written(symbol)
        )?;
        if let Some(Exception { reason, expires }) = &self.exception {
            let reason = quoted(reason);
            write!(formatter, "  {REASON} = {reason}  {EXPIRES} = {expires}")?;
        }
        Ok(())
    }
}

/// A column, in quotation marks if it would not be read as one otherwise.
fn written(column: &str) -> String {
    let special = |character: char| {
        character.is_whitespace() || character.is_control() || matches!(character, '"' | '=' | '#')
    };
    if column.is_empty() || column.contains(special) {
        quoted(column)
    } else {
        column.to_owned()
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn hash(text: &str) -> Result<u64, String> {
    let hash = u64::from_str_radix(text, 16);
    let hash = hash.ok().filter(|_| text.len() == DIGITS);
    hash.ok_or_else(|| format!("`{text}` is not a hash of {DIGITS} digits"))
}

/// The columns of a line. A string that ends nowhere, or that something follows at once, is an error.
fn columns(line: &str) -> Result<Vec<String>, String> {
    let mut columns = Vec::new();
    let mut rest = line.trim_ascii();
    while !rest.is_empty() {
        if rest.starts_with('"') {
            let mut strings = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            let string = strings.next().and_then(Result::ok);
            let at = strings.byte_offset();
            columns.push(string.ok_or("it contains an invalid JSON string")?);
            rest = &rest[at..];
            if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
                return Err("something follows a string without a space".to_owned());
            }
        } else {
            let end = rest.find([' ', '\t']).unwrap_or(rest.len());
            columns.push(rest[..end].to_owned());
            rest = &rest[end..];
        }
        rest = rest.trim_ascii_start();
    }
    Ok(columns)
}

/// What is said behind the hash: nothing, or both the reason and the last day, in either order.
fn exception(columns: &[String]) -> Result<Option<Exception>, String> {
    if columns.is_empty() {
        return Ok(None);
    }
    let (mut reason, mut expires) = (None, None);
    for pair in columns.chunks(3) {
        let [name, equals, value] = pair else {
            return Err(format!(
                "`{}` is not of the form `name = value`",
                pair.join(" ")
            ));
        };
        if equals != "=" {
            return Err(format!(
                "`{}` is not of the form `name = value`",
                pair.join(" ")
            ));
        }
        match name.as_str() {
            REASON if reason.is_none() && !value.trim().is_empty() => reason = Some(value.clone()),
            REASON if reason.is_none() => return Err("its reason is empty".to_owned()),
            EXPIRES if expires.is_none() => expires = Some(date(value)?),
            REASON | EXPIRES => return Err(format!("it has two of `{name}`")),
            _ => return Err(format!("it has `{name}`, which means nothing")),
        }
    }
    match (reason, expires) {
        (Some(reason), Some(expires)) => Ok(Some(Exception { reason, expires })),
        (None, _) => Err(format!("an exception needs `{REASON} = \"..\"`")),
        (_, None) => Err(format!("an exception needs `{EXPIRES} = YYYY-MM-DD`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(symbol: &str, exception: Option<Exception>) -> Entry {
        Entry {
            fingerprint: Fingerprint {
                code: "SSOT080",
                package: "acme".to_owned(),
                module: "acme::net".to_owned(),
                symbol: symbol.to_owned(),
                snippet: 0xfe,
                index: 0,
            },
            exception,
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let exception = Exception {
            reason: "moves \"soon\" = #1\nand \\ more".to_owned(),
            expires: jiff::civil::date(2031, 2, 28),
        };
        for symbol in [
            "Manager",
            "",
            "a b",
            "tab\there",
            "\"",
            "\\",
            "=",
            "#x",
            "é\u{2028}日本",
            "a\nb",
            "\r",
        ] {
            for exception in [None, Some(exception.clone())] {
                let entry = entry(symbol, exception);
                let line = entry.to_string();
                assert!(!line.contains(['\n', '\r']), "{line}");
                assert_eq!(Entry::parse(&line), Ok(entry), "{line}");
            }
        }
    }

    #[test]
    fn a_line_is_read_by_people() {
        assert_eq!(
            entry("redis://cache:6379", None).to_string(),
            "SSOT080  acme  acme::net  redis://cache:6379  00000000000000fe"
        );
    }

    #[test]
    fn malformed_lines_report_the_reason() {
        let start = "SSOT080 acme acme::net Manager 00000000000000fe";
        let cases = [
            ("SSOT080 acme", "it ends before its module"),
            ("SSOT000 a b c 00000000000000fe", "unknown rule code"),
            ("SSOT080 a b c fe", "is not a hash"),
            ("SSOT080 a b \"c 00000000000000fe", "invalid JSON string"),
            ("SSOT080 a b \"c\"d 00000000000000fe", "without a space"),
            (&format!("{start} reason = \"x\""), "needs `expires"),
            (&format!("{start} expires = 2030-01-01"), "needs `reason"),
            (
                &format!("{start} reason = \" \" expires = 2030-01-01"),
                "reason is empty",
            ),
            (
                &format!("{start} reason = x expires = 2030-02-30"),
                "is not a date",
            ),
            (
                &format!("{start} reason = x expires = 2030-01-01T10:00"),
                "is not a date",
            ),
            (&format!("{start} reason = x reason = y"), "two of `reason`"),
            (&format!("{start} because = x"), "means nothing"),
            (&format!("{start} reason"), "not of the form `name = value`"),
        ];
        for (line, why) in cases {
            let error = Entry::parse(line).expect_err(line);
            assert!(error.contains(why), "{line}: {error}");
        }
    }
}
