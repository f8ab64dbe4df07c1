//! A composition that is part of those of other crates.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use ssot::{composition, factory, ssot_component, ssot_interface};

/// An input.
#[derive(Debug)]
pub struct Url(pub String);

/// Another one, which counts the pools.
pub type Count = AtomicU32;

/// What a database is asked for.
#[ssot_interface]
pub trait Storage: Send + Sync {
    /// Where it is.
    fn location(&self) -> String;
}

/// Only the part has it.
#[ssot_component(name = "part::Driver", new)]
pub struct Driver {}

/// Everybody may ask for it.
#[ssot_component(name = "part::Pool", implements(Storage))]
pub struct Pool {
    location: String,
    /// What it is made with.
    pub driver: Arc<Driver>,
}

#[factory]
impl Pool {
    fn connect(url: &Url, count: &Count, driver: Arc<Driver>) -> Result<Self, String> {
        if url.0.is_empty() {
            return Err("there is no address".to_owned());
        }
        count.fetch_add(1, Ordering::Relaxed);
        let location = url.0.clone();
        Ok(Self { location, driver })
    }
}

impl Storage for Pool {
    fn location(&self) -> String {
        self.location.clone()
    }
}

/// A new one for each who asks.
#[ssot_component(name = "part::Transaction", scope = transient)]
pub struct Transaction {
    /// What it runs in.
    pub pool: Arc<Pool>,
}

#[factory]
impl Transaction {
    fn begin(pool: Arc<Pool>) -> Self {
        Self { pool }
    }
}

/// It waits.
#[ssot_component(name = "part::Migrated")]
pub struct Migrated {
    /// What was migrated.
    pub pool: Arc<Pool>,
}

#[factory]
impl Migrated {
    async fn migrate(pool: Arc<Pool>) -> Self {
        std::future::ready(()).await;
        Self { pool }
    }
}

composition! {
    /// Where things are kept.
    pub struct Database {
        inputs { Url, Arc<Count> }
        singletons {
            Driver,
            pub Pool as dyn Storage,
            pub Migrated,
        }
        transients { pub Transaction }
    }
}
