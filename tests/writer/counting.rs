//! `gangmu stats`: words, shares and times.

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
    assert_eq!((whole["kind"].as_str(), whole["path"].as_str()), (Some("text"), Some("稿.txt")));
    // At sixty a minute a word takes a second.
    assert_eq!(whole["words"], whole["seconds"]);
    let title = &sections[0];
    assert_eq!(title["words"], whole["words"]);
    let tops: u64 =
        sections.iter().filter(|s| s["level"] == 2).map(|s| s["words"].as_u64().unwrap()).sum();
    let first = sections.iter().find(|s| s["level"] == 2).unwrap();
    assert_eq!(first["at"].as_u64().unwrap() + tops, whole["words"].as_u64().unwrap());
}
