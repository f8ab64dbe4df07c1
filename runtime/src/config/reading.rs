//! Reading the keys of one owner.

use std::cell::RefCell;
use std::collections::HashMap;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use ::config::builder::DefaultState;
use ::config::{Config, ConfigBuilder, Map, Source, Value, ValueKind};

use super::error::{ConfigError, Problem, ProblemKind};
use super::key::{ConfigKey, config_keys};
use super::layers::{Layer, Layers};
use super::value::{Given, Unfit};
use crate::Component;

/// A component that owns keys. Its attribute implements it.
pub trait Configured: Component {
    /// The table of the keys in a TOML file.
    const TABLE: &'static str;
    /// The keys.
    const KEYS: &'static [&'static ConfigKey];
}

/// The owner of a key, by the position and the type of its field.
pub trait OwnsKey<const INDEX: usize, Value> {
    /// The key.
    const KEY: &'static ConfigKey;

    /// The value of what is given, which is the one place that asks for the type's `Deserialize`.
    ///
    /// # Errors
    ///
    /// If it is none of the type.
    fn deserialize(given: Given) -> Result<Value, Unfit>;

    /// What the value is if none is given.
    #[must_use]
    fn value_by_default() -> Option<Value> {
        None
    }
}

/// A configuration with secrets. Its implementation collides with the one for every type that can be
/// serialized, whoever derived or wrote that.
pub trait SecretsAreNotSerialized {}

impl<T: serde_core::Serialize> SecretsAreNotSerialized for T {}

/// Whether there is no value where none is given.
#[must_use]
pub fn is_required<Owner, const INDEX: usize, Value>() -> bool
where
    Owner: OwnsKey<INDEX, Value>,
{
    Owner::deserialize(Given::Nothing).is_err()
}

/// The values of one owner's keys, and what is wrong with them.
pub struct Reading {
    owner: &'static str,
    values: RefCell<Map<String, Value>>,
    /// For each key that is given, by whom, in the order of the layers.
    givers: HashMap<&'static str, Vec<Giver>>,
    problems: RefCell<Vec<Problem>>,
    /// A layer could not be read, so that nobody knows which keys are missing.
    incomplete: bool,
}

struct Giver {
    shown: String,
    variable: bool,
}

/// What one layer gives, to be merged with the others.
#[derive(Clone, Debug)]
struct Part(Map<String, Value>);

impl Source for Part {
    fn clone_into_box(&self) -> std::boxed::Box<dyn Source + Send + Sync> {
        std::boxed::Box::new(self.clone())
    }

    fn collect(&self) -> Result<Map<String, Value>, ::config::ConfigError> {
        Ok(self.0.clone())
    }
}

impl Reading {
    /// Reads what the layers give for the keys of `C`.
    #[must_use]
    pub fn of<C: Configured>(layers: Layers) -> Self {
        let mut reading = Self {
            owner: C::DESCRIPTOR.name,
            values: RefCell::default(),
            givers: HashMap::new(),
            problems: RefCell::default(),
            incomplete: false,
        };
        let mut builder = Config::builder();
        for (index, layer) in layers.into_vec().iter().enumerate() {
            let given = reading.layer::<C>(index, layer);
            builder = builder.add_source(Part(given));
        }
        reading.merge(builder);
        reading
    }

    fn merge(&mut self, builder: ConfigBuilder<DefaultState>) {
        match builder.build().and_then(|merged| merged.collect()) {
            Ok(values) => self.values = RefCell::new(values),
            // The library's words may quote a value.
            Err(_) => self.unreadable("the layers cannot be merged".to_string()),
        }
    }

    fn unreadable(&mut self, text: String) {
        self.incomplete = true;
        self.report(ProblemKind::Unreadable, None, text);
    }

    fn report(&self, kind: ProblemKind, key: Option<&'static ConfigKey>, text: String) {
        self.problems
            .borrow_mut()
            .push(Problem::new(kind, key, text));
    }

    fn layer<C: Configured>(&mut self, index: usize, layer: &Layer) -> Map<String, Value> {
        let shown = layer.shown(index);
        let mut given = match layer.document() {
            Ok(mut document) => self.table::<C>(document.remove(C::TABLE), &shown),
            Err(defect) => {
                self.unreadable(format!("{shown} {defect}"));
                Map::new()
            }
        };
        for key in C::KEYS {
            if let (Some(value), Some(shown)) = (
                layer.variable(key.variable),
                layer.shown_variable(key.variable),
            ) {
                // Nothing else is nil: it stands for a value that is no text.
                let value = value
                    .into_string()
                    .map_or(ValueKind::Nil, ValueKind::String);
                given.insert(key.name.to_string(), Value::new(None, value));
                self.given_by(
                    key,
                    Giver {
                        shown,
                        variable: true,
                    },
                );
            }
        }
        given
    }

    fn given_by(&mut self, key: &ConfigKey, giver: Giver) {
        self.givers.entry(key.name).or_default().push(giver);
    }

    /// The keys of `C` in the table of a document. Whatever nobody owns is reported.
    fn table<C: Configured>(&mut self, table: Option<Value>, shown: &str) -> Map<String, Value> {
        let mut given = Map::new();
        let table = match table.map(|table| table.kind) {
            None => return given,
            Some(ValueKind::Table(table)) => table,
            Some(_) => {
                let table = C::TABLE;
                self.unreadable(format!(
                    "`{table}` in {shown} is no table of keys: write `[{table}]`"
                ));
                return given;
            }
        };
        let mut unknown = Vec::new();
        for (name, value) in table {
            if let Some(key) = C::KEYS.iter().find(|key| key.name == name) {
                let shown = shown.to_string();
                self.given_by(
                    key,
                    Giver {
                        shown,
                        variable: false,
                    },
                );
                given.insert(name, value);
            } else {
                unknown.push(name);
            }
        }
        let known = keys_of::<C>();
        unknown.retain(|name| !known.contains(&name.as_str()));
        unknown.sort_unstable();
        for name in unknown {
            let advice = advice(&name, &known);
            let text = format!("`{}.{name}` in {shown} is no key: {advice}", C::TABLE);
            self.report(ProblemKind::Unknown, None, text);
        }
        given
    }

    /// The value of a key; `None` if something about it was reported.
    #[must_use]
    pub fn key<C, const INDEX: usize, T>(&self) -> Option<T>
    where
        C: OwnsKey<INDEX, T>,
    {
        let key = C::KEY;
        let Some(value) = self.values.borrow_mut().remove(key.name) else {
            let value = C::value_by_default().or_else(|| C::deserialize(Given::Nothing).ok());
            if value.is_none() && !self.incomplete {
                self.report(ProblemKind::Missing, Some(key), missing(key));
            }
            return value;
        };
        let givers = self.givers.get(key.name).map_or(&[][..], Vec::as_slice);
        let (last, variable) = match givers {
            [.., last] => (core::slice::from_ref(last), last.variable),
            [] => (givers, false),
        };
        // The parts of a table can come from several layers, and all else comes from the last.
        let givers = match value.kind {
            ValueKind::Table(_) => givers,
            _ => last,
        };
        let given = match value.kind {
            ValueKind::String(text) if variable => Given::Written(text),
            _ => Given::Typed(value),
        };
        let read = C::deserialize(given).map_err(|error| error.to_string());
        read.map_err(|defect| {
            self.report(
                ProblemKind::Invalid,
                Some(key),
                invalid(key, givers, &defect),
            );
        })
        .ok()
    }

    /// Fails if anything was reported.
    ///
    /// # Errors
    ///
    /// Everything that was.
    pub fn finish(self) -> Result<Self, ConfigError> {
        if self.problems.borrow().is_empty() && !self.incomplete {
            return Ok(self);
        }
        Err(ConfigError::new(self.owner, self.problems.into_inner()))
    }

    /// The value of a key of which nothing was reported.
    ///
    /// # Errors
    ///
    /// If something was: [`Self::finish`] has failed before that.
    pub fn value<T>(&self, value: Option<T>) -> Result<T, ConfigError> {
        value.ok_or_else(|| ConfigError::new(self.owner, self.problems.borrow().clone()))
    }
}

/// The names of the keys in the table of `C`, which other owners may share.
fn keys_of<C: Configured>() -> Vec<&'static str> {
    let others = config_keys().iter().filter(|key| key.table() == C::TABLE);
    let mut names: Vec<_> = C::KEYS.iter().chain(others).map(|key| key.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What was meant by a name, if it is near: within one edit for every three letters, as rustc has it for
/// its own suggestions.
fn advice(name: &str, known: &[&str]) -> String {
    let allowed = name.chars().count().max(3) / 3;
    let distance = |known: &str| strsim::osa_distance(&name.to_lowercase(), &known.to_lowercase());
    let near = known
        .iter()
        .map(|known| (distance(known), known))
        .filter(|(distance, _)| *distance <= allowed)
        .min();
    match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None => format!("the keys of this table are `{}`", known.join("`, `")),
    }
}

fn missing(key: &ConfigKey) -> String {
    format!(
        "`{}` is missing: set the environment variable `{}`, or `{}` in the table `[{}]` of a TOML file",
        key.path,
        key.variable,
        key.name,
        key.table(),
    )
}

fn invalid(key: &ConfigKey, givers: &[Giver], defect: &str) -> String {
    let shown: Vec<_> = givers.iter().map(|giver| giver.shown.as_str()).collect();
    let shown = shown.join(" and ");
    if key.secret {
        let ty = key.type_name;
        return format!(
            "`{}` is invalid in {shown}: it is no `{ty}`; a secret is not shown",
            key.path
        );
    }
    format!("`{}` is invalid in {shown}: {defect}", key.path)
}
