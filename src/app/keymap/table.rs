//! Every key of the program, a row for each command: the one place where keys are written down.

use super::{Binding, Group, Keys, Mode};
use crate::app::key::{Key, Named};
use crate::app::msg::{Command, Editing};
use crate::app::options::Opt;

const fn bind(
    group: Group,
    modes: &'static [Mode],
    keys: &'static [Keys],
    command: Command,
    zh: &'static str,
    en: &'static str,
) -> Binding {
    Binding { group, modes, keys, command, zh, en }
}
const fn c(c: char) -> Keys {
    Keys::One(Key::Char(c))
}
const fn ctrl(c: char) -> Keys {
    Keys::One(Key::Ctrl(c))
}
const fn alt(c: char) -> Keys {
    Keys::One(Key::Alt(c))
}
const fn k(named: Named) -> Keys {
    Keys::One(Key::Named(named))
}
const fn md(c: char) -> Keys {
    Keys::Two('C', Key::Char(c))
}
const fn s(c: char) -> Keys {
    Keys::Two('s', Key::Char(c))
}
const fn z(c: char) -> Keys {
    Keys::Two('z', Key::Char(c))
}

// Short names, so that a row of the table fits a line: `c('j')` is the key j, `k(N::Up)` a key with a
// name, `z('a')` is z then a, `md('y')` is C then y (copying as Markdown).

use Command as C;
use Editing as T;
use Group as G;
use Named as N;
use Opt as O;

// The modes in which rows hold.

const READ: &[Mode] = &[Mode::Text, Mode::Outline];
const WIDE: &[Mode] = &[Mode::Text, Mode::Outline, Mode::Library];
const TEXT: &[Mode] = &[Mode::Text];
const PANE: &[Mode] = &[Mode::Outline];
const TYPE: &[Mode] =
    &[Mode::Jump, Mode::Search, Mode::Line, Mode::Filter, Mode::Note, Mode::Rule, Mode::Wide];
const LIST: &[Mode] = &[Mode::Help, Mode::Library, Mode::Hits, Mode::Findings, Mode::Places];
const FOUND: &[Mode] = &[Mode::Findings];
const HITS: &[Mode] = &[Mode::Hits];
const FIND: &[Mode] = &[Mode::Search];
const MATCH: &[Mode] = &[Mode::Search, Mode::Wide];
const SEEK: &[Mode] = &[Mode::Jump, Mode::Search, Mode::Wide];
const ASK: &[Mode] = &[Mode::Jump, Mode::Search, Mode::Wide, Mode::Line, Mode::Rule];
const PICK: &[Mode] = &[Mode::Jump, Mode::Filter, Mode::Wide];
const LINE: &[Mode] = &[Mode::Line];
const RULE: &[Mode] = &[Mode::Rule];
const PAST: &[Mode] = &[Mode::Search, Mode::Line];
const HELP: &[Mode] = &[Mode::Help];
const SHELF: &[Mode] = &[Mode::Library];
const MARKS: &[Mode] = &[Mode::Places];
const SAY: &[Mode] = &[Mode::Rehearse];
const PAIR: &[Mode] = &[Mode::Compare, Mode::Matches];
const DIFFS: &[Mode] = &[Mode::Compare];
const FOUND_IN_PAIR: &[Mode] = &[Mode::Matches];

/// Every key of the program.
#[rustfmt::skip]
pub const KEYMAP: &[Binding] = &[
    bind(G::Move, READ, &[c('j'), k(N::Down), ctrl('e')], C::LineDown, "下一行（大纲中：下一条）", "next row (outline: next entry)"),
    bind(G::Move, READ, &[c('k'), k(N::Up), ctrl('y')], C::LineUp, "上一行（大纲中：上一条）", "previous row (outline: previous entry)"),
    bind(G::Move, READ, &[c(' '), k(N::PageDown), ctrl('f')], C::PageDown, "下一页", "page down"),
    bind(G::Move, READ, &[c('b'), k(N::PageUp), ctrl('b')], C::PageUp, "上一页", "page up"),
    bind(G::Move, READ, &[c('d'), ctrl('d')], C::HalfDown, "下半页（大纲中：下半页条目）", "half a page down, in the outline too"),
    bind(G::Move, READ, &[c('u'), ctrl('u')], C::HalfUp, "上半页（大纲中：上半页条目）", "half a page up, in the outline too"),
    bind(G::Move, READ, &[c('g'), k(N::Home)], C::Top, "开头；前加数字则到原文该行", "start; with a count, that source line"),
    bind(G::Move, READ, &[c('G'), k(N::End)], C::Bottom, "末尾；前加数字则到原文该行", "end; with a count, that source line"),
    bind(G::Move, READ, &[c('%')], C::Percent, "前加数字则到百分之几，如 50%", "with a count, that percentage: 50%"),

    bind(G::Sections, READ, &[c('J'), c(']')], C::NextHeading, "下一个标题", "next heading"),
    bind(G::Sections, READ, &[c('K'), c('[')], C::PreviousHeading, "上一个标题", "previous heading"),
    bind(G::Sections, READ, &[c('}')], C::NextSibling, "同级的下一个", "next of the same level"),
    bind(G::Sections, READ, &[c('{')], C::PreviousSibling, "同级的上一个", "previous of the same level"),
    bind(G::Sections, READ, &[c('H'), c('p')], C::Parent, "上一级标题", "parent heading"),
    bind(G::Sections, READ, &[c(')')], C::NextPoint, "下一条（含段内要点）", "next entry, points included"),
    bind(G::Sections, READ, &[c('(')], C::PreviousPoint, "上一条（含段内要点）", "previous entry, points included"),

    bind(G::Outline, READ, &[k(N::Tab), k(N::BackTab)], C::SwitchPane, "大纲与正文之间切换", "switch between outline and text"),
    bind(G::Outline, READ, &[c('h'), k(N::Left)], C::FoldClose, "折叠，已折叠则到上一级", "fold; when folded, go to the parent"),
    bind(G::Outline, READ, &[c('l'), k(N::Right)], C::FoldOpen, "展开，已展开则进入下一级", "unfold; when unfolded, go to the first child"),
    bind(G::Outline, PANE, &[k(N::Enter)], C::Enter, "大纲中：折叠或展开；末级则转到正文", "outline: fold or unfold; on a leaf, go to the text"),
    bind(G::Outline, TEXT, &[k(N::Enter)], C::FoldToggle, "正文中：折叠或展开当前一节", "text: fold or unfold the current section"),
    bind(G::Outline, READ, &[z('a')], C::FoldToggle, "折叠或展开", "fold or unfold"),
    bind(G::Outline, READ, &[z('o')], C::FoldOpenAllBelow, "展开这一节的各级", "unfold everything below"),
    bind(G::Outline, READ, &[z('c')], C::FoldClose, "折叠这一节", "fold this section"),
    bind(G::Outline, READ, &[z('M')], C::FoldAll, "全部折叠", "fold all"),
    bind(G::Outline, READ, &[z('R')], C::UnfoldAll, "全部展开", "unfold all"),
    bind(G::Outline, READ, &[z('m')], C::FoldMore, "少显示一级", "show one level less"),
    bind(G::Outline, READ, &[z('r')], C::FoldLess, "多显示一级", "show one level more"),
    bind(G::Outline, READ, &[Keys::Digit('z')], C::FoldToLevel, "显示到第几级（1 到 9）", "show down to that level (1 to 9)"),
    bind(G::Outline, READ, &[z('u')], C::FoldUndo, "撤去上一次折叠或展开，再按重做", "undo the last fold; again: redo"),
    bind(G::Outline, READ, &[c('o')], C::ToggleOutline, "显示或隐藏大纲", "show or hide the outline"),
    bind(G::Outline, READ, &[c('O')], C::Rule, "写自己的标题规则，边写边看变动", "write a heading rule, and see what it changes"),
    bind(G::Outline, READ, &[s('o')], C::DropRule, "撤去最后写的标题规则", "drop the last heading rule"),
    bind(G::Outline, READ, &[c('<')], C::Narrower, "大纲变窄", "narrower outline"),
    bind(G::Outline, READ, &[c('>')], C::Wider, "大纲变宽", "wider outline"),

    bind(G::Find, READ, &[c('f'), ctrl('p')], C::Jump, "按标题跳转", "jump to a heading"),
    bind(G::Find, READ, &[c('/')], C::Search, "在全文中查找", "search the text"),
    bind(G::Find, READ, &[c('n')], C::NextHit, "下一处（全部文稿的查找接着到下一篇）", "next hit (all texts: on to the next text)"),
    bind(G::Find, READ, &[c('N')], C::PreviousHit, "上一处（全部文稿的查找接着到上一篇）", "previous hit (all texts: to the text before)"),
    bind(G::Find, WIDE, &[c('F')], C::JumpAll, "在全部文稿中按标题跳转；再按回到结果", "jump in all texts; again: back to what was found"),
    bind(G::Find, WIDE, &[c('\\')], C::SearchAll, "在全部文稿中查找；再按回到结果", "search all texts; again: back to what was found"),
    bind(G::Find, READ, &[c('v')], C::ListHits, "列出各处命中", "list the hits"),
    bind(G::Find, READ, &[c('V')], C::FilterOutline, "大纲只列有命中的章节，再按恢复", "outline: sections with hits only, or all"),
    bind(G::Find, READ, &[k(N::Esc)], C::Dismiss, "取消查找的标示与提示；从大纲回到正文", "clear hits and messages; from outline to text"),

    bind(G::Places, READ, &[ctrl('o'), Keys::One(Key::AltNamed(N::Left))], C::Back, "回到跳转前的位置，再回到前一篇", "back in the jump list, then to the text read before"),
    bind(G::Places, READ, &[ctrl('i'), Keys::One(Key::AltNamed(N::Right))], C::Forward, "再往前（终端不区分 Ctrl-I 与 Tab 时用 Alt-Right）", "forward (Alt-Right if Ctrl-I is taken for Tab)"),
    bind(G::Places, READ, &[Keys::Letter('m')], C::SetMark, "记下此处，字母任选；大写可从别的文稿回来", "mark this place (capitals: across texts)"),
    bind(G::Places, READ, &[Keys::Letter('\''), Keys::Letter('`')], C::GoToMark, "回到这个字母的记号", "go to the mark of that letter"),
    bind(G::Places, READ, &[Keys::Two('\'', Key::Char('\'')), Keys::Two('`', Key::Char('`'))], C::Back, "回到跳转前的位置", "back to where you jumped from"),
    bind(G::Places, READ, &[z('t')], C::ToTop, "把所在处移到屏幕顶上", "bring the place to the top"),
    bind(G::Places, READ, &[z('z')], C::ToMiddle, "把所在处移到屏幕中间", "bring the place to the middle"),
    bind(G::Places, READ, &[z('b')], C::ToBottom, "把所在处移到屏幕底下", "bring the place to the bottom"),
    bind(G::Places, READ, &[c(';')], C::Note, "给选中的文字或这一段写批注", "write a note on the selection or this paragraph"),
    bind(G::Places, READ, &[c('#')], C::Highlight, "标出选中的文字或这一段，再按取消", "highlight the selection or paragraph, or undo it"),
    bind(G::Places, READ, &[c('*')], C::Places, "记号与批注列表", "list of marks and notes"),
    bind(G::Places, READ, &[c(':')], C::Line, "到行号、百分比（:50%）或执行命令", "line, percent (:50%) or command"),
    bind(G::Places, READ, &[ctrl('g')], C::Where, "读到哪里：文件、行号、百分比", "where this is: file, line, percentage"),

    bind(G::Texts, READ, &[c('L')], C::Library, "文稿列表", "list of texts"),
    bind(G::Texts, READ, &[c('.')], C::NextText, "下一篇", "next text"),
    bind(G::Texts, READ, &[c(',')], C::PreviousText, "上一篇", "previous text"),
    bind(G::Texts, READ, &[c('c')], C::Check, "检查序号、标点、层次", "check numbering, punctuation and levels"),
    bind(G::Texts, READ, &[c('S')], C::NextTally, "大纲右栏：字数、占比、讲话用时", "outline: lengths, shares or speaking time"),
    bind(G::Texts, READ, &[c('+'), c('=')], C::SelectMore, "选中一句，再按多选一句", "select a sentence; again: one more"),
    bind(G::Texts, READ, &[c('-')], C::SelectLess, "少选一句", "one sentence less"),
    bind(G::Texts, READ, &[c('y')], C::CopySection, "复制选中的文字或当前一节", "copy the selection or the section"),
    bind(G::Texts, READ, &[c('Y')], C::CopyOutline, "复制大纲", "copy the outline"),
    bind(G::Texts, READ, &[md('y'), alt('y')], C::CopySectionMarkdown, "选中的文字或当前一节复制为 Markdown", "copy the selection or the section as Markdown"),
    bind(G::Texts, READ, &[md('Y'), alt('Y')], C::CopyOutlineMarkdown, "大纲复制为 Markdown 列表", "copy the outline as a Markdown list"),
    bind(G::Texts, READ, &[Keys::Letter('"'), Keys::Two('"', Key::Char('+')), Keys::Two('"', Key::Char('*'))], C::Register, "没有寄存器：直接按 y 复制", "no registers: y alone copies"),
    bind(G::Texts, READ, &[c('e')], C::Edit, "用编辑器打开此处", "open this place in the editor"),
    bind(G::Texts, READ, &[c('r')], C::Reload, "重新读取文件", "read the file again"),
    bind(G::Texts, READ, &[c('E')], C::NextEncoding, "乱码时换一种编码重新打开", "read it again in another encoding"),
    bind(G::Texts, READ, &[c('x')], C::ToggleFurniture, "显示或收起非正文", "show or fold page furniture"),
    bind(G::Texts, READ, &[c('i')], C::ToggleGlosses, "显示或隐去拼音注音", "show or hide pinyin glosses"),
    bind(G::Texts, READ, &[c('t')], C::ToggleScript, "繁体按简体显示，或照原样", "traditional characters simplified, or as they are"),
    bind(G::Texts, READ, &[c('w')], C::TogglePunctuation, "半角标点按全角显示，或照原样", "half-width punctuation full-width, or as it is"),

    bind(G::Compare, READ, &[c('D')], C::Compare, "与另一篇对照；再按回到上次的对照", "compare with another text; again: back to that"),
    bind(G::Compare, DIFFS, &[c('n')], C::NextDifference, "下一处差别", "next difference"),
    bind(G::Compare, DIFFS, &[c('N')], C::PreviousDifference, "上一处差别", "previous difference"),
    bind(G::Compare, PAIR, &[Keys::Two(']', Key::Char('c'))], C::NextDifference, "下一处差别，查找时也是", "next difference, while searching too"),
    bind(G::Compare, PAIR, &[Keys::Two('[', Key::Char('c'))], C::PreviousDifference, "上一处差别，查找时也是", "previous difference, while searching too"),
    bind(G::Compare, PAIR, &[c('/')], C::Search, "在两稿中查找", "search both versions"),
    bind(G::Compare, FOUND_IN_PAIR, &[c('n')], C::NextHit, "查找时：下一处命中", "while searching: next hit"),
    bind(G::Compare, FOUND_IN_PAIR, &[c('N')], C::PreviousHit, "查找时：上一处命中", "while searching: previous hit"),
    bind(G::Compare, FOUND_IN_PAIR, &[k(N::Esc)], C::Dismiss, "结束查找，n N 又到差别", "end the search; n N go by differences again"),
    bind(G::Compare, PAIR, &[c('j'), k(N::Down), ctrl('e')], C::LineDown, "两边同下一行", "both sides a row down"),
    bind(G::Compare, PAIR, &[c('k'), k(N::Up), ctrl('y')], C::LineUp, "两边同上一行", "both sides a row up"),
    bind(G::Compare, PAIR, &[c(' '), k(N::PageDown), ctrl('f')], C::PageDown, "下一页", "page down"),
    bind(G::Compare, PAIR, &[c('b'), k(N::PageUp), ctrl('b')], C::PageUp, "上一页", "page up"),
    bind(G::Compare, PAIR, &[c('d'), ctrl('d')], C::HalfDown, "下半页", "half a page down"),
    bind(G::Compare, PAIR, &[c('u'), ctrl('u')], C::HalfUp, "上半页", "half a page up"),
    bind(G::Compare, PAIR, &[c('g'), k(N::Home)], C::Top, "开头；前加数字则到第几处差别", "start; with a count, that difference"),
    bind(G::Compare, PAIR, &[c('G'), k(N::End)], C::Bottom, "末尾；前加数字则到第几处差别", "end; with a count, that difference"),
    bind(G::Compare, PAIR, &[c('J'), Keys::Two(']', Key::Char(']'))], C::NextHeading, "下一个标题", "next heading"),
    bind(G::Compare, PAIR, &[c('K'), Keys::Two('[', Key::Char('['))], C::PreviousHeading, "上一个标题", "previous heading"),
    bind(G::Compare, PAIR, &[c('m')], C::Cross, "移动了的一节：在新旧两处之间往返", "a section that moved: its other place"),
    bind(G::Compare, PAIR, &[k(N::Tab), k(N::BackTab)], C::SwitchPane, "换一边", "the other side"),
    bind(G::Compare, PAIR, &[c('h'), k(N::Left)], C::OldSide, "选旧稿", "the old version"),
    bind(G::Compare, PAIR, &[c('l'), k(N::Right)], C::NewSide, "选新稿", "the new version"),
    bind(G::Compare, PAIR, &[k(N::Enter)], C::Accept, "到所选一边的此处阅读；在折叠处则展开", "read here, on the chosen side; unfold a fold"),
    bind(G::Compare, PAIR, &[c('=')], C::ToggleSame, "折叠或展开相同的段落", "fold or unfold equal paragraphs"),
    bind(G::Compare, PAIR, &[c('o')], C::ToggleOutline, "显示或隐藏对齐的大纲", "show or hide the aligned outline"),
    bind(G::Compare, PAIR, &[c('x')], C::SwapSides, "新旧对调", "swap old and new"),
    bind(G::Compare, PAIR, &[c('y')], C::CopySection, "复制这一节的差别", "copy the differences of the section"),
    bind(G::Compare, PAIR, &[c('D')], C::Compare, "换一篇来对照", "compare with another text"),
    bind(G::Compare, DIFFS, &[k(N::Esc)], C::Cancel, "回到阅读；正在比较时则取消", "back to reading; cancel while comparing"),
    bind(G::Compare, PAIR, &[c('q'), ctrl('c')], C::Quit, "返回；由 gangmu diff 打开时退出", "back; quit if gangmu diff opened it"),
    bind(G::Compare, PAIR, &[c('?'), k(N::F(1))], C::Help, "帮助", "help"),
    bind(G::Compare, PAIR, &[c('T')], C::Next(O::Theme), "换主题", "next theme"),
    bind(G::Compare, PAIR, &[c('a')], C::FlipAmbiguous, "“”—…等一格或两格", "“ ” — … in one cell or two"),
    bind(G::Compare, PAIR, &[ctrl('l')], C::Redraw, "重画屏幕", "draw the screen again"),
    bind(G::Compare, PAIR, &[ctrl('z')], C::Suspend, "挂起", "suspend"),

    bind(G::Rehearse, READ, &[c('R')], C::Rehearse, "演练：逐句提示，按语速前进", "rehearse: sentence by sentence at a pace"),
    bind(G::Rehearse, SAY, &[c(' ')], C::Pause, "停下，再按继续；讲完后从头再来", "pause and go on; at the end, begin again"),
    bind(G::Rehearse, SAY, &[c('+'), c('=')], C::Faster, "每分钟快 10 字", "10 characters a minute faster"),
    bind(G::Rehearse, SAY, &[c('-')], C::Slower, "每分钟慢 10 字", "10 characters a minute slower"),
    bind(G::Rehearse, SAY, &[c('j'), k(N::Down), k(N::Right)], C::LineDown, "下一句", "next sentence"),
    bind(G::Rehearse, SAY, &[c('k'), k(N::Up), k(N::Left)], C::LineUp, "上一句", "previous sentence"),
    bind(G::Rehearse, SAY, &[c('J'), c(']'), k(N::PageDown)], C::NextHeading, "下一个标题，计划随之移动", "next heading; the schedule moves along"),
    bind(G::Rehearse, SAY, &[c('K'), c('['), k(N::PageUp)], C::PreviousHeading, "上一个标题", "previous heading"),
    bind(G::Rehearse, SAY, &[c('g'), k(N::Home)], C::Top, "第一句", "first sentence"),
    bind(G::Rehearse, SAY, &[c('G'), k(N::End)], C::Bottom, "最后一句", "last sentence"),
    bind(G::Rehearse, SAY, &[k(N::Esc), c('q'), c('R'), ctrl('c')], C::Cancel, "回到阅读，停在讲到的一句", "back to reading, at the sentence reached"),
    bind(G::Rehearse, SAY, &[c('?'), k(N::F(1))], C::Help, "停下，看这些按键", "pause, and show these keys"),
    bind(G::Rehearse, SAY, &[ctrl('l')], C::Redraw, "重画屏幕", "draw the screen again"),
    bind(G::Rehearse, SAY, &[ctrl('z')], C::Suspend, "停下并挂起", "pause and suspend"),

    bind(G::Look, READ, &[c('W')], C::Next(O::Measure), "每行至多 40、36、28 字或满宽", "rows of 40, 36 or 28 characters, or full width"),
    bind(G::Look, READ, &[c('Z')], C::Next(O::Zen), "只看正文，再按回来", "the text alone, and back"),
    bind(G::Look, READ, &[c('T')], C::Next(O::Theme), "换主题：终端、亮色、暗色、十六色、无色", "next theme: terminal, light, dark, 16, mono"),
    bind(G::Look, READ, &[s('i')], C::Next(O::Indent), "首行缩进二字，或不缩进而段间空行", "indents, or paragraph gaps"),
    bind(G::Look, READ, &[s('g')], C::Next(O::Gap), "段间空行", "gap between paragraphs"),
    bind(G::Look, READ, &[s('r')], C::Next(O::RowGap), "行间空行", "gap between rows"),
    bind(G::Look, READ, &[s('j')], C::Next(O::Justify), "两端对齐", "justified rows"),
    bind(G::Look, READ, &[s('n')], C::Next(O::Numbers), "左侧显示段号、源文件行号", "paragraph or source line numbers"),
    bind(G::Look, READ, &[s('l')], C::Next(O::LatinSpace), "汉字与外文词之间空一格", "a blank between Han and Latin"),
    bind(G::Look, READ, &[s('h')], C::Next(O::Hang), "行末句读悬挂", "stops hang past the row"),
    bind(G::Look, READ, &[s('k')], C::Next(O::Level), "行首尾禁则：严格、国标、基本、无", "line breaks: strict to none"),
    bind(G::Look, READ, &[s('q')], C::Next(O::Quotes), "引号占两格或一格", "quotes in two cells or one"),

    bind(G::Look, READ, &[s('w')], C::KeepOptions, "保存改过的设置，下次照用", "keep the options for next time"),
    bind(G::Look, READ, &[s('0')], C::ResetOptions, "各项设置恢复为设置文件里的值", "reset to the settings file"),

    bind(G::Program, READ, &[c('?'), k(N::F(1))], C::Help, "帮助", "help"),
    bind(G::Program, READ, &[c('a')], C::FlipAmbiguous, "“”—…等宽度在一格与两格间切换", "width of “ ” — … one cell or two"),
    bind(G::Program, READ, &[c('M')], C::ToggleMouse, "放开或接管鼠标", "release or take the mouse"),
    bind(G::Program, READ, &[ctrl('l')], C::Redraw, "重画屏幕", "draw the screen again"),
    bind(G::Program, READ, &[ctrl('z')], C::Suspend, "挂起（fg 回来）", "suspend (fg resumes)"),
    bind(G::Program, READ, &[c('q'), ctrl('c')], C::Quit, "退出", "quit"),

    bind(G::Input, TYPE, &[k(N::Enter)], C::Accept, "确定", "accept"),
    bind(G::Input, TYPE, &[k(N::Esc), ctrl('c'), ctrl('g')], C::Cancel, "取消，回到原处", "cancel and return"),
    bind(G::Input, PICK, &[k(N::Down), ctrl('n'), ctrl('j'), k(N::Tab)], C::PickNext, "下一个结果", "next result"),
    bind(G::Input, PICK, &[k(N::Up), ctrl('p'), k(N::BackTab)], C::PickPrevious, "上一个结果", "previous result"),
    bind(G::Input, LINE, &[k(N::Tab)], C::PickNext, "补全命令，再按换下一个", "complete the command; again: the next"),
    bind(G::Input, LINE, &[k(N::BackTab)], C::PickPrevious, "补全命令，换上一个", "complete it with the previous"),
    bind(G::Input, PICK, &[k(N::PageDown), ctrl('v')], C::PickPageDown, "下一页结果", "a page of results down"),
    bind(G::Input, PICK, &[k(N::PageUp), alt('v')], C::PickPageUp, "上一页结果", "a page of results up"),
    bind(G::Input, FIND, &[k(N::Tab)], C::ListHits, "查找中：列出各处命中", "search: list the hits"),
    bind(G::Input, RULE, &[k(N::Tab)], C::NextRuling, "规则：是标题、要点、题目，或不算", "rule: heading, point, title or none"),
    bind(G::Input, RULE, &[k(N::BackTab)], C::NextLevel, "规则：固定在第几级", "rule: a fixed level, or none"),
    bind(G::Input, RULE, &[ctrl('r'), alt('r')], C::ToggleInside, "规则：段落中间的句末之后也找", "rule: after sentences too"),
    bind(G::Input, RULE, &[ctrl('t'), alt('t')], C::ToggleScope, "规则：用于各处，或只用于本文件夹", "rule: everywhere, or in this folder"),
    bind(G::Input, RULE, &[k(N::Down), ctrl('n')], C::PickNext, "规则：下一处变动", "rule: next change"),
    bind(G::Input, RULE, &[k(N::Up), ctrl('p')], C::PickPrevious, "规则：上一处变动", "rule: previous change"),
    bind(G::Input, SEEK, &[ctrl('t'), alt('t')], C::ToggleScope, "跳转、查找这一篇或全部文稿", "jump and search in this text or in all"),
    bind(G::Input, MATCH, &[ctrl('r'), alt('r')], C::TogglePattern, "查找中：按正则表达式", "search: as a regular expression"),
    bind(G::Input, SEEK, &[ctrl('y'), alt('y')], C::TogglePinyin, "查找按拼音；跳转不按拼音", "search by pinyin; jump without it"),
    bind(G::Input, ASK, &[Keys::One(Key::AltNamed(N::Up)), alt('p')], C::Older, "较早的输入（跳转、查找均可）", "older input (in jump and search, too)"),
    bind(G::Input, ASK, &[Keys::One(Key::AltNamed(N::Down)), alt('n')], C::Newer, "较近的输入（跳转、查找均可）", "newer input (in jump and search, too)"),
    bind(G::Input, PAST, &[k(N::Up), ctrl('p')], C::Older, "较早的输入", "older input"),
    bind(G::Input, PAST, &[k(N::Down), ctrl('n')], C::Newer, "较近的输入", "newer input"),
    bind(G::Input, TYPE, &[k(N::Left), ctrl('b')], C::Type(T::Left), "光标左移", "cursor left"),
    bind(G::Input, TYPE, &[k(N::Right), ctrl('f')], C::Type(T::Right), "光标右移", "cursor right"),
    bind(G::Input, TYPE, &[k(N::Home), ctrl('a')], C::Type(T::Start), "光标到开头", "cursor to the start"),
    bind(G::Input, TYPE, &[k(N::End), ctrl('e')], C::Type(T::End), "光标到末尾", "cursor to the end"),
    bind(G::Input, TYPE, &[k(N::Backspace), ctrl('h')], C::Type(T::EraseBack), "删除前一字", "erase before the cursor"),
    bind(G::Input, TYPE, &[k(N::Delete), ctrl('d')], C::Type(T::EraseHere), "删除后一字", "erase at the cursor"),
    bind(G::Input, TYPE, &[ctrl('w'), Keys::One(Key::AltNamed(N::Backspace))], C::Type(T::EraseWord), "删除前一词", "erase the word before"),
    bind(G::Input, TYPE, &[ctrl('u')], C::Type(T::EraseToStart), "删除到开头", "erase to the start"),
    bind(G::Input, TYPE, &[ctrl('k')], C::Type(T::EraseToEnd), "删除到末尾", "erase to the end"),
    bind(G::Input, TYPE, &[ctrl('l')], C::Redraw, "重画屏幕", "draw the screen again"),
    bind(G::Input, TYPE, &[ctrl('z')], C::Suspend, "挂起", "suspend"),

    bind(G::Lists, LIST, &[c('j'), k(N::Down), ctrl('n')], C::LineDown, "下一行", "next row"),
    bind(G::Lists, LIST, &[c('k'), k(N::Up), ctrl('p')], C::LineUp, "上一行", "previous row"),
    bind(G::Lists, LIST, &[c(' '), c('d'), k(N::PageDown), ctrl('f'), ctrl('d')], C::PageDown, "下一页", "page down"),
    bind(G::Lists, LIST, &[c('b'), c('u'), k(N::PageUp), ctrl('b'), ctrl('u')], C::PageUp, "上一页", "page up"),
    bind(G::Lists, LIST, &[c('g'), k(N::Home)], C::Top, "开头", "start"),
    bind(G::Lists, LIST, &[c('G'), k(N::End)], C::Bottom, "末尾", "end"),
    bind(G::Lists, FOUND, &[k(N::Enter), c('l'), k(N::Right)], C::Accept, "检查结果：转到这一处", "findings: go to the place"),
    bind(G::Lists, FOUND, &[c('s')], C::NextOrder, "检查结果：重的在前，或按原文的次序", "findings: the gravest first, or in reading order"),
    bind(G::Lists, FOUND, &[k(N::Esc), c('q'), c('c'), c('h'), k(N::Left), ctrl('c')], C::Cancel, "检查结果：回到原处", "findings: back to where you were"),
    bind(G::Lists, HITS, &[k(N::Enter), c('l'), k(N::Right)], C::Accept, "命中：转到这一处", "hits: go there"),
    bind(G::Lists, HITS, &[c('n')], C::NextHit, "命中：下一处", "hits: next hit"),
    bind(G::Lists, HITS, &[c('N')], C::PreviousHit, "命中：上一处", "hits: previous hit"),
    bind(G::Lists, HITS, &[k(N::Esc), c('q'), c('v'), c('h'), k(N::Left), ctrl('c')], C::Cancel, "命中：回到原处", "hits: back to where you were"),
    bind(G::Lists, HITS, &[c('/')], C::Search, "命中：另行查找", "hits: another search"),
    bind(G::Lists, SHELF, &[k(N::Enter)], C::Accept, "文稿：打开；文件夹则展开或收起", "texts: open; unfold or fold a folder"),
    bind(G::Lists, SHELF, &[c('t')], C::Next(O::Folders), "文稿：按文件夹列出，或逐篇列出", "texts: by folders, or as one list"),
    bind(G::Lists, SHELF, &[c('l'), k(N::Right)], C::FoldOpen, "文稿：展开文件夹，已展开则进入；打开文稿", "texts: unfold the folder or go into it; open"),
    bind(G::Lists, SHELF, &[c('h'), k(N::Left)], C::FoldClose, "文稿：收起文件夹，已收起则到上一层；不分文件夹时回到文稿", "texts: fold the folder or go out of it; without folders, back"),
    bind(G::Lists, SHELF, &[z('M')], C::FoldAll, "文稿：文件夹全部收起", "texts: fold all folders"),
    bind(G::Lists, SHELF, &[z('R')], C::UnfoldAll, "文稿：文件夹全部展开", "texts: unfold all folders"),
    bind(G::Lists, SHELF, &[c('/'), c('f')], C::Filter, "文稿：筛选", "texts: filter"),
    bind(G::Lists, SHELF, &[c('s')], C::NextOrder, "文稿：换排列（最近读的、文件名、时间、大小、题目）", "texts: next order (last read, name, date, size, title)"),
    bind(G::Lists, SHELF, &[c('?'), k(N::F(1))], C::Help, "文稿：帮助", "texts: help"),
    bind(G::Lists, SHELF, &[k(N::Esc), c('L')], C::Cancel, "文稿：回到文稿", "texts: back to the text"),
    bind(G::Lists, SHELF, &[c('q'), ctrl('c')], C::Quit, "文稿：退出", "texts: quit"),
    bind(G::Lists, HELP, &[c('/'), c('f')], C::Filter, "帮助：只列含这几个字（或首字母）的键", "help: only keys with these words"),
    bind(G::Lists, HELP, &[c('q'), k(N::Esc), c('?'), k(N::F(1)), ctrl('c'), k(N::Enter)], C::Cancel, "帮助：关闭", "help: close"),
    bind(G::Lists, MARKS, &[k(N::Enter), c('l'), k(N::Right)], C::Accept, "记号：到这一处", "marks: go there"),
    bind(G::Lists, MARKS, &[c('e'), c(';')], C::EditNote, "记号：改批注", "marks: change the note"),
    bind(G::Lists, MARKS, &[c('x'), k(N::Delete)], C::Remove, "记号：删除", "marks: remove"),
    bind(G::Lists, MARKS, &[c('y')], C::CopyNotes, "记号：复制全部批注（Markdown）", "marks: copy all notes as Markdown"),
    bind(G::Lists, MARKS, &[k(N::Esc), c('q'), c('*'), c('h'), k(N::Left), ctrl('c')], C::Cancel, "记号：回到正文", "marks: back to the text"),
    bind(G::Lists, LIST, &[ctrl('l')], C::Redraw, "重画屏幕", "draw the screen again"),
    bind(G::Lists, LIST, &[ctrl('z')], C::Suspend, "挂起", "suspend"),
];

/// What may be typed in the jump, and what it stands for.
pub const QUERIES: &[(&str, &str, &str)] = &[
    (
        "项目 xiangmu xm",
        "汉字、全拼、首字母，可混用，可跳字；首字母不能太散",
        "characters, pinyin or initials, mixed, with gaps (small ones between initials)",
    ),
    (
        "2.3 二三 二(三)",
        "第二部分的第三条；3:2.1 是第三篇的",
        "part two, section three; 3:2.1 in the third speech",
    ),
    ("a b", "a 和 b 都有", "both a and b"),
    (
        "项木建设 xianmu",
        "没有更合的标题时，也认同音字和一处打错、多打、少打、颠倒",
        "where nothing fits better: same sound; one slip in a word",
    ),
    ("'字 ^字 字$", "连着出现；在开头；在末尾", "in one piece; at the start; at the end"),
    ("!字", "没有这几个字", "without these characters"),
    ("a|b", "有 a 或有 b", "a or b"),
];
