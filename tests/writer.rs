//! What one who writes a speech uses: check and its kin, by the program and on whole screens.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    unreachable_pub,
    dead_code,
    reason = "a test stops at the first surprise"
)]

#[path = "support/reader.rs"]
mod reader;

use std::fs;
use std::process::{Command, Stdio};

use gangmu::check::{RULES, Rule, check};
use gangmu::library::{SAMPLES, Source};
use gangmu::locale::Lang;
use gangmu::outline;
use serde_json::Value;
use tempfile::TempDir;

/// A speech with a fault of each kind that numbers and pairs can have.
const FAULTY: &str = "在石桥镇春耕备耕会议上的讲话
同志们：
下面，我讲三点意见。
一、看清形势
今年雨水偏多,墒情总体不错，大家要有信心。
二、抓住重点
1、种子要备足，不能等到下种再去买。
2、农机要修好，不能等到下田再去修。
四、压实责任
要把“三农工作扛在肩上，一级带着一级干。
五、搞好服务
农技员要下到田头，手把手地教。
";

struct Run {
    status: i32,
    out: String,
    err: String,
}

fn run(folder: &TempDir, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gangmu"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).current_dir(folder.path()).args(arguments);
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Run {
        status: output.status.code().unwrap(),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn rows(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

mod checking {
    use super::*;

    /// Rules that a built-in speech breaks, on purpose: it shows how copies from the web look.
    fn deliberate(name: &str) -> &'static [Rule] {
        match name {
            "02-chaye-dahui.txt"
            | "03-xiaoche-biaotai.txt"
            | "05-yuanqu-xiangmu.txt"
            | "08-jiceng-yiliao.txt" => &[Rule::Width],
            "14-zhenganbu-dahui.txt" => &[Rule::Width, Rule::Order],
            _ => &[],
        }
    }

    #[test]
    fn built_in_speeches_have_their_deliberate_faults_and_no_others() {
        for sample in SAMPLES {
            let document = Source::Sample(sample).load().unwrap();
            let found = check(&document, &outline::parse(&document), Lang::Zh);
            let mut rules: Vec<Rule> = found.iter().map(|f| f.rule).collect();
            rules.sort_unstable();
            rules.dedup();
            let mut expected = deliberate(sample.name).to_vec();
            expected.sort_unstable();
            assert_eq!(rules, expected, "{}: {found:?}", sample.name);
        }
    }

    #[test]
    fn each_fault_is_told_with_its_place_and_rule() {
        let folder = folder(&[("稿.txt", FAULTY)]);
        let told = run(&folder, &["check", "稿.txt"]);
        assert_eq!((told.status, told.err.as_str()), (1, ""));
        insta::assert_snapshot!(told.out, @r"
        稿.txt:4:1: 错误：前面说的是 3 项，这里列了 4 项；改数目为 4，或增减列项 [announced-count]
        稿.txt:5:7: 警告：汉字之间用了半角“,”；改为 ， [half-width GB/T 15834-2011 5.1]
        稿.txt:7:1: 警告：“1、”应写作“1.”，这一列共 2 处（B.3.3）；改为 1. [number-mark GB/T 15834-2011 B.3]
        稿.txt:9:1: 错误：二、 之后是 四、，缺 三、；补上 三、，或改为 三、 [number-gap]
        稿.txt:10:3: 错误：“ 没有与它成对的 ”；补上 ”，或删去 “ [unpaired GB/T 15834-2011 5.1.3]
        ");
    }

    #[test]
    fn lines_for_programs_hold_what_is_told() {
        let folder = folder(&[("稿.txt", FAULTY)]);
        let told = rows(&run(&folder, &["check", "--format", "jsonl", "稿.txt"]));
        let gap = told.iter().find(|f| f["rule"] == "number-gap").unwrap();
        assert_eq!(gap["path"], "稿.txt");
        assert_eq!((gap["line"].as_u64(), gap["col"].as_u64()), (Some(9), Some(0)));
        assert_eq!((gap["text"].as_str(), gap["level"].as_str()), (Some("四、"), Some("error")));
        assert_eq!(gap["clause"], "", "no clause forbids a gap");
        let mark = told.iter().find(|f| f["rule"] == "number-mark").unwrap();
        assert_eq!(mark["clause"], "GB/T 15834-2011 B.3");
    }

    #[test]
    fn sarif_is_whole_whatever_is_found() {
        let folder = folder(&[("稿.txt", FAULTY), ("好.txt", "一切都好，没有毛病。\n")]);
        for (path, status) in [("稿.txt", 1), ("好.txt", 0), (".", 1)] {
            let told = run(&folder, &["check", "--format", "sarif", path]);
            assert_eq!(told.status, status, "{path}");
            let log: Value = serde_json::from_str(&told.out).unwrap();
            assert_eq!(log["version"], "2.1.0");
            let run = &log["runs"][0];
            let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
            assert_eq!(rules.len(), RULES.len());
            let results = run["results"].as_array().unwrap();
            assert_eq!(results.is_empty(), status == 0);
            for result in results {
                let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
                assert_eq!(rule["id"], result["ruleId"]);
                let place = &result["locations"][0]["physicalLocation"];
                assert!(place["artifactLocation"]["uri"].as_str().unwrap().is_ascii());
                let region = &place["region"];
                assert!(region["startColumn"].as_u64() < region["endColumn"].as_u64());
            }
        }
    }

    #[test]
    fn a_fix_in_sarif_mends_the_text() {
        let folder = folder(&[("a.txt", FAULTY)]);
        let told = run(&folder, &["check", "--format", "sarif", "a.txt"]);
        let log: Value = serde_json::from_str(&told.out).unwrap();
        let mut lines: Vec<Vec<char>> = FAULTY.lines().map(|l| l.chars().collect()).collect();
        let results = log["runs"][0]["results"].as_array().unwrap();
        for fix in results.iter().rev().filter_map(|r| r["fixes"].get(0)) {
            let change = &fix["artifactChanges"][0]["replacements"][0];
            let at = |name: &str| {
                usize::try_from(change["deletedRegion"][name].as_u64().unwrap()).unwrap() - 1
            };
            let words = change["insertedContent"]["text"].as_str().unwrap().chars();
            lines[at("startLine")].splice(at("startColumn")..at("endColumn"), words);
        }
        let mended: String = lines.into_iter().map(|l| String::from_iter(l) + "\n").collect();
        assert!(mended.contains("今年雨水偏多，墒情"), "{mended}");
        assert!(mended.contains("\n1.种子要备足"), "{mended}");
    }

    #[test]
    fn rules_and_levels_can_be_left_out() {
        let folder = folder(&[("稿.txt", FAULTY)]);
        let rules = |arguments: &[&str]| -> Vec<String> {
            let all = [&["check", "稿.txt", "--format", "jsonl"], arguments].concat();
            let found = rows(&run(&folder, &all));
            found.iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect()
        };
        assert!(rules(&[]).contains(&"half-width".to_owned()));
        let allowed = rules(&["--allow", "half-width,number-mark", "--allow", "unpaired"]);
        assert_eq!(allowed, ["announced-count", "number-gap"]);
        let errors = rules(&["--level", "error"]);
        assert!(!errors.contains(&"half-width".to_owned()) && errors.len() == 3, "{errors:?}");
        let none = run(
            &folder,
            &[
                "check",
                "稿.txt",
                "--level",
                "error",
                "--allow",
                "announced-count,number-gap,unpaired",
            ],
        );
        assert_eq!((none.status, none.out.as_str()), (0, ""));
    }

    #[test]
    fn what_cannot_be_read_counts_more_than_what_is_found() {
        let folder = folder(&[("稿.txt", FAULTY)]);
        let told = run(&folder, &["check", "稿.txt", "没有.txt"]);
        assert_eq!(told.status, 2);
        assert!(told.out.contains("number-gap") && told.err.contains("没有.txt"));
    }

    #[test]
    fn rules_are_listed_with_their_clauses() {
        let folder = folder(&[]);
        let told = run(&folder, &["check", "--rules"]);
        assert_eq!(told.status, 0);
        for about in RULES {
            assert!(told.out.contains(about.id) && told.out.contains(about.clause), "{about:?}");
        }
    }
}

mod counting {
    use super::*;

    #[test]
    fn a_table_tells_words_shares_and_times() {
        let folder = folder(&[("稿.txt", FAULTY)]);
        let told = run(&folder, &["stats", "稿.txt", "--no-points"]);
        assert_eq!(told.status, 0);
        insta::assert_snapshot!(told.out, @r"
        每分钟 200 字                            字数   占比    段     用时     开始
        稿.txt                                    144 100.0%    12     0:43     0:00
        在石桥镇春耕备耕会议上的讲话              144 100.0%    12     0:43     0:00
          一、看清形势                             27  18.8%     2     0:08     0:08
          二、抓住重点                             42  29.2%     3     0:13     0:17
            1、种子要备足，不能等到下种再去买      18  12.5%     1     0:05     0:18
            2、农机要修好，不能等到下田再去修      18  12.5%     1     0:05     0:24
          四、压实责任                             26  18.1%     2     0:08     0:29
          五、搞好服务                             21  14.6%     2     0:06     0:37
        ");
    }

    #[test]
    fn lines_for_programs_add_up() {
        let folder = folder(&[("稿.txt", FAULTY)]);
        let told = rows(&run(&folder, &["stats", "稿.txt", "--format", "jsonl", "--pace", "60"]));
        let (whole, sections) = told.split_first().unwrap();
        assert_eq!(
            (whole["kind"].as_str(), whole["path"].as_str()),
            (Some("text"), Some("稿.txt"))
        );
        // At sixty a minute a word takes a second.
        assert_eq!(whole["words"], whole["seconds"]);
        let title = &sections[0];
        assert_eq!(title["words"], whole["words"]);
        let tops: u64 =
            sections.iter().filter(|s| s["level"] == 2).map(|s| s["words"].as_u64().unwrap()).sum();
        let first = sections.iter().find(|s| s["level"] == 2).unwrap();
        assert_eq!(first["at"].as_u64().unwrap() + tops, whole["words"].as_u64().unwrap());
    }
}

mod views {
    use super::*;
    use gangmu::app::Settings;
    use insta::assert_snapshot;
    use reader::Reader;

    #[test]
    fn findings_are_listed_over_the_text_which_shows_the_place() {
        let mut reader = Reader::open(FAULTY, (80, 16));
        assert_snapshot!(reader.press("c j j").screen());
    }

    #[test]
    fn findings_are_told_in_english_too() {
        let settings = Settings { lang: Lang::En, ..Settings::default() };
        let mut reader = Reader::with(&[("a.txt", FAULTY)], settings, (80, 16));
        assert_snapshot!(reader.press("c G").screen());
    }

    #[test]
    fn on_a_narrow_screen_the_finding_that_is_selected_is_told_in_full() {
        let settings = Settings { lang: Lang::En, ..Settings::default() };
        let draft = "一、抓好春耕\n种子要备足,化肥要到田。\n三、抓好水利\n渠道要修好。\n";
        let mut reader = Reader::with(&[("a.txt", draft)], settings, (40, 12));
        assert_snapshot!(reader.press("c").screen());
        let second = reader.press("j").screen();
        assert!(
            second.contains(">error   3  三、 follows 一、: 二、\n            missing"),
            "{second}"
        );
        // A click on the row on which it goes on is a second one on it: it is gone to.
        let (action, x, y) = (gangmu::app::msg::MouseAction::Press, 20, 3);
        reader.step(gangmu::app::Msg::Mouse(gangmu::app::msg::Mouse { action, x, y }));
        assert!(!reader.screen().contains("warning"), "{}", reader.screen());
    }

    #[test]
    fn what_the_settings_allow_is_not_listed() {
        let mut settings = Settings::default();
        let text = "[check]\nallow = [\"half-width\"]\nwords = [\"三、抓好水利\"]\n";
        assert_eq!(gangmu::app::config::read(text, &mut settings), []);
        let draft = "一、抓好春耕\n种子要备足,化肥要到田。\n三、抓好水利\n渠道要修好。\n";
        let mut reader = Reader::with(&[("稿", draft)], settings, (80, 24));
        assert!(reader.press("c").screen().contains("没有发现问题"), "{}", reader.screen());
        let mut reader = Reader::open(draft, (80, 24));
        assert!(!reader.press("c").screen().contains("没有发现问题"));
    }

    #[test]
    fn enter_stays_at_a_finding_and_esc_goes_back() {
        let mut reader = Reader::open(&FAULTY.repeat(4), (80, 12));
        let before = reader.screen();
        assert_eq!(reader.press("c G Esc").screen(), before);
        assert_ne!(reader.press("c G Enter").screen(), before);
        assert_eq!(reader.press("C-o").screen(), before);
    }

    #[test]
    fn a_sound_text_says_so() {
        let mut reader = Reader::open("一切都好，没有毛病。\n", (60, 6));
        let screen = reader.press("c").screen();
        assert!(screen.contains("没有发现问题"), "{screen}");
    }

    #[test]
    fn the_outline_tells_words_shares_and_times_by_turns() {
        let mut reader = Reader::open(reader::SPEECH, (80, 12));
        let column = |reader: &mut Reader| -> Vec<String> {
            let screen = reader.screen();
            let left = |row: &str| row.split('|').next().unwrap().trim_end().to_owned();
            screen.lines().skip(1).take(4).map(left).collect()
        };
        let mut seen = Vec::new();
        for _ in 0..4 {
            seen.push(column(&mut reader).join("\n"));
            reader.press("S");
        }
        assert_eq!(seen[0], seen[3]);
        assert_snapshot!(seen[..3].join("\n\n"));
    }

    #[test]
    fn the_outline_tells_times_by_the_pace_of_the_settings_and_whole_over_an_hour() {
        let text = format!("一、讲得很长\n{}。\n", "讲".repeat(3_650));
        let settings = Settings { pace: 60, ..Settings::default() };
        let mut reader = Reader::with(&[("稿.txt", &text)], settings, (80, 12));
        let screen = reader.press("S S").screen();
        assert!(screen.contains(" 1:00:5"), "{screen}");
        assert!(screen.contains("每分钟 60 字"), "{screen}");
    }
}

mod exporting {
    use super::*;
    use gangmu::export::{WHOLE_FORMATS, WholeFormat, write_whole};
    use gangmu::outline::{Kind, Outline};

    /// A speech whose numbers all follow one another.
    const SOUND: &str = "在石桥镇春耕备耕会议上的讲话
同志们：
今天讲两点意见。
一、看清形势 <抓紧> & 不等
今年雨水偏多，墒情总体不错。
（一）种子要早备。先查库存，再定采购。
（二）农机要早修。坏的换，旧的查。
二、抓住重点
1.水利要通。一是清渠。二是修闸。
2.人手要够。请回外出的能手。
（1）先登记。把名册做实。
（2）再联系。一个一个打电话。
谢谢大家！
";

    fn exported(format: WholeFormat, text: &str) -> Vec<u8> {
        let document = gangmu::document::Document::from_lines(text);
        let outline = outline::parse(&document);
        let mut out = Vec::new();
        write_whole(format, "稿.txt", &document, &outline, None, &mut out).unwrap();
        out
    }

    /// Depth, marker and title. A point may open a paragraph of its own in the new file.
    fn headings(document: &gangmu::document::Document, outline: &Outline) -> Vec<String> {
        let text = document.text();
        outline
            .nodes()
            .iter()
            .map(|n| {
                let marker = n.marker.of(text).trim();
                format!("{} {marker}{}", n.depth, n.title.of(text).trim())
            })
            .collect()
    }

    #[test]
    fn word_and_web_and_markdown_are_read_back_as_the_same_outline() {
        let document = gangmu::document::Document::from_lines(SOUND);
        let outline = outline::parse(&document);
        let expected = headings(&document, &outline);
        assert_eq!(expected.len(), 11, "{expected:?}");
        for (name, format) in [
            ("a.docx", WholeFormat::Docx),
            ("a.md", WholeFormat::Markdown),
            ("a.txt", WholeFormat::Plain),
        ] {
            let bytes = exported(format, SOUND);
            let back = gangmu::input::read(bytes, name).unwrap();
            let outline = outline::parse(&back);
            assert_eq!(headings(&back, &outline), expected, "{name}");
        }
    }

    #[test]
    fn every_built_in_speech_keeps_its_headings_in_word() {
        for sample in SAMPLES {
            let document = Source::Sample(sample).load().unwrap();
            let outline = outline::parse(&document);
            let mut out = Vec::new();
            write_whole(WholeFormat::Docx, "a", &document, &outline, None, &mut out).unwrap();
            let back = gangmu::input::read(out, "a.docx").unwrap();
            let titles = |d: &gangmu::document::Document, o: &Outline, all: bool| {
                let nodes = o.nodes().iter().filter(|n| all || n.kind != Kind::Point);
                let words = |n: &gangmu::outline::Node| {
                    n.title.of(d.text()).chars().filter(|c| c.is_alphanumeric()).collect()
                };
                nodes.map(words).collect::<Vec<String>>()
            };
            // A point that opens a paragraph there is a heading.
            let again = titles(&back, &outline::parse(&back), true);
            let mut again = again.iter();
            // The number of a piece stands in its title there: 篇一：……
            let numbered = |t: &str, title: &str| {
                t.strip_suffix(title).is_some_and(|n| n.starts_with('篇') && n.chars().count() == 2)
            };
            for title in titles(&document, &outline, false) {
                let kept = |t: &String| *t == title || numbered(t, &title);
                assert!(again.any(kept), "{}: {title}", sample.name);
            }
        }
    }

    #[test]
    fn numbers_in_word_are_automatic() {
        let bytes = exported(WholeFormat::Docx, SOUND);
        let back = gangmu::input::read(bytes, "a.docx").unwrap();
        let numbered = back.paragraphs().iter().filter(|p| p.numbered).count();
        assert_eq!(numbered, 8);
        // A gap cannot be counted: the numbers are typed.
        let bytes = exported(WholeFormat::Docx, FAULTY);
        let back = gangmu::input::read(bytes, "a.docx").unwrap();
        assert!(back.text().contains("四、压实责任"), "{}", back.text());
    }

    #[test]
    fn a_page_folds_without_a_script() {
        let page = String::from_utf8(exported(WholeFormat::Html, SOUND)).unwrap();
        assert!(!page.contains("<script") && !page.contains("http"));
        assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
        assert!(page.contains("<h2>一、看清形势 &lt;抓紧&gt; &amp; 不等</h2>"), "{page}");
        let back = gangmu::input::read(page.into_bytes(), "a.html").unwrap();
        assert!(back.text().contains("先查库存，再定采购。"));
    }

    #[test]
    fn json_of_a_text_is_as_documented() {
        let value: Value = serde_json::from_slice(&exported(WholeFormat::Json, SOUND)).unwrap();
        assert_eq!(value["schema"], "gangmu-text/1");
        let blocks = value["blocks"].as_array().unwrap();
        assert_eq!(blocks[0]["kind"], "title");
        let heading = blocks.iter().find(|b| b["kind"] == "heading").unwrap();
        assert_eq!(
            (heading["marker"].as_str(), heading["number"].as_u64()),
            (Some("一、"), Some(1))
        );
        assert_eq!((heading["level"].as_u64(), heading["line"].as_u64()), (Some(2), Some(4)));
        let documented =
            fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md")).unwrap();
        let keys = blocks.iter().flat_map(|b| b.as_object().unwrap().keys());
        for key in keys.chain(value.as_object().unwrap().keys()) {
            assert!(documented.contains(&format!("`{key}`")), "{key} is documented");
        }
    }

    #[test]
    fn a_section_alone_is_exported_to_a_file() {
        let folder = folder(&[("稿.txt", SOUND)]);
        let done = run(&folder, &["export", "--section", "一(二)", "-o", "节.md", "稿.txt"]);
        assert_eq!((done.status, done.out.as_str(), done.err.as_str()), (0, "", ""));
        let section = fs::read_to_string(folder.path().join("节.md")).unwrap();
        assert_eq!(section, "### （二）农机要早修\n\n坏的换，旧的查。\n");
        let missing = run(&folder, &["export", "--section", "九", "稿.txt"]);
        assert_eq!(missing.status, 1);
        let nowhere = run(&folder, &["export", "-o", "没有/节.md", "稿.txt"]);
        assert_eq!(nowhere.status, 2);
        assert!(nowhere.err.contains("没有/节.md"), "{}", nowhere.err);
    }

    #[test]
    fn a_file_that_exists_is_replaced_only_by_force() {
        let folder = folder(&[("稿.txt", SOUND), ("旧.md", "旧稿")]);
        let read = || fs::read_to_string(folder.path().join("旧.md")).unwrap();
        for target in ["旧.md", "稿.txt"] {
            let refused = run(&folder, &["export", "-o", target, "稿.txt"]);
            assert_eq!((refused.status, refused.out.as_str()), (2, ""));
            assert!(refused.err.contains("--force"), "{}", refused.err);
        }
        assert_eq!(read(), "旧稿");
        let forced = run(&folder, &["export", "--force", "-o", "旧.md", "稿.txt"]);
        assert_eq!((forced.status, forced.err.as_str()), (0, ""));
        assert!(read().starts_with("# "), "{}", read());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left behind");
    }

    #[test]
    fn each_format_is_written_for_any_speech() {
        for sample in SAMPLES {
            for (name, format) in WHOLE_FORMATS {
                let out = exported(*format, sample.text);
                assert!(out.len() > sample.text.len() / 8, "{} as {name}", sample.name);
            }
        }
    }
}

mod comparing {
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
}
