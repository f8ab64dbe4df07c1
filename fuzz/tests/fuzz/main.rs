//! What is true of every expansion, tried on a few cases in each run of the tests.

mod determinism;
mod smoke;
