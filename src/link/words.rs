//! Words that say too little to tell one thing from another.
//!
//! Each table is one text of words between blanks, for it is read as a set and
//! never shown.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Prefixes of names that only look like tickets: standards, formats, machines,
/// models, degrees, versions, periods.
const NO_TICKETS: &str = "
    UTF UCS ASCII SHA MD CRC AES RSA ECDSA TLS SSL SSH SMB NTLM SAML OAUTH IMAP
    ISO IEC IEEE RFC PEP CVE CWE GHSA CAPEC ANSI ECMA DIN NIST NIST-SP FIPS PKCS
    ITU MIL-STD SOC PCI PCI-DSS WCAG OWASP GDPR HIPAA NIS SOX CMMI ITIL CIS
    HTTP HTML CSS XML JSON ES V VER VERSION PYTHON JAVA JDK
    WIN WINDOWS CENTOS RHEL BASE IPV USB HDMI DDR PCIE
    LTE WIFI RS ARM AMD INTEL X86 RTX GTX ESP STM MPEG GB MB KB TB
    GPT LLAMA CLAUDE GEMINI MISTRAL PHI QWEN BERT RESNET YOLO VGG CIFAR IMAGENET BLEU
    ROUGE MMLU COVID SARS TRL SIL ASIL
    SEV SEVERITY PRIO PRIORITY LEVEL TIER TOP RANK GRADE STAGE MVP ALPHA BETA
    RC GA SPRINT ITERATION PHASE STEP PART WEEK WK CW KW DAY MONTH QUARTER FY CY HY
    SEM SEMESTER TERM SDG UTC GMT EST CET
    US-EAST US-WEST US-CENTRAL US-GOV EU-WEST EU-CENTRAL EU-NORTH EU-SOUTH AP-SOUTH
    AP-EAST AP-NORTHEAST AP-SOUTHEAST CA-CENTRAL SA-EAST ME-SOUTH AF-SOUTH AZ ZONE REGION
";

/// Prefixes that say what a thing is, not whose it is: no scope for a sprint.
const KINDS: &str = "
    TASK ISSUE BUG RISK STORY US EPIC ADR ACTION AI DEBT TD TICKET REQ TEST TC DEC
    DECISION INC INCIDENT Q RSK FR NFR UC PBI SPIKE FEAT FEATURE LRN LESSON
";

/// Words of titles that every team uses. A title of these alone names a document
/// only to those who share its scope, and an entry in its own document only.
const GENERAL: &str = "
    sprint iteration week weekly daily monthly quarter quarterly phase meeting meetings
    minutes notes note agenda kickoff kick off standup retro retrospective review reviews
    planning plan backlog board roadmap report reports status update updates progress
    summary overview log list risk risks assessment management register action actions
    items item next steps step tasks task open questions question issues issue learning
    learnings lessons learned technical tech debt decision decisions record project team
    and the of for a an to in on with our all new more better other others misc general
    various improve improvement improvements fix fixes fixed fixing bug bugs bugfix
    bugfixes bugfixing test tests tested testing unit integration qa quality code coding
    refactor refactoring cleanup clean up docs doc document documents documentation
    readme changelog write add make do create finish continue complete work working
    deploy deployment deployments release releases maintenance support communication
    collaboration feedback training onboarding monitoring performance security design
    research development implementation time scope tbd tba todo none nothing na n pending
    unknown placeholder example sample tool tools process processes requirements
    besprechung sitzung protokoll notizen tagesordnung bericht stand planung aufgabe
    aufgaben offen offene fragen punkte punkt risiken entscheidung entscheidungen
    dokumentation dokumentieren testen schulung kommunikation wartung fehler beheben
    fehlerbehebung verbessern verbesserung verbesserungen sonstiges verschiedenes
    allgemeines und der die das für von im zu
    réunion compte rendu ordre du jour bilan suivi tâche tâches questions ouvertes
    risques décision décisions documentation tester formation communication correction
    corrections bogues améliorer amélioration améliorations divers le la les de des et
    reunión notas informe estado tarea tareas preguntas riesgos decisión decisiones
    documentación pruebas formación comunicación corrección errores mejorar mejora
    mejoras varios el los las y
    riunione verbale stato attività domande rischi decisione decisioni documentazione
    formazione comunicazione correzione errori migliorare miglioramento miglioramenti
    varie il lo gli i e
    vergadering notulen verslag voortgang taken vragen risico's besluit besluiten
    documentatie communicatie verbeteren verbetering verbeteringen diversen het een en
    möte protokoll anteckningar uppgift uppgifter frågor risker beslut dokumentation
    kommunikation testning förbättra förbättring förbättringar övrigt och
    reunião notas relatório tarefa tarefas perguntas riscos decisões documentação testes
    comunicação correção melhorar melhoria melhorias o os as
    toplantı notlar rapor durum görev görevler sorular riskler karar kararlar belgeleme
    iletişim iyileştirme iyileştirmeler ve
    会议 纪要 测试 文档 沟通 改进 优化 其他 无 待定 テスト ドキュメント 会議 改善 その他
    なし 未定 테스트 문서 문서화 회의 개선 기타 없음
";

type Words = LazyLock<BTreeSet<&'static str>>;

static NO_TICKET_SET: Words = LazyLock::new(|| NO_TICKETS.split_whitespace().collect());

static KIND_SET: Words = LazyLock::new(|| KINDS.split_whitespace().collect());

static GENERAL_SET: Words = LazyLock::new(|| GENERAL.split_whitespace().collect());

/// Whether ids with this prefix, in capitals, are never tickets.
pub(super) fn is_no_ticket(prefix: &str) -> bool {
    NO_TICKET_SET.contains(prefix)
}

/// Whether a prefix, in capitals, only says what a thing is.
pub(super) fn is_kind(prefix: &str) -> bool {
    KIND_SET.contains(prefix)
}

/// Whether a word, in small letters, is one of those in every team's titles, or no
/// word at all.
pub(super) fn is_general(word: &str) -> bool {
    !word.contains(char::is_alphabetic)
        || word.starts_with(|c: char| c.is_ascii_digit())
        || GENERAL_SET.contains(word)
}

/// Whether a title, its words in small letters with blanks between, says which one
/// of many things is meant: two words or more, one of them not general. A script
/// without blanks has its words in a row.
pub(super) fn tells(title: &str) -> bool {
    let mut words = title.split(' ').filter(|word| !is_general(word));
    let Some(word) = words.next() else { return false };
    title.contains(' ') || (!word.is_ascii() && is_unspaced(word))
}

/// Whether a word of a script without blanks is long enough to be several.
fn is_unspaced(word: &str) -> bool {
    let wide = |c: &char| matches!(*c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    word.chars().filter(wide).count() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn general_titles_tell_nothing() {
        for (title, expected) in [
            ("testing", false),
            ("documentation", false),
            ("update docs", false),
            ("code review", false),
            ("bug fixes", false),
            ("1", false),
            ("tbd", false),
            ("2 3", false),
            ("", false),
            ("refunds", false),
            ("rotate keys", true),
            ("test the refunds", true),
            ("データベースを移行する", true),
            ("テスト", false),
        ] {
            assert_eq!(tells(title), expected, "{title}");
        }
    }
}
