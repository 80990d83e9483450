//! The outline of speeches: bytes a second at three sizes, which must stay level, and of texts made
//! to hurt.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gangmu::document::Document;
use gangmu::library::SAMPLES;
use gangmu::{input, outline};

/// The built-in speeches, again and again, `bytes` long at least.
fn speeches(bytes: usize) -> Document {
    let mut text = String::with_capacity(bytes + 32 * 1024);
    while text.len() < bytes {
        for sample in SAMPLES {
            text.push_str(sample.text);
            text.push('\n');
        }
    }
    document(text)
}

fn document(text: String) -> Document {
    input::read(text.into_bytes(), "讲话.txt").expect("text is text")
}

fn growth(c: &mut Criterion) {
    let mut group = c.benchmark_group("outline/parse");
    group.sample_size(10);
    for (name, bytes) in [("64 KiB", 64 << 10), ("1 MiB", 1 << 20), ("16 MiB", 16 << 20)] {
        let doc = speeches(bytes);
        group.throughput(Throughput::Bytes(doc.text().len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), &doc, |b, doc| {
            b.iter(|| outline::parse(black_box(doc)));
        });
    }
    group.finish();
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("input/txt");
    group.sample_size(10);
    for (name, bytes) in [("64 KiB", 64 << 10), ("1 MiB", 1 << 20), ("16 MiB", 16 << 20)] {
        let text = speeches(bytes).text().to_owned();
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), &text, |b, text| {
            b.iter(|| document(black_box(text).clone()));
        });
    }
    group.finish();
}

fn hostile(c: &mut Criterion) {
    let mut group = c.benchmark_group("outline/hostile");
    group.sample_size(10);
    let headings = (1..=100_000).map(|i| format!("{i}、第{i}件事\n")).collect::<String>();
    let levels = (1..200).map(|n| vec!["1"; n].join(".") + " 层\n").collect::<String>().repeat(40);
    for (name, text) in [
        ("100,000 headings", headings),
        ("200 levels", levels),
        ("one line", "一是，".repeat(500_000)),
    ] {
        let doc = document(text);
        group.throughput(Throughput::Bytes(doc.text().len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), &doc, |b, doc| {
            b.iter(|| outline::parse(black_box(doc)));
        });
    }
    group.finish();
}

criterion_group!(benches, growth, reading, hostile);
criterion_main!(benches);
