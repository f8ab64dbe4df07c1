//! Where literals are looked for, and where they are left alone.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use ssot_rules::arguments::NoHardcodedArguments;
use ssot_rules::hardcoded::{check, findings};
use ssot_rules::violation::Violations;

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("these are tokens")
}

/// The literals that are found, each with its condition.
fn found(item: &str) -> Vec<(String, Option<String>)> {
    findings(tokens(item))
        .into_iter()
        .map(|finding| {
            (
                finding.text,
                finding.condition.map(|condition| condition.to_string()),
            )
        })
        .collect()
}

fn unconditional(item: &str) -> Vec<String> {
    let all = found(item);
    assert!(
        all.iter().all(|(_, condition)| condition.is_none()),
        "{item}: {all:?}"
    );
    all.into_iter().map(|(text, _)| text).collect()
}

#[test]
fn every_kind_of_string_is_looked_into() {
    let literals = [
        r#""::1""#,
        r##"r#"::1"#"##,
        r#"b"::1""#,
        r##"br#"::1"#"##,
        r#"c"::1""#,
        r##"cr#"::1"#"##,
        r#""\x3a\u{3a}1""#,
    ];
    for literal in literals {
        let item = format!("const A: B = {literal};");
        assert_eq!(unconditional(&item), ["::1"], "{item}");
    }
    let bytes = r#"const A: &[u8] = b"\xff ::1";"#;
    assert_eq!(unconditional(bytes), ["\u{fffd} ::1"]);
    assert!(found("const A: (char, f64) = (':', 127.0);").is_empty());
}

#[test]
fn literals_are_found_wherever_they_stand() {
    let items = [
        r#"fn f() { g(&["::1"]) }"#,
        r#"fn f() { println!("{}", "::1") }"#,
        r#"fn f() { vec![("::1", 1)] }"#,
        r#"fn f(a: [u8; len("::1")]) {}"#,
        r#"macro_rules! m { ($a:expr) => { f("::1", $a) }; }"#,
        r#"#[derive(Debug)] #[error("::1")] struct A;"#,
        r#"struct A { #[serde(default = "::1")] a: u8 }"#,
        r#"impl A for B { const C: &str = "::1"; }"#,
        r#"mod a { mod b { static C: &str = "::1"; } }"#,
        r#"what is this? "::1" no Rust"#,
        r#"#[doc = "::2"] fn f() { #![doc = "::2"] "::1" }"#,
        r#"#[cfg_attr(test, error("::2"))] fn f() { "::1" }"#,
        // Not for tests only, as far as can be seen.
        r#"#[testing] fn f() { "::1" }"#,
        r#"#[cfg_attr(test, path = "x")] fn f() { "::1" }"#,
    ];
    for item in items {
        assert_eq!(unconditional(item), ["::1"], "{item}");
    }
}

#[test]
fn texts_and_tests_are_left_out() {
    let items = [
        r#"#[doc = "::1"] #[deprecated(note = "::1")] #[must_use = "::1"] fn f() {}"#,
        r#"#[allow(dead_code, reason = "::1")] #[expect(unused, reason = "::1")] fn f() {}"#,
        r#"#[diagnostic::on_unimplemented(note = "::1")] trait A {}"#,
        r#"#[cfg_attr(unix, doc = "::1")] fn f() {}"#,
        r#"#[cfg(test)] mod tests { fn f() { "::1" } }"#,
        r#"#[cfg(all(test, unix))] pub(crate) mod tests { fn f() { "::1" } }"#,
        r#"#[cfg(any(test, all(test, unix)))] mod tests { fn f() { "::1" } }"#,
        r#"mod tests { #![cfg(test)] fn f() { "::1" } }"#,
        r#"#[test] fn f() { "::1" }"#,
        r#"#[tokio::test(flavor = "multi_thread")] async fn f() { "::1" }"#,
        r#"#[::core::prelude::v1::test] fn f() { "::1" }"#,
        r#"#[test] #[should_panic(expected = "::1")] fn f() {}"#,
        r#"#[doc = ""] #[test] #[ignore] fn f<A, B>() -> [u8; 1] where A: B, { "::1" }"#,
        r#"#[cfg(test)] impl<A, const N: usize = { 1 }> B<A, C> for D { const E: F = "::1"; }"#,
        r#"#[cfg(test)] const A: B = B { c: 1 }.with("::1");"#,
        r#"#[cfg(test)] pub static A: B = if c { "::1" } else { "::1" };"#,
        r#"#[cfg(test)] const unsafe extern "C" fn f() { "::1" }"#,
        r#"fn f() { #[cfg(test)] let a = match b { _ => "::1" } + "::1"; }"#,
        r#"fn f() { #[cfg(test)] println!("::1"); }"#,
        r#"struct A { #[cfg(test)] a: [u8; len("::1")] }"#,
        r#"fn f() { A { #[cfg(test)] a: "::1", b } }"#,
        r#"fn f() { match a { #[cfg(test)] "::1" => {} _ => {} } }"#,
        r#"proptest! { #[test] fn f(a in "::1") {} }"#,
        r#"#[no_hardcoded] fn f() { "::1" }"#,
        r#"mod a { #[ssot::no_hardcoded(allow("::1", reason = ""))] fn f() { "::1" } }"#,
        r#"#[factory(hardcoded = "deny")] impl A { fn f() { "::1" } }"#,
        r#"mod a { #[factory] impl A { fn f() { "::1" } } #[ssot_component(hardcoded = "deny")] pub struct A; }"#,
    ];
    for item in items {
        assert!(found(item).is_empty(), "{item}: {:?}", found(item));
    }
}

#[test]
fn a_url_behind_the_key_of_a_name_is_one() {
    for key in [
        "\"$schema\":",
        "\"$id\":",
        "\"@context\":",
        "xmlns =",
        "xmlns: &",
    ] {
        let item = format!("fn f() {{ json!({{ {key} \"https://acme.io/x\" }}) }}");
        assert!(found(&item).is_empty(), "{item}");
        let address = item.replace("https://acme.io/x", "acme.io:443");
        assert_eq!(found(&address).len(), 1, "{address}");
    }
    for key in ["\"$ref\":", "schema =", "namespace:", "\"$schema\","] {
        let item = format!("fn f() {{ json!({{ {key} \"https://acme.io/x\" }}) }}");
        assert_eq!(unconditional(&item), ["https://acme.io/x"], "{item}");
    }
}

#[test]
fn what_is_left_out_ends_with_its_item() {
    let items = [
        r#"#[test] fn f() { "::2" } const A: &str = "::1";"#,
        r#"#[cfg(test)] mod tests; const A: &str = "::1";"#,
        r#"#[cfg(test)] use a::{b, c}; const A: &str = "::1";"#,
        r#"#[cfg(test)] struct A("::2"); const A: &str = "::1";"#,
        r#"fn f() { A { #[cfg(test)] a: "::2", b: "::1" } }"#,
        r#"fn f() { match a { #[cfg(test)] "::2" => {} "::1" => {} } }"#,
        r#"fn f() { #[cfg(test)] g("::2"); g("::1") }"#,
        r#"mod a { #[cfg(test)] } const A: &str = "::1";"#,
        r#"mod a { #![cfg(test)] "::2" } const A: &str = "::1";"#,
        // Another component denies, and this one does not.
        r#"#[ssot_component(hardcoded = "deny")] struct B; #[factory] impl<B> A<B> where B: B { "::1" }"#,
    ];
    for item in items {
        assert_eq!(unconditional(item), ["::1"], "{item}");
    }
}

#[test]
fn conditions_are_kept() {
    let cases = [
        (r#"#[cfg(unix)] fn f() { "::1" }"#, "unix"),
        (r#"#[cfg(not(test))] fn f() { "::1" }"#, "not (test)"),
        (
            r#"#[cfg(any(test, unix))] fn f() { "::1" }"#,
            "any (test , unix)",
        ),
        (r#"mod a { #![cfg(unix)] fn f() { "::1" } }"#, "unix"),
        (
            r#"#[cfg(unix)] mod a { #[cfg(feature = "b")] fn f() { "::1" } }"#,
            r#"all (unix , feature = "b")"#,
        ),
        (
            r#"#[cfg_attr(unix, cfg(windows))] fn f() { "::1" }"#,
            "any (not (unix) , windows)",
        ),
        (r#"#[cfg_attr(unix, test)] fn f() { "::1" }"#, "not (unix)"),
        (
            r#"#[cfg_attr(unix, ssot::no_hardcoded)] fn f() { "::1" }"#,
            "not (unix)",
        ),
    ];
    for (item, condition) in cases {
        assert_eq!(
            found(item),
            [("::1".to_owned(), Some(condition.to_owned()))],
            "{item}"
        );
    }
    // Of the item only, and not where a macro has yet to fill it in.
    assert_eq!(
        unconditional(r#"#[cfg(unix)] fn f() {} const A: &str = "::1";"#),
        ["::1"]
    );
    assert_eq!(
        unconditional(r#"macro_rules! m { () => { #[cfg($a)] fn f() { "::1" } } }"#),
        ["::1"]
    );
}

#[test]
fn invisible_groups_are_looked_into() {
    let invisible =
        |tokens| TokenStream::from(TokenTree::from(Group::new(Delimiter::None, tokens)));
    let count = |parts: &[TokenStream]| findings(parts.iter().cloned().collect()).len();
    assert_eq!(
        count(&[
            tokens("const A: B ="),
            invisible(tokens("\"::1\"")),
            tokens(";")
        ]),
        1
    );
    let attribute = |inner| {
        let brackets = Group::new(Delimiter::Bracket, invisible(inner));
        TokenStream::from_iter([tokens("#"), TokenTree::from(brackets).into()])
    };
    let item = invisible(tokens("mod a { const A: B = \"::1\"; }"));
    assert_eq!(count(&[attribute(tokens("cfg(test)")), item.clone()]), 0);
    assert_eq!(count(&[attribute(tokens("doc = \"::1\"")), item]), 1);
}

/// The codes of what is reported, with the messages.
fn reported(arguments: &str, item: &str) -> Vec<String> {
    let mut violations = Violations::new();
    let arguments = NoHardcodedArguments::read(tokens(arguments), &mut violations);
    check(tokens(item), &arguments.allow, &mut violations);
    let violations = violations.into_vec();
    violations
        .iter()
        .map(|violation| format!("{}: {}", violation.rule(), violation.message()))
        .collect()
}

#[test]
fn a_permission_is_for_a_literal_or_for_the_address_in_it() {
    let item = r#"fn f() { "see http://a.io:80/b?c." }"#;
    for permitted in [
        "see http://a.io:80/b?c.",
        "http://a.io:80/b?c",
        "http://a.io:80",
    ] {
        let arguments = format!(r#"allow("{permitted}", reason = "it is tested")"#);
        assert!(reported(&arguments, item).is_empty(), "{permitted}");
    }
    for permitted in ["a.io", "http://a.io", "see", "", "see http://a.io:80/b?c"] {
        let arguments = format!(r#"allow("{permitted}", reason = "it is tested")"#);
        assert_eq!(
            reported(&arguments, item),
            [
                "SSOT080: a URL is hard-coded: `http://a.io:80`".to_owned(),
                format!("SSOT082: `{permitted}` is permitted, but the permission is unused"),
            ]
        );
    }
}

#[test]
fn one_literal_is_reported_once() {
    let item = r#"fn f() { "::1 ::2"; "::2 ::3" }"#;
    assert_eq!(
        reported(r#"allow("::2", reason = "it is tested"),"#, item),
        [
            "SSOT080: an IPv6 address is hard-coded: `::1`",
            "SSOT080: an IPv6 address is hard-coded: `::3`",
        ]
    );
}

#[test]
fn one_mistake_in_a_permission_is_reported_once() {
    let cases = [
        (r#"allow("::1")"#, "SSOT081"),
        (r#"allow("::2")"#, "SSOT081"),
        (r#"allow("::1", reason = "")"#, "SSOT081"),
        (r#"allow("::1", reason)"#, "SSOT043"),
        (r#"allow("::1", reason =)"#, "SSOT043"),
        (r#"allow("::1", reason = why)"#, "SSOT043"),
        (r#"allow("::1", "::2")"#, "SSOT043"),
        (r#"allow("::1", raison = "a")"#, "SSOT040"),
        (r#"allow("::1", reason = "a", reason = "b")"#, "SSOT041"),
        (
            r#"allow("::1", reason = "a"), allow("::1", reason = "b")"#,
            "SSOT041",
        ),
    ];
    for (arguments, code) in cases {
        let mut reported = reported(arguments, r#"fn f() { "::1" }"#);
        // An address that the mistake does not name is one of its own.
        if arguments.starts_with(r#"allow("::2""#) {
            assert!(
                reported
                    .pop()
                    .is_some_and(|last| last.starts_with("SSOT080"))
            );
        }
        assert_eq!(reported.len(), 1, "{arguments}: {reported:?}");
        assert!(reported[0].starts_with(code), "{arguments}: {reported:?}");
    }
    let none = r#"fn f() { "a" }"#;
    for (arguments, code) in [
        ("allow", "SSOT042"),
        ("allow()", "SSOT042"),
        ("allow(,)", "SSOT043"),
        ("allow(a)", "SSOT043"),
        (r#"allow = "a""#, "SSOT043"),
        ("deny", "SSOT040"),
    ] {
        let reported = reported(arguments, none);
        assert_eq!(reported.len(), 1, "{arguments}: {reported:?}");
        assert!(reported[0].starts_with(code), "{arguments}: {reported:?}");
    }
}
