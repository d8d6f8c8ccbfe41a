import type { Answer } from './answer.ts';
import { regionsOf } from './simulated-host-options.ts';
import type { Store } from './store.ts';

/** `GET /v1/regions`. */
export function listRegions(store: Store): Answer {
  return { status: 200, body: { regions: regionsOf(store.options).map((name) => ({ name })) } };
}
