import type { Clock, Random } from 'assay';
import type { Ledger, NativeErrorKind, NativeRequest, NativeResponse, NativeService } from 'assay/testbed';
import { errorSamples } from './samples.ts';

/** Acme in memory, speaking its own HTTP, and what really exists in it. */
export interface AcmeService extends NativeService {
  readonly ledger: Ledger;
}

export const pageSize = 2;
const bootMs = 3_000;

interface Order {
  readonly name?: string;
  readonly cpus: number;
  readonly memory_mib: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly user_data?: string;
}

interface Machine {
  readonly id: string;
  readonly order: Order;
  readonly createdAtMs: number;
  gone: boolean;
}

export function createService(clock: Clock, random: Random, token: string): AcmeService {
  const machines = new Map<string, Machine>();
  const show = ({ id, order: { user_data: _, ...order }, createdAtMs }: Machine) => {
    const state = clock.now() - createdAtMs < bootMs ? 'booting' : 'up';
    return { id, state, ...order };
  };

  const rent = (body: string): NativeResponse => {
    const order = JSON.parse(body);
    if (!isForRent(order)) return refusal('invalid');
    const machine = { id: `m-${random.hex(12)}`, order, createdAtMs: clock.now(), gone: false };
    machines.set(machine.id, machine);
    return answer(201, show(machine));
  };
  const page = (from: number): NativeResponse => {
    const all = [...machines.values()].filter(({ gone }) => !gone);
    const next = from + pageSize < all.length ? `/machines?from=${from + pageSize}` : null;
    return answer(200, { machines: all.slice(from, from + pageSize).map(show), next });
  };
  const onMachine = (method: string, id: string): NativeResponse => {
    const machine = machines.get(id);
    if (!machine || machine.gone) return refusal('not-found');
    if (method === 'DELETE') machine.gone = true;
    return method === 'DELETE' ? answer(204) : answer(200, show(machine));
  };

  return {
    handle: async ({ method, path, query, headers, body }) => {
      if (headers.authorization !== `Bearer ${token}`) return refusal('auth');
      if (method === 'POST') return rent(body);
      const id = path.split('/')[2];
      return id ? onMachine(method, id) : page(Number(new URLSearchParams(query).get('from') ?? 0));
    },
    classify: ({ method, path, query }: NativeRequest) => ({
      operation: operationOf(method, path),
      label: `${method} ${path}${query === '' ? '' : `?${query}`}`,
      read: method === 'GET',
    }),
    nativeErrors: [...new Set(errorSamples.map(({ kind }) => kind))],
    nativeError: (kind, _request, retryAfterMs) => refusal(kind, retryAfterMs),
    defects: {
      // A state that Acme may have one day, so that contracts can ask what becomes of it.
      unknownState: (response) => {
        const body = response.body.replaceAll(/"state":"[a-z]+"/g, '"state":"mothballed"');
        return body === response.body ? undefined : { ...response, body };
      },
    },
    ledger: {
      entries: async () =>
        [...machines.values()].map(({ id, gone, order: { labels } }) => ({
          kind: 'instance',
          id,
          gone,
          running: !gone,
          tags: labels,
        })),
    },
  };
}

function isForRent({ name = '', cpus, memory_mib, labels, user_data = '' }: Order): boolean {
  const fits = (size: unknown, max: number) => Number.isInteger(size) && Number(size) >= 1 && Number(size) <= max;
  const areTexts = (values: readonly unknown[]) => values.every((value) => typeof value === 'string');
  if (!fits(cpus, 8) || !fits(memory_mib, 16_384) || !areTexts([name, user_data])) return false;
  return typeof labels === 'object' && labels !== null && areTexts(Object.values(labels));
}

function operationOf(method: string, path: string): 'spawn' | 'terminate' | 'get' | 'list' {
  if (method === 'POST') return 'spawn';
  if (method === 'DELETE') return 'terminate';
  return path === '/machines' ? 'list' : 'get';
}

/** In Acme's own words. */
function refusal(kind: NativeErrorKind, retryAfterMs?: number): NativeResponse {
  const sample = errorSamples.find((each) => each.kind === kind);
  if (!sample) throw new Error(`fixtures/wire/acme/errors.json has no sample of the kind ${kind}`);
  const { status, body } = sample;
  if (retryAfterMs === undefined) return { status, headers: {}, body };
  return { status, headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) }, body };
}

function answer(status: number, body?: object): NativeResponse {
  return { status, headers: {}, body: body ? JSON.stringify(body) : '' };
}
