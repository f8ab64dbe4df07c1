//! When a composition makes its instances, by how many threads and tasks, and what happens if that fails.

mod escapes;
mod failures;
mod futures;
mod interleavings;
mod linked;
mod tasks;
mod threads;
mod warm_up;
