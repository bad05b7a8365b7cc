"""bdkpython (BDK, rust-miniscript) as a watch-only wallet: PSBT version 0 and BDK's finaliser."""

import base64

import bdkpython as bdk

from makers import Made

DESCRIPTORS = {"p2pkh": "pkh({})", "p2sh-p2wpkh": "sh(wpkh({}))", "p2wpkh": "wpkh({})", "p2tr": "tr({})"}
LOOKAHEAD_ADDRESSES = 260
TIME_LOCK_FROM = 500_000_000


class BdkMaker:
    """A BDK wallet over public descriptors that saw the funding transactions."""

    version = 0
    label = "bdk v0"

    def make(self, spend, coins):
        """Lets BDK build the PSBT: its input fields, its change address, its fee arithmetic."""
        wallet = watch_only(spend.wallet, spend.kind)
        wallet.apply_unconfirmed_txs([
            bdk.UnconfirmedTx(tx=bdk.Transaction(raw), last_seen=1)
            for raw in dict.fromkeys(coin.prev_raw for coin in coins)
        ])
        sent, change, fee = spend.plan(coins)
        builder = bdk.TxBuilder().ordering(bdk.TxOrdering.UNTOUCHED).manually_selected_only()
        builder = builder.add_utxos([outpoint(coin) for coin in coins])
        for data, value in sent:
            builder = builder.add_recipient(bdk.Script(data), bdk.Amount.from_sat(value))
        if spend.note:
            builder = builder.add_data(spend.note)
        if spend.locktime:
            builder = builder.nlocktime(lock(spend.locktime))
        builder = builder.set_exact_sequence(spend.sequence).fee_absolute(bdk.Amount.from_sat(fee))
        psbt = builder.finish(wallet)
        return self._made(wallet, psbt, bool(change))

    @staticmethod
    def _made(wallet, psbt, wants_change):
        outputs = psbt.extract_tx_unchecked_fee_rate().output()
        pairs = [(bytes(out.script_pubkey.to_bytes()), out.value.to_sat()) for out in outputs]
        kept = [pair for pair, out in zip(pairs, outputs) if wallet.is_mine(out.script_pubkey)]
        if len(kept) != int(wants_change):
            raise AssertionError(f"BDK made {len(kept)} change outputs")

        def finalise(signed):
            answer = bdk.Psbt(base64.b64encode(signed).decode())
            if not wallet.finalize_psbt(answer):
                raise AssertionError("BDK cannot finalise the signed PSBT")
            return bytes(answer.extract_tx().serialize())

        sent = [pair for pair in pairs if pair not in kept]
        return Made(base64.b64decode(psbt.serialize()), psbt.fee(), sent, kept, finalise)


def watch_only(wallet, kind):
    """BDK's wallet for one account, from its extended public key alone."""
    origin = wallet.origin(kind)
    receive, change = (
        bdk.Descriptor(DESCRIPTORS[kind].format(f"{origin}/{chain}/*"), bdk.NetworkKind.TEST)
        for chain in (0, 1)
    )
    memory = bdk.Persister.new_in_memory()
    return bdk.Wallet(receive, change, bdk.Network.REGTEST, memory, LOOKAHEAD_ADDRESSES)


def outpoint(coin):
    """BDK's name for a coin."""
    return bdk.OutPoint(txid=bdk.Txid.from_bytes(coin.txid), vout=coin.vout)


def lock(locktime):
    """BDK's name for a locktime."""
    if locktime < TIME_LOCK_FROM:
        return bdk.LockTime.BLOCKS(locktime)
    return bdk.LockTime.SECONDS(locktime)
