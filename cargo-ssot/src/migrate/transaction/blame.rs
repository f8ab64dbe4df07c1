//! Which file an error comes from.

use std::collections::BTreeSet;
use std::path::Path;

use crate::migrate::verification::Found;
use crate::workspace::Workspace;

#[derive(Clone, Copy, Debug)]
pub(super) struct Edited<'a> {
    pub(super) change: usize,
    /// Where it is, without links.
    pub(super) real: &'a Path,
    pub(super) package: usize,
}

/// The changes that may have made an error, of the nearest kind of which there are any: those of the files where it is,
/// of files that it names, of the package that was compiled, of packages that this one depends on, or all of them.
pub(super) fn blamed(
    workspace: &Workspace,
    edited: &[Edited<'_>],
    found: &Found,
) -> BTreeSet<usize> {
    let of = |is_meant: &dyn Fn(&Edited<'_>) -> bool| -> BTreeSet<usize> {
        let meant = edited.iter().filter(|edited| is_meant(edited));
        meant.map(|edited| edited.change).collect()
    };
    let above = found
        .package
        .map_or_else(BTreeSet::new, |package| workspace.needed_by(package));
    let kinds: [&dyn Fn(&Edited<'_>) -> bool; 5] = [
        &|edited| found.main.contains(edited.real),
        &|edited| found.others.contains(edited.real),
        &|edited| found.package == Some(edited.package),
        &|edited| above.contains(&edited.package),
        &|_| true,
    ];
    let mut kinds = kinds.into_iter().map(of);
    kinds.find(|blamed| !blamed.is_empty()).unwrap_or_default()
}
