//! Room on the strip: how wide texts are, and which lane has a place for them.
//!
//! Widths and places are hundredths of a percent of a strip as narrow as it gets.

/// The width for which labels are measured, in pixels.
const WIDTH: i64 = 896;
/// The height of a lane, in pixels.
pub(super) const LANE: u32 = 24;
/// The whole width, in hundredths of a percent.
pub(super) const WHOLE: i64 = 10_000;

/// What of each lane is taken, as ranges.
pub(super) struct Lanes(Vec<Vec<(i64, i64)>>);

impl Lanes {
    pub(super) fn new(most: usize) -> Self {
        Self(vec![Vec::new(); most])
    }

    /// The first lane with room for `wanted`.
    pub(super) fn find(&self, wanted: (i64, i64)) -> Option<usize> {
        let free = |lane: &Vec<(i64, i64)>| {
            lane.iter().all(|taken| taken.1 <= wanted.0 || wanted.1 <= taken.0)
        };
        (wanted.0 >= -pixels(8)).then(|| self.0.iter().position(free)).flatten()
    }

    pub(super) fn take(&mut self, lane: usize, range: (i64, i64)) {
        if let Some(lane) = self.0.get_mut(lane) {
            lane.push(range);
        }
    }

    pub(super) fn used(&self) -> u32 {
        let used = self.0.iter().filter(|lane| !lane.is_empty()).count();
        u32::try_from(used).unwrap_or_default()
    }
}

pub(super) fn lane_top(lane: usize) -> u32 {
    LANE * u32::try_from(lane).unwrap_or_default()
}

/// Pixels of the narrowest strip.
pub(super) fn pixels(count: i64) -> i64 {
    count * WHOLE / WIDTH
}

/// The width of `text` where a letter takes `each` pixels.
pub(super) fn wide(text: &str, each: i64) -> i64 {
    pixels(each * i64::try_from(text.chars().count()).unwrap_or_default())
}

/// At most some thirty letters, cut between words.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 30;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_never_overlap() {
        let mut lanes = Lanes::new(2);
        for expected in [Some(0), Some(1), None] {
            let lane = lanes.find((10, 30));
            assert_eq!(lane, expected);
            if let Some(lane) = lane {
                lanes.take(lane, (10, 30));
            }
        }
        assert_eq!(lanes.find((30, 40)), Some(0));
    }

    #[test]
    fn a_title_is_cut_between_words() {
        assert_eq!(shortened("Kick-off"), "Kick-off");
        let long = "What we learned in the winter, and what it cost";
        assert_eq!(shortened(long), "What we learned in the…");
    }
}
