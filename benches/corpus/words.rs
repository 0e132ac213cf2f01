//! The words of the invented team: a ferry company and the programs it runs.

/// What the work is about; each is a noun phrase that can begin a title.
pub(super) const THINGS: &[&str] = &[
    "Timetable import",
    "Ticket printer queue",
    "Berth allocation",
    "Tide table cache",
    "Crew roster sync",
    "Gate scanner firmware",
    "Fare rounding",
    "Weather feed retries",
    "Vehicle deck planner",
    "Night ferry manifest",
    "Refund approval",
    "Harbour radio log",
    "Season pass renewal",
    "Quay display driver",
    "Freight customs form",
    "Backup of the booking store",
    "Passenger count export",
    "Delay announcements",
];

/// What was wrong with it, or happened to it.
pub(super) const TROUBLES: &[&str] = &[
    "stops when two quays report within the same second",
    "keeps yesterday's tide until somebody restarts it",
    "loses the last line of every file from the northern office",
    "counts a bicycle as a car when the trailer flag is set",
    "asks the radio mast forty times a minute and is throttled",
    "writes times without a zone, so the summer change costs an hour",
    "is understood by one person, who is away in August",
    "fails silently on names with an apostrophe",
    "needs eleven manual steps on the morning of a storm",
    "takes nine minutes to come back after a power cut",
];

/// What is to be done about it.
pub(super) const CURES: &[&str] = &[
    "give each report a number and refuse the second one",
    "throw the cache away at every high water",
    "read to the end of the file, not to the last line break",
    "test the trailer flag with the drawings of the new deck",
    "wait twice as long after every refusal, up to ten minutes",
    "store all times with their offset and convert when shown",
    "write the recovery down and let somebody else try it",
    "quote names with the library instead of by hand",
    "turn the morning list into one command with a dry run",
    "keep a warm copy at the second office",
];

/// Sentences that carry no facts; documents are mostly made of such.
pub(super) const REMARKS: &[&str] = &[
    "Nobody was hurt, no boat was late, and the log filled a disk over the weekend.",
    "We measured it for two weeks on the northern line before we believed it.",
    "The supplier answered within a day, which had not happened before.",
    "Three of us had drawn the same diagram on three different boards.",
    "It works on the new gates; the old ones will be gone by winter.",
    "The harbour master prefers a telephone call to any display we could build.",
    "Most of the hour went into agreeing on what a crossing is.",
    "What helped was to sit in the ticket office for a morning and watch.",
    "The numbers look worse than they are, because empty crossings count too.",
    "We would do the same again, but sooner and with fewer meetings.",
];

/// People and roles that own things.
pub(super) const OWNERS: &[&str] = &[
    "Ines Varga",
    "Tomas Lind",
    "Aoife Byrne",
    "Kofi Mensah",
    "Marta Oliveira",
    "Jun Takeda",
    "@harbour-ops",
    "@ticketing",
    "Release Manager",
    "QA",
];

/// What an owner does besides leading.
pub(super) const DUTIES: &[&str] =
    &["Primary", "Review", "Support", "Testing", "Rollout"];

/// How urgent things are.
pub(super) const PRIORITIES: &[&str] = &["Critical", "High", "Medium", "Low"];

/// How things stand.
pub(super) const STATES: &[&str] =
    &["Open", "In progress", "Done", "Blocked", "Deferred"];

/// Ticket prefixes, one for each team.
pub(super) const PREFIXES: &[&str] = &["FERRY", "QUAY", "FARE", "CREW"];

/// Code blocks: language and lines; `{n}` becomes a number.
pub(super) const CODE: &[(&str, &str)] = &[
    (
        "rust",
        "/// The berth for a crossing, if one is free.\nfn berth(quay: &Quay, at: Minute) -> Option<Berth> {\n    let taken = quay.taken(at + {n});\n    quay.berths.iter().find(|berth| !taken.contains(berth)).copied()\n}\n",
    ),
    (
        "python",
        "def refused(report, seen):\n    \"\"\"A second report of one crossing is refused.\"\"\"\n    key = (report.quay, report.number % {n})\n    if key in seen:\n        return True\n    seen.add(key)\n    return False\n",
    ),
    (
        "sql",
        "SELECT quay, count(*) AS crossings\nFROM manifest\nWHERE left_at >= date '2025-03-01' AND cars > {n}\nGROUP BY quay\nORDER BY crossings DESC;\n",
    ),
    (
        "yaml",
        "weather:\n  retries: {n}\n  wait: 30s\n  feeds:\n    - north\n    - sound\n",
    ),
    (
        "bash",
        "set -eu\nfor quay in north sound island; do\n  ferryctl import --quay \"$quay\" --days {n} || echo \"$quay failed\" >&2\ndone\n",
    ),
    (
        "typescript",
        "export function fare(zones: number, children: number): number {\n  const base = zones * {n};\n  return Math.round((base + children * base * 0.5) * 20) / 20;\n}\n",
    ),
    (
        "json",
        "{\n  \"quay\": \"north\",\n  \"berths\": [1, 2, {n}],\n  \"night\": false\n}\n",
    ),
];
