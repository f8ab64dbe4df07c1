//! A construction as it is written: which bytes are its path, and which its arguments.

use std::ops::Range;

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Expr, ExprPath, Member, Path, PathArguments, PathSegment, QSelf};

use crate::index::{ItemPathBuf, type_path};

#[derive(Debug)]
pub(super) struct Written {
    pub(super) whole: Range<usize>,
    pub(super) path: WrittenPath,
    pub(super) shape: Shape,
}

/// The path of a construction, up to the function.
#[derive(Debug)]
pub(super) struct WrittenPath {
    /// From the first byte of the type's path to the end of the type's own name.
    pub(super) head: Range<usize>,
    pub(super) ident: Range<usize>,
    /// The name itself, without a raw mark.
    pub(super) name: String,
    /// What stands before the name, without raw marks and generic arguments.
    pub(super) prefix: Option<ItemPathBuf>,
    /// Whether generic arguments follow the type's name or the function's.
    pub(super) generic: bool,
    pub(super) generic_type: bool,
    pub(super) function: Option<Range<usize>>,
}

/// What stands behind the path.
#[derive(Debug)]
pub(super) enum Shape {
    Call(Vec<Argument>),
    Value,
    Literal {
        /// The fields in the order in which they are written.
        fields: Vec<(String, Argument)>,
        /// Whether the others come from another instance.
        base: bool,
    },
}

#[derive(Clone, Debug)]
pub(super) struct Argument {
    pub(super) range: Range<usize>,
    /// Whether it can be evaluated earlier, later or never, and nothing else changes.
    pub(super) trivial: bool,
    /// Whether it stays one expression whatever stands beside it.
    pub(super) closed: bool,
    /// Whether an attribute stands before it.
    pub(super) conditional: bool,
}

/// Reads the construction at these bytes of a text, or why it cannot be changed; `by_function` says whether its path ends in a
/// function.
pub(super) fn read(text: &str, whole: Range<usize>, by_function: bool) -> Result<Written, String> {
    const NO_EXPRESSION: &str =
        "it is in the tokens of a macro, which cannot be parsed as an expression";
    let expression = text.get(whole.clone()).map(syn::parse_str::<Expr>);
    let Some(Ok(expression)) = expression else {
        return Err(NO_EXPRESSION.to_owned());
    };
    let at = Offset(whole.start);
    let (path, shape) = match &expression {
        Expr::Struct(literal) => {
            let fields = literal.fields.iter().map(|field| {
                let name = match &field.member {
                    Member::Named(name) => name.unraw().to_string(),
                    Member::Unnamed(index) => index.index.to_string(),
                };
                let mut argument = at.argument(&field.expr);
                argument.conditional |= !field.attrs.is_empty();
                (name, argument)
            });
            let shape = Shape::Literal {
                fields: fields.collect(),
                base: literal.rest.is_some() || literal.dot2_token.is_some(),
            };
            (
                at.path(literal.qself.as_ref(), &literal.path, by_function)?,
                shape,
            )
        }
        Expr::Call(call) => {
            let Expr::Path(ExprPath { qself, path, .. }) = &*call.func else {
                return Err(NO_EXPRESSION.to_owned());
            };
            let arguments = call.args.iter().map(|argument| at.argument(argument));
            let shape = Shape::Call(arguments.collect());
            (at.path(qself.as_ref(), path, by_function)?, shape)
        }
        Expr::Path(value) => {
            let path = at.path(value.qself.as_ref(), &value.path, by_function)?;
            (path, Shape::Value)
        }
        _ => return Err(NO_EXPRESSION.to_owned()),
    };
    Ok(Written { whole, path, shape })
}

/// Where in the file the text starts that was read.
#[derive(Clone, Copy)]
struct Offset(usize);

impl Offset {
    fn range(self, of: &impl ToTokens) -> Range<usize> {
        let range = of.span().byte_range();
        range.start + self.0..range.end + self.0
    }

    fn argument(self, expression: &Expr) -> Argument {
        Argument {
            range: self.range(expression),
            trivial: is_trivial(expression),
            closed: is_closed(expression),
            conditional: false,
        }
    }

    fn path(
        self,
        qself: Option<&QSelf>,
        path: &Path,
        by_function: bool,
    ) -> Result<WrittenPath, String> {
        let own = path.segments.last().filter(|_| by_function);
        let function = own.map(|own| self.range(&own.ident));
        let generic_function = own.is_some_and(|own| !own.arguments.is_none());
        let behind = usize::from(by_function);
        let of = match qself {
            Some(qself) if qself.position > 0 => {
                return Err("the function is called by way of a trait".to_owned());
            }
            Some(qself) => type_path(&qself.ty)
                .ok_or_else(|| "its type is written as something else than a path".to_owned())?,
            None => path,
        };
        let behind = if qself.is_some() { 0 } else { behind };
        let count = of.segments.len().saturating_sub(behind);
        let segments: Vec<&PathSegment> = of.segments.iter().take(count).collect();
        let Some((last, before)) = segments.split_last() else {
            return Err("it names no type".to_owned());
        };
        let ident = self.range(&last.ident);
        let start = of.leading_colon.as_ref().map(|colon| self.range(colon));
        let start = start.map_or_else(|| self.range(segments[0]).start, |colon| colon.start);
        let prefix = (!before.is_empty()).then(|| ItemPathBuf::from_start(of, before.len()));
        let generic_type = !matches!(last.arguments, PathArguments::None);
        Ok(WrittenPath {
            head: start..ident.end,
            ident,
            name: last.ident.unraw().to_string(),
            prefix,
            generic: generic_type || generic_function,
            generic_type,
            function,
        })
    }
}

/// A literal, a path, a field of one, or a reference to one of these.
fn is_trivial(expression: &Expr) -> bool {
    match expression {
        Expr::Lit(_) | Expr::Path(_) => true,
        Expr::Field(field) => is_trivial(&field.base),
        Expr::Reference(reference) => reference.mutability.is_none() && is_trivial(&reference.expr),
        Expr::Paren(inner) => is_trivial(&inner.expr),
        Expr::Group(inner) => is_trivial(&inner.expr),
        // A negative number.
        Expr::Unary(unary) => {
            matches!(unary.op, syn::UnOp::Neg(_)) && matches!(&*unary.expr, Expr::Lit(_))
        }
        _ => false,
    }
}

/// Whether an operator beside an expression takes all of it.
pub(super) fn is_closed(expression: &Expr) -> bool {
    matches!(
        expression,
        Expr::Array(_)
            | Expr::Await(_)
            | Expr::Call(_)
            | Expr::Field(_)
            | Expr::Index(_)
            | Expr::Lit(_)
            | Expr::MethodCall(_)
            | Expr::Paren(_)
            | Expr::Path(_)
            | Expr::Repeat(_)
            | Expr::Try(_)
            | Expr::Tuple(_)
    ) || matches!(expression, Expr::Macro(call) if !matches!(call.mac.delimiter, syn::MacroDelimiter::Brace(_)))
}
