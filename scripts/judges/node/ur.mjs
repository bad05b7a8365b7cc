// @ngraveio/bc-ur and @keystonehq/bc-ur-registry: UR frames out of bytes and bytes out of UR frames;
// @cvbb/bc-ur (Cobo Vault) for the first version.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { UR, UREncoder, URDecoder } = require('@ngraveio/bc-ur');
const {
  CryptoAccount, CryptoHDKey, CryptoKeypath, CryptoOutput, CryptoPSBT, PathComponent, ScriptExpressions,
  CryptoCoinInfo, CryptoCoinInfoType, CryptoCoinInfoNetwork,
} = require('@keystonehq/bc-ur-registry');
const first = require('@cvbb/bc-ur');

const bytes = (hex) => Buffer.from(hex, 'hex');

// `type` crypto-psbt goes through Keystone's registry, any other name (psbt) through bare CBOR.
function encode({ payload, type, fragment, first, count }) {
  const registry = new CryptoPSBT(bytes(payload));
  const message = type === 'crypto-psbt' ? registry.toUR() : new UR(registry.toCBOR(), type);
  const encoder = new UREncoder(message, fragment, first, 10);
  return Array.from({ length: count }, () => encoder.nextPart());
}

function parts({ payload, fragment }) {
  return new UREncoder(new CryptoPSBT(bytes(payload)).toUR(), fragment, 0, 10).fragments.length;
}

function decode({ frames }) {
  const decoder = new URDecoder();
  let used = 0;
  for (const frame of frames) {
    if (decoder.isComplete()) break;
    used += 1;
    try {
      decoder.receivePart(frame);
    } catch {
      // A frame whose checksum fails: a camera loop goes on with the next one.
    }
  }
  if (!decoder.isSuccess()) return { complete: false, used };
  const message = decoder.resultUR();
  const payload = CryptoPSBT.fromCBOR(message.cbor).getPSBT();
  return { complete: true, used, type: message.type, payload: payload.toString('hex') };
}

// Which pure parts a part is made of, counted from 0, as npm computes them.
function indexes({ frame }) {
  const decoder = new URDecoder();
  decoder.receivePart(frame);
  return decoder.lastPartIndexes();
}

// What Keystone's registry finds in an exported account.
function account({ frames }) {
  const decoder = new URDecoder();
  for (const frame of frames) decoder.receivePart(frame.toLowerCase());
  const message = decoder.resultUR();
  const read = CryptoAccount.fromCBOR(message.cbor);
  const [output] = read.getOutputDescriptors();
  const key = output.getHDKey();
  return {
    type: message.type,
    master: read.getMasterFingerprint().toString('hex'),
    expressions: output.getScriptExpressions().map((expression) => expression.getExpression()),
    key: key.getBip32Key(),
    path: key.getOrigin().getPath(),
  };
}

// Bare CBOR under any type, in frames from the beginning of the fountain.
function plain({ cbor, type, fragment, count }) {
  const encoder = new UREncoder(new UR(bytes(cbor), type), fragment, 0, 10);
  return Array.from({ length: Math.max(count, encoder.fragments.length) }, () => encoder.nextPart());
}

// The bare CBOR behind frames.
function message({ frames }) {
  const decoder = new URDecoder();
  for (const frame of frames) decoder.receivePart(frame);
  const { type, cbor } = decoder.resultUR();
  return { type, cbor: cbor.toString('hex') };
}

// An account as Keystone's registry writes it: the whole of it, the output alone, or the key alone.
function makeAccount({ master, scripts, key, chainCode, parent, purpose, what }) {
  const steps = [purpose, 1, 0].map((index) => new PathComponent({ index, hardened: true }));
  const node = new CryptoHDKey({
    isMaster: false, key: bytes(key), chainCode: bytes(chainCode), parentFingerprint: bytes(parent),
    useInfo: new CryptoCoinInfo(CryptoCoinInfoType.bitcoin, CryptoCoinInfoNetwork.testnet),
    origin: new CryptoKeypath(steps, bytes(master), 3),
  });
  const output = new CryptoOutput(scripts.map((name) => ScriptExpressions[name]), node);
  const items = { account: new CryptoAccount(bytes(master), [output]), output, hdkey: node };
  const encoder = items[what].toUREncoder(100);
  return Array.from({ length: encoder.fragments.length }, () => encoder.nextPart());
}

// The first version, by the library Cobo Vault and BlueWallet drew it with.
const firstEncode = ({ payload, fragment }) => first.encodeUR(payload, fragment);

function firstDecode({ frames }) {
  const [, total] = first.extractSingleWorkload(frames[0]);
  const parts = new Map();
  for (const frame of frames) {
    const [index, count] = first.extractSingleWorkload(frame);
    if (count === total && !parts.has(index)) parts.set(index, frame);
  }
  if (parts.size < total) return { complete: false, used: frames.length };
  return { complete: true, payload: first.decodeUR([...parts.values()]) };
}

export const verbs = {
  'ur/encode': encode, 'ur/parts': parts, 'ur/decode': decode, 'ur/indexes': indexes, 'ur/account': account,
  'ur/plain': plain, 'ur/message': message, 'ur/account-make': makeAccount, 'ur1/encode': firstEncode, 'ur1/decode': firstDecode,
};
