//! Every bound in the program, in one place, with its unit in its name.
//!
//! A limit is checked before anything is allocated for the thing it bounds.

/// Largest PSBT we read, in bytes (attack E07).
pub const PSBT_BYTES_MAX: usize = 4_000_000;
/// Most inputs of one transaction we sign.
pub const PSBT_INPUTS_MAX: usize = 2_000;
/// Most outputs of one transaction we sign.
pub const PSBT_OUTPUTS_MAX: usize = 5_000;
/// Most unknown or proprietary keys in one PSBT map.
pub const PSBT_UNKNOWN_KEYS_PER_MAP_MAX: usize = 200;
/// Most unknown or proprietary keys in one PSBT: 5,000 maps of 200 tiny ones would cost 100 MB.
pub const PSBT_UNKNOWN_KEYS_MAX: usize = 20_000;
/// Largest value of one unknown or proprietary PSBT key, in bytes.
pub const PSBT_UNKNOWN_VALUE_BYTES_MAX: usize = 10_000;
/// Largest previous transaction in a PSBT input, in bytes.
pub const PSBT_PREVTX_BYTES_MAX: usize = 400_000;
/// Most keys of known types in one PSBT map (derivations, partial signatures …).
pub const PSBT_KEYS_PER_MAP_MAX: usize = 2_000;
/// Longest derivation path that a PSBT may claim for a key, in steps (BIP-32 counts them in a byte).
pub const PSBT_PATH_STEPS_MAX: usize = 255;

/// Longest text one QR symbol can hold (version 40, level L, digits are the longest at 7,089).
pub const FRAME_CHARS_MAX: usize = 7_089;
/// Longest UR part we read, in characters.
pub const UR_PART_CHARS_MAX: usize = 4_296;
/// Most parts of one UR message (attack E01: the fountain shuffles this many entries per frame).
pub const UR_PARTS_MAX: u32 = 8_192;
/// Largest message any transport may carry, in bytes.
pub const MESSAGE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Candidate messages a receiver keeps side by side (attack E02).
pub const RECEIVER_SESSIONS_MAX: usize = 4;
/// Most bytes a receiver stores for one message in the making (attack E01): the rows of the longest
/// message in the most parts take 14 MiB, and what is left remembers what parts said.
pub const SESSION_BYTES_MAX: usize = 5 * MESSAGE_BYTES_MAX;
/// Most bytes a receiver stores for all of them (attack E01): beyond, the weakest message is given up.
pub const RECEIVER_BYTES_MAX: usize = 8 * MESSAGE_BYTES_MAX;
/// Most parts of one BBQr series, as the format has it.
pub const BBQR_PARTS_MAX: u16 = 1_295;
/// Most parts of one UR of the first version.
pub const UR1_PARTS_MAX: u16 = 9_999;
/// Most numbers of missing parts that are told at once.
pub const MISSING_TOLD_MAX: usize = 8;
/// Most pieces of one `p1of3` text.
pub const SPECTER_PARTS_MAX: u16 = 9_999;
/// Deepest nesting we follow in CBOR, JSON or descriptors (attack E10).
pub const NESTING_MAX: usize = 32;

/// Smallest QR version in which a part of a UR fits.
pub const UR_QR_VERSION_MIN: u8 = 3;

/// Most symbols a second that are shown: above 15 cameras lose frames, above this every one does.
pub const SHOWN_FPS_MAX: u16 = 30;
/// Most numbers of frames that are asked for again at once.
pub const REPAIR_FRAMES_MAX: usize = 200;
/// Largest frame buffer that is drawn on, in bytes: 8K at four bytes a pixel.
pub const FRAME_BUFFER_BYTES_MAX: usize = 160_000_000;
/// Longest line the system says of a frame buffer that is read, in bytes.
pub const FRAME_BUFFER_LINE_BYTES_MAX: u64 = 1_024;
/// Longest answer of a terminal to a question, in bytes.
pub const TERMINAL_ANSWER_BYTES_MAX: usize = 256;
/// Largest file that remembers what a screen and a camera sustain, in bytes.
pub const OPTICS_DEFAULT_BYTES_MAX: u64 = 200;

/// Largest live camera frame, in pixels.
pub const LIVE_FRAME_PIXELS_MAX: u64 = 4_000_000;
/// Longest JPEG of one live frame, in bytes (attack E05).
pub const LIVE_JPEG_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Longest a camera that is not there yet is waited for, in seconds.
pub const CAMERA_WAIT_SECONDS_MAX: u64 = 30;
/// Longest a camera may film without a frame, in seconds.
pub const CAMERA_STALL_SECONDS_MAX: u64 = 5;
/// Most frames looked at of one camera: an hour of them.
pub const CAMERA_FRAMES_MAX: usize = 120_000;
/// Most pixels of the small picture that shows what a camera sees (attack E05: it crosses a pipe).
pub const PREVIEW_PIXELS_MAX: usize = 49_152;
/// Largest still picture, in pixels (attack E05).
pub const PICTURE_PIXELS_MAX: u64 = 64_000_000;
/// Largest picture file, in bytes.
pub const PICTURE_FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Most frames we read out of one animation, folder or stream.
pub const PICTURE_FRAMES_MAX: usize = 20_000;
/// Most pixels we decode out of one compressed animation, all frames together (attack E05).
pub const PICTURE_SERIES_PIXELS_MAX: u64 = 2_000_000_000;
/// Longest a worker may decode one frame, in seconds (attack E05).
pub const WORKER_FRAME_SECONDS_MAX: u64 = 30;
/// Longest a worker may decode one picture or animation, in seconds (attack E05).
pub const WORKER_JOB_SECONDS_MAX: u64 = 120;
/// Most address space of a worker, in bytes; the largest picture takes a quarter of it (attack E05).
pub const WORKER_ADDRESS_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;
/// Most codes and frames a worker may report of one picture or stream (attack E05).
pub const WORKER_WORDS_MAX: usize = 10 * PICTURE_FRAMES_MAX;
/// Largest input file or standard input of any other kind, in bytes.
pub const INPUT_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// Farthest change or receive index taken for ours beyond the last one seen (attack B08).
pub const ADDRESS_INDEX_GAP_MAX: u32 = 1_000;
/// Highest account number taken for ordinary (attack B08).
pub const ACCOUNT_INDEX_MAX: u32 = 1_000;
/// Highest address number an ordinary wallet reaches: inputs beyond do not widen the window for change (attack B08).
pub const ADDRESS_INDEX_ORDINARY_MAX: u32 = 100_000;
/// Accounts searched for inputs the file hides from us (attack B10); with more, foreign inputs are refused.
pub const HIDDEN_SEARCH_ACCOUNTS_MAX: usize = 8;
/// Accounts of one file whose keys are asked for.
pub const CLAIMED_ACCOUNTS_MAX: usize = 20;
/// Highest address number searched without a seen neighbour (attack B10).
pub const HIDDEN_SEARCH_INDEX_MAX: u32 = 5_000;
/// Addresses of each chain compared with outputs that nobody marks as ours.
pub const UNMARKED_SEARCH_ADDRESSES: u32 = 5;
/// Most addresses listed at once.
pub const ADDRESSES_LISTED_MAX: u32 = 10_000;
/// Highest address number searched when asked whether an address is ours.
pub const ADDRESS_SEARCH_INDEX_MAX: u32 = 100_000;
/// Outputs of one transaction above which paging through them must be acknowledged (attack B15).
pub const OUTPUTS_ORDINARY_MAX: usize = 100;
/// Blocks beyond the newest known one at which a lock time counts as far (attack A09): one week.
pub const LOCK_BLOCKS_FAR: u32 = 1_008;
/// Lock height above which it counts as far when neither a block nor a date is known (attack A09).
pub const LOCK_HEIGHT_UNREFERENCED_MAX: u32 = 1_500_000;
/// Most lines of a second source of addresses and amounts.
pub const EXPECTED_LINES_MAX: usize = 5_000;
/// Largest second source of addresses and amounts, in bytes.
pub const EXPECTED_BYTES_MAX: usize = 1_000_000;

/// Longest piece of foreign text shown on one line, in characters.
pub const SAFE_LINE_CHARS_MAX: usize = 400;

/// Longest text taken for a mnemonic, in bytes: 24 words of the longest list, twice over.
pub const SEED_WORDS_BYTES_MAX: usize = 2_048;
/// Most words of a mnemonic (BIP-39).
pub const SEED_WORDS_MAX: usize = 24;
/// Longest passphrase, in bytes, before and after normalisation.
pub const PASSPHRASE_BYTES_MAX: usize = 4_096;
/// Most accounts derived for the claims of one payload; outputs of any more are shown as payments.
pub const OWNER_ACCOUNTS_MAX: usize = 100;

/// Most rolls of a die derived in one go (BIP-85), so that the answer stays readable.
pub const BIP85_DICE_ROLLS_MAX: u32 = 10_000;

/// Fee above this share of the inputs is refused, in percent, if it is also above the next bound (attack A06).
pub const FEE_PERCENT_MAX: u64 = 10;
/// Fee below this is never refused for its share alone, in satoshi.
pub const FEE_SHARE_FLOOR_SAT: u64 = 20_000;
/// Fee rate above this is refused, in satoshi per virtual byte.
pub const FEE_RATE_SAT_PER_VB_MAX: u64 = 1_000;

/// Outpoints the machine's memory keeps (attack A01).
pub const OUTPOINT_MEMORY_ENTRIES_MAX: usize = 20_000;
/// Tries a person has to type the masked groups of an address.
pub const CONSENT_TRIES_MAX: u32 = 3;
/// How often the passphrase of a file is asked for at a terminal before the command ends.
pub const PASSPHRASE_TRIES_MAX: u32 = 3;
/// Largest file of the outpoint memory we read, in bytes (a full one has 3.4 million).
pub const OUTPOINT_MEMORY_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Largest journal we follow, in bytes; at a larger one the run stops (`journal/full`) until somebody moves it away.
pub const JOURNAL_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Longest line of a journal, in bytes.
pub const JOURNAL_LINE_BYTES_MAX: usize = 64 * 1024;
/// Longest seed phrase or passphrase we take from a file descriptor or a terminal, in bytes.
pub const SECRET_INPUT_BYTES_MAX: usize = 1_024;

/// Longest encrypted file that is opened, in bytes: a seed or a transcript takes a few thousand.
pub const VAULT_FILE_BYTES_MAX: usize = 1024 * 1024;
/// Longest header of an encrypted file, in bytes.
pub const VAULT_HEADER_BYTES_MAX: usize = 64 * 1024;
/// Most recipients a file is encrypted to, and most identities tried.
pub const VAULT_RECIPIENTS_MAX: usize = 20;
/// Least work of scrypt that is accepted, as the logarithm of its N (attack F07).
pub const VAULT_LOG_N_MIN: u8 = 15;
/// Most work of scrypt that is done for a file: 1 GiB of memory (attack F07).
pub const VAULT_LOG_N_MAX: u8 = 20;
/// Longest content of a named seed, in bytes.
pub const VAULT_CONTENT_BYTES_MAX: usize = 8 * 1024;
/// Longest name of a seed, in characters.
pub const VAULT_NAME_CHARS_MAX: usize = 32;
/// Longest label or note, in bytes.
pub const VAULT_TEXT_BYTES_MAX: usize = 200;
/// Most notes of one seed.
pub const VAULT_NOTES_MAX: usize = 16;
/// Most seeds listed.
pub const VAULT_SEEDS_MAX: usize = 1_000;
/// Least estimated strength of a passphrase that guards a file, in bits (attack F10).
pub const PASSPHRASE_BITS_MIN: u32 = 60;
/// Most dice, coins or cards of one seed: what a person can type, and a terminal hold, in symbols.
pub const ENTROPY_SYMBOLS_MAX: usize = 480;
/// Largest file mixed into a seed, in bytes.
pub const ENTROPY_FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Most files mixed into one seed.
pub const ENTROPY_FILES_MAX: usize = 8;

/// Longest text taken for one share, in bytes: 59 words of SLIP-39 with room between them.
pub const SHARE_TEXT_BYTES_MAX: usize = 2_048;
/// Shortest secret that is split, in bytes (SLIP-39, SSKR, BIP-93).
pub const SHARE_SECRET_BYTES_MIN: usize = 16;
/// Longest secret that is split, in bytes: the longest seed of BIP-32.
pub const SHARE_SECRET_BYTES_MAX: usize = 64;
/// Longest secret of SSKR, in bytes (BCR-2020-011's implementations).
pub const SSKR_SECRET_BYTES_MAX: usize = 32;
/// Most groups of a set (SLIP-39, SSKR).
pub const SHARE_GROUPS_MAX: u8 = 16;
/// Most members of a group (SLIP-39, SSKR).
pub const SHARE_MEMBERS_MAX: u8 = 16;
/// Most shares of one set: 16 groups of 16.
pub const SHARES_MAX: usize = 256;
/// Highest iteration exponent of SLIP-39 that is written: 10 million rounds, some seconds. The whole
/// range of the format, up to 15, is read: whoever has such a set waits, and is told how long (attack F07).
pub const SLIP39_EXPONENT_WRITTEN_MAX: u8 = 10;
/// Most parts of Seed XOR (Coldcard).
pub const XOR_PARTS_MAX: u8 = 4;
/// Most rounds that a set is opened with before it is asked about (attack F07): those of the highest exponent
/// that is written.
pub const SHARE_ROUNDS_ORDINARY_MAX: u64 = 10_000 << SLIP39_EXPONENT_WRITTEN_MAX;
/// Longest raw share of `sharks`, in bytes.
pub const SHARKS_SHARE_BYTES_MAX: usize = 1_024;
/// Longest list of holders of shares, in bytes.
pub const SHARE_HOLDERS_BYTES_MAX: u64 = 64 * 1024;
/// Longest text of several shares from one descriptor, in bytes.
pub const SHARES_INPUT_BYTES_MAX: usize = 128 * 1024;
/// Most quorums a rehearsal tries: of SLIP-39 about ten seconds for a thousand.
pub const SHARE_QUORUMS_MAX: usize = 20_000;
/// Most rounds that all quorums of a rehearsal take together (attack F07): four of the highest exponent that is
/// read, some ten minutes. Each quorum is opened by itself, so shares with a high exponent cost it as often.
pub const SHARE_REHEARSAL_ROUNDS_MAX: u64 = 4 * (10_000 << 15);

/// Longest codex32 string, in characters: a seed of 64 bytes (BIP-93).
pub const CODEX32_CHARS_MAX: usize = 127;
/// Most shares of one codex32 set: the letters of bech32 without `s` (BIP-93).
pub const CODEX32_SHARES_MAX: usize = 31;

/// Largest inventory of shares, in bytes.
pub const INVENTORY_BYTES_MAX: usize = 1024 * 1024;
/// Most sets in an inventory.
pub const INVENTORY_SETS_MAX: usize = 200;
/// Most copies of the shares of one set.
pub const INVENTORY_COPIES_MAX: usize = 1_024;
/// Longest name or place in an inventory, in bytes.
pub const INVENTORY_LABEL_BYTES_MAX: usize = 80;
/// Longest public key of age in an inventory, in bytes.
pub const INVENTORY_RECIPIENT_BYTES_MAX: usize = 128;
/// Largest file of pages for a printer, in bytes: the buffer is set up once, so that a secret never moves.
pub const PAPER_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Longest descriptor that is sealed, in characters: fifteen keys with their origins take 2,300.
pub const DESCRIPTOR_CHARS_MAX: usize = 16_000;
/// Largest sealed descriptor that is read, in bytes or as base64.
pub const DESCRIPTOR_BACKUP_BYTES_MAX: usize = 128 * 1024;
