//! Which findings a command reports: all, or those of a change.

use crate::changes::Changes;
use crate::finding::Problem;
use crate::syntax::overlay::Overlay;
use crate::workspace::Workspace;

/// The arguments that name a change.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Changed {
    /// Report only findings in lines that changed since HEAD branched off from REV
    ///
    /// The whole workspace is still read. Commits, changes in the working tree and untracked files count as changes. A
    /// finding is reported if the change touches its place, or the place of one of its notes. Unmatched lines of the
    /// baseline are not reported.
    #[arg(long, value_name = "REV", conflicts_with = "staged")]
    pub changed_since: Option<String>,

    /// Report only findings in staged lines, and read files as they are staged
    ///
    /// Manifests, `ssot.toml` and the baseline are read from the working tree.
    #[arg(long)]
    pub staged: bool,
}

impl Changed {
    /// What to report on, everything without a change, and what is to be read for that instead of the working tree. An error
    /// if git cannot say that.
    pub fn find(&self, workspace: &Workspace) -> Result<(Option<Changes>, Overlay), Box<Problem>> {
        if self.staged {
            let (changes, overlay) = Changes::staged(workspace)?;
            return Ok((Some(changes), overlay));
        }
        let revision = self.changed_since.as_deref();
        let changes = revision.map(|revision| Changes::since(&workspace.root, revision));
        Ok((changes.transpose()?, Overlay::default()))
    }
}
