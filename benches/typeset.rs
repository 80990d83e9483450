//! Typesetting in bytes per second at three sizes, against UAX #14 breaks (`unicode-linebreak`)
//! with a first-fit fill in the same process; and the layout of 50 MB.

#![allow(missing_docs, clippy::print_stdout, reason = "a benchmark reports its ratio")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gangmu::document::Document;
use gangmu::text::Cells;
use gangmu::typeset::{Anchor, Indent, Layout, Measure, Setting};
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::UnicodeWidthChar;

/// Paragraphs as speeches have them: headings, clauses, numbers, quotes.
const PARAGRAPHS: &[&str] = &[
    "一、坚持目标导向，全力以赴完成年度任务",
    "今年以来，全县上下紧扣“三大攻坚”主线，统筹抓好稳增长、促改革、惠民生各项工作，主要指标稳中有进、进中向好。\
     前三季度，规模以上工业增加值增长8.6%，固定资产投资增长12.3%，城镇新增就业4,560人，完成年计划的91.2%。\
     成绩来之不易，靠的是各级各部门的共同努力，靠的是广大干部群众的苦干实干——这一点必须充分肯定。",
    "（一）聚焦项目建设不放松。要落实“一个项目、一名领导、一套班子、一抓到底”的机制，倒排工期、挂图作战，\
     确保2025年底前开工率达到100%、竣工率达到85%以上；对进度滞后的项目，县委督查室要逐个过堂、逐一销号。",
    "（二）优化营商环境,当好“店小二”。推行GDP核算、R&D投入等指标月调度,压缩审批时限30%,让企业办事“最多跑一次”;\
     要常态化走访企业(每月不少于2次),帮助解决用工、用地、融资等方面的问题,做到有求必应、无事不扰。",
    "同志们，路虽远，行则将至；事虽难，做则必成。让我们更加紧密地团结起来，真抓实干、埋头苦干，\
     为谱写高质量发展新篇章而努力奋斗！",
];

fn text(bytes: usize) -> String {
    let once = PARAGRAPHS.join("\n") + "\n";
    once.repeat(bytes.div_ceil(once.len()))
}

fn measure() -> Measure {
    Measure { hang: false, indent: Indent::NONE, ..Measure::new(80) }
}

/// All rows of all paragraphs; how many.
fn ours(document: &Document) -> usize {
    let setting = Setting::new(document, measure());
    (0..document.paragraphs().len()).map(|index| setting.rows(index).len()).sum()
}

/// The same by UAX #14: break opportunities, then first fit.
fn peer(document: &Document) -> usize {
    let mut rows = Vec::new();
    let mut count = 0;
    for paragraph in document.paragraphs() {
        rows.clear();
        fill(paragraph.span.of(document.text()), 80, &mut rows);
        count += rows.len();
    }
    count
}

/// Rows of `text`: start, end without blanks at the break, width.
fn fill(text: &str, width: usize, rows: &mut Vec<(usize, usize, usize)>) {
    let cells = |text: &str| text.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>();
    let (mut start, mut at, mut ink) = (0, 0, 0);
    let (mut used, mut used_ink) = (0, 0);
    for (end, kind) in linebreaks(text) {
        let segment = text.get(at..end).unwrap_or_default();
        let word = segment.trim_end();
        let word_cells = cells(word);
        if used + word_cells > width && at > start {
            rows.push((start, ink, used_ink));
            start = at;
            used = 0;
        }
        used_ink = used + word_cells;
        used = used_ink + segment.len() - word.len();
        ink = at + word.len();
        at = end;
        if kind == BreakOpportunity::Mandatory {
            rows.push((start, ink, used_ink));
            start = end;
            used = 0;
        }
    }
}

/// Throughput must stay level as the text grows: the fill is linear.
fn rows(c: &mut Criterion) {
    let mut group = c.benchmark_group("typeset/rows");
    group.sample_size(10);
    for kib in [64, 1024, 16 * 1024] {
        let document = Document::from_lines(text(kib * 1024));
        group.throughput(Throughput::Bytes(document.text().len() as u64));
        group.bench_with_input(BenchmarkId::new("gangmu", kib), &document, |b, document| {
            b.iter(|| ours(black_box(document)));
        });
        group.bench_with_input(BenchmarkId::new("uax14-fill", kib), &document, |b, document| {
            b.iter(|| peer(black_box(document)));
        });
    }
    group.finish();
    ratio();
}

/// The best of several runs of each, by turns: what the machine does meanwhile hits both.
fn ratio() {
    let document = Document::from_lines(text(4 << 20));
    let (mut own, mut other) = (Duration::MAX, Duration::MAX);
    for _ in 0..15 {
        let start = Instant::now();
        black_box(ours(black_box(&document)));
        own = own.min(start.elapsed());
        let start = Instant::now();
        black_box(peer(black_box(&document)));
        other = other.min(start.elapsed());
    }
    println!("typeset/rows: {:.2} times as fast as UAX #14 + fill", other.div_duration_f64(own));
}

/// One paragraph of many megabytes.
fn huge(c: &mut Criterion) {
    let mut group = c.benchmark_group("typeset/huge-paragraph");
    group.sample_size(10);
    let document = Document::from_lines(text(50_000_000).replace('\n', ""));
    let middle = document.text().len() / 2;
    group.bench_function("window-50MB", |b| {
        let mut layout = Layout::new(&document, measure());
        let mut at = middle;
        b.iter(|| {
            at = (at + 7_654_321) % document.text().len();
            let row = layout.row_of(&document, at);
            let top = layout.anchor_of_row(&document, row);
            layout.window(&document, top, 60)
        });
    });
    group.finish();
}

/// Opening, resizing and drawing must not feel the size of the text.
fn layout(c: &mut Criterion) {
    let mut group = c.benchmark_group("typeset/layout-50MB");
    group.sample_size(10);
    let document = Document::from_lines(text(50_000_000));
    group.bench_function("new", |b| b.iter(|| Layout::new(black_box(&document), measure())));
    let mut layout = Layout::new(&document, measure());
    let mut width = 60;
    group.bench_function("set_measure", |b| {
        b.iter(|| {
            width = 40 + (width + 1) % 60;
            layout.set_measure(&document, Measure { width: Cells(width), ..measure() });
        });
    });
    let mut row = 0;
    group.bench_function("window-far", |b| {
        b.iter(|| {
            row = (row + 76_543) % layout.total();
            let top = layout.anchor_of_row(&document, row);
            layout.window(&document, top, 60)
        });
    });
    let mut top = Anchor::default();
    group.bench_function("window-scrolled", |b| {
        b.iter(|| {
            top = layout.scroll(&document, top, 3);
            layout.window(&document, top, 60)
        });
    });
    group.finish();
}

criterion_group!(benches, rows, layout, huge);
criterion_main!(benches);
