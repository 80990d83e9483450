//! Tells by evidence which line ends are the author's and which a program put in.

use crate::memory::give_back;
use crate::text::Span;

/// A line with words on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Number in the file, from 1.
    pub number: usize,
    /// The words, in bytes of the file's text.
    pub words: Span,
    /// Blanks before them, in `char`s.
    pub indent: usize,
    /// Where they start in the line of the file, in `char`s.
    pub col: usize,
    /// Whether a blank line stands before it.
    pub gap: bool,
    /// Whether it is the first of a page: a form feed stands before it.
    pub top: bool,
    /// Its length with the indent, in `char`s.
    pub chars: u32,
    /// The same in cells.
    pub cells: u32,
    /// Whether it starts as a list item or heading does.
    pub marker: bool,
    /// The last character.
    pub last: char,
    /// Whether it goes on the paragraph before, where blanks in a line of the file have told.
    pub told: Option<bool>,
    /// Whether it is no line of the speech.
    pub aside: bool,
}

impl Line {
    /// Measures a line.
    pub(super) fn new(number: usize, words: Span, indent: usize, gap: bool, text: &str) -> Self {
        let content = words.of(text);
        let count = content.chars().count();
        // Whatever is not ASCII takes two cells where lines are cut by cells (UAX #11, wide).
        let wide = count * 2 - content.bytes().filter(u8::is_ascii).count();
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            number,
            words,
            indent,
            col: indent,
            gap,
            top: false,
            chars: size(count + indent),
            cells: size(wide + indent * 2),
            marker: starts_item(content),
            last: content.chars().next_back().unwrap_or('\0'),
            told: None,
            aside: false,
        }
    }

    /// Whether it ends where a sentence does.
    pub(super) fn ends_sentence(&self) -> bool {
        ends_sentence(self.last)
    }
}

/// Whether `c` is what a sentence ends with.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '”' | '：' | ':' | '；' | ';' | '…')
}

/// Whether `text` starts as an item does: 一、 （一） 1. 第一 ① # -
pub(in crate::input) fn starts_item(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    match first {
        '第' => chars.next().is_some_and(|c| "一二三四五六七八九十百0123456789".contains(c)),
        '(' | '（' | '【' | '[' | '〔' => true,
        '①'..='⒛' | '㈠'..='㈩' | 'Ⅰ'..='ⅿ' => true,
        '#' | '*' | '-' | '>' | '•' | '●' | '■' | '◆' | '★' | '☆' | '◎' => true,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '壹' | '贰'
        | '貳' | '叁' | '參' => {
            let mark = chars.find(|c| !"一二三四五六七八九十百".contains(*c));
            mark.is_some_and(|c| "、.．，,是要 　)）".contains(c))
        }
        '0'..='9' | '０'..='９' => {
            let mark = chars.find(|c| !c.is_numeric());
            mark.is_some_and(|c| "、.．)）".contains(c))
        }
        'A'..='Z' | 'a'..='z' => chars.next().is_some_and(|c| "、.．)）".contains(c)),
        '甲' | '乙' | '丙' | '丁' => chars.next().is_some_and(|c| "、.．".contains(c)),
        '篇' | '首' | '其' | '最' | '再' => {
            let head: String = text.chars().take(2).collect();
            ["首先", "其次", "再次", "最后", "篇一", "篇二", "篇三", "其一", "其二", "其三"]
                .contains(&head.as_str())
        }
        _ => false,
    }
}

/// How a text's lines are to be read.
#[derive(Debug, Default)]
pub(super) struct Wrapping {
    /// For each line, whether it goes on the paragraph before; empty where none does.
    goes_on: Vec<bool>,
}

impl Wrapping {
    /// Judges the lines of `text`.
    pub(super) fn of(found: &[Line], text: &str) -> Self {
        let by_chars = width(found, |l| l.chars);
        let by_cells = width(found, |l| l.cells);
        let exact = if let Some(limit) = by_chars {
            wrapped(found, text, |l| l.chars, limit, 1)
        } else if let Some(limit) = by_cells {
            wrapped(found, text, |l| l.cells, limit, 3)
        } else {
            Vec::new()
        };
        let loose = ragged_width(found, text).map(|limit| ragged(found, text, limit));
        let count = |goes_on: &[bool]| goes_on.iter().filter(|&&g| g).count();
        let goes_on = match loose {
            // Some lines are of one length by chance.
            Some(loose) if count(&exact) * 20 < count(&loose) * 17 => loose,
            _ if exact.is_empty() && parted_by_gaps(gaps(found), found.len()) => {
                found.windows(2).map(|w| cut_mid_sentence(&w[0], &w[1])).collect()
            }
            _ => exact,
        };
        if count(&goes_on) > 0 { Self { goes_on } } else { Self::default() }
    }

    /// What blanks in the lines of the file have told, and no more.
    pub(super) fn told(found: &[Line]) -> Self {
        let goes_on: Vec<bool> = found.iter().skip(1).map(|l| l.told == Some(true)).collect();
        if goes_on.contains(&true) { Self { goes_on } } else { Self::default() }
    }

    /// Whether any line is to be joined.
    pub(super) fn joins(&self) -> bool {
        !self.goes_on.is_empty()
    }

    /// Whether line `i` goes on the paragraph of the line before it.
    pub(super) fn goes_on(&self, i: usize) -> bool {
        i.checked_sub(1).and_then(|i| self.goes_on.get(i)).copied().unwrap_or(false)
    }
}

/// The width at which the lines were cut, if they were: many lines of just that length, hardly any
/// longer, and most of those full ones not ending a sentence.
fn width(found: &[Line], size: impl Fn(&Line) -> u32) -> Option<u32> {
    const NARROWEST: u32 = 14;
    const WIDEST: u32 = 200;
    let mut counts = vec![0u32; WIDEST as usize + 1];
    let mut longer = 0;
    let mut long = 0;
    for line in found {
        let n = size(line);
        if n >= NARROWEST {
            long += 1;
        }
        match counts.get_mut(n as usize) {
            Some(c) => *c += 1,
            None => longer += 1,
        }
    }
    if long < 4 || longer * 50 > long {
        return None;
    }
    // The width is the largest length with at most one line in fifty above it.
    let mut above = longer;
    let mut limit = WIDEST;
    while limit >= NARROWEST {
        let here = counts.get(limit as usize).copied().unwrap_or(0);
        if (above + here) * 50 > long {
            break;
        }
        above += here;
        limit -= 1;
    }
    if limit < NARROWEST {
        return None;
    }
    let near = |n: u32| n + 2 >= limit && n <= limit;
    let full: Vec<&Line> = found.iter().filter(|l| near(size(l))).collect();
    let open =
        full.iter().filter(|l| !l.ends_sentence() && !matches!(l.last, '，' | ',' | '、')).count();
    let count = u32::try_from(full.len()).unwrap_or(u32::MAX);
    // Where lines are cut at a width, the full ones are most of the long ones, for a text has long
    // paragraphs; in a statute of short items they are fewer, but nearly all end in mid-sentence.
    let many = count * 10 >= long * 3 && open * 2 >= full.len();
    let clear = count * 10 >= long && open * 10 >= full.len() * 8;
    (count >= 3 && (many || clear)).then_some(limit)
}

/// The width, in cells, of lines that were cut where a page ended, by a font whose letters are not
/// all of one width: no length is common, but nearly all long lines are about as long, have stops
/// inside, and end in the middle of a sentence.
fn ragged_width(found: &[Line], text: &str) -> Option<u32> {
    const NARROWEST: u32 = 40;
    const WIDEST: u32 = 300;
    const FEWEST: usize = 6;
    let mut sizes: Vec<u32> = found.iter().map(|l| l.cells).filter(|&n| n >= NARROWEST).collect();
    sizes.sort_unstable();
    // One line in fifty may stick out, by a word that could not be cut.
    let limit = *sizes.get((sizes.len() * 49 / 50).min(sizes.len().checked_sub(1)?))?;
    let (last, long) = (*sizes.last()?, sizes.len());
    give_back(sizes);
    if limit > WIDEST || last > limit * 5 / 4 {
        return None;
    }
    let full = |l: &Line| l.cells * 4 >= limit * 3;
    let count = found.iter().filter(|l| full(l)).count();
    let cut = |w: &&[Line]| {
        let (line, next) = (&w[0], &w[1]);
        let comma = matches!(line.last, '，' | ',' | '、');
        let prose = line.words.of(text).contains(['。', '，', ',', '；', ';', '、', '：', ':']);
        full(line) && prose && !comma && !line.ends_sentence() && !next.gap && !next.marker
    };
    let cuts = found.windows(2).filter(cut).count();
    (count >= FEWEST && count * 2 >= long && cuts * 10 >= count * 6).then_some(limit)
}

/// Which lines go on the one before where pages were cut at `limit` cells, more or less.
fn ragged(found: &[Line], text: &str, limit: u32) -> Vec<bool> {
    let indented = indents_open_paragraphs(found);
    // Before the first sentence ends, a short line is one of the title, whose letters are larger: it
    // does not go on in a longer one.
    let mut speaks = false;
    let goes_on = |w: &[Line]| {
        let (line, next) = (&w[0], &w[1]);
        speaks |= line.ends_sentence() || line.words.of(text).contains('。');
        let apart = next.gap || indented && next.indent > 0 || same_start(line, next, text);
        if apart || line.cells * 5 < limit * 2 {
            return false;
        }
        let long = line.cells * 4 >= limit * 3;
        if line.ends_sentence() {
            // A cut rarely falls just behind a stop; without indents, nothing else tells of it.
            return long && indented && !next.marker;
        }
        // A short line is cut where a page ends; one that starts as a heading does is rather whole.
        if heading_like(line, text) || line.marker && !long {
            return long && !next.marker;
        }
        long || !next.marker && (speaks || next.cells <= line.cells)
    };
    found.windows(2).map(goes_on).collect()
}

fn wrapped(
    found: &[Line],
    text: &str,
    size: impl Fn(&Line) -> u32,
    limit: u32,
    slack: u32,
) -> Vec<bool> {
    let indented = indents_open_paragraphs(found);
    let goes_on = |w: &[Line]| {
        let (line, next) = (&w[0], &w[1]);
        let full = size(line) + slack >= limit;
        if !full || next.gap || same_start(line, next, text) {
            return false;
        }
        if indented && next.indent > 0 {
            return false;
        }
        // A marker that a cut moved to the start of a line belongs to a sentence that goes on.
        if next.marker && line.ends_sentence() {
            return false;
        }
        if next.marker && heading_like(line, text) {
            return false;
        }
        true
    };
    found.windows(2).map(goes_on).collect()
}

/// Whether two lines begin with the same words, as items of a list do and parts of a sentence hardly
/// ever.
fn same_start(line: &Line, next: &Line, text: &str) -> bool {
    const WORDS: usize = 4;
    let start = |l: &Line| l.words.of(text).chars().take(WORDS).collect::<String>();
    start(line) == start(next)
}

/// Whether an indent opens a paragraph here: some lines have one, and not nearly all.
fn indents_open_paragraphs(found: &[Line]) -> bool {
    let with = found.iter().filter(|l| l.indent > 0).count();
    with > 0 && with * 10 < found.len() * 9
}

fn heading_like(line: &Line, text: &str) -> bool {
    line.marker && !line.words.of(text).contains(['。', '，', ','])
}

/// Blank lines between lines, several on end as one.
fn gaps(found: &[Line]) -> usize {
    found.iter().skip(1).filter(|l| l.gap).count()
}

/// Whether as many `gaps` between so many `lines` part the paragraphs of the text.
pub(super) const fn parted_by_gaps(gaps: usize, lines: usize) -> bool {
    gaps >= 3 && gaps * 2 >= lines
}

/// In a text whose paragraphs are parted by blank lines: a line that follows at once and starts
/// like no item goes on the sentence that ended at ； or in the middle.
pub(super) fn cut_mid_sentence(line: &Line, next: &Line) -> bool {
    let open = matches!(line.last, '；' | ';' | '，' | ',' | '、')
        || line.chars > 40 && !line.ends_sentence() && line.last.is_alphanumeric();
    !next.gap && open && !next.marker && next.indent <= line.indent
}
