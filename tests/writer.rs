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

#[path = "writer/checking.rs"]
mod checking;
#[path = "writer/comparing.rs"]
mod comparing;
#[path = "writer/counting.rs"]
mod counting;
#[path = "writer/exporting.rs"]
mod exporting;

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
    fn the_gravest_findings_come_first_where_that_is_asked() {
        let draft = "一、抓好春耕\n种子要备足,化肥要到田。\n三、抓好水利\n渠道要修好。\n";
        let mut reader = Reader::with(&[("稿", draft)], Settings::default(), (80, 24));
        let told = |screen: String| {
            let rows = screen.lines().filter(|row| row.contains("错误") || row.contains("警告"));
            rows.map(|row| row.chars().take(3).collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(told(reader.press("c").screen()), [">警告", " 错误"]);
        assert_eq!(told(reader.press("s").screen()), [">错误", " 警告"]);
        assert!(reader.screen().contains("重的在前"));
        assert_eq!(told(reader.press("j").screen()), [" 错误", ">警告"]);
        assert_eq!(told(reader.press("s").screen()), [">警告", " 错误"], "what is selected stays");
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
