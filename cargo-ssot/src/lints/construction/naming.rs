//! How code names a factory: what it writes, and what it has to import for that.

use std::collections::BTreeMap;

use super::written::WrittenPath;
use quote::quote;

use super::direct::Direct;
use crate::finding::FileId;
use crate::index::{Condition, ItemPath, ItemPathBuf, TypeKind, TypeRef};
use crate::lints::context::CheckContext;
use crate::resolve::{DefinitionId, InScope, ModuleId};
use crate::step::{Alteration, COMMENT, Edit};
use crate::syntax::text::{TextEdit, has_comment};

/// What modules import after the changes that have been planned.
#[derive(Debug, Default)]
pub(super) struct Planned(BTreeMap<(FileId, usize, String), String>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// What stands in the place of the type's path, from its first byte to the end of the type's name.
    pub(super) text: String,
    /// What stands in the place of the type's name alone, if what is before it stays.
    pub(super) last: Option<String>,
    /// What the module has to import: its position in the facts of the file, and the path.
    pub(super) need: Option<(usize, String)>,
}

impl Named {
    const fn new(text: String) -> Self {
        Self {
            text,
            last: None,
            need: None,
        }
    }

    /// The path in the place of the type's.
    pub(super) fn alterations(&self, file: FileId, path: &WrittenPath) -> Vec<Alteration> {
        let (start, text) = match &self.last {
            Some(last) => (path.ident.start, last),
            None => (path.head.start, &self.text),
        };
        let edit = TextEdit::new(start..path.head.end, text.clone());
        std::iter::once(Alteration::text(file, edit))
            .chain(self.import(file))
            .collect()
    }

    pub(super) fn import(&self, file: FileId) -> Option<Alteration> {
        let (module, path) = self.need.clone()?;
        let edit = Edit::Need { module, path };
        Some(Alteration { file, edit })
    }
}

/// How the factory of a component is named where its type is named now, or why it cannot be.
pub(super) fn name(
    cx: CheckContext<'_>,
    planned: &mut Planned,
    direct: &Direct,
    path: &WrittenPath,
) -> Result<Named, String> {
    let crates = cx.crates;
    let module = crates.module(direct.file, direct.construction.at.module());
    let Some(factory) = crates.factory_of(direct.component) else {
        let component = &crates[direct.component].name;
        return Err(format!("`{component}` has no factory"));
    };
    let place = Place {
        cx,
        module,
        direct,
        factory,
    };
    if path.prefix.is_none() && path.name == "Self" {
        return place.of_self(planned);
    }
    let text = &cx.files[direct.file.0].text;
    let before = text[path.head.start..path.ident.start].trim_end();
    let before = before.trim_end_matches(':').trim_end();
    let prefix = path.prefix.as_ref().map(ItemPathBuf::as_path);
    let name = ItemPath::new(&path.name);
    let whole = prefix.map_or_else(|| name.to_buf(), |prefix| prefix.join(name));
    let whole = whole.as_path();
    let named = place.named(planned, Some(before), whole)?;
    if named.last.is_none() && has_comment(before) {
        return Err(COMMENT.to_owned());
    }
    let alias = place.alias(whole).filter(|_| path.generic_type);
    if alias.is_some_and(|alias| !place.passes_arguments_on(alias)) {
        return Err(place.states_arguments(&path.name));
    }
    Ok(named)
}

struct Place<'a> {
    cx: CheckContext<'a>,
    module: ModuleId,
    direct: &'a Direct,
    factory: DefinitionId,
}

impl Place<'_> {
    fn factory(&self) -> &str {
        &self.cx.crates[self.factory].name
    }

    /// In the place of `Self`: the type of the impl around, with its generic arguments.
    fn of_self(&self, planned: &mut Planned) -> Result<Named, String> {
        let file = &self.cx.files[self.direct.file.0];
        let block = self.direct.construction.at.within_impl();
        let Some(block) = block.map(|block| &file.facts.impls[block]) else {
            return Err("`Self` is not known here".to_owned());
        };
        let prefix = block.of.parent().map(ItemPath::with_raw_marks);
        let named = self.named(planned, prefix.as_deref(), *block.of)?;
        let of = file.text.get(block.type_place.range());
        let of = of.unwrap_or_default();
        let arguments = of.find('<').map(|start| format!("::{}", &of[start..]));
        Ok(Named {
            text: format!("{}{}", named.text, arguments.unwrap_or_default()),
            last: None,
            ..named
        })
    }

    /// `written`: what stands in front of the name of the type.
    fn named(
        &self,
        planned: &mut Planned,
        written: Option<&str>,
        whole: ItemPath<'_>,
    ) -> Result<Named, String> {
        let crates = self.cx.crates;
        let (prefix, name) = whole.split_last();
        let alias = self.alias(whole);
        if let Some(alias) = alias {
            let ty = crates.type_of(self.cx.files, alias);
            let generic = ty.is_some_and(|ty| {
                ty.generic || ty.alias_target().is_some_and(TypeRef::states_arguments)
            });
            if generic && !self.passes_arguments_on(alias) {
                return Err(self.states_arguments(name));
            }
        }
        if let Some(prefix) = prefix {
            let there = crates.module_at(self.module, prefix);
            let offered =
                there.is_some_and(|there| crates.offers(self.module, there, self.factory));
            return match written {
                Some(written) if offered && alias.is_none() => Ok(Named {
                    last: Some(self.factory().to_owned()),
                    ..Named::new(ItemPath::new(written).join(self.factory()).into_string())
                }),
                _ => self.full_path(self.module).map(Named::new),
            };
        }
        let module = crates.named_module(self.module);
        match crates.in_scope(self.module, self.factory) {
            InScope::Meant => Ok(Named::new(self.factory().to_owned())),
            InScope::Taken => self.imported(module, name, alias.is_some()).map(Named::new),
            InScope::Free => {
                let path = self.imported(module, name, alias.is_some())?;
                let index = self.module_in_file();
                if !self.is_compiled_with(module, index, name) {
                    return Ok(Named::new(path));
                }
                let key = (self.direct.file, index, self.factory().to_owned());
                let known = planned.0.entry(key).or_insert_with(|| path.clone());
                if *known != path {
                    return Ok(Named::new(path));
                }
                Ok(Named {
                    need: Some((index, path)),
                    ..Named::new(self.factory().to_owned())
                })
            }
        }
    }

    /// Whether an import of the factory would lead to it whenever the module is compiled, as that of the type does.
    fn is_compiled_with(&self, module: ModuleId, index: usize, name: &str) -> bool {
        let imports = &self.cx.files[self.direct.file.0].facts.imports;
        let mut own = imports
            .iter()
            .filter(|import| import.at.module() == index && import.name == name)
            .peekable();
        if own.peek().is_some() {
            return own.any(|import| import.condition.is_always());
        }
        let crates = self.cx.crates;
        let needed = crates.condition(crates[self.factory].module, &Condition::default());
        crates
            .condition(module, &Condition::default())
            .implies(&needed)
    }

    /// The path of the factory in the words in which the module imports the type, where that leads to it.
    fn imported(&self, module: ModuleId, name: &str, alias: bool) -> Result<String, String> {
        let crates = self.cx.crates;
        let from = crates.imported_from(self.module, name).filter(|_| !alias);
        let from = from.filter(|from| {
            let there = crates.module_at(module, *from);
            there.is_some_and(|there| crates.offers(module, there, self.factory))
        });
        match from {
            Some(from) => Ok(from.join(self.factory()).as_path().with_raw_marks()),
            None => self.full_path(module),
        }
    }

    fn full_path(&self, module: ModuleId) -> Result<String, String> {
        let crates = self.cx.crates;
        let path = crates.path_to(module, self.factory);
        path.map(|path| path.as_path().with_raw_marks()).ok_or_else(|| {
            let (factory, component) = (self.factory(), &crates[self.direct.component].name);
            let home = crates.path_of(crates[self.factory].module);
            format!(
                "`{factory}` cannot be named here: it stands in `{home}`, which cannot be seen from here, and nothing \
                 passes it on; write `pub use` for it beside the one for `{component}`"
            )
        })
    }

    /// The alias that the path of the type leads to, if it is one.
    fn alias(&self, whole: ItemPath<'_>) -> Option<DefinitionId> {
        let crates = self.cx.crates;
        let of = crates.resolve_type(self.module, whole)?;
        let ty = crates.type_of(self.cx.files, of)?;
        (of != self.direct.component && ty.kind == TypeKind::Alias).then_some(of)
    }

    /// Whether an alias has the generic arguments of its type, in their order: `type Old<T> = New<T>`.
    fn passes_arguments_on(&self, alias: DefinitionId) -> bool {
        let definition = &self.cx.crates[alias];
        let Some(ty) = self.cx.type_of(alias) else {
            return false;
        };
        let text = &self.cx.files[definition.file.0].text[ty.item.range()];
        let Ok(item) = syn::parse_str::<syn::ItemType>(text) else {
            return false;
        };
        let syn::Type::Path(target) = &*item.ty else {
            return false;
        };
        let arguments = target.path.segments.last().map(|last| &last.arguments);
        let Some(syn::PathArguments::AngleBracketed(arguments)) = arguments else {
            return item.generics.params.is_empty();
        };
        let given = arguments.args.iter().map(|one| quote!(#one).to_string());
        // As arguments, without their bounds.
        let (_, own, _) = item.generics.split_for_impl();
        let own = syn::parse2::<syn::AngleBracketedGenericArguments>(quote!(#own));
        own.is_ok_and(|own| given.eq(own.args.iter().map(|one| quote!(#one).to_string())))
    }

    fn states_arguments(&self, alias: &str) -> String {
        let component = &self.cx.crates[self.direct.component].name;
        format!(
            "the alias `{alias}` states generic arguments of `{component}`, which its factory would have to be given"
        )
    }

    /// The module with a name around the place, by its position in the file.
    fn module_in_file(&self) -> usize {
        let modules = &self.cx.files[self.direct.file.0].facts.modules;
        let mut index = self.direct.construction.at.module();
        while let Some(parent) = modules[index].parent.filter(|_| modules[index].block) {
            index = parent;
        }
        index
    }
}
