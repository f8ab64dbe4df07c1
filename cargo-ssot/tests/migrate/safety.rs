//! A migration loses nothing: not to a kill, not to a compiler that refuses what was written, not to whoever edits at the
//! same time.
#![cfg(unix)]

mod asked;
mod bytes;
mod committed;
mod ground;
mod killed;
mod taken_back;
mod verified;
