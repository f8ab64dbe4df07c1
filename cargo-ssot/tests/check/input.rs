//! What is read of a workspace, whatever it holds, and what of it is reported on.

mod changed;
mod hostile_input;
mod runs_nothing_of_the_workspace;
mod what_is_read;
