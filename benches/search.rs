//! How long a keystroke takes, by the number of headings, beside plain fuzzy-matcher; and how fast
//! text is folded and searched, beside memmem on the text as it is.
//!
//! `cargo bench --bench search`; with `-- keystrokes` only the table of medians is printed, with
//! `-- folding` only how fast text is folded.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark says what it measured"
)]

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use gangmu::document::Document;
use gangmu::outline::{Family, Kind, Node, Outline};
use gangmu::search::jump::{Found, Index, Options};
use gangmu::search::text;
use gangmu::text::Span;

const WORDS: &str = "坚持 高质量 发展 深化 改革 乡村 振兴 基层 治理 安全 生产 生态 环境 保护 项目 建设 招商 引资 \
    营商 作风 纪律 干部 队伍 民生 保障 教育 医疗 重点 工作 责任 落实 监督 服务 群众 创新 驱动 产业 升级 绿色 \
    转型 统筹 推进 城乡 融合 财政 金融 风险 防范 法治 文化 自信 科技 人才 数字 经济 開放 區域 協調 聯動 攻堅";
const VERBS: &str =
    "要 全面 着力 切实 不断 进一步 牢牢 始终 认真 大力 扎实 加快 强化 提升 抓好 打造 构建 健全";
const MARKERS: [&str; 6] = ["一、", "（二）", "3．", "第四，", "五是", "六要"];

/// Queries as they are typed: hanzi, initials, full pinyin, mixtures.
const QUERIES: [&str; 10] = [
    "乡村振兴",
    "落实责任",
    "xczx",
    "yshj",
    "gaozhiliang",
    "zhongdian",
    "fengxian fangfan",
    "2zx",
    "项目js",
    "shuzijingji",
];

/// A step of a linear congruential generator (Knuth's constants): the same headings every time.
fn pick<'a>(seed: &mut u64, words: &[&'a str]) -> &'a str {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    words[(*seed >> 33) as usize % words.len()]
}

fn speech(headings: usize) -> (Document, Outline) {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let verbs: Vec<&str> = VERBS.split_whitespace().collect();
    let mut seed = 7;
    let mut text = String::new();
    let mut nodes = Vec::new();
    for i in 0..headings {
        let level = [0, 1, 2, 1, 2, 3, 4, 5][i % 8];
        let start = text.len();
        text.push_str(MARKERS[level]);
        let title = text.len();
        for _ in 0..2 + i % 2 {
            text.push_str(pick(&mut seed, &verbs));
            text.push_str(pick(&mut seed, &words));
            text.push_str(pick(&mut seed, &words));
            text.push_str(if i % 3 == 0 { "，" } else { "" });
        }
        let (marker, words) = (Span::new(start, title), Span::new(title, text.len()));
        let mut node = Node::loose(Kind::Heading, Family::Han, level as u16 + 1, marker, words);
        node.number = level as u32 + 1;
        nodes.push(node);
        text.push('\n');
    }
    let end = text.len();
    (Document::from_lines(text), Outline::new(nodes, end))
}

/// Every query letter by letter.
fn keystrokes() -> Vec<String> {
    let typed = |query: &'static str| {
        (1..=query.chars().count()).map(|n| query.chars().take(n).collect::<String>())
    };
    QUERIES.into_iter().flat_map(typed).collect()
}

fn options() -> Options {
    Options { limit: 50, ..Options::default() }
}

fn plain(matcher: &SkimMatcherV2, headings: &[String], query: &str) -> usize {
    let mut hits: Vec<_> = headings
        .iter()
        .enumerate()
        .filter_map(|(i, h)| Some((matcher.fuzzy_indices(h, query)?.0, i)))
        .collect();
    hits.sort_unstable();
    hits.len()
}

fn titles(document: &Document, outline: &Outline) -> Vec<String> {
    let title = |n: &Node| Span::new(n.start(), n.title.end).of(document.text()).to_owned();
    outline.nodes().iter().map(title).collect()
}

fn jump(c: &mut Criterion) {
    let mut group = c.benchmark_group("jump/keystroke");
    group.sample_size(10).measurement_time(Duration::from_secs(4));
    let never = AtomicBool::new(false);
    for count in [1_000, 10_000, 100_000] {
        let (document, outline) = speech(count);
        let index = Index::new(&document, &outline);
        let keys = keystrokes();
        group.throughput(Throughput::Elements(count as u64));
        let mut next = keys.iter().cycle();
        group.bench_function(BenchmarkId::new("gangmu", count), |b| {
            b.iter(|| index.query_with(next.next().unwrap(), &options(), None, &never));
        });
        let headings = titles(&document, &outline);
        let matcher = SkimMatcherV2::default().ignore_case();
        let mut next = keys.iter().cycle();
        group.bench_function(BenchmarkId::new("fuzzy-matcher", count), |b| {
            b.iter(|| plain(&matcher, &headings, next.next().unwrap()));
        });
    }
    group.finish();

    let mut group = c.benchmark_group("jump/index");
    for count in [1_000, 10_000, 100_000] {
        let (document, outline) = speech(count);
        group.throughput(Throughput::Bytes(document.text().len() as u64));
        group.sample_size(10).bench_function(BenchmarkId::from_parameter(count), |b| {
            b.iter(|| Index::new(black_box(&document), &outline));
        });
    }
    group.finish();
}

const SENTENCE: &str = "　　要坚持稳中求进工作总基调，把項目建設（shè）作为重中之重，推动“十五五”开好局、起好步。\n\
    会议指出，今年以来全县 GDP 增长6.5%，一般公共预算收入完成32.8亿元，同比增长百分之八，实现了“双过半”。\n";

const TRADITIONAL: &str = "　　要堅持穩中求進工作總基調，把項目建設（shè）作為重中之重，推動「十五五」開好局、起好步。\n\
    會議指出，今年以來全縣 GDP 增長6.5%，一般公共預算收入完成32.8億元，同比增長百分之八，實現了“雙過半”。\n";

/// How fast text of either script is folded, in MB/s.
fn folding() {
    for (name, sentence) in [("simplified", SENTENCE), ("traditional", TRADITIONAL)] {
        let text = sentence.repeat((8 << 20) / sentence.len());
        let time = best(9, || text::Index::new(black_box(&text)));
        println!("fold, {name}: {:.0} MB/s", text.len() as f64 / 1e6 / time.as_secs_f64());
    }
}

fn searching(c: &mut Criterion) {
    for kib in [64, 1024, 16 * 1024] {
        let text = SENTENCE.repeat(kib * 1024 / SENTENCE.len());
        let index = text::Index::new(&text);
        let mut group = c.benchmark_group("text");
        group.sample_size(20).measurement_time(Duration::from_secs(3));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("fold", kib), |b| {
            b.iter(|| text::Index::new(black_box(&text)));
        });
        group.throughput(Throughput::Bytes(index.folded().len() as u64));
        // One that is not there, so that only the search is measured, and one in every line.
        for (name, query) in [("absent", "改革开放"), ("frequent", "项目建设")] {
            group.bench_function(BenchmarkId::new(name, kib), |b| {
                b.iter(|| index.find(black_box(query)));
            });
        }
        group.throughput(Throughput::Bytes(text.len() as u64));
        for (name, query) in [("unfolded, absent", "改革开放"), ("unfolded, frequent", "项目建设")]
        {
            let needle = text::Needle::new(query);
            group.bench_function(BenchmarkId::new(name, kib), |b| {
                b.iter(|| needle.find_in(black_box(&text)));
            });
        }
        group.bench_function(BenchmarkId::new("memmem on the original, absent", kib), |b| {
            b.iter(|| memchr::memmem::find_iter(text.as_bytes(), black_box("改革开放")).count());
        });
        group.finish();
    }
}

/// The shortest of `runs`: what the work takes when nothing else runs on the machine.
fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let run = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..runs).map(run).min().unwrap()
}

/// How soon a query over `index` ends once its flag is set: the worst of some moments.
fn cancelled(index: &Index, query: &str) -> Duration {
    let late = |after: u64| {
        let cancel = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let worker = scope.spawn(|| {
                let found = index.query_with(query, &options(), None, &cancel);
                (Instant::now(), found.is_none())
            });
            std::thread::sleep(Duration::from_millis(after));
            let set = Instant::now();
            cancel.store(true, Ordering::Relaxed);
            let (end, stopped) = worker.join().unwrap();
            // What was done before the flag was set was not cancelled.
            if stopped { end.saturating_duration_since(set) } else { Duration::ZERO }
        })
    };
    // Of some tries the shortest, or other programs on the machine are measured.
    (1..=20).map(|after| (0..3).map(|_| late(after)).min().unwrap()).max().unwrap()
}

/// Median and worst time of a keystroke, which a mean would hide; beside it plain fuzzy-matcher
/// over the headings, which finds neither pinyin nor the other script.
fn table() {
    println!(
        "headings  bytes each  median ms  worst ms  narrowed  fuzzy-matcher  ratio  cancelled in ms"
    );
    let never = AtomicBool::new(false);
    for count in [1_000, 10_000, 100_000, 1_000_000] {
        let (document, outline) = speech(count);
        let index = Index::new(&document, &outline);
        let headings = titles(&document, &outline);
        let matcher = SkimMatcherV2::default().ignore_case();
        let runs = if count > 100_000 { 1 } else { 5 };
        let (mut full, mut narrowed, mut peer) = (Vec::new(), Vec::new(), Vec::new());
        let mut slowest = (Duration::ZERO, String::new());
        let mut late = Duration::ZERO;
        for query in QUERIES {
            let mut last: Option<Found> = None;
            for n in 1..=query.chars().count() {
                let typed: String = query.chars().take(n).collect();
                let time = best(runs, || index.query_with(&typed, &options(), None, &never));
                full.push(time);
                slowest = slowest.max((time, typed.clone()));
                let narrow = || index.query_with(&typed, &options(), last.as_ref(), &never);
                narrowed.push(best(runs, narrow));
                last = index.query_with(&typed, &options(), last.as_ref(), &never);
                peer.push(best(runs, || plain(&matcher, &headings, &typed)));
            }
        }
        if count >= 100_000 {
            late = QUERIES.iter().map(|query| cancelled(&index, query)).max().unwrap();
        }
        let median = |times: &mut Vec<Duration>| {
            times.sort_unstable();
            times[times.len() / 2].as_secs_f64() * 1e3
        };
        let (full, narrowed, peer) = (median(&mut full), median(&mut narrowed), median(&mut peer));
        println!(
            "{count:8} {:11} {full:10.2} {:9.2} {narrowed:9.2} {peer:14.2} {:6.2} {:16.2}   worst: {}",
            index.memory() / count,
            slowest.0.as_secs_f64() * 1e3,
            full / peer,
            late.as_secs_f64() * 1e3,
            slowest.1,
        );
    }
}

fn main() {
    if std::env::args().any(|a| a == "folding") {
        folding();
        return;
    }
    if std::env::args().any(|a| a == "keystrokes") {
        table();
        return;
    }
    let mut criterion = Criterion::default().configure_from_args();
    jump(&mut criterion);
    searching(&mut criterion);
    criterion.final_summary();
    folding();
    table();
}
