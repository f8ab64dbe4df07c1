//! Reading the keys of one owner.

use std::cell::RefCell;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use figment::error::{Actual, Kind};
use figment::value::{Dict, Empty, Value};
use serde_core::Deserialize;

use super::error::{ConfigError, Problem, ProblemKind};
use super::key::ConfigKey;
use super::layers::Layers;
use super::shape::{Form, Shape, TypeOfKey};
use super::spelling::advice;
use super::values::{NOT_UNICODE, Values};
use super::variables::Names;
use super::walk::with_durations;
use crate::component::Component;

/// A component that owns keys. Its attribute implements it.
pub trait Configured: Component + Sized {
    /// The table of the keys in a TOML file.
    const TABLE: &'static str;
    /// The keys.
    const KEYS: &'static [&'static ConfigKey];

    /// Calls the constructor of the factory.
    ///
    /// # Errors
    ///
    /// As the constructor.
    fn load(layers: Layers) -> Result<Self, ConfigError>;
}

/// The owner of a key, by the position and the type of its field.
pub trait OwnsKey<const INDEX: usize, T> {
    /// The key.
    const KEY: &'static ConfigKey;

    /// The answer of the type, which is the one place that asks for its `Deserialize`.
    fn ask(question: Question<'_>) -> Answer<T>;

    /// What the value is if none is given.
    #[must_use]
    fn value_by_default() -> Option<T> {
        None
    }
}

/// What the type of a key is asked.
#[derive(Clone, Copy)]
pub enum Question<'a> {
    /// What it is where this is given.
    Given(&'a Value),
    /// What it is where nothing is given.
    Absent,
    /// What it consists of.
    Shape,
}

/// What the type of a key answers.
pub enum Answer<T> {
    /// The value.
    Value(T),
    /// Why there is none.
    Unfit(std::boxed::Box<figment::Error>),
    /// What it consists of.
    Shape(ShapeOf),
}

/// What a type consists of.
pub struct ShapeOf(Shape);

/// Asks the type of a key. The name stands in the error about a type that cannot be read.
pub fn deserialize<T>(question: Question<'_>) -> Answer<T>
where
    // The library has advice for this bound, and none for its shorthand.
    T: for<'de> Deserialize<'de>,
{
    let read = match question {
        Question::Shape => return Answer::Shape(ShapeOf(Shape::of::<T>())),
        Question::Given(value) => value.deserialize(),
        Question::Absent => {
            let none = Value::from(Empty::None).deserialize();
            // A struct may have a default for each field.
            match Shape::of::<T>().form {
                Form::Struct(_) if none.is_err() => Value::from(Dict::new()).deserialize(),
                _ => none,
            }
        }
    };
    read.map_or_else(|error| Answer::Unfit(error.into()), Answer::Value)
}

/// A configuration with secrets. Its implementation collides with the one for every type that can be
/// serialized, whoever derived or wrote that.
pub trait SecretsAreNotSerialized {}

impl<T: serde_core::Serialize> SecretsAreNotSerialized for T {}

/// What the type of a key knows about it.
#[must_use]
pub fn type_of_key<Owner, const INDEX: usize, T>() -> TypeOfKey
where
    Owner: OwnsKey<INDEX, T>,
{
    let (form, secret) = (Form::Text, false);
    let shape = match Owner::ask(Question::Shape) {
        Answer::Shape(ShapeOf(shape)) => shape,
        _ => Shape { form, secret },
    };
    let required = !matches!(Owner::ask(Question::Absent), Answer::Value(_));
    TypeOfKey { shape, required }
}

/// The values of one owner's keys, and what is wrong with them.
pub struct Reading {
    values: Values,
    keys: &'static [&'static ConfigKey],
    problems: RefCell<Vec<Problem>>,
}

impl Reading {
    /// Reads what the layers give for the keys of `C`.
    #[must_use]
    pub fn of<C: Configured>(layers: &Layers) -> Self {
        let mut values = Values::read(C::DESCRIPTOR.name, C::TABLE, C::KEYS, layers);
        let problems = core::mem::take(&mut values.problems);
        Self {
            values,
            keys: C::KEYS,
            problems: RefCell::new(problems),
        }
    }

    /// The value of a key; `None` if something about it was reported.
    #[must_use]
    pub fn key<C, const INDEX: usize, T>(&self) -> Option<T>
    where
        C: OwnsKey<INDEX, T>,
    {
        let key = C::KEY;
        let Some(value) = self.values.value_of(key) else {
            return self.absent::<C, INDEX, T>();
        };
        let shape = &self.values.shapes[key.name];
        if let Some((path, defect)) = self.values.defect(&value, shape) {
            self.invalid(key, &value, &path, &defect);
            return None;
        }
        match C::ask(Question::Given(&with_durations(value.clone(), shape))) {
            Answer::Value(read) => Some(read),
            Answer::Unfit(error) => {
                self.unfit(key, &value, &error);
                None
            }
            Answer::Shape(_) => None,
        }
    }

    fn absent<C, const INDEX: usize, T>(&self) -> Option<T>
    where
        C: OwnsKey<INDEX, T>,
    {
        let value = C::value_by_default().or_else(|| match C::ask(Question::Absent) {
            Answer::Value(value) => Some(value),
            _ => None,
        });
        if value.is_none() && !self.values.incomplete {
            // Of a struct, the field that is missing is said.
            let empty = Value::from(Dict::new());
            match (
                &self.values.shapes[C::KEY.name].form,
                C::ask(Question::Given(&empty)),
            ) {
                (Form::Struct(_), Answer::Unfit(error)) => self.unfit(C::KEY, &empty, &error),
                _ => self.missing(C::KEY, &[]),
            }
        }
        value
    }

    fn report(&self, kind: ProblemKind, key: &'static ConfigKey, text: String) {
        let problem = Problem::new(kind, Some(key), text);
        self.problems.borrow_mut().push(problem);
    }

    /// Reports that the key is missing, or a part of it.
    fn missing(&self, key: &'static ConfigKey, within: &[String]) {
        let names = Names::new(self.keys, &self.values.shapes);
        let mut path = [key.table().to_string(), key.name.to_string()].to_vec();
        path.extend_from_slice(within);
        let shown = path.join(".");
        let text = if let (Some(variable), [table @ .., name]) =
            (names.variable_of(&path[1..]), &path[..])
        {
            let in_file = format!(
                "`{name}` in the table `[{}]` of a TOML file",
                table.join(".")
            );
            if names.is_shared(variable) {
                format!("`{shown}` is missing: set {in_file}")
            } else {
                format!(
                    "`{shown}` is missing: set the environment variable `{variable}`, or {in_file}"
                )
            }
        } else {
            // An element of a list, or an entry of a map.
            let value = self.values.value_of(key);
            let sources = value.map(|value| self.values.sources_of(&value));
            let sources = sources.unwrap_or_default().join(" and ");
            format!("`{shown}` is missing in {sources}")
        };
        self.report(ProblemKind::Missing, key, text);
    }

    fn unfit(&self, key: &'static ConfigKey, value: &Value, error: &figment::Error) {
        let path = &error.path;
        match &error.kind {
            Kind::MissingField(field) => {
                let mut path = path.clone();
                path.push(field.to_string());
                if !self.values.incomplete {
                    self.missing(key, &path);
                }
            }
            Kind::InvalidType(Actual::Str(text), expected) if expected == "struct Duration" => {
                let defect = match humantime::parse_duration(text) {
                    Err(error) => format!("{error}, in \"{text}\": write `30s` or `1h 30m`"),
                    Ok(_) => error.kind.to_string(),
                };
                self.invalid(key, value, path, &defect);
            }
            Kind::InvalidType(
                Actual::Unsigned(_) | Actual::Signed(_) | Actual::Float(_),
                expected,
            ) if expected == "struct Duration" => {
                let defect = "a number is not a duration: write text with a unit, such as `\"5s\"`";
                self.invalid(key, value, path, defect);
            }
            Kind::UnknownVariant(found, known) => {
                let advice = advice(found, known, "its variants are");
                self.invalid(key, value, path, &format!("no variant `{found}`: {advice}"));
            }
            kind => self.invalid(key, value, path, &kind.to_string()),
        }
    }

    fn invalid(&self, key: &'static ConfigKey, value: &Value, path: &[String], defect: &str) {
        let (mut inner, mut shape) = (value, &self.values.shapes[key.name]);
        let mut secret = key.secret || shape.secret;
        let mut shown = key.path.to_string();
        for name in path {
            shown = format!("{shown}.{name}");
            let next = match inner {
                Value::Dict(_, entries) => entries.get(name),
                Value::Array(_, elements) => {
                    let index = name.parse::<usize>().ok();
                    index.and_then(|index| elements.get(index))
                }
                _ => None,
            };
            inner = next.unwrap_or(inner);
            shape = shape.within(name).unwrap_or(shape);
            secret |= shape.secret;
        }
        // The words may be the user's, about the whole of it.
        secret |= shape.holds_secret();
        let sources = self.values.sources_of(inner).join(" and ");
        let text = if secret && defect != NOT_UNICODE {
            let ty = key.type_name;
            format!("`{shown}` is invalid in {sources}: it is not a `{ty}`; a secret is not shown")
        } else {
            format!("`{shown}` is invalid in {sources}: {defect}")
        };
        self.report(ProblemKind::Invalid, key, text);
    }

    /// Fails if anything was reported.
    ///
    /// # Errors
    ///
    /// Everything that was.
    pub fn finish(self) -> Result<Self, ConfigError> {
        if self.problems.borrow().is_empty() && !self.values.incomplete {
            return Ok(self);
        }
        let problems = self.problems.into_inner();
        Err(ConfigError::new(self.values.owner, problems))
    }

    /// The value of a key of which nothing was reported.
    ///
    /// # Errors
    ///
    /// If something was: [`Self::finish`] has failed before that.
    pub fn value<T>(&self, value: Option<T>) -> Result<T, ConfigError> {
        value.ok_or_else(|| ConfigError::new(self.values.owner, self.problems.borrow().clone()))
    }
}
