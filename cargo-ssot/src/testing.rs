//! What the tests of the command need, and its fuzzing. It changes with every version.
//!
//! A check, step by step, of a package with an attribute on the wrong item:
//!
//! ```
//! use cargo_ssot::testing::exit::Exit;
//! use cargo_ssot::testing::listing::{Extent, Listing};
//! use cargo_ssot::testing::outcome::Outcome;
//! use cargo_ssot::testing::output;
//! use cargo_ssot::testing::report::{self, Report};
//! use cargo_ssot::testing::scan::Scan;
//! use cargo_ssot::testing::settings::Settings;
//! use cargo_ssot::testing::workspace::Workspace;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let root = folder.path();
//! std::fs::create_dir(root.join("src"))?;
//! std::fs::write(root.join("Cargo.toml"), "[package]\nname = 'shop'\nversion = '0.1.0'\nedition = '2024'")?;
//! std::fs::write(root.join("src/lib.rs"), "#[ssot::factory_only]\npub enum Port { Tcp(u16) }")?;
//!
//! let mut problems = Vec::new();
//! let workspace = Workspace::find(Some(&root.join("Cargo.toml")), &mut problems).map_err(|problem| problem.to_string())?;
//! let settings = Settings::read(&workspace.root, &mut problems);
//! let scan = Scan::run(workspace, settings, problems, &|_files| ());
//! let outcome = Outcome::without_baseline(&scan);
//! assert_eq!(outcome.exit(), Exit::Findings);
//! assert!(output::json::write(&outcome).contains("SSOT005"));
//! assert!(output::text::write(&outcome).contains("src/lib.rs"));
//!
//! let report = Report::build(&outcome, &[], None, jiff::Timestamp::UNIX_EPOCH);
//! assert!(report::text::write(&report).contains("SSOT005"));
//!
//! let listing = Listing::build(&scan, Extent { packages: &[], tests: false });
//! assert!(listing.components.is_empty());
//! # Ok(())
//! # }
//! ```

#![expect(
    missing_docs,
    reason = "nothing here is for others, and a line that repeats a name says nothing"
)]

pub mod commands {
    pub use crate::commands::{Cargo, SUBCOMMAND};
}
pub mod edit {
    pub use crate::edit::Edit;
}
pub mod exit {
    pub use crate::exit::{Exit, FINDINGS, INCOMPLETE};
}
pub mod finding {
    pub use crate::finding::{FileId, Finding, Place, Problem};
}
pub mod history {
    pub use crate::history::Trend;
}
pub mod index {
    pub use crate::index::read;
}
pub mod listing {
    pub use crate::listing::{Extent, Listing};
}
pub mod migrate {
    pub use crate::migrate::{
        Action, Edit, Step, TextEdit, annotate, interactive, journal, plan, transaction, tree,
        verification,
    };
}
pub mod outcome {
    pub use crate::outcome::Outcome;
}
pub mod output {
    pub use crate::output::{github, json, rustc, sarif, text};
}
pub mod printer {
    pub use crate::printer::Printer;
}
pub mod report {
    pub use crate::report::{Report, text};
}
pub mod scan {
    pub use crate::scan::{Scan, in_threads};
}
pub mod score {
    pub use crate::score::{HALVED_BY, Score, Weight, explanation, weight_of};
}
pub mod settings {
    pub use crate::settings::Settings;
}
pub mod syntax {
    pub use crate::syntax::SourceFile;
}
pub mod workspace {
    pub use crate::workspace::{Package, Target, TargetKind, Workspace};
}
