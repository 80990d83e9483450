//! One script for two versions of which one is in traditional characters: what they say is compared, not
//! how it is written.
//!
//! In: two versions. Out: the same; of the traditional one, the characters are simplified, each in its
//! place, so that spans are those of the text itself. Two versions in one script are compared as they are.

use super::Version;
use crate::document::{Document, Role};
use crate::text::{is_traditional, simplified};

/// What is compared in place of the documents themselves, old and new.
#[derive(Debug)]
pub(super) struct Respelt([Option<Document>; 2]);

impl Respelt {
    pub(super) fn of(old: Version<'_>, new: Version<'_>) -> Self {
        Self(match (traditional(old), traditional(new)) {
            (true, false) => [Some(respell(old.document)), None],
            (false, true) => [None, Some(respell(new.document))],
            _ => [None, None],
        })
    }

    /// The versions as they are to be compared.
    pub(super) fn versions<'a>(&'a self, old: Version<'a>, new: Version<'a>) -> [Version<'a>; 2] {
        let [a, b] = self.0.each_ref().map(Option::as_ref);
        [
            Version { document: a.unwrap_or(old.document), ..old },
            Version { document: b.unwrap_or(new.document), ..new },
        ]
    }
}

/// Whether most paragraphs that tell are in traditional characters.
fn traditional(version: Version<'_>) -> bool {
    /// Bytes of a paragraph from which it tells.
    const TELLS: usize = 60;
    let text = version.document.text();
    let inside = version.document.paragraphs().iter().filter(|p| {
        p.role != Role::Furniture
            && p.span.end - p.span.start >= TELLS
            && version.span.contains(p.span.start)
    });
    let (mut all, mut old) = (0_usize, 0_usize);
    for paragraph in inside {
        all += 1;
        old += usize::from(is_traditional(paragraph.span.of(text)));
    }
    2 * old > all
}

/// `document` in simplified characters.
fn respell(document: &Document) -> Document {
    let text = document.text();
    let mut spelt = String::with_capacity(text.len());
    let mut from = 0;
    for paragraph in document.paragraphs() {
        for (at, c) in simplified(text, paragraph.span) {
            let own = text.get(at..).and_then(|rest| rest.chars().next());
            // Only a character of as many bytes keeps the places of the others.
            if own.is_some_and(|own| own.len_utf8() == c.len_utf8()) {
                spelt.push_str(text.get(from..at).unwrap_or_default());
                spelt.push(c);
                from = at + c.len_utf8();
            }
        }
    }
    spelt.push_str(text.get(from..).unwrap_or_default());
    document.respelt(spelt)
}

#[cfg(test)]
mod tests {
    use super::super::{Change, diff};
    use super::*;
    use crate::outline::parse;

    fn told(old: &str, new: &str) -> Vec<(Change, usize)> {
        let documents = [old, new].map(Document::from_lines);
        let outlines = documents.each_ref().map(parse);
        let [a, b] = [0, 1].map(|i| Version::new(&documents[i], &outlines[i]));
        diff(a, b).iter().map(|e| (e.change, e.text.len())).collect()
    }

    const SIMPLE: &str = "一、抓好农业生产\n各乡镇要认真组织，把种子备足，把农机修好，不误农时。\n二、抓好防汛备汛\n\
                          各级领导要带头巡堤查险，对险工险段逐个登记，责任到人。\n";
    const TRADITIONAL: &str = "一、抓好農業生產\n各鄉鎮要認真組織，把種子備足，把農機修好，不誤農時。\n二、抓好防汛備汛\n\
                               各級領導要帶頭巡堤查險，對險工險段逐個登記，責任到人。\n";

    #[test]
    fn a_version_in_the_other_script_is_the_same() {
        for (old, new) in [(SIMPLE, TRADITIONAL), (TRADITIONAL, SIMPLE)] {
            assert_eq!(told(old, new), [(Change::Same, 0), (Change::Same, 0)]);
        }
    }

    #[test]
    fn what_it_says_otherwise_is_told() {
        let new = TRADITIONAL.replace("責任到人", "責任到戶").replace("二、", "三、");
        assert_eq!(told(SIMPLE, &new), [(Change::Same, 0), (Change::Renumbered, 1)]);
    }

    #[test]
    fn in_one_script_each_character_counts() {
        let new = TRADITIONAL.replace("農時", "农时");
        assert_eq!(told(TRADITIONAL, &new), [(Change::Same, 1), (Change::Same, 0)]);
    }
}
