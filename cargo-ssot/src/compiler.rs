//! What the compiler knows besides: uses of old paths, and violations that only types tell.
//!
//! Unlike everything else here this builds the workspace, so its build scripts and macros run. The findings are a lower
//! bound: what does not compile hides what is behind it.

mod messages;
pub mod wrapper;

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};

use cargo_metadata::Message;
use cargo_metadata::diagnostic::DiagnosticLevel;

use crate::cargo_check::{self, Checked, Packages};
use crate::finding::{Finding, Problem};
use crate::pluralize::pluralize;
use crate::scan::Scan;

/// Builds the workspace of a scan, and adds what the compiler finds in it and the scan did not.
pub fn add(scan: &mut Scan) {
    let checked = match check(scan) {
        Ok(checked) => checked,
        Err(problem) => {
            scan.problems.push(*problem);
            return;
        }
    };
    let said = Said::read(scan, &checked);
    if checked.success != Some(true) && !said.has_errors {
        let help = "see what `cargo check --workspace --all-targets` says; the syntax was checked all the same";
        let refused = cargo_check::refused(&checked.said, help.to_owned());
        scan.problems.push(refused);
        return;
    }
    if !said.unfinished.is_empty() {
        let crates = pluralize(said.unfinished.len(), "crate");
        scan.notes.push(format!(
            "rustc could not finish {crates}; counts from the compiler are a lower bound: there is at least \
             what is listed"
        ));
    }
    for finding in said.findings {
        if scan.settings.reports(finding.rule) && !is_known(scan, &finding) {
            scan.add([finding]);
        }
    }
}

/// Whether the same was found at the same place: by the syntax, or in another target with the same file.
fn is_known(scan: &Scan, finding: &Finding) -> bool {
    scan.findings().any(|known| {
        let (one, other) = (&known.place, &finding.place);
        let overlap = one.range.start < other.range.end && other.range.start < one.range.end;
        known.rule == finding.rule
            && one.file == other.file
            && (overlap || one.range == other.range)
    })
}

fn check(scan: &Scan) -> Result<Checked, Box<Problem>> {
    let wrapper = env::current_exe().map_err(|error| {
        let message = format!("the path of this program is unknown: {error}");
        Problem::new(message, "leave out `--compiler`")
    })?;
    let own = [
        "RUSTC_WORKSPACE_WRAPPER",
        "CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER",
    ];
    let next = own.into_iter().find_map(env::var_os);
    let next = next.filter(|next| !next.is_empty());
    let mut variables = vec![
        (wrapper::CALLED_BY_CARGO, "1".into()),
        (own[0], wrapper.into_os_string()),
    ];
    variables.extend(next.map(|next| (wrapper::NEXT, next)));
    let packages = Packages::All;
    cargo_check::run(
        &scan.workspace,
        &packages,
        &variables,
        "leave out `--compiler`",
    )
}

/// All that cargo passed on.
#[derive(Default)]
struct Said {
    findings: Vec<Finding>,
    has_errors: bool,
    /// The first files of the targets that were not compiled to the end.
    unfinished: BTreeSet<PathBuf>,
}

impl Said {
    fn read(scan: &Scan, checked: &Checked) -> Self {
        let mut said = Self::default();
        let files = messages::Files::of(scan);
        let mut finished = BTreeSet::new();
        for message in &checked.messages {
            match message {
                Message::CompilerMessage(message) => {
                    said.findings
                        .extend(messages::findings(scan, &files, message));
                    if message.message.level == DiagnosticLevel::Error {
                        said.has_errors = true;
                        let root = message.target.src_path.as_std_path();
                        said.unfinished.insert(root.to_owned());
                    }
                }
                Message::CompilerArtifact(artifact) => {
                    let root = artifact.target.src_path.as_std_path();
                    finished.insert(root.to_owned());
                }
                _ => {}
            }
        }
        if checked.success != Some(true) && said.has_errors {
            // They may need one that was not finished.
            let packages = scan.workspace.packages.iter();
            let roots = packages.flat_map(|package| &package.targets);
            let roots = roots.map(|target| target.root.as_path());
            let hidden = roots.filter(|root: &&Path| !finished.contains(*root));
            said.unfinished.extend(hidden.map(Path::to_owned));
        }
        said
    }
}
