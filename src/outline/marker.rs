//! Finds what may be a marker, and weighs the evidence for and against it.
//!
//! In: a paragraph. Out: [`Candidate`]s in reading order. Nothing is decided here: 一、二期工程 becomes a
//! candidate with much against it, which a full run of 一、 二、 三、 can still outweigh.

mod form;
mod judge;

use super::plain::{plain, plainly};
use super::tree::{Family, Kind};
use crate::text::{CharSet, Span, is_blank, is_up_to_ten};

pub(super) use form::{Form, PIECES, value_enclosed as enclosed};
pub(super) use judge::{LONGEST_TITLE, announced, opener, title_end, unclosed};

/// What stands before a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Boundary {
    /// A word: what follows is almost never a marker (统一、 说三道四、).
    Word,
    /// A comma or another mark inside a sentence.
    Weak,
    /// The end of a sentence, a semicolon or colon, or another marker.
    Strong,
    /// The start of the paragraph, or of a line in it whose line break was lost.
    Line,
}

/// A place that may be a marker.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// How its marker is written.
    pub family: Family,
    /// The number that its marker states; 0 if it states none, [`LAST`](super::family::LAST) for 最后.
    pub value: u32,
    /// How many parts 1.2.3 has; 1 for 1、 as against 1. with a point, for 一 without a mark as against 一、, and for
    /// 第一个问题， as against 第一，; else 0.
    pub parts: u8,
    /// What the items of one list share beside their family: a digest of all parts of 1.2.3 but the
    /// last, the verb in 一抓, a number for the word in 任务一 or for the user's rule, [`AGENDA`] for an
    /// item of an agenda, [`INSIDE`] for a heading inside a section; else 0.
    pub prefix: u32,
    /// The marker with its punctuation, in bytes of the document's text.
    pub marker: Span,
    /// The title after it.
    pub title: Span,
    /// What stands before it.
    pub boundary: Boundary,
    /// Index of its paragraph.
    pub paragraph: u32,
    /// Whether the title runs to the end of the paragraph.
    pub own_line: bool,
    /// How many items the words before it announce (讲三点意见：); 0 for none.
    pub announced: u8,
    /// The level that the format, or a rule of the user's own, declares for it; 0 for none.
    pub declared: u8,
    /// Whether it enters the outline as a heading of that level, whatever the numbers say.
    pub forced: bool,
    /// Log-odds that it is a marker, by how it is written and the words around it.
    pub local: f32,
    /// What it is, if a rule of the user's own has made it, which nothing outweighs; else `None`.
    pub own: Option<Kind>,
}

impl Candidate {
    /// The byte at which it begins: that of its marker, or of its title if it has none.
    pub(super) fn start(&self) -> usize {
        if self.marker.is_empty() { self.title.start } else { self.marker.start }
    }

    /// A heading without a marker, as one that the format declares on the first level.
    pub(super) fn declared(span: Span, paragraph: usize) -> Self {
        Self {
            family: Family::None,
            value: 0,
            parts: 0,
            prefix: 0,
            marker: Span::at(span.start),
            title: span,
            boundary: Boundary::Line,
            paragraph: u32::try_from(paragraph).unwrap_or(u32::MAX),
            own_line: true,
            announced: 0,
            declared: 1,
            forced: false,
            local: 3.0,
            own: None,
        }
    }
}

/// `c` in the form in which the punctuation of markers is compared: full-width ASCII becomes half-width,
/// blanks become a space, and variants of a mark become one.
pub(super) const fn fold(c: char) -> char {
    match c {
        '！'..='～' => {
            // U+FF01–FF5E stand in the order of U+0021–007E.
            match char::from_u32(c as u32 - 0xfee0) {
                Some(half) => half,
                None => c,
            }
        }
        '\u{3000}' | '\u{a0}' | '\t' => ' ',
        '､' | '﹑' => '、',
        '﹒' => '.',
        '﹙' => '(',
        '﹚' => ')',
        '｡' => '。',
        '﹐' => ',',
        '︰' | '∶' | '﹕' => ':',
        '﹔' => ';',
        c => c,
    }
}

/// The paragraph that is scanned.
pub(super) struct Scan<'a> {
    /// The words of the paragraph.
    pub text: &'a str,
    /// The byte of the document's text at which they start.
    pub base: usize,
}

impl Scan<'_> {
    /// The words from byte `at` of the paragraph on.
    pub(super) fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The words before byte `at` of the paragraph.
    pub(super) fn before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or_default()
    }
}

/// Where the scan has to stop: at the marks that change the boundary or open or close a quote, and at the
/// characters with which a marker can begin.
static STOPS: CharSet = CharSet::of(
    "。！？；：…”’」』\"')）】》〉]］，,、—～~·“‘「『(（[［《 \u{3000}\u{a0}\t\n!?;:.\u{200b}\u{feff}\u{2060}*\
     ､﹑﹒﹙﹚｡﹐︰∶﹕﹔＃＊【〔［",
)
.with('！', '／')
.and(&form::STARTS);

/// Appends to `out` the candidates of the paragraph `text`, which has the index `paragraph` and starts at
/// byte `base` of the document's text.
pub(super) fn lex(text: &str, base: usize, paragraph: usize, out: &mut Vec<Candidate>) {
    let scan = Scan { text, base };
    let first = out.len();
    let mut at = line_prefix(text);
    let mut boundary = Boundary::Line;
    // The quotes and brackets that are open, and where each was opened: one that is never closed must
    // not swallow the rest of the paragraph.
    let mut quotes: Vec<(char, usize)> = Vec::new();
    if let Some(form) = form::opening(scan.rest(at)) {
        let candidate = judge::judge(&scan, at, form, boundary, &quotes, paragraph);
        at += form.len;
        boundary = if candidate.is_some() { Boundary::Strong } else { Boundary::Word };
        out.extend(candidate);
    }
    while let Some(skip) = scan.rest(at).find(|c: char| STOPS.contains(c)) {
        if skip > 0 {
            at += skip;
            boundary = Boundary::Word;
        }
        let Some(c) = scan.rest(at).chars().next() else { break };
        let item = if c == '第' { agenda(&scan, at) } else { None };
        let agenda_item = item.is_some();
        if let Some(known) = item.filter(|_| boundary < Boundary::Strong) {
            boundary = known;
        }
        let starts = if boundary == Boundary::Word { &form::STARTS_IN_WORD } else { &form::STARTS };
        if starts.contains(c) {
            if let Some(mut form) = form::read(&scan, at, boundary) {
                if agenda_item && form.family == Family::Ordinal {
                    form.prefix = AGENDA;
                }
                if let Some(end) = form::before_article(&scan, at, &form, boundary) {
                    let line = Scan { text: scan.before(end), base };
                    out.extend(judge::judge(&line, at, form, Boundary::Line, &quotes, paragraph));
                    (at, boundary) = (end, Boundary::Line);
                    continue;
                }
                let candidate = judge::judge(&scan, at, form, boundary, &quotes, paragraph);
                at += form.len;
                boundary = if candidate.is_some() { Boundary::Strong } else { Boundary::Word };
                out.extend(candidate);
                continue;
            }
            // A numeral is one word: nothing starts inside 十四五 or 2024.
            let run = form::numeral_run(scan.rest(at));
            if run > 0 {
                at += run;
                boundary = Boundary::Word;
                continue;
            }
        }
        track_quotes(&mut quotes, c, at);
        boundary = after(boundary, c);
        at += c.len_utf8();
    }
    judge::relax_full_runs(&scan, out.get_mut(first..).unwrap_or_default());
}

/// Length in bytes of what may stand before a marker at the start of a paragraph: bullets, and the signs
/// of Markdown.
pub(super) fn line_prefix(text: &str) -> usize {
    let sign = |c: char| {
        is_blank(c)
            || matches!(
                c,
                '#' | '＃'
                    | '*'
                    | '＊'
                    | '>'
                    | '•'
                    | '·'
                    | '●'
                    | '■'
                    | '◆'
                    | '★'
                    | '☆'
                    | '▲'
                    | '▪'
                    | '◇'
                    | '○'
                    | '□'
                    | '※'
                    | '►'
                    | '▶'
                    | '➤'
                    | '➢'
                    | '✦'
                    | '–'
                    | '◎'
                    | '_'
            )
    };
    let signs = text.len() - text.trim_start_matches(sign).len();
    if signs > 0 {
        return signs;
    }
    // A hyphen is a bullet only with a blank after it.
    if text.starts_with("- ") || text.starts_with("+ ") { 2 } else { 0 }
}

/// [`Candidate::prefix`] of an item of an agenda. Unlike 第一， such an item can hold the sections of the
/// text that is read out under it.
pub(super) const AGENDA: u32 = 1;

/// [`Candidate::prefix`] of a heading without a number that stands inside a numbered section.
pub(super) const INSIDE: u32 = 1;

/// The boundary of an item of the agenda, if the words before byte `at` say that a host comes to one there
/// (下面，进行第一项： 会议第二项，): that of the sentence in which these words stand.
fn agenda(scan: &Scan<'_>, at: usize) -> Option<Boundary> {
    const OPENS: &[&str] =
        &["下面", "下麵", "现在", "接下来", "接着", "首先", "会议", "大会", "仪式", "典礼"];
    const LEADS: &[&str] =
        &["进行", "进入", "会议", "大会", "会议的", "大会的", "开始", "仪式", "典礼"];
    let item = scan.rest(at);
    let unit = item.chars().skip(1).find(|&c| !is_up_to_ten(c)).map(plain);
    let about = || item.chars().take(8).any(|c| plain(c) == '议');
    if !(unit == Some('项') || unit == Some('个') && about()) {
        return None;
    }
    // The words that lead to it are the last of the sentence, twelve characters at the most.
    let mut from = at;
    for (place, c) in scan.before(at).char_indices().rev().take(12) {
        if matches!(fold(c), '。' | '!' | '?' | ';' | ':') {
            break;
        }
        from = place;
    }
    let line = line_prefix(scan.text) >= from;
    let lead = plainly(scan.text.get(from..at).unwrap_or_default());
    let lead = lead.trim_start_matches(is_blank);
    // 第一项议程： 升旗仪式第一项：
    let bare = line && (lead.is_empty() && about() || lead.len() <= 24 && !lead.contains('，'));
    let begins = OPENS.iter().any(|w| lead.starts_with(w)) || bare;
    let leads = LEADS.iter().any(|w| lead.ends_with(w)) || lead.is_empty() && bare;
    (begins && leads).then_some(if line { Boundary::Line } else { Boundary::Strong })
}

/// The boundary after `c`, which has `before` before it.
fn after(before: Boundary, c: char) -> Boundary {
    match fold(c) {
        '。' | '!' | '?' | ';' | ':' | '…' => Boundary::Strong,
        // After a closing quote or bracket, what counts is whether a sentence ends just inside it.
        '”' | '’' | '」' | '』' | '"' | '\'' | ')' | '】' | '》' | '〉' | ']' => {
            match before {
                Boundary::Strong => Boundary::Strong,
                _ => Boundary::Weak,
            }
        }
        ',' | '、' | '—' | '～' | '~' | '·' => Boundary::Weak,
        // What stands right after an opening mark is in quotes or brackets.
        '“' | '‘' | '「' | '『' | '(' | '[' | '《' => Boundary::Weak,
        '\u{200b}' | '\u{feff}' | '\u{2060}' | '*' => before,
        // Blanks change nothing, except that they separate words.
        ' ' | '\n' => match before {
            Boundary::Word => Boundary::Weak,
            other => other,
        },
        _ => Boundary::Word,
    }
}

/// Opens or closes a quote or bracket in `open` if `c`, at byte `at`, does so.
fn track_quotes(open: &mut Vec<(char, usize)>, c: char, at: usize) {
    let opener = match c {
        '“' | '‘' | '「' | '『' | '《' | '(' | '（' => {
            if open.len() < 16 {
                open.push((c, at));
            }
            return;
        }
        '”' => '“',
        '’' => '‘',
        '」' => '「',
        '』' => '『',
        '》' => '《',
        ')' | '）' => {
            if let Some(i) = open.iter().rposition(|(o, _)| matches!(o, '(' | '（')) {
                open.truncate(i);
            }
            return;
        }
        // At the end of a sentence, book titles and brackets that are still open were never closed, and
        // neither were quotes that were opened 240 bytes before or more.
        '。' => {
            open.retain(|&(o, opened)| matches!(o, '“' | '‘' | '「' | '『') && at - opened < 240);
            return;
        }
        _ => return,
    };
    if let Some(i) = open.iter().rposition(|(o, _)| *o == opener) {
        open.truncate(i);
    }
}
