use super::*;

fn output(line: &str) -> SecretOutput {
    use clap::Parser;
    #[derive(Parser)]
    struct Only {
        #[command(flatten)]
        output: SecretOutput,
    }
    Only::try_parse_from(std::iter::once("only").chain(line.split_whitespace())).unwrap().output
}

fn named(fill: Cards, line: &str) -> Result<CardPlace, &'static str> {
    let place = CardPlace::named(fill, &CardOptions::default(), &output(line));
    place.map_err(|why| coldframe_core::messages::Explain::code(&why).as_str())
}

#[test]
fn atk_g12_filled_cards_reach_no_file_that_is_not_encrypted_unless_it_is_said_by_name() {
    let folder = std::env::temp_dir();
    let path = |name: &str| folder.join(format!("coldframe-cards-{}-{name}", std::process::id()));
    for name in ["a.pdf", "a.svg", "a.pdf.age", "a.svg.age"] {
        let line = format!("-o {}", path(name).display());
        assert!(matches!(named(Cards::Filled, &line), Ok(CardPlace::File(_))), "{name}");
    }
    let line = format!("--write-plaintext-secret {}", path("a.pdf").display());
    assert!(matches!(named(Cards::Filled, &line), Ok(CardPlace::File(_))));
    assert!(matches!(named(Cards::Filled, ""), Ok(CardPlace::Screen)));
}

#[test]
fn blank_cards_are_public_and_are_encrypted_only_where_the_name_says_so() {
    let path = std::env::temp_dir().join(format!("coldframe-cards-{}-b.pdf", std::process::id()));
    let plain = format!("-o {}", path.display());
    assert!(matches!(named(Cards::Blank, &plain), Ok(CardPlace::Public { .. })));
    assert!(matches!(named(Cards::Blank, &format!("{plain}.age")), Ok(CardPlace::File(_))));
    assert_eq!(named(Cards::Blank, &format!("{plain} --low-memory")).err(), Some("usage/nothing-encrypted"));
    assert_eq!(named(Cards::Blank, "").err(), Some("usage/blank-cards"));
}

#[test]
fn a_file_of_cards_is_a_pdf_or_an_svg_and_nothing_else() {
    for name in ["cards", "cards.png", "cards.PDF", ".pdf", "cards.age", ".svg.age", "cards.pdf.gpg"] {
        assert!(format_of(Path::new(name)).is_err(), "{name}");
    }
    assert_eq!(format_of(Path::new("a.pdf.age")), Ok(Format::Pdf));
    assert_eq!(format_of(Path::new("a.svg")), Ok(Format::Svg));
}

#[test]
fn atk_g12_a_printer_is_a_device_and_no_file_folder_pipe_or_terminal() {
    let folder = std::env::temp_dir().join(format!("coldframe-printer-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("lp0");
    std::fs::write(&file, b"before").unwrap();
    let link = folder.join("link");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let pipe = folder.join("pipe");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
        .unwrap();
    for path in [&file, &link, &pipe, &folder] {
        let why = Printer::named(path).unwrap_err();
        assert_eq!(coldframe_core::messages::Explain::code(&why).as_str(), "cards/not-a-printer", "{path:?}");
    }
    // Exchanged after it was looked at: opened, and refused before a byte is written.
    let exchanged = Printer { device: file.clone() };
    assert!(exchanged.print(b"secret").is_err());
    assert_eq!(std::fs::read(&file).unwrap(), b"before");
    assert!(Printer::named(&folder.join("none")).is_err());
    assert_eq!(Printer::named(Path::new("/dev/null")).unwrap().print(b"pages"), Ok(()));
    std::fs::remove_dir_all(&folder).unwrap();
}
