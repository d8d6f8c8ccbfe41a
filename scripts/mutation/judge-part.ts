// A thread of `npm run mutation`: judges its share of the mutants.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Mutant } from '../../fixtures/define-mutant.ts';
import { type Share, shareOf } from '../threads/on-every-processor.ts';
import { judgeMutant, type MutantVerdict } from './judge-mutant.ts';

/** Which mutants to judge, by their names in the folder, and at which seeds. */
export interface PartRequest {
  readonly folder: string;
  readonly names: readonly string[];
  readonly seeds: readonly number[];
}

const runs = 400;
/** How specific the trace of a defect is, is asked of OrbStack's mutants alone: their worlds cost the least. */
const runsOfOthers = (name: string) => (name.includes('/') ? 0 : 6);

const request = workerData as PartRequest & Share;
const verdicts: MutantVerdict[] = [];
for (const name of shareOf(request.names, request)) {
  const { default: mutant } = (await import(join(request.folder, `${name}.ts`))) as { readonly default: Mutant };
  verdicts.push(await judgeMutant(name, mutant, { seeds: request.seeds, runs, runsOfOthers: runsOfOthers(name) }));
  process.stderr.write('.');
}
parentPort?.postMessage(verdicts);
