//! The sample speeches built into the program, from `seeds/`.

/// A speech built into the program.
#[derive(Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its file name in `seeds/`.
    pub name: &'static str,
    /// Its bytes, as text.
    pub text: &'static str,
}

macro_rules! sample {
    ($name:literal) => {
        Sample { name: $name, text: include_str!(concat!("../../seeds/", $name)) }
    };
}

/// All built-in speeches, in order of their names.
pub static SAMPLES: &[Sample] = &[
    sample!("01-fangxun-dongyuan.txt"),
    sample!("02-chaye-dahui.txt"),
    sample!("03-xiaoche-biaotai.txt"),
    sample!("04-jiazhuang-dianti.txt"),
    sample!("05-yuanqu-xiangmu.txt"),
    sample!("06-gucunluo-baohu.txt"),
    sample!("07-tushuguan-kaiguan.txt"),
    sample!("08-jiceng-yiliao.txt"),
    sample!("09-jucan-banfa.txt"),
    sample!("10-zhengfu-gongzuo-baogao.txt"),
    sample!("11-hezhang-tongzhi.txt"),
    sample!("12-jindu-sanpian.txt"),
    sample!("13-qingnian-ganbu-zuotan.txt"),
    sample!("14-zhenganbu-dahui.txt"),
    sample!("15-gongdian-biaotai.txt"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    #[test]
    fn every_file_of_the_seeds_is_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(SAMPLES.iter().map(|s| s.name).collect::<Vec<_>>(), names);
        assert!(names.len() >= 8);
    }
}
