//! Which part of which workspace a command is about.

use std::path::PathBuf;

use crate::changes::Changes;
use crate::commands::changed::Changed;
use crate::finding::Problem;
use crate::printer::Printer;
use crate::progress::Progress;
use crate::scan::Scan;
use crate::settings::Settings;
use crate::syntax::overlay::Overlay;
use crate::workspace::Workspace;

/// The arguments that most commands share.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Selection {
    /// Path to the `Cargo.toml` of the workspace
    #[arg(long, value_name = "PATH")]
    pub manifest_path: Option<PathBuf>,

    /// Report on this package only; the whole workspace is still read
    #[arg(short, long, value_name = "NAME")]
    pub package: Vec<String>,
}

impl Selection {
    /// Scans the workspace, all packages of it.
    pub fn scan(&self, printer: &Printer) -> Result<Scan, Box<Problem>> {
        let mut problems = Vec::new();
        let workspace = self.workspace(&mut problems)?;
        Ok(scan(workspace, Overlay::default(), problems, printer))
    }

    /// Scans the workspace as a change asks for it.
    pub fn scan_changed(
        &self,
        change: &Changed,
        printer: &Printer,
    ) -> Result<(Scan, Option<Changes>), Box<Problem>> {
        let mut problems = Vec::new();
        let workspace = self.workspace(&mut problems)?;
        // Everything is reported where git cannot say what has changed.
        let (changes, overlay) = change.find(&workspace).unwrap_or_else(|problem| {
            problems.push(*problem);
            (None, Overlay::default())
        });
        Ok((scan(workspace, overlay, problems, printer), changes))
    }

    fn workspace(&self, problems: &mut Vec<Problem>) -> Result<Workspace, Box<Problem>> {
        let workspace = Workspace::find(self.manifest_path.as_deref(), problems)?;
        for name in &self.package {
            workspace.package_named(name)?;
        }
        Ok(workspace)
    }

    pub fn keep(&self, scan: &mut Scan) {
        scan.retain(|scan, finding| self.selects(scan.package(finding)));
    }

    pub fn selects(&self, package: &str) -> bool {
        self.package.is_empty() || self.package.iter().any(|name| name == package)
    }
}

fn scan(
    workspace: Workspace,
    overlay: Overlay,
    mut problems: Vec<Problem>,
    printer: &Printer,
) -> Scan {
    let settings = Settings::read(&workspace.root, &mut problems);
    let progress = Progress::new(printer);
    Scan::run_on(overlay, workspace, settings, problems, &|files| {
        progress.advance(files);
    })
}
