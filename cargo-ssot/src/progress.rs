//! How far the reading of files is, and what else is being done.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::printer::Printer;

/// How long nothing is shown: what is done by then needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on the standard error, where somebody watches it and it takes long.
pub(crate) struct Progress {
    bar: ProgressBar,
    watched: bool,
    start: Instant,
    shown: OnceLock<()>,
}

impl Progress {
    pub(crate) fn new(printer: &Printer) -> Self {
        Self {
            bar: ProgressBar::hidden(),
            watched: printer.stderr_is_terminal(),
            start: Instant::now(),
            shown: OnceLock::new(),
        }
    }

    /// One file more has been read, of `total`.
    pub(crate) fn advance(&self, total: usize) {
        self.bar.set_length(total as u64);
        self.bar.inc(1);
        if self.watched && self.start.elapsed() > PATIENCE {
            self.shown.get_or_init(|| self.show());
        }
    }

    /// Says what is being done, of work that cannot be counted.
    pub(crate) fn say(&self, what: &str) {
        self.bar.set_message(what.to_owned());
        if self.watched {
            self.shown.get_or_init(|| {
                let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}");
                self.start(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            });
        }
    }

    fn show(&self) {
        let style = ProgressStyle::with_template("{spinner} {pos}/{len} files {wide_bar}");
        self.start(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    }

    fn start(&self, style: ProgressStyle) {
        self.bar.set_style(style);
        self.bar
            .set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
