//! What was meant by a misspelt name.

use std::format;
use std::string::{String, ToString as _};

/// What was meant by a name, if it is near: within one edit for every three letters, as rustc has it for
/// its own suggestions.
pub(super) fn advice(name: &str, known: &[&str], all: &str) -> String {
    let allowed = name.chars().count().max(3) / 3;
    let distance = |known: &str| strsim::osa_distance(&name.to_lowercase(), &known.to_lowercase());
    let near = known
        .iter()
        .map(|known| (distance(known), known))
        .filter(|(distance, _)| *distance <= allowed)
        .min();
    let mut known = known.to_vec();
    known.sort_unstable();
    known.dedup();
    match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "there are none".to_string(),
        None => format!("{all} `{}`", known.join("`, `")),
    }
}
