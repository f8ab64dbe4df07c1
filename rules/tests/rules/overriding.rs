//! How a composition finds types that are written in several ways.

use ssot_rules::overriding::unqualified;
use ssot_rules::syntax::{Type, parse_str};
use ssot_rules::tokens::type_text;

fn unqualified_text(ty: &str) -> String {
    let ty: Type = parse_str(ty).expect("it is a type");
    unqualified(&type_text(&ty))
}

#[test]
fn only_the_last_name_of_each_path_remains() {
    let cases = [
        ("Cache", "Cache"),
        ("crate::stores::Cache", "Cache"),
        ("::stores::Cache", "Cache"),
        ("Cache<stores::Disk>", "Cache<Disk>"),
        (
            "stores::Cache<'static, a::Key, [b::Value; 3]>",
            "Cache<'static, Key, [Value; 3]>",
        ),
        ("dyn stores::Store<a::Key>", "dyn Store<Key>"),
        ("&'static (a::Key, b::Value)", "&'static(Key, Value)"),
        ("r#mod::r#type", "r#type"),
        ("fn(a::Key) -> b::Value", "fn(Key) -> Value"),
    ];
    for (written, expected) in cases {
        assert_eq!(unqualified_text(written), expected, "{written}");
    }
}

#[test]
fn the_colons_in_front_of_arguments_are_left_out() {
    assert_eq!(unqualified_text("stores::Cache::<a::Key>"), "Cache<Key>");
}

#[test]
fn types_of_two_names_stay_two() {
    let types = ["Cache<Key>", "Cache<Value>", "Store<Key>", "Cache"];
    for (index, one) in types.iter().enumerate() {
        for other in &types[index + 1..] {
            assert_ne!(unqualified_text(one), unqualified_text(other));
        }
    }
}
