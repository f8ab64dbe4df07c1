//! The trend, in a picture and in words.

use jiff::Timestamp;

use crate::history::Trend;
use crate::score::Score;

/// What a report says instead of a trend that nobody asked for.
pub const NO_TREND: &str =
    "`--history 30d` shows how the score moved over the commits of the last 30 days.";

/// How wide and how high the picture is, in units of its own.
pub const SIZE: f64 = 100.0;

/// The trend as a line, in units of [`SIZE`], from the upper left on.
#[derive(Debug)]
pub struct Chart {
    /// The points in the order of time, the last of them for what is there now.
    pub dots: Vec<Dot>,
    /// The line, as an SVG path.
    pub line: String,
    /// The area below it, as an SVG path.
    pub area: String,
    /// How far down the line of the goal is.
    pub goal: Option<f64>,
}

/// A point of the line.
#[derive(Debug)]
pub struct Dot {
    /// How far right it is.
    pub x: String,
    /// How far down it is.
    pub y: String,
}

impl Chart {
    /// Draws a trend that ends with the score of `now`. The height is always that of 100 points, so that two reports can be compared.
    pub fn new(trend: &Trend, now: Timestamp, score: Score, goal: Option<Score>) -> Self {
        let points = trend.points.iter().map(|point| (point.time, point.score));
        let points: Vec<_> = points.chain([(now, score)]).collect();
        let start = trend.start.min(points[0].0);
        let whole = (now.as_second() - start.as_second()).max(1);
        #[expect(clippy::cast_precision_loss, reason = "no period is as long as that")]
        let x = |time: Timestamp| {
            let passed = (time.as_second() - start.as_second()).clamp(0, whole);
            passed as f64 / whole as f64 * SIZE
        };
        let y = |score: Score| SIZE - score.points() / 100.0 * SIZE;
        let dots = points.iter().map(|(time, score)| Dot {
            x: format!("{:.2}", x(*time)),
            y: format!("{:.2}", y(*score)),
        });
        let dots: Vec<_> = dots.collect();
        let steps: Vec<_> = dots
            .iter()
            .map(|dot| format!("{} {}", dot.x, dot.y))
            .collect();
        let line = format!("M{}", steps.join(" L"));
        let (first, last) = (&dots[0], &dots[dots.len() - 1]);
        let area = format!("{line} L{} {SIZE} L{} {SIZE} Z", last.x, first.x);
        Self {
            goal: goal.map(y),
            line,
            area,
            dots,
        }
    }
}

/// What the trend says, in one sentence.
pub fn sentence(trend: &Trend, now: Score) -> String {
    let period = trend.period;
    match (trend.points.first(), trend.change(now)) {
        (Some(first), Some(change)) => {
            format!(
                "{change} points within {period}: from {} to {now}.",
                first.score
            )
        }
        _ => format!("There is nothing to compare with within {period}."),
    }
}
