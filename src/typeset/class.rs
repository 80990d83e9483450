//! Classes of characters, by whether a row may end before or after them.
//!
//! In: a `char`. Out: its [`Class`]. Sources: CLREQ (行首行尾禁则) and GB/T 15834-2011 5.1 for marks,
//! GB/T 15835 for numbers, UAX #14 for what these leave open.

use crate::text::{Ambiguous, Cells, char_cells, han_digit, han_place, is_han_zero, is_named};

/// What may stand next to a row end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// Ideographs, and all that may break on both sides.
    Han,
    /// 前引号, 前括号, 前书名号: never last.
    Open,
    /// 后引号, 后括号, 后书名号: never first.
    Close,
    /// 点号: never first; may hang.
    Stop,
    /// 间隔号, 连接号 and iteration marks: never first.
    Middle,
    /// 破折号: stays in pairs.
    Dash,
    /// 省略号: stays in pairs.
    Ellipsis,
    /// Letters of words.
    Letter,
    /// Digits.
    Digit,
    /// x, X and ×: letters, and placeholders of numbers (×届, X%).
    Times,
    /// Blanks, which vanish at a break.
    Space,
    /// Currency and signs: stay with what follows.
    Prefix,
    /// Percent and degree: stay with what precedes.
    Suffix,
    /// No-break space and joiners: no break on either side.
    Glue,
    /// Zero-width space: a break after it.
    ZeroSpace,
    /// Combining marks: part of the character before.
    Mark,
    /// Hyphen-minus.
    Hyphen,
    /// 分隔号.
    Slash,
    /// ASCII `"`, opening or closing by parity.
    Quote,
    /// ASCII `'`, inside a word or a quotation mark.
    Apostrophe,
}

/// How many classes there are.
pub(super) const CLASSES: usize = Class::Apostrophe as usize + 1;

impl Class {
    /// All classes by their number, and one to fill up.
    pub(super) const ALL: [Self; 32] = {
        use Class::*;
        #[rustfmt::skip]
        let known = [
            Han, Open, Close, Stop, Middle, Dash, Ellipsis, Letter, Digit, Times, Space, Prefix,
            Suffix, Glue, ZeroSpace, Mark, Hyphen, Slash, Quote, Apostrophe,
        ];
        let mut all = [Han; 32];
        let mut i = 0;
        while i < CLASSES {
            all[i] = known[i];
            i += 1;
        }
        all
    };

    /// Whether characters of this class make up words and numbers.
    #[inline(always)]
    pub(super) const fn is_alphanumeric(self) -> bool {
        matches!(self, Self::Letter | Self::Digit | Self::Times)
    }

    /// The class of `c`.
    #[inline(always)]
    pub(super) fn of(c: char) -> Self {
        match c {
            '\0'..='\x7f' => ASCII[c as usize & 0x7f],
            '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' => Self::Han,
            '\u{3000}'..='\u{30ff}' => CJK[c as usize & 0xff],
            '\u{ff00}'..='\u{ff60}' => FULL_WIDTH[c as usize & 0x7f],
            _ => Self::of_other(c),
        }
    }

    /// CJK symbols, kana and full-width forms.
    const fn of_cjk(c: char) -> Self {
        match c {
            '\u{3000}' => Self::Space,
            '、' | '。' | '！' | '，' | '．' | '：' | '；' | '？' => Self::Stop,
            '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '〘' | '〚' | '〝' | '（' | '［'
            | '｛' | '｟' => Self::Open,
            '〉' | '》' | '」' | '』' | '】' | '〕' | '〗' | '〙' | '〛' | '〞' | '〟' | '）'
            | '］' | '｝' | '｠' => Self::Close,
            '〜' | '・' | '－' | '～' | '〃' | '々' | '〻' | 'ゝ' | 'ゞ' | 'ー' | 'ヽ' | 'ヾ' => {
                Self::Middle
            }
            'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ァ' | 'ィ'
            | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' => Self::Middle,
            '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}' => Self::Mark,
            '／' => Self::Slash,
            '％' => Self::Suffix,
            '＃' | '＄' => Self::Prefix,
            '０'..='９' => Self::Digit,
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Self::Letter,
            _ => Self::Han,
        }
    }

    #[inline(never)]
    fn of_other(c: char) -> Self {
        match c {
            '“' | '‘' => Self::Open,
            // Inside a word (don’t) the gap rule for closing marks keeps ’ glued.
            '”' | '’' => Self::Close,
            '·' | '•' | '‧' | '–' => Self::Middle,
            '—' | '―' | '⸺' => Self::Dash,
            '…' | '⋯' => Self::Ellipsis,
            '×' => Self::Times,
            '°' | '‰' | '‱' | '′' | '″' | '℃' | '℉' => Self::Suffix,
            '£' | '¥' | '€' | '№' | '±' | '−' | '￡' | '￥' => Self::Prefix,
            '\u{a0}' | '\u{202f}' | '\u{2060}' | '\u{feff}' => Self::Glue,
            '\u{200b}' => Self::ZeroSpace,
            '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{2028}' | '\u{2029}' => Self::Space,
            c if is_named(c) => Self::Han,
            // A skin tone belongs to the figure before it.
            '\u{1f3fb}'..='\u{1f3ff}' => Self::Mark,
            '‼' | '⁇' | '⁈' | '⁉' => Self::Stop,
            '\u{fe50}'..='\u{fe52}' | '\u{fe54}'..='\u{fe57}' | '｡' | '､' => Self::Stop,
            '\u{fe59}' | '\u{fe5b}' | '\u{fe5d}' | '｢' => Self::Open,
            '\u{fe5a}' | '\u{fe5c}' | '\u{fe5e}' | '｣' => Self::Close,
            '\u{1f1e6}'..='\u{1f1ff}' => Self::Letter,
            '\u{2e80}'..='\u{2fff}' | '\u{3100}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' => {
                Self::Han
            }
            '\u{20000}'..='\u{3ffff}' => Self::Han,
            _ => match char_cells(c, Ambiguous::Narrow) {
                Cells(0) => Self::Mark,
                // Symbols in line with ideographs: ① Ⅰ → ○ ■.
                _ if ('\u{2100}'..='\u{27bf}').contains(&c) => Self::Han,
                Cells(1) if c.is_alphabetic() => Self::Letter,
                _ => Self::Han,
            },
        }
    }
}

static ASCII: [Class; 128] = ascii();
/// U+3000–U+30FF and U+FF00–U+FF7F.
static CJK: [Class; 256] = cjk(0x3000);
static FULL_WIDTH: [Class; 128] = cjk(0xff00);

const fn cjk<const N: usize>(first: u32) -> [Class; N] {
    let mut table = [Class::Han; N];
    let mut i = 0;
    while i < N {
        if let Some(c) = char::from_u32(first + i as u32) {
            table[i] = Class::of_cjk(c);
        }
        i += 1;
    }
    table
}

const fn ascii() -> [Class; 128] {
    let mut table = [Class::Letter; 128];
    let mut c = 0;
    while c < 128 {
        table[c] = match c as u8 {
            b' ' | b'\t' | b'\n' => Class::Space,
            // Drawn as pictures (␛), which may break on both sides.
            0..=0x1f | 0x7f => Class::Han,
            b'0'..=b'9' => Class::Digit,
            b'x' | b'X' => Class::Times,
            b'(' | b'[' | b'{' => Class::Open,
            b')' | b']' | b'}' => Class::Close,
            b',' | b'.' | b';' | b':' | b'!' | b'?' => Class::Stop,
            b'-' => Class::Hyphen,
            b'/' => Class::Slash,
            b'%' => Class::Suffix,
            b'$' | b'#' | b'+' => Class::Prefix,
            b'"' => Class::Quote,
            b'\'' => Class::Apostrophe,
            b'~' => Class::Middle,
            _ => Class::Letter,
        };
        c += 1;
    }
    table
}

/// Whether `c` is a Han unit that stays with the number before it: 2020年, 12.5亿, ×次
/// (GB/T 9704: 数字、年份不能回行).
pub(super) const fn is_unit(c: char) -> bool {
    matches!(
        c,
        '年' | '月'
            | '日'
            | '号'
            | '號'
            | '时'
            | '時'
            | '点'
            | '點'
            | '分'
            | '秒'
            | '周'
            | '週'
            | '天'
            | '岁'
            | '歲'
            | '世'
            | '代'
            | '季'
            | '期'
            | '届'
            | '屆'
            | '次'
            | '轮'
            | '輪'
            | '度'
            | '倍'
            | '成'
            | '折'
            | '个'
            | '個'
            | '名'
            | '位'
            | '人'
            | '户'
            | '戶'
            | '家'
            | '项'
            | '項'
            | '件'
            | '条'
            | '條'
            | '章'
            | '节'
            | '節'
            | '款'
            | '页'
            | '頁'
            | '册'
            | '冊'
            | '篇'
            | '卷'
            | '版'
            | '种'
            | '種'
            | '类'
            | '類'
            | '级'
            | '級'
            | '批'
            | '场'
            | '場'
            | '处'
            | '處'
            | '所'
            | '座'
            | '台'
            | '臺'
            | '套'
            | '辆'
            | '輛'
            | '艘'
            | '架'
            | '块'
            | '塊'
            | '份'
            | '只'
            | '隻'
            | '头'
            | '頭'
            | '株'
            | '栋'
            | '棟'
            | '间'
            | '間'
            | '村'
            | '镇'
            | '鎮'
            | '县'
            | '縣'
            | '组'
            | '組'
            | '支'
            | '元'
            | '角'
            | '万'
            | '萬'
            | '亿'
            | '億'
            | '千'
            | '百'
            | '十'
            | '米'
            | '里'
            | '公'
            | '吨'
            | '噸'
            | '克'
            | '斤'
            | '升'
            | '亩'
            | '畝'
            | '顷'
            | '頃'
            | '平'
            | '立'
            | '多'
            | '余'
            | '餘'
            | '几'
            | '幾'
    )
}

/// Whether a row that ends between two ideographs tears a number: 三十|五, 第|三, 二〇二五|年 (GB/T 9704).
pub(super) const fn is_torn(left: char, right: char) -> bool {
    let date = matches!(right, '年' | '月' | '日');
    (is_numeral(left) && (is_numeral(right) || date)) || (left == '第' && is_numeral(right))
}

const fn is_numeral(c: char) -> bool {
    han_digit(c).is_some()
        || han_place(c).is_some()
        || is_han_zero(c)
        || matches!(c, '两' | '兩' | '万' | '萬' | '亿' | '億')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_classes_is_in_their_order() {
        for i in 0..CLASSES {
            assert_eq!(Class::ALL[i] as usize, i);
        }
    }

    #[test]
    fn each_mark_has_the_class_of_its_duty() {
        let table = [
            (Class::Open, "“‘《〈「『【〔（([{｢〝"),
            (Class::Close, "”’》〉」』】〕）)]}｣〞"),
            (Class::Stop, "，。、；：！？．,.;:!?｡､‼"),
            (Class::Middle, "·•・～〜–－々~"),
            (Class::Dash, "—―⸺"),
            (Class::Ellipsis, "…⋯"),
            (Class::Suffix, "%％‰℃°"),
            (Class::Prefix, "￥¥$№#＃"),
            (Class::Digit, "09０９"),
            (Class::Letter, "aZèǎαЯＡé"),
            (Class::Times, "xX×"),
            (Class::Space, " \t\u{3000}\u{2003}"),
            (Class::Han, "纲目〇①Ⅰ→●■鿿𠀀㈠｜한"),
            (Class::Mark, "\u{301}\u{fe0f}\u{e0100}\u{200d}"),
        ];
        for (class, chars) in table {
            for c in chars.chars() {
                assert_eq!(Class::of(c), class, "{c:?}");
            }
        }
    }
}
