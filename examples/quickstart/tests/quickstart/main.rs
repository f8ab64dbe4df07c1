//! What the example promises.

mod conversation;
mod limits;
mod managers;
mod registry;
