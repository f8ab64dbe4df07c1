//! Toolchains that a project brings along.

use std::path::{Path, PathBuf};

use crate::files::content_of;

/// The files by which rustup chooses a toolchain, the first one first.
const FILES: [&str; 2] = ["rust-toolchain", "rust-toolchain.toml"];
/// Variables of which each says that the toolchain has been chosen: by cargo, which calls its subcommands with it, or by
/// the user.
const CHOSEN: [&str; 2] = ["CARGO", "RUSTUP_TOOLCHAIN"];

/// The folder in which cargo is to be called instead, if in `folder` rustup would call a program of the project for it.
///
/// A toolchain can be a path, and a path can lead to what the project holds. Who calls `cargo ssot` has called that
/// program already; who calls `cargo-ssot` has not.
pub(super) fn elsewhere(folder: &Path) -> Option<PathBuf> {
    let is_chosen = CHOSEN.iter().any(|name| std::env::var_os(name).is_some());
    let elsewhere = folder.ancestors().last()?;
    (!is_chosen && is_path(folder)).then(|| elsewhere.to_owned())
}

/// Whether the nearest file that chooses a toolchain names a path.
fn is_path(folder: &Path) -> bool {
    let mut files = folder
        .ancestors()
        .flat_map(|folder| FILES.map(|file| folder.join(file)));
    let file = files.find(|file| file.is_file());
    let text = file.and_then(|file| content_of(&file).ok());
    let table = text.and_then(|text| String::from_utf8(text).ok()?.parse::<toml::Table>().ok());
    let toolchain = table.as_ref().and_then(|table| table.get("toolchain"));
    toolchain.is_some_and(|toolchain| toolchain.get("path").is_some())
}

/// The manifest that cargo would find from a folder on.
pub(super) fn manifest(folder: &Path) -> Option<PathBuf> {
    let mut manifests = folder.ancestors().map(|folder| folder.join("Cargo.toml"));
    manifests.find(|manifest| manifest.is_file())
}
