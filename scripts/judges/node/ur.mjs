// @ngraveio/bc-ur and @keystonehq/bc-ur-registry: UR frames out of bytes and bytes out of UR frames.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { UR, UREncoder, URDecoder } = require('@ngraveio/bc-ur');
const { CryptoAccount, CryptoPSBT } = require('@keystonehq/bc-ur-registry');

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

export const verbs = { 'ur/encode': encode, 'ur/parts': parts, 'ur/decode': decode, 'ur/indexes': indexes, 'ur/account': account };
