//! A place as formats for programs write it.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::finding::Place;
use crate::scan::Scan;
use crate::syntax::{Position, SourceFile};

/// All but what stands for itself in an address, and `/` between folders.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// From where to where in which file.
pub(super) struct Region<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) start: Position,
    /// Behind the last character.
    pub(super) end: Position,
}

impl<'a> Region<'a> {
    pub(super) fn of(scan: &'a Scan, place: &Place) -> Self {
        let file = &scan.files[place.file.0];
        Self {
            file,
            start: file.position(place.range.start),
            end: file.position(place.range.end),
        }
    }
}

/// A path with `/` between its folders, on every system.
pub(crate) fn path(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// A path as a part of an address.
pub(crate) fn address(path: &Path) -> String {
    #[cfg(unix)]
    let bytes = {
        use std::os::unix::ffi::OsStrExt as _;
        path.as_os_str().as_bytes()
    };
    #[cfg(not(unix))]
    let text = self::path(path);
    #[cfg(not(unix))]
    let text = if path.is_absolute() {
        format!("/{text}")
    } else {
        text
    };
    #[cfg(not(unix))]
    let bytes = text.as_bytes();
    percent_encode(bytes, ENCODED).to_string()
}
