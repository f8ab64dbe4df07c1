//! Which part of which workspace a command is about.

use std::path::PathBuf;

use crate::finding::Problem;
use crate::printer::Printer;
use crate::progress::Progress;
use crate::scan::Scan;
use crate::settings::Settings;
use crate::workspace::Workspace;

/// The arguments that most commands share.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Selection {
    /// The workspace's `Cargo.toml`, if it is not found from the current folder
    #[arg(long, value_name = "PATH")]
    pub manifest_path: Option<PathBuf>,

    /// Report on this package only; all of the workspace is read all the same
    #[arg(short, long, value_name = "NAME")]
    pub package: Vec<String>,
}

impl Selection {
    /// Scans the workspace, and keeps the findings of the selected packages.
    ///
    /// # Errors
    ///
    /// There is no workspace, or no such package in it.
    pub fn scan(&self, printer: &Printer) -> Result<Scan, Box<Problem>> {
        let mut problems = Vec::new();
        let workspace = Workspace::find(self.manifest_path.as_deref(), &mut problems)?;
        self.check_packages(&workspace)?;
        let settings = Settings::read(&workspace.root, &mut problems);
        let progress = Progress::new(printer);
        let mut scan = Scan::run(workspace, settings, problems, &|files| {
            progress.advance(files);
        });
        self.keep(&mut scan);
        Ok(scan)
    }

    /// Keeps the findings of the selected packages.
    pub fn keep(&self, scan: &mut Scan) {
        let findings = std::mem::take(&mut scan.findings);
        scan.findings = findings
            .into_iter()
            .filter(|finding| self.selects(scan.package(finding)))
            .collect();
    }

    /// Whether a package of this name is selected.
    #[must_use]
    pub fn selects(&self, package: &str) -> bool {
        self.package.is_empty() || self.package.iter().any(|name| name == package)
    }

    fn check_packages(&self, workspace: &Workspace) -> Result<(), Box<Problem>> {
        for name in &self.package {
            workspace.package_named(name)?;
        }
        Ok(())
    }
}
