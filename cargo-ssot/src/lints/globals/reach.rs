//! What a call finds around itself: applications by their names, and where `?` would lead.

use std::collections::BTreeMap;
use std::ops::Range;

use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::{
    Block, Expr, ExprAsync, ExprCall, ExprClosure, ExprMethodCall, FnArg, ImplItemFn, ItemFn,
    Local, Pat, PatIdent, ReturnType, Signature, TraitItemFn, Type,
};

use crate::index::TypeRef;
use crate::syntax::parsed::Syntax;

#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) whole: Range<usize>,
    /// The method that is called on what it returns.
    pub(super) method: Option<String>,
    pub(super) around: Around,
}

/// The calls of a file without arguments, by the first byte of each.
pub(super) fn sites(text: &str) -> BTreeMap<usize, Site> {
    let Some(syntax) = Syntax::read(text) else {
        return BTreeMap::new();
    };
    let mut finder = Finder {
        syntax: &syntax,
        found: BTreeMap::new(),
        around: Around::default(),
    };
    finder.visit_file(&syntax.tree);
    finder.found
}

#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// Names in reach whose type is written, each with that.
    pub(super) typed: Vec<(String, TypeRef)>,
    pub(super) method_of_self: bool,
    pub(super) returns: Option<TypeRef>,
    pub(super) returns_text: Option<String>,
    /// Whether a closure or a block that is `async` stands between.
    pub(super) enclosed: bool,
}

struct Finder<'s> {
    syntax: &'s Syntax<'s>,
    found: BTreeMap<usize, Site>,
    around: Around,
}

impl Finder<'_> {
    fn within(&mut self, work: impl FnOnce(&mut Self)) {
        let outer = self.around.clone();
        work(self);
        self.around = outer;
    }

    /// A function sees nothing of the one around it.
    fn function(&mut self, signature: &Signature, work: impl FnOnce(&mut Self)) {
        let outer = core::mem::take(&mut self.around);
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(_) => self.around.method_of_self = true,
                FnArg::Typed(parameter) => self.typed(&parameter.pat, &parameter.ty),
            }
        }
        if let ReturnType::Type(_, ty) = &signature.output {
            self.around.returns = Some(TypeRef::new(ty));
            self.around.returns_text = Some(ssot_rules::tokens::type_text(ty));
        }
        work(self);
        self.around = outer;
    }

    fn typed(&mut self, pattern: &Pat, ty: &Type) {
        if let Pat::Ident(name) = pattern
            && name.subpat.is_none()
        {
            let name = name.ident.unraw().to_string();
            self.around.typed.push((name, TypeRef::new(ty)));
        }
    }

    fn call(&mut self, call: &ExprCall, method: Option<String>) {
        let whole = self.syntax.range(call);
        self.found.entry(whole.start).or_insert_with(|| Site {
            whole,
            method,
            around: self.around.clone(),
        });
    }
}

impl<'a> Visit<'a> for Finder<'_> {
    fn visit_item_fn(&mut self, item: &'a ItemFn) {
        self.function(&item.sig, |finder| finder.visit_block(&item.block));
    }

    fn visit_impl_item_fn(&mut self, item: &'a ImplItemFn) {
        self.function(&item.sig, |finder| finder.visit_block(&item.block));
    }

    fn visit_trait_item_fn(&mut self, item: &'a TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig, |finder| finder.visit_block(block));
        }
    }

    fn visit_block(&mut self, block: &'a Block) {
        self.within(|finder| visit::visit_block(finder, block));
    }

    fn visit_expr_closure(&mut self, closure: &'a ExprClosure) {
        self.within(|finder| {
            finder.around.enclosed = true;
            visit::visit_expr_closure(finder, closure);
        });
    }

    fn visit_expr_async(&mut self, block: &'a ExprAsync) {
        self.within(|finder| {
            finder.around.enclosed = true;
            visit::visit_expr_async(finder, block);
        });
    }

    fn visit_local(&mut self, local: &'a Local) {
        if let Some(init) = &local.init {
            self.visit_expr(&init.expr);
            if let Some((_, diverge)) = &init.diverge {
                self.visit_expr(diverge);
            }
        }
        self.visit_pat(&local.pat);
        if let Pat::Type(pattern) = &local.pat {
            self.typed(&pattern.pat, &pattern.ty);
        }
    }

    /// A new thing of the name: what it had meant is out of reach.
    fn visit_pat_ident(&mut self, pattern: &'a PatIdent) {
        let name = pattern.ident.unraw().to_string();
        self.around.typed.retain(|(known, _)| *known != name);
        visit::visit_pat_ident(self, pattern);
    }

    fn visit_expr_method_call(&mut self, call: &'a ExprMethodCall) {
        if let Expr::Call(receiver) = &*call.receiver {
            self.call(receiver, Some(call.method.unraw().to_string()));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'a ExprCall) {
        self.call(call, None);
        visit::visit_expr_call(self, call);
    }
}
