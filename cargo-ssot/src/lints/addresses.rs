//! Addresses that are written into the code: the rule of `#[no_hardcoded]`, everywhere, about those that the program goes to.

use ssot_rules::Rule;
use ssot_rules::classification::Risk;

use super::context::CheckContext;
use crate::finding::{FileId, Finding, Place};

pub(super) fn check(cx: CheckContext<'_>) -> Vec<Finding> {
    let files = cx.files.iter().enumerate();
    let production = files.filter(|(_, file)| file.kind.is_production());
    let found = production.flat_map(|(index, file)| {
        file.facts.addresses.iter().filter_map(move |address| {
            let place = address.place.in_file(FileId(index));
            if cx.crates.is_test_place(cx.files, &place) {
                return None;
            }
            let values = [
                ("kind", address.kind.to_string()),
                ("found", address.shown.clone()),
            ];
            let guess = !is_of_component(cx, &place);
            let finding =
                Finding::new(Rule::HardcodedAddress, place, &address.shown, &values).guessed(guess);
            Some(if address.reached {
                finding
            } else {
                let why = "it may be a default, or be there to be compared with";
                finding.of_risk(Risk::Low).unsure(why)
            })
        })
    });
    found.collect()
}

/// Whether a place is in an impl of a type that somebody named as a component.
fn is_of_component(cx: CheckContext<'_>, place: &Place) -> bool {
    let impls = cx.files[place.file.0].facts.impls.iter().enumerate();
    let mut around = impls.filter(|(_, block)| block.item.range().contains(&place.range.start));
    around.any(|(index, _)| {
        let of = cx.components.of_impl(place.file, index);
        of.and_then(|of| cx.components.kind_of(of)).is_some()
    })
}
