//! Where functions are called. All calls are looked at once, however many functions are asked for.

use std::collections::{HashMap, HashSet};

use crate::finding::{FileId, Place};
use crate::index::{Construction, Form};
use crate::lints::context::CheckContext;
use crate::resolve::{DefinitionId, Item, Namespace, Resolution};

pub(crate) struct Calls<'a> {
    /// Free functions, by their positions in their files.
    free: HashMap<(FileId, usize), Vec<Call<'a>>>,
    of_types: HashMap<(DefinitionId, &'a str), Vec<Call<'a>>>,
}

/// A call with its file.
pub(super) type Call<'a> = (FileId, &'a Construction);

impl<'a> Calls<'a> {
    pub(crate) fn collect(cx: CheckContext<'a>, names: &HashSet<&str>) -> Self {
        let mut calls = Self {
            free: HashMap::new(),
            of_types: HashMap::new(),
        };
        for (file, caller) in cx.numbered_files() {
            for call in &caller.facts.constructions {
                let last = call.path.last();
                if call.form == Form::Literal || !names.contains(last) {
                    continue;
                }
                let crates = cx.crates;
                let meant = cx.resolve_type_path(file, call.at, *call.path);
                if let Some((of, Some(function))) = meant {
                    let known = calls.of_types.entry((of, function));
                    known.or_default().push((file, call));
                    continue;
                }
                let module = crates.module(file, call.at.module());
                let called = crates.resolve(module, *call.path, Namespace::Values);
                if let Some((Resolution::Definition(called), _)) = called
                    && let Item::Function(position) = crates[called].item
                {
                    let function = (crates[called].file, position);
                    calls.free.entry(function).or_default().push((file, call));
                }
            }
        }
        calls
    }

    /// How often the function at a position of a file is called.
    pub(super) fn count(&self, cx: CheckContext<'a>, file: FileId, position: usize) -> usize {
        self.of(cx, file, position).len()
    }

    /// Where the function at a position of a file is called.
    pub(crate) fn places(&self, cx: CheckContext<'a>, file: FileId, position: usize) -> Vec<Place> {
        let calls = self.of(cx, file, position).iter();
        calls
            .map(|(file, call)| call.place.in_file(*file))
            .collect()
    }

    /// The calls of the function at a position of a file, and where it is named as a value.
    pub(super) fn of(&self, cx: CheckContext<'a>, file: FileId, position: usize) -> &[Call<'a>] {
        let function = &cx.files[file.0].facts.functions[position];
        let calls = match cx.type_around(file, function.at) {
            Some(of) => self.of_types.get(&(of, function.name.as_str())),
            None => self.free.get(&(file, position)),
        };
        calls.map_or(&[], Vec::as_slice)
    }
}
