//! What a composition tells to whoever watches it: events for the feature `tracing`, counts for the
//! feature `metrics`. Without them, nothing.
//!
//! The target of the events is `ssot`. No event has the id of a context.

use std::error::Error;

use super::escape::Escape;
use super::graph::Row;

/// An instance was made.
#[inline]
pub(super) fn made(component: &'static str) {
    #[cfg(feature = "tracing")]
    tracing::debug!(target: "ssot", component, "instance made");
    let _ = component;
}

/// A constructor failed.
#[inline]
pub(super) fn failed(component: &'static str, error: &(dyn Error + Send + Sync + 'static)) {
    #[cfg(feature = "tracing")]
    {
        let error: &(dyn Error + 'static) = error;
        tracing::warn!(target: "ssot", component, error, "constructor failed");
    }
    let _ = (component, error);
}

/// A scope was opened.
#[inline]
pub(super) fn opened(context: &'static str) {
    #[cfg(feature = "tracing")]
    tracing::debug!(target: "ssot", context, "scope opened");
    let _ = context;
}

/// A scope was closed, and its instances went.
#[inline]
pub(super) fn closed(context: &'static str, escapes: usize) {
    #[cfg(feature = "tracing")]
    tracing::debug!(target: "ssot", context, escapes, "scope closed");
    let _ = (context, escapes);
}

/// An instance outlived its scope.
#[inline]
pub(super) fn escaped(row: &Row, escape: &Escape) {
    #[cfg(feature = "metrics")]
    if let Some(usage) = row.usage {
        usage.escape();
    }
    #[cfg(feature = "tracing")]
    tracing::warn!(
        target: "ssot",
        component = row.name,
        context = escape.context(),
        holders = escape.holders(),
        "instance outlived its scope"
    );
    let _ = (row, escape);
}
