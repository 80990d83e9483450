//! Recognises markers in texts with lost line breaks and missing stops, by the run of numbers that they
//! make.
//!
//! In: the candidates of a paragraph. Out: the same, with higher odds for those that such a run supports.

use super::announced;
use crate::outline::family;
use crate::outline::marker::{Boundary, Candidate, Scan};
use crate::outline::tree::Family;

/// Lost line breaks: 一、提高站位二、强化担当三、… If a paragraph holds a whole run 1, 2, 3 … of one family,
/// it no longer counts against its items that they follow a word.
pub(in crate::outline::marker) fn relax_full_runs(scan: &Scan<'_>, found: &mut [Candidate]) {
    relax_first_of_pair(scan, found);
    relax_head_of_list(found);
    for family in [Family::Han, Family::HanParen, Family::Ordinal, Family::Is, Family::Must] {
        let of_family = |c: &Candidate| c.family == family;
        if !found.iter().any(|c| of_family(c) && doubtful(c)) {
            continue;
        }
        let mut run: Vec<usize> = Vec::new();
        for i in 0..=found.len() {
            let next = found.get(i).filter(|c| of_family(c)).map(|c| c.value);
            if i < found.len() && next.is_none() {
                continue;
            }
            let expected = u32::try_from(run.len()).unwrap_or(u32::MAX) + 1;
            if next == Some(expected) {
                run.push(i);
                continue;
            }
            relax(scan, found, &run);
            run.clear();
            if next == Some(1) {
                run.push(i);
            }
        }
    }
}

/// 主要原因一是……；二是……, 存在的问题1、……。2、……, 抓住关键第一，……。第二，……: the first item may follow a
/// word if the second does not.
fn relax_first_of_pair(scan: &Scan<'_>, found: &mut [Candidate]) {
    for i in 0..found.len() {
        let Some(c) = found.get(i) else { return };
        if c.boundary != Boundary::Word
            || c.value != 1
            || !matches!(c.family, Family::Is | Family::Must | Family::Arabic | Family::Ordinal)
        {
            continue;
        }
        let family = c.family;
        // 之一是 统一是 万一是 这一要求 …: 一 belongs to the word before.
        let last = scan.before(c.marker.start - scan.base).chars().next_back().unwrap_or('\0');
        if "之统統万萬唯惟这這那每同单單不专專合划劃逐某任另其第初周十百千二三四五六七八九〇零年月"
            .contains(last)
        {
            continue;
        }
        // 安全第一，…… 名列全省第一，……: 第一 is a rank.
        let ordinal = family == Family::Ordinal;
        if ordinal && "省市县縣区區镇鎮国國球界内全量命先下列居名位是为為争爭".contains(last)
        {
            continue;
        }
        // 往后一是要清淤；二要护坡: after 一是, a speaker may go on with 二要.
        let goes_on = |n: &&Candidate| n.family == family || family::mixes(family, n.family);
        let second = found.get(i + 1..).unwrap_or_default().iter().find(goes_on);
        let above = if ordinal { Boundary::Weak } else { Boundary::Word };
        if second.is_some_and(|n| n.value == 2 && n.boundary > above)
            && let Some(c) = found.get_mut(i)
        {
            c.local += 4.6;
        }
    }
}

/// ……。一、护堤（一）查险……（二）除险……: a single 一、 after a stop is a heading if a list of another family
/// follows it.
fn relax_head_of_list(found: &mut [Candidate]) {
    let mut last = None;
    let section = |c: &Candidate| c.family == Family::Han && c.value == 1;
    for i in 0..found.len() {
        let Some(c) = found.get(i) else { return };
        if section(c) {
            last = (c.boundary == Boundary::Strong).then_some(i);
        } else if c.family == Family::Han {
            last = None;
        } else if c.value == 2
            && matches!(c.family, Family::HanParen | Family::Is | Family::Must | Family::Arabic)
            && let Some(head) = last.take().and_then(|at: usize| found.get_mut(at))
        {
            head.local += 1.2;
        }
    }
}

/// Raises the odds of the candidates with the indices `run`, whose numbers are 1, 2, 3 …, if the run is long
/// enough or as long as announced.
fn relax(scan: &Scan<'_>, found: &mut [Candidate], run: &[usize]) {
    let announced = run
        .first()
        .and_then(|&i| found.get(i))
        .map_or(0, |c| announced(scan.before(c.marker.start - scan.base)));
    let whole = run.len() >= 3 || run.len() >= 2 && usize::from(announced) == run.len();
    if !whole {
        return;
    }
    // Items a few characters apart are words in a row (一、二、三产业), not sections.
    let apart = run.windows(2).all(|w| match (found.get(w[0]), found.get(w[1])) {
        (Some(a), Some(b)) => b.marker.start.saturating_sub(a.marker.end) >= 9,
        _ => false,
    });
    if !apart {
        return;
    }
    for &i in run {
        if let Some(c) = found.get_mut(i) {
            // 一是修渠要深二是看闸要勤三是巡堤要细: a text without any punctuation.
            let spoken = matches!(c.family, Family::Is | Family::Must);
            if c.boundary == Boundary::Word {
                c.local += if spoken { 5.5 } else { 4.0 };
            } else if doubtful(c) {
                c.local += 2.0;
            }
        }
    }
}

/// Whether only a whole run can make this a marker: it stands after a word, or is 一、 after a comma, or is
/// 一， with a comma.
fn doubtful(c: &Candidate) -> bool {
    c.boundary == Boundary::Word
        || c.family == Family::Han && c.boundary == Boundary::Weak
        || c.family == Family::Han && c.boundary == Boundary::Strong && c.local < -1.5
}
