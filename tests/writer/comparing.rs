//! `gangmu diff`: what is printed.

use super::*;

const OLD: &str = "在石桥镇春耕会上的讲话
同志们：
一、看清形势
今年雨水偏多。墒情总体不错。
二、备足农资
种子要早买。化肥要早订。
三、压实责任
一级带着一级干。
";
const NEW: &str = "在石桥镇春耕会上的讲话
同志们，朋友们：
一、看清形势
今年雨水偏少。墒情总体不错。
二、修好水利
渠要清。闸要修。
三、备足农资
种子要早买。化肥要早订。
四、压实各级责任
一级带着一级干。
";

#[test]
fn two_versions_are_compared_by_heading_and_sentence() {
    let folder = folder(&[("旧.txt", OLD), ("新.txt", NEW)]);
    let told = run(&folder, &["diff", "旧.txt", "新.txt"]);
    assert_eq!((told.status, told.err.as_str()), (1, ""));
    insta::assert_snapshot!(told.out, @r"
      在石桥镇春耕会上的讲话
        ~ 同志们{+，朋友们+}：
        一、看清形势
        ~ 今年雨水偏[-多-]{+少+}。
    +   二、修好水利
        + 渠要清。
        + 闸要修。
    #   三、备足农资  ← 二、
    ~   四、压实各级责任  ← 三、压实责任
    ");
    let back = run(&folder, &["diff", "新.txt", "旧.txt"]);
    assert_eq!(back.status, 1);
    assert!(back.out.contains("- 二、修好水利") || back.out.contains("-   二、修好水利"));
}

#[test]
fn a_version_is_the_same_as_itself() {
    let folder = folder(&[("旧.txt", OLD)]);
    let told = run(&folder, &["diff", "旧.txt", "旧.txt"]);
    assert_eq!((told.status, told.out.as_str()), (0, ""));
    let all = run(&folder, &["diff", "--all", "旧.txt", "旧.txt"]);
    assert_eq!((all.status, all.out.lines().count()), (0, 4));
}

#[test]
fn lines_for_programs_hold_both_headings() {
    let folder = folder(&[("旧.txt", OLD), ("新.txt", NEW)]);
    let told = rows(&run(&folder, &["diff", "--format", "jsonl", "旧.txt", "新.txt"]));
    let of = |change: &str| told.iter().find(|r| r["change"] == change).unwrap();
    assert_eq!(of("renumbered")["old"]["marker"], "二、");
    assert_eq!(of("renumbered")["new"]["marker"], "三、");
    assert!(of("new")["old"].is_null());
    assert_eq!(of("reworded")["new"]["text"], "压实各级责任");
    let changed = told.iter().flat_map(|r| r["text"].as_array().unwrap());
    let changed: Vec<_> = changed.filter(|s| s["change"] == "changed").collect();
    assert!(changed.iter().any(|s| s["new"] == "今年雨水偏少。"), "{changed:?}");
}

#[test]
fn a_version_that_is_not_there_is_an_error() {
    let folder = folder(&[("旧.txt", OLD)]);
    let told = run(&folder, &["diff", "旧.txt", "没有.txt"]);
    assert_eq!(told.status, 2);
    assert!(told.err.contains("没有.txt"));
}
