import type { Clock } from '../../provider/context.ts';
import type { Drift } from '../../testbed/drift.ts';
import { containerOfRun } from './container.ts';
import type { Engine } from './engine.ts';

/** A machine that is shut down has so long. */
const graceS = 1;

const noRelabel = 'docker cannot change the labels of a container';

/** What a person types at the engine, past the provider. Only containers of this run are touched. */
export function createDrift(engine: Engine, runId: string, clock: Clock): Drift {
  const act = async (id: string, ...command: readonly string[]): Promise<void> => {
    const container = await containerOfRun(engine, runId, id);
    await container.run(...command, id);
  };
  const halt: Drift['halt'] = (id, how) =>
    how === 'orderly' ? act(id, 'stop', '--time', String(graceS)) : act(id, 'kill');
  return {
    cannot: { relabel: noRelabel, empty: 'docker keeps what a container has written' },
    remove: (id) => act(id, 'rm', '--force', '--volumes'),
    halt,
    relabel: () => Promise.reject(new Error(noRelabel)),
    start: (id) => act(id, 'start'),
    // Its address is given away meanwhile, and it takes what is free.
    restart: async (id, { how, downMs }) => {
      await halt(id, how);
      // It may be gone by then.
      clock.after(downMs, () => void act(id, 'start').catch(() => {}));
    },
    pause: (id) => act(id, 'pause'),
  };
}
