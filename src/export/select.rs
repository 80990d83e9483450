//! Cutting an outline down to some levels.

use crate::outline::{Kind, NodeId, Outline};

/// `outline` without the levels below `depth` and, unless `points`, without points.
///
/// Children of a node that is left out move to its nearest ancestor that stays, so that levels still
/// never jump by more than one downwards. No extent changes.
#[must_use]
pub fn select(outline: Outline, depth: Option<u16>, points: bool) -> Outline {
    if points && depth.is_none() {
        return outline;
    }
    // The new depth of each old node; for a node that is left out, that of its nearest ancestor
    // that stays.
    let mut depths: Vec<u16> = Vec::with_capacity(outline.len());
    let mut kept = Vec::new();
    for node in outline.nodes() {
        let above = node.parent.and_then(|NodeId(p)| depths.get(p)).copied().unwrap_or(0);
        let keep = (points || node.kind != Kind::Point) && depth.is_none_or(|d| above < d);
        depths.push(if keep { above + 1 } else { above });
        if keep {
            let mut node = node.clone();
            node.depth = above + 1;
            kept.push(node);
        }
    }
    Outline::part(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::{Family, Node};
    use crate::text::Span;
    use proptest::prelude::*;

    fn outline(shape: &[(u16, Kind)]) -> Outline {
        let node = |(i, &(depth, kind)): (usize, &(u16, Kind))| {
            Node::loose(kind, Family::Han, depth, Span::new(i * 2, i * 2 + 1), Span::at(i * 2 + 1))
        };
        Outline::new(shape.iter().enumerate().map(node).collect(), shape.len() * 2)
    }

    fn depths(outline: &Outline) -> Vec<u16> {
        outline.nodes().iter().map(|n| n.depth).collect()
    }

    #[test]
    fn what_hung_under_a_point_moves_up() {
        use Kind::{Heading, Point};
        let whole = outline(&[(1, Heading), (2, Point), (3, Heading), (3, Point), (2, Heading)]);
        assert_eq!(depths(&select(whole.clone(), None, false)), [1, 2, 2]);
        assert_eq!(depths(&select(whole.clone(), Some(2), true)), [1, 2, 2]);
        assert_eq!(select(whole.clone(), None, true), whole);
        assert_eq!(select(whole.clone(), Some(9), true), whole);
    }

    #[test]
    fn a_heading_does_not_take_over_the_points_left_out_behind_it() {
        use Kind::{Heading, Point};
        let whole = outline(&[(1, Heading), (2, Heading), (2, Point), (3, Heading), (1, Heading)]);
        let ends = |o: &Outline| o.nodes().iter().map(|n| n.extent.end).collect::<Vec<_>>();
        assert_eq!(ends(&whole), [8, 4, 8, 8, 10]);
        assert_eq!(ends(&select(whole, None, false)), [8, 4, 8, 10]);
    }

    proptest! {
        #[test]
        fn levels_never_jump_downwards(
            steps in proptest::collection::vec((0_u16..9, any::<bool>()), 0..60),
            depth in 1_u16..6,
        ) {
            let mut level = 0;
            let shape: Vec<_> = steps.iter().map(|&(d, point)| {
                level = (level + 1).min(d + 1);
                (level, if point { Kind::Point } else { Kind::Heading })
            }).collect();
            let part = select(outline(&shape), Some(depth), false);
            let mut last = 0;
            for node in part.nodes() {
                prop_assert!(node.depth <= last + 1 && node.depth <= depth);
                prop_assert!(node.kind != Kind::Point);
                last = node.depth;
            }
        }
    }
}
