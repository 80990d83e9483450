//! Speeches put together from headings: in whatever form these are numbered, set and punctuated, the outline is
//! what was put in.

use super::read;

/// The forms of the levels below the title, as the marker of item 1; 一 and 1 are counted up.
const SCHEMES: &[&[&str]] = &[
    &["一、", "（一）", "1.", "（1）"],
    &["一、", "（一）", "1、", "①"],
    &["一、", "1、", "（1）"],
    &["一．", "（一）", "1．"],
    &["一.", "(一)", "1."],
    &["一，", "（一）"],
    &["一　", "（一）"],
    &["壹、", "一、", "（一）"],
    &["第一部分　", "一、", "（一）"],
    &["第一部分 ", "（一）"],
    &["第一章　", "第一节　", "一、"],
    &["第一，", "一是"],
    &["第一、", "一是"],
    &["一、", "第一，", "一是"],
    &["一、", "（一）", "一是"],
    &["一、", "一要"],
    &["（一）", "1."],
    &["1、", "（1）"],
    &["1.", "1)"],
    &["首先，"],
    &["一、"],
    &["1."],
];

const TOPICS: &[&str] = &[
    "看清今年的水情",
    "守住每一处险段",
    "备足堤上的物料",
    "分清各圩的责任",
    "修好进圩的机耕路",
    "管好涵闸和渡口",
    "编好夜里的班次",
    "记好每天的水位",
    "护好堤脚的柳林",
    "用好新买的抽水机",
    "办好圩里的夜校",
];

const TEXTS: &[&str] = &[
    "去年水大，堤上守了四十天，没有出一处险，这是大家的功劳。",
    "一、二期工程要在6月底前完工，第一时间把闸门装上去。",
    "有人说，堤修好了就可以睡安稳觉，这种想法要不得。",
    "各圩的情况不同，2023年全圩用石料3.5万方，花在哪里要有账。",
    "我们常说，一分部署，九分落实，话要少说，事要多做。",
];

/// How a heading is set.
#[derive(Clone, Copy, Debug)]
enum Set {
    /// In a line of its own.
    Alone,
    /// With a stop behind it, in a line of its own.
    Stopped,
    /// With its text behind it.
    RunIn(&'static str),
}

struct Speech {
    lines: Vec<String>,
    /// Each heading with its depth.
    headings: Vec<(u16, String)>,
    /// Counts topics and texts.
    used: usize,
}

impl Speech {
    fn text(&mut self) -> String {
        self.used += 1;
        [TEXTS[self.used % 5], TEXTS[(self.used * 3 + 1) % 5]].concat()
    }

    /// Three items of the first of `forms`; under the first two, lists of the others.
    fn list(&mut self, forms: &[&str], set: Set, depth: u16) {
        let Some((form, inner)) = forms.split_first() else { return };
        for number in 1..=3 {
            self.used += 1;
            let heading = format!("{}{}", marker(form, number), TOPICS[self.used % TOPICS.len()]);
            self.headings.push((depth, heading.clone()));
            // 一是 has its text behind it, whatever the others have.
            let spoken = form.ends_with(['是', '要']) || form.starts_with('首');
            match set {
                Set::RunIn(mark) => {
                    let line = format!("{heading}{mark}{}", self.text());
                    self.lines.push(line);
                }
                _ if spoken => {
                    let line = format!("{heading}。{}", self.text());
                    self.lines.push(line);
                }
                Set::Alone | Set::Stopped => {
                    let stop = if matches!(set, Set::Stopped) { "。" } else { "" };
                    self.lines.push(format!("{heading}{stop}"));
                    let text = self.text();
                    self.lines.push(text);
                }
            }
            if number < 3 {
                self.list(inner, set, depth + 1);
            }
        }
    }
}

/// The marker of item `number` of the list that begins with `first`.
fn marker(first: &str, number: usize) -> String {
    if first.starts_with('首') {
        return ["首先，", "其次，", "再次，"][number - 1].to_owned();
    }
    let rows = ["一二三", "壹贰叁", "123", "①②③"];
    let counted = |c: char| {
        let row = rows.iter().find(|row| row.starts_with(c));
        row.and_then(|row| row.chars().nth(number - 1)).unwrap_or(c)
    };
    first.chars().map(counted).collect()
}

#[test]
fn the_headings_that_were_put_in_come_out() {
    let sets = [Set::Alone, Set::Stopped, Set::RunIn("。"), Set::RunIn("：")];
    let mut wrong = Vec::new();
    for (forms, set) in SCHEMES.iter().flat_map(|f| sets.iter().map(move |&s| (f, s))) {
        for (indent, blank) in [("", "\n"), ("　　", "\n"), ("    ", "\n\n"), ("", "\n\n")] {
            for narrow in [false, true] {
                let mut speech = Speech { lines: Vec::new(), headings: Vec::new(), used: 0 };
                speech.lines.push("乡亲们：".to_owned());
                let opening = speech.text();
                speech.lines.push(opening);
                speech.list(forms, set, 2);
                speech.lines.push("乡亲们，水不等人，大家回去就动手。".to_owned());
                let lines: Vec<_> = speech.lines.iter().map(|l| format!("{indent}{l}")).collect();
                let text = format!("在全圩护堤会议上的讲话{blank}{}\n", lines.join(blank));
                let narrowed = |words: &str| match narrow {
                    true => words.replace('，', ",").replace('：', ":"),
                    false => words.to_owned(),
                };
                let (doc, outline) = read(&narrowed(&text));
                let words = |span: gangmu::text::Span| span.of(doc.text()).trim().to_owned();
                let found = outline.nodes().iter().skip(1);
                let found: Vec<_> = found
                    .map(|n| (n.depth, format!("{}{}", words(n.marker), words(n.title))))
                    .collect();
                let want =
                    speech.headings.iter().map(|(d, h)| (*d, narrowed(h).replace(['　', ' '], "")));
                if found != want.collect::<Vec<_>>() {
                    wrong.push(format!("{forms:?} {set:?} {indent:?} {blank:?} {narrow}"));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0], "{} speeches", wrong.len());
}
