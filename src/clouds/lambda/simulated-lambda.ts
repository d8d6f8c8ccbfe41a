import type { Clock, Random } from '../../provider/context.ts';
import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { Ledger } from '../../testbed/ledger.ts';
import { createTokenBucket } from '../../testbed/token-bucket.ts';
import type { NativeRequest, NativeService } from '../../testbed/wire/native-service.ts';
import { parseBody } from '../../testbed/wire/parse-body.ts';
import { type Answer, refusal, written } from './answer.ts';
import { classify } from './classify.ts';
import { defects } from './defects.ts';
import { blockAtTheFront } from './front.ts';
import { type LambdaOptions, type LambdaOptionsGiven, resolveOptions } from './lambda-options.ts';
import { createLedger } from './ledger.ts';
import { createNativeErrors } from './native-errors.ts';
import { prefix, route } from './route.ts';
import { shapeProblem } from './shapes.ts';
import { createStore } from './store.ts';

/** A Lambda Cloud that exists in memory only, and its ground truth. */
export interface SimulatedLambda extends NativeService {
  readonly options: LambdaOptions;
  readonly ledger: Ledger;
}

export interface SimulatedLambdaNeeds {
  readonly clock: Clock;
  readonly random: Random;
  readonly apiKey: string;
  readonly sshKey: string;
  /** What every secret of an instance begins with. */
  readonly secret: string;
}

const formsMax = 64;

/** Opens an account. What the options leave out is drawn, so that accounts differ by seed. */
export function createSimulatedLambda(needs: SimulatedLambdaNeeds, given: LambdaOptionsGiven = {}): SimulatedLambda {
  const { clock, random } = needs;
  const options = resolveOptions(given, random);
  const store = createStore(needs, options);
  const nativeError = createNativeErrors(Math.floor(random.next() * formsMax));
  const isTooMany = createLimits(clock, options);

  async function answer(request: NativeRequest): Promise<Answer> {
    const blocked = blockAtTheFront(request, options);
    if (blocked) return blocked;
    if (isTooMany(request)) return tooMany(random);
    if (!isAuthorized(request, needs.apiKey)) {
      return refusal(401, 'global/invalid-api-key', 'API key was invalid, expired, or deleted.');
    }
    const body = parseBody(request);
    if (body === null) return refusal(400, 'global/invalid-parameters', 'The body is no JSON object.');
    const { method, path, query } = request;
    const answered = await route(store, { method, path, query, body });
    if (options.checksShapes) mustHaveShape(request, answered);
    return answered;
  }

  return {
    options,
    ledger: createLedger(store),
    classify,
    nativeErrors: nativeErrorKinds,
    defects,
    nativeError: (kind, request, retryAfterMs) => written(nativeError(kind, classify(request).operation, retryAfterMs)),
    handle: async (request) => written(await answer(request)),
  };
}

/** One request a second, and one launch in twelve. Two may come at once: networks bunch what was sent apart. */
function createLimits(clock: Clock, { quirks }: LambdaOptions): (request: NativeRequest) => boolean {
  if (!quirks.rateLimited) return () => false;
  const isTooMany = createTokenBucket(clock, { rateBurst: 2, ratePerSecond: 1 });
  const isLaunchTooMany = createTokenBucket(clock, { rateBurst: 1, ratePerSecond: 1 / 12 });
  return (request) => isTooMany() || (classify(request).operation === 'spawn' && isLaunchTooMany());
}

function tooMany(random: Random): Answer {
  if (random.next() < 0.5) return { status: 429, body: 'Too Many Requests' };
  return refusal(429, 'global/rate-limited', 'Too many requests.');
}

function isAuthorized({ headers }: NativeRequest, apiKey: string): boolean {
  const basic = `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
  return headers.authorization === `Bearer ${apiKey}` || headers.authorization === basic;
}

function mustHaveShape({ method, path }: NativeRequest, { status, body }: Answer): void {
  // As it arrives: what is undefined is not there.
  const sent: unknown = JSON.parse(JSON.stringify(body));
  const problem = typeof body === 'string' ? null : shapeProblem(method, path.slice(prefix.length), status, sent);
  if (problem !== null) throw new Error(`the model has drifted from what is published: ${problem}`);
}
