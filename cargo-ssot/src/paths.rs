//! Paths in output.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// All but what stands for itself in an address, and `/` between folders.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A path with `/` between its folders, on every system.
pub(crate) fn text(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

pub(crate) fn address(path: &Path) -> String {
    #[cfg(unix)]
    let bytes = {
        use std::os::unix::ffi::OsStrExt as _;
        path.as_os_str().as_bytes()
    };
    #[cfg(not(unix))]
    let text = self::text(path);
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
