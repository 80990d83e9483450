//! The settings file and heading rules, in the running program.

use super::*;

/// The program on the speech, with this settings file.
fn configured(name: &str, config: &str) -> (Terminal, PathBuf) {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("home-{name}"));
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(home.join(".config/gangmu/themes")).unwrap();
    std::fs::write(home.join(".config/gangmu/config.toml"), config).unwrap();
    let theme = "zh = \"自己的\"\n[text]\nfg = \"#ffffff\"\nbg = \"#000080\"\n";
    std::fs::write(home.join(".config/gangmu/themes/mine.toml"), theme).unwrap();
    let path = file(&format!("{name}.txt"), SPEECH);
    let builder = builder().env("HOME", &home).env("GANGMU_STATE", "on");
    (builder.env("COLORTERM", "truecolor").arg(path).spawn(GANGMU).unwrap(), home)
}

#[test]
fn the_settings_file_holds_and_what_is_kept_goes_before_it() {
    let config = "theme = \"mine\"\nnumbers = \"lines\"\n[keys.read]\nx = \"next-heading\"\n";
    let (mut t, home) = configured("settings", config);
    t.wait_until(|s| s.contains("5   ") && s.contains("今天召开这次会议")).unwrap();
    let ground = format!("{:?}", t.screen().cell(5, 60).unwrap().style());
    assert!(ground.contains("Rgb(0, 0, 128)") || ground.contains("128"), "{ground}");
    t.send_str("x").unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识")).unwrap();
    t.send_str("sj:write\r").unwrap();
    t.wait_until(|s| s.contains("设置已保存")).unwrap();
    leave(t);
    let kept = std::fs::read_to_string(home.join(".local/state/gangmu/options.toml")).unwrap();
    assert_eq!(kept, "justify = true\n");
    let untouched = std::fs::read_to_string(home.join(".config/gangmu/config.toml")).unwrap();
    assert_eq!(untouched, config);
}

#[test]
fn a_fault_in_the_settings_is_told_and_the_program_starts() {
    let (mut t, _) = configured("faulty", "theme = \"mien\"\njustfy = true\n[keys.read\n");
    t.wait_until(|s| s.contains("今天召开这次会议") && s.contains("config.toml:1:9")).unwrap();
    t.send_str("J").unwrap();
    t.wait_until(|s| top(s).contains("一、充分认识")).unwrap();
    leave(t);
}

#[test]
fn a_heading_rule_is_tried_kept_and_holds_in_the_next_run() {
    let (mut t, home) = configured("rule", "");
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("O谢谢大家").unwrap();
    t.wait_until(|s| s.contains("新增 1 去掉 0 改变 0")).unwrap();
    t.send_str("\r").unwrap();
    t.wait_until(|s| s.contains("规则已用上")).unwrap();
    t.send_str("sw").unwrap();
    t.wait_until(|s| s.contains("设置已保存")).unwrap();
    leave(t);
    let kept = std::fs::read_to_string(home.join(".local/state/gangmu/options.toml")).unwrap();
    assert_eq!(kept, "\n[[heading]]\npattern = '谢谢大家'\nkind = \"heading\"\n");
    let builder = builder().env("HOME", &home).env("GANGMU_STATE", "on");
    let path = file("rule.txt", SPEECH);
    let mut t = builder.arg(&path).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("    谢谢大家  ") && s.contains("接着上次")).unwrap();
    // As the settings file says, it is none; the outline follows by itself.
    t.send_str("s0").unwrap();
    t.wait_until(|s| s.contains("已恢复")).unwrap();
    t.wait_until(|s| !s.contains("    谢谢大家  ")).unwrap();
    t.send_str("fxxdj").unwrap();
    t.wait_until(|s| s.contains("没有匹配的标题")).unwrap();
    t.send_str("\x03").unwrap();
    leave(t);
}

/// What a rule would change takes a while to find out in a large text; keys do not wait for it.
#[test]
fn keys_work_while_a_rule_is_tried_on_a_large_text() {
    let text = SPEECH.repeat(8_000_000 / SPEECH.len());
    let path = file("rule-large.txt", &text);
    let mut t = builder().arg(&path).spawn(GANGMU).unwrap();
    t.wait_until(|s| s.contains("今天召开这次会议")).unwrap();
    t.send_str("O").unwrap();
    let start = Instant::now();
    for (key, pattern) in [("同", "同"), ("志", "同志"), ("们", "同志们")] {
        t.send_str(key).unwrap();
        t.wait_until(|s| s.contains(&format!("规则（标题） {pattern}"))).unwrap();
    }
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    t.send_str("\x03").unwrap();
    t.wait_until(|s| !s.contains("规则（")).unwrap();
    leave(t);
}
