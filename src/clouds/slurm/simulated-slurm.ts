import type { Clock, Random } from '../../provider/context.ts';
import type { Ledger } from '../../testbed/ledger.ts';
import type { SpotMarket } from '../../testbed/spot-market.ts';
import type { ExecService } from '../../testbed/wire/exec-wire.ts';
import { classify } from './classify.ts';
import { createLedger } from './ledger.ts';
import { connectionLost, createNativeErrors, nativeErrors, unknownState } from './native-errors.ts';
import { runCommand } from './run-command.ts';
import { resolveOptions, type SlurmOptions } from './slurm-options.ts';
import { createSpotMarket } from './spot-market.ts';
import { createStore } from './store.ts';

/** A SLURM cluster that exists in memory only, behind its commands, and its ground truth. */
export interface SimulatedSlurm extends ExecService {
  readonly ledger: Ledger;
  readonly spotMarket: SpotMarket;
}

const formsMax = 64;

/** Opens a cluster. What the options leave out is drawn, so that clusters differ by seed. */
export function createSimulatedSlurm(clock: Clock, random: Random, given: Partial<SlurmOptions> = {}): SimulatedSlurm {
  const options = resolveOptions(given, random);
  const store = createStore(clock, random, options);
  return {
    ledger: createLedger(store),
    spotMarket: createSpotMarket(store),
    classify,
    nativeErrors,
    nativeError: createNativeErrors(Math.floor(random.next() * formsMax)),
    connectionLost,
    unknownState,
    exec: async (file, args, given = {}) => {
      if (options.latencyMaxMs > 0) await clock.sleep(Math.floor(random.next() * options.latencyMaxMs));
      return runCommand(store, { file, args, options: given });
    },
  };
}
