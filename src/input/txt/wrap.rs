//! Decides which line ends are the author's, and which were inserted to fit a width.
//!
//! In: the lines of a text. Out: [`Wrapping`], which tells for each line whether it goes on the paragraph
//! before.

use std::cell::LazyCell;

use super::speeches::may_be_title;
use crate::memory::give_back;
use crate::text::{Span, han_digit, is_blank, is_han_zero};

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Its words, in bytes of the file's text.
    pub words: Span,
    /// How many blanks stand before them, in `char`s.
    pub indent: usize,
    /// Where they start in the line of the file, in `char`s from 0.
    pub col: usize,
    /// Whether a blank line stands before it.
    pub gap: bool,
    /// Whether a form feed stands before it, so that it is the first of a page.
    pub top: bool,
    /// Its length with the indent, in `char`s.
    pub chars: u32,
    /// The same in cells.
    pub cells: u32,
    /// Whether it begins like an item or a heading.
    pub marker: bool,
    /// Its last character.
    pub last: char,
    /// Whether it goes on the paragraph before, if `flat` has found this out.
    pub told: Option<bool>,
    /// Whether it does not belong to the speech.
    pub aside: bool,
}

impl Line {
    /// Measures a line.
    pub(super) fn new(number: usize, words: Span, indent: usize, gap: bool, text: &str) -> Self {
        let content = words.of(text);
        let count = content.chars().count();
        // Programs that cut lines by cells give two to all that is not ASCII (UAX #11, wide).
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

/// Whether `c` is a mark with which a sentence or part of one ends.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '”' | '」' | '』' | '：' | ':' | '；' | ';' | '…')
}

/// Whether `text` begins like an item or a heading: 一、 （一） 1. 第一 ① # -
pub(in crate::input) fn starts_item(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    match first {
        '第' => chars.next().is_some_and(is_number),
        '(' | '（' | '【' | '[' | '〔' => true,
        '①'..='⒛' | '㈠'..='㈩' | 'Ⅰ'..='ⅿ' => true,
        '#' | '*' | '-' | '>' | '•' | '●' | '■' | '◆' | '★' | '☆' | '◎' => true,
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
        c if is_han_number(c) || matches!(c, '壹' | '贰' | '貳' | '叁' | '參') => {
            let mark = chars.find(|&c| !is_han_number(c));
            mark.is_some_and(|c| "、.．，,是要 　)）".contains(c))
        }
        _ => false,
    }
}

/// Whether `c` can stand in the number of an item or a chapter: 3, 十二, 一百
fn is_number(c: char) -> bool {
    c.is_ascii_digit() || is_han_number(c)
}

fn is_han_number(c: char) -> bool {
    han_digit(c).is_some() || matches!(c, '十' | '百')
}

/// Which lines of a text go on the paragraph of the line before.
#[derive(Debug, Default)]
pub(super) struct Wrapping {
    /// For each line but the first; empty if none does.
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
            // If `ragged` joins clearly more, the equal lengths that `width` saw were chance.
            Some(loose) if count(&exact) * 20 < count(&loose) * 17 => loose,
            _ if exact.is_empty() && parted_by_gaps(gaps(found), found.len()) => {
                found.windows(2).map(|w| cut_mid_sentence(&w[0], &w[1])).collect()
            }
            _ => exact,
        };
        if count(&goes_on) > 0 { Self { goes_on } } else { Self::default() }
    }

    /// What `flat` has found out, and no more.
    pub(super) fn told(found: &[Line]) -> Self {
        let goes_on: Vec<bool> = found.iter().skip(1).map(|l| l.told == Some(true)).collect();
        if goes_on.contains(&true) { Self { goes_on } } else { Self::default() }
    }

    /// Whether any line goes on the one before.
    pub(super) fn joins(&self) -> bool {
        !self.goes_on.is_empty()
    }

    /// Whether line `i` goes on the paragraph of the line before it.
    pub(super) fn goes_on(&self, i: usize) -> bool {
        i.checked_sub(1).and_then(|i| self.goes_on.get(i)).copied().unwrap_or(false)
    }
}

/// The width at which the lines were cut, if they were: many lines have just this length, hardly any are
/// longer, and most of the full ones do not end a sentence.
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
    // As a text has long paragraphs, many of its long lines are full if lines were cut at a width. In a
    // statute of short items fewer are, but nearly all of them end in the middle of a sentence.
    let many = count * 10 >= long * 3 && open * 2 >= full.len();
    let clear = count * 10 >= long && open * 10 >= full.len() * 8;
    (count >= 3 && (many || clear)).then_some(limit)
}

/// The width, in cells, of lines that were cut at the edge of a page by a font whose letters differ in width.
/// Then no length is common, but nearly all long lines are about as long, have punctuation marks inside, and
/// end in the middle of a sentence.
fn ragged_width(found: &[Line], text: &str) -> Option<u32> {
    const NARROWEST: u32 = 40;
    const WIDEST: u32 = 300;
    const FEWEST: usize = 6;
    let mut sizes: Vec<u32> = found.iter().map(|l| l.cells).filter(|&n| n >= NARROWEST).collect();
    sizes.sort_unstable();
    // One line in fifty may be longer, because of a word that could not be cut.
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

/// Which lines go on the one before, if lines were cut at about `limit` cells.
fn ragged(found: &[Line], text: &str, limit: u32) -> Vec<bool> {
    let indented = indents_open_paragraphs(found);
    // Before the first sentence ends, a short line belongs to the title. Its letters are larger, so it
    // does not go on in a line with more of them.
    let mut speaks = false;
    let goes_on = |w: &[Line]| {
        let (line, next) = (&w[0], &w[1]);
        speaks |= line.ends_sentence() || line.words.of(text).contains('。');
        let apart = next.gap
            || indented && next.indent > 0
            || same_start(line, next, text)
            || is_chapter(next, text);
        if apart || line.cells * 5 < limit * 2 {
            return false;
        }
        let long = line.cells * 4 >= limit * 3;
        if line.ends_sentence() {
            // Lines are rarely cut just after a stop. Only indents tell these from ends of paragraphs.
            let short = next.cells * 4 < limit * 3;
            return long && indented && !next.marker && !(short && begins_anew(line, next));
        }
        if !speaks && may_be_title(line.words.of(text)) {
            return false;
        }
        // A short line may be cut, unless it begins like a heading.
        if heading_like(line, text) || line.marker && !long {
            return long && !next.marker;
        }
        long || !next.marker && (speaks || next.cells <= line.cells)
    };
    found.windows(2).map(goes_on).collect()
}

/// Which lines go on the one before, if lines were cut at a `size` of `limit`, with up to `slack` less.
fn wrapped(
    found: &[Line],
    text: &str,
    size: impl Fn(&Line) -> u32,
    limit: u32,
    slack: u32,
) -> Vec<bool> {
    let indented = indents_open_paragraphs(found);
    let full = |line: &Line| size(line) + slack >= limit;
    // Whether blank lines part the paragraphs; few texts ask.
    let gapped = LazyCell::new(|| {
        let ends = || found.windows(2).filter(|w| w[0].ends_sentence() && !full(&w[0]));
        let gapped = ends().filter(|w| w[1].gap).count();
        gapped >= 3 && gapped * 10 >= ends().count() * 9
    });
    let mut speaks = false;
    let goes_on = |w: &[Line]| {
        let (line, next) = (&w[0], &w[1]);
        speaks |= line.ends_sentence();
        if !full(line) || next.gap || same_start(line, next, text) || is_chapter(next, text) {
            return false;
        }
        // A title may be just as long as the lines below it.
        if !speaks && may_be_title(line.words.of(text)) {
            return false;
        }
        if !full(next) && begins_anew(line, next) {
            return false;
        }
        if indented && next.indent > 0 {
            return false;
        }
        // A marker after an unfinished sentence belongs to that sentence, and was moved to the start of a
        // line by a cut; so does one after a semicolon, where blank lines part the paragraphs.
        if next.marker && line.ends_sentence() && !(matches!(line.last, '；' | ';') && *gapped) {
            return false;
        }
        if next.marker && heading_like(line, text) {
            return false;
        }
        true
    };
    found.windows(2).map(goes_on).collect()
}

/// Whether a sentence ends with `line` and none with the short line `next`, which is then a heading and not
/// the last line of the paragraph.
fn begins_anew(line: &Line, next: &Line) -> bool {
    line.ends_sentence() && !next.ends_sentence() && next.last.is_alphanumeric()
}

/// Whether two lines begin with the same words, as items of a list do, but parts of a sentence hardly ever.
fn same_start(line: &Line, next: &Line, text: &str) -> bool {
    const WORDS: usize = 4;
    let start = |l: &Line| l.words.of(text).chars().take(WORDS).collect::<String>();
    start(line) == start(next)
}

/// Whether a line is the heading of a chapter: 第一章　总则. Where a sentence names one, no blank and no line end
/// stand around its title.
fn is_chapter(line: &Line, text: &str) -> bool {
    const LONGEST: u32 = 30;
    if !line.marker || line.chars > LONGEST {
        return false;
    }
    let digit = |c: char| is_number(c) || is_han_zero(c);
    let Some(rest) = line.words.of(text).strip_prefix('第') else { return false };
    let rest = rest.trim_start_matches(digit);
    let title = rest.strip_prefix(['编', '編', '章', '节', '節']).unwrap_or_default();
    title.starts_with(is_blank) && !title.contains(['。', '，', ',', '；', ';', '：', ':', '》'])
}

/// Whether paragraphs begin with an indent in this text: whether some lines have one, but not nearly all.
fn indents_open_paragraphs(found: &[Line]) -> bool {
    let with = found.iter().filter(|l| l.indent > 0).count();
    with > 0 && with * 10 < found.len() * 9
}

/// Whether a line begins like a heading and holds no sentence.
fn heading_like(line: &Line, text: &str) -> bool {
    line.marker && !line.words.of(text).contains(['。', '，', ','])
}

/// How many lines have a blank line before them, not counting the first.
fn gaps(found: &[Line]) -> usize {
    found.iter().skip(1).filter(|l| l.gap).count()
}

/// Whether `gaps` blank lines among `lines` lines are enough to separate all paragraphs.
pub(super) const fn parted_by_gaps(gaps: usize, lines: usize) -> bool {
    gaps >= 3 && gaps * 2 >= lines
}

/// Whether `next` goes on the sentence of `line`, in a text with blank lines between paragraphs: it follows
/// without a blank line and does not begin like an item, and `line` ends with ； or in the middle of a
/// sentence.
pub(super) fn cut_mid_sentence(line: &Line, next: &Line) -> bool {
    let open = matches!(line.last, '；' | ';' | '，' | ',' | '、')
        || line.chars > 40 && !line.ends_sentence() && line.last.is_alphanumeric();
    !next.gap && open && !next.marker && next.indent <= line.indent
}
