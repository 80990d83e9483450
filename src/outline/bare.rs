//! Numbers that stand alone in their line, as converters and narrow columns leave them: 第一章 in one
//! line and 总则 in the next, 一： over the first of several speeches.
//!
//! In: the document and its candidates. Out: the candidates, with the lines below them as titles, and
//! the indices of the paragraphs that became titles.

use super::marker::{AGENDA, Boundary, Candidate, title_end};
use super::plain::begins;
use super::title::{Part, genre_ends, notes, stands_beside};
use super::tree::Family;
use crate::document::{Document, Role};
use crate::text::{Span, is_blank};

/// The paragraphs of a document, and what is known of each by itself.
pub(super) struct Lines<'a> {
    /// The paragraphs.
    pub document: &'a Document,
    /// What each is to a speech.
    pub parts: &'a [Part],
    /// For each the number of the marker that opens it; `None` if none does.
    pub values: &'a [Option<u32>],
}

impl Lines<'_> {
    /// The number of the marker that opens paragraph `i`; `None` if none does.
    pub(super) fn value(&self, i: usize) -> Option<u32> {
        self.values.get(i).copied().flatten()
    }

    /// Whether paragraph `i` opens with a marker.
    pub(super) fn opens(&self, i: usize) -> bool {
        self.value(i).is_some()
    }

    /// Whether it opens with the first number of a list.
    pub(super) fn begins(&self, i: usize) -> bool {
        self.value(i) == Some(1)
    }

    /// The words of paragraph `i`.
    pub(super) fn words(&self, i: usize) -> &str {
        self.document.paragraphs().get(i).map_or("", |p| p.span.of(self.document.text()))
    }

    /// What paragraph `i` is to a speech.
    pub(super) fn part(&self, i: usize) -> Part {
        self.parts.get(i).copied().unwrap_or_default()
    }

    /// Whether paragraph `i` can be the title of the number alone in the line before it.
    fn is_title(&self, i: usize) -> bool {
        let body = self.document.paragraphs().get(i).is_some_and(|p| p.role == Role::Body);
        let words = self.words(i);
        body && self.part(i) == Part::Text
            && !self.opens(i)
            && (2..=36).contains(&words.chars().take(37).count())
            && words.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '《' | '"'))
            && !words.contains(['。', '；', ';', '！', '!', '…', '：', ':'])
            && !words.ends_with(['，', ',', '、'])
            && !notes(words)
    }

    /// The first sentence of paragraph `i`, which says what is done under the item of the agenda in the line
    /// before it (下面进行第一项议程：).
    fn done_below(&self, i: usize) -> Option<Span> {
        let paragraph = self.document.paragraphs().get(i).filter(|p| p.role == Role::Body)?;
        let words = self.words(i);
        let blank = words.len() - words.trim_start_matches(is_blank).len();
        let words = words.get(blank..)?;
        let opens = self.part(i) != Part::Text || self.opens(i);
        let len = title_end(words).0;
        let name = words.get(..len).filter(|_| !opens)?;
        // Neither （讲话） nor the speech itself.
        let sentence = (2..=60).contains(&name.chars().take(61).count())
            && name.starts_with(|c: char| c.is_alphabetic())
            && !words.get(len..)?.starts_with(['：', ':']);
        let start = paragraph.span.start + blank;
        sentence.then(|| Span::new(start, start + len))
    }
}

/// Gives each number that stands alone the line below it as its title. If one of 一： 二： stands alone over
/// a salutation, they become the numbers of the texts of a collection. Returns the indices of the
/// paragraphs that became titles.
pub(super) fn join(lines: &Lines<'_>, candidates: &mut [Candidate]) -> Vec<u32> {
    let text = lines.document.text();
    let alone = |c: &Candidate| {
        c.boundary == Boundary::Line
            && c.own_line
            && c.title.is_empty()
            && !c.forced
            && c.local > -2.5
    };
    // 一： and a salutation: the speech begins there.
    let colon = |c: &Candidate| {
        alone(c) && c.family == Family::Han && c.marker.of(text).ends_with(['：', ':'])
    };
    let greeted = |c: &Candidate| lines.part(c.paragraph as usize + 1) == Part::Salutation;
    let pieces = candidates.iter().filter(|c| colon(c)).any(&greeted);
    number_texts(text, candidates, &greeted);
    number_titles(lines, candidates);
    let mut taken = Vec::new();
    for c in candidates.iter_mut().filter(|c| alone(c)) {
        let below = c.paragraph + 1;
        if pieces && colon(c) {
            c.family = Family::Piece;
            c.local = 2.5;
        } else if titled_below(c.family) && lines.is_title(below as usize) {
            let Some(p) = lines.document.paragraphs().get(below as usize) else { continue };
            let words = p.span.of(text);
            c.title = p.span;
            c.title.start += words.len() - words.trim_start_matches(is_blank).len();
            // The number is as good as one with its title beside it.
            c.local += 2.2;
            taken.push(below);
        } else if c.family == Family::Ordinal
            && c.prefix == AGENDA
            && let Some(done) = lines.done_below(below as usize)
        {
            c.title = done;
            c.local += 1.5;
            taken.push(below);
        }
    }
    taken
}

/// Makes 第一篇 and （一） the numbers of the texts of a collection if several of them stand over salutations,
/// alone in their lines or with the titles of speeches.
fn number_texts(text: &str, candidates: &mut [Candidate], greeted: &impl Fn(&Candidate) -> bool) {
    let over = |c: &Candidate, family: Family| {
        let titled = || genre_ends(c.title.of(text));
        let named = family != Family::Part || c.marker.of(text).contains('篇');
        let whole = c.boundary == Boundary::Line && c.own_line && !c.forced;
        c.family == family && named && whole && (c.title.is_empty() || titled())
    };
    for family in [Family::Part, Family::HanParen] {
        if candidates.iter().filter(|c| over(c, family) && greeted(c)).take(2).count() < 2 {
            continue;
        }
        for c in candidates.iter_mut().filter(|c| over(c, family)) {
            // A section of a speech may be called 工作总结.
            if family == Family::Part || c.title.is_empty() || greeted(c) {
                c.family = Family::Piece;
                c.local = c.local.max(2.5);
            }
        }
    }
}

/// Makes 3、在……会上的讲话 the number of a text of a collection where it stands over a salutation, and is the first
/// line or not the only one.
fn number_titles(lines: &Lines<'_>, candidates: &mut [Candidate]) {
    let text = lines.document.text();
    let number = |c: &Candidate| match c.family {
        Family::Han | Family::HanParen | Family::Arabic | Family::ArabicParen => true,
        // 3 在……会上的讲话
        Family::Decimal => c.parts == 1,
        _ => false,
    };
    let titled = |c: &Candidate| {
        let title = c.title.of(text);
        let whole = c.boundary == Boundary::Line && c.own_line && number(c);
        whole && (title.contains('在') || begins(title, "关于").is_some()) && genre_ends(title)
    };
    let salutes = |i: usize| lines.part(i) == Part::Salutation;
    let dated = |i: usize| lines.part(i) == Part::Date;
    let greeted = |c: &Candidate| {
        let i = c.paragraph as usize;
        // A day or the speaker may stand between.
        let between = dated(i + 1) || stands_beside(lines.words(i + 1));
        salutes(i + 1) || between && salutes(i + 2)
    };
    let first = candidates.first().filter(|c| titled(c)).is_some_and(|c| {
        let i = c.paragraph as usize;
        (0..i).all(|above| lines.words(above).is_empty()) && (greeted(c) || dated(i + 1))
    });
    let over = |c: &Candidate| titled(c) && greeted(c);
    let several = candidates.iter().filter(|c| over(c)).take(2).count() == 2;
    for (at, c) in candidates.iter_mut().enumerate() {
        if first && at == 0 || (first || several) && over(c) {
            c.family = Family::Piece;
            c.local = c.local.max(2.5);
        }
    }
}

/// The texts of a collection that have lost their titles, so that each has only a number (1 2 3) left,
/// alone in its line over a salutation.
pub(super) fn texts(lines: &Lines<'_>) -> Vec<Candidate> {
    let number = |i: usize| {
        let words = lines.words(i);
        let bare = (1..=2).contains(&words.len()) && words.bytes().all(|b| b.is_ascii_digit());
        let greeted = bare && lines.part(i + 1) == Part::Salutation;
        greeted.then(|| words.parse::<u32>().ok())?
    };
    let paragraphs = lines.document.paragraphs();
    let mut found: Vec<Candidate> = Vec::new();
    let mut next = 1;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let body = paragraph.role == Role::Body && paragraph.span.len() <= 2;
        if body && number(i) == Some(next) {
            let title = Span::at(paragraph.span.end);
            found.push(Candidate {
                family: Family::Piece,
                value: next,
                marker: paragraph.span,
                declared: 0,
                local: 2.5,
                ..Candidate::declared(title, i)
            });
            next += 1;
        }
    }
    // A single one may be the number of a page.
    if found.len() < 2 { Vec::new() } else { found }
}

/// Whether a number of this family that stands alone can have its title in the line below.
const fn titled_below(family: Family) -> bool {
    matches!(
        family,
        Family::Piece
            | Family::Part
            | Family::Book
            | Family::Volume
            | Family::Chapter
            | Family::Section
            | Family::Financial
            | Family::Han
            | Family::HanParen
    )
}

/// Whether paragraph `i` is the title of a text that the line above has numbered and named already:
/// 第二篇：护堤通知, then 关于做好护堤工作的通知.
pub(super) fn repeats_piece(lines: &Lines<'_>, candidates: &[Candidate], i: usize) -> bool {
    /// How many lines may stand between the two, such as who issued the text, and its number.
    const BETWEEN: usize = 4;
    let text = lines.document.text();
    let first = u32::try_from(i.saturating_sub(BETWEEN)).unwrap_or(u32::MAX);
    let from = candidates.partition_point(|c| c.paragraph < first);
    let near = candidates.iter().skip(from).take_while(|c| (c.paragraph as usize) < i);
    let piece = |c: &&Candidate| {
        c.boundary == Boundary::Line
            && c.own_line
            && !c.title.is_empty()
            && (c.family == Family::Piece
                || c.family == Family::Part && c.marker.of(text).contains('篇'))
    };
    near.filter(piece).max_by_key(|c| c.paragraph).is_some_and(|c| {
        let mut between = (c.paragraph as usize + 1)..i;
        between.all(|j| !lines.words(j).contains('。') && lines.words(j).len() <= 120)
    })
}
