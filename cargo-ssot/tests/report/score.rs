//! The score is made of findings, and of nothing else.

use cargo_ssot::testing::finding::{FileId, Finding, Place};
use cargo_ssot::testing::score::{HALVED_BY, Score, Weight, explanation, weight_of};
use proptest::prelude::*;
use ssot_rules::Rule;
use ssot_rules::classification::Risk;

fn finding(risk: Risk, sure: bool) -> Finding {
    let place = Place {
        file: FileId(0),
        range: 0..0,
    };
    let finding = Finding::new(Rule::HardcodedAddress, place, "f", &[]).of_risk(risk);
    if sure {
        finding
    } else {
        finding.unsure("told by its name")
    }
}

fn any_finding() -> impl Strategy<Value = Finding> {
    (0..Risk::ALL.len(), any::<bool>()).prop_map(|(risk, sure)| finding(Risk::ALL[risk], sure))
}

fn several(most: usize) -> impl Strategy<Value = Vec<Finding>> {
    proptest::collection::vec(any_finding(), 0..most)
}

proptest! {
    #[test]
    fn another_finding_never_raises_the_score(before in several(400), added in any_finding()) {
        let score = Score::of_findings(&before);
        let after = Score::of_findings(before.iter().chain([&added]));
        prop_assert!(after <= score);
        prop_assert!(after < Score::BEST, "with a finding it is not perfect");
    }

    #[test]
    fn the_order_of_findings_does_not_matter(
        (findings, shuffled) in several(100).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        prop_assert_eq!(Score::of_findings(&findings), Score::of_findings(&shuffled));
    }

    #[test]
    fn a_part_scores_no_lower_than_the_whole(whole in several(100), at in any::<prop::sample::Index>()) {
        let part = &whole[..at.index(whole.len() + 1)];
        prop_assert!(Score::of_findings(part) >= Score::of_findings(&whole));
    }

    #[test]
    fn what_a_goal_allows_is_exactly_what_reaches_it(goal in 1_u8..=100, findings in several(60)) {
        let goal = Score::whole(goal);
        let weight: Weight = findings.iter().map(Weight::of).sum();
        prop_assert_eq!(Score::of(weight) >= goal, weight <= Weight::allowed_by(goal));
    }

    #[test]
    fn a_score_is_read_as_it_is_written(tenths in 0_u16..=1000) {
        let text = format!("{}.{}", tenths / 10, tenths % 10);
        let score: Score = text.parse().expect("a score");
        prop_assert_eq!(score.to_string(), text);
    }
}

#[test]
fn nothing_found_is_a_hundred() {
    assert_eq!(Score::of_findings([]), Score::BEST);
    assert_eq!(Score::BEST.to_string(), "100.0");
}

#[test]
fn the_weight_that_halves_it_halves_it() {
    let one = weight_of(Risk::Critical);
    assert_eq!(HALVED_BY % one, 0);
    let findings: Vec<_> = (0..HALVED_BY / one)
        .map(|_| finding(Risk::Critical, true))
        .collect();
    assert_eq!(Score::of_findings(&findings).to_string(), "50.0");
}

#[test]
fn higher_risk_weighs_more_and_doubt_halves_it() {
    let weight = |risk| Weight::of(&finding(risk, true));
    for pair in Risk::ALL.windows(2) {
        assert!(weight(pair[0]) > weight(pair[1]), "{pair:?}");
    }
    for risk in Risk::ALL {
        let unsure = Weight::of(&finding(*risk, false));
        assert_eq!(unsure + unsure, weight(*risk));
        assert_eq!(Weight::if_sure(&finding(*risk, false)), weight(*risk));
    }
    assert_eq!(Weight::of(&finding(Risk::Low, false)).to_string(), "0.5");
}

#[test]
fn even_the_smallest_finding_shows() {
    let score = Score::of_findings(&[finding(Risk::Low, false)]);
    assert_eq!(score.to_string(), "99.5");
}

#[test]
fn what_is_no_score_is_refused() {
    for text in [
        "", "-1", "100.1", "101", "9.55", ".5", "5.", "NaN", "1e1", "+5", "65536", "99999999",
    ] {
        assert!(text.parse::<Score>().is_err(), "{text}");
    }
    assert_eq!("90".parse(), Ok(Score::whole(90)));
}

#[test]
fn a_change_has_its_sign() {
    let (low, high) = (Score::whole(40), Score::whole(90));
    assert_eq!(high.change_since(low), "+50.0");
    assert_eq!(low.change_since(high), "-50.0");
    assert_eq!(low.change_since(low), "0.0");
}

#[test]
fn the_explanation_has_every_weight() {
    let text = explanation();
    for risk in Risk::ALL {
        assert!(
            text.contains(&format!("{risk} {}", weight_of(*risk))),
            "{text}"
        );
    }
}
