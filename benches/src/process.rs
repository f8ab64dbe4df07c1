//! A process, timed from its start to its end.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// From its start to its end.
    pub(crate) elapsed: Duration,
    /// The time of all processors, in the program and in the system for it.
    pub(crate) processor: Duration,
    /// The most memory that it held at a time, in bytes.
    pub(crate) memory: u64,
}

/// The cargo that built this program, with the compiler beside it. What `rustup` puts before a compiler costs time, and
/// chooses another one in the folder of a package that asks for it.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.env("RUSTC", compiler());
    command
}

/// The compiler beside that cargo.
pub(crate) fn compiler() -> PathBuf {
    Path::new(env!("CARGO")).with_file_name(format!("rustc{}", env::consts::EXE_SUFFIX))
}

/// Runs a command several times, and takes the fastest: whatever else the machine does only makes it slower.
///
/// # Panics
///
/// The command cannot be started, or ends in another way than with one of `codes`.
pub(crate) fn fastest(times: usize, codes: &[i32], command: impl Fn() -> Command) -> Cost {
    let runs = (0..times).map(|_| {
        let mut command = command();
        command.stderr(Stdio::null());
        once(codes, command)
    });
    runs.min_by_key(|cost| cost.elapsed)
        .expect("it runs at least once")
}

/// Runs a command once. What it reports as an error is shown.
///
/// # Panics
///
/// The command cannot be started, or ends in another way than with one of `codes`.
pub(crate) fn once(codes: &[i32], mut command: Command) -> Cost {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let mut child = command
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let used = child
        .wait4()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let elapsed = start.elapsed();
    let code = used.status.code();
    assert!(
        code.is_some_and(|code| codes.contains(&code)),
        "{command:?} ended with {code:?}"
    );
    Cost {
        elapsed,
        processor: used.rusage.utime + used.rusage.stime,
        memory: used.rusage.maxrss,
    }
}
