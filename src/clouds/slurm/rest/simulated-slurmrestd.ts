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
import { failed, jobError, type RestAnswer, submitError, written } from './rest-answer.ts';
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
    if (!name || !shown) return { status: 401, body: 'Authentication failure' };
    const body = parseBody(request);
    if (body === null) return { status: 400, body: 'Unable to parse query.' };
    if (path !== '/openapi/v3' && (name !== user || shown !== token)) return hungUp(request, options);
    return route(store, { method, path, body });
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

/** A token that is wrong or has expired is no 401: the controller hangs up, and slurmrestd does not know why. */
function hungUp(request: NativeRequest, options: SlurmOptions): RestAnswer {
  const { operation } = classify(request);
  if (operation === 'spawn') return failed([submitError(5005, 'Zero Bytes were transmitted or received')], options);
  if (operation === 'terminate') {
    return failed([jobError(5005, 'Zero Bytes were transmitted or received', 'slurm_kill_job')], options);
  }
  if (request.path.endsWith('/partitions')) return failed([{ error: 'Unspecified error', errno: -1 }], options);
  return failed([jobError(-1, 'Unspecified error', 'slurm_load_ctl_conf')], options);
}
