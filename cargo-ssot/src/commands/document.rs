//! How a document is written.

use clap::ValueEnum;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    /// Human-readable, for a terminal
    Text,
    /// For a pull request or a web page
    Markdown,
    /// One JSON document
    Json,
}
