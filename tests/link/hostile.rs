//! Facts that no text states must not break linking.

use super::notebook::*;
use kenning::model::*;
use kenning::text::TextRange;
use proptest::prelude::*;

const WORDS: &[&str] = &[
    "",
    "@",
    "PAY-1",
    "PAY-2",
    "Ann Oak",
    "QA",
    "Sprint 99999999999",
    "\u{301}x",
    "🦀🦀",
    "#",
    "Q9 0000",
    "..",
    "a b c d e f g h i j k l m n o p q r s t u v w",
    "日本 語",
    "-",
    "none",
];

fn word() -> impl Strategy<Value = String> {
    (0..WORDS.len(), 0..WORDS.len())
        .prop_map(|(a, b)| format!("{} {}", WORDS[a], WORDS[b]).trim().to_owned())
}

fn range() -> impl Strategy<Value = TextRange> {
    (0_u32..90, 0_u32..90).prop_map(|(start, end)| TextRange { start, end })
}

prop_compose! {
    fn item()(title in word(), who in word(), when in word(), range in range(), extent in range(), kind in 0..ItemType::ALL.len(), status in 0..Status::ALL.len(), ids in prop::collection::vec(word(), 0..3)) -> Item {
        let by = Evidence { rule: "any", basis: Basis::Written, range };
        Item {
            anchor: title.clone(), title, range, extent, block: range.start, shape: Shape::Row,
            kind: Read { value: ItemType::ALL[kind], by },
            owners: vec![Ownership { who, role: Role::Share, duty: None, range: extent }],
            owners_by: Some(by), status: Some(Read { value: Status::ALL[status], by }),
            status_text: None, priority: None,
            when: Some(When { text: when, due: None, by }),
            details: Details { depends_on: ids.clone(), points: Some(u32::MAX), bonus_points: Some(9), ..Details::default() },
            ids,
        }
    }
}

prop_compose! {
    fn anything()(text in "[ -~\n|#*\\[\\]é🦀]{0,80}", words in prop::collection::vec(word(), 6), ranges in prop::collection::vec(range(), 3), items in prop::collection::vec(item(), 0..4), year in 1_i16..9999) -> (String, Facts) {
        let by = Evidence { rule: "any", basis: Basis::Guessed, range: ranges[0] };
        let mention = |at: usize| Mention { text: words[at].clone(), range: ranges[at] };
        let facts = Facts {
            date: Some(Read { value: kenning::text::Moment::Year(year), by }),
            periods: vec![words[0].clone(), words[1].clone()],
            scope: Some(words[2].clone()),
            people: vec![Named { name: words[3].clone(), forms: vec![words[4].clone()], roles: Vec::new(), by }],
            aliases: vec![(words[4].clone(), words[5].clone()), (words[5].clone(), words[3].clone())],
            contacts: vec![Contact { topic: String::new(), who: words[1].clone(), range: ranges[1] }],
            events: vec![Event { date: kenning::text::Moment::Year(year), label: "review".into(), range: ranges[2] }],
            ids: words.clone(),
            id_mentions: vec![mention(0), mention(1), mention(2)],
            items,
            ..Facts::default()
        };
        (text, facts)
    }
}

proptest! {
    #[test]
    fn linking_never_panics(docs in prop::collection::vec(anything(), 1..5)) {
        let pages = docs.into_iter().enumerate().map(|(at, (text, facts))| {
            let mut page = page(&format!("d{}/{at}.md", at % 2), &text);
            page.facts = facts;
            page
        });
        let site = site_with(pages.collect(), &["d0/x.png"], |config| {
            config.people.exclude = vec!["QA".into()];
            config.tickets.patterns = vec!["#".into(), String::new()];
        });
        for doc in &site.docs {
            prop_assert_eq!(doc.entries.len(), doc.facts.items.len());
            for link in doc.links.iter().filter(|link| link.node.is_none()) {
                prop_assert!(!doc.source.slice(link.range).is_empty());
            }
        }
        let all = site.docs.iter().flat_map(|doc| &doc.backlinks).chain(site.tickets.iter().flat_map(|t| &t.mentions));
        let all: Vec<_> = all.copied().collect();
        for back in site.spots(&all) {
            prop_assert!(back.sentence.get(back.hit.start as usize..back.hit.end as usize).is_some());
        }
        prop_assert!(serde_json::to_string(&kenning::view::export(&site)).is_ok());
    }
}
