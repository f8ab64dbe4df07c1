//! Compositions: an application's components in one list, resolved by the compiler.
//!
//! What `composition!` generates are implementations of the traits in [`node`], [`makes`] and [`listing`]; the
//! rest follows from them. Each module uses those above it:
//!
//! - [`error`] and [`escape`] are what callers are told, and [`message`] puts together what the compiler tells. [`outcome`] is what a constructor may
//!   return, and [`timing`] whether making something waits.
//! - [`turn`] says who makes an instance, and who waits. A [`cell`] keeps it.
//! - [`graph`] says what needs what, and is checked while compiling. [`events`] are what whoever watches is told.
//! - [`node`] is what an open scope holds, and what a composition says of its scopes.
//! - [`sections`] are where something may be listed, [`makes`] says by which plan it is made, [`rows`] what the graph knows
//!   of it, and [`making`] makes it.
//! - [`had`] says what it means to have something. The [`ways`] to have it are shared, anew, [`lazy`], and so on, and [`nowhere`]
//!   is how it is not had.
//! - [`listing`] says what there is and from where it is seen, [`collections`] what there is of one interface, and [`given`]
//!   what is made of what a caller gives.
//! - [`supply`] says how a constructor gets what it asks for, [`call`] how it is called, and [`plan`] is a plan of both.
//! - [`warm_up`] makes all of a level. [`open_scope`] answers whoever asks, at once or by the future in [`get_async`], and
//!   [`part`] is a composition within another one.
//! - [`verify`] checks at run time that nothing is missing.

mod call;
mod cell;
mod collections;
mod error;
mod escape;
mod events;
mod get_async;
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
pub use get_async::GetAsync;
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
    pub use super::node::{ContextOf, Level, MadeInLevel, Node, Seen, SeenFrom};
    pub use super::nowhere::{NotHad, Nowhere};
    pub use super::open_scope::{MakesFor, OpenedFrom, Resolves, application, close, identity};
    pub use super::outcome::{Outcome, VisibleAt};
    pub use super::part::*;
    pub use super::plan::*;
    pub use super::rows::*;
    pub use super::sections::*;
    pub use super::supply::*;
    pub use super::timing::*;
    pub use super::verify::{
        Described, DescribedOther, check_definitions, check_inputs, is_among, verify,
    };
    pub use super::warm_up::WarmsUp;
    pub use super::ways::*;
}
