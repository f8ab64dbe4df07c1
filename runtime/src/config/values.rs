//! What the layers give for the keys of one owner.

use std::collections::BTreeMap;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider, Source};

use super::error::{Problem, ProblemKind};
use super::key::ConfigKey;
use super::keys::config_keys;
use super::layers::{Content, Layers};
use super::shape::{Form, Shape};
use super::spelling::advice;
use super::variables::{Named, Names, from_text};
use super::walk::{leaves, surplus};

/// What the layers give for the keys of one owner, and what is wrong with it.
pub(super) struct Values {
    pub(super) owner: &'static str,
    table: String,
    pub(super) merged: Figment,
    pub(super) shapes: BTreeMap<&'static str, Shape>,
    /// All that was given, in the order of the layers.
    pub(super) given: Vec<Given>,
    pub(super) problems: Vec<Problem>,
    /// A layer or a variable could not be read, so that nobody knows which keys are missing.
    pub(super) incomplete: bool,
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
pub(super) const NOT_UNICODE: &str = "it is not Unicode";

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
                        match profile {
                            Value::Dict(_, mut profile) if name == selected => {
                                let source = format!("the profile `{name}` of {source}");
                                let place = ["profile", &name, table];
                                values.table(profile.remove(table), &place, keys, &shapes, &source);
                            }
                            Value::Dict(..) | Value::Empty(..) => {}
                            _ if name == selected => values.unreadable(format!(
                                "`profile.{name}` in {source} is not a table of tables: write `[profile.{name}.{table}]`"
                            )),
                            _ => {}
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

    /// Reports a variable that may belong to several places, one of which is not missing then.
    fn unclear(&mut self, text: String) {
        self.incomplete = true;
        self.report(ProblemKind::Unknown, None, text);
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
        let mut known = keys.to_vec();
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
            // A variant that is not known is one for the type to report.
            (Value::Dict(_, entries), Form::Enum(_) | Form::Map(_)) => {
                for (name, value) in entries {
                    if let Some(shape) = shape.within(name) {
                        path.push(name.clone());
                        self.remove_unknown(value, shape, path, source);
                        path.pop();
                    }
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
                    self.unclear(text);
                    continue;
                }
                Named::Shared(places) => {
                    let shown = |place: &String| format!("`{}.{place}`", self.table);
                    let places: Vec<_> = places.iter().map(shown).collect();
                    let places = places.join(" and of ");
                    let text = format!("{source} is that of {places}: rename one of them");
                    self.unclear(text);
                    continue;
                }
                Named::Unknown => {
                    if !layers.is_foreign(&name) {
                        let text = format!("{source} is not a key: {}", names.advice(&name));
                        self.report(ProblemKind::Unknown, None, text);
                    }
                    continue;
                }
            };
            if let Some(other) = by.insert(target.path.clone(), name.clone()) {
                let (table, path) = (&self.table, target.path.join("."));
                let text = format!(
                    "`{table}.{path}` is given twice, by `{other}` and `{name}`: keep one of them"
                );
                self.report(ProblemKind::Repeated, None, text);
                continue;
            }
            let is_unicode = text.is_some();
            let mut value = from_text(&text.unwrap_or_default(), target.shape);
            let mut shown = [core::slice::from_ref(&self.table), &target.path[..]].concat();
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
    pub(super) fn defect(&self, value: &Value, shape: &Shape) -> Option<(Vec<String>, String)> {
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
