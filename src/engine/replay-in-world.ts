import type { Contract } from '../contracts/contract.ts';
import type { FailureFile, ReplayResult } from './failure-file.ts';
import { runCase } from './run-case.ts';
import type { Worlds } from './worlds.ts';

/** Plays a stored failure once more: the same steps, in a world with the same seed. */
export async function replayInWorld(
  file: FailureFile,
  contracts: ReadonlyMap<string, Contract>,
  worlds: Worlds,
): Promise<ReplayResult> {
  const contract = contracts.get(file.contract);
  if (!contract) return { outcome: 'cannot-run', message: `there is no contract ${file.contract} in this version` };
  const result = await runCase(worlds, contract, file.steps, file.worldSeed);
  if (result.outcome === 'broken') return { outcome: 'cannot-run', message: result.message };
  if (result.outcome === 'held') return { outcome: 'fixed', program: result.program() };
  const { expected, actual } = result;
  const outcome = expected === file.expected ? 'still-fails' : 'fails-differently';
  return { outcome, expected, actual, program: result.program(), transcript: result.transcript };
}
