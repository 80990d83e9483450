//! What the runtime reports about an effect, as a message to the reader.

use super::open;
use crate::app::model::{Model, Status};
use crate::app::msg::{Effect, Notice};
use crate::locale::Lang;
use crate::text::visible;

pub(super) fn said(model: &mut Model, notice: &Notice) -> Effect {
    let lang = model.settings.lang;
    match notice {
        Notice::Copy { what, outcome } => {
            let (text, failure) = outcome.said(what, lang);
            model.status = Some(Status { text, failure });
        }
        Notice::NoEditor(name) => {
            model.fail(visible(&match lang {
                Lang::Zh => format!("编辑器无法运行：{name}（由 VISUAL、EDITOR 指定）"),
                Lang::En => format!("the editor could not be run: {name} (VISUAL, EDITOR name it)"),
            }));
        }
        Notice::EditorFailed(name) => {
            let before = lang.pick("编辑器没有正常结束：", "the editor ended with a failure: ");
            model.fail(visible(&format!("{before}{name}")));
        }
        Notice::Kept(path) => {
            let text = lang.pick("设置已保存在 ", "the options are kept in ");
            model.say(crate::text::visible(&format!("{text}{}", path.display())));
        }
        Notice::NothingKept => model.say(lang.pick(
            "各项都与设置文件相同，没有另存的设置",
            "all is as the settings file says: nothing is kept beside it",
        )),
        Notice::NotKept(why) => {
            let text = lang.pick("设置无法保存：", "the options cannot be kept: ");
            model.fail(crate::text::visible(&format!("{text}{why}")));
        }
        Notice::Edited => return open::reload(model),
        Notice::CannotSuspend => model.fail(lang.pick(
            "没有可以唤回程序的 shell，不能挂起",
            "no shell could wake the program, so it does not stop",
        )),
    }
    Effect::None
}
