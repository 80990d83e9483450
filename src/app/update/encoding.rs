//! The encoding in which a file is read, where the reader corrects what was recognised.

use super::{nothing, open};
use crate::app::model::Model;
use crate::app::msg::Effect;
use crate::app::shelf::State;
use crate::document::Origin;
use crate::input::Encoding;
use crate::library::Source;
use crate::locale::Lang;

/// Encodings in which a text is tried in turn, by the names of [`Encoding`]; before the first it is
/// read as recognised.
const TRIED: [Encoding; 5] =
    [Encoding::GB18030, Encoding::BIG5, Encoding::UTF_8, Encoding::UTF_16LE, Encoding::UTF_16BE];

/// Reads the text on the screen again in the next encoding.
pub(super) fn next_encoding(model: &mut Model) -> Effect {
    let Some(slot) = model.slot() else { return Effect::None };
    let now = slot.encoding;
    let seen = model.reading().map(|reading| reading.text.document.origin().encoding);
    let at = now.and_then(|now| TRIED.iter().position(|&e| e == now));
    let mut rest = TRIED.iter().skip(at.map_or(0, |at| at + 1));
    // While the recognised encoding is in use, there is no point in trying that one again.
    let next = rest.find(|e| now.is_some() || Some(e.name()) != seen).copied();
    read_as(model, next)
}

/// Reads the text on the screen again in `encoding`; as recognised where there is none.
pub(super) fn read_as(model: &mut Model, encoding: Option<Encoding>) -> Effect {
    let Some(slot) = model.shelf.open.and_then(|index| model.shelf.slots.get_mut(index)) else {
        return Effect::None;
    };
    let decoded = match &slot.state {
        State::Open(reading) => !reading.text.document.origin().encoding.is_empty(),
        State::Failed(_) => true,
        State::Closed | State::Loading => false,
    };
    if !decoded || !matches!(slot.source, Source::File(_)) {
        let (zh, en) = ("这篇的编码是定的", "the encoding of this text is certain");
        nothing(model, zh, en);
        return Effect::None;
    }
    slot.encoding = encoding;
    if let Some(index) = model.shelf.open {
        let name = encoding.map(|encoding| encoding.name().to_owned());
        let Model { memory, shelf, .. } = &mut *model;
        memory.set_encoding(index, name, shelf);
    }
    open::reload(model)
}

/// What is said of the encoding in which a text was read at the reader's wish.
pub(super) fn read_in(origin: &Origin, chosen: Option<Encoding>, lang: Lang) -> String {
    let name = origin.encoding;
    let how = match chosen {
        Some(_) => lang.pick("指定", "chosen"),
        None => lang.pick("自动识别", "recognised"),
    };
    match (lang, origin.damaged) {
        (Lang::Zh, 0) => format!("编码 {name}（{how}）"),
        (Lang::En, 0) => format!("encoding {name} ({how})"),
        (Lang::Zh, n) => format!("编码 {name}（{how}），{n} 处无法解码"),
        (Lang::En, n) => format!("encoding {name} ({how}), {n} places cannot be decoded"),
    }
}
