//! An editor that is asked what a name means looks at each name of an expansion that stands exactly where that one stands. So
//! nothing stands there but what was written there.

use std::collections::BTreeMap;
use std::ops::Range;

use proc_macro2::{Ident, TokenStream, TokenTree};
use ssot_rules::names;

use crate::entry::Macro;
use crate::sole;

fn idents(tokens: TokenStream, all: &mut Vec<Ident>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => all.push(ident),
            TokenTree::Group(group) => idents(group.stream(), all),
            _ => {}
        }
    }
}

fn parsed(text: &str) -> TokenStream {
    text.parse().expect("these are tokens")
}

fn place(ident: &Ident) -> (usize, usize) {
    let Range { start, end } = ident.span().byte_range();
    (start, end)
}

/// The names that stand where another one was written. What `arguments` and `item` declare is no question: it is what it means.
fn strangers(called: Macro, arguments: &str, item: &str, declared: &[&str]) -> Vec<String> {
    // Behind the arguments, so that no two tokens stand at one place.
    let item = parsed(&format!("{:1$}{item}", "", arguments.len()));
    let arguments = parsed(arguments);
    let written = [arguments.clone(), item.clone()];
    strangers_among(called.expand(arguments, item), written, declared)
}

fn strangers_among(
    expansion: TokenStream,
    tokens: impl IntoIterator<Item = TokenStream>,
    declared: &[&str],
) -> Vec<String> {
    let mut written = Vec::new();
    for tokens in tokens {
        idents(tokens, &mut written);
    }
    let written: BTreeMap<_, _> = written
        .iter()
        .map(|ident| (place(ident), ident.to_string()))
        .collect();
    let mut generated = Vec::new();
    assert!(
        !expansion.to_string().contains("compile_error"),
        "{expansion}"
    );
    idents(expansion, &mut generated);
    let mut strangers: Vec<_> = generated
        .iter()
        .filter_map(|ident| Some((ident.to_string(), written.get(&place(ident))?)))
        .filter(|(name, there)| name != *there && !declared.contains(&there.as_str()))
        // An interface is imported under it.
        .filter(|(name, _)| *name != names::declared_interface(0))
        .map(|(name, there)| format!("`{name}` at `{there}`"))
        .collect();
    strangers.sort();
    strangers.dedup();
    strangers
}

#[test]
fn an_entry_of_a_composition_is_what_is_listed() {
    let list = "
        inputs { Settings, Arc<dyn Clock>, Remote as dyn Store }
        parts { storage::Storage }
        singletons {
            pub Bus as dyn Sink as dyn stores::Store<u8>, database::Pool, Repo<Settings>,
            Client = clients::client, Mail as dyn Notifier, Pager as dyn Notifier,
        }
        transients { Job }
        collections { dyn Notifier }
        context(User) { Session as dyn Audit, context(Request) { Handler } }
        makes { Talk as dyn Conversation, Call }
        left_out { Cache, \"other::Cache\" }
    ";
    let without_parts = list.replace("parts { storage::Storage }", "");
    for item in [
        format!("{{ ::ssot }} struct App {{ {without_parts} }}"),
        format!("{{ ::ssot }} pub struct App<D: Database> {{ {without_parts} }}"),
        format!("{{ ::ssot }} struct App {{ {list} }}"),
        "{ ::ssot } struct TestApp overrides app::App { Mailer => Mock }".to_owned(),
    ] {
        let strangers = strangers(Macro::Composition, "", &item, &["App", "TestApp"]);
        assert!(strangers.is_empty(), "{strangers:#?}");
    }
    for (called, item) in [
        (
            Macro::Part,
            format!("{{ ::ssot }} {{ dyn Files, storage::Disk }} {{}} struct App {{ {list} }}"),
        ),
        (
            Macro::Overriding,
            "{ ::ssot } { singletons { Bus, mail::Mailer } } \
             struct TestApp overrides App { mail::Mailer => mocks::Mock }"
                .to_owned(),
        ),
    ] {
        let strangers = strangers(called, "", &item, &["App", "TestApp"]);
        assert!(strangers.is_empty(), "{strangers:#?}");
    }
}

#[test]
fn an_interface_that_a_component_declares_is_the_trait() {
    for arguments in [
        "new, implements(Sink)",
        "new, implements(sinks::Sink)",
        "new, implements(Handler<Event>)",
        "new, implements(Source<Item = Event>)",
        "scope = context(users::User)",
    ] {
        for item in ["struct Bus {}", "pub struct Bus<T> { value: T }"] {
            let strangers = strangers(Macro::Component, arguments, item, &["new", "Bus", "value"]);
            assert!(strangers.is_empty(), "{arguments}: {strangers:#?}");
        }
    }
}

#[test]
fn an_interface_that_one_component_implements_is_the_trait() {
    let written = parsed("{ ::ssot } { Clock } \"clocks::Clock\"");
    let expansion = sole::implementation(written.clone());
    let strangers = strangers_among(expansion, [written], &[]);
    assert!(strangers.is_empty(), "{strangers:#?}");
}

#[test]
fn what_a_factory_stands_on_is_the_type() {
    for item in [
        "impl Port { pub fn new(number: Number) -> Self { Self { number } } }",
        "impl ports::Port { pub async fn open(bus: &Bus) -> Result<Self, Error> { Ok(Self { bus }) } }",
        "impl<T: Bound> Port<T> { fn of(value: T, #[given] subject: &str) -> Self { Self(value) } }",
    ] {
        let declared = [
            "new", "open", "of", "Self", "number", "bus", "value", "subject",
        ];
        let strangers = strangers(Macro::Factory, "", item, &declared);
        assert!(strangers.is_empty(), "{strangers:#?}");
    }
}
