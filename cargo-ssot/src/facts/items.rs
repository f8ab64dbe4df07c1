//! The items of a file.

use std::str::FromStr;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use ssot_rules::arguments::{GuardArguments, Scope};
use ssot_rules::violation::Violations;
use ssot_rules::{derives, names};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Fields, ItemImpl, ItemMod, ItemStruct, ItemTrait, ItemUse, TraitItem, UseTree};

use super::attributes::{Attributes, is_test_support};
use super::{
    Address, Bytes, DEEPEST, DeclaredModule, Facts, Function, Guard, Impl, Import, Module,
    StaticKind, Surroundings, Trait, Type, TypeKind, Visibility, is_nested_too_deeply,
};
use super::{Static, misuses};

/// Why a file could not be read, with the facts that could be told all the same.
pub struct Unreadable {
    /// Line and column, counted from 1.
    pub position: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What does not need the syntax.
    pub facts: Facts,
}

impl core::fmt::Debug for Unreadable {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(&self.message)
    }
}

/// Reads the facts of a file.
///
/// # Errors
///
/// It is no Rust, or nested more deeply than can be read.
pub fn read(text: &str) -> Result<Facts, Box<Unreadable>> {
    let result = read_tokens(text);
    // Nothing of the syntax is left, so its places can be forgotten: they would be kept for the thread's life.
    proc_macro2::extra::invalidate_current_thread_spans();
    result
}

fn read_tokens(text: &str) -> Result<Facts, Box<Unreadable>> {
    let skipped = skipped(text);
    let unreadable = |span: Option<Span>, message: String, help: &str, facts: Facts| {
        let position = span.map(|span| {
            let start = span.start();
            let lines = text[..skipped].matches('\n').count();
            let column = if start.line == 1 && lines == 0 {
                text[..skipped].chars().count()
            } else {
                0
            };
            (start.line + lines, start.column + column + 1)
        });
        Box::new(Unreadable {
            position,
            message,
            help: help.to_owned(),
            facts,
        })
    };
    let tokens = TokenStream::from_str(&text[skipped..]).map_err(|error| {
        let message = format!("the file is no Rust: {error}");
        unreadable(Some(error.span()), message, REPAIR, Facts::default())
    })?;
    if is_nested_too_deeply(tokens.clone()) {
        let message =
            format!("the code is nested too deeply: more than {DEEPEST} tokens within one another");
        return Err(unreadable(None, message, EXCLUDE, Facts::default()));
    }
    let mut reader = Reader::new(skipped);
    reader.addresses(tokens.clone());
    match syn::parse2::<syn::File>(tokens) {
        Ok(file) => {
            let attributes = Attributes::read(&file.attrs);
            reader.facts.modules[0].test = attributes.test;
            reader.facts.modules[0].condition = attributes.condition;
            reader.at.test = attributes.test;
            reader.visit_file(&file);
            Ok(reader.facts)
        }
        Err(error) => {
            let message = format!("the file does not parse: {error}");
            Err(unreadable(
                Some(error.span()),
                message,
                REPAIR,
                reader.facts,
            ))
        }
    }
}

const REPAIR: &str = "repair it, or list it under `exclude` in `ssot.toml`; addresses in it are reported all the same \
    where its brackets match";
const EXCLUDE: &str = "list it under `exclude` in `ssot.toml`";

/// How many bytes stand before the first token: a byte order mark, and a line for the shell.
fn skipped(text: &str) -> usize {
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let rest = &text[mark..];
    let is_attribute = || rest[2..].trim_start().starts_with('[');
    if rest.starts_with("#!") && !is_attribute() {
        return mark + rest.find('\n').unwrap_or(rest.len());
    }
    mark
}

/// Reads a file item by item.
pub(super) struct Reader {
    pub(super) facts: Facts,
    pub(super) at: Surroundings,
    /// The predicate that a macro puts around the items in it: `cfg_if!`.
    pub(super) condition: String,
    /// Bytes before the first token.
    skipped: usize,
}

impl Reader {
    fn new(skipped: usize) -> Self {
        let mut facts = Facts::default();
        facts.modules.push(Module::default());
        Self {
            facts,
            at: Surroundings::default(),
            condition: String::new(),
            skipped,
        }
    }

    /// The bytes from the first token of something to its last.
    pub(super) fn bytes(&self, of: &impl ToTokens) -> Bytes {
        let span = of.span();
        self.span(span)
    }

    #[expect(clippy::cast_possible_truncation, reason = "no file is as long")]
    pub(super) fn span(&self, span: Span) -> Bytes {
        let range = span.byte_range();
        Bytes {
            start: (range.start + self.skipped) as u32,
            end: (range.end + self.skipped) as u32,
        }
    }

    pub(super) fn between(&self, start: Span, end: Span) -> Bytes {
        Bytes {
            start: self.span(start).start,
            end: self.span(end).end,
        }
    }

    fn addresses(&mut self, tokens: TokenStream) {
        for finding in ssot_rules::hardcoded::findings(tokens) {
            let Some(address) = finding.reached() else {
                continue;
            };
            let address = Address {
                place: self.span(finding.literal.span()),
                shown: ssot_rules::hardcoded::shown(&finding.text[address.part.clone()]),
                kind: address.kind.to_string(),
            };
            self.facts.addresses.push(address);
        }
    }

    /// Does something for an item with these attributes.
    pub(super) fn within<R>(
        &mut self,
        attributes: &Attributes,
        work: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let outer = self.at;
        self.at.test |= attributes.test;
        let result = work(self);
        self.at = outer;
        result
    }

    /// Reads the block of a function or of something else as a module without a name.
    pub(super) fn block(&mut self, work: impl FnOnce(&mut Self)) {
        let outer = self.at;
        self.facts.modules.push(Module {
            parent: Some(outer.module),
            test: outer.test,
            block: true,
            ..Module::default()
        });
        self.at.module = self.facts.modules.len() - 1;
        work(self);
        self.at = outer;
    }

    fn uses(&mut self, tree: &UseTree, before: &str, import: &ItemUse, condition: &str) {
        let joined = |name: &str| {
            if before.is_empty() || before == "::" {
                format!("{before}{name}")
            } else {
                format!("{before}::{name}")
            }
        };
        let (path, name, place) = match tree {
            UseTree::Path(path) => {
                let joined = joined(&path.ident.unraw().to_string());
                return self.uses(&path.tree, &joined, import, condition);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.uses(tree, before, import, condition);
                }
                return;
            }
            UseTree::Name(name) if name.ident == "self" => {
                let last = before.rsplit("::").next().unwrap_or_default().to_owned();
                (before.to_owned(), last, self.span(name.ident.span()))
            }
            UseTree::Name(name) => {
                let ident = name.ident.unraw().to_string();
                (joined(&ident), ident, self.span(name.ident.span()))
            }
            UseTree::Rename(rename) => {
                let ident = rename.ident.unraw().to_string();
                let path = if ident == "self" {
                    before.to_owned()
                } else {
                    joined(&ident)
                };
                let place = self.between(rename.ident.span(), rename.rename.span());
                (path, rename.rename.unraw().to_string(), place)
            }
            UseTree::Glob(glob) => (before.to_owned(), "*".to_owned(), self.bytes(glob)),
        };
        self.facts.imports.push(Import {
            at: self.at,
            path,
            name,
            visibility: visibility(&import.vis),
            place,
            condition: condition.to_owned(),
        });
    }

    fn type_item(&mut self, item: TypeItem<'_>, attributes: &Attributes) {
        let guard = item.structure.and_then(|_| self.guard(attributes));
        let constructing_derives = match &guard {
            Some(_) => self.constructing_derives(attributes),
            None => Vec::new(),
        };
        let fact = Type {
            name: item.ident.unraw().to_string(),
            kind: item.kind,
            at: Surroundings {
                test: self.at.test || attributes.test,
                ..self.at
            },
            visibility: visibility(item.visibility),
            condition: attributes.condition.clone(),
            place: self.span(item.ident.span()),
            item: item.bytes,
            members: item.members,
            shares_state: item.shares_state,
            generic: item.generic,
            named_fields: item.named_fields,
            guard,
            moved: attributes.of_ours(&[names::MOVED]).is_some(),
            constructing_derives,
        };
        self.facts.types.push(fact);
    }

    fn guard(&self, attributes: &Attributes) -> Option<Guard> {
        let ours = attributes.of_ours(&[
            names::FACTORY_ONLY,
            names::SSOT_COMPONENT,
            names::SSOT_CONFIG,
        ])?;
        let mut ignored = Violations::new();
        // Mistakes in the arguments are reported where the whole item is checked.
        let arguments = match ours.name {
            names::SSOT_CONFIG => GuardArguments::default(),
            name => GuardArguments::read(name, ours.arguments.clone(), &mut ignored),
        };
        let _ = ignored.into_vec();
        let text = |path: &syn::Path| super::bodies::path_text(path);
        Some(Guard {
            attribute: ours.name,
            place: self.bytes(&ours.path),
            enforcement: arguments.enforcement,
            name: arguments.name.map(|name| name.value()),
            canonical: arguments.canonical.map(|(_, path)| text(&path)),
            implements: arguments.implements.iter().map(text).collect(),
            scope: arguments.scope.map(|scope| match scope {
                Scope::Singleton => "singleton".to_owned(),
                Scope::Context(context) => {
                    format!("context({})", ssot_rules::composition::text(&context))
                }
                _ => "transient".to_owned(),
            }),
            generated_constructor: arguments.new.is_some() || ours.name == names::SSOT_CONFIG,
        })
    }

    /// Derives above the attribute, which the macro does not see.
    fn constructing_derives(&self, attributes: &Attributes) -> Vec<(String, Bytes)> {
        let guard = attributes.of_ours(&[
            names::FACTORY_ONLY,
            names::SSOT_COMPONENT,
            names::SSOT_CONFIG,
        ]);
        let Some(guard) = guard else {
            return Vec::new();
        };
        let above = attributes
            .derives
            .iter()
            .filter(|(position, _)| *position < guard.position);
        let constructing = above.filter_map(|(_, path)| {
            let name = path.segments.last()?.ident.to_string();
            derives::constructs(&name).then(|| (name, self.bytes(path)))
        });
        constructing.collect()
    }
}

/// What is common to the items that define a type.
struct TypeItem<'a> {
    ident: &'a syn::Ident,
    kind: TypeKind,
    visibility: &'a syn::Visibility,
    bytes: Bytes,
    members: Vec<String>,
    shares_state: bool,
    generic: bool,
    named_fields: bool,
    structure: Option<&'a ItemStruct>,
}

pub(super) fn visibility(visibility: &syn::Visibility) -> Visibility {
    match visibility {
        syn::Visibility::Public(_) => Visibility::Public,
        syn::Visibility::Restricted(_) => Visibility::Restricted,
        syn::Visibility::Inherited => Visibility::Private,
    }
}

fn members(fields: &Fields) -> Vec<String> {
    let fields = fields.iter().enumerate().map(|(index, field)| {
        let name = field
            .ident
            .as_ref()
            .map_or_else(|| index.to_string(), |ident| ident.unraw().to_string());
        format!("{name}: {}", compact(&field.ty))
    });
    fields.collect()
}

/// As it is written, without white space that does not separate words.
pub(super) fn compact(of: &impl ToTokens) -> String {
    ssot_rules::tokens::text(of.to_token_stream(), true)
}

/// Whether the type of a field can change behind a shared reference. Atomic numbers are left out: what has only those counts
/// something or remembers a flag.
fn shares_state(fields: &Fields) -> bool {
    const SHARED: &[&str] = &[
        "Mutex",
        "RwLock",
        "RefCell",
        "Cell",
        "UnsafeCell",
        "Sender",
        "Receiver",
        "UnboundedSender",
        "UnboundedReceiver",
        "SyncSender",
        "DashMap",
        "Notify",
        "Semaphore",
        "Condvar",
        "Pool",
        "PgPool",
    ];
    fields.iter().any(|field| {
        super::bodies::paths_held(&field.ty).iter().any(|path| {
            let last = path.rsplit("::").next().unwrap_or_default();
            SHARED.contains(&last)
        })
    })
}

impl<'a> Visit<'a> for Reader {
    #[expect(clippy::too_many_lines, reason = "to be split")]
    fn visit_item(&mut self, item: &'a syn::Item) {
        let mut attributes = Attributes::read(attributes_of(item));
        attributes.add_condition(&self.condition);
        misuses::read(self, item, &attributes);
        match item {
            syn::Item::Mod(item) => self.module(item, &attributes),
            syn::Item::Use(item) => self.within(&attributes, |reader| {
                let before = if item.leading_colon.is_some() {
                    "::"
                } else {
                    ""
                };
                reader.uses(&item.tree, before, item, &attributes.condition);
            }),
            syn::Item::ExternCrate(item) => {
                let ident = item.ident.unraw().to_string();
                let name = item
                    .rename
                    .as_ref()
                    .map_or_else(|| ident.clone(), |(_, name)| name.unraw().to_string());
                let import = Import {
                    at: self.at,
                    path: if ident == "self" {
                        "crate".to_owned()
                    } else {
                        format!("::{ident}")
                    },
                    name,
                    visibility: visibility(&item.vis),
                    place: self.bytes(&item.ident),
                    condition: attributes.condition.clone(),
                };
                self.facts.imports.push(import);
            }
            syn::Item::Struct(item) => {
                let described = TypeItem {
                    ident: &item.ident,
                    kind: TypeKind::Struct,
                    visibility: &item.vis,
                    bytes: self.bytes(item),
                    members: members(&item.fields),
                    shares_state: shares_state(&item.fields),
                    generic: item.generics.type_params().next().is_some(),
                    named_fields: matches!(item.fields, Fields::Named(_)),
                    structure: Some(item),
                };
                self.type_item(described, &attributes);
                self.within(&attributes, |reader| visit::visit_item_struct(reader, item));
            }
            syn::Item::Enum(item) => {
                let variant = |variant: &syn::Variant| {
                    format!(
                        "{}({})",
                        variant.ident.unraw(),
                        members(&variant.fields).join(",")
                    )
                };
                let described = TypeItem {
                    ident: &item.ident,
                    kind: TypeKind::Enum,
                    visibility: &item.vis,
                    bytes: self.bytes(item),
                    members: item.variants.iter().map(variant).collect(),
                    shares_state: false,
                    generic: item.generics.type_params().next().is_some(),
                    named_fields: false,
                    structure: None,
                };
                self.type_item(described, &attributes);
                self.within(&attributes, |reader| visit::visit_item_enum(reader, item));
            }
            syn::Item::Union(item) => {
                let described = TypeItem {
                    ident: &item.ident,
                    kind: TypeKind::Union,
                    visibility: &item.vis,
                    bytes: self.bytes(item),
                    members: members(&Fields::Named(item.fields.clone())),
                    shares_state: false,
                    generic: item.generics.type_params().next().is_some(),
                    named_fields: true,
                    structure: None,
                };
                self.type_item(described, &attributes);
            }
            syn::Item::Type(item) => {
                let described = TypeItem {
                    ident: &item.ident,
                    kind: TypeKind::Alias,
                    visibility: &item.vis,
                    bytes: self.bytes(item),
                    members: vec![compact(&item.ty)],
                    shares_state: false,
                    generic: item.generics.type_params().next().is_some(),
                    named_fields: false,
                    structure: None,
                };
                self.type_item(described, &attributes);
                self.within(&attributes, |reader| visit::visit_item_type(reader, item));
            }
            syn::Item::Trait(item) => self.trait_item(item, &attributes),
            syn::Item::Impl(item) => self.impl_item(item, &attributes),
            syn::Item::Fn(item) => self.within(&attributes, |reader| {
                reader.function(&item.sig, &item.vis, &item.block);
            }),
            syn::Item::Static(item) => self.within(&attributes, |reader| {
                let fact = Static {
                    name: item.ident.unraw().to_string(),
                    kind: StaticKind::Plain,
                    at: reader.at,
                    place: reader.bytes(&item.ident),
                    ty: compact(&item.ty),
                    paths: super::bodies::paths_in(&item.ty),
                    mutable: matches!(item.mutability, syn::StaticMutability::Mut(_)),
                };
                reader.facts.statics.push(fact);
                visit::visit_item_static(reader, item);
            }),
            item => self.within(&attributes, |reader| visit::visit_item(reader, item)),
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        let attributes = Attributes::read(&item.attrs);
        self.within(&attributes, |reader| {
            reader.function(&item.sig, &item.vis, &item.block);
        });
    }

    fn visit_trait_item_fn(&mut self, item: &'a syn::TraitItemFn) {
        let attributes = Attributes::read(&item.attrs);
        self.within(&attributes, |reader| match &item.default {
            Some(block) => reader.function(&item.sig, &syn::Visibility::Inherited, block),
            None => reader.visit_signature(&item.sig),
        });
    }

    fn visit_block(&mut self, block: &'a syn::Block) {
        // Only a block with items of its own has names of its own.
        if block
            .stmts
            .iter()
            .any(|statement| matches!(statement, syn::Stmt::Item(_)))
        {
            self.block(|reader| visit::visit_block(reader, block));
        } else {
            visit::visit_block(self, block);
        }
    }

    fn visit_stmt(&mut self, statement: &'a syn::Stmt) {
        visit::visit_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a syn::Expr) {
        self.expression(expression);
    }

    fn visit_pat(&mut self, pattern: &'a syn::Pat) {
        self.pattern(pattern);
    }

    fn visit_type_path(&mut self, ty: &'a syn::TypePath) {
        self.mention(ty.qself.as_ref(), &ty.path);
        visit::visit_type_path(self, ty);
    }

    fn visit_trait_bound(&mut self, bound: &'a syn::TraitBound) {
        self.mention(None, &bound.path);
        visit::visit_trait_bound(self, bound);
    }

    fn visit_macro(&mut self, invocation: &'a syn::Macro) {
        self.invocation(invocation);
    }

    // Attributes hold no code that is compiled here.
    fn visit_attribute(&mut self, _attribute: &'a syn::Attribute) {}
}

impl Reader {
    fn module(&mut self, item: &ItemMod, attributes: &Attributes) {
        let name = item.ident.unraw().to_string();
        let test = self.at.test || attributes.test || is_test_support(&name);
        let Some((_, items)) = &item.content else {
            self.facts.declared_modules.push(DeclaredModule {
                name,
                parent: self.at.module,
                test,
                condition: attributes.condition.clone(),
                paths: attributes.paths.clone(),
                place: self.bytes(&item.ident),
            });
            return;
        };
        let outer = self.at;
        self.facts.modules.push(Module {
            name,
            parent: Some(outer.module),
            test,
            block: false,
            condition: attributes.condition.clone(),
            folder: attributes.paths.first().cloned(),
            place: self.bytes(item),
        });
        self.at = Surroundings {
            module: self.facts.modules.len() - 1,
            test,
            ..outer
        };
        for item in items {
            self.visit_item(item);
        }
        self.at = outer;
    }

    fn trait_item(&mut self, item: &ItemTrait, attributes: &Attributes) {
        let methods = item.items.iter().filter_map(|item| match item {
            TraitItem::Fn(function) => Some((
                function.sig.ident.unraw().to_string(),
                function.default.is_some(),
            )),
            _ => None,
        });
        let name = item.ident.unraw().to_string();
        let interface = attributes.of_ours(&[names::SSOT_INTERFACE]);
        let mocked = interface.is_some_and(|interface| {
            let mut ignored = Violations::new();
            let arguments = ssot_rules::arguments::InterfaceArguments::read(
                interface.arguments.clone(),
                &mut ignored,
            );
            let _ = ignored.into_vec();
            arguments.mock.is_some()
        });
        if attributes.automock {
            self.facts.automocked.push(name.clone());
        }
        let fact = Trait {
            name,
            at: Surroundings {
                test: self.at.test || attributes.test,
                ..self.at
            },
            visibility: visibility(&item.vis),
            condition: attributes.condition.clone(),
            place: self.bytes(&item.ident),
            item: self.bytes(item),
            methods: methods.collect(),
            interface: interface.is_some(),
            mocked: mocked || attributes.automock,
        };
        self.facts.traits.push(fact);
        self.within(attributes, |reader| visit::visit_item_trait(reader, item));
    }

    fn impl_item(&mut self, item: &ItemImpl, attributes: &Attributes) {
        let interface = item
            .trait_
            .as_ref()
            .map(|(path, _)| super::bodies::path_text(path));
        self.within(attributes, |reader| {
            reader.facts.impls.push(Impl {
                at: reader.at,
                of: super::bodies::path_of_type(&item.self_ty).unwrap_or_default(),
                interface,
                factory: attributes.of_ours(&[names::FACTORY]).is_some(),
                place: reader.between(item.impl_token.span, item.self_ty.span()),
            });
            reader.at.within_impl = Some(reader.facts.impls.len() - 1);
            visit::visit_item_impl(reader, item);
        });
    }

    fn function(&mut self, signature: &syn::Signature, seen: &syn::Visibility, block: &syn::Block) {
        let returned = match &signature.output {
            syn::ReturnType::Default => None,
            syn::ReturnType::Type(_, ty) => Some(ty),
        };
        let inputs = || signature.inputs.iter();
        let typed = inputs().filter(|input| matches!(input, syn::FnArg::Typed(_)));
        let fact = Function {
            name: signature.ident.unraw().to_string(),
            at: self.at,
            visibility: visibility(seen),
            place: self.bytes(&signature.ident),
            method: inputs().any(|input| matches!(input, syn::FnArg::Receiver(_))),
            parameters: typed.count(),
            returns: returned.map(compact).unwrap_or_default(),
            returned_paths: returned
                .map(|ty| super::bodies::paths_in(ty))
                .unwrap_or_default(),
            statics_mentioned: super::bodies::capitals(block),
            signature: format!(
                "{}{}",
                compact(&signature.inputs),
                returned.map(compact).unwrap_or_default()
            ),
        };
        self.facts.functions.push(fact);
        let outer = self.at;
        self.at.function = Some(self.facts.functions.len() - 1);
        self.visit_signature(signature);
        self.visit_block(block);
        self.at = outer;
    }
}

fn attributes_of(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::ExternCrate(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::ForeignMod(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::TraitAlias(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Union(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
