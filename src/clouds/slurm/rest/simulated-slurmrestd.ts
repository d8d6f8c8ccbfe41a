import type { Clock, Random } from '../../../provider/context.ts';
import type { Ledger } from '../../../testbed/ledger.ts';
import type { SpotMarket } from '../../../testbed/spot-market.ts';
import type { NativeRequest, NativeService } from '../../../testbed/wire/native-service.ts';
import { parseBody } from '../../../testbed/wire/parse-body.ts';
import { createLedger } from '../ledger.ts';
import { nativeErrors } from '../native-errors.ts';
import { resolveOptions, type SlurmOptions } from '../slurm-options.ts';
import { createSpotMarket } from '../spot-market.ts';
import { createStore } from '../store.ts';
import { type RestAnswer, written } from './rest-answer.ts';
import { classify } from './rest-classify.ts';
import { restDefects } from './rest-defects.ts';
import { createRestErrors } from './rest-native-errors.ts';
import { route } from './rest-route.ts';

/** A SLURM cluster that exists in memory only, behind slurmrestd, and its ground truth. */
export interface SimulatedSlurmrestd extends NativeService {
  readonly ledger: Ledger;
  readonly spotMarket: SpotMarket;
}

export interface SlurmrestdNeeds {
  readonly clock: Clock;
  readonly random: Random;
  readonly user: string;
  /** The token that it lets in. */
  readonly token: string;
}

const formsMax = 64;

/** Opens a cluster. What the options leave out is drawn, so that clusters differ by seed. */
export function createSimulatedSlurmrestd(
  { clock, random, user, token }: SlurmrestdNeeds,
  given: Partial<SlurmOptions> = {},
): SimulatedSlurmrestd {
  const options = resolveOptions(given, random);
  const store = createStore(clock, random, options);
  const nativeError = createRestErrors(Math.floor(random.next() * formsMax), options);

  const answer = (request: NativeRequest): RestAnswer => {
    const { method, path, headers } = request;
    const [name, shown] = [headers['x-slurm-user-name'], headers['x-slurm-user-token']];
    // Whether they are good is for the controller to say, so whatever slurmrestd knows by itself comes first.
    if (name === undefined || shown === undefined) return { status: 401, body: 'Authentication failure' };
    return route(store, { method, path, body: parseBody(request), isLetIn: name === user && shown === token });
  };

  return {
    ledger: createLedger(store),
    spotMarket: createSpotMarket(store),
    classify,
    nativeErrors,
    nativeError: (kind, request) => written(nativeError(kind, request)),
    defects: restDefects,
    handle: async (request) => {
      if (options.latencyMaxMs > 0) await clock.sleep(Math.floor(random.next() * options.latencyMaxMs));
      return written(answer(request));
    },
  };
}
