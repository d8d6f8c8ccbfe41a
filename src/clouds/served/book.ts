import type { EstateItem } from '../../testbed/estate.ts';
import type { NativeRequest, NativeResponse } from '../../testbed/wire/native-service.ts';
import { targetOf } from '../orbstack/route.ts';
import { ownerHeader } from './tokens.ts';

/** By whom everything was made, and from when to when it was there. Kept from the calls that pass. */
export interface Book {
  note(request: NativeRequest, response: NativeResponse): void;
  /** What was there at that time. */
  at(ms: number): readonly EstateItem[];
  ownerOf(id: string): string | null;
}

interface Line extends EstateItem {
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
    lines.set(id, { kind, id, owner, region, createdAtMs: now(), goneAtMs: Number.POSITIVE_INFINITY });
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
      [...lines.values()]
        .filter(({ createdAtMs, goneAtMs }) => createdAtMs <= ms && ms < goneAtMs)
        .map(({ goneAtMs: _, ...item }) => item),
    ownerOf: (id) => lines.get(id)?.owner ?? null,
  };
}
