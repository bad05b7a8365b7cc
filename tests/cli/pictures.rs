//! Messages through pictures, both ways, as files.

use crate::fixture::{self, Folder};
use crate::run;

#[test]
fn an_exported_account_is_drawn_and_read_back() {
    let folder = Folder::new("cli-export");
    for (format, picture) in [("ur", "account.gif"), ("bbqr", "account.png"), ("descriptor", "account.svg")] {
        let line = format!("coldframe account export --as {format} -o {picture} --seed-fd 3 3< words.txt");
        let done = run(&folder.0, &line);
        assert_eq!(done.status.code(), Some(0), "{line}: {done:?}");
    }
    let ur = run(&folder.0, "coldframe account export --as ur --seed-fd 3 3< words.txt").stdout;
    assert!(ur.starts_with(b"UR:CRYPTO-ACCOUNT/"), "{}", String::from_utf8_lossy(&ur));
    let json = run(&folder.0, "coldframe scan account.png").stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["xfp"], fixture::MASTER.to_ascii_uppercase());
}

#[test]
fn what_is_drawn_is_read_back() {
    let folder = Folder::new("cli-pictures");
    for (format, name) in
        [("ur", "a.gif"), ("bbqr", "b.png"), ("ur", "c.apng"), ("bbqr", "d.txt"), ("base64", "e.png")]
    {
        let done =
            run(&folder.0, &format!("coldframe show spend.psbt --as {format} --density tiny -o {name}"));
        assert_eq!(done.status.code(), Some(0), "{name}: {done:?}");
        let done = run(&folder.0, &format!("coldframe scan {name} -o back-{name}.psbt"));
        assert_eq!(done.status.code(), Some(0), "{name}: {done:?}");
        let back = std::fs::read(folder.path(&format!("back-{name}.psbt"))).unwrap();
        assert_eq!(back, fixture::spend(), "{name}");
    }
}

#[test]
fn atk_e02_a_picture_of_something_else_is_said() {
    use coldframe_console::optics::draw;
    let folder = Folder::new("cli-foreign");
    std::fs::create_dir(folder.path("album")).unwrap();
    let other = fixture::spend_to("bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu", 7);
    std::fs::write(folder.path("other.psbt"), other).unwrap();
    run(&folder.0, "coldframe show other.psbt --as ur --density tiny -o other.txt");
    let part = run(&folder.0, "head -n 1 other.txt").stdout;
    std::fs::write(folder.path("part.txt"), part).unwrap();
    run(&folder.0, "coldframe show spend.psbt --density tiny -o album/b.png");
    let alone = run(&folder.0, "coldframe scan album -o alone.psbt");
    assert!(!String::from_utf8_lossy(&alone.stderr).contains("something else"), "{alone:?}");
    let part = std::fs::read_to_string(folder.path("part.txt")).unwrap();
    let picture = draw::series(&[part.trim().to_owned()], draw::Options::default()).unwrap().png().unwrap();
    std::fs::write(folder.path("album/a.png"), picture).unwrap();
    let done = run(&folder.0, "coldframe scan album -o out.psbt");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("something else: 1"), "{done:?}");
    assert_eq!(std::fs::read(folder.path("out.psbt")).unwrap(), fixture::spend());
}

#[test]
fn atk_e03_both_sides_say_the_same_words_and_another_message_says_others() {
    let folder = Folder::new("cli-words");
    let words = |line: &str| {
        let done = run(&folder.0, line);
        assert_eq!(done.status.code(), Some(0), "{line}: {done:?}");
        let said = String::from_utf8(done.stderr).unwrap();
        said.lines().find_map(|line| line.split_once("begins: ")).map(|two| two.1).map(str::to_owned)
    };
    let shown = words("coldframe show spend.psbt -o a.gif");
    assert!(shown.is_some());
    assert_eq!(words("coldframe scan a.gif -o back.psbt"), shown);
    std::fs::write(folder.path("other.psbt"), fixture::spend_to(fixture::RECIPIENT, 7)).unwrap();
    assert_ne!(words("coldframe show other.psbt -o b.gif"), shown);
    assert_eq!(words("coldframe -q show spend.psbt -o c.gif"), None);
}

#[test]
fn video_is_read_from_standard_input() {
    use coldframe_console::optics::picture;
    let folder = Folder::new("cli-video");
    assert_eq!(run(&folder.0, "coldframe show spend.psbt --density tiny -o a.gif").status.code(), Some(0));
    let frames = picture::frames(std::fs::read(folder.path("a.gif")).unwrap()).unwrap();
    let (mut video, mut raw, mut size) = (Vec::new(), Vec::new(), String::new());
    for frame in frames {
        let frame = frame.unwrap();
        if video.is_empty() {
            size = format!("{}x{}", frame.width(), frame.height());
            let header = format!("YUV4MPEG2 W{} H{} F10:1 Cmono\n", frame.width(), frame.height());
            video.extend(header.into_bytes());
        }
        video.extend(b"FRAME\n");
        video.extend(frame.pixels());
        raw.extend(frame.pixels());
    }
    std::fs::write(folder.path("a.y4m"), video).unwrap();
    std::fs::write(folder.path("a.raw"), raw).unwrap();
    let lines = [
        "coldframe scan - -o one.psbt < a.y4m".to_owned(),
        "coldframe scan a.y4m -o two.psbt".to_owned(),
        format!("coldframe scan - --raw-gray {size} -o three.psbt < a.raw"),
    ];
    for (line, name) in lines.iter().zip(["one.psbt", "two.psbt", "three.psbt"]) {
        let done = run(&folder.0, line);
        assert_eq!(done.status.code(), Some(0), "{line}: {done:?}");
        assert_eq!(std::fs::read(folder.path(name)).unwrap(), fixture::spend(), "{line}");
    }
}
