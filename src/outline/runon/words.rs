//! Words with which headings usually end and sentences usually begin.
//!
//! Chosen from those for which this was most often so in 1,250 speeches and official documents; what they weigh are
//! the log-odds that were counted there, rounded.

use std::collections::HashMap;

use super::clauses::Pair;

/// What speaks for the words on both sides of the end of a title.
pub(super) struct Words {
    ends: HashMap<Pair, f32>,
    begins: HashMap<Pair, f32>,
}

impl Words {
    pub(super) fn new() -> Self {
        // What begins a sentence ends no heading.
        let ends =
            pairs(BEGINS).map(|pair| (pair, -2.0)).chain(pairs(ENDS).map(|pair| (pair, 1.2)));
        let begins = pairs(TELLS)
            .map(|pair| (pair, TELLS_WEIGHT))
            .chain(pairs(BEGINS).map(|pair| (pair, 2.0)));
        Self { ends: ends.collect(), begins: begins.collect() }
    }

    /// Log-odds that a heading ends with `pair`.
    pub(super) fn ends(&self, pair: Pair) -> f32 {
        self.ends.get(&pair).copied().unwrap_or(OTHER)
    }

    /// Log-odds that the text below a heading begins with `pair`.
    pub(super) fn begins(&self, pair: Pair) -> f32 {
        let must = || pair[0] == '要' && !"求点素害领闻道塞".contains(pair[1]);
        let known = self.begins.get(&pair).copied();
        known.or_else(|| must().then_some(MUST)).unwrap_or(OTHER)
    }
}

/// Log-odds of a verb that may begin a sentence.
const TELLS_WEIGHT: f32 = 1.2;
/// Log-odds of 要, which mostly follows who must.
const MUST: f32 = 0.3;
/// Log-odds of any other pair.
const OTHER: f32 = -0.6;

fn pairs(words: &str) -> impl Iterator<Item = Pair> {
    words.split(' ').filter_map(|word| {
        let mut chars = word.chars();
        Some([chars.next()?, chars.next()?])
    })
}

const ENDS: &str = "任务 问题 要求 建设 作用 措施 原则 动力 能力 活力 体系 机制 情况 高地 建议 成效 效率 意义 队伍 水平 \
    动能 力度 效益 规则 方向 方式 关系 目标 模式 监督 氛围 挑战 意识 精神 潜力 制度 任感 局面 到位 福祉 地位 思想 安排 部署 \
    责任 打算 优势 内容 防线 思维 振兴 底线 要性 迫感 难题 篇章 格局 职责 保障 短板 环境 形势 信心 道路 权利 纲要 特征 力量 \
    特点 内涵 步骤 背景 纪律 支撑 决心 环节 空间 回顾 总结 经验 成果 成绩 成就 实效 合力 突破 落实 实处 见效 提升 发展 工作 \
    进步 增收 稳定 和谐 升级 转型 改革 开放 管理 服务 质量 效能 质效 品质 大局 担当 使命 初心 本领 素质 作风 站位 重点 \
    关键 举措 办法 方法 路径 方案 计划 活动 行动 胜仗 台阶 层次 新高 方面 因素 原因 根源 表现 差距 不足 影响 变化 趋势 需求 \
    领导 考核 宣传 整改 整治 结构 基础 条件 风险 安全 民生 攻坚 资源 文化 市场 位置 性质 政策 战略 概况 依据 案例 事项 准备";

const BEGINS: &str = "今年 去年 近年 当前 目前 今天 现在 过去 随着 如果 所以 因此 但是 我们 我市 我县 我区 我省 我镇 我乡 我局 \
    我校 我国 我厂 我院 我村 各级 各位 这次 这是 这就 这项 这些 这个 同时 另外 此外 首先 其次 一是 二是 一要 为此 \
    对于 对此 由于 因为 为了 面对 面临 按照 根据 围绕 习近 总书 截至 大家 同志 要进 要把 要以 要坚 要在 要从 \
    一年 上半 下半 前一 近期 最近 刚才 刚刚 以前 十八 十九 二十 20 19 各单 各部 各乡 各地 各镇 各村 各县 各有 在此 在今 在工 在这 从今 \
    从全 从目 从我 从上 虽然 只有 只要 总之 例如 比如 如今 以来 时间 有的 我认 我想 我希 我觉 你们 事实 众所 俗话 古人 常言 \
    实践 主要 以习 党的 本届 多年 长期 全市 全县 全区 全省 全镇 全乡 全国";

const TELLS: &str = "通过 经过 坚持 加强 加大 加快 强化 深化 深入 大力 积极 认真 切实 进一 严格 完善 健全 建立 充分 全面 着力 \
    持续 扎实 抓好 做好 统筹 继续 突出 必须 实施 推动 推进 推行 开展 组织 在全 在市 在县 成立 制定 针对 利用 结合 立足 紧扣";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_stands_once_and_has_two_characters() {
        for words in [ENDS, BEGINS, TELLS] {
            let mut all: Vec<&str> = words.split(' ').collect();
            assert!(all.iter().all(|word| word.chars().count() == 2), "{words}");
            all.sort_unstable();
            assert!(all.windows(2).all(|pair| pair[0] != pair[1]), "{words}");
        }
        let begins: Vec<Pair> = pairs(BEGINS).collect();
        assert!(pairs(ENDS).all(|pair| !begins.contains(&pair)));
    }
}
