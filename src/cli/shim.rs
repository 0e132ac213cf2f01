//! Stands in for parts of `config` until they are there.

use crate::config::Config;

pub(super) fn parse(text: &str) -> Result<Config, (u32, u32, String)> {
    toml::from_str(text).map_err(|error| {
        let before = text.get(..error.span().map_or(0, |span| span.start));
        let before = before.unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
        let message = error.message().lines().collect::<Vec<_>>().join(" ");
        (number(line), number(column), message)
    })
}

pub(super) fn reading_only(config: &Config) -> (Config, Vec<&'static str>) {
    let plain = Config {
        people: config.people.clone(),
        tickets: config.tickets.clone(),
        periods: config.periods.clone(),
        scope: config.scope.clone(),
        kinds: config.kinds.clone(),
        check: config.check.clone(),
        language: config.language.clone(),
        date_order: config.date_order,
        today: config.today,
        fresh_days: config.fresh_days,
        ..Config::default()
    };
    let mut refused = Vec::new();
    let mut ask = |name, differs: bool| {
        if differs {
            refused.push(name);
        }
    };
    ask("title", config.title != plain.title);
    ask("logo", config.logo != plain.logo);
    ask("accent", config.accent != plain.accent);
    ask("base_url", config.base_url != plain.base_url);
    ask("source_url", config.source_url != plain.source_url);
    ask("remote_images", config.remote_images != plain.remote_images);
    ask("public", config.public != plain.public);
    ask("theme", config.theme != plain.theme);
    (plain, refused)
}
