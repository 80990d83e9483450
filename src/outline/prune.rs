//! Drops, of what the walk has accepted, what only a look at the whole shows to be wrong: lists of one
//! item, and titles without a text.
//!
//! In: the events, and those that the walk has accepted. Out: the accepted ones that stay, with their
//! parents.

use super::events::Event;
use super::family;
use super::hierarchy::Accepted;
use super::marker::{Boundary, Candidate};
use super::title::{self, Part};
use super::tree::Family;
use crate::document::{Document, Paragraph, Role};
use crate::memory::give_back;

/// Drops lists of one item, which are not lists; what was under the item moves one level up.
///
/// Items of families that head sections are kept if they open a paragraph: an excerpt may hold just 三、.
pub(super) fn drop_lone_lists(events: &[Event], accepted: &mut Vec<Accepted>) {
    let lists = accepted.iter().map(|a| a.list as usize + 1).max().unwrap_or(0);
    let mut sizes = vec![0u32; lists];
    for a in accepted.iter() {
        if let Some(n) = sizes.get_mut(a.list as usize) {
            *n += 1;
        }
    }
    let mut holds = vec![0u32; accepted.len()];
    for a in accepted.iter() {
        if let Some(n) = a.parent.and_then(|parent| holds.get_mut(parent)) {
            *n += 1;
        }
    }
    let lone = |i: usize, a: &Accepted| {
        let Some(event) = events.get(a.event) else { return true };
        let c = &event.candidate;
        if event.title
            || c.declared > 0
            || c.own.is_some()
            || sizes.get(a.list as usize) != Some(&1)
        {
            return false;
        }
        // A short line of its own with a first number is a heading, even if it is the only one.
        let alone = c.own_line && c.value == 1 && c.title.len() <= 90 && c.local > 2.0;
        let heads = matches!(c.family, Family::Arabic | Family::ArabicParen | Family::Decimal);
        // ……。一、护堤（一）查险……（二）除险……: a page without line ends, which breaks off before 二、.
        let holds = holds.get(i).is_some_and(|&n| n >= 2);
        let section = c.family == Family::Han && c.boundary == Boundary::Strong && holds;
        c.boundary != Boundary::Line && !section
            || c.title.is_empty() && c.boundary == Boundary::Line && c.family == Family::Han
            || family::of(c.family).rank == family::FLOAT
            || family::of(c.family).pair && !alone
            || heads && !c.own_line
    };
    let drop: Vec<bool> = accepted.iter().enumerate().map(|(i, a)| lone(i, a)).collect();
    drop_marked(accepted, &drop, &[]);
}

/// Drops titles with neither a heading nor a body: each is the head of a page, a link, or the first of
/// two titles of the same text.
pub(super) fn drop_empty_titles(
    document: &Document,
    events: &[Event],
    accepted: &mut Vec<Accepted>,
) {
    let mut drop = vec![false; accepted.len()];
    // Of those that are dropped, the ones whose children go to the title right before them.
    let mut again = vec![false; accepted.len()];
    for (i, a) in accepted.iter().enumerate() {
        if drop.get(i).copied().unwrap_or(false) {
            continue;
        }
        let engine = |e: &&Event| e.title && e.candidate.own.is_none();
        let Some(event) = events.get(a.event).filter(engine) else { continue };
        let next = accepted.get(i + 1).and_then(|n| events.get(n.event));
        let Some(head) = Head::new(document, event, next) else { continue };
        let body = head.body();
        if head.takes_next(body) {
            if let (Some(drop), Some(again)) = (drop.get_mut(i + 1), again.get_mut(i + 1)) {
                (*drop, *again) = (true, true);
            }
        } else if (head.is_empty(body) || head.is_said_again(body))
            && let Some(drop) = drop.get_mut(i)
        {
            *drop = true;
        }
    }
    drop_marked(accepted, &drop, &again);
}

/// A title without headings.
struct Head<'a> {
    document: &'a Document,
    title: &'a Candidate,
    /// The title behind it.
    next: Option<&'a Candidate>,
    /// Where its text ends.
    end: usize,
}

impl<'a> Head<'a> {
    /// Least length, in bytes, of a speech without headings.
    const BODY: usize = 360;
    /// The same for one that is numbered as a piece of a collection: 篇一
    const PIECE: usize = 90;

    /// The title `event`; `None` if the `next` event is a heading of it.
    fn new(document: &'a Document, event: &'a Event, next: Option<&'a Event>) -> Option<Self> {
        let text = document.text();
        let end = match next.map(|n| (n, &n.candidate)) {
            // The notes behind a speech are no section of it.
            Some((n, c)) if !n.title && !title::notes(c.title.of(text)) => return None,
            Some((_, c)) => c.title.start,
            None => text.len(),
        };
        let next = next.filter(|n| n.title).map(|n| &n.candidate);
        Some(Self { document, title: &event.candidate, next, end })
    }

    /// The paragraphs between it and the end of its text.
    fn paragraphs(&self) -> impl Iterator<Item = &'a Paragraph> {
        let (paragraphs, end) = (self.document.paragraphs(), self.end);
        let below = paragraphs.iter().skip(self.title.paragraph as usize + 1);
        below.take_while(move |p| p.span.start < end)
    }

    /// Bytes of its text.
    fn body(&self) -> usize {
        let below: usize =
            self.paragraphs().filter(|p| p.role != Role::Furniture).map(|p| p.span.len()).sum();
        // On a page without line ends, the speech runs on after its title in the same paragraph.
        let own = self.document.paragraphs().get(self.title.paragraph as usize);
        let rest = |p: &Paragraph| p.span.end.min(self.end).saturating_sub(self.title.title.end);
        below + own.map_or(0, rest)
    }

    /// Whether a text of so many bytes is none.
    fn is_empty(&self, body: usize) -> bool {
        let least = if self.is_piece(self.title) { Self::PIECE } else { Self::BODY };
        // A notice that only sends on an attachment is short, but a document all the same.
        let salutation =
            |p: &Paragraph| title::part(p.span.of(self.document.text())) == Part::Salutation;
        body < least && !self.paragraphs().any(salutation)
    }

    /// Whether the next title says the same: this is its first line, or the head of the page over it.
    fn is_said_again(&self, body: usize) -> bool {
        let Some(next) = self.next else { return false };
        let [a, b] = [self.title, next].map(|c| c.title.of(self.document.text()));
        // A later line of the same title can begin before this one ends.
        let near = self.end.checked_sub(self.title.title.end).is_some_and(|gap| gap < 3000);
        // 篇一 and 篇二 stand without titles, so these cannot be the same.
        let named = !a.is_empty() && !b.is_empty();
        // 篇一 各位领导：…… 篇二 各位领导：……
        let pieces = [self.title, next].iter().all(|c| c.family == Family::Piece)
            && self.title.value != next.value
            && body >= Self::PIECE;
        // 县水务局 is not 县水务局关于……的通知 once more.
        let half = a.len() * 2 >= b.len() && b.len() * 2 >= a.len();
        near && named && !pieces && half && (b.starts_with(a) || a.starts_with(b))
    }

    /// Whether it holds the text of the next title: 护堤总结 篇一, and below it 护堤总结 once more or the text's
    /// own title. Only the first tells which piece it is.
    fn takes_next(&self, body: usize) -> bool {
        let named = !self.title.title.is_empty() && self.is_piece(self.title);
        named && body < Self::PIECE && self.next.is_some_and(|next| !self.is_piece(next))
    }

    /// Whether `title` is numbered as a piece of a collection.
    fn is_piece(&self, title: &Candidate) -> bool {
        title.family == Family::Piece || title::piece(title.title.of(self.document.text()))
    }
}

/// Drops those that `drop` marks. Their children go to their parent, or to the one right before them if
/// `again` marks them too.
fn drop_marked(accepted: &mut Vec<Accepted>, drop: &[bool], again: &[bool]) {
    // New index of each; for one that is dropped, that of whoever gets its children.
    let mut place: Vec<Option<usize>> = Vec::with_capacity(accepted.len());
    let mut kept: Vec<Accepted> = Vec::with_capacity(accepted.len());
    for (i, a) in accepted.iter().enumerate() {
        let parent = a.parent.and_then(|p| place.get(p).copied().flatten());
        if !drop.get(i).copied().unwrap_or(false) {
            place.push(Some(kept.len()));
            kept.push(Accepted { parent, ..*a });
        } else if again.get(i).copied().unwrap_or(false) {
            place.push(place.last().copied().flatten());
        } else {
            place.push(parent);
        }
    }
    give_back(place);
    give_back(std::mem::replace(accepted, kept));
}
