//! Whatever is given, the answer is a value or an error.

use proptest::prelude::*;
use ssot::config::{Format, Layers};

use super::{LOG, cases, load, with};

/// Names and texts of what variables and documents are made of.
fn like_variables() -> impl Strategy<Value = (String, String)> {
    let name =
        "APP(_|__|___|LOG|LABELS|PEERS|TREE|SPAN|MAX_FILES|ROTATION|DB|POOL|é|[A-Z0-9a-z]){0,6}";
    let text = "(\\{|\\}|\\[|\\]|=|,|\\.|'|\"|[0-9]{1,20}|-|e|inf|nan|true|a|host|name|é| |\n|:|#|30s){0,12}";
    (name, text)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(300), ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_given_makes_it_panic(
        variables in prop::collection::vec(like_variables(), 0..5),
        text in ".{0,40}",
        format in prop::sample::select(vec![Format::Toml, Format::Json, Format::Yaml]),
    ) {
        let layers = Layers::new().text(LOG).document(format, text).variables(variables.clone());
        let (_, _) = (load(layers.clone()), layers.explain().to_string());
        for (_, text) in variables {
            let layers = Layers::new().document(format, format!("app:\n  {text}")).text(format!("[app]\n{text}"));
            let (_, _) = (load(layers.clone()), layers.explain().to_string());
        }
    }
}

#[test]
fn endless_nesting_is_refused() {
    for format in [Format::Toml, Format::Json, Format::Yaml] {
        for (open, start) in [
            ("[", "app"),
            ("{a:", "app"),
            ("{\"a\":", "\"app\""),
            ("{a=", "app"),
        ] {
            let text = match format {
                Format::Toml => format!("{start} = {}", open.repeat(20_000)),
                _ => format!("{{{start}: {}", open.repeat(20_000)),
            };
            assert!(
                load(Layers::new().document(format, text)).is_err(),
                "{format:?} {open}"
            );
        }
    }
    let dotted = "a.".repeat(20_000) + "a";
    for text in [
        format!("[app.{dotted}]\nx = 1"),
        format!("app.{dotted} = 1"),
        format!("[app]\ntree = {{ {dotted} = 1 }}"),
    ] {
        assert!(load(Layers::new().text(text)).is_err());
    }
    let long = format!("APP_LABELS{}", "__A".repeat(20_000));
    assert!(with(&[(&long, "1")]).is_err());
    let block: Vec<_> = (0..3000).map(|depth| " ".repeat(depth) + "a:").collect();
    let block = block.join("\n");
    assert!(load(Layers::new().document(Format::Yaml, block)).is_err());
    assert!(with(&[("APP_PEERS", &"[".repeat(20_000))]).is_err());
}
