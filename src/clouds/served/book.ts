import { type EstateItem, estateKinds } from '../../testbed/estate.ts';
import type { NativeRequest, NativeResponse } from '../../testbed/wire/native-service.ts';
import { targetOf } from '../orbstack/route.ts';
import { ownerHeader } from './tokens.ts';

/** By whom everything was made, and from when to when it was there. Kept from the calls that pass. */
export interface Book {
  note(request: NativeRequest, response: NativeResponse): void;
  /** What was there at that time. */
  at(ms: number): readonly EstateItem[];
  ownerOf(id: string): string | null;
  /** What has had its time and is still there; machines first. */
  expired(): readonly EstateItem[];
}

interface Line extends EstateItem {
  readonly expiresAtMs: number;
  goneAtMs: number;
}

const kindOf: Readonly<Record<string, EstateItem['kind']>> = {
  machines: 'instance',
  'spot-requests': 'instance',
  snapshots: 'snapshot',
  volumes: 'volume',
  'warm-volumes': 'warm-volume',
};

export function createBook(now: () => number, machineDeleteMs: number): Book {
  const lines = new Map<string, Line>();

  function noteCreate(collection: string, request: NativeRequest, response: NativeResponse): void {
    const kind = kindOf[collection];
    const body = JSON.parse(response.body) as {
      readonly id: string;
      readonly machine?: string;
      readonly region?: string;
    };
    const id = collection === 'spot-requests' ? body.machine : body.id;
    if (!kind || !id) return;
    const owner = request.headers[ownerHeader] ?? null;
    const region = body.region ?? null;
    const nowMs = now();
    const expiresAtMs = nowMs + lifeMs(request);
    lines.set(id, { kind, id, owner, region, createdAtMs: nowMs, expiresAtMs, goneAtMs: Number.POSITIVE_INFINITY });
  }

  function noteDelete(collection: string, id: string): void {
    const line = lines.get(id);
    const goneAtMs = now() + (collection === 'machines' ? machineDeleteMs : 0);
    if (line) line.goneAtMs = Math.min(line.goneAtMs, goneAtMs);
  }

  return {
    note: (request, response) => {
      const target = targetOf(request.path);
      if (!target || target.action !== null || response.status < 200 || response.status > 299) return;
      if (request.method === 'POST' && target.id === null) noteCreate(target.collection, request, response);
      if (request.method === 'DELETE' && target.id !== null) noteDelete(target.collection, target.id);
    },
    at: (ms) =>
      [...lines.values()].filter(({ createdAtMs, goneAtMs }) => createdAtMs <= ms && ms < goneAtMs).map(toItem),
    expired: () => {
      const nowMs = now();
      const due = [...lines.values()].filter(({ expiresAtMs, goneAtMs }) => expiresAtMs <= nowMs && nowMs < goneAtMs);
      return estateKinds.flatMap((kind) => due.filter((line) => line.kind === kind).map(toItem));
    },
    ownerOf: (id) => lines.get(id)?.owner ?? null,
  };
}

function toItem({ goneAtMs: _, expiresAtMs: __, ...item }: Line): EstateItem {
  return item;
}

/** A span, not a time: clocks may differ. */
function lifeMs({ body }: NativeRequest): number {
  const { expires_in_s: seconds } = JSON.parse(body || '{}') as { readonly expires_in_s?: unknown };
  return typeof seconds === 'number' ? seconds * 1_000 : Number.POSITIVE_INFINITY;
}
