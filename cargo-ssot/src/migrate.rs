//! Rewrites code to what the rules ask for, where that can be done mechanically.
//!
//! 1. The lints make a [`Step`] of each finding: a change, or the reason why somebody has to make it. [`plan`] puts them
//!    in order.
//! 2. [`rewrite`] makes new texts of files, of all changes in one at once.
//! 3. [`interactive`] asks somebody about each change, where that is wanted, and [`tree`] refuses where git could
//!    not give back what is overwritten.
//! 4. [`transaction`] writes the files, all of each or nothing, by a [`journal`] that can take all of it back, and with
//!    what [`verification`] learns of the compiler before and afterwards.
//! 5. [`migration`] knows what has become of each step, and [`report`] says it.

pub mod annotate;
pub mod deny;
pub mod interactive;
pub mod journal;
pub mod migration;
pub mod plan;
pub mod report;
pub mod rewrite;
pub mod transaction;
pub mod tree;
pub mod verification;

pub use crate::step::{Action, Alteration, Edit, Status, Step};
pub use crate::syntax::text::TextEdit;

use crate::finding::FileId;

#[derive(Clone, Debug)]
pub struct Rewritten {
    pub file: FileId,
    pub text: String,
    /// The steps that change it, by their positions.
    pub steps: Vec<usize>,
}
