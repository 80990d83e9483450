//! Goes through the lines of a text and weighs which are titles.
//!
//! In: the paragraphs, and what each is to a speech. Out: those that may be titles, with their log-odds.

mod further;

use std::collections::HashSet;

use super::glued::{
    before_bracket, before_credits, before_document_number, before_opening, before_salutation,
    glued_salutation, once,
};
use super::line::{attachment, dashed, occasion, one_sentence, several, signs, tags};
use super::odds::{Around, Below, Next, odds};
use super::page::{of_file, of_page};
use super::part::{Part, notes};
use super::run::carries_on;
use super::top::{
    credited, dateline, lead_in, page_number, same_again, settle, text_label, way_to, ways_end,
    without_extension,
};
use super::words::{SPOKEN, last_of_genre, piece, taken_from};
use super::{Title, stands_beside};
use crate::document::{Document, Role};
use crate::outline::marker::line_prefix;
use crate::text::{Span, is_blank};

/// Lines at the most between a title and who speaks.
const BESIDE: usize = 3;
/// How many lines at the top may be the page's.
const TOP: usize = 8;
/// How many lines at the most stand before the first words of a speech: a text of short lines alone, such as verse,
/// has no such words.
const HEAD: usize = 300;
/// How many of the first titles found may be the page's own heading.
const HEADS: usize = 6;
/// Log-odds at or below which a paragraph is given up at once.
const FAINT: f32 = -4.2;
/// Lines over which a title may run.
const LINES: usize = 3;

/// Finds the titles among the paragraphs, in order. `parts` says what each paragraph is to a speech,
/// `pages` are those that open with the number of a page, and `opens_list(i)` gives the number of the marker
/// that opens paragraph `i`; `None` if none does.
pub(in crate::outline) fn find(
    document: &Document,
    parts: &[Part],
    pages: &[usize],
    opens_list: impl Fn(usize) -> Option<u32>,
) -> Vec<Title> {
    let mut finder = Finder::new(document, parts, pages, opens_list);
    for at in 0..finder.body.len() {
        finder.look_at(at);
    }
    finder.settled()
}

/// The lines of a text, and the titles found so far. `at` is an index of `body`, `i` that of a paragraph.
struct Finder<'a, F> {
    document: &'a Document,
    parts: &'a [Part],
    pages: &'a [usize],
    opens_list: F,
    /// The paragraphs that are lines of text.
    body: Vec<usize>,
    /// What the table of contents lists.
    listed: HashSet<&'a str>,
    /// How many lines at the top are the page's: the first line of the text is the next.
    top: usize,
    /// The names of texts that a collection has with who wrote each in the line below, in order.
    authored: Vec<usize>,
    /// The paragraph with which the speech itself begins.
    speech: Option<usize>,
    titles: Vec<Title>,
    /// The lines before this one belong to the last title for certain.
    skip: usize,
    /// Whether the notes of a text stand below the last title: they end it.
    noted: bool,
    /// Whether the text begins with a title that runs on into it.
    run_on: bool,
    /// The paragraph with the title of the whole collection, if the file is one.
    collected: Option<usize>,
}

/// A line that may be a title.
struct Spot {
    at: usize,
    /// Its paragraph.
    i: usize,
    /// Its words without the signs before them and the salutation glued to them.
    span: Span,
    /// Whether there are such signs, and such a salutation.
    led: bool,
    glued: bool,
    /// Whether it stands before the first words of the speech.
    head: bool,
    /// Whether the table of contents has it.
    listed: bool,
    /// Whether a list begins soon below: the cause may be that a new speech begins here.
    soon: bool,
}

impl<'a, F: Fn(usize) -> Option<u32>> Finder<'a, F> {
    fn new(document: &'a Document, parts: &'a [Part], pages: &'a [usize], opens_list: F) -> Self {
        let paragraphs = document.paragraphs();
        let text =
            |role| matches!(role, Role::Furniture | Role::Code | Role::Table | Role::Heading(_));
        let body = paragraphs.iter().enumerate().filter(|(_, p)| !text(p.role)).map(|(i, _)| i);
        let entries =
            paragraphs.iter().filter(|p| p.role == Role::Furniture && p.span.len() <= 240);
        let mut finder = Self {
            document,
            parts,
            pages,
            opens_list,
            body: body.collect(),
            listed: entries.map(|p| without_page(p.span.of(document.text()))).collect(),
            top: 0,
            authored: Vec::new(),
            speech: None,
            titles: Vec::new(),
            skip: 0,
            noted: false,
            run_on: false,
            collected: None,
        };
        finder.top = (0..TOP).take_while(|&at| finder.is_of_page(at)).count();
        let lines = finder.body.get(finder.top..).unwrap_or_default();
        let begins = |&&i: &&usize| {
            let text = finder.words(i);
            text.len() > 240
                || text.contains('。') && !(lines.first() == Some(&i) && one_sentence(text))
                || finder.opens(i).is_some()
                || finder.part(i) == Part::Salutation
        };
        finder.speech = lines.iter().find(begins).copied();
        finder.authored = finder.authored();
        finder
    }

    /// Whether the line `at`, one of the first, surely belongs to the page or the file and not to the text.
    fn is_of_page(&self, at: usize) -> bool {
        let (Some(&i), Some(&next)) = (self.body.get(at), self.body.get(at + 1)) else {
            return false;
        };
        let (words, below) = (self.words(i), self.words(next));
        // 领导讲话, and below it the title. Below a title of a few characters stands who speaks, or when.
        let label = || {
            let name = words.trim_matches(|c| is_blank(c) || matches!(c, '【' | '】'));
            let title = below.len() <= 180 && !below.contains(['。', '：', ':']);
            name.chars().take(6).count() <= 5
                && SPOKEN.iter().any(|genre| name.ends_with(genre))
                && title
                && (below.chars().take(6).count() > 5 && self.part(next) == Part::Text)
                && self.opens(next).is_none()
                && !(stands_beside(below) || signs("", below) || dashed(below))
        };
        // The title may stand behind the way to the page, or behind a date.
        let before_title = way_to(words) > 0 || dateline(words) > 0 || ways_end(self.document, i);
        // 护堤动员讲话_上圩区政府, and below it the title once more
        let named = || {
            let site = words.strip_prefix(below.trim_matches(is_blank)).unwrap_or_default();
            let parts = site.trim_start_matches(is_blank).starts_with(['_', '-', '|', '－', '—']);
            parts && below.len() >= 12
        };
        let numbered = self.opens(i).is_some() && !of_file(words);
        let salutes = self.part(i) == Part::Salutation;
        !numbered && !salutes && !before_title && (of_page(words) || named() || label())
    }

    fn words(&self, i: usize) -> &'a str {
        self.document.paragraphs().get(i).map_or("", |p| p.span.of(self.document.text()))
    }

    fn part(&self, i: usize) -> Part {
        self.parts.get(i).copied().unwrap_or_default()
    }

    fn opens(&self, i: usize) -> Option<u32> {
        (self.opens_list)(i)
    }

    /// Whether `holds` of one of the lines at these places.
    fn any(&self, at: impl IntoIterator<Item = usize>, holds: impl Fn(usize) -> bool) -> bool {
        at.into_iter().any(|at| self.body.get(at).is_some_and(|&i| holds(i)))
    }

    /// The paragraph before the line `at`.
    fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).and_then(|at| self.body.get(at)).copied()
    }

    /// Weighs the line `at`.
    fn look_at(&mut self, at: usize) {
        let Some(&i) = self.body.get(at) else { return };
        let Some(paragraph) = self.document.paragraphs().get(i) else { return };
        if at < self.skip || self.part(i) != Part::Text {
            return;
        }
        if at < self.top {
            return;
        }
        let begins =
            at == self.top || self.speech == Some(i) && self.titles.iter().all(|t| t.odds <= 0.0);
        let run_in = self.run_in(i, begins);
        // A title has seventy characters at the most, four bytes each at the most.
        let long = paragraph.span.len() > 280 || self.opens(i).is_some();
        if long && run_in.is_none() {
            return;
        }
        if notes(self.words(i)) {
            self.noted = true;
            return;
        }
        if let Some(words) = run_in {
            let start = paragraph.span.start + words.start;
            let words = Span::new(start, paragraph.span.start + words.end).of(self.document.text());
            let span = Span::new(start, start + words.trim_end_matches(is_blank).len());
            self.titles.push(Title { paragraph: i, span, odds: 3.0 });
            self.noted = false;
            self.run_on |= begins;
            return;
        }
        let spot = self.spot(at, i);
        if spot.head
            && self.collected.is_none()
            && self.words(i).len() <= 180
            && several(self.words(i))
        {
            self.collected = Some(i);
        }
        if !self.hinted(&spot) {
            return;
        }
        let (best, lines) = self.best(&spot);
        if best.odds > FAINT {
            self.titles.push(best);
            // The further lines of a title are not titles themselves.
            if best.odds > 0.0 {
                self.skip = at + lines;
                self.noted = false;
            }
        }
    }

    /// The title at the head of paragraph `i` with which a number, a salutation or the speech itself runs on,
    /// in bytes of the paragraph. `begins` says that no title came before.
    fn run_in(&self, i: usize, begins: bool) -> Option<Span> {
        let words = self.words(i);
        // A copy that numbers its pages puts the first number before the title.
        let paged = match self.opens(i) {
            // A number that is not a marker.
            None => page_number(words),
            Some(1) if begins => page_number(words),
            _ => 0,
        };
        let paged = if paged == 0 && begins { way_to(words) } else { paged };
        let paged = if paged == 0 && begins { lead_in(words) } else { paged };
        if paged == 0 && self.opens(i).is_some() {
            return None;
        }
        let whole = words.get(paged..).unwrap_or_default().trim_start_matches(is_blank);
        let paged = words.len() - whole.len();
        let first = |len: usize| Span::new(paged, paged + len);
        let here = before_document_number(whole).or_else(|| before_salutation(whole));
        here.map(first).or_else(|| {
            let whole = Some(whole).filter(|_| begins)?;
            let opening = || before_bracket(whole).or_else(|| before_opening(whole)).map(first);
            let credits = before_credits(whole);
            credits.map(|t| Span::new(paged + t.start, paged + t.end)).or_else(opening)
        })
    }

    fn spot(&self, at: usize, i: usize) -> Spot {
        let span = self.document.paragraphs().get(i).map_or(Span::at(0), |p| p.span);
        let (mut span, lead, glued) = inner(self.document, span);
        if lead == 0 && self.pages.binary_search(&i).is_ok() {
            span.start += page_number(span.of(self.document.text()));
        }
        Spot {
            at,
            i,
            span,
            led: lead > 0,
            glued: glued > 0,
            head: at < self.top + HEAD && self.speech.is_none_or(|s| i < s),
            listed: self.listed.contains(without_page(self.words(i))),
            soon: self.any(at + 1..at + 4, |j| self.opens(j) == Some(1)),
        }
    }

    /// Whether anything at all speaks for a title, so that it is worth weighing.
    fn hinted(&self, spot: &Spot) -> bool {
        let &Spot { at, i, .. } = spot;
        let words = self.words(i);
        let declared = self.document.paragraphs().get(i).is_some_and(|p| p.role == Role::Title);
        let over = |j| {
            self.part(j) == Part::Salutation || dashed(self.words(j)) || occasion(self.words(j))
        };
        let behind =
            |j| matches!(self.part(j), Part::End | Part::Date) || attachment(self.words(j));
        spot.head
            || spot.listed
            || self.again(spot, i)
            || spot.led
            || spot.glued
            || declared
            || words.starts_with(['篇', '第', '【', '范', '例', '（'])
            || words.len() <= 180 && piece(words)
            || self.any(at..at + 3, |j| last_of_genre(self.words(j)))
            || self.any([at + 1], over)
            || spot.soon
            || self.before(at).is_some_and(behind)
            || self.signed(at)
            || self.signed_and_dated(at)
            || self.follows_notes(at)
            || self.is_twice(at)
            || self.authored.binary_search(&i).is_ok()
    }

    /// Whether a page's own heading, a little before, or the end of its path is the same as paragraph `j`; it
    /// is then not a further line of another title.
    fn again(&self, spot: &Spot, j: usize) -> bool {
        let words = self.words(j);
        self.heads(spot).any(|head| head == words) || j == spot.i && ways_end(self.document, j)
    }

    /// The same for several lines, whose words without blanks are `whole`.
    fn again_whole(&self, spot: &Spot, whole: &str) -> bool {
        let bare = |words: &'a str| words.chars().filter(|&c| !is_blank(c) && c != '\n');
        self.heads(spot).any(|head| bare(head).eq(whole.chars()))
    }

    /// The titles a little before the line that may be the page's own heading.
    fn heads(&self, spot: &Spot) -> impl Iterator<Item = &'a str> {
        let span = self.document.paragraphs().get(spot.i).map_or(Span::at(0), |p| p.span);
        let heads = self.titles.iter().take(HEADS).filter(move |t| t.paragraph < spot.i);
        heads.filter(move |t| t.is_near(span)).map(|t| t.of(self.document))
    }

    /// What the line is to the title above it, if nothing but what is said of that stands between.
    fn below(&self, spot: &Spot) -> Option<Below> {
        let words = self.words(spot.i);
        let between = self.body.get(self.skip.max(self.top + 1)..spot.at)?;
        let said_of_it = |&j: &usize| {
            self.part(j) == Part::Date || dashed(self.words(j)) || stands_beside(self.words(j))
        };
        if between.len() > BESIDE || !between.iter().all(said_of_it) {
            return None;
        }
        // The first line of all is likely a title, if not for certain.
        let first = |t: &Title| self.body.get(self.top) == Some(&t.paragraph);
        let likely = |t: &&Title| t.odds > 0.0 || t.odds > -1.5 && first(t);
        let above = self.titles.iter().rev().take(BESIDE + 1).find(likely)?;
        let subtitled = || self.any([spot.at + 1], |j| dashed(self.words(j)));
        Some(if dashed(words) {
            Below::Subtitle
        } else if signs(above.of(self.document), words) && !subtitled() {
            Below::Signature
        } else {
            Below::Title
        })
    }

    /// The best title that begins with the line, and how many lines it takes: a long one runs over two or
    /// three.
    fn best(&self, spot: &Spot) -> (Title, usize) {
        let text = self.document.text();
        let paragraphs = self.document.paragraphs();
        let below = self.below(spot);
        let mut best = (Title { paragraph: spot.i, span: spot.span, odds: f32::MIN }, 1);
        for lines in 1..=LINES {
            let last = spot.at + lines - 1;
            let Some(&j) = self.body.get(last) else { break };
            if self.opens(j).is_some() || lines > 1 && !self.goes_on(spot, last, j) {
                break;
            }
            let end =
                paragraphs.get(j).map_or(spot.span.end, |p| inner(self.document, p.span).0.end);
            let span = Span::new(spot.span.start, end);
            let whole: String =
                span.of(text).chars().filter(|&c| !is_blank(c) && c != '\n').collect();
            let around = match lines {
                1 => Around { below, ..self.around_one(spot) },
                _ => Around { again: self.again_whole(spot, &whole), ..self.around(spot, last) },
            };
            let odds = odds(&whole, &around) - if lines > 1 { 0.2 } else { 0.0 };
            if odds > best.0.odds {
                best = (Title { paragraph: spot.i, span, odds }, lines);
            }
        }
        best
    }

    /// Whether the line `last`, which is paragraph `j`, goes on the title that begins at `spot`.
    fn goes_on(&self, spot: &Spot, last: usize, j: usize) -> bool {
        let line = self.before(last).unwrap_or(spot.i);
        let end = self.document.paragraphs().get(line).map_or(spot.span.end, |p| p.span.end);
        let so_far = Span { end, ..spot.span }.of(self.document.text());
        carries_on(so_far, self.words(line), self.words(j), self.part(j))
            && !self.again(spot, j)
            && !taken_from(self.words(j))
            && !same_again(self.words(spot.i), self.words(j))
    }

    /// What stands around a title from `spot` to the line `last`.
    fn around(&self, spot: &Spot, last: usize) -> Around<'a> {
        let words = self.words(spot.i);
        let line = |at: usize| self.body.get(at).copied();
        let above = self.before(spot.at);
        let declared =
            self.document.paragraphs().get(spot.i).is_some_and(|p| p.role == Role::Title);
        Around {
            first: spot.at == self.top,
            top: spot.at == 0,
            head: spot.head,
            over_text: false,
            greets: self.any(spot.at + 1..spot.at + 4, |j| self.part(j) == Part::Salutation),
            credited: false,
            declared,
            marked: if words.starts_with("# ") {
                2.4
            } else if words.starts_with(['#', '*']) {
                1.2
            } else {
                0.0
            },
            glued: spot.glued,
            previous: above.map(|j| self.part(j)),
            attached: above.is_some_and(|j| attachment(self.words(j))),
            signed: above.is_some_and(|j| occasion(self.words(j))),
            listed: false,
            again: false,
            twice: false,
            authored: false,
            tags: false,
            piece_of: false,
            follows_notes: self.follows_notes(last),
            named: false,
            below: None,
            next: line(last + 1).map(|j| Next { part: self.part(j), text: self.words(j) }),
            after: line(last + 2).map(|j| self.part(j)),
            soon: spot.soon,
        }
    }

    /// What stands around a title of one line.
    fn around_one(&self, spot: &Spot) -> Around<'a> {
        let &Spot { at, i, .. } = spot;
        let words = self.words(i);
        let paragraph = |j: usize| self.words(j).len() >= 120 && self.opens(j).is_none();
        let twice = self.is_twice(at);
        let piece = self.signed(at) || spot.soon && self.any([at + 1], paragraph);
        Around {
            over_text: self.any(at + 1..at + 4, |j| paragraph(j) && self.words(j).contains('。')),
            credited: credited(self.document, i),
            listed: spot.listed,
            again: twice || self.again(spot, i),
            twice,
            authored: self.authored.binary_search(&i).is_ok(),
            tags: tags(words),
            piece_of: self.collected.is_some_and(|c| c < i) && piece && named(words),
            named: named(words) && !signs("", words),
            ..self.around(spot, at)
        }
    }

    /// The titles, when all lines have been looked at.
    fn settled(mut self) -> Vec<Title> {
        let text = self.document.text();
        // The best line before the first words of the speech is likely its title, whatever its form. In a
        // collection it is the title of the first speech, below that of the whole.
        let first = |t: &Title| self.speech.is_none_or(|s| t.paragraph < s);
        let below = |t: &Title| self.collected.is_some_and(|c| t.paragraph > c) && t.odds > -1.8;
        let inside = self.titles.iter().any(|t| first(t) && below(t));
        let head = self.titles.iter_mut().filter(|t| first(t) && (!inside || below(t)));
        if !self.run_on
            && let Some(best) =
                head.max_by(|a, b| a.odds.total_cmp(&b.odds).then(b.paragraph.cmp(&a.paragraph)))
            && self.speech.is_some()
            && best.span.of(text).chars().filter(|c| c.is_alphabetic()).count() >= 3
        {
            // A page may put its own heading over the same title.
            let words = best.of(self.document);
            let same = |t: &&mut Title| first(t) && t.of(self.document) == words;
            self.titles.iter_mut().take(HEADS).filter(same).for_each(|t| t.odds += 2.6);
        }
        let above = self.speech.is_some_and(|s| self.titles.iter().any(|t| t.paragraph < s));
        settle(&mut self.titles, &self.body, above, |i| (self.opens_list)(i).is_some());
        self.titles.retain(|t| t.odds > -2.0);
        for title in &mut self.titles {
            // 护堤工作方案（一）：
            let colon = |c: char| is_blank(c) || matches!(c, '：' | ':');
            let words = once(title.of(self.document).trim_end_matches(colon)).len();
            title.span.end = title.span.start + words;
        }
        self.titles
    }
}

/// Whether a line has words alone and no mark, as those titles of a collection do that name no genre.
fn named(words: &str) -> bool {
    (4..=30).contains(&words.chars().take(31).count())
        && !words.contains(['。', '，', ',', '；', ';', '：', ':', '？', '！', '!', '…'])
        && words.chars().all(|c| !c.is_ascii_graphic())
}

/// An entry of a table of contents without the number of its page.
fn without_page(line: &str) -> &str {
    line.trim_matches(is_blank)
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .trim_end_matches(|c: char| is_blank(c) || matches!(c, '.' | '…' | '·' | '⋯'))
}

/// The words of a title without the signs before them and the salutation glued to them, and the
/// lengths of both.
fn inner(document: &Document, span: Span) -> (Span, usize, usize) {
    let text = span.of(document.text());
    let lead = line_prefix(text);
    let lead = lead + text_label(text.get(lead..).unwrap_or_default());
    let lead = lead + dateline(text.get(lead..).unwrap_or_default());
    let glued = glued_salutation(text);
    let words = Span::new(span.start + lead, (span.end - glued).max(span.start + lead));
    let kept = without_extension(words.of(document.text()));
    let kept = kept.trim_end_matches(['*', '#', ' ', '\u{3000}']).len();
    (Span::new(words.start, words.start + kept), lead, glued)
}
