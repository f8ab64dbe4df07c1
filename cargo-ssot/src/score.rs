//! How well a workspace complies, as one number.
//!
//! Every finding has a weight: that of its [`Risk`], and half of it if the finding has low confidence. The score of any set of findings
//! is
//!
//! ```text
//! 100 * HALVED_BY / (HALVED_BY + the sum of the weights)
//! ```
//!
//! rounded down to a tenth. Nothing found is 100, a sum of [`HALVED_BY`] is 50, twice of that is 33.3, and 0 is never quite
//! reached, so that a code base with a thousand findings sees each repair too.
//!
//! Files, lines and types are not in the formula. A score that was divided by any of them would rise with padding; this one
//! rises when a finding goes away, and never otherwise. A finding counts where a baseline suppresses it, too: a baseline is a promise
//! to CI, and the debt is still there. What else removes findings is no repair, and is listed by every report as not proven: files that
//! could not be read, exclusions, and rules that are off.
//!
//! Nor does the score of a workspace say how large it is. Beside it stands one [per thousand lines](Score::of_density), by which
//! workspaces of several sizes can be compared.
//!
//! Where candidates are not judged, the score is an upper bound, and never 100.
//!
//! A category, a package and a module have the score of their findings by the same formula. The workspace's score is that of all
//! findings and no mean, so that moving code between modules does not change it.
//!
//! ```
//! use cargo_ssot::testing::score::Score;
//!
//! let (before, now) = (Score::whole(40), Score::whole(55));
//! assert_eq!(now.points(), 55.0);
//! assert_eq!(now.change_since(before), "+15.0");
//! assert_eq!(Score::of_findings([]), Score::BEST);
//! ```

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use serde::{Serialize, Serializer};
use ssot_rules::classification::Risk;

use crate::finding::{Confidence, Finding};

/// The sum of weights that halves the score: ten findings of critical risk, or twenty of high risk.
pub const HALVED_BY: u64 = 100;

/// The weight of a finding that is sure. Each level weighs at least two of the one below, so that what can show users each other's
/// data is not outweighed by a handful of misleading names.
pub const fn weight_of(risk: Risk) -> u64 {
    match risk {
        Risk::Critical => 10,
        Risk::High => 5,
        Risk::Medium => 2,
        // `Risk` may grow. What is not known cannot be grave.
        _ => 1,
    }
}

/// How much findings weigh together. Halves are exact, so that the order in which findings are added does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight {
    halves: u64,
}

impl Weight {
    pub fn of(finding: &Finding) -> Self {
        let full = Self::if_sure(finding);
        match finding.confidence {
            Confidence::High => full,
            Confidence::Low => Self {
                halves: full.halves / 2,
            },
        }
    }

    /// The weight that a finding would have if the check were sure.
    pub fn if_sure(finding: &Finding) -> Self {
        Self {
            halves: 2 * weight_of(finding.risk),
        }
    }

    /// How much of a whole it is, of 100.
    #[expect(
        clippy::cast_precision_loss,
        reason = "no workspace has that many findings"
    )]
    pub fn share_of(self, whole: Self) -> f64 {
        100.0 * self.halves as f64 / whole.halves.max(1) as f64
    }

    /// The largest weight with which a score is still reached.
    pub fn allowed_by(score: Score) -> Self {
        let halved_by = 2 * HALVED_BY;
        let best = u64::from(Score::BEST.tenths);
        match u64::from(score.tenths) {
            0 => Self { halves: u64::MAX },
            tenths => Self {
                halves: best * halved_by / tenths - halved_by,
            },
        }
    }
}

impl Add for Weight {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            halves: self.halves.saturating_add(other.halves),
        }
    }
}

impl Sub for Weight {
    type Output = Self;

    /// What is left, and nothing if it is less than nothing.
    fn sub(self, other: Self) -> Self {
        Self {
            halves: self.halves.saturating_sub(other.halves),
        }
    }
}

impl Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.halves / 2;
        let half = if self.halves % 2 == 1 { ".5" } else { "" };
        formatter.pad(&format!("{whole}{half}"))
    }
}

impl Serialize for Weight {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "no workspace has that many findings"
        )]
        serializer.serialize_f64(self.halves as f64 / 2.0)
    }
}

/// From 0 to 100, in tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    tenths: u16,
}

impl Score {
    /// The score of no findings at all.
    pub const BEST: Self = Self { tenths: 1000 };

    /// The score of findings with this weight.
    pub fn of(weight: Weight) -> Self {
        let halved_by = 2 * HALVED_BY;
        let tenths =
            u64::from(Self::BEST.tenths) * halved_by / halved_by.saturating_add(weight.halves);
        Self {
            tenths: u16::try_from(tenths).unwrap_or(Self::BEST.tenths),
        }
    }

    /// The same where something is not known: candidates that nobody has judged, files that could not be read. It is never the
    /// best one then.
    #[must_use]
    pub fn known(self, everything: bool) -> Self {
        let best = Self::BEST.tenths - u16::from(!everything);
        Self {
            tenths: self.tenths.min(best),
        }
    }

    pub fn of_findings<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        Self::of(findings.into_iter().map(Weight::of).sum())
    }

    /// The score of findings with this weight in so many lines.
    pub fn of_density(weight: Weight, lines: usize) -> Self {
        let lines = u64::try_from(lines).unwrap_or(u64::MAX).max(1);
        let halved_by = 2 * HALVED_BY_DENSITY * lines;
        let weight = weight.halves.saturating_mul(1000);
        let tenths = u128::from(Self::BEST.tenths) * u128::from(halved_by)
            / u128::from(halved_by.saturating_add(weight));
        Self {
            tenths: u16::try_from(tenths).unwrap_or(Self::BEST.tenths),
        }
    }

    /// A score that a project wants to reach. More than 100 is 100.
    pub fn whole(points: u8) -> Self {
        Self {
            tenths: (u16::from(points) * 10).min(Self::BEST.tenths),
        }
    }

    /// As a number from 0 to 100.
    pub fn points(self) -> f64 {
        f64::from(self.tenths) / 10.0
    }

    /// How many points it is above another one, with the sign: `+1.5`, `-0.3`, `0.0`.
    pub fn change_since(self, before: Self) -> String {
        let tenths = i32::from(self.tenths) - i32::from(before.tenths);
        let sign = match tenths {
            0 => "",
            1.. => "+",
            _ => "-",
        };
        let tenths = tenths.unsigned_abs();
        format!("{sign}{}.{}", tenths / 10, tenths % 10)
    }
}

impl std::str::FromStr for Score {
    type Err = String;

    /// Reads `90` and `87.5`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{text}` is not a score: write a number from 0 to 100, with at most one decimal place"
            )
        };
        let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(tenth) || tenth.len() > 1 {
            return Err(wrong());
        }
        let whole: u16 = whole.parse().map_err(|_| wrong())?;
        let tenth: u16 = tenth.parse().map_err(|_| wrong())?;
        let tenths = whole.saturating_mul(10).saturating_add(tenth);
        if tenths > Self::BEST.tenths {
            return Err(wrong());
        }
        Ok(Self { tenths })
    }
}

impl fmt::Display for Score {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&format!("{}.{}", self.tenths / 10, self.tenths % 10))
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.points())
    }
}

/// The weight per thousand lines that halves the score per thousand lines: one finding of critical risk.
pub const HALVED_BY_DENSITY: u64 = 10;

/// What a weight is, in a sentence.
pub fn weights() -> String {
    let weights = Risk::ALL
        .iter()
        .map(|risk| format!("{risk} {}", weight_of(*risk)));
    let weights: Vec<_> = weights.collect();
    format!(
        "A finding weighs by its risk: {}; half of that if it has low confidence.",
        weights.join(", ")
    )
}

/// How the score is computed, for the readers of a report.
pub fn explanation() -> String {
    let weights: Vec<_> = Risk::ALL
        .iter()
        .map(|risk| format!("{risk} {}", weight_of(*risk)))
        .collect();
    format!(
        "The score is 100 × {HALVED_BY} / ({HALVED_BY} + weight), rounded down. Each finding adds the weight of its risk ({}), and half \
         of that if the finding has low confidence. Files, lines and types do not count: only removing a finding raises the score. \
         Findings that a baseline suppresses count in full. While candidates are not judged, it is an upper bound, and never 100. \
         The score per thousand lines is 100 × {HALVED_BY_DENSITY} / ({HALVED_BY_DENSITY} + weight per thousand lines).",
        weights.join(", ")
    )
}
