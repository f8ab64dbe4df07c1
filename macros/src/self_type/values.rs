//! Expressions and statements.

use proc_macro2::{Delimiter, Group, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

use super::cursor::{self, Cursor, is_mark};
use super::mention::Mention;
use super::patterns::{has_rest, opening};
use super::{SelfType, regrouped};

impl SelfType<'_> {
    /// Expressions, statements, and what stands in the brackets of either.
    pub(super) fn values(&self, tokens: TokenStream) -> TokenStream {
        self.values_among(tokens, false)
    }

    /// The same; `fields` stand alone among them.
    fn values_among(&self, tokens: TokenStream, fields: bool) -> TokenStream {
        let mut values = Values {
            of: self,
            cursor: Cursor::new(tokens),
            replaced: TokenStream::new(),
            before_block: false,
            fields,
        };
        while values.cursor.peek(0).is_some() {
            values.step();
        }
        values.replaced
    }

    /// A literal's or a pattern's braces or parentheses behind the path of the type.
    fn literal(&self, group: &Group, place: Span, is_assigned: bool) -> Group {
        let named = group.delimiter() == Delimiter::Brace;
        let tokens: Vec<_> = group.stream().into_iter().collect();
        if self.seal.is_some() && named && is_mark(tokens.last(), ':') {
            // A field that is being typed. rustc has reported it, and reports these very brackets once.
            return group.clone();
        }
        if self.seal.is_some() && (is_assigned || has_rest(&tokens)) {
            // It takes an instance apart: `Self { field, .. } = instance`.
            let mut fields = self.values_among(group.stream(), named);
            fields.extend(opening(&tokens));
            return regrouped(group, fields);
        }
        let Some(seal) = self.seal() else {
            return regrouped(group, self.values_among(group.stream(), named));
        };
        self.literals.set(self.literals.get() + 1);
        let sealing = self.sealing(seal, place, named);
        // `Self { 0: first, 1: second }` is a tuple struct's.
        if named && let Some(TokenTree::Literal(_)) = tokens.first() {
            if has_base(&tokens) {
                // Its position is not known here, and the base gives one.
                return regrouped(group, self.values_among(group.stream(), named));
            }
            let position = |token: &TokenTree| token.to_string().parse::<usize>().ok();
            let colons = (1..tokens.len()).filter(|&at| is_mark(tokens.get(at), ':'));
            let last = colons.filter_map(|at| position(&tokens[at - 1])).max();
            let index = proc_macro2::Literal::usize_unsuffixed(last.map_or(0, |last| last + 1));
            let (fields, minted) = (
                self.values_among(group.stream(), named),
                self.minted(seal, place),
            );
            return regrouped(group, quote!(#index: #minted, #fields));
        }
        if named {
            let fields = self.values_among(group.stream(), named);
            return regrouped(group, quote!(#sealing, #fields));
        }
        let mut fields = self.values_among(group.stream(), named);
        fields.extend(separator(&tokens));
        fields.extend(sealing);
        regrouped(group, fields)
    }
}

/// Whether `..base` ends the fields of a literal.
fn has_base(tokens: &[TokenTree]) -> bool {
    let mark = |at: usize, mark: char| is_mark(tokens.get(at), mark);
    (1..tokens.len()).any(|at| {
        mark(at - 1, '.')
            && mark(at, '.')
            && (at == 1 || mark(at - 2, ','))
            && at + 1 < tokens.len()
    })
}

fn separator(tokens: &[TokenTree]) -> Option<TokenStream> {
    let separated = tokens.is_empty() || is_mark(tokens.last(), ',');
    (!separated).then(|| quote!(,))
}

/// Expressions that are being read.
struct Values<'s, 'a> {
    of: &'s SelfType<'a>,
    cursor: Cursor,
    replaced: TokenStream,
    /// The next braces are a block: they follow a condition, a result or bounds.
    before_block: bool,
    /// Fields stand alone among the values.
    fields: bool,
}

impl Values<'_, '_> {
    fn step(&mut self) {
        match self.cursor.peek(0) {
            Some(TokenTree::Ident(_)) => self.ident(),
            Some(TokenTree::Punct(mark)) => {
                let mark = mark.as_char();
                self.mark(mark);
            }
            Some(TokenTree::Group(group)) => {
                let group = group.clone();
                self.group(&group);
            }
            _ => self.pass(1),
        }
    }

    /// Takes over tokens as they are.
    fn pass(&mut self, count: usize) {
        let end = self.cursor.at + count;
        self.replaced.extend(self.cursor.take_to(end));
    }

    fn ident(&mut self) {
        if SelfType::is_invocation(&self.cursor) {
            let invocation = self.of.invocation(&mut self.cursor);
            self.replaced.extend(invocation);
            return;
        }
        if let Some(mention) = self.of.mention(&self.cursor)
            && !SelfType::is_shorthand(&self.cursor, self.fields)
        {
            self.mention(&mention);
            return;
        }
        let at_start = self.starts_statement();
        match self.cursor.word(0) {
            "let" => self.binding(),
            "for" if !self.cursor.is_mark(1, '<') => self.iteration(),
            "if" | "while" | "match" | "where" => {
                self.before_block = true;
                self.pass(1);
            }
            "as" => {
                self.pass(1);
                let end = self.cursor.at + self.cursor.behind_type(0);
                let ty = self.cursor.take_to(end);
                self.replaced.extend(self.of.in_types(ty));
            }
            "fn" if matches!(self.cursor.peek(1), Some(TokenTree::Ident(_))) => self.function(),
            "impl" | "trait" | "mod" if at_start => self.members(),
            "extern" if at_start && !self.is_foreign_function() => self.item(true),
            "struct" | "enum" if at_start => self.item(true),
            "use" | "type" if at_start => self.item(false),
            // Not a block, a closure or a function.
            "const" | "static" if at_start && self.is_constant() => self.constant(),
            "const" if self.cursor.group(1, Delimiter::Brace).is_some() => {
                self.pass(1);
                self.block(&self.of.uncounted());
            }
            "union" if at_start && matches!(self.cursor.peek(1), Some(TokenTree::Ident(_))) => {
                self.item(true);
            }
            _ => self.pass(1),
        }
    }

    /// `extern "C" fn`
    fn is_foreign_function(&self) -> bool {
        let name = usize::from(matches!(self.cursor.peek(1), Some(TokenTree::Literal(_))));
        self.cursor.is_word(1 + name, "fn")
    }

    /// `const NAME:`, `static mut NAME:`
    fn is_constant(&self) -> bool {
        let name = if self.cursor.is_word(1, "mut") { 2 } else { 1 };
        self.cursor.is_mark(name + 1, ':')
    }

    /// Whether an item can start here: behind a statement, an attribute or a visibility.
    fn starts_statement(&self) -> bool {
        match self.cursor.before(1) {
            None => true,
            Some(TokenTree::Punct(mark)) => mark.as_char() == ';',
            Some(TokenTree::Group(group)) => match group.delimiter() {
                Delimiter::Brace => true,
                Delimiter::Bracket => is_mark(self.cursor.before(2), '#'),
                _ => self.cursor.word_before(2) == "pub",
            },
            Some(_) => ["pub", "unsafe"].contains(&self.cursor.word_before(1)),
        }
    }

    fn mention(&mut self, mention: &Mention) {
        let is_assigned = {
            let mut behind = self.cursor.clone();
            behind.at += mention.length + 1;
            behind.is_assignment()
        };
        let path = self.of.path(&mut self.cursor, mention);
        let next = match self.cursor.peek(0) {
            Some(TokenTree::Group(group)) if !mention.continues => Some(group.clone()),
            _ => None,
        };
        match next {
            Some(group)
                if group.delimiter() == Delimiter::Brace && !self.before_block
                    || group.delimiter() == Delimiter::Parenthesis =>
            {
                self.cursor.at += 1;
                let literal = self.of.literal(&group, mention.place, is_assigned);
                self.replaced.extend(quote!(#path #literal));
            }
            _ if mention.continues || mention.is_argument || !mention.is_upper_case => {
                self.replaced.extend(path);
            }
            _ => {
                let value = self.of.bare_value(path, mention.place);
                self.replaced.extend(value);
            }
        }
    }

    /// `let pattern: type = ..`
    fn binding(&mut self) {
        self.pass(1);
        let ends = |at: &Cursor| at.is_single_colon() || at.is_assignment() || at.is_mark(0, ';');
        let end = self.cursor.find(&ends).unwrap_or(self.cursor.len());
        let pattern = self.cursor.take_to(end);
        self.replaced.extend(self.of.patterns(pattern));
        if self.cursor.is_mark(0, ':') {
            let ends =
                |at: &Cursor| at.is_assignment() && !is_inside_generics(at) || at.is_mark(0, ';');
            let end = self.cursor.find(&ends).unwrap_or(self.cursor.len());
            let ty = self.cursor.take_to(end);
            self.replaced.extend(self.of.in_types(ty));
        }
    }

    /// `for pattern in ..`
    fn iteration(&mut self) {
        self.pass(1);
        let end = self
            .cursor
            .find(&|at| at.is_word(0, "in") || at.is_mark(0, ';'));
        if let Some(end) = end {
            let pattern = self.cursor.take_to(end);
            self.replaced.extend(self.of.patterns(pattern));
            self.before_block = true;
        }
    }

    /// A function within the body.
    fn function(&mut self) {
        let is_constant = (1..=2).any(|before| self.cursor.word_before(before) == "const");
        let in_item = self.of.in_item(is_constant);
        self.pass(2);
        let parameters = self
            .cursor
            .find(&|at| at.group(0, Delimiter::Parenthesis).is_some());
        let Some(parameters) = parameters else { return };
        let generics = self.cursor.take_to(parameters);
        self.replaced.extend(generics);
        if let Some(group) = self.cursor.group(0, Delimiter::Parenthesis) {
            let group = regrouped(group, in_item.parameters(group.stream()));
            self.replaced.extend([TokenTree::Group(group)]);
            self.cursor.at += 1;
        }
        let end = self.block_or_semicolon();
        self.replaced.extend(self.cursor.take_to(end));
        self.block(&in_item);
    }

    /// `impl Iterator for Ports { .. }`
    fn members(&mut self) {
        let end = self.block_or_semicolon();
        let head = self.cursor.take_to(end);
        let inner = self.of.in_members(&head);
        self.replaced.extend(head);
        self.block(&inner);
    }

    /// A block in which the type is called otherwise, or is another.
    fn block(&mut self, of: &SelfType<'_>) {
        if let Some(group) = self.cursor.group(0, Delimiter::Brace) {
            let group = regrouped(group, of.values(group.stream()));
            self.replaced.extend([TokenTree::Group(group)]);
            self.cursor.at += 1;
        }
    }

    /// `const NAME: type = value;`
    fn constant(&mut self) {
        let value = self
            .cursor
            .find(&|at| at.is_assignment() && !is_inside_generics(at));
        let value = value.unwrap_or(self.cursor.len());
        self.replaced.extend(self.cursor.take_to(value));
        let end = self.cursor.find(&|at| at.is_mark(0, ';'));
        let value = self.cursor.take_to(end.unwrap_or(self.cursor.len()));
        self.replaced.extend(self.of.in_item(true).values(value));
    }

    fn block_or_semicolon(&self) -> usize {
        let ends = |at: &Cursor| at.group(0, Delimiter::Brace).is_some() || at.is_mark(0, ';');
        self.cursor.find(&ends).unwrap_or(self.cursor.len())
    }

    /// Types up to a block.
    fn types_before_block(&mut self) {
        let end = self.block_or_semicolon();
        let types = self.cursor.take_to(end);
        self.replaced.extend(self.of.in_types(types));
        self.before_block = true;
    }

    /// An item that holds no values.
    fn item(&mut self, ends_in_braces: bool) {
        let ends = |at: &Cursor| {
            at.is_mark(0, ';') || ends_in_braces && at.group(0, Delimiter::Brace).is_some()
        };
        let end = self
            .cursor
            .find(&ends)
            .map_or(self.cursor.len(), |end| end + 1);
        self.replaced.extend(self.cursor.take_to(end));
    }

    fn mark(&mut self, mark: char) {
        match mark {
            '|' if self.starts_operand() => self.closure(),
            // The result of a closure.
            '-' if self.cursor.is_operator(0, '-', '>') => {
                self.pass(2);
                self.types_before_block();
            }
            '<' if self.cursor.follows(':', ':') || self.starts_qualified_path() => {
                self.generic_arguments();
            }
            _ => self.pass(1),
        }
    }

    /// `<T as Trait>::`; the second half of `<<` opens nothing, nor does the comparison in `unsafe { a() } < b`.
    fn starts_qualified_path(&self) -> bool {
        !is_mark(self.cursor.before(1), '<')
            && self.starts_operand()
            && self
                .cursor
                .is_operator(self.cursor.behind_generics(0), ':', ':')
    }

    /// `<T, U>` behind `::`, or `<T as Trait>` in front of it.
    fn generic_arguments(&mut self) {
        let end = self.cursor.at + self.cursor.behind_generics(0);
        let arguments = self.cursor.take_to(end);
        let calls = self.cursor.is_operator(0, ':', ':') && self.of.constructs(self.cursor.word(2));
        let factory = calls
            .then(|| self.of.qualified_factory(&arguments))
            .flatten();
        let arguments = factory.unwrap_or_else(|| self.of.in_types(arguments));
        self.replaced.extend(arguments);
    }

    /// Whether an operand is to follow: an operator has another meaning there.
    fn starts_operand(&self) -> bool {
        match self.cursor.before(1) {
            None => true,
            Some(TokenTree::Punct(mark)) => {
                mark.as_char() != '?'
                    && !(mark.as_char() == '|' && mark.spacing() == Spacing::Joint)
            }
            Some(TokenTree::Ident(_)) => {
                const BEFORE: &[&str] = &[
                    "move", "async", "return", "static", "else", "in", "break", "if", "while",
                    "match", "mut",
                ];
                BEFORE.contains(&self.cursor.word_before(1))
            }
            Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace,
            Some(TokenTree::Literal(_)) => false,
        }
    }

    /// `|pattern: type, ..|`
    fn closure(&mut self) {
        self.pass(1);
        let end = self.cursor.find(&|at| at.is_mark(0, '|'));
        let Some(end) = end else { return };
        let parameters = self.cursor.take_to(end);
        self.replaced.extend(self.of.parameters(parameters));
        self.pass(1);
    }

    fn group(&mut self, group: &Group) {
        let stream = group.stream();
        let inner = match group.delimiter() {
            Delimiter::Bracket if is_mark(self.cursor.before(1), '#') => stream,
            Delimiter::Bracket if is_inner_attribute(&self.cursor) => stream,
            Delimiter::Brace if cursor::has_arms(&stream) => {
                self.before_block = false;
                self.of.arms(stream)
            }
            Delimiter::Brace => {
                self.before_block = false;
                self.of.values(stream)
            }
            _ => self.of.values(stream),
        };
        self.replaced
            .extend([TokenTree::Group(regrouped(group, inner))]);
        self.cursor.at += 1;
    }
}

fn is_inner_attribute(cursor: &Cursor) -> bool {
    is_mark(cursor.before(1), '!') && is_mark(cursor.before(2), '#')
}

/// Whether an `=` binds an associated type: `Box<dyn Iterator<Item = Self>>`.
fn is_inside_generics(cursor: &Cursor) -> bool {
    let mut depth = 0_i32;
    let mut back = 1;
    while let Some(token) = cursor.before(back) {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '<' => depth += 1,
            TokenTree::Punct(mark)
                if mark.as_char() == '>' && !is_mark(cursor.before(back + 1), '-') =>
            {
                depth -= 1;
            }
            TokenTree::Punct(mark) if mark.as_char() == ';' => break,
            TokenTree::Ident(_) if cursor.word_before(back) == "let" => break,
            _ => {}
        }
        back += 1;
    }
    depth > 0
}
