//! Gathers what a build depends on.

use super::failure::Failure;
use super::plan::{Fixed, Plan, clock};
use crate::build::{Drafts, Inputs};
use crate::config::Config;
use crate::config::ConfigError;
use crate::diag::Code;
use crate::diag::Finding;
use crate::disk;
use crate::disk::{Folder, Past, Reader};
use crate::text::Day;
use crate::theme::Theme;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// The name of the settings.
pub(super) const CONFIG: &str = "kenning.toml";

/// Everything a build depends on but the history and the day.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gathered {
    pub(super) folder: Folder,
    settings: Settings,
    theme: Arc<Theme>,
}

#[derive(Clone, Debug, PartialEq)]
struct Settings {
    config: Config,
    /// Settings that may not stand where they were found.
    findings: Vec<Finding>,
}

/// Reads the settings, the theme and the content.
pub(super) fn gather(plan: &Plan) -> Result<Gathered, Failure> {
    gather_again(plan, &mut Reader::default())
}

/// As [`gather`], for whoever reads again and again.
pub(super) fn gather_again(
    plan: &Plan,
    reader: &mut Reader,
) -> Result<Gathered, Failure> {
    let folder = reader.read(&plan.source, Some(&plan.output))?;
    let settings = settings(plan)?;
    let theme = Arc::new(theme(plan, &settings.config)?);
    Ok(Gathered { folder, settings, theme })
}

impl Gathered {
    /// The day the site is built for, and whether the clock said so.
    pub(super) fn today(&self, plan: &Plan) -> (Day, bool) {
        match (plan.today, self.settings.config.today) {
            (Fixed::Day(day), _) | (Fixed::Nowhere, Some(day)) => (day, false),
            (Fixed::Nowhere, None) => (clock(), true),
        }
    }

    /// The inputs of a build.
    pub(super) fn inputs(&self, past: &Past, today: Day, drafts: Drafts) -> Inputs {
        let mut findings = self.folder.findings.clone();
        findings.extend(self.settings.findings.iter().cloned());
        findings.extend(past.finding.clone());
        Inputs {
            files: self.folder.files.clone(),
            others: self.folder.others.clone(),
            findings,
            config: self.settings.config.clone(),
            theme: Arc::clone(&self.theme),
            today,
            history: past.history.clone(),
            drafts,
        }
    }
}

/// The settings, and the day: all that reading one document needs.
pub(super) fn reading(plan: &Plan) -> Result<(Config, Day), Failure> {
    let config = settings(plan)?.config;
    let today = match (plan.today, config.today) {
        (Fixed::Day(day), _) | (Fixed::Nowhere, Some(day)) => day,
        (Fixed::Nowhere, None) => clock(),
    };
    Ok((config, today))
}

/// The folders and files outside the content that a site is made of.
pub(super) fn watched(plan: &Plan) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let mut folders = vec![plan.source.clone()];
    folders.extend(plan.theme.clone());
    if plan.theme.is_none() {
        folders.push(PathBuf::from("themes"));
    }
    let config = plan.config.clone().unwrap_or_else(|| PathBuf::from(CONFIG));
    (folders, vec![config])
}

/// The settings that were named, else those of the project folder if the content lies
/// in it, else those in the content, which may say only how to read it.
fn settings(plan: &Plan) -> Result<Settings, Failure> {
    if let Some(path) = &plan.config {
        let Some(text) = disk::read_settings(path)? else {
            return Err(Failure::NoConfig(path.clone()));
        };
        return parse(&text, path);
    }
    let project = Path::new(CONFIG);
    if is_within_project(&plan.source)
        && let Some(text) = disk::read_settings(project)?
    {
        return parse(&text, project);
    }
    let Some(text) = disk::read_settings_inside(&plan.source, CONFIG)? else {
        return Ok(Settings { config: Config::default(), findings: Vec::new() });
    };
    let settings = parse(&text, project)?;
    let (config, refused) = settings.config.reading_only();
    let finding = |name: &&str| {
        let message = format!("`{name}` may not be set by a file inside the content");
        let hint = "move the file to the project folder, or name it with `--config`";
        of_config(project, Code::UnusedSetting, (1, 1), message, Some(hint.to_owned()))
    };
    Ok(Settings { config, findings: refused.iter().map(finding).collect() })
}

/// Whether the project folder has settings that do not count for this content.
pub(super) fn leaves_settings_aside(plan: &Plan) -> bool {
    plan.config.is_none()
        && Path::new(CONFIG).is_file()
        && !is_within_project(&plan.source)
}

/// Whether the content lies in the project folder. The settings of a project are for
/// its own content: its people, sprints and fixed day would be wrong of another's.
fn is_within_project(source: &Path) -> bool {
    let (project, source) = (Path::new(".").canonicalize(), source.canonicalize());
    matches!((project, source), (Ok(project), Ok(source)) if source.starts_with(&project))
}

fn parse(text: &str, path: &Path) -> Result<Settings, Failure> {
    let name = path.display().to_string();
    match Config::parse(text, &name) {
        Ok(config) => Ok(Settings { config, findings: Vec::new() }),
        Err(ConfigError { line, column, message, hint, .. }) => {
            let code = Code::InvalidConfig;
            let mut finding = of_config(path, code, (line, column), message, hint);
            finding.excerpt =
                text.lines().nth((line as usize).saturating_sub(1)).map(str::to_owned);
            Err(Failure::Config(Box::new(finding)))
        }
    }
}

fn of_config(
    path: &Path,
    code: Code,
    (line, column): (u32, u32),
    message: String,
    hint: Option<String>,
) -> Finding {
    Finding {
        path: path.display().to_string(),
        line,
        column,
        end_line: line,
        end_column: column,
        severity: code.severity(),
        code,
        message,
        hint,
        excerpt: None,
    }
}

fn theme(plan: &Plan, config: &Config) -> Result<Theme, Failure> {
    let folder = match (&plan.theme, &config.theme.name) {
        (Some(folder), _) => folder.clone(),
        (None, Some(name)) if name != "default" => Path::new("themes").join(name),
        _ => return Ok(Theme::built_in()),
    };
    Ok(disk::read_theme(&folder)?.over(Theme::built_in()))
}
