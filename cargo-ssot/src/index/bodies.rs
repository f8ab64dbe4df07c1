//! Expressions and patterns: what is called, constructed and mentioned.

use std::collections::BTreeSet;

use proc_macro2::Span;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, Pat, Path, QSelf};

use super::reader::Reader;
use super::{Bytes, Construction, Form, InternedPath, ItemPath, ItemPathBuf, PathRef, TypeRef};

/// Types of the standard library that hold a value or lead to one.
const HOLDERS: &[&str] = &[
    "Arc", "BTreeMap", "Box", "Cell", "HashMap", "Mutex", "Option", "Pin", "Poll", "Rc", "RefCell",
    "RwLock", "Vec", "VecDeque",
];

/// The paths in what a function returns by value. Another type that holds something may have been given it, unless the
/// function writes a literal of it.
pub(super) fn paths_by_value(ty: &TypeRef, body: &syn::Block) -> Vec<InternedPath> {
    let mut found = Vec::new();
    values(ty, false, &mut found);
    let mut written = Literals(BTreeSet::new());
    if found.iter().any(|(_, held)| *held) {
        written.visit_block(body);
    }
    let is_written =
        |path: InternedPath| written.0.contains("Self") || written.0.contains(path.last());
    found.retain(|(path, held)| !held || is_written(*path));
    found.into_iter().map(|(path, _)| path).collect()
}

/// The paths of values in a type, each with whether it stands in another type.
fn values(ty: &TypeRef, held: bool, found: &mut Vec<(InternedPath, bool)>) {
    match ty {
        TypeRef::Path {
            path, arguments, ..
        } => {
            found.push((*path, held));
            let name = path.last();
            // An alias of a result is called so.
            let held = held || !name.ends_with("Result") && !HOLDERS.contains(&name);
            arguments.iter().for_each(|ty| values(ty, held, found));
        }
        TypeRef::Bounds { bounds, .. } => {
            let arguments = bounds.iter().flat_map(TypeRef::parts);
            arguments.for_each(|ty| values(ty, held, found));
        }
        TypeRef::Parts(parts) => parts.iter().for_each(|ty| values(ty, held, found)),
        TypeRef::Reference { .. } | TypeRef::Function(_) | TypeRef::Unknown => {}
    }
}

/// The names of the types of which a body has literals.
struct Literals(BTreeSet<String>);

impl<'a> Visit<'a> for Literals {
    fn visit_expr_struct(&mut self, literal: &'a syn::ExprStruct) {
        self.0.insert(last_name(&literal.path));
        visit::visit_expr_struct(self, literal);
    }

    fn visit_expr_path(&mut self, path: &'a syn::ExprPath) {
        // A tuple struct, or a unit struct; what else has such a name returns nothing of that type.
        self.0.insert(last_name(&path.path));
    }
}

fn last_name(path: &Path) -> String {
    let last = path.segments.last();
    last.map(|last| last.ident.to_string()).unwrap_or_default()
}

impl Reader {
    pub(super) fn expression(&mut self, expression: &Expr) {
        match expression {
            Expr::Struct(literal) => {
                let path = written(literal.qself.as_ref(), &literal.path);
                let head = (literal.qself.as_ref(), &literal.path);
                let end = literal.brace_token.span.close();
                self.construction(Form::Literal, path, &literal.attrs, head, end);
                self.mention(literal.qself.as_ref(), &literal.path);
                visit::visit_expr_struct(self, literal);
            }
            Expr::Call(call) => {
                if let Expr::Path(function) = &*call.func {
                    let path = written(function.qself.as_ref(), &function.path);
                    let head = (function.qself.as_ref(), &function.path);
                    let end = call.paren_token.span.close();
                    self.construction(Form::Call, path, &call.attrs, head, end);
                    self.pattern_literal(&function.path, call.args.first());
                    self.mention(function.qself.as_ref(), &function.path);
                    visit::visit_expr_path(self, function);
                    for argument in &call.args {
                        self.visit_expr(argument);
                    }
                } else {
                    visit::visit_expr_call(self, call);
                }
            }
            Expr::Path(path) => {
                if path.path.segments.len() > 1 || path.qself.is_some() {
                    let text = written(path.qself.as_ref(), &path.path);
                    let head = (path.qself.as_ref(), &path.path);
                    self.construction(Form::Value, text, &path.attrs, head, path.path.span());
                    self.mention(path.qself.as_ref(), &path.path);
                }
                visit::visit_expr_path(self, path);
            }
            other => visit::visit_expr(self, other),
        }
    }

    pub(super) fn pattern(&mut self, pattern: &Pat) {
        match pattern {
            Pat::Struct(fields) => {
                let exhaustive = fields.rest.is_none();
                self.fields(fields.qself.as_ref(), &fields.path, exhaustive, fields);
            }
            Pat::TupleStruct(fields) => {
                let mut elements = fields.elems.iter();
                let exhaustive = !elements.any(|element| matches!(element, Pat::Rest(_)));
                self.fields(fields.qself.as_ref(), &fields.path, exhaustive, fields);
            }
            Pat::Path(path) => self.mention(path.qself.as_ref(), &path.path),
            _ => {}
        }
        visit::visit_pat(self, pattern);
    }

    fn fields(
        &mut self,
        qself: Option<&QSelf>,
        path: &Path,
        exhaustive: bool,
        pattern: &impl ToTokens,
    ) {
        self.mention(qself, path);
        if exhaustive {
            let fact = PathRef {
                at: self.at,
                path: written(qself, path).into(),
                place: self.bytes(pattern),
            };
            self.facts.patterns.push(fact);
        }
    }

    /// A path outside of `use`, if it has more than one segment.
    pub(super) fn mention(&mut self, qself: Option<&QSelf>, path: &Path) {
        // `<T as module::Trait>::Item` is written with the trait's path behind the type.
        let segments = qself.map_or(path.segments.len(), |qself| qself.position);
        if segments < 2 && path.leading_colon.is_none() {
            return;
        }
        let mut kept = path.segments.iter().take(segments);
        let (Some(first), last) = (kept.next(), kept.last()) else {
            return;
        };
        // The impl around says what that is.
        if first.ident == "Self" {
            return;
        }
        let last = last.unwrap_or(first);
        let colon = path.leading_colon.as_ref();
        let start = colon.map_or_else(|| first.ident.span(), Spanned::span);
        let fact = PathRef {
            at: self.at,
            path: ItemPathBuf::from_start(path, segments).into(),
            place: self.between(start, last.ident.span()),
        };
        self.facts.paths.push(fact);
    }

    fn construction(
        &mut self,
        form: Form,
        path: ItemPathBuf,
        attributes: &[Attribute],
        (qself, head): (Option<&QSelf>, &Path),
        end: Span,
    ) {
        // A name behind a path that starts with a capital letter is no function, and the prelude's variants make nothing of
        // ours. Of both there are more than of all else.
        let is_none = match form {
            Form::Value => head.segments.last().is_some_and(|last| {
                let name = last.ident.to_string();
                name.starts_with(char::is_uppercase)
            }),
            Form::Call => ["Ok", "Err", "Some"].iter().any(|name| head.is_ident(name)),
            Form::Literal => false,
        };
        if is_none {
            return;
        }
        let place = self.bytes(head);
        let whole = match (attributes, qself) {
            ([], None) => Bytes {
                end: self.span(end).end,
                ..place
            },
            (_, Some(qself)) => self.until(attributes, &qself.lt_token, end),
            (_, None) => self.until(attributes, head, end),
        };
        self.facts.constructions.push(Construction {
            at: self.at,
            form,
            path: path.into(),
            place,
            whole,
        });
    }
}

/// The path as it reads with the type in angle brackets in its place: `<T>::new` is `T::new`.
fn written(qself: Option<&QSelf>, path: &Path) -> ItemPathBuf {
    let Some(qself) = qself else {
        return ItemPathBuf::from_syntax(path);
    };
    let unknown = || ItemPath::new("?").to_buf();
    let mut written = ItemPathBuf::from_type(&qself.ty).unwrap_or_else(unknown);
    for segment in path.segments.iter().skip(qself.position) {
        written.push(segment.ident.unraw().to_string());
    }
    written
}
