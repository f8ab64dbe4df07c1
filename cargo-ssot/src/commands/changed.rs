//! Which findings a command reports: all, or those of a change.

use crate::changes::Changes;
use crate::finding::Problem;
use crate::syntax::overlay::Overlay;
use crate::workspace::Workspace;

/// The arguments that name a change.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Changed {
    /// Report findings in lines that changed since HEAD left REV only
    ///
    /// All of the workspace is read all the same. Commits since then count, changes in the working tree, and files that
    /// git does not know yet. A finding is reported if the change touches its place, or that of one of its notes. Lines
    /// of the baseline that match nothing are not looked for.
    #[arg(long, value_name = "REV", conflicts_with = "staged")]
    pub changed_since: Option<String>,

    /// Report findings in staged lines only, and read files as they are staged
    ///
    /// The manifests, `ssot.toml` and the baseline are those of the working tree.
    #[arg(long)]
    pub staged: bool,
}

impl Changed {
    /// What to report on, everything without a change, and what is to be read for that instead of the working tree.
    ///
    /// # Errors
    ///
    /// Git cannot say what has changed.
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
