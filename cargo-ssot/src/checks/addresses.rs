//! Addresses that are written into the code: the rule of `#[no_hardcoded]`, everywhere, about those that the program goes to.

use ssot_rules::Rule;
use ssot_rules::classification::Risk;

use super::Subject;
use crate::finding::{FileId, Finding, Place};

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let files = subject.files.iter().enumerate();
    let production = files.filter(|(_, file)| file.kind.is_production());
    let found = production.flat_map(|(index, file)| {
        file.facts.addresses.iter().filter_map(move |address| {
            let place = Place {
                file: FileId(index),
                range: address.place.range(),
            };
            if subject.crates.is_test_place(subject.files, &place) {
                return None;
            }
            let values = [
                ("kind", address.kind.clone()),
                ("found", address.shown.clone()),
            ];
            let finding = Finding::new(Rule::HardcodedAddress, place, &address.shown, &values);
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
