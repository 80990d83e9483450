//! `gangmu doctor`: what was recognised in a file; without a file, the terminal and environment.

mod environment;

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::args::{DoctorCommand, Settings};
use super::output::Output;
use super::{Status, for_each, sources};
use crate::check::{self, Rule};
use crate::document::{Document, Format, Role};
use crate::export::write_json_line;
use crate::input;
use crate::library::Source;
use crate::library::rules::{self, Entry};
use crate::locale::Lang;
use crate::outline::rules::Ruling;
use crate::outline::{self, Kind};
use crate::text::{Ambiguous, Cells, cells, fit, is_blank, visible};

/// The report on a file.
#[derive(Debug, Serialize)]
struct Report<'a> {
    path: &'a str,
    /// The format, by content: a name of [`input::FORMATS`].
    format: &'static str,
    /// The ending of the name, where files of this format end otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    misnamed: Option<&'a str>,
    /// Whether another program made it of a format that is not read here.
    converted: bool,
    encoding: &'static str,
    /// The encoding that the file claims, where it is in another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    declared: Option<&'static str>,
    /// Places that could not be decoded, and the offset in bytes of the first.
    damaged: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_damage: Option<usize>,
    /// Controls and marks of direction that are not shown as they are.
    hidden: usize,
    /// Lines of the source with words on them; none where the format has no lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<usize>,
    /// Paragraphs of the speech, and those around it.
    paragraphs: usize,
    furniture: usize,
    /// How the first of the latter begin.
    furniture_shown: Vec<&'a str>,
    /// Characters without blanks.
    chars: usize,
    titles: usize,
    /// Headings of each level below the titles.
    headings: Vec<usize>,
    points: usize,
    /// Numbers computed by the format, which the file itself does not hold.
    automatic: usize,
    /// Faults of the numbering: how many, and the first of them.
    faults: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_fault: Option<Fault>,
    /// The user's own heading rules that hold for the file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rules: Vec<Applied<'a>>,
}

/// A heading rule and what it did.
#[derive(Debug, Serialize)]
struct Applied<'a> {
    /// What it is called.
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    pattern: &'a str,
    kind: &'static str,
    /// How many places it has decided about.
    count: u32,
}

/// A fault of the numbering.
#[derive(Debug, Serialize)]
struct Fault {
    line: usize,
    text: String,
}

/// Rules of `check` that are about numbers.
const NUMBERING: [Rule; 4] = [Rule::Gap, Rule::Repeat, Rule::Restart, Rule::Start];

pub(super) fn run(
    command: DoctorCommand,
    settings: Settings,
    out: &mut Output,
) -> io::Result<Status> {
    let DoctorCommand { paths, jsonl } = command;
    if paths.is_empty() {
        environment::write(settings, out)?;
        return Ok(Status::Done);
    }
    let mut first = true;
    let mut damaged = false;
    let status = for_each(sources(paths), settings, |source, document| {
        let name = source.name();
        let report = examine(source, &name, document, settings);
        damaged |= report.damaged > 0;
        if jsonl {
            return write_json_line(&report, out);
        }
        if !std::mem::take(&mut first) {
            writeln!(out)?;
        }
        report.write(settings.lang, out)
    })?;
    Ok(if damaged { status.max(Status::NoMatch) } else { status })
}

fn examine<'a>(
    source: &Source,
    path: &'a str,
    document: &'a Document,
    settings: Settings,
) -> Report<'a> {
    /// Most paragraphs of furniture that are shown.
    const SHOWN: usize = 3;
    let origin = document.origin();
    let (outline, counts) = outline::parse_told(document, &settings.rules.of(source));
    let applied = |(entry, count): (&'static Entry, u32)| Applied {
        name: &entry.name,
        pattern: entry.rule.matcher.pattern(),
        kind: rules::name(entry.rule.ruling),
        count,
    };
    let rules = settings.rules.holding(source).zip(counts).map(applied).collect();
    let of = |kind| outline.nodes().iter().filter(move |node| node.kind == kind);
    let mut headings = Vec::new();
    let mut titled = false;
    for node in outline.nodes() {
        if node.depth == 1 {
            titled = node.kind == Kind::Title;
        }
        if node.kind != Kind::Heading {
            continue;
        }
        // Headings of the first level below a title have depth 2.
        let level = usize::from(node.depth).saturating_sub(1 + usize::from(titled));
        if headings.len() <= level {
            headings.resize(level + 1, 0);
        }
        if let Some(count) = headings.get_mut(level) {
            *count += 1;
        }
    }
    let found = check::check(document, &outline, settings.lang);
    let faults: Vec<_> = found.iter().filter(|f| NUMBERING.contains(&f.rule)).collect();
    let first_fault = faults.first().map(|fault| Fault {
        line: document.position(fault.span.start).line,
        text: fault.message.clone(),
    });
    let paragraphs = document.paragraphs();
    let furniture = || paragraphs.iter().filter(|p| p.role == Role::Furniture);
    let reader = input::FORMATS.iter().find(|reader| reader.format == origin.format);
    let ending = match source {
        Source::File(file) => ending(file, path),
        Source::Sample(_) | Source::Stdin => None,
    };
    let fits = |ending: &str| {
        let small = ending.to_lowercase();
        reader.is_none_or(|reader| reader.extensions.contains(&small.as_str()))
    };
    Report {
        path,
        format: reader.map_or("text", |reader| reader.name),
        misnamed: ending.filter(|ending| !origin.converted && !fits(ending)),
        converted: origin.converted,
        encoding: origin.encoding,
        declared: origin.declared,
        damaged: origin.damaged,
        first_damage: origin.first_damage,
        hidden: origin.hidden,
        lines: (origin.format == Format::Txt).then(|| document.source_lines()),
        paragraphs: paragraphs.len() - furniture().count(),
        furniture: furniture().count(),
        furniture_shown: furniture().take(SHOWN).map(|p| p.span.of(document.text())).collect(),
        chars: document.text().chars().filter(|&c| !is_blank(c) && !c.is_control()).count(),
        titles: of(Kind::Title).count(),
        headings,
        points: of(Kind::Point).count(),
        automatic: paragraphs.iter().filter(|p| p.numbered).count(),
        faults: faults.len(),
        first_fault,
        rules,
    }
}

/// The ending of a file's name, where it looks like one: a few letters and digits, a letter first.
fn ending<'a>(file: &Path, path: &'a str) -> Option<&'a str> {
    let ending = file.extension()?.to_str()?;
    let wordy = ending.starts_with(|c: char| c.is_ascii_alphabetic());
    let short = ending.len() <= 5 && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    let at = path.len().checked_sub(ending.len())?;
    path.get(at..).filter(|_| wordy && short)
}

impl Report<'_> {
    fn write(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", visible(self.path))?;
        for (zh, en, text) in self.lines(lang) {
            if !text.is_empty() {
                line(lang.pick(zh, en), &text, lang, out)?;
            }
        }
        Ok(())
    }

    /// Labels in both languages, and what stands beside them; nothing where there is nothing to say.
    fn lines(&self, lang: Lang) -> [(&'static str, &'static str, String); 11] {
        let zh = lang == Lang::Zh;
        [
            ("格式", "format", self.format_line(lang)),
            (
                "编码",
                "encoding",
                match self.declared {
                    None => self.encoding.to_owned(),
                    Some(declared) if zh => format!("{}（文件自称 {declared}）", self.encoding),
                    Some(declared) => format!("{} (the file says {declared})", self.encoding),
                },
            ),
            (
                "损坏",
                "damage",
                match self.first_damage {
                    None => String::new(),
                    Some(at) if zh => format!(
                        "{} 处无法解码，第一处在第 {at} 字节；可用 --encoding 指定编码再看",
                        self.damaged
                    ),
                    Some(at) => format!(
                        "{} places cannot be decoded, the first at byte {at}; try --encoding",
                        self.damaged
                    ),
                },
            ),
            (
                "隐藏",
                "hidden",
                match self.hidden {
                    0 => String::new(),
                    n if zh => format!("{n} 个控制字符或方向符，以可见的记号代替"),
                    n => format!("{n} controls or marks of direction, shown as visible signs"),
                },
            ),
            (
                "折行",
                "wrapping",
                match self.lines {
                    Some(lines) if lines > self.paragraphs + self.furniture => {
                        let whole = self.paragraphs + self.furniture;
                        if zh {
                            format!("原文 {lines} 行是硬折的，已接成 {whole} 段")
                        } else {
                            format!(
                                "{lines} lines cut at a fixed width, joined to {whole} paragraphs"
                            )
                        }
                    }
                    _ => String::new(),
                },
            ),
            (
                "正文",
                "text",
                if zh {
                    format!("{} 段，{} 个字符", self.paragraphs, self.chars)
                } else {
                    format!("{} paragraphs, {} characters", self.paragraphs, self.chars)
                },
            ),
            ("非正文", "furniture", self.furniture_line(lang)),
            (
                "自动",
                "automatic",
                match self.automatic {
                    0 => String::new(),
                    n if zh => format!("{n} 个自动编号已按文档的编号定义算出"),
                    n => format!("{n} numbers computed from the document's definitions"),
                },
            ),
            (
                "编号",
                "numbering",
                match &self.first_fault {
                    None => String::new(),
                    Some(first) if zh => format!(
                        "{} 处可疑，第一处在第 {} 行：{}；gangmu check 列出全部",
                        self.faults, first.line, first.text
                    ),
                    Some(first) => format!(
                        "doubtful: {}, the first in line {}: {}; gangmu check lists them",
                        self.faults, first.line, first.text
                    ),
                },
            ),
            ("规则", "rules", self.rules_line(lang)),
            ("大纲", "outline", self.outline_line(lang)),
        ]
    }

    fn format_line(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let name = if self.format == "text" { lang.pick("纯文本", "text") } else { self.format };
        match self.misnamed {
            _ if self.converted && zh => format!("{name}（由别的程序转换而来）"),
            _ if self.converted => format!("{name} (converted by another program)"),
            None => name.to_owned(),
            Some(ending) if zh => format!("{name}（名字却以 .{} 结尾）", visible(ending)),
            Some(ending) => format!("{name} (although its name ends in .{})", visible(ending)),
        }
    }

    fn furniture_line(&self, lang: Lang) -> String {
        /// Cells of each piece shown.
        const WIDE: Cells = Cells(24);
        if self.furniture == 0 {
            return String::new();
        }
        let piece = |text: &&str| match fit(text, WIDE, Ambiguous::Narrow).0 {
            part if part.len() == text.len() => visible(part).into_owned(),
            part => format!("{}…", visible(part)),
        };
        let pieces: Vec<_> = self.furniture_shown.iter().map(piece).collect();
        match lang {
            Lang::Zh => format!("{} 段：{}", self.furniture, pieces.join("；")),
            Lang::En => format!("{} paragraphs: {}", self.furniture, pieces.join("; ")),
        }
    }

    /// The user's own rules with what each has found; those that say what is none stand apart.
    fn rules_line(&self, lang: Lang) -> String {
        let one = |rule: &Applied<'_>| {
            let label = visible(if rule.name.is_empty() { rule.pattern } else { rule.name });
            let none = rule.kind == rules::name(Ruling::Nothing);
            match (lang, none) {
                (Lang::Zh, false) => format!("{label} {} 处", rule.count),
                (Lang::Zh, true) => format!("{label} 不算标题 {} 处", rule.count),
                (Lang::En, false) => format!("{label} {}", rule.count),
                (Lang::En, true) => format!("{label} none: {}", rule.count),
            }
        };
        self.rules.iter().map(one).collect::<Vec<_>>().join(lang.pick("；", "; "))
    }

    fn outline_line(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let levels: Vec<_> = self.headings.iter().map(usize::to_string).collect();
        let mut parts = Vec::new();
        if self.titles > 0 {
            parts.push(if zh {
                format!("题目 {}", self.titles)
            } else {
                format!("titles {}", self.titles)
            });
        }
        if !levels.is_empty() {
            let levels = levels.join(" / ");
            parts.push(if zh {
                format!("各级标题 {levels}")
            } else {
                format!("headings by level {levels}")
            });
        }
        if self.points > 0 {
            parts.push(if zh {
                format!("段内要点 {}", self.points)
            } else {
                format!("points {}", self.points)
            });
        }
        if parts.is_empty() {
            return lang.pick("没有找到标题", "no headings found").to_owned();
        }
        parts.join(lang.pick("，", ", "))
    }
}

/// A label and what stands beside it.
fn line(label: &str, text: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let column = lang.pick(Cells(8), Cells(11));
    let gap = usize::from((column - cells(label, Ambiguous::Narrow)).0);
    writeln!(out, "  {label}{:gap$}{text}", "")
}
