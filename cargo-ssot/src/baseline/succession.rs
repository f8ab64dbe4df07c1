//! Findings that go on under another name once a type is annotated.
//!
//! The annotation is the first step to fewer findings, and changes what the others are called: what was a type that is
//! made in many places is now a component that is made outside its factory, and of two definitions it is the other one
//! that is reported. A baseline that knew nothing of it would punish the step with as many failures as it excused.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Bound;

use ssot_rules::Rule;

use super::Entry;
use crate::fingerprint::Fingerprint;

/// Lines that excuse nothing yet, by what they excuse.
pub(super) type Free<'a> = BTreeMap<&'a Fingerprint, VecDeque<(usize, &'a Entry)>>;

/// Takes the line that excused what `finding` was before, if there is one left.
pub(super) fn take<'a>(free: &mut Free<'a>, finding: &Fingerprint) -> Option<&'a Entry> {
    let start = start(finding)?;
    let from = (Bound::Included(&start), Bound::Unbounded);
    let mut of_rule = free
        .range_mut::<Fingerprint, _>(from)
        .take_while(|(line, _)| line.code == start.code);
    let (_, lines) = of_rule.find(|(line, lines)| precedes(line, finding) && !lines.is_empty())?;
    lines.pop_front().map(|(_, entry)| entry)
}

/// Takes the line of a finding that stands in another module now: the same rule, symbol and text.
///
/// A line of another package is taken only if `selected` says that all findings of that are there. Otherwise it may be needed
/// by one that is not looked at.
pub(super) fn moved<'a>(
    free: &mut Free<'a>,
    finding: &Fingerprint,
    selected: &dyn Fn(&str) -> bool,
) -> Option<&'a Entry> {
    let is_same = |line: &Fingerprint| {
        line.code == finding.code
            && line.symbol == finding.symbol
            && line.snippet == finding.snippet
            && (line.package == finding.package || selected(&line.package))
    };
    let mut lines = free.iter_mut();
    let (_, lines) = lines.find(|(line, lines)| is_same(line) && !lines.is_empty())?;
    lines.pop_front().map(|(_, entry)| entry)
}

/// Where lines begin that may have excused it before.
fn start(finding: &Fingerprint) -> Option<Fingerprint> {
    let made_elsewhere = Rule::ConstructedDirectly.entry().code;
    let defined_twice = Rule::DefinedRepeatedly.entry().code;
    let (code, package, module, symbol) = if finding.code == made_elsewhere {
        let code = Rule::MadeInManyPlaces.entry().code;
        let Fingerprint {
            package,
            module,
            symbol,
            ..
        } = finding.clone();
        (code, package, module, symbol)
    } else if finding.code == defined_twice {
        (defined_twice, String::new(), String::new(), String::new())
    } else {
        return None;
    };
    Some(Fingerprint {
        code,
        package,
        module,
        symbol,
        snippet: 0,
        index: 0,
    })
}

/// Whether a line excused what is this finding now.
///
/// An instance is made in the same module still, although less of the expression is marked. A definition that is reported
/// in the place of another one has its name.
fn precedes(line: &Fingerprint, finding: &Fingerprint) -> bool {
    let is_definition = line.code == finding.code;
    line.symbol == finding.symbol
        && (is_definition || line.package == finding.package && line.module == finding.module)
}
