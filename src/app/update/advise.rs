//! Messages that name keys: always those that are bound now.
//!
//! In: a message and what may follow it, with `{}` for a key. Out: the message on the last line.

use crate::app::keymap::Mode;
use crate::app::model::{Model, Status};
use crate::app::msg::Command;

/// What follows a message where a key is bound to the command: in Chinese and in English, with `{}` for
/// the key.
pub(super) type Advice = (Command, &'static str, &'static str);

/// Shows a message that is no failure, and after it each advice that has a key.
pub(super) fn advise(model: &mut Model, (zh, en): (&'static str, &'static str), advice: &[Advice]) {
    let lang = model.settings.lang;
    let (mode, keys) = (model.mode(), &model.settings.keys);
    let mut text = lang.pick(zh, en).to_owned();
    for (command, zh, en) in advice {
        let mut names = keys.names(mode, *command, lang);
        if let Some(key) = names.next().or_else(|| keys.names(Mode::Text, *command, lang).next()) {
            text.push_str(&lang.pick(*zh, *en).replace("{}", &key));
        }
    }
    model.status = Some(Status { text, failure: false });
}

/// Says that there are no hits to go to, list or filter by.
pub(super) fn no_hits(model: &mut Model) {
    let search = (Command::Search, "：按 {} 查找", ": press {} to search");
    advise(model, ("现在没有命中", "no hits now"), &[search]);
}
