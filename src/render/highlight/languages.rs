//! The names authors give to languages.

use syntect::parsing::{SyntaxReference, SyntaxSet};

/// A language as it is shown above a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language {
    /// The word that [`super::highlight`] understands.
    pub word: &'static str,
    /// The name a reader knows: `TypeScript`.
    pub name: &'static str,
}

/// Name, the grammar's name in the set of syntaxes, and the spellings in lower case
/// (GitHub's linguist has them as aliases and extensions). The first is the word.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("Text", "Plain Text", "text txt plain plaintext none output"),
    ("Bash", "Bourne Again Shell (bash)", "bash sh zsh ash dash ksh shell"),
    (
        "Console",
        "Bourne Again Shell (bash)",
        "console shell-session shellsession sh-session bash-session terminal",
    ),
    ("PowerShell", "PowerShell", "powershell pwsh posh ps1 psm1"),
    ("Batch", "Batch File", "batch bat cmd batchfile dosbatch winbatch"),
    ("Fish", "Fish", "fish"),
    ("TypeScript", "TypeScript", "typescript ts mts cts"),
    ("TSX", "TypeScriptReact", "tsx typescriptreact"),
    ("JavaScript", "JavaScript (Babel)", "javascript js mjs cjs node"),
    ("JSX", "JavaScript (Babel)", "jsx javascriptreact"),
    ("JSON", "JSON", "json geojson webmanifest"),
    ("JSON with comments", "JSON", "jsonc json5"),
    ("JSON lines", "JSON", "jsonl ndjson"),
    ("YAML", "YAML", "yaml yml"),
    ("TOML", "TOML", "toml"),
    ("INI", "INI", "ini cfg conf dosini editorconfig"),
    ("Properties", "Java Properties", "properties"),
    ("XML", "XML", "xml xsd xslt svg plist pom rss wsdl csproj"),
    ("HTML", "HTML", "html htm xhtml"),
    ("CSS", "CSS", "css"),
    ("SCSS", "SCSS", "scss"),
    ("Sass", "Sass", "sass"),
    ("Less", "Less", "less"),
    ("Vue", "Vue Component", "vue"),
    ("Svelte", "Svelte", "svelte"),
    ("Python", "Python", "python py python3 py3 pyi starlark bazel bzl"),
    ("Python console", "Python", "pycon doctest"),
    ("Ruby", "Ruby", "ruby rb jruby rake gemfile rakefile"),
    ("ERB", "HTML (Rails)", "erb rhtml html+erb"),
    ("PHP", "PHP", "php php7 php8"),
    ("Perl", "Perl", "perl pl"),
    ("Lua", "Lua", "lua"),
    ("R", "R", "r rscript splus"),
    ("Julia", "Julia", "julia jl"),
    ("MATLAB", "MATLAB", "matlab octave"),
    ("Rust", "Rust", "rust rs"),
    ("Go", "Go", "go golang"),
    ("Go module", "Gomod", "gomod go.mod"),
    ("C", "C", "c h"),
    ("C++", "C++", "cpp c++ cc cxx hpp h++ hxx"),
    ("C#", "C#", "csharp c# cs csx cake"),
    ("F#", "F#", "fsharp f# fs fsx"),
    ("Objective-C", "Objective-C", "objective-c objectivec objc obj-c"),
    ("Swift", "Swift", "swift"),
    ("Java", "Java", "java"),
    ("Kotlin", "Kotlin", "kotlin kt kts"),
    ("Scala", "Scala", "scala sbt"),
    ("Groovy", "Groovy", "groovy gradle jenkinsfile"),
    ("Clojure", "Clojure", "clojure clj cljs cljc edn"),
    ("Dart", "Dart", "dart"),
    ("Elixir", "Elixir", "elixir ex exs"),
    ("Erlang", "Erlang", "erlang erl"),
    ("Haskell", "Haskell", "haskell hs"),
    ("OCaml", "OCaml", "ocaml ml reason"),
    ("Elm", "Elm", "elm"),
    ("Lisp", "Lisp", "lisp common-lisp emacs-lisp elisp scheme"),
    ("Zig", "Zig", "zig"),
    ("Nim", "Nim", "nim"),
    ("Crystal", "Crystal", "crystal cr"),
    ("D", "D", "d dlang"),
    ("Pascal", "Pascal", "pascal delphi objectpascal"),
    ("Fortran", "Fortran (Modern)", "fortran f90 f95"),
    ("Ada", "Ada", "ada adb ads"),
    ("Assembly", "x86_64 Assembly", "assembly asm nasm x86asm"),
    ("Solidity", "Solidity", "solidity sol"),
    (
        "SQL",
        "SQL",
        "sql mysql postgres postgresql pgsql psql plsql plpgsql tsql sqlite ddl",
    ),
    ("GraphQL", "GraphQL", "graphql gql graphqls"),
    ("Protocol Buffers", "Protocol Buffer", "protobuf proto proto3"),
    ("Dockerfile", "Dockerfile", "dockerfile docker containerfile"),
    ("Terraform", "Terraform", "terraform tf tfvars hcl opentofu"),
    ("Nix", "Nix", "nix nixos"),
    ("Puppet", "Puppet", "puppet"),
    ("Rego", "Rego", "rego opa"),
    ("Makefile", "Makefile", "makefile make mk mf gnumakefile"),
    ("CMake", "CMake", "cmake cmakelists.txt"),
    ("nginx", "nginx", "nginx nginxconf nginx.conf"),
    ("Apache", "Apache Conf", "apache apacheconf htaccess .htaccess"),
    ("Environment", "DotENV", "dotenv env .env"),
    ("Requirements", "Requirements.txt", "requirements.txt pip-requirements"),
    ("Crontab", "Crontab", "crontab cron"),
    ("SSH config", "SSH Config", "ssh_config sshconfig ssh-config"),
    ("HTTP", "HTTP Request and Response", "http https"),
    ("Diff", "Diff", "diff patch udiff"),
    ("Git config", "Git Config", "gitconfig .gitconfig"),
    ("Ignore list", "Git Ignore", "gitignore .gitignore ignore dockerignore"),
    ("Markdown", "Markdown", "markdown md mdown mdx"),
    ("reStructuredText", "reStructuredText", "rst restructuredtext rest"),
    ("AsciiDoc", "AsciiDoc (Asciidoctor)", "asciidoc adoc"),
    ("LaTeX", "LaTeX", "latex tex"),
    ("Typst", "Typst", "typst typ"),
    ("Jinja", "Jinja2", "jinja jinja2 j2 django"),
    ("Graphviz", "Graphviz (DOT)", "dot graphviz gv"),
    ("Mermaid", "Plain Text", "mermaid"),
    ("Math", "Plain Text", "math"),
    ("PlantUML", "Plain Text", "plantuml puml"),
    ("CSV", "Comma Separated Values", "csv"),
    ("TSV", "Tab Separated Values", "tsv"),
    ("Log", "log", "log logs"),
    ("jq", "JQ", "jq"),
    ("AWK", "AWK", "awk gawk"),
    ("Vim script", "VimL", "vim viml vimscript nvim"),
    ("GLSL", "GLSL", "glsl"),
    ("WGSL", "WGSL", "wgsl"),
    ("Verilog", "Verilog", "verilog"),
    ("SystemVerilog", "SystemVerilog", "systemverilog sv"),
    ("VHDL", "VHDL", "vhdl"),
];

/// The language with this name, in any usual spelling and letter case. `None` for
/// names that kenning does not know; the author's word is then the best label.
pub fn language(word: &str) -> Option<Language> {
    entry(word).map(|(name, _, words)| Language { word: first(words), name })
}

/// The language that a `#!` in the first line of `code` names; nothing else is sure
/// enough to guess by.
pub fn guess(code: &str) -> Option<Language> {
    let line = code.lines().next()?.strip_prefix("#!")?;
    let mut words = line.split_whitespace();
    let program = words.next()?.rsplit('/').next()?;
    let name = match program {
        "env" => words.find(|word| !word.starts_with('-') && !word.contains('='))?,
        other => other,
    };
    language(name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'))
}

/// The grammar for `word`; `None` where plain text is all there is.
pub(super) fn syntax<'a>(set: &'a SyntaxSet, word: &str) -> Option<&'a SyntaxReference> {
    let (_, grammar, _) = entry(word)?;
    (grammar != "Plain Text").then(|| set.find_syntax_by_name(grammar))?
}

fn entry(word: &str) -> Option<(&'static str, &'static str, &'static str)> {
    let word = word.trim().to_ascii_lowercase();
    let known = |words: &str| words.split(' ').any(|known| known == word);
    LANGUAGES.iter().copied().find(|(_, _, words)| known(words))
}

fn first(words: &'static str) -> &'static str {
    words.split(' ').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_grammar_is_in_the_set_and_every_word_is_used_once() {
        let set = two_face::syntax::extra_newlines();
        let mut seen = BTreeSet::new();
        for (name, grammar, words) in LANGUAGES {
            assert!(set.find_syntax_by_name(grammar).is_some(), "{name}: {grammar}");
            for word in words.split(' ') {
                assert!(seen.insert(word), "{word} stands twice");
                assert_eq!(word, word.to_lowercase());
            }
        }
    }

    #[test]
    fn usual_spellings_are_known() {
        for (word, name) in [
            ("ts", "TypeScript"),
            ("TSX", "TSX"),
            ("Dockerfile", "Dockerfile"),
            ("hcl", "Terraform"),
            ("yml", "YAML"),
            ("console", "Console"),
            ("c#", "C#"),
            ("jsonc", "JSON with comments"),
            ("proto", "Protocol Buffers"),
        ] {
            assert_eq!(language(word).map(|found| found.name), Some(name), "{word}");
        }
        assert_eq!(language("klingon"), None);
        assert_eq!(language(""), None);
    }

    #[test]
    fn only_a_shebang_is_a_guess() {
        let name = |code| guess(code).map(|found| found.name);
        assert_eq!(name("#!/bin/bash\nls"), Some("Bash"));
        assert_eq!(name("#!/usr/bin/env -S python3.11 -u\n"), Some("Python"));
        assert_eq!(name("#!/usr/bin/env A=b node"), Some("JavaScript"));
        assert_eq!(name("fn main() {}"), None);
        assert_eq!(name("#!"), None);
    }
}
