// Speaks for the npm implementations: one JSON request per line in, one JSON answer per line out.
// Copied beside its node_modules before it runs; the only secrets it sees are made for the judges.
import readline from 'node:readline';
import * as age from './age.mjs';
import * as scure from './scure.mjs';
import * as ur from './ur.mjs';
import * as bbqr from './bbqr.mjs';

const verbs = { ...scure.verbs, ...ur.verbs, ...bbqr.verbs, ...age.verbs };

for await (const line of readline.createInterface({ input: process.stdin })) {
  let answer;
  try {
    const { verb, args } = JSON.parse(line);
    answer = { value: await verbs[verb](args) };
  } catch (error) {
    answer = { error: String(error?.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
