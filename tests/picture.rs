//! The pictures of the README are what the screen shows.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    unreachable_pub,
    dead_code,
    reason = "a test stops at the first surprise"
)]

#[path = "support/reader.rs"]
mod reader;
#[path = "support/svg.rs"]
mod svg;

use std::path::Path;

use gangmu::app::Settings;
use gangmu::app::settings::Start;
use gangmu::library::SAMPLES;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use reader::Reader;
use svg::svg;

/// The built-in report, on a terminal of this size, after these keys.
fn report(size: (u16, u16), keys: &str) -> Reader {
    let sample = SAMPLES.iter().find(|sample| sample.name.contains("zhengfu")).unwrap();
    let mut reader = Reader::with(&[(sample.name, sample.text)], Settings::default(), size);
    reader.press(keys);
    reader
}

fn writes() -> bool {
    std::env::var_os("GANGMU_WRITE").is_some()
}

/// With `GANGMU_WRITE=1` in the environment, writes the picture there.
fn assert_picture(name: &str, reader: &Reader) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name);
    let wanted = svg(&reader.buffer(), reader.cursor());
    if writes() {
        std::fs::write(&path, wanted).unwrap();
    } else {
        let picture = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            picture == wanted,
            "the screen no longer looks like assets/{name}: \
             run `GANGMU_WRITE=1 cargo test --test picture`, look at it, and where a PNG \
             lies beside it draw that again at twice the size"
        );
    }
}

#[test]
fn the_report_with_its_outline_partly_folded() {
    assert_picture("screen.svg", &report((100, 30), "Tab j h 10j h 5k Tab"));
}

#[test]
fn the_jump_by_pinyin() {
    assert_picture("jump.svg", &report((100, 30), "f zuo"));
}

#[test]
fn the_hits_of_a_search_in_context() {
    assert_picture("results.svg", &report((100, 30), "/ 群众 Enter v j j"));
}

/// A draft as it comes to the one who has to check it.
const DRAFT: &str = "\
在全镇秋收工作会上的讲话
同志们：
今天这个会，主要是安排晚稻收割和粮食入库。下面，我讲三点意见。
一、认清形势，抢在雨前。今年雨水偏多，晚稻要抢晴天收，一天也拖不起。
三、压实责任，包片到户。各村书记带头下田，镇干部包片到户，把“颗粒归仓落到实处。
1. 农机统一调度，先低田后高田。
2. 仓库提前腾空，霉变的粮食不得入库。
4. 山路上的运粮车夜里要有人押送。
第一，要算清损失的账。
谢谢大家！
";

#[test]
fn the_faults_of_a_draft() {
    assert_picture("check.svg", Reader::open(DRAFT, (100, 24)).press("c"));
}

/// Last year's report and this year's: a section put in, one that has moved, other figures.
const LAST: &str = "\
在全镇茶产业工作会上的讲话
（2024年3月6日）
同志们：
去年，全镇茶园面积达到8600亩，产值1.2亿元，增长8.5%。下面，我讲两点意见。
一、抓好春茶采摘
（一）抓好采工组织。各村要提前登记用工，缺口大的村由镇里统一调配。
（二）抓好鲜叶收购。收购点要当天结账，不打白条。
二、抓好品牌销售
（一）抓好质量检测。每批鲜叶都要检测农残，不合格的一律不收。
（二）抓好网上销售。每个村培养2名带货能手。
谢谢大家！
";
const THIS: &str = "\
在全镇茶产业工作会上的讲话
（2025年3月3日）
同志们：
去年，全镇茶园面积达到9200亩，产值1.4亿元，增长16.7%。下面，我讲三点意见。
一、抓好春茶采摘
（一）抓好质量检测。每批鲜叶都要检测农残，不合格的一律不收。
（二）抓好采工组织。各村要提前登记用工，缺口大的村由镇里统一调配，工资按日结清。
（三）抓好鲜叶收购。收购点要当天结账，不打白条。
二、抓好茶园防冻
要盯紧倒春寒，降温前一天把遮阳网盖到位。
三、抓好品牌和网上销售
每个村培养3名带货能手。
谢谢大家！
";

#[test]
fn two_versions_side_by_side() {
    let settings = Settings { start: Some(Start::Comparison), ..Settings::default() };
    let light = settings.themes.all().position(|theme| theme.name == "light");
    let settings = Settings { theme: light.unwrap(), ..settings };
    let texts = [("今年.txt", THIS), ("去年.txt", LAST)];
    let mut reader = Reader::with(&texts, settings, (120, 25));
    assert_picture("diff.svg", reader.press("n"));
}

#[test]
fn a_narrow_terminal_after_a_search() {
    assert_picture("narrow.svg", &report((44, 20), "/ 群众 Enter n"));
}

/// The page alone, as wide as it is best read and in a narrow window, in the themes for day and
/// evening.
#[test]
fn a_page_wide_and_narrow() {
    let keys = "J J :theme Space light Enter :justify Enter Z j";
    assert_picture("page-wide.svg", &report((100, 26), keys));
    let keys = "J J J :theme Space dark Enter Z j";
    assert_picture("page-narrow.svg", &report((46, 26), keys));
}

/// The README shows PNG, which needs no Chinese font, and links it to the SVG.
#[test]
fn the_pictures_of_the_readme_are_there_and_small() {
    if writes() {
        return println!("skipped: the pictures are being written");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for readme in ["README.md", "README.en.md"] {
        let text = std::fs::read_to_string(root.join(readme)).unwrap();
        let links = text.split("](assets/").skip(1).map(|link| link.split(')').next().unwrap());
        let mut names: Vec<_> = links.collect();
        for name in &names {
            let size = std::fs::metadata(root.join("assets").join(name)).map_or(0, |m| m.len());
            assert!((1..=300_000).contains(&size), "{readme}: assets/{name} has {size} bytes");
        }
        names.sort_unstable();
        let shown = [
            "check.png",
            "check.svg",
            "diff.png",
            "diff.svg",
            "jump.png",
            "jump.svg",
            "narrow.svg",
            "page-narrow.svg",
            "page-wide.svg",
            "results.png",
            "results.svg",
            "screen.png",
            "screen.svg",
        ];
        assert_eq!(names, shown, "{readme}");
    }
}

#[test]
fn each_character_stands_in_the_middle_of_its_own_cells() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
    buffer.set_string(0, 0, "a纲目b", Style::new());
    let picture = svg(&buffer, None);
    for (middle, symbol) in [(17, 'a'), (32, '纲'), (52, '目'), (67, 'b')] {
        let text = format!("<text x=\"{middle}\" y=\"29\">{symbol}</text>");
        assert!(picture.contains(&text), "{text} in\n{picture}");
    }
}

#[test]
fn characters_of_markup_are_escaped() {
    let picture = svg(&Buffer::with_lines(["<&>"]), None);
    let glyphs = ["&lt;</text>", "&amp;</text>", "&gt;</text>"];
    assert!(glyphs.iter().all(|glyph| picture.contains(glyph)), "{picture}");
}

#[test]
fn styles_and_cursor_are_shown() {
    let inked = |style: Style, cursor| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        buffer.set_string(0, 0, "x", style);
        svg(&buffer, cursor)
    };
    let plain = inked(Style::new(), None);
    let cursor = inked(Style::new(), Some(Position::ORIGIN));
    assert_eq!(cursor, inked(Style::new().reversed(), None), "a block");
    assert_eq!(plain, inked(Style::new().reversed(), Some(Position::ORIGIN)), "a block in a bar");
    assert!(inked(Style::new().bold(), None).contains("font-weight=\"bold\""));
    let mut seen = vec![plain, cursor];
    for style in [Style::new().dim(), Style::new().underlined(), Style::new().fg(Color::Cyan)] {
        let picture = inked(style, None);
        assert!(!seen.contains(&picture), "{style:?} looks like another");
        seen.push(picture);
    }
}
