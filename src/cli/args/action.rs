//! What the command line can ask for: an [`Action`] for each command, with its options.
//!
//! [`parse`](super::parse) makes it, `cli::run` carries it out.

use std::path::PathBuf;

use clap_complete::Shell;

use crate::check;
use crate::export::{Format, WholeFormat};
use crate::search::text::Manner;
use crate::text::Cells;
use crate::typeset::Level;

/// What is to be done.
#[derive(Debug)]
pub(in crate::cli) enum Action {
    /// Open the paths in the reader.
    Read {
        paths: Vec<PathBuf>,
    },
    Outline(OutlineCommand),
    Cat(CatCommand),
    Find(FindCommand),
    Grep(GrepCommand),
    Check(CheckCommand),
    Stats(StatsCommand),
    Diff(DiffCommand),
    Export(ExportCommand),
    Rehearse(RehearseCommand),
    Doctor(DoctorCommand),
    Notes {
        paths: Vec<PathBuf>,
    },
    State(Deed),
    Completions {
        shell: Shell,
    },
    Config(ConfigCommand),
    Man,
}

impl Action {
    /// Whether the command prints or uses outlines, so that a broken heading rule must be reported. (The
    /// reader reports it on its screen.)
    pub(in crate::cli) const fn outlines(&self) -> bool {
        match self {
            Self::Outline(_)
            | Self::Cat(_)
            | Self::Find(_)
            | Self::Grep(_)
            | Self::Check(_)
            | Self::Stats(_)
            | Self::Diff(_)
            | Self::Export(_)
            | Self::Doctor(_)
            | Self::Notes { .. } => true,
            Self::Read { .. }
            | Self::Rehearse(_)
            | Self::State(_)
            | Self::Completions { .. }
            | Self::Config(_)
            | Self::Man => false,
        }
    }
}

/// What is to be done with the state file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Deed {
    /// Say where it is.
    Path,
    /// Remove it.
    Clear,
    /// Print it.
    Export,
}

#[derive(Debug)]
pub(in crate::cli) struct OutlineCommand {
    pub(in crate::cli) paths: Vec<PathBuf>,
    pub(in crate::cli) format: Format,
    pub(in crate::cli) depth: Option<u16>,
    pub(in crate::cli) points: bool,
    /// Whether speeches without headings are listed by their paragraphs.
    pub(in crate::cli) paragraphs: bool,
}

#[derive(Debug)]
pub(in crate::cli) struct CatCommand {
    pub(in crate::cli) path: PathBuf,
    pub(in crate::cli) width: Option<Cells>,
    pub(in crate::cli) section: Option<String>,
    pub(in crate::cli) level: Option<Level>,
    pub(in crate::cli) hang: Option<bool>,
    /// Whether it is to look as in the reader.
    pub(in crate::cli) screen: bool,
    /// Options of the page, `NAME=VALUE`.
    pub(in crate::cli) set: Vec<String>,
}

#[derive(Debug)]
pub(in crate::cli) struct FindCommand {
    pub(in crate::cli) query: String,
    pub(in crate::cli) paths: Vec<PathBuf>,
    pub(in crate::cli) jsonl: bool,
    pub(in crate::cli) limit: usize,
}

#[derive(Debug)]
pub(in crate::cli) struct GrepCommand {
    pub(in crate::cli) text: String,
    pub(in crate::cli) paths: Vec<PathBuf>,
    pub(in crate::cli) format: RowFormat,
    pub(in crate::cli) manner: Manner,
    pub(in crate::cli) each: Each,
    /// How many sentences are shown before a hit, and after it.
    pub(in crate::cli) context: [usize; 2],
}

/// What is printed of each text that has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Each {
    /// The sentences that have them.
    Sentences,
    /// How often it has them.
    Count,
    /// Its path alone.
    Path,
}

#[derive(Debug)]
pub(in crate::cli) struct DoctorCommand {
    pub(in crate::cli) paths: Vec<PathBuf>,
    pub(in crate::cli) jsonl: bool,
}

#[derive(Debug)]
pub(in crate::cli) struct CheckCommand {
    pub(in crate::cli) paths: Vec<PathBuf>,
    pub(in crate::cli) format: CheckFormat,
    /// The lowest level that is reported.
    pub(in crate::cli) level: check::Level,
    /// Rules that are not checked.
    pub(in crate::cli) allowed: Vec<check::Rule>,
    /// Whether only the rules are listed.
    pub(in crate::cli) rules: bool,
}

#[derive(Debug)]
pub(in crate::cli) struct StatsCommand {
    pub(in crate::cli) paths: Vec<PathBuf>,
    pub(in crate::cli) format: RowFormat,
    /// Characters a minute; as the settings say where it is not given.
    pub(in crate::cli) pace: Option<u32>,
    pub(in crate::cli) depth: Option<u16>,
    pub(in crate::cli) points: bool,
}

#[derive(Debug)]
pub(in crate::cli) struct ExportCommand {
    pub(in crate::cli) path: PathBuf,
    /// `None` to go by the name of the output.
    pub(in crate::cli) format: Option<WholeFormat>,
    pub(in crate::cli) section: Option<String>,
    /// The file to write; `None` for standard output.
    pub(in crate::cli) output: Option<PathBuf>,
    pub(in crate::cli) force: bool,
}

#[derive(Debug)]
pub(in crate::cli) struct RehearseCommand {
    pub(in crate::cli) path: PathBuf,
    /// Characters a minute; as the settings say where it is not given.
    pub(in crate::cli) pace: Option<u32>,
    /// The command that reads aloud.
    pub(in crate::cli) speak: Option<String>,
}

#[derive(Debug)]
pub(in crate::cli) struct DiffCommand {
    pub(in crate::cli) old: PathBuf,
    pub(in crate::cli) new: PathBuf,
    pub(in crate::cli) jsonl: bool,
    /// Whether headings that have not changed are listed as well.
    pub(in crate::cli) all: bool,
    /// Whether the two are shown side by side in the reader.
    pub(in crate::cli) view: bool,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) enum CheckFormat {
    #[default]
    Text,
    Jsonl,
    /// For spreadsheets.
    Csv,
    Sarif,
}

pub(super) const CHECK_FORMATS: &[(&str, CheckFormat)] = &[
    ("text", CheckFormat::Text),
    ("jsonl", CheckFormat::Jsonl),
    ("csv", CheckFormat::Csv),
    ("sarif", CheckFormat::Sarif),
];

/// How rows are written: hits, or counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) enum RowFormat {
    /// For people.
    #[default]
    Text,
    /// An object a line.
    Jsonl,
    /// For spreadsheets.
    Csv,
}

pub(super) const ROW_FORMATS: &[(&str, RowFormat)] =
    &[("text", RowFormat::Text), ("jsonl", RowFormat::Jsonl), ("csv", RowFormat::Csv)];

#[derive(Debug)]
pub(in crate::cli) struct ConfigCommand {
    pub(in crate::cli) report: Report,
}

/// What `gangmu config` prints.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) enum Report {
    /// A file with every default in it.
    Defaults,
    /// Where the file is.
    Path,
    /// What is wrong in it.
    Check,
}
