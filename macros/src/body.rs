//! The body of a constructor: every literal of the guarded type gets the seal.

mod invocation;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use ssot_rules::names;
use ssot_rules::tokens::any_ident;
use syn::parse::Parser;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Block, Expr, ExprCall, ExprPath, ExprStruct, FieldPat, FieldValue, Index, Item, Macro, Member,
    Pat, Path, Token, Type, parse_quote_spanned,
};

use crate::generate::{generated_at, ident_at, used};

/// A constructor that another one can call.
pub(crate) struct Callable<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) parameters: usize,
}

/// Adds the seal to the literals, and passes it on to other constructors.
pub(crate) struct Sealing<'a> {
    component: &'a Ident,
    constructors: &'a [Callable<'a>],
    /// Whether there is a seal to add: without one, only the calls of constructors change.
    sealed: bool,
    /// Whether an item of the body bears the type's name, which then means that item.
    hidden: bool,
    /// How often the seal was used.
    uses: usize,
    /// How often anything was rewritten, patterns included.
    changes: usize,
}

impl<'a> Sealing<'a> {
    pub(crate) fn new(
        path: &'a Path,
        component: &'a Ident,
        constructors: &'a [Callable<'a>],
        sealed: bool,
    ) -> Self {
        Self {
            component,
            constructors,
            sealed,
            // Behind a longer path, the bare name may be that of another type.
            hidden: path.segments.len() > 1,
            uses: 0,
            changes: 0,
        }
    }

    /// Rewrites the body. A body that never makes an instance still uses its seal, or rustc would
    /// call the parameter unused.
    pub(crate) fn rewrite(&mut self, body: &mut Block, runtime: &Path) {
        self.hidden |= hides(body, self.component);
        self.visit_block_mut(body);
        if self.sealed && self.uses == 0 {
            let place = body.brace_token.span.open();
            let seal = ident_at(names::SEAL_PARAMETER, place);
            let statement =
                parse_quote_spanned!(generated_at(place)=> #runtime::private::unused(#seal););
            body.stmts.insert(0, statement);
        }
    }

    fn seal(&mut self, place: Span) -> Ident {
        self.uses += 1;
        self.changes += 1;
        ident_at(names::SEAL_PARAMETER, place)
    }

    fn field(&self, place: Span) -> Ident {
        ident_at(&names::seal_field(self.component), place)
    }

    /// `Self`, the type's own name, or that name behind `self::`.
    ///
    /// What is generated says `Self` in all three cases: nothing can hide that.
    fn is_component(&self, path: &Path) -> bool {
        let named = |word: &Ident| word == self.component && !self.hidden;
        let mut segments = path.segments.iter();
        match (
            path.leading_colon,
            segments.next(),
            segments.next(),
            segments.next(),
        ) {
            (None, Some(only), None, _) => only.ident == "Self" || named(&only.ident),
            (None, Some(first), Some(last), None) => {
                first.ident == "self" && last.ident == *self.component
            }
            _ => false,
        }
    }

    /// What `Self::create`, `Name::create` or `<Self>::create` means: the private part of that
    /// constructor, and how many parameters it was written with.
    fn constructor(&self, callee: &ExprPath) -> Option<(ExprPath, usize)> {
        let segments = &callee.path.segments;
        let own = if let Some(qself) = &callee.qself {
            qself.position == 0 && segments.len() == 1 && self.is_component_type(&qself.ty)
        } else {
            let mut owner = callee.path.clone();
            owner.segments.pop();
            owner.segments.pop_punct();
            !owner.segments.is_empty() && self.is_component(&owner)
        };
        let last = segments.last()?;
        let known = self
            .constructors
            .iter()
            .find(|known| own && *known.name == last.ident)?;
        let name = names::private_constructor(self.component, &last.ident);
        let name = ident_at(&name, last.ident.span());
        let arguments = last.arguments.to_token_stream();
        let place = generated_at(callee.span());
        Some((
            parse_quote_spanned!(place=> Self::#name #arguments),
            known.parameters,
        ))
    }

    fn is_component_type(&self, ty: &Type) -> bool {
        match ty {
            Type::Path(ty) => ty.qself.is_none() && self.is_component(&ty.path),
            Type::Group(group) => self.is_component_type(&group.elem),
            Type::Paren(paren) => self.is_component_type(&paren.elem),
            _ => false,
        }
    }

    fn literal(&mut self, literal: &mut ExprStruct) {
        let place = literal.path.span();
        if !self.sealed {
            if literal.qself.is_none() && self.is_component(&literal.path) {
                literal.path = self_path(place);
                self.changes += 1;
            }
            return;
        }
        // `..base` brings the seal of the instance that it takes apart.
        if literal.qself.is_some()
            || literal.dot2_token.is_some()
            || !self.is_component(&literal.path)
        {
            return;
        }
        let positions = literal
            .fields
            .iter()
            .filter(|field| matches!(field.member, Member::Unnamed(_)))
            .count();
        let member = if positions > 0 && positions == literal.fields.len() {
            Member::Unnamed(Index {
                index: u32::try_from(positions).unwrap_or(u32::MAX),
                span: place,
            })
        } else {
            Member::Named(self.field(place))
        };
        let seal = used(&self.seal(place));
        literal.fields.push(FieldValue {
            attrs: Vec::new(),
            member,
            colon_token: Some(Token![:](generated_at(place))),
            expr: Expr::Verbatim(seal),
        });
        literal.path = self_path(place);
    }

    /// Whether the call was one of the guarded type's own, and so has got the seal.
    fn call(&mut self, call: &mut ExprCall) -> bool {
        let Expr::Path(callee) = &*call.func else {
            return false;
        };
        let place = callee.span();
        if self.sealed && callee.qself.is_none() && self.is_component(&callee.path) {
            let seal = used(&self.seal(place));
            call.args.push(Expr::Verbatim(seal));
            *call.func = Expr::Path(ExprPath {
                attrs: Vec::new(),
                qself: None,
                path: self_path(place),
            });
            return true;
        }
        let Some((private, _)) = self.constructor(callee) else {
            return false;
        };
        *call.func = Expr::Path(private);
        self.changes += 1;
        if self.sealed {
            let seal = self.seal(place);
            call.args
                .insert(0, Expr::Verbatim(seal.into_token_stream()));
        }
        true
    }

    /// A tuple literal without a seal, as a literal with braces: in an impl of a type that is not found,
    /// `Self { .. }` is no error of its own.
    fn unsealed_call(&self, expression: &Expr) -> Option<Expr> {
        let Expr::Call(call) = expression else {
            return None;
        };
        let Expr::Path(callee) = &*call.func else {
            return None;
        };
        if self.sealed || callee.qself.is_some() || !self.is_component(&callee.path) {
            return None;
        }
        let place = generated_at(callee.span());
        let arguments = call.args.iter().enumerate().map(|(index, argument)| {
            let index = Index {
                index: u32::try_from(index).unwrap_or(u32::MAX),
                span: place,
            };
            quote!(#index: #argument)
        });
        Some(parse_quote_spanned!(place=> Self { #(#arguments),* }))
    }

    /// A bare name: the value of a unit struct, a tuple struct's function, or a constructor as a value.
    fn value(&mut self, value: &ExprPath) -> Option<Expr> {
        let place = generated_at(value.span());
        if self.sealed && value.qself.is_none() && self.is_component(&value.path) {
            let (field, seal) = (self.field(value.span()), self.seal(value.span()));
            return Some(parse_quote_spanned!(place=> Self::#field(#seal)));
        }
        let (private, parameters) = self.constructor(value)?;
        if !self.sealed {
            self.changes += 1;
            return Some(Expr::Path(private));
        }
        let arguments: Vec<_> = (0..parameters)
            .map(|index| format_ident!("argument_{index}", span = place))
            .collect();
        let seal = self.seal(value.span());
        Some(parse_quote_spanned!(place=> |#(#arguments),*| #private(#seal, #(#arguments),*)))
    }

    /// A pattern of the guarded type that leaves the seal out.
    fn pattern(&self, pattern: &Pat) -> Option<Pat> {
        match pattern {
            Pat::Struct(pattern) if pattern.rest.is_none() && self.is_component(&pattern.path) => {
                let (path, fields) = (&pattern.path, pattern.fields.iter());
                parse_pattern(quote!(#path { #(#fields,)* .. }))
            }
            Pat::TupleStruct(pattern) if self.is_component(&pattern.path) => {
                let (path, elements) = (&pattern.path, pattern.elems.iter());
                let open = !pattern
                    .elems
                    .iter()
                    .any(|element| matches!(element, Pat::Rest(_)));
                open.then(|| parse_pattern(quote!(#path(#(#elements,)* ..))))?
            }
            Pat::Path(path) if path.qself.is_none() && self.is_component(&path.path) => {
                let path = &path.path;
                parse_pattern(quote!(#path { .. }))
            }
            // The name of a unit struct; a name in lower case is a variable's.
            Pat::Ident(binding)
                if binding.subpat.is_none()
                    && binding.ident.to_string().starts_with(char::is_uppercase)
                    && self.is_component(&Path::from(binding.ident.clone())) =>
            {
                let path = &binding.ident;
                parse_pattern(quote!(#path { .. }))
            }
            _ => None,
        }
    }
}

impl VisitMut for Sealing<'_> {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        if let Some(literal) = self.unsealed_call(expression) {
            self.changes += 1;
            *expression = literal;
        }
        match expression {
            Expr::Call(call) => {
                if !self.call(call) {
                    self.visit_expr_mut(&mut call.func);
                }
                call.args
                    .iter_mut()
                    .for_each(|argument| self.visit_expr_mut(argument));
                return;
            }
            Expr::Path(path) => {
                if let Some(value) = self.value(path) {
                    *expression = value;
                }
                return;
            }
            // A constant cannot use the seal, which exists at run time.
            Expr::Const(_) => return,
            _ => {}
        }
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::Struct(literal) = expression {
            self.literal(literal);
        }
    }

    fn visit_pat_mut(&mut self, pattern: &mut Pat) {
        // Its ends are expressions, and nothing is constructed in them.
        if matches!(pattern, Pat::Range(_)) {
            return;
        }
        visit_mut::visit_pat_mut(self, pattern);
        if !self.sealed {
            return;
        }
        if let Some(open) = self.pattern(pattern) {
            *pattern = open;
            self.changes += 1;
        }
    }

    /// A field alone is a variable, whatever it is called.
    fn visit_field_pat_mut(&mut self, field: &mut FieldPat) {
        if field.colon_token.is_some() {
            visit_mut::visit_field_pat_mut(self, field);
        }
    }

    /// Items in a body are no part of the constructor: they cannot use its variables.
    fn visit_item_mut(&mut self, _item: &mut Item) {}

    fn visit_type_mut(&mut self, _type: &mut Type) {}

    fn visit_attribute_mut(&mut self, _attribute: &mut syn::Attribute) {}

    fn visit_macro_mut(&mut self, invocation: &mut Macro) {
        self.invocation(invocation);
    }
}

/// `Self`, shown at `place`.
fn self_path(place: Span) -> Path {
    Path::from(ident_at("Self", place))
}

fn parse_pattern(tokens: TokenStream) -> Option<Pat> {
    Pat::parse_single.parse2(tokens).ok()
}

/// Whether an item of the body, or an import in it, bears the name of the type.
fn hides(body: &mut Block, component: &Ident) -> bool {
    struct Search<'a> {
        name: &'a Ident,
        found: bool,
    }
    impl VisitMut for Search<'_> {
        fn visit_item_mut(&mut self, item: &mut Item) {
            // In an impl, or in the body of a function, the name is only used.
            let declares = !matches!(item, Item::Impl(_) | Item::Fn(_) | Item::Macro(_));
            let mut named = |word: &Ident| word == self.name;
            self.found |= declares && any_ident(item.to_token_stream(), &mut named);
            // What else a glob imports cannot be seen.
            self.found |= matches!(item, Item::Use(import) if import.to_token_stream().to_string().contains('*'));
        }
    }
    let mut search = Search {
        name: component,
        found: false,
    };
    search.visit_block_mut(body);
    search.found
}
