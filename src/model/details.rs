//! What the author gave a label beyond type, owners, state and time.

/// A field of an entry kept in the author's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Details {
    /// `Effort`, `Estimated Effort`.
    pub effort: Option<String>,
    /// Story points.
    pub points: Option<u32>,
    /// Story points added on the way.
    pub bonus_points: Option<u32>,
    /// `Debt Category`, `Category`.
    pub category: Option<String>,
    /// `Impact`.
    pub impact: Option<String>,
    /// Ticket ids it waits for.
    pub depends_on: Vec<String>,
    /// `Dependencies` as written.
    pub dependencies: Option<String>,
    /// How many acceptance criteria are listed.
    pub acceptance: Option<u32>,
    /// `Mitigation`.
    pub mitigation: Option<String>,
    /// Listed as something not to do.
    pub anti_pattern: bool,
    /// Of a decision: the title of the question it answers.
    pub answers: Option<String>,
    /// Of a question: the words that decide it.
    pub decided_by: Option<String>,
    /// `Team Consensus` as written.
    pub consensus: Option<String>,
    /// `Discovery`.
    pub discovery: Option<String>,
    /// `Recommendation`, `Lesson`.
    pub recommendation: Option<String>,
    /// `Supersedes`: what a decision replaces, as written.
    pub supersedes: Option<String>,
    /// `Superseded by`: what replaced it, as written.
    pub superseded_by: Option<String>,
}

impl Details {
    /// What is there in the author's words, each with its name.
    pub fn texts(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("effort", &self.effort),
            ("category", &self.category),
            ("impact", &self.impact),
            ("dependencies", &self.dependencies),
            ("mitigation", &self.mitigation),
            ("answers", &self.answers),
            ("decided by", &self.decided_by),
            ("consensus", &self.consensus),
            ("discovery", &self.discovery),
            ("recommendation", &self.recommendation),
            ("supersedes", &self.supersedes),
            ("superseded by", &self.superseded_by),
        ];
        let told =
            all.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?)));
        told.collect()
    }

    /// What is there as a number, each with its name.
    pub fn numbers(&self) -> Vec<(&'static str, u32)> {
        let all = [
            ("points", self.points),
            ("bonus points", self.bonus_points),
            ("acceptance criteria", self.acceptance),
        ];
        all.into_iter().filter_map(|(name, number)| Some((name, number?))).collect()
    }
}
