//! How a language writes dates.

use super::Words;
use super::fill;
use crate::text::Moment;
use serde::Deserialize;

/// How a language writes dates; `{day}`, `{month}`, `{year}`, `{quarter}` and
/// `{weekday}` stand for the parts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dates {
    /// The months in full.
    months: Vec<String>,
    /// The months where there is little room.
    months_short: Vec<String>,
    /// The days of the week, Monday first.
    weekdays: Vec<String>,
    /// A day with its month in full.
    day: String,
    /// A day with its short month.
    day_short: String,
    /// A day, written by one of these, with its day of the week.
    weekday: String,
    /// A month.
    month: String,
    /// A quarter.
    quarter: String,
}

/// How long a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// `14 Aug 2025`.
    Short,
    /// `14 August 2025`.
    Long,
}

impl Words {
    /// `2025-08-14` becomes `14 Aug 2025`, `2025-08` becomes `Aug 2025`; other text
    /// stays.
    pub fn date(&self, iso: &str, length: Length) -> String {
        let (Some(moment), Some(dates)) = (Moment::parse(iso), self.dates()) else {
            return iso.to_owned();
        };
        match moment {
            Moment::Day(day) => {
                let pattern = match length {
                    Length::Short => &dates.day_short,
                    Length::Long => &dates.day,
                };
                fill(pattern, |part| match part {
                    "day" => Some(day.day().to_string()),
                    "month" => Some(dates.month(day.month(), length)),
                    "year" => Some(day.year().to_string()),
                    _ => None,
                })
            }
            Moment::Month(year, month) => fill(&dates.month, |part| match part {
                "month" => Some(dates.month(month, length)),
                "year" => Some(year.to_string()),
                _ => None,
            }),
            Moment::Quarter(year, quarter) => fill(&dates.quarter, |part| match part {
                "quarter" => Some(quarter.to_string()),
                "year" => Some(year.to_string()),
                _ => None,
            }),
            Moment::Year(year) => year.to_string(),
        }
    }

    /// As `date`; a day has its day of the week beside it.
    pub fn date_of_week(&self, iso: &str, length: Length) -> String {
        let date = self.date(iso, length);
        let (Some(Moment::Day(day)), Some(dates)) = (Moment::parse(iso), self.dates())
        else {
            return date;
        };
        let weekday = nth(&dates.weekdays, day.weekday().to_monday_one_offset());
        fill(&dates.weekday, |part| match part {
            "day" => Some(date.clone()),
            "weekday" => Some(weekday.clone()),
            _ => None,
        })
    }

    /// `2025-08` becomes `Aug`; other text becomes nothing.
    pub fn month(&self, iso: &str) -> String {
        match (Moment::parse(iso), self.dates()) {
            (Some(Moment::Month(_, month)), Some(dates)) => {
                dates.month(month, Length::Short)
            }
            _ => String::new(),
        }
    }

    fn dates(&self) -> Option<&Dates> {
        self.table.dates.as_ref().or(self.english.dates.as_ref())
    }
}

impl Dates {
    fn month(&self, number: i8, length: Length) -> String {
        let months = match length {
            Length::Short => &self.months_short,
            Length::Long => &self.months,
        };
        nth(months, number)
    }
}

/// The `number`th of `list`, counted from 1.
fn nth(list: &[String], number: i8) -> String {
    let at = usize::try_from(number).unwrap_or_default().checked_sub(1);
    at.and_then(|at| list.get(at)).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn a_language_writes_dates_its_own_way() {
        let said = |code| {
            let words = Words::read(&Theme::built_in(), Some(code)).unwrap();
            [
                words.date("2025-03-04", Length::Short),
                words.date_of_week("2025-03-04", Length::Long),
                words.date("2025-03", Length::Long),
                words.date("2025-Q1", Length::Short),
                words.date("soon", Length::Short),
            ]
        };
        let english = ["4 Mar 2025", "Tuesday 4 March 2025", "March 2025", "Q1 2025"];
        assert_eq!(said("en"), [&english[..], &["soon"]].concat()[..]);
        let german = ["4. März 2025", "Dienstag, 4. März 2025", "März 2025", "Q1 2025"];
        assert_eq!(said("de"), [&german[..], &["soon"]].concat()[..]);
    }
}
