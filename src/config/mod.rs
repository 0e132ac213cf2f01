//! `kenning.toml`: every setting, its default, and what is wrong with a file.
//!
//! [`Config::parse`] reads a file: serde says what is unknown or of another type
//! (`error`), then each value is looked at for what its type cannot say (`valid`).

mod error;
mod forms;
mod valid;

pub use error::ConfigError;
pub use valid::{KINDS, LABELS, PRIORITIES, SECTIONS, STATES};

use crate::diag::Code;
use crate::diag::Severity;
use crate::text::DateOrder;
use crate::text::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything that can be configured; each has a default that needs no file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The name of the site; else the title of the root README, else "Team notebook".
    pub title: Option<String>,
    /// An image below SOURCE shown beside the title.
    pub logo: Option<String>,
    /// A CSS colour (`#005567`) for links and marks.
    pub accent: Option<String>,
    /// Where the site will live: gives canonical links, a sitemap and feed ids.
    pub base_url: Option<String>,
    /// A link to the source of a document, with `{path}` and `{line}`.
    pub source_url: Option<String>,
    /// The language of documents that do not show theirs, such as `en`; the site itself
    /// speaks it where the theme has words for it.
    pub language: Option<String>,
    /// How `03/04/2025` is read where neither the document nor its folder decides.
    pub date_order: Option<DateOrder>,
    /// The day the site is built for, unless the command line says it.
    pub today: Option<Day>,
    /// After how many days without a mention work no longer counts as late.
    pub fresh_days: u16,
    /// Hosts from which images may be loaded.
    pub remote_images: Vec<String>,
    /// Whether search engines are welcome; else `noindex`.
    pub public: bool,
    /// Whether the text of each document lies beside its page as Markdown, and
    /// `llms.txt` lists them.
    pub twins: bool,
    /// Names.
    pub people: People,
    /// Ticket ids.
    pub tickets: Tickets,
    /// Sprints and other periods with their days.
    pub periods: Periods,
    /// Joins scopes: `billing = ["PAY", "payments"]`.
    pub scope: BTreeMap<String, Vec<String>>,
    /// The kind of documents by glob: `"notes/**" = "meeting"`.
    pub kinds: BTreeMap<String, String>,
    /// Front matter for documents that shall stay as they are, by glob.
    pub documents: BTreeMap<String, Stated>,
    /// Words of the team's own: what labels, sections, states and priorities mean.
    pub words: Words,
    /// Severity by code: `no-owner = "warning"`, or `"off"`.
    pub check: BTreeMap<String, Level>,
    /// The look.
    pub theme: Theme,
}

/// Names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct People {
    /// Other names of one person or role: `"DevOps" = ["Ops", "SRE"]`.
    pub aliases: BTreeMap<String, Vec<String>>,
    /// Words that are never people.
    pub not_people: Vec<String>,
    /// Names that look alike and are different people; not proposed as one.
    pub different: Vec<Vec<String>>,
    /// Who gets a page.
    pub pages: PeoplePages,
    /// People who appear on no page, feed or export.
    pub exclude: Vec<String>,
}

/// Who gets a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PeoplePages {
    /// Everyone named as responsible.
    #[default]
    All,
    /// Roles and teams only.
    Roles,
    /// Nobody.
    None,
}

/// Ticket ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tickets {
    /// Prefixes that are tickets even if only one is found: `["PAY"]`.
    pub patterns: Vec<String>,
    /// Ids or prefixes that are none: `["COVID"]`.
    pub exceptions: Vec<String>,
    /// The address of a ticket elsewhere, with `{id}`.
    pub link: Option<String>,
}

/// Sprints and other periods with their days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Periods {
    /// One entry a period.
    pub calendar: Vec<CalendarEntry>,
}

/// The days of one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarEntry {
    /// As documents write it: `Sprint 4`.
    pub name: String,
    /// The team or project it belongs to; any if left out.
    #[serde(default)]
    pub scope: Option<String>,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// What the settings say of documents; their own front matter wins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Stated {
    /// The title.
    pub title: Option<String>,
    /// The day or month: `2025-04-03`.
    pub date: Option<String>,
    /// Who is responsible for what the document is about.
    pub owner: Vec<String>,
    /// Who wrote it.
    pub author: Vec<String>,
    /// Its review state.
    pub status: Option<String>,
    /// Its language, such as `de`.
    pub lang: Option<String>,
    /// The sprints, weeks or phases that it is about.
    pub periods: Vec<String>,
    /// The team or project whose sprints it means.
    pub scope: Option<String>,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// Whether it has no page yet.
    pub draft: bool,
    /// Headings of sections in which nothing is read; `*` is the whole document.
    pub ignore: Vec<String>,
}

/// Words of the team's own, by what they mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// Labels and column headings: `owner = ["Captain"]`.
    pub labels: BTreeMap<String, Vec<String>>,
    /// Titles of sections: `action = ["Chores"]`.
    pub sections: BTreeMap<String, Vec<String>>,
    /// States: `done = ["in the harbour"]`.
    pub status: BTreeMap<String, Vec<String>>,
    /// Priorities: `high = ["storm"]`.
    pub priority: BTreeMap<String, Vec<String>>,
}

/// What a code counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Off,
    /// As information.
    Info,
    /// As a warning.
    Warning,
    /// As an error.
    Error,
}

/// The look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Theme {
    /// A folder below `themes/`; the built-in `default` otherwise.
    pub name: Option<String>,
}

impl Config {
    /// Reads a configuration; `name` is the path that errors tell.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it, with its place.
    pub fn parse(text: &str, name: &str) -> Result<Self, ConfigError> {
        let config = toml::from_str(text);
        let config = config.map_err(|error| ConfigError::of_toml(text, name, &error))?;
        match valid::fault(&config) {
            Some(fault) => Err(ConfigError::of_fault(text, name, fault)),
            None => Ok(config),
        }
    }

    /// What a file inside the content may set, which is how to read it, and the
    /// names of the settings that it tried to set besides.
    #[must_use]
    pub fn reading_only(self) -> (Self, Vec<&'static str>) {
        let kept = Self {
            language: self.language.clone(),
            date_order: self.date_order,
            people: self.people.clone(),
            tickets: self.tickets.clone(),
            periods: self.periods.clone(),
            scope: self.scope.clone(),
            kinds: self.kinds.clone(),
            documents: self.documents.clone(),
            words: self.words.clone(),
            check: self.check.clone(),
            ..Self::default()
        };
        let others = [
            ("title", self.title != kept.title),
            ("logo", self.logo != kept.logo),
            ("accent", self.accent != kept.accent),
            ("base_url", self.base_url != kept.base_url),
            ("source_url", self.source_url != kept.source_url),
            ("today", self.today != kept.today),
            ("fresh_days", self.fresh_days != kept.fresh_days),
            ("remote_images", self.remote_images != kept.remote_images),
            ("public", self.public != kept.public),
            ("twins", self.twins != kept.twins),
            ("theme", self.theme != kept.theme),
        ];
        let ignored = others.iter().filter(|(_, set)| *set).map(|(name, _)| *name);
        (kept, ignored.collect())
    }

    /// How serious a finding with `code` is here; `None` where it is turned off.
    pub fn severity(&self, code: Code) -> Option<Severity> {
        match self.check.get(code.word()) {
            None => Some(code.severity()),
            Some(Level::Off) => None,
            Some(Level::Info) => Some(Severity::Info),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Error) => Some(Severity::Error),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: None,
            logo: None,
            accent: None,
            base_url: None,
            source_url: None,
            language: None,
            date_order: None,
            today: None,
            fresh_days: 60,
            remote_images: Vec::new(),
            public: false,
            twins: true,
            people: People::default(),
            tickets: Tickets::default(),
            periods: Periods::default(),
            scope: BTreeMap::new(),
            kinds: BTreeMap::new(),
            documents: BTreeMap::new(),
            words: Words::default(),
            check: BTreeMap::new(),
            theme: Theme::default(),
        }
    }
}
