//! Where functions are called. All calls are looked at once, however many functions are asked for.

use std::collections::{HashMap, HashSet};

use crate::finding::{FileId, Place};
use crate::index::{Form, last_segment};
use crate::lints::context::CheckContext;
use crate::resolve::{DefinitionId, Item, Namespace, Resolution};

/// Where functions of some names are called.
pub(crate) struct Calls<'a> {
    /// Free functions, by their positions in their files.
    free: HashMap<(FileId, usize), Vec<Place>>,
    /// Functions of types.
    of_types: HashMap<(DefinitionId, &'a str), Vec<Place>>,
}

impl<'a> Calls<'a> {
    /// Finds the calls of functions of these names.
    pub(crate) fn collect(cx: CheckContext<'a>, names: &HashSet<&str>) -> Self {
        let mut calls = Self {
            free: HashMap::new(),
            of_types: HashMap::new(),
        };
        for (file, caller) in cx.numbered_files() {
            for call in &caller.facts.constructions {
                let last = last_segment(&call.path);
                if call.form == Form::Literal || !names.contains(last) {
                    continue;
                }
                let place = call.place.in_file(file);
                let crates = cx.crates;
                let meant = cx.resolve_type_path(file, call.at, &call.path);
                if let Some((of, Some(function))) = meant {
                    calls
                        .of_types
                        .entry((of, function))
                        .or_default()
                        .push(place);
                    continue;
                }
                let module = crates.module(file, call.at.module);
                let called = crates.resolve(module, &call.path, Namespace::Values);
                if let Some((Resolution::Definition(called), _)) = called
                    && let Item::Function(position) = crates[called].item
                {
                    let function = (crates[called].file, position);
                    calls.free.entry(function).or_default().push(place);
                }
            }
        }
        calls
    }

    /// How often the function at a position of a file is called.
    pub(super) fn count(&self, cx: CheckContext<'a>, file: FileId, position: usize) -> usize {
        self.places(cx, file, position).len()
    }

    /// Where the function at a position of a file is called.
    pub(crate) fn places(&self, cx: CheckContext<'a>, file: FileId, position: usize) -> &[Place] {
        let function = &cx.files[file.0].facts.functions[position];
        let block = function.at.within_impl;
        let of = block.and_then(|block| cx.components.of_impl(file, block));
        let places = match of {
            Some(of) => self.of_types.get(&(of, function.name.as_str())),
            None => self.free.get(&(file, position)),
        };
        places.map_or(&[], Vec::as_slice)
    }
}
