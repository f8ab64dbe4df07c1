//! Attributes of ours that are written wrongly: what the macros would say, in code that need not compile.

use super::Subject;
use crate::finding::{FileId, Finding, Place};

pub(super) fn check(subject: Subject<'_>) -> Vec<Finding> {
    let files = subject.files.iter().enumerate();
    let found = files.flat_map(|(index, file)| {
        file.facts.misuses.iter().map(move |misuse| {
            let place = Place {
                file: FileId(index),
                range: misuse.place.range(),
            };
            let mut finding = Finding::new(misuse.rule, place, &misuse.symbol, &[]);
            finding.message.clone_from(&misuse.message);
            finding.advise(misuse.fix.clone())
        })
    });
    found.collect()
}
