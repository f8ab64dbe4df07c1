//! Statics with state that everyone shares.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::held::{self, Holds, States};
use super::name_uses::{NameUses, function_at};
use super::names::is_container;
use super::program_files;
use crate::candidate::{Candidate, Evidence, Kind};
use crate::finding::{FileId, Place};
use crate::index::{Function, ItemPath, Static, StaticKind, TypeRef};
use crate::lints::context::CheckContext;
use crate::lints::globals::calls::Calls;
use crate::pluralize::pluralize;
use crate::resolve::{DefinitionId, Item};

/// A static that may matter: where it is, and what it is called.
struct Global<'a> {
    file: FileId,
    fact: &'a Static,
    name: &'a str,
    place: Place,
    /// The static as a definition, if paths lead to it.
    definition: Option<DefinitionId>,
}

pub(super) fn candidates(cx: CheckContext<'_>, states: &States) -> Vec<Candidate> {
    let globals = all(cx);
    let names: HashSet<_> = globals.iter().map(|global| global.name).collect();
    let uses = NameUses::collect(cx, &names);
    let kept: Vec<_> = globals
        .into_iter()
        .filter_map(|global| {
            let places = uses.places(cx, global.definition, global.file, global.name);
            let is_set = places.iter().any(|place| is_set_at(cx, states, place));
            let holds = states.held(cx, global.file, global.fact, is_set)?;
            Some((global, holds, places))
        })
        .collect();
    let accessors: Vec<BTreeSet<(FileId, usize)>> = kept
        .iter()
        .map(|(global, _, places)| accessors(cx, global, places))
        .collect();
    let called: HashSet<_> = accessors
        .iter()
        .flatten()
        .map(|(file, position)| cx.files[file.0].facts.functions[*position].name.as_str())
        .collect();
    let calls = Calls::collect(cx, &called);
    let mut found: BTreeMap<String, Candidate> = BTreeMap::new();
    for ((global, holds, places), accessors) in kept.iter().zip(&accessors) {
        let candidate = candidate(cx, global, *holds, places, accessors, &calls);
        match found.get_mut(&candidate.path) {
            // The same static under another condition.
            Some(known) => {
                let text = "defined again under another condition";
                known.evidence.push(Evidence::new(candidate.place, text));
            }
            None => {
                found.insert(candidate.path.clone(), candidate);
            }
        }
    }
    found.into_values().collect()
}

/// Every static of the programs, those of macros too.
fn all(cx: CheckContext<'_>) -> Vec<Global<'_>> {
    let mut globals = Vec::new();
    let mut by_macro: HashMap<&str, (FileId, &Static)> = HashMap::new();
    for (file, source) in cx.numbered_files() {
        for defined in &source.facts.static_macros {
            by_macro
                .entry(&defined.name)
                .or_insert((file, &defined.fact));
        }
    }
    for (file, source) in program_files(cx) {
        for (position, fact) in source.facts.statics.iter().enumerate() {
            if cx.crates.is_test(file, fact.at) {
                continue;
            }
            globals.push(Global {
                file,
                fact,
                name: &fact.name,
                place: fact.place.in_file(file),
                definition: cx.crates.definition(file, Item::Static(position)),
            });
        }
    }
    for (file, source) in program_files(cx) {
        for invocation in &source.facts.invocations {
            let Some((home, fact)) = by_macro.get(invocation.name.as_str()) else {
                continue;
            };
            if cx.crates.is_test(file, invocation.at) {
                continue;
            }
            let Some((name, bytes)) = invocation.given.first() else {
                continue;
            };
            // The type stands in the macro.
            globals.push(Global {
                file: *home,
                fact,
                name,
                place: bytes.in_file(file),
                definition: None,
            });
        }
    }
    globals
}

/// Whether a use gives a static its value while the program runs: with what a caller knows, and no constant could.
fn is_set_at(cx: CheckContext<'_>, states: &States, place: &Place) -> bool {
    const SETTING: &[&str] = &[".set(", ".init(", ".try_insert(", ".replace("];
    let text = &cx.files[place.file.0].text;
    let behind = text[place.range.end..].trim_start();
    if SETTING.iter().any(|call| behind.starts_with(call)) {
        return true;
    }
    let Some(position) = function_at(cx, place) else {
        return false;
    };
    let function = &cx.files[place.file.0].facts.functions[position];
    let rest = &text[place.range.end..function.body.range().end];
    let made = rest.trim_start();
    let late = [".get_or_init", ".get_or_try_init"];
    let made = late.iter().find_map(|call| made.strip_prefix(call));
    let made = made.and_then(|made| made.split_once('(').map(|(_, made)| made));
    made.is_some_and(|made| {
        let made = &made[..held::closing(made)];
        let given = function.parameters.iter().map(|parameter| &*parameter.name);
        let mut given = given.filter(|name| !name.is_empty());
        states.depends(made)
            || function.is_method() && held::words(made).any(|word| word == "self")
            || given.any(|name| held::words(made).any(|word| word == name))
    })
}

/// The functions that hand a static out, or what is in it.
fn accessors(
    cx: CheckContext<'_>,
    global: &Global<'_>,
    places: &[Place],
) -> BTreeSet<(FileId, usize)> {
    let around = places.iter().filter_map(|place| {
        let position = function_at(cx, place)?;
        let function = &cx.files[place.file.0].facts.functions[position];
        hands_out(cx, place.file, function, global.fact).then_some((place.file, position))
    });
    let own = global
        .fact
        .at
        .function()
        .map(|position| (global.file, position));
    let own = own.filter(|(file, position)| {
        let function = &cx.files[file.0].facts.functions[*position];
        hands_out(cx, *file, function, global.fact)
    });
    around.chain(own).collect()
}

/// How long the body of a function is that does little but return something, in bytes.
const SHORT: usize = 700;

/// Whether a function is short and returns what a static holds.
fn hands_out(cx: CheckContext<'_>, file: FileId, function: &Function, global: &Static) -> bool {
    let held: HashSet<_> = global
        .ty
        .held_paths()
        .into_iter()
        .map(ItemPath::last)
        .collect();
    let is_held = |name: &str| name == "Self" || !is_container(name) && held.contains(name);
    let passes_on = |returned: &TypeRef| {
        let mut names = returned.paths().into_iter().map(ItemPath::last);
        returned.has_static_reference()
            || names.any(|name| name.ends_with("Guard") || is_held(name))
    };
    function.body.range().len() <= SHORT
        && function.returns.as_ref().is_some_and(passes_on)
        && function.parameters.len() <= 1
        && !cx.crates.is_test(file, function.at)
}

/// The type of a static as people speak of it: without what makes it late.
fn type_text(cx: CheckContext<'_>, global: &Global<'_>) -> String {
    let written = &cx.files[global.file.0].text[global.fact.ty_place.range()];
    // The static of a macro has a type with the sign of what the macro is given.
    let text = syn::parse_str::<syn::Type>(written).map_or_else(
        |_| written.to_owned(),
        |ty| ssot_rules::tokens::type_text(&ty),
    );
    let late = text.split_once('<').filter(|(outer, _)| {
        let name = ItemPath::new(outer).last();
        name.starts_with("Once") || name.contains("Lazy")
    });
    let inner = late.and_then(|(_, inner)| inner.strip_suffix('>'));
    inner.map_or_else(|| text.clone(), str::to_owned)
}

fn candidate(
    cx: CheckContext<'_>,
    global: &Global<'_>,
    holds: Holds,
    places: &[Place],
    accessors: &BTreeSet<(FileId, usize)>,
    calls: &Calls<'_>,
) -> Candidate {
    let mut evidence = Vec::new();
    let mut handed_out = Vec::new();
    let mut used = 0;
    for (file, position) in accessors {
        let function = &cx.files[file.0].facts.functions[*position];
        let called = calls.places(cx, *file, *position);
        used += called.len();
        let count = match (function.is_method(), called.len()) {
            (true, _) => "called as a method".to_owned(),
            (false, count) => format!("used in {}", pluralize(count, "place")),
        };
        let text = format!("`{}` hands it out, {count}", function.name);
        evidence.push(Evidence::new(function.place.in_file(*file), &text));
        handed_out.push(text);
        let text = format!("calls `{}`", function.name);
        evidence.extend(called.into_iter().map(|place| Evidence::new(place, &text)));
    }
    let is_accessor = |place: &&Place| {
        function_at(cx, place).is_none_or(|position| !accessors.contains(&(place.file, position)))
    };
    let direct: Vec<_> = places.iter().filter(is_accessor).collect();
    used += direct.len();
    let places = direct.iter().copied().cloned();
    evidence.extend(places.map(|place| Evidence::new(place, "uses it")));
    if !direct.is_empty() || handed_out.is_empty() {
        handed_out.push(match direct.len() {
            0 => "nothing that can be seen uses it".to_owned(),
            count => format!("used directly in {}", pluralize(count, "place")),
        });
    }
    let of = match holds {
        Holds::Type(of) => Some(cx.behind_alias(of)),
        _ => None,
    };
    let component = of.map(|of| cx.crates[of].name.as_str());
    Candidate {
        kind: Kind::Global,
        name: global.name.to_owned(),
        path: path_of(cx, global),
        place: global.place.clone(),
        evidence,
        reason: format!(
            "{}; {}",
            what(cx, global, holds, component),
            handed_out.join("; ")
        ),
        rank: rank(global, holds) + u64::try_from(used.min(90)).unwrap_or_default(),
        of_type: of,
    }
}

/// A sentence about what is shared.
fn what(
    cx: CheckContext<'_>,
    global: &Global<'_>,
    holds: Holds,
    component: Option<&str>,
) -> String {
    let shared = match (holds, component) {
        (Holds::Mutable, _) => "anyone can change it, and nothing protects it".to_owned(),
        (Holds::Atomic, _) => "a number or flag that everyone can change".to_owned(),
        (Holds::Type(_), Some(name)) => format!("one `{name}` for everyone"),
        (Holds::SetOnce, _) => format!(
            "one `{}` for everyone, set while the program runs",
            type_text(cx, global)
        ),
        (Holds::Read, _) => format!(
            "one `{}` for everyone, read from where the program runs",
            type_text(cx, global)
        ),
        _ => format!("one `{}` for everyone", type_text(cx, global)),
    };
    match global.fact.kind {
        StaticKind::ThreadLocal => shared.replace("everyone", "everything on a thread"),
        _ => shared,
    }
}

fn rank(global: &Global<'_>, holds: Holds) -> u64 {
    if global.fact.kind == StaticKind::ThreadLocal {
        return 300;
    }
    match holds {
        Holds::Mutable => 950,
        Holds::Type(_) => 900,
        Holds::Cell => 850,
        Holds::SetOnce => 750,
        Holds::Foreign => 700,
        Holds::Read => 500,
        Holds::Atomic => 400,
    }
}

/// The path of a static, with the function that it stands in.
fn path_of(cx: CheckContext<'_>, global: &Global<'_>) -> String {
    let module = cx.crates.module_of(cx.files, &global.place);
    let facts = &cx.files[global.place.file.0].facts;
    let function = function_at(cx, &global.place);
    let function = function.map(|position| &facts.functions[position]);
    let block = function.and_then(|function| facts.impl_around(function.at));
    let of = block.map(|block| block.of.as_str());
    let around = of
        .into_iter()
        .chain(function.map(|function| function.name.as_str()));
    let mut path = module.to_buf();
    for name in around.chain([global.name]).filter(|name| !name.is_empty()) {
        path.push(name);
    }
    path.into_string()
}
