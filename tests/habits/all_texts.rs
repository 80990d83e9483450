//! Many texts: a search that goes on in the next, the way back, what is told of the others.

use gangmu::app::wide::{RangeFound, Ranged};
use gangmu::app::{Effect, Key};

use super::*;

/// The query and the place among its hits, as the last line tells them.
fn hit(reader: &Reader) -> String {
    let line = footer(reader);
    line.rsplit_once("/石阶  ").map_or(line.clone(), |(_, at)| at.to_owned())
}

#[test]
fn what_was_found_in_all_texts_is_there_for_one_more_look() {
    let texts = [("甲.txt", SPEECH), ("乙.txt", SPEECH), ("丙.txt", SPEECH)];
    let mut reader = Reader::with(&texts, Settings::default(), (80, 24));
    reader.press("\\ 巡河 Down Enter");
    assert_eq!(reader.model.mode(), Mode::Text);
    let second = footer(reader.press("\\"));
    assert!(second.starts_with("全部 /巡河") && second.ends_with("2/3"), "{second}");
    reader.press("Down Enter \\");
    assert!(footer(&reader).ends_with("3/3"), "{}", reader.screen());
    reader.press("约谈");
    assert!(footer(&reader).starts_with("全部 /约谈"), "what is typed is another query");
    reader.press("Esc \\");
    assert_eq!(footer(&reader), "全部 /", "what was given up does not come back");
}

#[test]
fn a_search_over_all_texts_goes_on_in_the_next_text() {
    let texts = [("渡口.txt", PIER), ("便桥.txt", BRIDGE), ("山路.txt", ROAD)];
    let mut reader = Reader::with(&texts, Settings::default(), (100, 12));
    reader.press("\\ 石阶 Enter");
    for (key, title, at, said) in [
        ("n", "渡口", "2/3", ""),
        ("n", "渡口", "3/3", ""),
        ("n", "便桥", "1/1", "下一篇（2/3）：关于修便桥的讲话"),
        ("n", "山路", "1/1", "下一篇（3/3）"),
        ("n", "渡口", "1/3", "已到最后一篇，从头继续（1/3）"),
        ("N", "山路", "1/1", "已到第一篇，从末尾继续（3/3）"),
        ("N", "便桥", "1/1", "上一篇（2/3）"),
        ("N", "渡口", "3/3", "上一篇（1/3）"),
        ("N", "渡口", "2/3", ""),
    ] {
        reader.press(key);
        assert!(header(&reader).contains(title), "{title}: {}", header(&reader));
        assert_eq!(hit(&reader), at, "{title}");
        assert!(footer(&reader).contains(said), "{}", footer(&reader));
    }
    reader.press("\\");
    assert!(footer(&reader).ends_with("3/5"), "the list is where one came to: {}", footer(&reader));
    reader.press("Esc n");
    assert_eq!(hit(&reader), "3/3");
    assert!(header(reader.press("n")).contains("便桥"), "a look at the list gives nothing up");
}

#[test]
fn a_text_that_is_gone_does_not_hold_the_search_up() {
    let folder = tempfile::tempdir().unwrap();
    let file = |(name, text): (&str, &str)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        Source::File(path)
    };
    let texts = [("渡口.txt", PIER), ("便桥.txt", BRIDGE), ("山路.txt", ROAD)].map(file);
    let mut reader = Reader::of(texts.to_vec(), Settings::default(), (100, 12));
    reader.press("\\ 石阶 Enter n n");
    std::fs::remove_file(folder.path().join("便桥.txt")).unwrap();
    assert!(reader.press("n").screen().contains("找不到这个文件"), "{}", reader.screen());
    assert!(header(reader.press("n")).contains("山路"), "{}", reader.screen());
    reader.press("N");
    assert!(header(reader.press("N")).contains("渡口"), "{}", reader.screen());
}

#[test]
fn a_search_of_one_text_stays_in_it() {
    let texts = [("渡口.txt", PIER), ("便桥.txt", BRIDGE)];
    let mut reader = Reader::with(&texts, Settings::default(), (100, 12));
    reader.press("\\ 石阶 Enter / 石阶 Enter n n n");
    assert!(header(&reader).contains("渡口"), "{}", header(&reader));
    assert!(footer(&reader).contains("已到末尾，从头继续"), "{}", footer(&reader));
}

#[test]
fn what_is_found_after_one_has_gone_to_a_text_is_come_to_as_well() {
    let texts = [("渡口.txt", PIER), ("便桥.txt", BRIDGE)];
    let mut reader = Reader::with(&texts, Settings::default(), (100, 12));
    reader.press("\\ 石");
    // The second text takes its time.
    let Effect::Range(range) = gangmu::app::update(&mut reader.model, Msg::Key(Key::Char('阶')))
    else {
        panic!("all texts are asked")
    };
    let mut hauls = reader::hauls(&range);
    let late = hauls.split_off(1);
    let answer = |hauls, done| {
        Msg::Ranged(Ranged {
            serial: range.serial,
            seen: (1, 2),
            done,
            found: RangeFound::Hits(hauls),
        })
    };
    reader.step(answer(hauls, false));
    reader.press("Enter N");
    assert!(footer(&reader).contains("其余的文稿还在查找"), "{}", footer(&reader));
    reader.press("? q").step(answer(late, true));
    assert!(header(reader.press("N")).contains("便桥"), "{}", header(&reader));
}

#[test]
fn a_query_taken_up_again_can_be_changed_at_its_end_or_erased() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    reader.press("F 河湖 Enter F End 的");
    assert!(footer(&reader).starts_with("全部跳转 河湖的"), "{}", footer(&reader));
    reader.press("BSpace Enter F BSpace");
    assert!(!footer(&reader).contains("河湖"), "{}", footer(&reader));
}

#[test]
fn one_who_opens_a_folder_is_told_of_the_other_texts() {
    let mut reader = Reader::open(SPEECH, (80, 24));
    assert!(!footer(&reader).contains("L 文稿"), "there is but one");
    let listed = |path: &str| Listed {
        source: Source::File(PathBuf::from(path)),
        info: Info { group: Group::Found, ..Info::default() },
        title: None,
        error: None,
    };
    let items = vec![listed("/稿/甲.txt"), listed("/稿/乙.txt")];
    reader.step(Msg::Listed { items, done: true });
    assert_eq!(footer(&reader), " 共 3 篇：L 列表，. 下一篇，\\ 查找全部");
    assert!(footer(reader.press("j")).contains("L 文稿"), "{}", footer(&reader));
    assert_eq!(reader.press("L").model.mode(), Mode::Library);
}

#[test]
fn all_texts_are_searched_from_their_list() {
    let mut reader = Reader::of(Vec::new(), Settings::default(), (80, 24));
    assert_eq!(reader.model.mode(), Mode::Library, "nothing is open yet");
    assert_eq!(reader.press("\\ 防汛").model.mode(), Mode::Wide);
    assert!(reader.screen().contains("防汛"), "{}", reader.screen());
    assert_eq!(reader.press("Esc").model.mode(), Mode::Library, "back to the list");
    assert_eq!(reader.press("F fangxun Enter").model.mode(), Mode::Text);
}

#[test]
fn a_hit_that_was_gone_to_is_not_called_the_place_where_one_left() {
    let texts = [("渡口.txt", PIER), ("稿.txt", SPEECH)];
    let mut reader = Reader::again(&texts, &State::default(), 1, (80, 12));
    reader.press(". J J J");
    let kept = reader.leave();
    let mut reader = Reader::again(&texts, &kept, 2, (80, 12));
    reader.press("\\ 巡河 Enter");
    assert!(
        footer(&reader).contains("/巡河") && !footer(&reader).contains("上次"),
        "{}",
        footer(&reader)
    );
}

#[test]
fn the_way_back_leads_to_the_text_before() {
    let texts = [("渡口.txt", PIER), ("便桥.txt", BRIDGE), ("山路.txt", ROAD)];
    let mut reader = Reader::with(&texts, Settings::default(), (80, 12));
    reader.press("J \\ 石阶 Enter n n n n");
    let title = |reader: &Reader| header(reader).trim_start().chars().take(5).collect::<String>();
    assert_eq!(title(&reader), "关于修山路");
    // Places in a text come first.
    for (key, at) in [("C-o", "关于修便桥"), ("C-o", "关于修渡口"), ("M-Right", "关于修便桥")]
    {
        for _ in 0..9 {
            if title(&reader) != at {
                reader.press(key);
            }
        }
        assert_eq!(title(&reader), at, "{key}");
        assert!(footer(&reader).contains("回到：关于修"), "{}", footer(&reader));
    }
    let mut alone = Reader::open(SPEECH, (80, 12));
    assert_eq!(footer(alone.press("C-o")), " 没有更早的位置");
}
