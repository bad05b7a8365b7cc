// Coinkite's own bbqr: BBQr frames out of bytes and bytes out of BBQr frames.
import { joinQRs, splitQRs } from 'bbqr';

function split({ payload, type, encoding, maxVersion }) {
  const raw = Uint8Array.from(Buffer.from(payload, 'hex'));
  return splitQRs(raw, type, { encoding, maxVersion });
}

function join({ frames }) {
  const { fileType, encoding, raw } = joinQRs(frames);
  return { fileType, encoding, payload: Buffer.from(raw).toString('hex') };
}

export const verbs = { 'bbqr/split': split, 'bbqr/join': join };
