//! The templates of `ssot.toml`: what a construction becomes that no rule could tell.

use std::collections::BTreeSet;
use std::ops::Range;
use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::{Expr, Member, Path};

use super::written::is_closed;
use crate::index::{ItemPath, ItemPathBuf};

/// Starts the name that a placeholder has while its template is read as Rust.
const MARK: &str = "__ssot_placeholder_";

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    /// What it changes, as it is written.
    pub(crate) from: String,
    /// The path of that: without the function, the path of a type.
    pub(crate) path: ItemPathBuf,
    pub(crate) pattern: Pattern,
    pub(crate) pieces: Vec<Piece>,
    /// Whether what it becomes stays one expression whatever stands beside it.
    pub(crate) closed: bool,
    /// Whether a part of what it becomes may be evaluated never, later or several times.
    pub(crate) deferred: bool,
    /// The function that it becomes a call of, by its last name.
    pub(crate) called: Option<String>,
    /// Line and column in `ssot.toml`.
    pub(crate) position: Option<(usize, usize)>,
}

/// What stands behind the path of a construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// A placeholder for each argument.
    Call(Vec<String>),
    /// Fields, each with its placeholder.
    Literal(Vec<(String, String)>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(String),
    /// The name of the factory, by which it is to be found.
    Factory,
    Placeholder {
        name: String,
        /// Whether it stands alone between commas or brackets.
        alone: bool,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// Whether it is what is to become, and not what is there.
    pub(crate) in_to: bool,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Template {
    /// Reads a template: `Manager::new($bus)` or `Manager { bus: $bus }`, and an expression with the placeholders, or what is
    /// wrong with it, and what to write.
    pub(crate) fn parse(from: &str, to: &str) -> Result<Self, Refused> {
        let (path, pattern) = read_from(from)?;
        let known: Vec<_> = pattern.names().into_iter().cloned().collect();
        let last = path.as_path().last_two().unwrap_or(path.as_path());
        let factories = last.segments().map(|name| format!("{name}Factory"));
        let factories: Vec<_> = factories.collect();
        let mut read = To {
            text: to,
            known: &known,
            factories: &factories,
            pieces: Vec::new(),
            written: 0,
            used: BTreeSet::new(),
        };
        let refused = |message: String, help: &str| Refused {
            in_to: true,
            message,
            help: help.to_owned(),
        };
        let help = "write an expression: `ManagerFactory::create($bus)`";
        let no_expression = || refused(format!("`{to}` is not an expression"), help);
        let tokens = TokenStream::from_str(to).map_err(|_| no_expression())?;
        let marked = marked(tokens.clone()).ok_or_else(no_expression)?;
        let expression = syn::parse2::<Expr>(marked).map_err(|_| no_expression())?;
        read.tokens(tokens, true)
            .map_err(|(message, help)| refused(message, &help))?;
        read.text_until(to.len());
        let mut order = Order(false);
        order.visit_expr(&expression);
        let template = Self {
            from: from.to_owned(),
            path,
            pattern,
            pieces: read.pieces,
            closed: is_closed(&expression),
            deferred: order.0,
            called: called(&expression),
            position: None,
        };
        proc_macro2::extra::invalidate_current_thread_spans();
        Ok(template)
    }

    /// Of a literal of a component with these fields, what gives each of them to a function of its factory.
    pub(crate) fn of_fields(component: &str, function: &str, fields: &[&str]) -> Self {
        let function = ItemPath::CRATES.join(function);
        let called = format!("{}(", function.as_path().with_raw_marks());
        let mut pieces = vec![Piece::Factory, Piece::Text(called)];
        for (index, name) in fields.iter().enumerate() {
            if index > 0 {
                pieces.push(Piece::Text(", ".to_owned()));
            }
            pieces.push(Piece::Placeholder {
                name: (*name).to_owned(),
                alone: true,
            });
        }
        pieces.push(Piece::Text(")".to_owned()));
        let pattern = fields
            .iter()
            .map(|name| ((*name).to_owned(), (*name).to_owned()));
        Self {
            from: format!("{component} {{ {} }}", fields.join(", ")),
            path: ItemPath::new(component).to_buf(),
            pattern: Pattern::Literal(pattern.collect()),
            pieces,
            closed: true,
            deferred: false,
            called: None,
            position: None,
        }
    }

    /// The placeholders in the order in which they are evaluated.
    pub(crate) fn order(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Placeholder { name, .. } => Some(name.as_str()),
            _ => None,
        })
    }
}

/// The function that an expression ends in a call of, seen through `?` and `.await`.
fn called(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => {
                let last = path.path.segments.last();
                last.map(|last| last.ident.unraw().to_string())
            }
            _ => None,
        },
        Expr::Try(inner) => called(&inner.expr),
        Expr::Await(inner) => called(&inner.base),
        _ => None,
    }
}

fn read_from(from: &str) -> Result<(ItemPathBuf, Pattern), Refused> {
    let refused = |message: String| {
        Refused {
        in_to: false,
        message,
        help: "write a call or a literal with a placeholder for each argument or field: `Manager::new($bus, $limit)`, \
            `Manager { bus: $bus, limit: $limit }`"
            .to_owned(),
    }
    };
    let tokens = TokenStream::from_str(from).ok().and_then(marked);
    let expression = tokens.and_then(|tokens| syn::parse2::<Expr>(tokens).ok());
    let found = expression.as_ref().and_then(path_and_pattern);
    let (path, pattern) =
        found.ok_or_else(|| refused(format!("`{from}` is neither a call nor a literal")))?;
    let pattern = pattern.ok_or_else(|| {
        refused(format!(
            "in `{from}`, something else than a placeholder is given"
        ))
    })?;
    let path = plain(path).ok_or_else(|| {
        refused(format!(
            "the path in `{from}` has generic arguments, or is `Self`"
        ))
    })?;
    let mut seen = BTreeSet::new();
    let twice = pattern.names().into_iter().find(|name| !seen.insert(*name));
    match twice {
        Some(twice) => Err(refused(format!(
            "`${twice}` stands for two things in `{from}`"
        ))),
        None => Ok((path, pattern)),
    }
}

/// The path of a call or of a literal, and what follows; nothing if that is more than placeholders.
fn path_and_pattern(expression: &Expr) -> Option<(&Path, Option<Pattern>)> {
    match expression {
        Expr::Call(call) => {
            let Expr::Path(path) = &*call.func else {
                return None;
            };
            let arguments = call.args.iter().map(placeholder);
            let arguments: Option<Vec<_>> = arguments.collect();
            Some((&path.path, arguments.map(Pattern::Call)))
        }
        Expr::Struct(literal) if literal.dot2_token.is_none() => {
            let fields = literal.fields.iter().map(|field| {
                let name = match &field.member {
                    Member::Named(name) => name.unraw().to_string(),
                    Member::Unnamed(index) => index.index.to_string(),
                };
                Some((name, placeholder(&field.expr)?))
            });
            let fields: Option<Vec<_>> = fields.collect();
            Some((&literal.path, fields.map(Pattern::Literal)))
        }
        _ => None,
    }
}

impl Pattern {
    fn names(&self) -> Vec<&String> {
        match self {
            Self::Call(names) => names.iter().collect(),
            Self::Literal(fields) => fields.iter().map(|(_, name)| name).collect(),
        }
    }
}

/// A path without generic arguments.
fn plain(path: &Path) -> Option<ItemPathBuf> {
    let mut segments = path.segments.iter();
    let is_plain = segments.all(|one| one.arguments.is_none() && one.ident != "Self");
    is_plain.then(|| {
        let path = ItemPathBuf::from_syntax(path);
        path.as_path().without_leading().to_buf()
    })
}

fn placeholder(expression: &Expr) -> Option<String> {
    let Expr::Path(path) = expression else {
        return None;
    };
    let name = path.path.get_ident()?.to_string();
    name.strip_prefix(MARK).map(str::to_owned)
}

/// The tokens with each `$name` as one word. `None` if a `$` stands alone.
fn marked(tokens: TokenStream) -> Option<TokenStream> {
    let mut found = TokenStream::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        let token = match token {
            TokenTree::Punct(mark) if mark.as_char() == '$' => match tokens.next()? {
                TokenTree::Ident(name) => {
                    let word = format!("{MARK}{}", name.unraw());
                    TokenTree::Ident(Ident::new(&word, name.span()))
                }
                _ => return None,
            },
            TokenTree::Group(group) => {
                TokenTree::Group(Group::new(group.delimiter(), marked(group.stream())?))
            }
            token => token,
        };
        found.extend([token]);
    }
    Some(found)
}

struct To<'a> {
    text: &'a str,
    known: &'a [String],
    /// What the factory may be called.
    factories: &'a [String],
    pieces: Vec<Piece>,
    /// How far the text is in the pieces.
    written: usize,
    used: BTreeSet<String>,
}

impl To<'_> {
    fn text_until(&mut self, end: usize) {
        if let Some(text) = self
            .text
            .get(self.written..end)
            .filter(|text| !text.is_empty())
        {
            self.pieces.push(Piece::Text(text.to_owned()));
        }
        self.written = end;
    }

    fn piece(&mut self, bytes: &Range<usize>, piece: Piece) {
        self.text_until(bytes.start);
        self.pieces.push(piece);
        self.written = bytes.end;
    }

    /// `listed`: whether commas separate what stands here.
    fn tokens(&mut self, tokens: TokenStream, listed: bool) -> Result<(), (String, String)> {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let is = |token: Option<&TokenTree>, mark: char| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark);
        for (index, token) in tokens.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &tokens[before]);
            match token {
                TokenTree::Group(group) => {
                    let listed = group.delimiter() != Delimiter::Brace;
                    self.tokens(group.stream(), listed)?;
                }
                TokenTree::Ident(name) if is(before, '$') => {
                    let start = index.checked_sub(2).map(|start| &tokens[start]);
                    let opened = start.is_none() || is(start, ',');
                    let next = tokens.get(index + 1);
                    let alone = listed && opened && (next.is_none() || is(next, ','));
                    let mark = before.map_or(0, |mark| mark.span().byte_range().start);
                    let bytes = mark..name.span().byte_range().end;
                    self.placeholder(&name.unraw().to_string(), &bytes, alone)?;
                }
                TokenTree::Ident(name)
                    if !is(before, ':') && self.factories.contains(&name.to_string()) =>
                {
                    self.piece(&name.span().byte_range(), Piece::Factory);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn placeholder(
        &mut self,
        name: &str,
        bytes: &Range<usize>,
        alone: bool,
    ) -> Result<(), (String, String)> {
        if !self.known.iter().any(|known| known == name) {
            let known: Vec<_> = self
                .known
                .iter()
                .map(|known| format!("`${known}`"))
                .collect();
            let help = match known.as_slice() {
                [] => "leave it out: `from` has no placeholder".to_owned(),
                known => format!("write one of {}", known.join(", ")),
            };
            return Err((format!("`from` has no placeholder `${name}`"), help));
        }
        if !self.used.insert(name.to_owned()) {
            let message =
                format!("`${name}` stands in `to` twice, so that it would be evaluated twice");
            let help = "use it once; a function of your own can take it and use it twice";
            return Err((message, help.to_owned()));
        }
        let name = name.to_owned();
        self.piece(bytes, Piece::Placeholder { name, alone });
        Ok(())
    }
}

/// Whether a part of an expression is not evaluated once, in its order.
struct Order(bool);

impl<'a> Visit<'a> for Order {
    fn visit_expr(&mut self, expression: &'a Expr) {
        self.0 |= match expression {
            Expr::Binary(binary) => {
                matches!(binary.op, syn::BinOp::And(_) | syn::BinOp::Or(_))
            }
            Expr::Async(_)
            | Expr::Closure(_)
            | Expr::ForLoop(_)
            | Expr::If(_)
            | Expr::Loop(_)
            | Expr::Macro(_)
            | Expr::Match(_)
            | Expr::Repeat(_)
            | Expr::While(_) => true,
            _ => false,
        };
        visit::visit_expr(self, expression);
    }
}
