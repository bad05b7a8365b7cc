// @scure/btc-signer as a watch-only wallet: builds unsigned PSBTs (version 2 or 0), finalises signed ones.
import * as btc from '@scure/btc-signer';

const OPTIONS = { allowUnknownOutputs: true };
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (data) => Buffer.from(data).toString('hex');
const derivation = ({ fingerprint, path }) => ({ fingerprint, path });

function owner(key) {
  if (key.kind === 'p2tr') {
    const internal = bytes(key.sec).slice(1);
    const der = derivation(key);
    return { tapInternalKey: internal, tapBip32Derivation: [[internal, { hashes: [], der }]] };
  }
  const claim = { bip32Derivation: [[bytes(key.sec), derivation(key)]] };
  if (key.redeem) claim.redeemScript = bytes(key.redeem);
  return claim;
}

function input(coin, sequence) {
  const fields = { txid: coin.txid, index: coin.vout, sequence, ...owner(coin.key) };
  if (coin.key.kind !== 'p2tr') fields.nonWitnessUtxo = bytes(coin.previous);
  if (coin.key.kind !== 'p2pkh') {
    fields.witnessUtxo = { script: bytes(coin.script), amount: BigInt(coin.value) };
  }
  return fields;
}

function make({ version, locktime, sequence, coins, outputs }) {
  const tx = new btc.Transaction({ ...OPTIONS, version: 2, lockTime: locktime, PSBTVersion: version });
  for (const coin of coins) tx.addInput(input(coin, sequence));
  for (const { script, value, key } of outputs) {
    tx.addOutput({ script: bytes(script), amount: BigInt(value), ...(key ? owner(key) : {}) });
  }
  return { psbt: hex(tx.toPSBT(version)), fee: Number(tx.fee) };
}

function finalise({ psbt }) {
  const tx = btc.Transaction.fromPSBT(bytes(psbt), OPTIONS);
  tx.finalize();
  return hex(tx.extract());
}

// What another reader makes of a PSBT: its parts, or the reason it gives for refusing.
function read({ psbt }) {
  const tx = btc.Transaction.fromPSBT(bytes(psbt), OPTIONS);
  const outputs = [];
  for (let place = 0; place < tx.outputsLength; place += 1) {
    const { script, amount } = tx.getOutput(place);
    outputs.push([hex(script), Number(amount)]);
  }
  return { outputs, inputs: tx.inputsLength, locktime: tx.lockTime };
}

export const verbs = { 'scure/make': make, 'scure/finalise': finalise, 'scure/read': read };
