//! Changing options: by a key to the next value, by a line after `:` to any value.

use super::advise::advise;
use super::library;
use crate::app::config;
use crate::app::model::{Focus, Model};
use crate::app::msg::{Command, Effect};
use crate::app::options::{self, Opt};
use crate::app::settings::Settings;
use crate::locale::Lang;
use crate::text::visible;

/// Gives `opt` its next value.
pub(super) fn next(model: &mut Model, opt: Opt) -> Effect {
    opt.step(&mut model.settings);
    changed(model, opt)
}

/// What follows when `opt` has changed: a message, and an effect where the terminal is concerned.
fn changed(model: &mut Model, opt: Opt) -> Effect {
    let text = opt.said(&model.settings);
    model.say(text);
    match opt {
        Opt::Mouse => Effect::Mouse(model.settings.mouse),
        // The terminal may show half characters left over from the old width.
        Opt::Ambiguous => Effect::Redraw,
        Opt::Zen => {
            model.focus = Focus::Text;
            if model.settings.look.zen {
                let back = (Command::Next(Opt::Zen), "，再按 {} 回来", "; {} again comes back");
                advise(model, ("只看正文", "the text alone"), &[back]);
            } else {
                model.status = None;
            }
            Effect::None
        }
        Opt::Theme => {
            if !model.settings.colour {
                let why = model
                    .settings
                    .lang
                    .pick("NO_COLOR 已设，不用颜色", "NO_COLOR is set: no colours");
                model.say(why);
            }
            Effect::None
        }
        Opt::Folders => {
            library::refold(model);
            Effect::None
        }
        Opt::Order => {
            library::reorder(model);
            Effect::None
        }
        Opt::Measure
        | Opt::Indent
        | Opt::Gap
        | Opt::RowGap
        | Opt::Justify
        | Opt::LatinSpace
        | Opt::Level
        | Opt::Hang
        | Opt::Quotes
        | Opt::Lang
        | Opt::DoublePinyin
        | Opt::Anchor
        | Opt::Numbers => Effect::None,
    }
}

/// Saves the options that differ from the user's own settings file.
pub(super) fn keep(model: &mut Model) -> Effect {
    let lang = model.settings.lang;
    let Some(path) = model.settings.kept.clone() else {
        model.fail(lang.pick(
            "设置没有保存：用了 --no-state、--no-rules 或 GANGMU_STATE=off，或没有 HOME",
            "nothing is kept with --no-state, --no-rules, GANGMU_STATE=off or without a HOME",
        ));
        return Effect::None;
    };
    let usual = Settings::default();
    let base = model.settings.base.as_deref().unwrap_or(&usual);
    Effect::Keep { path, text: config::changed(&model.settings, base) }
}

/// Resets every option to its value in the user's own settings file.
pub(super) fn reset(model: &mut Model) -> Effect {
    let base = model.settings.base.as_deref().cloned().unwrap_or_default();
    let mouse = model.settings.mouse;
    for choice in options::OPTIONS {
        let index = choice.opt.index(&base);
        choice.opt.put(&mut model.settings, index);
    }
    // The text on the screen is outlined anew at the next tick.
    model.settings.rules = base.rules.clone();
    let text = model.settings.lang.pick(
        "已恢复设置文件里的值；:write 可把保存的也去掉",
        "as the settings file says; :write forgets what was kept",
    );
    model.say(text);
    if model.settings.mouse == mouse { Effect::Redraw } else { Effect::Mouse(!mouse) }
}

/// Leaves the view of the text alone (zen).
pub(super) fn leave_zen(model: &mut Model) {
    model.settings.look.zen = false;
}

/// Carries out a line after `:` that is about an option: `set justify on`, `justify=on`,
/// `justify`. `None` where it names none.
pub(super) fn obey(model: &mut Model, line: &str) -> Option<Effect> {
    let mut words = line.split(|c: char| c.is_whitespace() || c == '=').filter(|w| !w.is_empty());
    let first = words.next()?;
    let set = matches!(first, "set" | "设置");
    let name = if set { words.next() } else { Some(first) };
    let Some(name) = name else {
        model.say(changes(model));
        return Some(Effect::None);
    };
    let value = words.next();
    let Some(opt) = options::find(name) else {
        if set {
            let text = match model.settings.lang {
                Lang::Zh => format!("没有选项 {name}；输入 :set 和空格，逐项列出"),
                Lang::En => format!("no option {name}; :set and a blank lists them"),
            };
            model.fail(visible(&text));
        }
        return set.then_some(Effect::None);
    };
    let Some(value) = value else { return Some(next(model, opt)) };
    if !opt.set(&mut model.settings, value) {
        let text = match model.settings.lang {
            Lang::Zh => format!("{name} 不接受 {value}，可以是 {}", opt.names(&model.settings)),
            Lang::En => {
                format!("{name} does not take {value}, only {}", opt.names(&model.settings))
            }
        };
        model.fail(visible(&text));
        return Some(Effect::None);
    }
    Some(changed(model, opt))
}

/// The options that have another value than usual, as `:set` tells them in vim.
fn changes(model: &Model) -> String {
    let usual = Settings { probe: true, ..Settings::default() };
    let one = |choice: &options::Choice| {
        let (value, before) = (choice.opt.value(&model.settings), choice.opt.value(&usual));
        (value != before).then(|| format!("{}={value}", choice.name))
    };
    let changed: Vec<_> = options::OPTIONS.iter().filter_map(one).collect();
    if changed.is_empty() {
        let text = model.settings.lang.pick(
            "各项都是默认值；输入 :set 和空格，逐项列出",
            "every option is as usual; :set and a blank lists them",
        );
        return text.to_owned();
    }
    changed.join(" ")
}
