//! How git is called: so that it starts no other program and asks no server.
//!
//! The configuration of a repository names programs that git runs while it only looks: monitors of the file system,
//! filters, transports. Whoever made the repository chose them, and to check a workspace must not run anything of it.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

/// How many settings the environment adds to those of files.
const COUNT: &str = "GIT_CONFIG_COUNT";
/// The names of settings of filters, as a regular expression.
const OF_FILTERS: &str = r"^filter\..*\.(clean|smudge|process|required)$";
/// The end of the name of a setting that makes git fail without a filter.
const REQUIRED: &[u8] = b".required";

/// A call of git in a folder, for commands that look at objects only.
pub(crate) fn command(folder: &Path) -> Command {
    with_settings(folder, &[])
}

/// A call of git in a folder, for commands that compare files of the working tree: without any filter of theirs.
///
/// Comparing then takes files as they are, which differs for those only whose text a filter makes, and that is no Rust.
pub(crate) fn command_on_files(folder: &Path) -> Command {
    // Reading settings runs nothing. If it fails, the command will say why.
    let names = command(folder)
        .args(["config", "--null", "--name-only", "--get-regexp"])
        .arg(OF_FILTERS)
        .stdin(Stdio::null())
        .output();
    let names = names.map_or_else(|_| Vec::new(), |output| output.stdout);
    let names = names.split(|byte| *byte == 0);
    let names: Vec<_> = names.filter(|name| !name.is_empty()).collect();
    with_settings(folder, &names)
}

fn with_settings(folder: &Path, filters: &[&[u8]]) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder);
    // What a partial clone lacks would be fetched, by a program that its configuration names.
    command.env("GIT_NO_LAZY_FETCH", "1");
    command.env("GIT_ALLOW_PROTOCOL", "none");
    command.env("GIT_TERMINAL_PROMPT", "0");
    let given = std::env::var(COUNT).ok();
    let given: usize = given.and_then(|count| count.parse().ok()).unwrap_or(0);
    let filters = filters.iter().map(|name| {
        let value = if name.ends_with(REQUIRED) {
            "false"
        } else {
            ""
        };
        (setting(name), value)
    });
    let monitor = (OsString::from("core.fsmonitor"), "");
    let mut count = given;
    for (name, value) in std::iter::once(monitor).chain(filters) {
        command.env(format!("GIT_CONFIG_KEY_{count}"), name);
        command.env(format!("GIT_CONFIG_VALUE_{count}"), value);
        count += 1;
    }
    command.env(COUNT, count.to_string());
    command
}

#[cfg(unix)]
fn setting(name: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStrExt as _;
    std::ffi::OsStr::from_bytes(name).to_owned()
}

#[cfg(not(unix))]
fn setting(name: &[u8]) -> OsString {
    String::from_utf8_lossy(name).into_owned().into()
}
