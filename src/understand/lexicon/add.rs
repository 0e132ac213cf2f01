//! Adds the words of a table to a lexicon.

use super::Lexicon;
use super::Sense;
use super::normal;
use super::table;
use super::table::Table;
use std::collections::BTreeMap;

impl Lexicon {
    /// Adds the words of one table; a table that cannot be read adds nothing (see
    /// [`super::faults`]).
    pub(super) fn add(&mut self, table: &str) {
        let Ok(table) = toml::from_str::<Table>(table) else { return };
        self.labels.extend(table.labels);
        self.markers.extend(table.markers);
        self.status.extend(table.status);
        self.priority.extend(table.priority);
        self.kinds.extend(table.kinds);
        self.evidence.extend(table.evidence);
        self.types.extend(table.types);
        self.spans.extend(table.spans);
        self.relative.extend([((), table.time.relative.clone())]);
        self.relative.extend(table.near.values().map(|words| ((), words.clone())));
        self.near.extend(table.near);
        // Titles are told with the fillers of all tables before and of this one.
        self.add_words(table.words);
        self.add_senses(table.senses);
        self.add_people(table.people);
        self.add_time(table.time);
    }

    fn add_senses(&mut self, senses: BTreeMap<Sense, Vec<String>>) {
        let bare = senses.iter().map(|(sense, phrases)| {
            let bare = phrases.iter().map(|phrase| {
                let phrase = normal(phrase);
                self.bare(&phrase.split(' ').collect::<Vec<_>>())
            });
            (*sense, bare.filter(|phrase| !phrase.is_empty()).collect())
        });
        let bare: Vec<(Sense, Vec<String>)> = bare.collect();
        self.bare_senses.extend(bare);
        self.senses.extend(senses);
    }

    fn add_people(&mut self, people: table::People) {
        self.nobody.extend([((), people.nobody)]);
        self.roles.extend([((), people.roles)]);
        self.teams.extend([((), people.teams)]);
        self.areas.extend([((), people.areas)]);
        self.lead.extend([((), people.lead)]);
        for verb in &people.verbs {
            self.verb_starts.open(verb);
        }
        self.verbs.extend(people.verbs);
    }

    fn add_time(&mut self, time: table::Time) {
        let numbered = |names: Vec<String>| {
            (1_i8..=12).cycle().zip(names.into_iter().map(|name| vec![name]))
        };
        self.months.extend(numbered(time.months));
        self.months.extend(numbered(time.short_months));
        let weekdays = time.weekdays.into_iter().map(|name| vec![name]);
        self.weekdays.extend((1_i8..=7).cycle().zip(weekdays));
        self.periods.extend(time.periods);
        for (phrases, words) in [
            (&mut self.before, time.before),
            (&mut self.after, time.after),
            (&mut self.joints, time.joints),
            (&mut self.parts, time.parts),
            (&mut self.within, time.within),
            (&mut self.units, time.units),
            (&mut self.quarters, time.quarters),
            (&mut self.calendar_weeks, time.calendar_weeks),
        ] {
            phrases.extend([((), words)]);
        }
    }

    fn add_words(&mut self, words: table::Words) {
        self.head_first |= words.head_first;
        self.order_ends.extend(words.order_ends);
        self.explains.extend(words.explains);
        for (phrases, words) in [
            (&mut self.fillers, words.fillers),
            (&mut self.linking, words.linking),
            (&mut self.joining, words.joining),
            (&mut self.collections, words.collections),
            (&mut self.alone, words.alone),
            (&mut self.settled, words.settled),
            (&mut self.sprints, words.sprints),
            (&mut self.vague_kinds, words.vague_kinds),
            (&mut self.anti_patterns, words.anti_patterns),
            (&mut self.orders, words.orders),
            (&mut self.totals, words.totals),
            (&mut self.reasons, words.reasons),
            (&mut self.rulings, words.rulings),
            (&mut self.deferrals, words.deferrals),
            (&mut self.contacts, words.contacts),
            (&mut self.glossaries, words.glossaries),
            (&mut self.common, words.common),
            (&mut self.upcoming, words.upcoming),
            (&mut self.negations, words.negations),
            (&mut self.since, words.since),
            (&mut self.vague_states, words.vague_states),
            (&mut self.in_force, words.in_force),
            (&mut self.levels, words.levels),
            (&mut self.severities, words.severities),
            (&mut self.counted, words.counted),
        ] {
            phrases.extend([((), words)]);
        }
    }
}
