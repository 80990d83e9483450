//! SARIF 2.1.0 (OASIS), which editors and review tools read: written result by result.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::{Line, end_column};
use crate::check::{Level, RULES};
use crate::export::write_json_line;
use crate::locale::Lang;

/// What stands before the first result.
pub(super) fn write_head(lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|about| {
            json!({
                "id": about.id,
                "shortDescription": { "text": about.words(lang) },
                "defaultConfiguration": { "level": level(about.level) },
                "properties": { "clause": about.clause },
            })
        })
        .collect();
    let driver = json!({ "name": "gangmu", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    out.write_all(b"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n")?;
    out.write_all(
        b"\"version\":\"2.1.0\",\"runs\":[{\"columnKind\":\"unicodeCodePoints\",\n\"tool\":",
    )?;
    write_json_line(&json!({ "driver": driver }), out)?;
    out.write_all(b",\"results\":[\n")
}

/// What stands after the last result.
pub(super) fn write_tail(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"]}]}\n")
}

/// SARIF knows a hint as a note.
const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_column: usize,
}

/// Writes one result.
pub(super) fn write_result(line: &Line, first: bool, out: &mut dyn Write) -> io::Result<()> {
    let region =
        Region { start_line: line.line, start_column: line.col + 1, end_column: end_column(line) };
    let artifact = json!({ "uri": uri(&line.path) });
    let stop = if line.suggestion.is_empty() { "" } else { "；" };
    let mut result = json!({
        "ruleId": line.rule,
        "ruleIndex": line.about as usize,
        "level": level(line.grade),
        "message": { "text": format!("{}{stop}{}", line.message, line.suggestion) },
        "locations": [{
            "physicalLocation": { "artifactLocation": artifact, "region": region },
        }],
    });
    if let (Some(words), true) = (&line.replacement, line.exact) {
        let fix = json!([{
            "description": { "text": line.suggestion },
            "artifactChanges": [{
                "artifactLocation": artifact,
                "replacements": [{
                    "deletedRegion": region,
                    "insertedContent": { "text": words },
                }],
            }],
        }]);
        if let Some(object) = result.as_object_mut() {
            object.insert("fixes".to_owned(), fix);
        }
    }
    if !first {
        out.write_all(b",")?;
    }
    write_json_line(&result, out)
}

/// A path as a URI reference (RFC 3986): all but unreserved characters and slashes are escaped.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let path = path.replace('\\', "/");
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("稿/a b.txt"), "%E7%A8%BF/a%20b.txt");
        assert_eq!(uri("C:\\x"), "C%3A/x");
    }
}
