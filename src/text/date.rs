//! Days, months, quarters and years, and what they span.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar day.
pub type Day = Date;

/// Day before month, or month before day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// `31/12/2025`.
    Dmy,
    /// `12/31/2025`.
    Mdy,
}

/// A point in time as precise as the author gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// A day: `2025-08-11`.
    Day(Day),
    /// A month of a year: `2025-08`.
    Month(i16, i8),
    /// A quarter, 1 to 4: `2025-Q2`.
    Quarter(i16, i8),
    /// A year: `2025`.
    Year(i16),
}

impl Moment {
    /// The days from the first to the last of it.
    pub fn span(self) -> Option<Span> {
        let month_end =
            |year, month| Some(Date::new(year, month, 1).ok()?.last_of_month());
        let (from, to) = match self {
            Self::Day(day) => (day, day),
            Self::Month(year, month) => {
                (Date::new(year, month, 1).ok()?, month_end(year, month)?)
            }
            Self::Quarter(year, quarter) => {
                (Date::new(year, quarter * 3 - 2, 1).ok()?, month_end(year, quarter * 3)?)
            }
            Self::Year(year) => {
                (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)
            }
        };
        Some(Span { from, to })
    }

    /// Reads the form that `Display` writes: `2025-08-11`, `2025-08`, `2025-Q2`, `2025`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(day) = text.parse::<Date>() {
            return (text.len() == 10).then_some(Self::Day(day));
        }
        let year =
            |digits: &str| (digits.len() == 4).then(|| digits.parse().ok()).flatten();
        match text.split_once('-') {
            None => Some(Self::Year(year(text)?)),
            Some((y, rest)) => match rest.strip_prefix(['Q', 'q']) {
                Some(q) => {
                    let quarter = q.parse().ok().filter(|q| (1..=4).contains(q))?;
                    Some(Self::Quarter(year(y)?, quarter))
                }
                None if rest.len() == 2 => {
                    let month = rest.parse().ok().filter(|m| (1..=12).contains(m))?;
                    Some(Self::Month(year(y)?, month))
                }
                None => None,
            },
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a date"))
    }
}

/// Whole days, both ends included.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_read_what_they_write() {
        for text in ["2025-08-11", "2025-08", "2025-Q2", "2025"] {
            assert_eq!(Moment::parse(text).map(|m| m.to_string()).as_deref(), Some(text));
        }
        for text in ["2025-13", "2025-Q5", "2025-02-30", "25", "2025-8", ""] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_quarter_spans_three_months() {
        let span = Moment::Quarter(2024, 1).span().unwrap();
        assert_eq!(
            (span.from.to_string(), span.to.to_string()),
            ("2024-01-01".into(), "2024-03-31".into())
        );
    }
}
