//! How far back a trend goes.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Serialize, Serializer};

/// A number of days, weeks, months or years: `30d`, `12w`, `6m`, `1y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    number: u16,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    const ALL: [(char, Self, &'static str); 4] = [
        ('d', Self::Day, "day"),
        ('w', Self::Week, "week"),
        ('m', Self::Month, "month"),
        ('y', Self::Year, "year"),
    ];
}

impl Period {
    /// When it starts, if it ends `now`. What is longer than calendars go starts with them.
    #[must_use]
    pub fn start(self, now: Timestamp) -> Timestamp {
        let number = i64::from(self.number);
        let span = match self.unit {
            Unit::Day => Span::new().try_days(number),
            Unit::Week => Span::new().try_weeks(number),
            Unit::Month => Span::new().try_months(number),
            Unit::Year => Span::new().try_years(number),
        };
        let start = span.and_then(|span| now.to_zoned(TimeZone::UTC).checked_sub(span));
        // Git knows no commits before that.
        start.map_or(Timestamp::UNIX_EPOCH, |start| {
            start.timestamp().max(Timestamp::UNIX_EPOCH)
        })
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Period {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{text}` is not a period: write days, weeks, months or years, such as `30d`, `12w`, `6m` or `1y`"
            )
        };
        let letter = text.chars().next_back().ok_or_else(wrong)?;
        let number = &text[..text.len() - letter.len_utf8()];
        let unit = Unit::ALL.iter().find(|(known, ..)| *known == letter);
        let (_, unit, _) = unit.ok_or_else(wrong)?;
        let number: u16 = number.parse().map_err(|_| wrong())?;
        if number == 0 || text.starts_with('+') {
            return Err(wrong());
        }
        Ok(Self {
            number,
            unit: *unit,
        })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = Unit::ALL.iter().find(|(_, unit, _)| *unit == self.unit);
        let name = known.map_or("day", |(.., name)| name);
        formatter.write_str(&crate::pluralize::pluralize(usize::from(self.number), name))
    }
}

/// The day of a commit, in UTC.
#[must_use]
pub fn day(time: Timestamp) -> Date {
    time.to_zoned(TimeZone::UTC).date()
}
