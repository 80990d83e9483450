//! The outline pane: what is folded, which entries are in sight, where the cursor is.
//!
//! In: an [`Outline`], folding and moving. Out: the entries to draw. Folds are keyed by node, never by
//! title: （一） occurs in every chapter.

use crate::outline::{Kind, NodeId, Outline};

/// State of the outline pane.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Whether the children of a node are hidden, by node.
    folded: Vec<bool>,
    /// The entries that are not hidden, in reading order.
    rows: Vec<NodeId>,
    /// Index into `rows`.
    cursor: usize,
    /// The first entry on the screen, an index into `rows`.
    offset: usize,
    /// Entries that the pane can show.
    height: usize,
    /// The filter in force, with the folds that come back after it.
    filter: Option<Filter>,
    /// The level down to which entries were last shown, where one was chosen.
    base: Option<u16>,
    /// Counts changes of the folding.
    edition: u64,
    /// The folds before the last change, for [`Tree::undo`].
    before: Option<Folds>,
}

/// What is folded, and down to which level entries were shown.
#[derive(Clone, Debug)]
struct Folds {
    folded: Vec<bool>,
    base: Option<u16>,
}

/// A filter over the entries.
#[derive(Clone, Debug)]
struct Filter {
    shown: Vec<bool>,
    folded: Vec<bool>,
}

impl Tree {
    /// The pane over `outline` as it first appears: all headings shown, the points inside
    /// paragraphs folded into the heading that holds them.
    #[must_use]
    pub fn new(outline: &Outline) -> Self {
        let folded = (0..outline.len()).map(|i| folded_at_first(outline, NodeId(i))).collect();
        let mut tree = Self { folded, ..Self::default() };
        tree.rebuild(outline);
        tree
    }

    /// The entries that are not hidden, in reading order.
    #[must_use]
    pub fn rows(&self) -> &[NodeId] {
        &self.rows
    }

    /// The entries on the screen.
    #[must_use]
    pub fn window(&self) -> &[NodeId] {
        let end = self.offset.saturating_add(self.height).min(self.rows.len());
        self.rows.get(self.offset..end).unwrap_or_default()
    }

    /// The first entry on the screen, counted in entries from the start.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The entry under the cursor.
    #[must_use]
    pub fn cursor(&self) -> Option<NodeId> {
        self.rows.get(self.cursor).copied()
    }

    /// Whether the children of `id` are hidden.
    #[must_use]
    pub fn is_folded(&self, id: NodeId) -> bool {
        self.folded.get(id.0).copied().unwrap_or(false)
    }

    /// Puts the cursor on `id`, or where it is hidden on the entry that hides it. Where it is there already
    /// and in sight, nothing moves.
    pub fn select(&mut self, id: NodeId) {
        let before = self.cursor;
        self.cursor = self.rows.partition_point(|&row| row <= id).saturating_sub(1);
        let seen = self.offset..self.offset.saturating_add(self.height);
        if self.cursor != before || !seen.contains(&before) {
            self.settle();
        }
    }

    /// Puts the cursor on `id`, on whose entry the mouse is: even near an edge it stays under the pointer.
    pub fn point_at(&mut self, id: NodeId) {
        self.cursor = self.rows.partition_point(|&row| row <= id).saturating_sub(1);
    }

    /// The entry `by` rows from the cursor, stopping at both ends.
    #[must_use]
    pub fn stepped(&self, by: isize) -> Option<NodeId> {
        let last = self.rows.len().checked_sub(1)?;
        self.rows.get(self.cursor.saturating_add_signed(by).min(last)).copied()
    }

    /// Moves what is in sight by `by` rows; the cursor stays where it is.
    pub fn scroll(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(self.height.max(1));
        self.offset = self.offset.saturating_add_signed(by).min(last);
    }

    /// Gives the pane room for `height` entries.
    pub fn set_height(&mut self, height: usize) {
        if self.height != height {
            self.height = height;
            self.settle();
        }
    }

    /// Hides or shows the children of `id`. Returns whether anything changed.
    pub fn fold(&mut self, outline: &Outline, id: NodeId, fold: bool) -> bool {
        let was = self.is_folded(id);
        if was == fold || !outline.has_children(id) {
            return false;
        }
        self.keep();
        self.set(id, fold);
        self.rebuild(outline);
        true
    }

    /// Hides or shows the children of `id`, on whose entry the mouse is. The entry stays under the pointer,
    /// wherever the cursor is.
    pub fn fold_in_place(&mut self, outline: &Outline, id: NodeId, fold: bool) {
        let offset = self.offset;
        self.fold(outline, id, fold);
        self.offset = offset.min(self.rows.len().saturating_sub(self.height.max(1)));
    }

    /// Keeps the folds as they are, for [`Tree::undo`].
    fn keep(&mut self) {
        self.before = Some(Folds { folded: self.folded.clone(), base: self.base });
    }

    /// Puts the folds back that were before the last change; once more, those after it. Returns
    /// whether there was one.
    pub fn undo(&mut self, outline: &Outline) -> bool {
        let Some(Folds { folded, base }) = self.before.take() else { return false };
        self.keep();
        (self.folded, self.base) = (folded, base);
        self.rebuild(outline);
        true
    }

    /// Shows all that lies below `id`.
    pub fn unfold_below(&mut self, outline: &Outline, id: NodeId) {
        self.keep();
        let end = outline.get(id).map_or(id.0, |n| n.next.0);
        for i in id.0..end {
            self.set(NodeId(i), false);
        }
        self.rebuild(outline);
    }

    /// Shows entries down to `level` (from 1), hides those below.
    pub fn fold_to(&mut self, outline: &Outline, level: u16) {
        self.keep();
        self.base = Some(level);
        for i in 0..outline.len() {
            self.set(NodeId(i), self.folded_by_base(outline, NodeId(i)));
        }
        self.rebuild(outline);
    }

    /// Whether `id` is folded where only a level was chosen, or nothing.
    fn folded_by_base(&self, outline: &Outline, id: NodeId) -> bool {
        match self.base {
            Some(level) => {
                outline.get(id).is_some_and(|n| n.depth >= level) && outline.has_children(id)
            }
            None => folded_at_first(outline, id),
        }
    }

    /// The level that [`Tree::fold_to`] was given last.
    #[must_use]
    pub fn base(&self) -> Option<u16> {
        self.base
    }

    /// A number that changes with the folding.
    #[must_use]
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// The depth of the deepest entry that is not hidden.
    #[must_use]
    pub fn level(&self, outline: &Outline) -> u16 {
        self.rows.iter().filter_map(|&id| outline.get(id)).map(|n| n.depth).max().unwrap_or(1)
    }

    /// Shows only nodes that hold one of the `places`, bytes in order, and their ancestors, all
    /// unfolded; folds made before come back with [`Tree::unfilter`].
    pub fn filter(&mut self, outline: &Outline, places: impl Iterator<Item = usize>) {
        let nodes = outline.nodes();
        let mut shown = vec![false; nodes.len()];
        let mut at = 0;
        for place in places {
            while nodes.get(at).is_some_and(|n| n.start() <= place) {
                at += 1;
            }
            if let Some(last) = at.checked_sub(1).and_then(|i| shown.get_mut(i)) {
                *last = true;
            }
        }
        // Children come after their parents, so going backwards passes every mark up.
        for (i, node) in nodes.iter().enumerate().rev() {
            if shown.get(i) == Some(&true)
                && let Some(above) = node.parent.and_then(|p| shown.get_mut(p.0))
            {
                *above = true;
            }
        }
        let open = vec![false; nodes.len()];
        let folded = match self.filter.take() {
            Some(filter) => filter.folded,
            None => std::mem::take(&mut self.folded),
        };
        self.folded = open;
        self.before = None;
        self.filter = Some(Filter { shown, folded });
        self.rebuild(outline);
    }

    /// Shows all nodes again, folded as they were.
    pub fn unfilter(&mut self, outline: &Outline) {
        if let Some(filter) = self.filter.take() {
            self.folded = filter.folded;
            self.before = None;
            self.rebuild(outline);
        }
    }

    /// Scrolls so that the entry under the cursor stands `down` entries below the first.
    pub fn bring(&mut self, down: usize) {
        self.offset = self.cursor.saturating_sub(down);
        self.settle();
    }

    /// Whether something stands below `id` that can be shown.
    #[must_use]
    pub fn opens(&self, outline: &Outline, id: NodeId) -> bool {
        let end = outline.get(id).map_or(id.0, |n| n.next.0);
        let below = self.filter.as_ref().map(|f| f.shown.get(id.0 + 1..end).unwrap_or_default());
        below.map_or(outline.has_children(id), |below| below.contains(&true))
    }

    /// Opens whatever hides `id`.
    pub fn reveal(&mut self, outline: &Outline, id: NodeId) {
        let mut changed = false;
        let mut above = outline.get(id).and_then(|n| n.parent);
        while let Some(parent) = above {
            changed |= self.is_folded(parent);
            self.set(parent, false);
            above = outline.get(parent).and_then(|n| n.parent);
        }
        if changed {
            self.rebuild(outline);
        }
    }

    /// Nodes that the reader folded or unfolded one by one, with their state.
    pub fn changed<'a>(
        &'a self,
        outline: &'a Outline,
    ) -> impl Iterator<Item = (NodeId, bool)> + 'a {
        let folded = self.filter.as_ref().map_or(&self.folded, |f| &f.folded);
        let states = folded.iter().enumerate().map(|(i, &folded)| (NodeId(i), folded));
        states.filter(|&(id, folded)| folded != self.folded_by_base(outline, id))
    }

    /// Takes over another version of the outline. `base` is the level down to which entries were shown,
    /// and `states` are the nodes of the new outline that had been folded or unfolded one by one.
    pub fn refresh(
        &mut self,
        outline: &Outline,
        base: Option<u16>,
        states: impl IntoIterator<Item = (NodeId, bool)>,
    ) {
        let Self { offset, height, edition, .. } = *self;
        *self = Self { base, edition, ..Self::new(outline) };
        for i in 0..outline.len() {
            self.set(NodeId(i), self.folded_by_base(outline, NodeId(i)));
        }
        for (id, folded) in states {
            self.set(id, folded && outline.has_children(id));
        }
        (self.offset, self.height) = (offset, height);
        self.rebuild(outline);
    }

    fn set(&mut self, id: NodeId, fold: bool) {
        if let Some(state) = self.folded.get_mut(id.0) {
            *state = fold;
        }
    }

    /// Lists the entries anew; the cursor keeps its node, or goes to the one that now hides it.
    fn rebuild(&mut self, outline: &Outline) {
        self.edition += 1;
        let at = self.cursor();
        let above = self.cursor.saturating_sub(self.offset);
        self.rows.clear();
        let mut i = 0;
        while let Some(node) = outline.nodes().get(i) {
            if self.filter.as_ref().is_some_and(|f| f.shown.get(i) != Some(&true)) {
                i = node.next.0;
                continue;
            }
            self.rows.push(NodeId(i));
            i = if self.is_folded(NodeId(i)) { node.next.0 } else { i + 1 };
        }
        self.cursor =
            at.map_or(0, |id| self.rows.partition_point(|&row| row <= id).saturating_sub(1));
        // The entry under the cursor keeps its place on the screen.
        self.offset = self.cursor.saturating_sub(above);
        self.settle();
    }

    /// Scrolls as little as it takes to have the cursor in sight, two entries from the edges.
    fn settle(&mut self) {
        if self.height == 0 {
            return;
        }
        let margin = 2.min((self.height - 1) / 2);
        let low = self.cursor.saturating_sub(margin);
        let high = (self.cursor + margin + 1).saturating_sub(self.height);
        self.offset = self.offset.min(low).max(high);
        self.offset = self.offset.min(self.rows.len().saturating_sub(self.height));
    }
}

/// Whether `id` is folded before the reader folds anything: a heading over points alone.
fn folded_at_first(outline: &Outline, id: NodeId) -> bool {
    let Some(node) = outline.get(id) else { return false };
    let point = |i: usize| outline.nodes().get(i).is_some_and(|n| n.kind == Kind::Point);
    // Points hold nothing but points, so the first child tells.
    node.kind != Kind::Title
        && outline.has_children(id)
        && (point(id.0) || outline.children(Some(id)).all(|child| point(child.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::{Family, Node};
    use crate::text::Span;

    fn outline(depths: &[u16]) -> Outline {
        let node = |(i, &d)| {
            let marker = Span::new(i * 10, i * 10 + 1);
            Node::loose(Kind::Heading, Family::Han, d, marker, Span::at(i))
        };
        Outline::new(depths.iter().enumerate().map(node).collect(), depths.len() * 10)
    }

    fn shown(tree: &Tree) -> Vec<usize> {
        tree.rows().iter().map(|id| id.0).collect()
    }

    #[test]
    fn the_last_folding_is_undone_and_done_again() {
        let outline = outline(&[1, 2, 3, 2, 1]);
        let mut tree = Tree::new(&outline);
        assert!(!tree.undo(&outline), "nothing was folded yet");
        assert!(tree.fold(&outline, NodeId(1), true));
        tree.fold_to(&outline, 1);
        for rows in [vec![0, 1, 3, 4], vec![0, 4], vec![0, 1, 3, 4]] {
            assert!(tree.undo(&outline));
            assert_eq!(shown(&tree), rows);
        }
        assert!(!tree.fold(&outline, NodeId(1), true), "it is folded");
        assert!(tree.undo(&outline));
        assert_eq!(shown(&tree), [0, 4], "what changed nothing is no step");
        tree.filter(&outline, [25].into_iter());
        assert!(!tree.undo(&outline), "a filter has folds of its own");
    }

    #[test]
    fn folding_to_a_level_hides_what_is_deeper() {
        let outline = outline(&[1, 2, 3, 2, 1]);
        let mut tree = Tree::new(&outline);
        for (level, rows) in
            [(1, vec![0, 4]), (2, vec![0, 1, 3, 4]), (3, vec![0, 1, 2, 3, 4]), (1, vec![0, 4])]
        {
            tree.fold_to(&outline, level);
            assert_eq!(shown(&tree), rows, "level {level}");
        }
    }

    #[test]
    fn the_cursor_goes_to_the_entry_that_hides_its_node() {
        let outline = outline(&[1, 2, 3, 2, 1]);
        let mut tree = Tree::new(&outline);
        tree.set_height(3);
        tree.select(NodeId(2));
        assert!(tree.fold(&outline, NodeId(0), true));
        assert_eq!(tree.cursor(), Some(NodeId(0)));
        tree.select(NodeId(3));
        assert_eq!(tree.cursor(), Some(NodeId(0)), "still hidden");
        tree.reveal(&outline, NodeId(2));
        tree.select(NodeId(2));
        assert_eq!(tree.cursor(), Some(NodeId(2)));
    }

    #[test]
    fn points_are_folded_at_first() {
        let kinds = [Kind::Heading, Kind::Point, Kind::Point, Kind::Heading];
        let nodes = kinds.iter().zip([1, 2, 2, 1]).enumerate().map(|(i, (&kind, depth))| {
            Node::loose(kind, Family::Is, depth, Span::new(i, i + 1), Span::at(i))
        });
        let outline = Outline::new(nodes.collect(), 9);
        let tree = Tree::new(&outline);
        assert_eq!(shown(&tree), [0, 3]);
        assert!(tree.is_folded(NodeId(0)));
    }
}
