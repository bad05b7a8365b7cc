"""The matrix: every operation that has a secret in its hands, and how each may end."""

import signal

import cells
import ceremony
import fixtures
import stores
from cells import Cell, full_needles, signed_needles

CELLS = [
    Cell("sign", cells.sign_by_script, signed_needles, control=True),
    Cell("sign at the terminal", cells.sign_at_terminal, signed_needles),
    Cell("seed check", cells.check_by_script, full_needles),
    Cell("seed check at the terminal", cells.check_at_terminal, full_needles, control=True),
    Cell("account export", cells.export, full_needles),
    Cell("sign with another wallet", cells.another_wallet, full_needles, ends=(7,)),
    Cell("wrong checksum", cells.wrong_checksum, cells.words_only, ends=(7,)),
    Cell("panic while the seed is made", cells.panic_in("seed"), full_needles, ends=(70,)),
    Cell("panic while signing", cells.panic_in("sign"), full_needles, ends=(70,)),
    Cell("Ctrl-C at the words", cells.interrupted, cells.half_words, ends=(130,)),
    Cell("SIGINT at the words", cells.ended_by(signal.SIGINT), cells.half_words, ends=(130,)),
    Cell("SIGTERM at the words", cells.ended_by(signal.SIGTERM), cells.half_words, ends=(130, 143)),
    Cell("seed from a picture", cells.of_picture, cells.plain_needles),
    Cell("seed new", stores.made_by_script, stores.made_needles),
    Cell("seed new at the terminal", stores.made_at_terminal, stores.seen_needles),
    Cell("seed show", stores.shown, full_needles),
    Cell("seed verify-backup", stores.verified, full_needles),
    Cell("seed backup, filled cards", stores.printed, full_needles),
    Cell("seed derive", stores.derived, stores.derived_needles),
    Cell("seed derive at the terminal", stores.derived_at_terminal, stores.derived_needles),
    Cell("vault add", stores.added, stores.store_needles),
    Cell("vault open-test", stores.opened_with(fixtures.FILE_PASSPHRASE), stores.store_needles),
    Cell("vault, wrong passphrase", stores.opened_with(fixtures.WRONG_FILE_PASSPHRASE),
         stores.store_needles, ends=(7,)),
    *[Cell(f"share split, {scheme}", ceremony.split_by_script(scheme), ceremony.split_needles(scheme),
           control=scheme == "slip39") for scheme in ceremony.OPTIONS],
    Cell("share split at the terminal", ceremony.handed_out, ceremony.seen_needles(ceremony.OF)),
    Cell("Ctrl-C at a share", ceremony.walked_away, ceremony.seen_needles(2), ends=(130,)),
    Cell("share combine", ceremony.combined(), ceremony.gathered_needles, control=True),
    *[Cell(f"share combine, {scheme}", ceremony.combined_ours(scheme), ceremony.split_needles(scheme))
      for scheme in ceremony.OPTIONS],
    Cell("share combine at the terminal", ceremony.combined_at_terminal, ceremony.gathered_needles),
    Cell("share combine, wrong passphrase", ceremony.combined("nine herons"), ceremony.gathered_needles, ends=(7,)),
    Cell("Ctrl-C in a share", ceremony.broken_off, ceremony.gathered_needles, ends=(130,)),
    Cell("share check", ceremony.checked, ceremony.gathered_needles),
    Cell("share check, a word misread", ceremony.misread, ceremony.gathered_needles, ends=(6,)),
    Cell("share rehearse", ceremony.rehearsed, ceremony.gathered_needles),
    Cell("share reshare", ceremony.reshared, ceremony.reshared_needles),
]
