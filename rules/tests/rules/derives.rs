//! Which attributes of a guarded type see the seal.

use quote::{ToTokens, quote};
use ssot_rules::arguments::GuardArguments;
use ssot_rules::derives::{attributes_of_seal, sort, sort_late};
use ssot_rules::names::FACTORY_ONLY;
use ssot_rules::syntax::{Attribute, ItemStruct};
use ssot_rules::violation::Violations;
use ssot_rules::written;

fn texts(attributes: &[Attribute]) -> Vec<String> {
    let text = |attribute: &Attribute| attribute.to_token_stream().to_string().replace(' ', "");
    attributes.iter().map(text).collect()
}

/// What goes above the seal, what goes below it, what the seal carries, and the codes that are reported.
fn sorted(item: &ItemStruct) -> [Vec<String>; 4] {
    let mut violations = Violations::new();
    let arguments = GuardArguments::read(FACTORY_ONLY, quote!(new), &mut violations);
    let sorted = sort(item, &arguments, &mut violations);
    let reported = violations.into_vec();
    let codes = reported
        .iter()
        .map(|violation| violation.rule().entry().code.to_owned());
    [
        texts(&sorted.above),
        texts(&sorted.below),
        texts(&attributes_of_seal(&sorted.below)),
        codes.collect(),
    ]
}

#[test]
fn a_name_that_two_derives_have_is_told_by_the_attribute_that_they_read() {
    let garde: ItemStruct = written! {
        #[derive(Debug, Validate)]
        struct Port { #[garde(range(min = 1))] number: u16 }
    };
    assert_eq!(
        sorted(&garde).each_ref().map(|texts| texts.join(" ")),
        [
            "#[derive(Debug)]",
            "#[derive(Validate)]",
            "#[garde(skip)]",
            ""
        ]
    );
    let validator: ItemStruct = written! {
        #[derive(Debug, Validate)]
        struct Port { #[validate(range(min = 1))] number: u16 }
    };
    assert_eq!(
        sorted(&validator).each_ref().map(|texts| texts.join(" ")),
        ["#[derive(Debug,Validate)]", "", "", ""]
    );
}

#[test]
fn derivative_does_not_show_the_seal() {
    let item: ItemStruct = written! {
        #[derive(Derivative)]
        #[derivative(Debug)]
        struct Port { number: u16 }
    };
    assert_eq!(
        sorted(&item).each_ref().map(|texts| texts.join(" ")),
        [
            "",
            "#[derive(Derivative)] #[derivative(Debug)]",
            r#"#[derivative(Debug="ignore")]"#,
            ""
        ]
    );
}

#[test]
fn conditions_are_kept() {
    let item: ItemStruct = written! {
        #[cfg_attr(a, skip_serializing_none, cfg_attr(b, derive(Serialize, Zeroize)))]
        #[cfg_attr(c, derive(ZeroizeOnDrop))]
        struct Key { bytes: Option<u8> }
    };
    let [above, below, of_seal, _] = sorted(&item);
    assert_eq!(
        above,
        [
            "#[cfg_attr(a,skip_serializing_none)]",
            "#[cfg_attr(all(a,b),derive(Serialize))]"
        ]
    );
    assert_eq!(
        below,
        [
            "#[cfg_attr(all(a,b),derive(Zeroize))]",
            "#[cfg_attr(c,derive(ZeroizeOnDrop))]"
        ]
    );
    assert_eq!(of_seal, ["#[cfg_attr(any(all(a,b),c),zeroize(skip))]"]);
}

#[test]
fn a_derive_above_is_reported_where_its_attribute_shows_it() {
    let items: [(ItemStruct, &str); 5] = [
        (written! { #[error("x")] struct E; }, "SSOT018"),
        (written! { #[error(transparent)] struct E(u8); }, ""),
        (written! { struct E { #[error(source)] cause: u8 } }, ""),
        (
            written! { struct K { #[zeroize(skip)] name: u8 } },
            "SSOT018",
        ),
        (written! { struct F { #[pin] future: u8 } }, ""),
    ];
    for (item, codes) in items {
        assert_eq!(
            sorted(&item)[3].join(" "),
            codes,
            "{}",
            item.to_token_stream()
        );
    }
}

#[test]
fn a_derive_behind_the_seal_is_moved_above_it() {
    let attributes: [Attribute; 2] = [
        written!(#[derive(Into, Clone, Zeroable)]),
        written!(#[serde(rename_all = "UPPERCASE")]),
    ];
    let sorted = sort_late(&attributes);
    assert_eq!(texts(&sorted.above), ["#[derive(Into)]"]);
    assert_eq!(
        texts(&sorted.below),
        [
            "#[derive(Clone,Zeroable)]",
            r#"#[serde(rename_all="UPPERCASE")]"#
        ]
    );
}
