use super::*;
use crate::document::Document;
use crate::outline::{Outline, parse};
use proptest::prelude::*;

/// Two texts with their outlines.
struct Pair {
    documents: [Document; 2],
    outlines: [Outline; 2],
}

impl Pair {
    fn new(old: &str, new: &str) -> Self {
        let documents = [old, new].map(Document::from_lines);
        let outlines = documents.each_ref().map(parse);
        Self { documents, outlines }
    }

    fn version(&self, i: usize) -> Version<'_> {
        Version::new(&self.documents[i], &self.outlines[i])
    }

    fn sides(&self) -> Sides {
        Sides::new(self.version(0), self.version(1), &AtomicBool::new(false)).unwrap()
    }

    fn words(&self, i: usize, span: Span) -> &str {
        span.of(self.documents[i].text())
    }

    /// Blocks as they are seen: a sign, what stands left, what stands right, with what has changed in
    /// brackets.
    fn seen(&self) -> Vec<String> {
        let sides = self.sides();
        let all = sides.blocks.iter().map(|block| {
            let sign = match block.kind {
                Kind::Same => "=",
                Kind::Moved => ">",
                Kind::Changed => "~",
                Kind::New => "+",
                Kind::Gone => "-",
                Kind::Left => "<",
                Kind::Aside => ":",
            };
            let side = |i: usize, part: Option<Part>| {
                part.map_or(String::new(), |part| self.lit(i, part.span, &block.changes))
            };
            format!("{sign} {} | {}", side(0, block.old), side(1, block.new)).trim_end().to_owned()
        });
        all.collect()
    }

    fn lit(&self, side: usize, span: Span, changes: &[TextChange]) -> String {
        let mut lit: Vec<Span> = Vec::new();
        for change in changes {
            match change {
                TextChange::Removed(span) if side == 0 => lit.push(*span),
                TextChange::Added(span) if side == 1 => lit.push(*span),
                TextChange::Removed(_) | TextChange::Added(_) => {}
                TextChange::Changed { pieces, .. } => {
                    lit.extend(pieces.iter().filter_map(|piece| match *piece {
                        super::super::Piece::Removed(span) if side == 0 => Some(span),
                        super::super::Piece::Added(span) if side == 1 => Some(span),
                        _ => None,
                    }));
                }
            }
        }
        let mut out = String::new();
        let mut at = span.start;
        for lit in lit.into_iter().filter(|lit| !lit.is_empty()) {
            out.push_str(self.words(side, Span::new(at, lit.start)));
            out.push_str(&format!("[{}]", self.words(side, lit)));
            at = lit.end;
        }
        out + self.words(side, Span::new(at, span.end))
    }
}

/// Last year's report and this year's: figures and dates are others, a section was put in, one was
/// taken out, one has gone up, a paragraph was split, one was added to.
const LAST: &str = "\
政府工作报告
各位代表：
现在，我代表镇政府向大会报告工作，请予审议。
一、2023年工作回顾
过去一年，全镇生产总值完成12.6亿元，增长8.5%；农民人均纯收入达到18,200元。
农业基础更加牢固。新修渠道14公里，粮食总产量达到4.2万吨。集镇建设加快推进，南街改造按期完工。
二、2024年重点任务
（一）抓好粮食生产。稳定播种面积，落实种粮补贴。
（二）抓好项目建设。全年安排重点项目16个，总投资3.8亿元。
（三）抓好环境整治。完成6个村的污水管网改造。
（四）抓好民生保障。新建幼儿园2所，扩建敬老院1所。
三、加强自身建设
要转变作风，少开会、开短会。
";
const THIS: &str = "\
政府工作报告
各位代表：
现在，我代表镇政府向大会报告工作，请予审议，并请列席的同志提出意见。
一、2024年工作回顾
过去一年，全镇生产总值完成13.5亿元，增长7.2%；农民人均纯收入达到19,600元。
农业基础更加牢固。新修渠道21公里，粮食总产量达到4.4万吨。
集镇建设加快推进，南街改造按期完工。
二、2025年重点任务
（一）抓好民生保障。新建幼儿园1所，扩建敬老院1所，开通城乡公交3条。
（二）抓好粮食生产。稳定播种面积，落实种粮补贴。
（三）抓好招商引资。组织专班外出招商，力争引进企业5家。
（四）抓好项目建设。全年安排重点项目20个，总投资4.1亿元。
三、加强政府自身建设
要转变作风，少开会、开短会。
";

#[test]
fn two_reports_stand_side_by_side_as_one_would_lay_them() {
    insta::assert_snapshot!(Pair::new(LAST, THIS).seen().join("\n"), @r"
    = 政府工作报告 | 政府工作报告
    = 各位代表： | 各位代表：
    ~ 现在，我代表镇政府向大会报告工作，请予审议。 | 现在，我代表镇政府向大会报告工作，请予审议[，并请列席的同志提出意见]。
    ~ 一、[2023]年工作回顾 | 一、[2024]年工作回顾
    ~ 过去一年，全镇生产总值完成[12.6]亿元，增长[8.5%]；农民人均纯收入达到[18,200]元。 | 过去一年，全镇生产总值完成[13.5]亿元，增长[7.2%]；农民人均纯收入达到[19,600]元。
    ~ 农业基础更加牢固。新修渠道[14]公里，粮食总产量达到[4.2]万吨。 | 农业基础更加牢固。新修渠道[21]公里，粮食总产量达到[4.4]万吨。
    = 集镇建设加快推进，南街改造按期完工。 | 集镇建设加快推进，南街改造按期完工。
    ~ 二、[2024]年重点任务 | 二、[2025]年重点任务
    ~ （[四]）抓好民生保障。新建幼儿园[2]所，扩建敬老院1所。 | （[一]）抓好民生保障。新建幼儿园[1]所，扩建敬老院1所[，开通城乡公交3条]。
    ~ （[一]）抓好粮食生产。稳定播种面积，落实种粮补贴。 | （[二]）抓好粮食生产。稳定播种面积，落实种粮补贴。
    +  | [（三）抓好招商引资。][组织专班外出招商，力争引进企业5家。]
    ~ （[二]）抓好项目建设。全年安排重点项目[16]个，总投资[3.8]亿元。 | （[四]）抓好项目建设。全年安排重点项目[20]个，总投资[4.1]亿元。
    - [（三）抓好环境整治。][完成6个村的污水管网改造。] |
    <  |
    ~ 三、加强自身建设 | 三、加强[政府]自身建设
    = 要转变作风，少开会、开短会。 | 要转变作风，少开会、开短会。
    ");
}

#[test]
fn sections_are_told_with_what_has_become_of_them() {
    let pair = Pair::new(LAST, THIS);
    let sides = pair.sides();
    let told = sides.sections.iter().map(|section| {
        let title = |i: usize, id: Option<NodeId>| {
            let node = id.and_then(|id| pair.outlines[i].get(id));
            node.map_or("", |node| pair.words(i, node.title)).to_owned()
        };
        let change = section.change.name();
        format!("{change} {} | {}", title(0, section.old), title(1, section.new))
            .trim_end()
            .to_owned()
    });
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r"
    same 政府工作报告 | 政府工作报告
    reworded 2023年工作回顾 | 2024年工作回顾
    reworded 2024年重点任务 | 2025年重点任务
    moved 抓好民生保障 | 抓好民生保障
    renumbered 抓好粮食生产 | 抓好粮食生产
    new  | 抓好招商引资
    renumbered 抓好项目建设 | 抓好项目建设
    gone 抓好环境整治 |
    moved 抓好民生保障 |
    reworded 加强自身建设 | 加强政府自身建设
    ");
    let totals = sides.totals;
    assert_eq!((totals.new, totals.gone, totals.moved), (1, 1, 1));
    assert_eq!((totals.reworded, totals.renumbered), (3, 2));
}

#[test]
fn a_text_beside_itself_has_no_differences() {
    let sides = Pair::new(LAST, LAST).sides();
    assert!(sides.is_same() && sides.totals == Totals::default());
    assert!(sides.blocks.iter().all(|block| block.kind == Kind::Same));
}

#[test]
fn of_a_file_of_two_speeches_one_is_compared_with_the_other() {
    let both = format!("{LAST}\n{THIS}");
    let pair = Pair::new(&both, &both);
    let half = LAST.len() + 1;
    let old = pair.version(0).within(Span::new(0, half));
    let new = pair.version(1).within(Span::new(half, usize::MAX));
    let sides = Sides::new(old, new, &AtomicBool::new(false)).unwrap();
    let apart = Pair::new(LAST, THIS).sides();
    let kinds = |sides: &Sides| sides.blocks.iter().map(|b| b.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&sides), kinds(&apart));
    assert_eq!(sides.totals, apart.totals);
}

#[test]
fn what_moves_with_its_heading_has_not_moved_itself() {
    let old = "一、抓农业\n（一）种粮。备足种子。\n（二）养殖。建好圈舍。\n二、抓工业\n（一）招商。走出去。\n（二）服务。请进来。\n（三）用工。招得满。\n";
    let new = "一、抓工业\n（一）招商。走出去。\n（二）服务。请进来。\n（三）用工。招得满。\n二、抓农业\n（一）种粮。备足种子。\n（二）养殖。建好圈舍。\n";
    let sides = Pair::new(old, new).sides();
    let moved: Vec<_> = sides.sections.iter().filter(|s| s.moved && s.new.is_some()).collect();
    assert_eq!(moved.len(), 1);
    let moved_to = sides.sections.iter().position(|s| s.moved && s.new.is_some());
    assert_eq!(moved[0].old, Some(NodeId(0)), "the lighter of the two");
    let stub = moved[0].twin.and_then(|at| sides.sections.get(at)).unwrap();
    assert_eq!((stub.old, stub.new, stub.twin), (Some(NodeId(0)), None, moved_to));
}

#[test]
fn a_comparison_that_nobody_wants_any_more_stops() {
    let pair = Pair::new(LAST, THIS);
    assert_eq!(Sides::new(pair.version(0), pair.version(1), &AtomicBool::new(true)), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    /// Every paragraph of either version stands in the blocks exactly once.
    #[test]
    fn blocks_hold_every_byte_once(
        old in "([一二三]、[甲乙丙丁]{1,3}\n|（[一二三]）[甲乙丙]{1,4}。[丁戊己庚]{1,6}。\n|[甲乙丙丁]{1,3}[。；]|\n){0,16}",
        new in "([一二三]、[甲乙丙丁]{1,3}\n|（[一二三]）[甲乙丙]{1,4}。[丁戊己庚]{1,6}。\n|[甲乙丙丁]{1,3}[。；]|\n){0,16}",
    ) {
        let pair = Pair::new(&old, &new);
        let sides = pair.sides();
        for (i, document) in pair.documents.iter().enumerate() {
            let part = |block: &Block| if i == 0 { block.old } else { block.new };
            let mut parts: Vec<Part> = sides.blocks.iter().filter_map(part).collect();
            parts.sort_by_key(|part| part.span);
            for (index, paragraph) in document.paragraphs().iter().enumerate() {
                let mut at = paragraph.span.start;
                for part in parts.iter().filter(|part| part.paragraph == index) {
                    prop_assert_eq!(part.span.start, at);
                    at = part.span.end;
                }
                prop_assert_eq!(at, paragraph.span.end);
            }
        }
        for (at, section) in sides.sections.iter().enumerate() {
            let blocks = &sides.blocks[section.blocks.clone()];
            prop_assert!(blocks.iter().all(|block| block.section == at));
        }
        let count: usize = sides.sections.iter().map(|section| section.blocks.len()).sum();
        prop_assert_eq!(count, sides.blocks.len());
        if old == new {
            prop_assert!(sides.is_same());
        }
    }
}

#[test]
fn a_sentence_that_went_into_another_section_is_told_as_one() {
    let old = "一、抓特色产业\n要新建标准化茶园8000亩。\n二、抓集体经济\n要盘活闲置校舍和林地，年内消除收入5万元以下的薄弱村。\n三、抓安全生产\n隐患要查清。\n";
    let new = "一、抓特色产业和村级集体经济\n要新建标准化茶园5000亩。要盘活闲置校舍和林地，年内消除收入8万元以下的薄弱村。\n二、抓安全生产\n隐患要查清。\n";
    let pair = Pair::new(old, new);
    let sides = pair.sides();
    let merged: Vec<_> = sides.sections.iter().filter(|section| section.is_merged()).collect();
    assert_eq!(merged.len(), 1);
    let into = merged[0].twin.and_then(|at| sides.sections.get(at)).unwrap();
    assert_eq!(into.new, Some(NodeId(0)));
    let totals = sides.totals;
    assert_eq!((totals.merged, totals.gone, totals.new, totals.shifted), (1, 0, 0, 1));
    let shift = sides.blocks.iter().flat_map(|block| &block.shifts).next().unwrap();
    let lit = shift.pieces.iter().filter_map(|piece| match *piece {
        super::super::Piece::Added(span) => Some(pair.words(1, span)),
        _ => None,
    });
    assert_eq!(lit.collect::<Vec<_>>(), ["5000"]);
}

#[test]
fn closing_words_answer_to_each_other_whatever_they_stand_below() {
    let old = "一、抓春耕\n种子要备足。\n二、抓改厕\n图纸要先定。\n同志们，农时不等人，大家要抓紧。\n谢谢大家！\n";
    let new = "一、抓春耕\n种子要备足。\n二、修水利\n渠道要先清。\n同志们，农时不等人，各镇要抓紧。\n谢谢大家！\n";
    insta::assert_snapshot!(Pair::new(old, new).seen().join("\n"), @r"
    = 一、抓春耕 | 一、抓春耕
    = 种子要备足。 | 种子要备足。
    - [二、抓改厕] |
    - [图纸要先定。] |
    +  | [二、修水利]
    +  | [渠道要先清。]
    ~ 同志们，农时不等人，[大家]要抓紧。 | 同志们，农时不等人，[各镇]要抓紧。
    = 谢谢大家！ | 谢谢大家！
    ");
}

#[test]
fn a_paragraph_that_changed_places_goes_with_all_its_sentences() {
    let old = "三、几点要求\n要压实责任。谁的地盘谁负责，谁签字谁负责。\n要加强值守。节假日领导带班，二十四小时不断人。\n要严肃追责。瞒报迟报的一律从严处理。\n";
    let new = "三、几点要求\n要严肃追责。瞒报迟报的一律从严处理。\n要压实责任。谁的地盘谁负责，谁签字谁负责。\n要加强值守。节假日领导带班，二十四小时不断人。\n";
    let sides = Pair::new(old, new).sides();
    assert_eq!(sides.totals.sentences, (0, 0, 0));
    assert_eq!(sides.totals.shifted, 2);
    let kinds: Vec<_> = sides.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [Kind::Same, Kind::New, Kind::Same, Kind::Same, Kind::Gone]);
}

/// What the last section says was left out, so that it was known by its heading alone.
#[test]
fn the_last_section_is_known_by_what_it_says() {
    let old = "一、抓春耕\n种子要备足，农机要修好。\n二、以严的作风保落实\n书记要带头抓，每月至少到村里住一晚，和群众一起干。\n";
    let new = "一、抓春耕\n种子要备足，农机要修好。\n二、切实加强领导\n书记要带头抓，每月至少到村里住两晚，和群众一起干。\n";
    let sides = Pair::new(old, new).sides();
    assert_eq!((sides.totals.reworded, sides.totals.new, sides.totals.gone), (1, 0, 0));
}
