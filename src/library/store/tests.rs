use super::*;
use crate::library::state::{Mark, Record};
use std::process::{Command, Stdio};

fn scratch() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().join("a/gangmu"));
    (folder, store)
}

/// A state of one document called `key`, left at `percent`, with a mark.
fn change(key: &str, updated: u64, percent: u8) -> State {
    let mut record = Record { updated, percent, title: "稿".repeat(200), ..Record::default() };
    let place = crate::library::place::Place { paragraph: 1, ..Default::default() };
    record.marks.insert('a', Mark { updated, at: Some(place), ..Mark::default() });
    State { docs: [(key.to_owned(), record)].into(), ..State::default() }
}

fn names(store: &Store) -> Vec<String> {
    let mut names: Vec<_> =
        store.entries().map(|p| p.file_name().unwrap().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    names
}

#[test]
fn what_was_saved_is_there_again() {
    let (_folder, store) = scratch();
    assert!(store.load().0.is_empty());
    store.save(&change("k", 5, 40), 9).unwrap();
    let (state, trouble) = store.load();
    assert!(trouble.is_none());
    assert_eq!(state.docs["k"].percent, 40);
    assert_eq!(names(&store), ["state.json", "state.lock"], "nothing else is left");
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, store) = scratch();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    store.save(&change("k", 5, 40), 9).unwrap();
    assert_eq!((mode(&store.folder), mode(&store.path())), (0o700, 0o600));
    fs::set_permissions(&store.folder, fs::Permissions::from_mode(0o755)).unwrap();
    store.save(&change("k", 6, 41), 9).unwrap();
    assert_eq!(mode(&store.folder), 0o700);
}

#[test]
fn a_file_cut_at_any_byte_is_put_aside_and_the_program_goes_on() {
    let (_folder, store) = scratch();
    store.save(&change("k", 5, 40), 9).unwrap();
    let whole = fs::read(store.path()).unwrap();
    // The last byte is a line end: without it nothing is lost.
    for cut in 0..whole.len() - 1 {
        fs::write(store.path(), &whole[..cut]).unwrap();
        let (state, trouble) = store.load();
        assert!(state.is_empty(), "cut at {cut}");
        let Some(Trouble::Broken(aside)) = trouble else { panic!("cut at {cut}: {trouble:?}") };
        assert_eq!(fs::read(aside).unwrap(), &whole[..cut]);
        store.save(&change("n", 6, 1), 9).unwrap();
        assert_eq!(store.load().0.docs.len(), 1, "cut at {cut}");
    }
    let broken = names(&store).into_iter().filter(|n| n.starts_with(BROKEN)).count();
    assert_eq!(broken, KEPT);
}

#[test]
fn one_spoilt_document_does_not_take_the_others_along() {
    let (_folder, store) = scratch();
    store.save(&change("good", 5, 40), 9).unwrap();
    let mut value: Value = serde_json::from_slice(&fs::read(store.path()).unwrap()).unwrap();
    value["docs"]["bad"] = serde_json::json!({ "updated": "yesterday" });
    fs::write(store.path(), value.to_string()).unwrap();
    let (state, trouble) = store.load();
    assert_eq!(state.docs.keys().collect::<Vec<_>>(), ["good"]);
    let Some(Trouble::Broken(aside)) = trouble else { panic!("{trouble:?}") };
    assert!(fs::read_to_string(aside).unwrap().contains("yesterday"));
    assert!(store.load().1.is_none(), "told once");
}

#[test]
fn bytes_of_any_other_kind_are_no_state() {
    let (_folder, store) = scratch();
    store.save(&change("k", 5, 40), 9).unwrap();
    for bytes in [b"".as_slice(), b"\0\xff\xfe", b"[]", b"null", b"{}", b"{\"version\":\"x\"}"] {
        fs::write(store.path(), bytes).unwrap();
        let (state, trouble) = store.load();
        assert!(state.is_empty() && matches!(trouble, Some(Trouble::Broken(_))), "{bytes:?}");
    }
    fs::create_dir(store.path()).unwrap();
    assert!(matches!(store.load().1, Some(Trouble::Io(..))));
    assert!(matches!(store.save(&change("k", 5, 40), 9), Err(Trouble::Io(..))));
}

#[test]
fn the_file_of_a_newer_version_is_read_and_left_as_it_is() {
    let (_folder, store) = scratch();
    store.save(&change("k", 5, 40), 9).unwrap();
    let newer = fs::read_to_string(store.path()).unwrap().replace("\"version\":1", "\"version\":7");
    fs::write(store.path(), &newer).unwrap();
    let (state, trouble) = store.load();
    assert_eq!(state.docs["k"].percent, 40);
    assert!(matches!(trouble, Some(Trouble::Newer(_))));
    assert!(matches!(store.save(&change("k", 6, 50), 9), Err(Trouble::Newer(_))));
    assert_eq!(fs::read_to_string(store.path()).unwrap(), newer);
}

#[test]
fn a_lock_that_is_held_for_long_is_given_up() {
    let (_folder, store) = scratch();
    store.save(&change("k", 5, 40), 9).unwrap();
    let held = store.lock().unwrap();
    let start = Instant::now();
    assert!(matches!(store.save(&change("k", 6, 50), 9), Err(Trouble::Busy)));
    assert!((PATIENCE..PATIENCE * 3).contains(&start.elapsed()), "{:?}", start.elapsed());
    drop(held);
    store.save(&change("k", 6, 50), 9).unwrap();
}

#[cfg(unix)]
#[test]
fn a_link_is_followed() {
    let (folder, store) = scratch();
    store.save(&change("k", 5, 40), 9).unwrap();
    let real = folder.path().join("elsewhere.json");
    fs::rename(store.path(), &real).unwrap();
    std::os::unix::fs::symlink(&real, store.path()).unwrap();
    store.save(&change("k", 6, 50), 9).unwrap();
    assert!(fs::symlink_metadata(store.path()).unwrap().is_symlink());
    assert!(fs::read_to_string(real).unwrap().contains("\"percent\":50"));
}

#[test]
fn a_folder_that_cannot_be_made_is_told_of() {
    let (folder, _) = scratch();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let store = Store::new(file.join("gangmu"));
    assert!(matches!(store.save(&change("k", 5, 40), 9), Err(Trouble::Io(..))));
    assert!(store.load().0.is_empty());
    assert!(store.clear().is_ok());
}

#[test]
fn old_files_of_killed_programs_are_cleared_away() {
    let (_folder, store) = scratch();
    store.save(&change("k", 5, 40), 9).unwrap();
    let [old, new] = [".state.old", ".state.new"].map(|name| store.folder.join(name));
    for path in [&old, &new] {
        fs::write(path, "{").unwrap();
    }
    let past = SystemTime::now() - STALE - Duration::from_secs(60);
    File::options().write(true).open(&old).unwrap().set_modified(past).unwrap();
    store.load();
    assert!(!old.exists() && new.exists());
    store.clear().unwrap();
    assert_eq!(names(&store), ["state.lock"]);
}

#[test]
fn the_folder_is_where_the_environment_says() {
    let of = |xdg: &str, home: &str| {
        let set = |v: &str| (!v.is_empty()).then(|| OsStr::new(v).to_owned());
        state_folder(set(xdg).as_deref(), set(home).as_deref())
    };
    assert_eq!(of("/s", "/h"), Some("/s/gangmu".into()));
    assert_eq!(of("", "/h"), Some("/h/.local/state/gangmu".into()));
    assert_eq!(of("rel", "/h"), Some("/h/.local/state/gangmu".into()));
    assert_eq!(of("rel", "home"), None);
    assert_eq!(of("", ""), None);
    let cache = cache_folder(None, Some(OsStr::new("/h")));
    assert_eq!(cache, Some("/h/.cache/gangmu".into()));
}

const CHILD: &str = "GANGMU_TEST_WRITER";

/// Runs [`a_writer`] in a process of its own: `orders` are folder, name, saves, stage to die at.
fn writer(orders: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "library::store::tests::a_writer"]).env(CHILD, orders);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Not a test by itself: what the processes of the tests below do.
#[test]
fn a_writer() {
    let Ok(orders) = std::env::var(CHILD) else { return };
    let mut orders = orders.split('|');
    let store = Store::new(PathBuf::from(orders.next().unwrap()));
    let name = orders.next().unwrap();
    let saves: u64 = orders.next().unwrap().parse().unwrap();
    let last = orders.next().unwrap();
    for i in 0..saves {
        let mut changes = change(&format!("{name}-{i}"), i + 1, 50);
        // All of them also read one document together, and each has a mark of its own in it.
        let mark = Mark { updated: i + 1, at: Some(Default::default()), ..Mark::default() };
        let letter = name.chars().next().unwrap();
        let shared = Record { updated: i + 1, marks: [(letter, mark)].into(), ..Record::default() };
        changes.docs.insert("shared".to_owned(), shared);
        let save = || {
            store.save_staged(&changes, 9, |stage| {
                if format!("{stage:?}") == last {
                    std::process::abort();
                }
            })
        };
        // What cannot be saved for the others is saved later, as the reader does.
        let mut saved = save();
        for _ in 0..60 {
            if !matches!(saved, Err(Trouble::Busy)) {
                break;
            }
            saved = save();
        }
        saved.unwrap();
    }
}

#[test]
fn killed_at_any_stage_it_leaves_the_old_state_or_the_new() {
    use Stage::{Begun, Half, Locked, Merged, Renamed, Synced, Written};
    let (_folder, store) = scratch();
    store.save(&change("before", 5, 40), 9).unwrap();
    for stage in [Locked, Merged, Begun, Half, Written, Synced, Renamed] {
        let orders = format!("{}|{stage:?}|1|{stage:?}", store.folder.display());
        assert!(!writer(&orders).status().unwrap().success(), "killed at {stage:?}");
        let (state, trouble) = store.load();
        assert!(trouble.is_none(), "{stage:?}: {trouble:?}");
        assert_eq!(state.docs["before"].percent, 40, "{stage:?}");
        let saved = state.docs.contains_key(&format!("{stage:?}-0"));
        assert_eq!(saved, stage == Renamed, "{stage:?}");
        store.save(&change(&format!("after {stage:?}"), 6, 1), 9).unwrap();
    }
    assert_eq!(store.load().0.docs.len(), 10, "nothing was lost on the way");
}

#[test]
fn killed_at_any_time_it_leaves_a_whole_file() {
    let (_folder, store) = scratch();
    store.save(&change("before", 5, 40), 9).unwrap();
    for round in 0..12_u64 {
        let orders = format!("{}|r{round}|100000|", store.folder.display());
        let mut child = writer(&orders).spawn().unwrap();
        thread::sleep(Duration::from_millis(20 + round * 7));
        child.kill().unwrap();
        child.wait().unwrap();
        let (state, trouble) = store.load();
        assert!(trouble.is_none() && state.docs.contains_key("before"), "{trouble:?}");
        store.clear().unwrap();
        store.save(&change("before", 5, 40), 9).unwrap();
    }
}

#[test]
fn four_writers_lose_nothing() {
    const SAVES: usize = 25;
    let (_folder, store) = scratch();
    let run =
        |name| writer(&format!("{}|{name}|{SAVES}|", store.folder.display())).spawn().unwrap();
    for mut child in ["a", "b", "c", "d"].map(run) {
        assert!(child.wait().unwrap().success());
    }
    let (state, trouble) = store.load();
    assert!(trouble.is_none());
    assert_eq!(state.docs.len(), 4 * SAVES + 1);
    assert_eq!(state.docs["shared"].marks.keys().collect::<String>(), "abcd");
}
