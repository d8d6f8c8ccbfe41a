import { createRealClock } from '../../testbed/real-clock.ts';
import { createRandom } from '../../testbed/seeded-random.ts';
import type { NativeRequest, NativeResponse } from '../../testbed/wire/native-service.ts';
import { targetOf } from '../orbstack/route.ts';
import { createSimulatedHost } from '../orbstack/simulated-host.ts';
import type { SimulatedHostOptions } from '../orbstack/simulated-host-options.ts';
import { createBook } from './book.ts';
import { plantCanary } from './canary.ts';
import { collectionOf } from './collections.ts';
import { refusalAnswer } from './json-answer.ts';
import { honest, type Lies } from './lies.ts';
import { answerOracle, isOraclePath } from './oracle-endpoint.ts';
import { listResources, resourcesPath } from './resources.ts';
import { ownerHeader, serviceToken } from './tokens.ts';

/** A machine host on the real clock that outlives whoever uses it, and lies as it is told to. */
export interface ServedCloud {
  /** `lost`: it was done, and nobody is told. */
  answer(request: NativeRequest): Promise<NativeResponse | 'lost'>;
}

export interface ServedCloudOptions {
  readonly seed: number;
  readonly host?: Partial<SimulatedHostOptions>;
  readonly lies?: Partial<Lies>;
}

/** Everything is fast, so that hundreds of runs can be killed in minutes, and nothing is at once. */
const fast: Partial<SimulatedHostOptions> = {
  provisioningMs: 30,
  bootMs: 120,
  deleteMs: 120,
  listLagMs: 200,
  latencyMinMs: 0,
  latencyMaxMs: 8,
  snapshotMs: 80,
  volumeMs: 40,
  hibernateMs: 60,
  wipeMs: 40,
  warmVolumes: 16,
  machinesMax: 1_000,
  pageSize: 5,
};

export async function createServedCloud({ seed, host: given, lies: told }: ServedCloudOptions): Promise<ServedCloud> {
  const clock = createRealClock();
  const host = createSimulatedHost({ clock, random: createRandom(seed), token: serviceToken }, { ...fast, ...given });
  const book = createBook(clock.now, host.options.deleteMs);
  let lies: Lies = { ...honest, listLagMs: host.options.listLagMs, ...told };
  let creates = 0;

  async function answerTruly(request: NativeRequest): Promise<NativeResponse> {
    const response = await host.handle(request);
    book.note(request, response);
    return response;
  }

  async function answerService(request: NativeRequest): Promise<NativeResponse | 'lost'> {
    const refused = refusal(request);
    if (refused) return refused;
    if (request.method === 'GET' && request.path === resourcesPath) {
      // Who may not ask the host may not ask for this either.
      const ping = await host.handle({ ...request, path: '/v1/ping', query: '' });
      const { listLagMs, clockSkewMs } = lies;
      const view = { atMs: clock.now() - listLagMs, pageSize: host.options.pageSize, clockSkewMs };
      return ping.status === 200 ? listResources(book, request, view) : ping;
    }
    const response = await answerTruly(request);
    return isCreate(request) && response.status === 201 ? spoilt(response) : response;
  }

  function refusal(request: NativeRequest): NativeResponse | undefined {
    if (request.method !== 'DELETE') return undefined;
    if (lies.forbidsDeletes) return refusalAnswer(403, 'forbidden', 'this credential may not delete any more');
    const { collection, id } = targetOf(request.path) ?? {};
    if (id && lies.undeletable.includes(id)) return refusalAnswer(409, 'locked', `${id} is locked by somebody`);
    // A pool hands the same thing to one after the other: what is another's by now is not given back for him.
    const isOthers = collection === 'warm-volumes' && id && book.ownerOf(id) !== (request.headers[ownerHeader] ?? null);
    return isOthers ? refusalAnswer(404, 'volume_not_found', `there is no volume ${id}`) : undefined;
  }

  function spoilt(response: NativeResponse): NativeResponse | 'lost' {
    creates += 1;
    if (lies.dropEvery > 0 && creates % lies.dropEvery === 0) return 'lost';
    if (lies.failEvery > 0 && creates % lies.failEvery === 0) {
      return refusalAnswer(500, 'internal', 'something went wrong');
    }
    return response;
  }

  function stamped(response: NativeResponse | 'lost'): NativeResponse | 'lost' {
    if (response === 'lost') return response;
    const date = new Date(clock.now() + lies.clockSkewMs).toUTCString();
    return { ...response, headers: { ...response.headers, date } };
  }

  /** Nobody can see that it happens only now: whoever looks has to ask. What is held goes once its holder is gone. */
  async function endExpired(): Promise<void> {
    for (const { kind, id } of book.expired()) {
      await answerTruly({
        method: 'DELETE',
        host: '',
        path: `/v1/${collectionOf[kind]}/${id}`,
        query: '',
        headers: { authorization: `Bearer ${serviceToken}` },
        body: '',
      });
    }
  }

  await plantCanary(answerTruly);
  return {
    answer: async (request) => {
      await endExpired();
      if (!isOraclePath(request.path)) return stamped(await answerService(request));
      const turn = (part: Partial<Lies>) => {
        lies = { ...lies, ...part };
      };
      return answerOracle(request, { host, book, turn });
    },
  };
}

function isCreate({ method, path }: NativeRequest): boolean {
  const target = targetOf(path);
  return method === 'POST' && target !== null && target.id === null;
}
