//! The ideographs that are most frequent in Chinese speeches and documents.
//!
//! They are evidence for an encoding: bytes decoded from the wrong one become ideographs, too, but mostly
//! rare ones.

use std::sync::LazyLock;

/// Frequent ideographs of speeches and documents, simplified and traditional, in the order of
/// their code points.
const CHARACTERS: &str = "\
    一丁七万三上下不与专且世丙业东两严並个中为主举么义之乏乙九也习乡书乾了予争事二于\
    互五些交产亩人亿什仅今仍从他代令以们件任份企伍众优会传但位低住体佔何作你併使來供\
    依侷便係促保信修個們倒候值假做健備傢傳僅像億儘優儿元充先光克兒党入內全兩八公六共\
    关兴其具内再军农决况准几出分切划列则创初判別利别到制刻則剋前創劃力办功加务动助努\
    励劲势勁勇動務勝勢勣勵包化北区區十升半协協单南占危即却卻厅历压厚原去县又及反发取\
    受变口只召可台史号司吃各合同名后向否听告员周命和品員哪唸商問善喫單噹嚮嚴四回因园\
    困围固国图國圍園圖土在地场均坚型城域執培基堅報場境增壓声处备复外多够夠大天太央失\
    头奋奮女她好如妳始委子存季学學它守安完定实审客室害家容富察實審对导将將專對導小少\
    尔就尽局层屆届展層履山巡工巨差己已市师带師席帶常幫干平年并幹幾广序应底府度康廣廳\
    建开式引张弱張強强彆当形影彻往征待很律後得從復微徵德徹心必志快念态怎怕思急性总息\
    您情惠想意愛感態慢應成我或战戰戶户所手才扎打托扣执扶批找承技把抓投折抢护报担拉招\
    持指按挑振据排採接控推措提握揮搶摺撐撑擔據支收改攻放政故效教敢数整數文斗料断斯新\
    斷方於施旅无既日早时昇明星是显時智暴曆更書最會月有服望期未本朮术机权材村条来東板\
    极构析果染查标树校样核根格案條检業極榦構標模樣樹機檢檯權次欢歡止正此步歷死段每比\
    民气氛氣水求汙汛污決沒没河治況法注活流济海涉深清港游湾源準澳激濟灣災点為烈無然煤\
    照營爭爱爾片牌牠牢物特状狀狠率王环现班現理環甚生產用田由甲电界畝略畫當疫發白百的\
    益监盡監目盯直相盾省看真眼眾着睏督瞭矛知矩短研破础硬确確礎示社祇神禁福种科积稅程\
    税種稳積穩究空突立站章端笔符第筆等策筹签箇管節範簽籌籤类精系紀約級素紧紮細終組結\
    絕給統經綜維網緊線緻縣總績織繞繫繼續纔约级纪线组细织终经结绕给绝统继绩续维综缺网\
    置署美群義習老考者而耑职联聚聯聲職聽股育胆胜能脩脫脱膽自至致臺與興舉良色节苦范营\
    萬落著蓆處虚虛號融行術街表衹被装裝裡製複西要覆見規視覺觀见观规视觉解言計託記設許\
    註評話該誌認說調談請論謀講謝證識警議護變讓计认让议记讲许论设评识话该说请调谈谋谢\
    象負財貧貫責貲資質负财责质贫贯资走赴赶起超越趕足距跟跨路身軍較輪轉转轮较辦農边达\
    过迎运近还这进远迴追這通速造週進遇遊運過道達遠還邊那部都鄉配醒采里重量金釦鉅銷錢\
    錶鍵鎮钱销键镇長长門開間閤闆關门问间队防附际降限陞院险隊際障險隻难集雙難零電需非\
    靠面革響項須領頭題類顯项须领题風颱风食馈首香馬马體高髮鬚鬥麵點黨鼓齣";

/// First and last code point of the table.
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// The frequent ideographs.
pub(super) static FREQUENT: LazyLock<Frequent> = LazyLock::new(Frequent::new);

/// A set of ideographs, one bit each.
pub(super) struct Frequent([u64; ((LAST - FIRST) / 64 + 1) as usize]);

impl Frequent {
    fn new() -> Self {
        let mut bits = [0; _];
        for i in CHARACTERS.chars().filter_map(index) {
            if let Some(word) = bits.get_mut(i / 64) {
                *word |= 1_u64 << (i % 64);
            }
        }
        Self(bits)
    }

    /// Whether `c` is a frequent ideograph.
    pub(super) fn contains(&self, c: char) -> bool {
        index(c).is_some_and(|i| self.0.get(i / 64).is_some_and(|w| w >> (i % 64) & 1 == 1))
    }
}

/// Whether `words`, such as a title, look as if they were decoded from the right encoding: a wrong one gives
/// ideographs that are nearly all rare, or characters that stand for damage.
#[must_use]
pub fn looks_decoded(words: &str) -> bool {
    let doubtful = |c: &char| index(*c).is_some() || ('\u{e000}'..='\u{f8ff}').contains(c);
    let (mut all, mut frequent) = (0_usize, 0_usize);
    for c in words.chars().filter(doubtful) {
        all += 1;
        frequent += usize::from(FREQUENT.contains(c));
    }
    // Names are rare, too: 鹤汀县 has one frequent character in three.
    !words.contains(char::REPLACEMENT_CHARACTER) && frequent * 4 >= all
}

/// The index of the bit of `c`; `None` if it is outside the table.
fn index(c: char) -> Option<usize> {
    let c = u32::from(c);
    (FIRST..=LAST).contains(&c).then(|| (c - FIRST) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_characters_are_known_in_both_scripts() {
        let set = &*FREQUENT;
        assert!("会議會议的國一".chars().all(|c| set.contains(c)));
        assert!(!"龘偙傟aЖ\u{fffd}".chars().any(|c| set.contains(c)));
    }

    #[test]
    fn a_title_from_the_wrong_encoding_does_not_look_decoded() {
        use encoding_rs::{BIG5, GB18030, UTF_16LE};
        let title = "在鹤汀县防汛工作会议上的讲话";
        for right in [title, "鹤汀县工作报告", "Speech at the opening", "2024", ""] {
            assert!(looks_decoded(right), "{right}");
        }
        let traditional = BIG5.encode("在鶴汀縣防汛工作會議上的講話").0;
        let simplified = GB18030.encode(title).0;
        for (bytes, wrong) in [
            (title.as_bytes(), GB18030),
            (title.as_bytes(), BIG5),
            (title.as_bytes(), UTF_16LE),
            (&simplified, BIG5),
            (&traditional, GB18030),
        ] {
            let (garbled, ..) = wrong.decode(bytes);
            assert!(!looks_decoded(&garbled), "{garbled} as {}", wrong.name());
        }
    }
}
