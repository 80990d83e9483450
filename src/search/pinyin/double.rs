//! 双拼, double pinyin: every syllable is typed with two keys, one for its initial and one for its final.
//!
//! Source: the published key charts of 小鹤双拼, 自然码 and 微软双拼.

/// A layout of double pinyin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// 小鹤双拼
    Xiaohe,
    /// 自然码
    Ziranma,
    /// 微软双拼
    Microsoft,
}

/// Each key with its finals. A final of one letter that is not listed is typed with that letter.
const XIAOHE: &str = "q:iu w:ei r:uan,van t:ue,ve y:un,vn o:uo p:ie s:ong,iong d:ai f:en g:eng \
    h:ang j:an k:uai,ing l:iang,uang z:ou x:ua,ia c:ao v:ui b:in n:iao m:ian";
const ZIRANMA: &str = "q:iu w:ia,ua r:uan,van t:ue,ve y:uai,ing o:uo p:un,vn s:ong,iong \
    d:iang,uang f:en g:eng h:ang j:an k:ao l:ai z:ei x:ie c:iao v:ui b:ou n:in m:ian";
const MICROSOFT: &str = "q:iu w:ia,ua r:uan,van,er t:ue y:uai,v o:uo p:un,vn s:ong,iong \
    d:iang,uang f:en g:eng h:ang j:an k:ao l:ai ;:ing z:ei x:ie c:iao v:ui,ve b:ou n:in m:ian";

impl Scheme {
    /// All schemes, with their names in options and commands.
    pub const NAMES: &[(&str, Self)] =
        &[("xiaohe", Self::Xiaohe), ("ziranma", Self::Ziranma), ("microsoft", Self::Microsoft)];

    /// The two keys of `syllable` (spelt with `v` for ü); `None` if the scheme has none for it.
    #[must_use]
    pub fn keys(self, syllable: &str) -> Option<[u8; 2]> {
        let (initial, rest) = split(syllable);
        let first = match initial {
            "" => return self.without_initial(rest),
            "zh" => b'v',
            "ch" => b'i',
            "sh" => b'u',
            one => one.bytes().next()?,
        };
        Some([first, self.final_key(rest)?])
    }

    /// Whether `key` is one of this scheme's keys: the letters, and in 微软双拼 also the semicolon (ing).
    #[must_use]
    pub fn is_key(self, key: char) -> bool {
        key.is_ascii_lowercase() || (self == Self::Microsoft && key == ';')
    }

    fn final_key(self, rest: &str) -> Option<u8> {
        let chart = match self {
            Self::Xiaohe => XIAOHE,
            Self::Ziranma => ZIRANMA,
            Self::Microsoft => MICROSOFT,
        };
        let mut keys = chart.split(' ').filter_map(|key| key.split_once(':'));
        let charted = keys.find(|(_, finals)| finals.split(',').any(|f| f == rest));
        match (charted, rest.as_bytes()) {
            (Some((key, _)), _) => key.bytes().next(),
            (None, &[one]) => Some(one),
            _ => None,
        }
    }

    /// The keys of syllables without an initial, such as 安 an. In 小鹤 and 自然码, one letter is typed
    /// twice, two letters as they are, and three as the first letter and the key of the final; in 微软, `o`
    /// stands for the initial.
    fn without_initial(self, rest: &str) -> Option<[u8; 2]> {
        match (self, rest.as_bytes()) {
            (Self::Microsoft, _) => Some([b'o', self.final_key(rest)?]),
            (_, &[one]) => Some([one, one]),
            (_, &[one, two]) => Some([one, two]),
            (_, &[one, ..]) => Some([one, self.final_key(rest)?]),
            (_, []) => None,
        }
    }
}

/// The initial and the final of a syllable.
fn split(syllable: &str) -> (&str, &str) {
    let len = match syllable.as_bytes() {
        [b'z' | b'c' | b's', b'h', ..] => 2,
        [b'a' | b'e' | b'o', ..] | [] => 0,
        _ => 1,
    };
    syllable.split_at_checked(len).unwrap_or(("", syllable))
}

#[cfg(test)]
mod tests {
    use super::super::{SYLLABLES, spelling};
    use super::*;

    fn typed(scheme: Scheme, words: &str) -> String {
        words.split(' ').flat_map(|s| scheme.keys(s).unwrap()).map(char::from).collect()
    }

    #[test]
    fn the_charts_type_as_their_users_do() {
        for (scheme, words, keys) in [
            (Scheme::Xiaohe, "xiao he shuang pin", "xnheulpb"),
            (Scheme::Xiaohe, "an quan sheng chan", "anqrugij"),
            (Scheme::Xiaohe, "lv se fa zhan ang er e", "lvsefavjaheree"),
            (Scheme::Ziranma, "zi ran ma", "zirjma"),
            (Scheme::Ziranma, "jing ji gong zuo", "jyjigszo"),
            (Scheme::Microsoft, "wei ruan an quan", "wzrrojqr"),
            (Scheme::Microsoft, "jing ying lv lve er", "j;y;lylvor"),
        ] {
            assert_eq!(typed(scheme, words), keys, "{scheme:?} {words}");
        }
    }

    #[test]
    fn only_rare_syllables_have_no_keys() {
        for scheme in [Scheme::Xiaohe, Scheme::Ziranma, Scheme::Microsoft] {
            let all = (0..SYLLABLES as u16).map(spelling);
            let without: Vec<_> = all.filter(|s| scheme.keys(s).is_none()).collect();
            let rare = ["hm", "hng", "m", "n", "ng", "lue", "nue", "yai", "lo", "yo"];
            assert!(without.iter().all(|s| rare.contains(s)), "{scheme:?}: {without:?}");
        }
    }
}
