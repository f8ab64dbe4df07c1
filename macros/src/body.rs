//! The body of a constructor: every literal of the guarded type gets the seal.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use ssot_rules::names;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Block, Expr, ExprCall, ExprPath, ExprStruct, FieldValue, Index, Item, Macro, Member, Pat, Path,
    Stmt, Token,
};
use syn::{parse_quote, parse_quote_spanned};

use crate::generate::{generated_at, ident_at};

/// A constructor that another one can call.
pub(crate) struct Callable<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) parameters: usize,
}

/// Adds the seal to the literals, and passes it on to other constructors.
pub(crate) struct Sealing<'a> {
    pub(crate) component: &'a Ident,
    pub(crate) constructors: &'a [Callable<'a>],
    /// How often the seal was used.
    pub(crate) uses: usize,
}

impl Sealing<'_> {
    /// Rewrites the body. A body that never makes an instance still uses its seal, or rustc would
    /// call the parameter unused.
    pub(crate) fn rewrite(&mut self, body: &mut Block) {
        self.visit_block_mut(body);
        if self.uses == 0 {
            let seal = ident_at(names::SEAL_PARAMETER, body.brace_token.span.open());
            let place = generated_at(body.brace_token.span.open());
            let statement = Stmt::Expr(
                parse_quote_spanned!(place=> ::core::mem::drop(#seal)),
                Some(Token![;](place)),
            );
            body.stmts.insert(0, statement);
        }
    }

    fn seal(&mut self, place: Span) -> Ident {
        self.uses += 1;
        ident_at(names::SEAL_PARAMETER, place)
    }

    fn field(&self, place: Span) -> Ident {
        ident_at(&names::seal_field(self.component), place)
    }

    /// `Self`, the type's own name, or that name behind `self::`.
    fn is_component(&self, path: &Path) -> bool {
        let own = |word: &Ident| word == "Self" || word == self.component;
        let mut segments = path.segments.iter();
        match (
            path.leading_colon,
            segments.next(),
            segments.next(),
            segments.next(),
        ) {
            (None, Some(only), None, _) => own(&only.ident),
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
            qself.position == 0
                && segments.len() == 1
                && matches!(&*qself.ty, syn::Type::Path(ty) if self.is_component(&ty.path))
        } else {
            let mut owner = callee.path.clone();
            owner.segments.pop();
            owner.segments.pop_punct();
            !owner.segments.is_empty() && self.is_component(&owner)
        };
        let name = &segments.last()?.ident;
        let known = self
            .constructors
            .iter()
            .find(|known| own && known.name == name)?;
        let mut private = callee.clone();
        private.path.segments.last_mut()?.ident = ident_at(
            &names::private_constructor(self.component, name),
            name.span(),
        );
        Some((private, known.parameters))
    }

    fn literal(&mut self, literal: &mut ExprStruct) {
        let place = literal.path.span();
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
        let seal = self.seal(place);
        let field: FieldValue = parse_quote_spanned!(generated_at(place)=> #member: #seal);
        literal.fields.push(field);
    }

    /// Whether the call was one of the guarded type's own, and so has got the seal.
    fn call(&mut self, call: &mut ExprCall) -> bool {
        let Expr::Path(callee) = &*call.func else {
            return false;
        };
        let place = callee.span();
        if callee.qself.is_none() && self.is_component(&callee.path) {
            let seal = self.seal(place);
            call.args.push(parse_quote!(#seal));
            return true;
        }
        if let Some((private, _)) = self.constructor(callee) {
            let seal = self.seal(place);
            *call.func = Expr::Path(private);
            call.args.insert(0, parse_quote!(#seal));
            return true;
        }
        false
    }

    /// A bare name: the value of a unit struct, a tuple struct's function, or a constructor as a value.
    fn value(&mut self, value: &ExprPath) -> Option<Expr> {
        let place = generated_at(value.span());
        if value.qself.is_none() && self.is_component(&value.path) {
            let (path, field, seal) = (
                &value.path,
                self.field(value.span()),
                self.seal(value.span()),
            );
            return Some(parse_quote_spanned!(place=> #path::#field(#seal)));
        }
        let (private, parameters) = self.constructor(value)?;
        let arguments: Vec<_> = (0..parameters)
            .map(|index| format_ident!("argument_{index}", span = place))
            .collect();
        let seal = self.seal(value.span());
        Some(parse_quote_spanned!(place=> |#(#arguments),*| #private(#seal, #(#arguments),*)))
    }

    fn expressions<T>(
        &mut self,
        invocation: &mut Macro,
        parser: impl Parser<Output = T>,
        visit: impl FnOnce(&mut Self, T) -> TokenStream,
    ) -> bool {
        let Ok(content) = parser.parse2(invocation.tokens.clone()) else {
            return false;
        };
        let before = self.uses;
        let rewritten = visit(self, content);
        if self.uses != before {
            invocation.tokens = rewritten;
        }
        true
    }
}

impl VisitMut for Sealing<'_> {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
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
        visit_mut::visit_pat_mut(self, pattern);
        match pattern {
            Pat::Struct(pattern) if pattern.rest.is_none() && self.is_component(&pattern.path) => {
                pattern.rest = parse_rest();
            }
            Pat::TupleStruct(pattern)
                if self.is_component(&pattern.path)
                    && !pattern
                        .elems
                        .iter()
                        .any(|element| matches!(element, Pat::Rest(_))) =>
            {
                pattern.elems.push(parse_quote!(_));
            }
            Pat::Path(path) if path.qself.is_none() && self.is_component(&path.path) => {
                let path = &path.path;
                *pattern = parse_pattern(quote!(#path { .. })).unwrap_or_else(|| pattern.clone());
            }
            Pat::Ident(binding) if binding.ident == *self.component && binding.subpat.is_none() => {
                let path = &binding.ident;
                *pattern = parse_pattern(quote!(#path { .. })).unwrap_or_else(|| pattern.clone());
            }
            _ => {}
        }
    }

    /// Items in a body are no part of the constructor: they cannot use its variables.
    fn visit_item_mut(&mut self, _item: &mut Item) {}

    fn visit_type_mut(&mut self, _type: &mut syn::Type) {}

    fn visit_attribute_mut(&mut self, _attribute: &mut syn::Attribute) {}

    /// Most macros take expressions. What does not read as such is left alone.
    fn visit_macro_mut(&mut self, invocation: &mut Macro) {
        let name = invocation
            .path
            .segments
            .last()
            .map(|last| last.ident.to_string())
            .unwrap_or_default();
        if matches!(
            name.as_str(),
            "matches" | "assert_matches" | "debug_assert_matches"
        ) {
            self.expressions(invocation, Scrutinee::parse, |this, mut matched| {
                this.visit_expr_mut(&mut matched.value);
                let Scrutinee { value, rest } = matched;
                quote!(#value #rest)
            });
            return;
        }
        let listed = self.expressions(
            invocation,
            Punctuated::<Expr, Token![,]>::parse_terminated,
            |this, mut list| {
                list.iter_mut()
                    .for_each(|expression| this.visit_expr_mut(expression));
                quote!(#list)
            },
        );
        if listed {
            return;
        }
        let repeated = self.expressions(
            invocation,
            Punctuated::<Expr, Token![;]>::parse_separated_nonempty,
            |this, mut list| {
                list.iter_mut()
                    .for_each(|expression| this.visit_expr_mut(expression));
                quote!(#list)
            },
        );
        if !repeated {
            self.expressions(invocation, Block::parse_within, |this, mut statements| {
                for statement in &mut statements {
                    this.visit_stmt_mut(statement);
                }
                quote!(#(#statements)*)
            });
        }
    }
}

fn parse_pattern(tokens: TokenStream) -> Option<Pat> {
    Pat::parse_single.parse2(tokens).ok()
}

fn parse_rest() -> Option<syn::PatRest> {
    match parse_pattern(quote!(T { .. }))? {
        Pat::Struct(pattern) => pattern.rest,
        _ => None,
    }
}

/// The arguments of `matches!`: a value, and a pattern that must stay as it is.
struct Scrutinee {
    value: Expr,
    rest: TokenStream,
}

impl Parse for Scrutinee {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let value = input.parse()?;
        let comma: Token![,] = input.parse()?;
        let rest: TokenStream = input.parse()?;
        Ok(Self {
            value,
            rest: quote!(#comma #rest),
        })
    }
}
