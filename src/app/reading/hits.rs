//! The hits of a search in the text being read: going from one to the next, and filtering the outline
//! to the sections that have some.

use super::{Hits, Reading};
use crate::outline::Node;
use crate::search::text::Manner;
use crate::text::Span;

impl Reading {
    /// Shows in the outline only sections with hits, or all again; the folds come back then.
    /// Returns `None` where nothing was searched.
    pub fn toggle_filter(&mut self) -> Option<bool> {
        self.filtering = !self.filtering;
        if self.filtering && self.hits.is_none() {
            self.filtering = false;
            return None;
        }
        Some(self.filtering)
    }

    /// Stops showing the hits and the filter; [`Reading::recall_hits`] brings them back.
    pub fn dismiss(&mut self) {
        self.dismissed = self.hits.take().filter(|hits| !hits.spans.is_empty());
        self.filtering = false;
    }

    /// Shows the hits that were dismissed last. Returns whether any are shown then.
    pub fn recall_hits(&mut self) -> bool {
        if self.hits.is_none() {
            self.hits = self.dismissed.take();
        }
        self.hits.is_some()
    }

    /// Whether the outline shows only sections with hits.
    #[must_use]
    pub fn filtering(&self) -> bool {
        self.filtering
    }

    /// Updates the filter of the outline to the hits; without hits in any section there is none.
    pub(super) fn filter(&mut self) {
        let first = self.text.outline.nodes().first().map_or(usize::MAX, Node::start);
        let in_a_section = |hits: &&Hits| hits.spans.last().is_some_and(|s| s.start >= first);
        let hits = self.hits.as_ref().filter(in_a_section).filter(|_| self.filtering);
        let same = match (hits, &self.filtered) {
            (None, None) => true,
            (Some(hits), Some((query, manner, count, first))) => {
                hits.query == *query
                    && hits.manner == *manner
                    && hits.spans.len() == *count
                    && hits.spans.first() == first.as_ref()
            }
            (None, Some(_)) | (Some(_), None) => false,
        };
        if same {
            return;
        }
        let outline = &self.text.outline;
        let starts = hits.map(|hits| hits.spans.iter().map(|s| s.start));
        match starts {
            Some(starts) => self.tree.filter(outline, starts),
            None => self.tree.unfilter(outline),
        }
        self.filtered =
            hits.map(|h| (h.query.clone(), h.manner, h.spans.len(), h.spans.first().copied()));
        if let Some(id) = self.current {
            self.tree.select(id);
        }
    }

    /// The hit `by` hits on, counted from the one last gone to while it is in sight, else from the
    /// first row; and whether it lies past an end, where the search begins anew. `None` without
    /// hits.
    #[must_use]
    pub fn hit_on(&self, by: isize) -> Option<(usize, bool)> {
        let top = self.byte();
        let end = self.rows.last().map_or(top, |placed| placed.row.span.end);
        let hits = self.hits.as_ref()?;
        let count = isize::try_from(hits.spans.len()).ok().filter(|&n| n > 0)?;
        let in_sight =
            |i: &usize| hits.spans.get(*i).is_some_and(|s| s.start >= top && s.start <= end);
        let from = match hits.at.filter(in_sight) {
            Some(at) => isize::try_from(at).ok()?,
            // Count as if the reader stood just before the first hit in sight, or just after the
            // one above it.
            None => {
                let next = isize::try_from(hits.spans.partition_point(|s| s.start < top)).ok()?;
                if by > 0 { next - 1 } else { next }
            }
        };
        let to = from + by;
        let wrapped = !(0..count).contains(&to);
        Some((usize::try_from(to.rem_euclid(count)).ok()?, wrapped))
    }

    /// Goes to hit `index`, where there is one.
    pub fn go_to_hit_at(&mut self, index: usize) {
        let Some(hits) = self.hits.as_mut() else { return };
        if let Some(&span) = hits.spans.get(index) {
            hits.at = Some(index);
            self.reveal(span);
            self.held = Some((self.top, span.start));
        }
    }

    /// Takes the hit that starts at `byte` for the one last gone to.
    pub fn mark_hit(&mut self, byte: usize) {
        if let Some(hits) = self.hits.as_mut() {
            let at = hits.spans.partition_point(|s| s.start < byte);
            hits.at = hits.spans.get(at).filter(|s| s.start == byte).map(|_| at);
        }
    }

    /// Brings the hit last gone to in sight; returns whether that moved the text.
    pub fn reveal_hit(&mut self) -> bool {
        let here = self.here();
        let hit = self.hits.as_ref().and_then(|hits| hits.spans.get(hits.at?).copied());
        if let Some(span) = hit {
            self.reveal(span);
        }
        self.here() != here
    }

    /// Goes to the first hit at or after `byte`, or the first of all.
    pub fn go_to_hit_from(&mut self, byte: usize) {
        let Some(hits) = self.hits.as_mut() else { return };
        let index = hits.spans.partition_point(|s| s.start < byte);
        let index = if index < hits.spans.len() { index } else { 0 };
        hits.at = (!hits.spans.is_empty()).then_some(index);
        if let Some(&span) = hits.spans.get(index) {
            self.reveal(span);
            self.held = Some((self.top, span.start));
        }
    }
}

impl Hits {
    /// A search of `query` whose hits are not known yet.
    #[must_use]
    pub fn of(query: String, manner: Manner) -> Self {
        Self { query, manner, ..Self::default() }
    }

    /// How many hits begin in `extent`.
    #[must_use]
    pub fn count(&self, extent: Span) -> usize {
        let before = |byte| self.spans.partition_point(|s| s.start < byte);
        before(extent.end).saturating_sub(before(extent.start))
    }

    /// The hits that share a byte with `span`, each with its index.
    pub fn within(&self, span: Span) -> impl Iterator<Item = (usize, Span)> {
        within(&self.spans, span)
    }
}

/// Those of `spans`, which are in order, that share a byte with `span`, each with its index.
pub fn within(spans: &[Span], span: Span) -> impl Iterator<Item = (usize, Span)> {
    let first = spans.partition_point(|s| s.end <= span.start);
    let rest = spans.get(first..).unwrap_or_default().iter().copied();
    rest.take_while(move |s| s.start < span.end).enumerate().map(move |(i, s)| (first + i, s))
}
