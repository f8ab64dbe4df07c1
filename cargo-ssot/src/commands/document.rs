//! How a document is written.

use clap::ValueEnum;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    /// For people, on a terminal
    Text,
    /// For a pull request or a page
    Markdown,
    /// One JSON document
    Json,
}
