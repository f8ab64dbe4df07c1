//! One JSON document.
//!
//! `by` has the tables, each under the name of its property; `trend` is `null` without `--history`, and `goal` without one in `ssot.toml`.

use serde::Serialize;

use super::Report;
use crate::score;

/// The version of the document. A field that goes away or changes its meaning raises it; one that is added does not.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    #[serde(flatten)]
    report: &'a Report,
    formula: String,
}

pub fn write(report: &Report) -> String {
    crate::json::text(&Document {
        version: VERSION,
        report,
        formula: score::explanation(),
    })
}
