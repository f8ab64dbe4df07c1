//! Macros called in a body: literals among their arguments get the seal too, where the arguments
//! can be read.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::visit_mut::VisitMut;
use syn::{Block, Expr, Macro, Pat, Token};

use super::Sealing;

impl Sealing<'_> {
    /// Most macros take expressions. What does not read as such is left alone.
    pub(super) fn invocation(&mut self, invocation: &mut Macro) {
        let name = invocation
            .path
            .segments
            .last()
            .map(|last| last.ident.to_string());
        let is_match = matches!(
            name.unwrap_or_default().as_str(),
            "matches" | "assert_matches" | "debug_assert_matches"
        );
        if is_match {
            self.rewritten(invocation, Scrutinee::parse, Self::scrutinee);
            return;
        }
        let _ = self.rewritten(
            invocation,
            Punctuated::<Expr, Token![,]>::parse_terminated,
            Self::list,
        ) || self.rewritten(
            invocation,
            Punctuated::<Expr, Token![;]>::parse_separated_nonempty,
            Self::list,
        ) || self.rewritten(invocation, Block::parse_within, |this, statements| {
            for statement in statements {
                this.visit_stmt_mut(statement);
            }
        });
    }

    /// Whether the arguments could be read. They are replaced only if something in them changed.
    fn rewritten<T: Arguments>(
        &mut self,
        invocation: &mut Macro,
        parser: impl Parser<Output = T>,
        visit: impl FnOnce(&mut Self, &mut T),
    ) -> bool {
        let Ok(mut content) = parser.parse2(invocation.tokens.clone()) else {
            return false;
        };
        let before = self.changes;
        visit(self, &mut content);
        if self.changes != before {
            invocation.tokens = content.tokens();
        }
        true
    }

    fn list<P: ToTokens>(&mut self, list: &mut Punctuated<Expr, P>) {
        for expression in list {
            self.visit_expr_mut(expression);
        }
    }

    fn scrutinee(&mut self, matched: &mut Scrutinee) {
        self.visit_expr_mut(&mut matched.value);
        self.visit_pat_mut(&mut matched.pattern);
        if let Some((_, condition)) = &mut matched.guard {
            self.visit_expr_mut(condition);
        }
    }
}

/// What a macro was called with, as syntax.
trait Arguments {
    fn tokens(&self) -> TokenStream;
}

impl<P: ToTokens> Arguments for Punctuated<Expr, P> {
    fn tokens(&self) -> TokenStream {
        self.to_token_stream()
    }
}

impl Arguments for Vec<syn::Stmt> {
    fn tokens(&self) -> TokenStream {
        let statements = self;
        quote!(#(#statements)*)
    }
}

/// The arguments of `matches!`: a value, a pattern, and perhaps a condition.
struct Scrutinee {
    value: Expr,
    comma: Token![,],
    pattern: Pat,
    guard: Option<(Token![if], Expr)>,
    rest: TokenStream,
}

impl Parse for Scrutinee {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self {
            value: input.parse()?,
            comma: input.parse()?,
            pattern: Pat::parse_multi_with_leading_vert(input)?,
            guard: match input.parse::<Option<Token![if]>>()? {
                Some(keyword) => Some((keyword, input.parse()?)),
                None => None,
            },
            rest: input.parse()?,
        })
    }
}

impl Arguments for Scrutinee {
    fn tokens(&self) -> TokenStream {
        let (value, comma, pattern, rest) = (&self.value, &self.comma, &self.pattern, &self.rest);
        let guard = self
            .guard
            .as_ref()
            .map(|(keyword, condition)| quote!(#keyword #condition));
        quote!(#value #comma #pattern #guard #rest)
    }
}
