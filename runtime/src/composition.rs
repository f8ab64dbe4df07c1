//! Compositions: an application's components in one list, resolved by the compiler.
//!
//! What `composition!` generates are implementations of the traits in [`listing`] and [`plan`]; the
//! rest follows from them:
//!
//! - [`node`] holds what an open scope shares, in the cells of [`cell`]; [`turn`] says who makes an instance, and who waits.
//! - [`listing`] says what there is and from where it is seen, [`ways`] how it is had, [`plan`] how it is made, [`supply`]
//!   how a constructor gets what it asks for, [`call`] how it is called, and [`making`] does it.
//! - [`given`] is what is made of what a caller gives, and [`part`] a composition within another one.
//! - [`graph`] is checked while compiling, [`verify`] at run time.
//! - [`error`], [`failures`], [`escape`] and [`events`] are what is told.

mod call;
mod cell;
mod collections;
mod error;
mod escape;
mod events;
mod given;
mod graph;
mod had;
mod lazy;
mod listing;
mod makes;
mod making;
mod message;
mod node;
mod nowhere;
mod open_scope;
mod outcome;
mod part;
mod plan;
mod rows;
mod sections;
mod supply;
mod timing;
mod turn;
mod verify;
mod warm_up;
mod ways;

pub use error::{ConstructionError, ConstructionErrors};
pub use escape::{Escape, Escapes};
pub use lazy::Lazy;
pub use node::Root;
pub use open_scope::OpenScope;
pub use verify::CompositionError;

/// What the code that `composition!` generates refers to.
pub(crate) mod generated {
    pub use super::cell::{Cell, Instance, Released};
    pub use super::collections::*;
    pub use super::escape::Identity;
    pub use super::given::*;
    pub use super::graph::{
        Graph, NO_SLOT, Row, asynchronous, check, collection, is_sound, order, shared_slots,
        vacant, warms_up_at_once,
    };
    pub use super::had::*;
    pub use super::listing::*;
    pub use super::makes::*;
    pub use super::making::{HasTiming, TimingOf, make_shared};
    pub use super::node::{ContextOf, Level, MadeInLevel, Node, Seen, SeenFrom, identity};
    pub use super::nowhere::{NotHad, Nowhere};
    pub use super::open_scope::{MakesFor, OpenedFrom, Resolves, application, close};
    pub use super::part::*;
    pub use super::plan::*;
    pub use super::rows::*;
    pub use super::sections::*;
    pub use super::supply::*;
    pub use super::timing::*;
    pub use super::verify::{Described, DescribedOther, check_definitions, is_among, verify};
    pub use super::warm_up::WarmsUp;
    pub use super::ways::*;
}
