import fc from 'fast-check';
import { startServer } from '../../src/clouds/moto/start-server.ts';
import type { History } from './call.ts';
import { histories } from './generate/history.ts';
import { openModel } from './model.ts';
import { openMoto } from './moto.ts';
import { printTally, printUnexplained } from './print.ts';
import { quirks } from './quirks.ts';
import { type Ran, runHistory } from './run-history.ts';

interface ParityOptions {
  readonly count: number;
  readonly seed: number;
  /** Whether it is so much that every quirk must be seen. */
  readonly isWhole: boolean;
}

/** Asks simulated EC2 and moto, through the AWS SDK; false where something is not explained, or a quirk was never seen. */
export async function parityOfEc2({ count, seed, isWhole }: ParityOptions): Promise<boolean> {
  const startedMs = performance.now();
  const moto = await startServer();
  const judge = async (history: History): Promise<Ran> =>
    runHistory(history, await Promise.all([openModel(seed), openMoto(moto.url)]), quirks);
  const check = (predicate: (history: History) => Promise<boolean>): Promise<fc.RunDetails<[History]>> =>
    fc.check(fc.asyncProperty(histories, predicate), { numRuns: count, seed });

  const ran: Ran[] = [];
  const { errorInstance: broken } = await check(async (history) => {
    ran.push(await judge(history));
    return true;
  });
  // Differences are no errors here: a judge that cannot be asked is.
  if (broken) throw broken;
  const isExplained = printTally({ ran, quirks, seconds: (performance.now() - startedMs) / 1_000, isWhole });
  if (ran.some(({ unexplained }) => unexplained.length > 0)) {
    const { counterexample } = await check(async (history) => (await judge(history)).unexplained.length === 0);
    if (counterexample) printUnexplained(counterexample[0], await judge(counterexample[0]));
  }
  await moto.close();
  return isExplained;
}
