use super::*;
use crate::document::Document;
use crate::outline::parse;
use crate::stats::Stats;
use proptest::prelude::*;

const SPEECH: &str = "在护林会上的讲话\n同志们：\n一、防火\n林子要看紧。火种不上山！\n二、补植\n\
                      缺苗的地方，春天补上。“谁来补？”各村都要答。\n谢谢！\n";

fn plan(text: &str) -> (Document, Plan) {
    let document = Document::from_lines(text);
    let plan = Plan::new(&document, &parse(&document));
    (document, plan)
}

fn sentences(text: &str) -> Vec<String> {
    let (document, plan) = plan(text);
    (0..plan.len()).filter_map(|i| Some(plan.span(i)?.of(document.text()).to_owned())).collect()
}

fn rehearsal(text: &str) -> Rehearsal {
    let text = Text::new(Document::from_lines(text));
    Rehearsal::new(Arc::new(text), 0, 200, Place::default()).unwrap()
}

fn seconds(times: f64) -> Duration {
    Duration::from_secs_f64(times)
}

#[test]
fn a_sentence_ends_with_its_stop_and_what_closes_after_it() {
    for (text, wanted) in [
        ("林子要看紧。火种不上山！", vec!["林子要看紧。", "火种不上山！"]),
        ("他说：“好！”大家都笑了。", vec!["他说：“好！”", "大家都笑了。"]),
        ("真的？！真的。", vec!["真的？！", "真的。"]),
        ("增长6.5%，到1,200元。", vec!["增长6.5%，到1,200元。"]),
        ("一句　 二句。 　三句。", vec!["一句　 二句。", "三句。"]),
        ("同志们：\n防火\n", vec!["同志们：", "防火"]),
        ("。。。\n”", vec!["。。。", "”"]),
    ] {
        assert_eq!(sentences(text), wanted, "{text}");
    }
}

#[test]
fn a_sentence_takes_its_words_and_its_silences() {
    for (text, words, silence) in [
        ("防火", 2, LONG),
        ("同志们：", 4, SHORT + LONG),
        ("林子要看紧。", 6, LONG + LONG),
        ("缺苗的地方，春天补上。", 11, SHORT + LONG + LONG),
        ("真的？！", 4, LONG + LONG),
        ("早上9:30，共1,200人", 7, SHORT + LONG),
    ] {
        let (_, plan) = plan(text);
        for pace in [100, 200, 300] {
            let spoken = Duration::from_millis(words * 60_000 / u64::from(pace));
            assert_eq!(plan.time(0, pace), spoken + silence, "{text} at {pace}");
        }
    }
}

#[test]
fn nothing_to_say_is_no_rehearsal() {
    let (_, plan) = plan("");
    assert!(plan.is_empty() && plan.whole(200) == Duration::ZERO);
    assert_eq!((plan.section(0), plan.heading(0, 1)), (0..0, 0));
    let text = Arc::new(Text::new(Document::from_lines("\n\n")));
    assert!(Rehearsal::new(text, 0, 200, Place::default()).is_none());
}

#[test]
fn headings_are_stepped_by_sections() {
    let (document, plan) = plan(SPEECH);
    let first = |i: usize| plan.span(i).unwrap().of(document.text());
    let to = |from, by| first(plan.heading(from, by));
    assert_eq!(to(0, 1), "一、防火");
    assert_eq!(to(0, 2), "二、补植");
    let inside = (0..plan.len()).find(|&i| first(i) == "火种不上山！").unwrap();
    assert_eq!((to(inside, -1), to(inside, -2)), ("一、防火", first(0)));
    assert_eq!((to(inside, 1), to(inside, -9)), ("二、补植", first(0)));
    let last = plan.len() - 1;
    assert_eq!(plan.heading(last, 1), last, "there is no way on but none back either");
}

#[test]
fn sections_add_up_to_the_whole() {
    let (_, plan) = plan(SPEECH);
    let mut at = 0;
    let mut sum = Duration::ZERO;
    while at < plan.len() {
        let section = plan.section(at);
        assert_eq!(section.start, at);
        sum += plan.start(section.end, 180).saturating_sub(plan.start(section.start, 180));
        at = section.end;
    }
    assert_eq!(sum, plan.whole(180));
}

#[test]
fn it_goes_on_by_itself_and_stops_at_the_end() {
    let mut r = rehearsal(SPEECH);
    let first = r.plan.time(0, 200);
    r.pass(first - seconds(0.1));
    assert_eq!((r.at, r.times().lead), (0, 0));
    r.pass(seconds(0.3));
    assert_eq!((r.at, r.said), (1, seconds(0.2)));
    let whole = r.plan.whole(200);
    r.pass(whole);
    assert!(r.done && !r.running && r.at == r.plan.len() - 1);
    assert_eq!((r.elapsed, r.times().lead), (whole, 0), "what came after the end is not counted");
    r.pass(seconds(60.0));
    assert_eq!(r.elapsed, whole);
    r.pause();
    assert_eq!((r.at, r.running, r.elapsed), (0, true, Duration::ZERO), "again from the start");
}

#[test]
fn pauses_and_steps_are_ahead_or_behind_and_leaps_are_neither() {
    let mut r = rehearsal(SPEECH);
    r.pass(seconds(1.0));
    r.pause();
    r.pass(seconds(5.0));
    assert_eq!((r.times().lead, r.times().elapsed, r.at), (-5, 6, 0), "a pause is behind");
    r.pause();
    r.leap(1);
    assert_eq!((r.times().lead, r.times().here), (-5, 0), "a leap is neither");
    r.step(2);
    let skipped = r.plan.start(r.at, 200).saturating_sub(r.plan.start(r.at - 2, 200));
    assert_eq!(r.times().lead, (skipped.as_millis() as i64 - 5000) / 1000, "a step is ahead");
    r.step(-2);
    assert_eq!(r.times().lead, -5, "and back again");
    r.step(-99);
    r.step(99);
    assert_eq!(r.at, r.plan.len() - 1);
    r.pause();
    r.pause();
    r.pass(seconds(0.5));
    r.step(1);
    assert_eq!(r.said, seconds(0.5), "there is none after the last");
    r.step(-99);
    r.pass(seconds(0.5));
    r.step(-1);
    assert_eq!((r.at, r.said), (0, Duration::ZERO), "the first is said again");
}

#[test]
fn another_pace_keeps_the_share_of_the_sentence_and_leads() {
    let mut r = rehearsal(&"看紧每一座山头。".repeat(40));
    r.pass(r.plan.time(0, 200) / 2);
    let byte = r.byte();
    r.hurry(100);
    assert_eq!((r.pace, r.planned), (300, 200));
    assert!(r.byte().abs_diff(byte) <= 3 && r.times().lead == 0);
    r.pass(seconds(20.0));
    assert!(r.times().lead >= 4, "{:?}", r.times());
    r.hurry(-5000);
    assert_eq!(r.pace, STEP);
    r.hurry(50_000);
    assert_eq!(r.pace, FASTEST);
    let mut slow = rehearsal("慢。");
    slow.pace = 5;
    slow.hurry(-10);
    assert_eq!(slow.pace, 5, "a slower pace of the settings stays");
}

#[test]
fn a_voice_sets_the_pace() {
    let mut r = rehearsal(SPEECH);
    r.speaker = Speaker::new("say");
    assert_eq!(r.patience(), Duration::ZERO, "it is to speak");
    r.speaking = Some(1);
    r.pass(seconds(60.0));
    assert_eq!(r.at, 0, "however long it takes");
    assert!(r.times().lead < -50 && r.patience() > Duration::ZERO);
    assert!(r.follow() && r.at == 1 && r.speaking.is_none());
    r.speaking = Some(2);
    r.step(1);
    assert_eq!(r.speaking, None, "a step breaks it off");
    r.speaking = Some(3);
    r.pause();
    assert_eq!(r.speaking, None, "and so does a pause");
}

#[test]
fn a_sentence_is_input_or_an_argument_and_never_an_option() {
    let run = |line, sentence| Speaker::new(line).unwrap().run(sentence);
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        run("espeak-ng  -v cmn", "看紧。"),
        (words("espeak-ng -v cmn"), "看紧。\n".to_owned())
    );
    assert_eq!(run("say {}", "看紧。"), (words("say 看紧。"), String::new()));
    assert_eq!(run("say {} -x", "-f x").0, ["say", " -f x", "-x"]);
    assert_eq!(run("say $(x);|", "").0, ["say", "$(x);|"], "no shell reads it");
    assert_eq!(run("{}", "rm").0, ["{}"], "a sentence is no program");
    assert_eq!(Speaker::new(" \t"), None);
}

#[test]
fn a_text_read_again_goes_on_at_the_same_words() {
    let mut r = rehearsal(SPEECH);
    r.step(3);
    r.pass(seconds(0.5));
    let words = r.span().of(SPEECH).to_owned();
    let lead = r.times().lead;
    let new = format!("代拟稿\n{SPEECH}");
    assert!(r.replace(Arc::new(Text::new(Document::from_lines(new.as_str())))));
    assert_eq!((r.span().of(&new), r.times().lead), (words.as_str(), lead));
    assert!(!r.replace(Arc::new(Text::new(Document::from_lines("")))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn times_add_up_whatever_the_text(
        text in "([一二三、（）a1 ，。！？：“”.\n]|[甲-申]){0,120}",
        pace in 1_u32..2000,
        beats in proptest::collection::vec(0_u64..4000, 0..40),
    ) {
        let (document, plan) = plan(&text);
        let stats = Stats::new(&document, &parse(&document));
        let sum: Duration = (0..plan.len()).map(|i| plan.time(i, pace)).sum();
        prop_assert_eq!(sum, plan.whole(pace));
        let spoken = Duration::from_millis(stats.whole().words as u64 * 60_000 / u64::from(pace));
        // Words that a stop parts count twice: 3!a.
        prop_assert!(plan.whole(pace) >= spoken);
        let spans: Vec<_> = (0..plan.len()).filter_map(|i| plan.span(i)).collect();
        prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        let text = Arc::new(Text::new(document));
        if let Some(mut r) = Rehearsal::new(text.clone(), 0, pace, Place::default()) {
            for beat in beats {
                r.pass(Duration::from_millis(beat));
                prop_assert!(text.document.text().is_char_boundary(r.byte()));
                prop_assert_eq!(r.times().lead, 0, "by itself it keeps the plan");
            }
        }
    }
}
