// Asks simulated EC2 and moto the same generated histories of native calls, through the AWS SDK. Every difference is a
// quirk that is named and explained in parity/quirks.ts, or a defect. Exits 1 with a shrunk history where one is not
// explained, and where a quirk was never seen. `--histories N --seed S` say how many, and which.
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { startServer } from '../src/clouds/moto/start-server.ts';
import type { History } from './parity/call.ts';
import { histories } from './parity/generate/history.ts';
import { openModel } from './parity/model.ts';
import { openMoto } from './parity/moto.ts';
import { printTally, printUnexplained } from './parity/print.ts';
import { quirks } from './parity/quirks.ts';
import { type Ran, runHistory } from './parity/run-history.ts';

const countDefault = 200;
const seedDefault = 1;

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: String(countDefault) },
    seed: { type: 'string', default: String(seedDefault) },
  },
});
const count = wholeNumber('--histories', values.histories);
const seed = wholeNumber('--seed', values.seed);

const startedMs = performance.now();
const moto = await startServer();
const ran: Ran[] = [];
const { errorInstance: broken } = await check(async (history) => {
  ran.push(await judge(history));
  return true;
});
// Differences are no errors here: a judge that cannot be asked is.
if (broken) throw broken;
const isWhole = count >= countDefault && seed === seedDefault;
const isExplained = printTally({ ran, quirks, seconds: (performance.now() - startedMs) / 1_000, isWhole });
if (!isExplained) process.exitCode = 1;
if (ran.some(({ unexplained }) => unexplained.length > 0)) {
  const { counterexample } = await check(async (history) => (await judge(history)).unexplained.length === 0);
  if (counterexample) printUnexplained(counterexample[0], await judge(counterexample[0]));
}
await moto.close();

async function judge(history: History): Promise<Ran> {
  return runHistory(history, await Promise.all([openModel(seed), openMoto(moto.url)]), quirks);
}

function check(predicate: (history: History) => Promise<boolean>): Promise<fc.RunDetails<[History]>> {
  return fc.check(fc.asyncProperty(histories, predicate), { numRuns: count, seed });
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new RangeError(`${option} takes a whole number, got ${text}`);
  return number;
}
