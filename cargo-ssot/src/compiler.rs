//! What the compiler knows besides: uses of old paths, and violations that only types tell.
//!
//! Unlike everything else here this builds the workspace, so its build scripts and macros run. The findings are a lower
//! bound: what does not compile hides what is behind it.

mod messages;
pub mod wrapper;

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cargo_metadata::Message;
use cargo_metadata::diagnostic::DiagnosticLevel;

use crate::counted::counted;
use crate::finding::{Finding, Problem};
use crate::scan::Scan;
use crate::workspace::{self, MANIFEST};

/// The folder of the builds within that of the workspace's own, which stay as they are.
pub(crate) const FOLDER: &str = "ssot-compiler";

/// Builds the workspace of a scan, and adds what the compiler finds in it and the scan did not.
pub fn add(scan: &mut Scan) {
    let output = match check(scan) {
        Ok(output) => output,
        Err(problem) => {
            scan.problems.push(*problem);
            return;
        }
    };
    let said = Said::read(scan, &output);
    if !output.status.success() && !said.has_errors {
        scan.problems.push(refused(&output));
        return;
    }
    if !said.unfinished.is_empty() {
        let crates = counted(said.unfinished.len(), "crate");
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

fn check(scan: &Scan) -> Result<Output, Box<Problem>> {
    let problem = |message: String, help: &str| Box::new(Problem::new(message, help));
    let wrapper = env::current_exe().map_err(|error| {
        let message = format!("the path of this program is unknown: {error}");
        problem(message, "leave out `--compiler`")
    })?;
    let cargo = workspace::cargo();
    let mut command = Command::new(&cargo);
    command
        .args(["check", "--workspace", "--all-targets", "--keep-going"])
        .arg("--message-format=json")
        .arg("--manifest-path")
        .arg(scan.workspace.root.join(MANIFEST))
        .arg("--target-dir")
        .arg(scan.workspace.target_directory.join(FOLDER))
        .current_dir(&scan.workspace.root)
        .env(wrapper::CALLED_BY_CARGO, "1");
    let next = [
        "RUSTC_WORKSPACE_WRAPPER",
        "CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER",
    ];
    if let Some(next) = next
        .into_iter()
        .find_map(env::var_os)
        .filter(|next| !next.is_empty())
    {
        command.env(wrapper::NEXT, next);
    }
    command.env("RUSTC_WORKSPACE_WRAPPER", wrapper);
    command.output().map_err(|error| {
        let message = format!("`{}` cannot be run: {error}", cargo.to_string_lossy());
        problem(message, "install cargo, or leave out `--compiler`")
    })
}

/// Cargo did not come as far as the compiler.
fn refused(output: &Output) -> Problem {
    let said = String::from_utf8_lossy(&output.stderr);
    let lines = said.lines().skip_while(|line| !line.starts_with("error"));
    let reason = lines.collect::<Vec<_>>().join("\n");
    let reason = if reason.is_empty() {
        &said
    } else {
        reason.as_str()
    };
    Problem::new(
        format!(
            "cargo cannot build this workspace: {}",
            reason.trim().trim_start_matches("error: ")
        ),
        "see what `cargo check --workspace --all-targets` says; the syntax was checked all the same",
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
    fn read(scan: &Scan, output: &Output) -> Self {
        let mut said = Self::default();
        let files = messages::Files::of(scan);
        let mut finished = BTreeSet::new();
        let mut success = true;
        for message in Message::parse_stream(output.stdout.as_slice()).filter_map(Result::ok) {
            match message {
                Message::CompilerMessage(message) => {
                    said.findings
                        .extend(messages::findings(scan, &files, &message));
                    if message.message.level == DiagnosticLevel::Error {
                        said.has_errors = true;
                        said.unfinished.insert(message.target.src_path.into());
                    }
                }
                Message::CompilerArtifact(artifact) => {
                    finished.insert(PathBuf::from(artifact.target.src_path));
                }
                Message::BuildFinished(build) => success = build.success,
                _ => {}
            }
        }
        if !success && said.has_errors {
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
