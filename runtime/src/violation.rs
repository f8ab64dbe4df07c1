//! What is wrong with the components of a binary.

use core::fmt;
use std::string::{String, ToString};
use std::vec::Vec;

use crate::component::Descriptor;

/// A rule that the components of the binary break.
///
/// `Display` prints the code and the message, the place of each component, and what to write instead. A test of the
/// binary can print the first one:
///
/// ```
/// if let Some(violation) = ssot::registry().verify().first() {
///     panic!("{violation}");
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The rule's code, `SSOT020` for example.
    pub code: &'static str,
    /// The message, with the components.
    pub message: String,
    /// The fix: what to write instead.
    pub help: String,
    /// The components concerned.
    pub components: Vec<&'static Descriptor>,
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.code, self.message)?;
        for component in &self.components {
            write!(
                formatter,
                "\n  --> {}:{} ({} {})",
                component.file, component.line, component.package, component.version
            )?;
        }
        write!(formatter, "\nhelp: {}", self.help)
    }
}

impl core::error::Error for Violation {}

/// The texts are templates of the catalogue.
pub(crate) fn violation(
    (code, message, help): (&'static str, &str, &str),
    values: &[(&str, String)],
    components: &[&'static Descriptor],
) -> Violation {
    let fill = |template: &str| {
        values
            .iter()
            .fold(template.to_string(), |text, (name, value)| {
                text.replace(&std::format!("{{{name}}}"), value)
            })
            .replace("{{", "{")
            .replace("}}", "}")
    };
    Violation {
        code,
        message: fill(message),
        help: fill(help),
        components: components.to_vec(),
    }
}
