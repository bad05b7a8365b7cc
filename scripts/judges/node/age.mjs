// age-encryption: age files out of bytes and bytes out of age files. The only secrets it sees are the judge's own.
import * as age from 'age-encryption';

const bytes = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (raw) => Buffer.from(raw).toString('hex');

async function age_seal({ plain, passphrase, recipient }) {
  const sealer = new age.Encrypter();
  if (passphrase) sealer.setPassphrase(passphrase);
  else sealer.addRecipient(recipient);
  return hex(await sealer.encrypt(bytes(plain)));
}

async function age_open({ file, passphrase, identity }) {
  const opener = new age.Decrypter();
  if (passphrase) opener.addPassphrase(passphrase);
  else opener.addIdentity(identity);
  const raw = bytes(file);
  const armored = Buffer.from(raw).toString('latin1').startsWith('-----BEGIN');
  return hex(await opener.decrypt(armored ? age.armor.decode(Buffer.from(raw).toString('latin1')) : raw));
}

export const verbs = { age_label: () => 'age-encryption', age_seal, age_open };
