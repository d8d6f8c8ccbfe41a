import type { Clock, Random } from 'assay';
import type { Ledger, NativeErrorKind, NativeRequest, NativeResponse, NativeService } from 'assay/testbed';

/** The rental service in memory, speaking its own HTTP, and what really exists in it. */
export interface RentalService extends NativeService {
  readonly ledger: Ledger;
}

export const pageSize = 2;
const bootMs = 3_000;

interface Machine {
  readonly id: string;
  readonly order: { readonly cpus: number; readonly memory_mib: number; readonly labels: Record<string, string> };
  readonly createdAtMs: number;
  gone: boolean;
}

export function createService(clock: Clock, random: Random, token: string): RentalService {
  const machines = new Map<string, Machine>();
  const show = ({ id, order, createdAtMs }: Machine) => {
    const state = clock.now() - createdAtMs < bootMs ? 'booting' : 'up';
    return { id, state, ...order };
  };

  const rent = (body: string): NativeResponse => {
    const order = JSON.parse(body);
    if (!isRentable(order)) return answer(422);
    const machine = { id: `r-${random.hex(12)}`, order, createdAtMs: clock.now(), gone: false };
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
    if (!machine || machine.gone) return answer(404);
    if (method === 'DELETE') machine.gone = true;
    return method === 'DELETE' ? answer(204) : answer(200, show(machine));
  };

  return {
    handle: async ({ method, path, query, headers, body }) => {
      if (headers.authorization !== `Bearer ${token}`) return answer(401);
      if (method === 'POST') return rent(body);
      const id = path.split('/')[2];
      return id ? onMachine(method, id) : page(Number(new URLSearchParams(query).get('from') ?? 0));
    },
    classify: ({ method, path, query }: NativeRequest) => ({
      operation: operationOf(method, path),
      label: `${method} ${path}?${query}`,
      read: method === 'GET',
    }),
    nativeErrors: Object.keys(statuses) as NativeErrorKind[],
    nativeError: (kind, _request, retryAfterMs) => {
      if (retryAfterMs === undefined) return answer(statuses[kind]);
      return { ...answer(statuses[kind]), headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } };
    },
    defects: {
      // A state that the service may have one day, so that contracts can ask what becomes of it.
      unknownState: (response) => {
        const body = response.body.replaceAll(/"state":"[a-z]+"/g, '"state":"mothballed"');
        return body === response.body ? undefined : { ...response, body };
      },
    },
    ledger: {
      entries: async () =>
        [...machines.values()].map(({ id, gone, order }) => ({
          kind: 'instance',
          id,
          gone,
          running: !gone,
          tags: order.labels,
        })),
    },
  };
}

/** The status by which this service says each kind of failure. */
const statuses: Readonly<Record<NativeErrorKind, number>> = {
  capacity: 507,
  auth: 401,
  'rate-limit': 429,
  quota: 402,
  invalid: 422,
  'not-found': 404,
  unavailable: 503,
  unknown: 418,
};

function isRentable({ cpus, memory_mib, labels }: Machine['order']): boolean {
  const fits = (size: unknown, max: number) => Number.isInteger(size) && Number(size) >= 1 && Number(size) <= max;
  const areTexts = Object.values(labels).every((value: unknown) => typeof value === 'string');
  return fits(cpus, 8) && fits(memory_mib, 16_384) && typeof labels === 'object' && areTexts;
}

function operationOf(method: string, path: string): 'spawn' | 'terminate' | 'get' | 'list' {
  if (method === 'POST') return 'spawn';
  if (method === 'DELETE') return 'terminate';
  return path === '/machines' ? 'list' : 'get';
}

function answer(status: number, body?: object): NativeResponse {
  return { status, headers: {}, body: body ? JSON.stringify(body) : '' };
}
