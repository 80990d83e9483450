//! What people type and the heading they mean: the jump must show it first.
//!
//! The pairs and the texts they speak of lie outside the project; without them the test says that
//! it skips.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test stops at the first surprise and says what it measured"
)]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use gangmu::document::Document;
use gangmu::outline::{self, Outline};
use gangmu::search::jump::Index;
use gangmu::text::Span;

/// Headings of documents that the pairs only sketch, completed.
const X: &str = "\
一、健全机制提升质量效益
二、规范银行业经营行为
三、改进会计审计监督
四、坚持长期投入
五、弘扬音乐艺术让群众快乐
六、调整优化产业结构
七、防止重复建设并重视存量
八、按期还本付息
九、率先垂范当好表率
十、落实绿色发展理念
十一、强化重点领域改革
十二、着力解决基层矛盾
十三、各级部门都要担当
十四、传承西柏坡精神
十五、编好操作指南
十六、统筹推进西安片区
十七、完善行政执法
十八、加强与云南合作
十九、推广便民应用
二十、强化应用响应能力
";

const Y: &str = "\
一、想清楚
（一）弄懂要求
（二）找准差距
二、真想事
（一）带着感情
（二）沉下身子
三、干到位
（一）建好台账
（二）完善办法
";

struct Subject {
    document: Document,
    outline: Outline,
    index: Index,
}

impl Subject {
    fn new(text: String) -> Self {
        let document = Document::from_lines(text);
        let outline = outline::parse(&document);
        let index = Index::new(&document, &outline);
        Self { document, outline, index }
    }

    fn heading(&self, node: usize) -> &str {
        let node = &self.outline.nodes()[node];
        Span::new(node.start(), node.title.end).of(self.document.text())
    }
}

fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.join("shared");
    path.join("cases/fuzzy_pairs.tsv").exists().then_some(path)
}

#[test]
fn the_heading_that_is_meant_comes_first() {
    let Some(shared) = shared() else {
        println!("skipped: the pairs are not here");
        return;
    };
    let mut subjects: HashMap<String, Subject> = HashMap::new();
    subjects.insert("x".into(), Subject::new(X.into()));
    subjects.insert("y".into(), Subject::new(Y.into()));
    for entry in fs::read_dir(shared.join("seeds")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy()[..3].to_owned();
        subjects.insert(name, Subject::new(fs::read_to_string(path).unwrap()));
    }
    let pairs = fs::read_to_string(shared.join("cases/fuzzy_pairs.tsv")).unwrap();
    let (mut asked, mut reciprocal, mut first, mut three) = (0.0, 0.0, 0.0, 0.0);
    let mut absent = 0;
    for row in pairs.lines().filter(|l| !l.starts_with('#')) {
        let [query, name, meant, kind] = row.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let subject = &subjects[name];
        let is_meant = |node: usize| subject.heading(node).starts_with(meant);
        if !(0..subject.outline.len()).any(is_meant) {
            println!("no such heading: {row}");
            absent += 1;
            continue;
        }
        asked += 1.0;
        let hits = subject.index.query(query, None, 50);
        match hits.iter().position(|hit| is_meant(hit.node.0)) {
            Some(rank) => {
                reciprocal += 1.0 / (rank + 1) as f64;
                first += f64::from(rank == 0);
                three += f64::from(rank < 3);
                if rank > 0 {
                    println!("{query} ({kind}) stands at {}: {meant}", rank + 1);
                    for hit in hits.iter().take(rank + 1) {
                        println!("    {} {}", hit.score, subject.heading(hit.node.0));
                    }
                }
            }
            None => {
                println!("{query} ({kind}) not found: {meant}");
                for hit in hits.iter().take(3) {
                    println!("    {} {}", hit.score, subject.heading(hit.node.0));
                }
            }
        }
    }
    let (mrr, first, three) = (reciprocal / asked, first / asked, three / asked);
    println!(
        "{asked} pairs ({absent} without heading): MRR {mrr:.3}, first {first:.3}, first three {three:.3}"
    );
    assert!(asked >= 100.0);
    assert!(mrr >= 0.97 && three >= 0.98, "MRR {mrr:.3}, first three {three:.3}");
}
