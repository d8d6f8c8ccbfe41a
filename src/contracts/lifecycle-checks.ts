import { plainRequest } from './generators/spawn-request.ts';
import { mustSpawn } from './instance-checks.ts';
import { mustList } from './reads.ts';
import type { Trial } from './trial.ts';

/** A started provider lists and spawns: two calls, because one may be served from memory. */
export async function mustStillWork(trial: Trial): Promise<void> {
  mustList(trial, await trial.probe({ op: 'list' }));
  if (trial.alive().length >= trial.facts.instancesMax) return;
  mustSpawn(await trial.probe({ op: 'spawn', as: 'probe', request: plainRequest(trial.facts) }), trial);
}
