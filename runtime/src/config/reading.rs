//! Reading the keys of one owner.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use figment::error::{Actual, Kind};
use figment::value::{Dict, Empty, Map, Value};
use figment::{Figment, Metadata, Profile, Provider, Source};
use serde_core::Deserialize;

use super::error::{ConfigError, Problem, ProblemKind};
use super::key::{ConfigKey, config_keys};
use super::layers::{Content, Layers};
use super::shape::{Form, Shape};
use super::variables::{Named, Names, from_text};
use crate::Component;

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

/// Has a type answer.
pub fn ask<T>(question: Question<'_>) -> Answer<T>
where
    // The library has advice for this bound, and none for its shorthand.
    T: for<'de> Deserialize<'de>,
{
    let read =
        match question {
            Question::Shape => return Answer::Shape(ShapeOf(Shape::of::<T>())),
            Question::Given(value) => value.deserialize(),
            // A struct may have a default for each field.
            Question::Absent => Value::from(Empty::None).deserialize().or_else(|error| {
                match Shape::of::<T>().form {
                    Form::Struct(_) => Value::from(Dict::new()).deserialize(),
                    _ => Err(error),
                }
            }),
        };
    read.map_or_else(|error| Answer::Unfit(error.into()), Answer::Value)
}

/// A configuration with secrets. Its implementation collides with the one for every type that can be
/// serialized, whoever derived or wrote that.
pub trait SecretsAreNotSerialized {}

impl<T: serde_core::Serialize> SecretsAreNotSerialized for T {}

/// What only the type of a key knows about it.
pub struct TypeOfKey {
    pub(super) shape: Shape,
    pub(super) required: bool,
}

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

/// What the layers give for the keys of one owner, and what is wrong with it.
pub(super) struct Values {
    owner: &'static str,
    table: String,
    pub(super) merged: Figment,
    pub(super) shapes: BTreeMap<&'static str, Shape>,
    /// All that was given, in the order of the layers.
    pub(super) given: Vec<Given>,
    pub(super) problems: Vec<Problem>,
    /// A layer could not be read, so that nobody knows which keys are missing.
    incomplete: bool,
}

/// What a document or a variable gives.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) source: String,
    pub(super) values: Dict,
    /// `None` in the place of the text of a variable.
    is_unicode: bool,
}

impl Provider for Given {
    fn metadata(&self) -> Metadata {
        let metadata = Metadata::named(self.source.clone());
        if self.is_unicode {
            metadata
        } else {
            metadata.source(NOT_UNICODE)
        }
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Profile::Default.collect(self.values.clone()))
    }
}

/// Marks the value of a variable that is no text. One that is overridden does no harm.
const NOT_UNICODE: &str = "it is not Unicode";

impl Values {
    pub(super) fn read(
        owner: &'static str,
        table: &str,
        keys: &[&'static ConfigKey],
        layers: &Layers,
    ) -> Self {
        let shapes = keys.iter().map(|key| (key.name, key.of_type().shape));
        let shapes: BTreeMap<_, _> = shapes.collect();
        let mut values = Self {
            owner,
            table: table.to_string(),
            merged: Figment::new(),
            shapes: BTreeMap::new(),
            given: Vec::new(),
            problems: Vec::new(),
            incomplete: false,
        };
        let names = Names::new(keys, &shapes);
        let mut profiles = Vec::new();
        for content in layers.read() {
            match content {
                Content::Unreadable(defect) => values.unreadable(defect),
                Content::Variables(word, variables) => {
                    values.variables(word, variables, &names, layers);
                }
                Content::Document(mut document, source) => {
                    let documented = document.remove(table);
                    values.table(documented, &[table], keys, &shapes, &source);
                    let known = document.remove("profile").and_then(Value::into_dict);
                    let Some(selected) = layers.selected_profile() else {
                        continue;
                    };
                    for (name, profile) in known.into_iter().flatten() {
                        if name == selected
                            && let Some(mut profile) = profile.into_dict()
                        {
                            let source = format!("the profile `{name}` of {source}");
                            let place = ["profile", &name, table];
                            values.table(profile.remove(table), &place, keys, &shapes, &source);
                        }
                        profiles.push(name);
                    }
                }
            }
        }
        if let Some(selected) = layers.selected_profile()
            && !values.incomplete
            && !profiles.iter().any(|name| name == selected)
        {
            let known: Vec<_> = profiles.iter().map(String::as_str).collect();
            let advice = advice(selected, &known, "the profiles are");
            let text = format!("the profile `{selected}` is in no document: {advice}");
            values.report(ProblemKind::Unknown, None, text);
        }
        drop(names);
        values.shapes = shapes;
        values
    }

    fn unreadable(&mut self, text: String) {
        self.incomplete = true;
        self.report(ProblemKind::Unreadable, None, text);
    }

    fn report(&mut self, kind: ProblemKind, key: Option<&'static ConfigKey>, text: String) {
        self.problems.push(Problem::new(kind, key, text));
    }

    fn give(&mut self, source: String, values: Dict, is_unicode: bool) {
        if values.is_empty() {
            return;
        }
        let given = Given {
            source,
            values,
            is_unicode,
        };
        let merged = core::mem::take(&mut self.merged);
        self.merged = merged.merge(given.clone());
        self.given.push(given);
    }

    /// The keys in the table of a document. What nobody owns is reported.
    fn table(
        &mut self,
        table: Option<Value>,
        place: &[&str],
        keys: &[&'static ConfigKey],
        shapes: &BTreeMap<&'static str, Shape>,
        source: &str,
    ) {
        let entries = match table {
            None | Some(Value::Empty(..)) => return,
            Some(Value::Dict(_, entries)) => entries,
            Some(_) => {
                let place = place.join(".");
                return self.unreadable(format!(
                    "`{place}` in {source} is not a table of keys: write `[{place}]`"
                ));
            }
        };
        let mut known: Vec<_> = keys.iter().copied().collect();
        let table = place.last().copied().unwrap_or_default();
        known.extend(config_keys().iter().filter(|key| key.table() == table));
        let mut given = Dict::new();
        let mut by = BTreeMap::new();
        for (name, mut value) in entries {
            if let Some(key) = keys.iter().find(|key| key.is_called(&name)) {
                let mut path = place.iter().map(ToString::to_string).collect::<Vec<_>>();
                path.push(name.clone());
                if let Some(shape) = shapes.get(key.name) {
                    self.remove_unknown(&mut value, shape, &mut path, source);
                }
                if let Some(other) = by.insert(key.name, name.clone()) {
                    self.repeated(key, source, &other, &name);
                }
                given.insert(key.name.to_string(), value);
            } else if !known.iter().any(|key| key.is_called(&name)) {
                let names: Vec<_> = known.iter().map(|key| key.name).collect();
                let advice = advice(&name, &names, "the keys of this table are");
                let place = place.join(".");
                let text = format!("`{place}.{name}` in {source} is not a key: {advice}");
                self.report(ProblemKind::Unknown, None, text);
            }
        }
        self.give(source.to_string(), given, true);
    }

    fn repeated(&mut self, key: &'static ConfigKey, source: &str, one: &str, other: &str) {
        let path = key.path;
        let text = format!(
            "`{path}` is given twice in {source}, by `{one}` and `{other}`: keep one of them"
        );
        self.report(ProblemKind::Repeated, Some(key), text);
    }

    /// Takes out, and reports, the entries of tables that no field reads.
    fn remove_unknown(
        &mut self,
        value: &mut Value,
        shape: &Shape,
        path: &mut Vec<String>,
        source: &str,
    ) {
        match (value, &shape.form) {
            (Value::Dict(_, entries), Form::Struct(fields)) => {
                let field = |name: &str| fields.iter().find(|(field, _)| *field == name);
                entries.retain(|name, _| {
                    let known = field(name).is_some();
                    if !known {
                        let names: Vec<_> = fields.iter().map(|(name, _)| *name).collect();
                        let advice = advice(name, &names, "the keys of this table are");
                        let table = path.join(".");
                        let text = format!("`{table}.{name}` in {source} is not a key: {advice}");
                        self.report(ProblemKind::Unknown, None, text);
                    }
                    known
                });
                for (name, value) in entries {
                    if let Some((_, shape)) = field(name) {
                        path.push(name.clone());
                        self.remove_unknown(value, shape, path, source);
                        path.pop();
                    }
                }
            }
            (Value::Dict(_, entries), Form::Map(shape)) => {
                for (name, value) in entries {
                    path.push(name.clone());
                    self.remove_unknown(value, shape, path, source);
                    path.pop();
                }
            }
            (Value::Array(_, elements), Form::List(shape)) => {
                for (index, value) in elements.iter_mut().enumerate() {
                    path.push(index.to_string());
                    self.remove_unknown(value, shape, path, source);
                    path.pop();
                }
            }
            _ => {}
        }
    }

    fn variables(
        &mut self,
        word: &str,
        variables: BTreeMap<String, Option<String>>,
        names: &Names<'_>,
        layers: &Layers,
    ) {
        let mut by: BTreeMap<Vec<String>, String> = BTreeMap::new();
        for (name, text) in variables {
            let source = format!("{word} `{name}`");
            let target = match names.find(&name) {
                Named::Foreign => continue,
                Named::Target(target) => target,
                Named::Ambiguous(several) => {
                    let several = several.join("` or `");
                    let text =
                        format!("{source} could be `{several}`: write which of them is meant");
                    self.report(ProblemKind::Unknown, None, text);
                    continue;
                }
                Named::Unknown => {
                    if !layers.is_foreign(&name) {
                        let owner = self.owner;
                        let the = format!("the variables of `{owner}` are");
                        let advice = advice(&name, &names.all(), &the);
                        let text = format!("{source} is not a key: {advice}");
                        self.report(ProblemKind::Unknown, None, text);
                    }
                    continue;
                }
            };
            if let Some(other) = by.insert(target.path.clone(), name.clone()) {
                let path = target.path.join(".");
                let text =
                    format!("`{path}` is given twice, by `{other}` and `{name}`: keep one of them");
                self.report(ProblemKind::Repeated, None, text);
                continue;
            }
            let is_unicode = text.is_some();
            let mut value = from_text(&text.unwrap_or_default(), target.shape);
            let mut shown = [&[self.table.clone()], &target.path[..]].concat();
            self.remove_unknown(&mut value, target.shape, &mut shown, &source);
            let mut path = target.path.into_iter().rev();
            let last = path.next_back();
            for name in path {
                value = Dict::from([(name, value)]).into();
            }
            let values = last.map(|name| (name, value)).into_iter().collect();
            self.give(source, values, is_unicode);
        }
    }

    pub(super) fn value_of(&self, key: &ConfigKey) -> Option<Value> {
        self.merged.find_value(key.name).ok()
    }

    /// Where a value comes from, or the parts of it.
    pub(super) fn sources_of(&self, value: &Value) -> Vec<String> {
        let mut sources = Vec::new();
        leaves(value, &mut Vec::new(), &mut |_, leaf| {
            if let Some(metadata) = self.merged.get_metadata(leaf.tag())
                && !sources.contains(&metadata.name.to_string())
            {
                sources.push(metadata.name.to_string());
            }
        });
        sources
    }

    /// What is wrong with a value that was merged, and its type cannot see.
    fn defect(&self, value: &Value, shape: &Shape) -> Option<(Vec<String>, String)> {
        let mut defect = None;
        leaves(value, &mut Vec::new(), &mut |path, leaf| {
            let metadata = self.merged.get_metadata(leaf.tag());
            let marked = metadata.and_then(|metadata| metadata.source.as_ref());
            if marked.and_then(Source::custom).is_some() {
                defect.get_or_insert_with(|| (path.to_vec(), NOT_UNICODE.to_string()));
            }
        });
        defect.or_else(|| surplus(value, shape, &mut Vec::new()))
    }
}

/// Calls `found` with each value that is no table, or an empty one.
pub(super) fn leaves<'a>(
    value: &'a Value,
    path: &mut Vec<String>,
    found: &mut dyn FnMut(&[String], &'a Value),
) {
    match value {
        Value::Dict(_, entries) if !entries.is_empty() => {
            for (name, value) in entries {
                path.push(name.clone());
                leaves(value, path, found);
                path.pop();
            }
        }
        value => found(path, value),
    }
}

/// A list with more elements than its type reads, which ignores them.
fn surplus(value: &Value, shape: &Shape, path: &mut Vec<String>) -> Option<(Vec<String>, String)> {
    let mut within = |name: &str, value: &Value, shape: &Shape| {
        path.push(name.to_string());
        let defect = surplus(value, shape, path);
        path.pop();
        defect
    };
    match (value, &shape.form) {
        (Value::Array(_, elements), Form::Tuple(length, _)) if elements.len() > *length => {
            let found = elements.len();
            let defect = format!("invalid length {found}, expected {length}");
            Some((path.clone(), defect))
        }
        (Value::Array(_, elements), Form::List(shape)) => {
            let mut elements = elements.iter().enumerate();
            elements.find_map(|(index, value)| within(&index.to_string(), value, shape))
        }
        (Value::Dict(_, entries), Form::Map(shape)) => {
            let mut entries = entries.iter();
            entries.find_map(|(name, value)| within(name, value, shape))
        }
        (Value::Dict(_, entries), Form::Struct(fields)) => fields
            .iter()
            .find_map(|(name, shape)| within(name, entries.get(*name)?, shape)),
        _ => None,
    }
}

/// Texts that are durations, in the form that their type reads.
fn with_durations(value: Value, shape: &Shape) -> Value {
    let parsed = |text: &str| humantime::parse_duration(text).ok();
    match (value, &shape.form) {
        (Value::String(tag, text), Form::Duration) => match parsed(&text) {
            Some(duration) => {
                let secs = Value::Num(tag, duration.as_secs().into());
                let nanos = Value::Num(tag, duration.subsec_nanos().into());
                let entries = [("secs".to_string(), secs), ("nanos".to_string(), nanos)];
                Value::Dict(tag, Dict::from(entries))
            }
            None => Value::String(tag, text),
        },
        (Value::Array(tag, elements), Form::List(shape)) => {
            let elements = elements.into_iter();
            let elements = elements.map(|value| with_durations(value, shape));
            Value::Array(tag, elements.collect())
        }
        (Value::Dict(tag, entries), Form::Map(shape)) => {
            let entries = entries.into_iter();
            let entries = entries.map(|(name, value)| (name, with_durations(value, shape)));
            Value::Dict(tag, entries.collect())
        }
        (Value::Dict(tag, mut entries), Form::Struct(fields)) => {
            for (name, shape) in fields {
                if let Some(value) = entries.remove(*name) {
                    entries.insert((*name).to_string(), with_durations(value, shape));
                }
            }
            Value::Dict(tag, entries)
        }
        (value, _) => value,
    }
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
            self.missing(C::KEY, &[]);
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
        let text = match (names.variable_of(&path[1..]), &path[..]) {
            (Some(variable), [table @ .., name]) => {
                let table = table.join(".");
                format!(
                    "`{shown}` is missing: set the environment variable `{variable}`, or `{name}` in the table \
                     `[{table}]` of a TOML file"
                )
            }
            // An element of a list, or an entry of a map.
            _ => {
                let value = self.values.value_of(key);
                let sources = value.map(|value| self.values.sources_of(&value));
                let sources = sources.unwrap_or_default().join(" and ");
                format!("`{shown}` is missing in {sources}")
            }
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

/// What was meant by a name, if it is near: within one edit for every three letters, as rustc has it for
/// its own suggestions.
fn advice(name: &str, known: &[&str], all: &str) -> String {
    let allowed = name.chars().count().max(3) / 3;
    let distance = |known: &str| strsim::osa_distance(&name.to_lowercase(), &known.to_lowercase());
    let near = known
        .iter()
        .map(|known| (distance(known), known))
        .filter(|(distance, _)| *distance <= allowed)
        .min();
    let mut known = known.to_vec();
    known.sort_unstable();
    known.dedup();
    match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "there are none".to_string(),
        None => format!("{all} `{}`", known.join("`, `")),
    }
}
