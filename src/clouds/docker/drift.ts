import type { Drift } from '../../testbed/drift.ts';
import { containerOfRun } from './container.ts';
import type { Engine } from './engine.ts';

/** A machine that is shut down has so long. */
const graceS = 1;

/** What a person types at the engine, past the provider. Only containers of this run are touched. */
export function createDrift(engine: Engine, runId: string): Drift {
  const act = async (id: string, ...command: readonly string[]): Promise<void> => {
    const container = await containerOfRun(engine, runId, id);
    await container.run(...command, id);
  };
  return {
    cannot: { relabel: 'docker cannot change the labels of a container' },
    remove: (id) => act(id, 'rm', '--force', '--volumes'),
    halt: (id, how) => (how === 'orderly' ? act(id, 'stop', '--time', String(graceS)) : act(id, 'kill')),
    relabel: () => Promise.reject(new Error('docker cannot change the labels of a container')),
    start: (id) => act(id, 'start'),
    restart: (id) => act(id, 'restart', '--time', String(graceS)),
    pause: (id) => act(id, 'pause'),
  };
}
