//! Reading layers again while the application runs.

use std::fmt;
use std::string::String;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::vec::Vec;

use figment::value::Value;

use super::error::ConfigError;
use super::key::ConfigKey;
use super::layers::Layers;
use super::reading::Configured;
use super::values::Values;
use super::walk::leaves;

/// A configuration that can be read again.
///
/// A component that follows changes asks for `Arc<Reloading<WsConfig>>` instead of `Arc<WsConfig>`. A component that asks for
/// the configuration itself keeps the values that it was made with.
///
/// ```
/// use std::sync::Arc;
///
/// use ssot::config::{Layers, Reloading};
/// use ssot::{composition, factory, ssot_component, ssot_config};
///
/// #[ssot_config(prefix = "WS")]
/// pub struct WsConfig {
///     #[config(default = 100)]
///     pub connections: u32,
/// }
///
/// #[ssot_component]
/// pub struct Server {
///     config: Arc<Reloading<WsConfig>>,
/// }
///
/// #[factory]
/// impl Server {
///     pub fn create(config: Arc<Reloading<WsConfig>>) -> Self {
///         Self { config }
///     }
/// }
///
/// composition! {
///     struct App {
///         inputs { Reloading<WsConfig> }
///         singletons { Server }
///         left_out { WsConfig }
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let path = std::env::temp_dir().join(format!("ssot-reload-{}.toml", std::process::id()));
/// # let write = |text: &str| std::fs::write(&path, text);
/// write("[ws]\nconnections = 5")?;
/// let app = App::new(Reloading::new(Layers::new().file(&path))?)?;
/// let server: Arc<Server> = app.get()?;
/// assert_eq!(server.config.current().connections, 5);
///
/// write("[ws]\nconnections = 6")?;
/// let config: Arc<Reloading<WsConfig>> = app.get()?;
/// let changed = config.reload()?;
/// assert_eq!(changed[0].path, "ws.connections");
/// assert_eq!(server.config.current().connections, 6);
///
/// // Invalid values do not replace the last valid ones.
/// write("[ws]\nconnections = 'many'")?;
/// assert!(config.reload().is_err());
/// assert_eq!(server.config.current().connections, 6);
/// # std::fs::remove_file(&path)?;
/// # Ok(())
/// # }
/// ```
pub struct Reloading<C> {
    layers: Layers,
    current: RwLock<Arc<C>>,
    /// What `current` was read from. Locked for the whole of a reload, so that an older reading cannot replace a newer one.
    given: Mutex<Vec<(&'static ConfigKey, Vec<String>, Value)>>,
}

/// A key whose value changed, or a field of one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Changed {
    /// The key.
    pub key: &'static ConfigKey,
    /// The path in a file, of the key or of a field of its value, such as `app.log.max_files`.
    pub path: String,
}

impl fmt::Display for Changed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.path)
    }
}

impl<C: Configured> Reloading<C> {
    /// Reads the layers for the first time.
    ///
    /// # Errors
    ///
    /// Those of `load` of the configuration's factory.
    pub fn new(layers: Layers) -> Result<Self, ConfigError> {
        // Files may change in between.
        let read = layers.as_read();
        let given = given::<C>(&read);
        let current = RwLock::new(Arc::new(C::load(read)?));
        let given = Mutex::new(given);
        Ok(Self {
            layers,
            current,
            given,
        })
    }

    /// The configuration as it was last read. The returned value does not change when the layers are read again.
    #[must_use]
    pub fn current(&self) -> Arc<C> {
        let current = self.current.read();
        Arc::clone(&current.unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the layers again, and returns what changed, by key and path. It blocks while it reads files.
    ///
    /// A value that is written differently but means the same, such as `1m` instead of `60s`, counts as changed.
    ///
    /// # Errors
    ///
    /// Those of `load` of the configuration's factory. [`current`](Self::current) is then unchanged.
    pub fn reload(&self) -> Result<Vec<Changed>, ConfigError> {
        let mut before = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let read = self.layers.as_read();
        let after = given::<C>(&read);
        let loaded = Arc::new(C::load(read)?);
        let mut changed: Vec<Changed> = Vec::new();
        let differing = |these: &[(&'static ConfigKey, Vec<String>, Value)],
                         those: &[(&'static ConfigKey, Vec<String>, Value)],
                         changed: &mut Vec<Changed>| {
            for (key, path, value) in these {
                let same = |(_, other, value_there): &(_, Vec<String>, Value)| {
                    other == path && value_there == value
                };
                let path = path.join(".");
                if !those.iter().any(same) && !changed.iter().any(|known| known.path == path) {
                    changed.push(Changed { key, path });
                }
            }
        };
        differing(&before, &after, &mut changed);
        differing(&after, &before, &mut changed);
        changed.sort_by(|one, other| one.path.cmp(&other.path));
        *before = after;
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        *current = loaded;
        Ok(changed)
    }
}

/// The values of all keys, part by part.
fn given<C: Configured>(layers: &Layers) -> Vec<(&'static ConfigKey, Vec<String>, Value)> {
    let values = Values::read(C::DESCRIPTOR.name, C::TABLE, C::KEYS, layers);
    let mut given = Vec::new();
    for key in C::KEYS {
        if let Some(value) = values.value_of(key) {
            leaves(&value, &mut Vec::new(), &mut |path, value| {
                let start = core::iter::once(key.path.into());
                given.push((
                    *key,
                    start.chain(path.iter().cloned()).collect(),
                    value.clone(),
                ));
            });
        }
    }
    given
}

/// The configuration, in its own words: without its secrets.
impl<C: fmt::Debug> fmt::Debug for Reloading<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        let mut shown = formatter.debug_struct("Reloading");
        shown.field("layers", &self.layers);
        shown.field("current", &current).finish_non_exhaustive()
    }
}
