//! Recognises the words that the outline looks for in simplified and traditional characters alike.
//!
//! In: text. Out: the text in simplified characters, or whether it begins with a given word. The lists of
//! words in `outline` are in simplified characters, so 第一條 and 會議上的講話 are simplified, character
//! by character, before they are compared with them. Only the characters of those lists are known here:
//! the whole table of [`crate::text::to_simplified`] would be too slow at every mark.

use std::borrow::Cow;

use crate::text::{CharSet, gloss};

/// The traditional characters that [`simplified`] changes. The set answers fast for the many characters
/// that are not among them.
static KNOWN: CharSet = CharSet::of(
    "編冊講節條單層話問題環階個點項類種關張塊課組徵鍵詞體會獲穫啓見議務難變優勢認識慮\
     觀經驗標舉動則發態辭說黨職報彙總結賀開閉書協歡謝談諾責調對檢記訪録專實決辦規細劃\
     綱計畫覆紀釋準範預聲簡須約論誌們領導師學員親愛來賓業鄉評進現後據過貴諸內執緣啟匯\
     錄復語於載",
);

/// The simplified form of `c` if it is a character of those words; any other character as it is.
pub(super) fn plain(c: char) -> char {
    if KNOWN.contains(c) { simplified(c) } else { c }
}

const fn simplified(c: char) -> char {
    match c {
        '編' => '编',
        '冊' => '册',
        '講' => '讲',
        '節' => '节',
        '條' => '条',
        '單' => '单',
        '層' => '层',
        '話' => '话',
        '問' => '问',
        '題' => '题',
        '環' => '环',
        '階' => '阶',
        '個' => '个',
        '點' => '点',
        '項' => '项',
        '類' => '类',
        '種' => '种',
        '關' => '关',
        '張' => '张',
        '塊' => '块',
        '課' => '课',
        '組' => '组',
        '徵' => '征',
        '鍵' => '键',
        '詞' => '词',
        '體' => '体',
        '會' => '会',
        '獲' => '获',
        '穫' => '获',
        '啟' | '啓' => '启',
        '見' => '见',
        '議' => '议',
        '於' => '于',
        '載' => '载',
        '務' => '务',
        '難' => '难',
        '變' => '变',
        '優' => '优',
        '勢' => '势',
        '認' => '认',
        '識' => '识',
        '慮' => '虑',
        '觀' => '观',
        '經' => '经',
        '驗' => '验',
        '標' => '标',
        '舉' => '举',
        '動' => '动',
        '則' => '则',
        '發' => '发',
        '態' => '态',
        '辭' => '辞',
        '說' => '说',
        '黨' => '党',
        '職' => '职',
        '報' => '报',
        '匯' | '彙' => '汇',
        '總' => '总',
        '結' => '结',
        '語' => '语',
        '賀' => '贺',
        '開' => '开',
        '閉' => '闭',
        '書' => '书',
        '協' => '协',
        '歡' => '欢',
        '謝' => '谢',
        '談' => '谈',
        '諾' => '诺',
        '責' => '责',
        '調' => '调',
        '對' => '对',
        '檢' => '检',
        '記' => '记',
        '訪' => '访',
        '錄' | '録' => '录',
        '專' => '专',
        '實' => '实',
        '決' => '决',
        '辦' => '办',
        '規' => '规',
        '細' => '细',
        '劃' => '划',
        '綱' => '纲',
        '計' => '计',
        '畫' => '划',
        '復' | '覆' => '复',
        '紀' => '纪',
        '釋' => '释',
        '準' => '准',
        '範' => '范',
        '預' => '预',
        '聲' => '声',
        '簡' => '简',
        '須' => '须',
        '約' => '约',
        '論' => '论',
        '誌' => '志',
        '們' => '们',
        '領' => '领',
        '導' => '导',
        '師' => '师',
        '學' => '学',
        '員' => '员',
        '親' => '亲',
        '愛' => '爱',
        '來' => '来',
        '賓' => '宾',
        '業' => '业',
        '鄉' => '乡',
        '評' => '评',
        '進' => '进',
        '現' => '现',
        '後' => '后',
        '據' => '据',
        '過' => '过',
        '貴' => '贵',
        '諸' => '诸',
        '內' => '内',
        '執' => '执',
        '緣' => '缘',
        _ => c,
    }
}

/// `text` with those characters in their simplified form.
pub(super) fn plainly(text: &str) -> Cow<'_, str> {
    if text.contains(|c| KNOWN.contains(c)) {
        Cow::Owned(text.chars().map(plain).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Length in bytes of `word` at the start of `text`, in either script, with the pronunciation that some
/// pages put after characters: 問(wèn)題. `None` if `text` does not begin with it.
pub(super) fn begins(text: &str, word: &str) -> Option<usize> {
    let mut at = 0;
    for wanted in word.chars() {
        let c = text.get(at..)?.chars().next()?;
        if c != wanted && plain(c) != wanted {
            return None;
        }
        at += c.len_utf8();
        at += gloss(text.get(at..)?).unwrap_or(0);
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_set_holds_what_the_table_changes() {
        for c in ('\u{2e80}'..='\u{9fff}').filter(|&c| simplified(c) != c) {
            assert!(KNOWN.contains(c), "{c}");
        }
    }

    #[test]
    fn a_word_is_known_in_either_script() {
        assert_eq!(begins("條之一", "条"), Some(3));
        assert_eq!(begins("問題是", "问题"), Some(6));
        assert_eq!(begins("條例", "节"), None);
        assert_eq!(plainly("會議紀要"), "会议纪要");
        assert!(matches!(plainly("会议纪要"), Cow::Borrowed(_)));
    }

    #[test]
    fn the_pronunciation_of_a_word_belongs_to_it() {
        assert_eq!(begins("個(gè)問(wèn)題", "个"), Some(8));
        assert_eq!(begins("問(wèn)題,", "问题"), Some(12));
        assert_eq!(begins("条(a)", "条"), Some(3));
    }
}
