import { type Answer, refusal } from './answer.ts';
import type { InstanceRecord } from './instance.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';

/** What a launch under a token meets: nothing yet, its own instance, or a refusal. */
export type TokenOutcome = Unbound | { readonly outcome: 'launched'; readonly record: InstanceRecord };

type Unbound = { readonly outcome: 'unused' } | { readonly outcome: 'refused'; readonly answer: Answer };

const tokenMax = 64;

/**
 * Looks a token up. Its scope is the zone where the call names one, by placement or subnet, and the region otherwise: the
 * same token in two zones stands for two launches.
 */
export function lookUpToken(store: Store, region: string, query: Query): TokenOutcome {
  const known = lookUpBinding(store, region, query);
  if (known.outcome !== 'bound') return known;
  // A launch that failed has used the token up for every other request, not for this one.
  const record = known.id === null ? undefined : store.instances.get(known.id);
  if (!record) return { outcome: 'unused' };
  if (record.endedAtMs <= store.clock.now()) return { outcome: 'refused', answer: terminated };
  return { outcome: 'launched', record };
}

/** What a token is bound to, whatever has become of it. */
export function lookUpBinding(
  store: Store,
  region: string,
  query: Query,
): Unbound | { readonly outcome: 'bound'; readonly id: string | null } {
  const token = query.text('ClientToken');
  if (token === undefined) return { outcome: 'unused' };
  if (!/^[\x20-\x7e]*$/.test(token) || token.length > tokenMax) {
    return {
      outcome: 'refused',
      answer: refusal('InvalidParameterValue', `ClientToken: at most ${tokenMax} ASCII characters`),
    };
  }
  const known = store.tokens.get(tokenKey(region, query));
  if (!known) return { outcome: 'unused' };
  if (known.fingerprint !== fingerprintOf(query)) return { outcome: 'refused', answer: mismatch };
  return { outcome: 'bound', id: known.instanceId };
}

/** Binds the token to the request, whether it brought something or not. */
export function bindToken(store: Store, region: string, query: Query, instanceId: string | null): void {
  if (query.text('ClientToken') === undefined) return;
  store.tokens.set(tokenKey(region, query), { fingerprint: fingerprintOf(query), instanceId });
}

/** Forgets what the token of a request stands for; false where it has none that is known. */
export function forgetToken(store: Store, region: string, query: Query): boolean {
  return store.tokens.delete(tokenKey(region, query));
}

function tokenKey(region: string, query: Query): string {
  const zone = query.text('Placement.AvailabilityZone') ?? query.text('SubnetId') ?? '';
  return [query.action, region, zone, query.text('ClientToken')].join(' ');
}

function fingerprintOf(query: Query): string {
  return query.fingerprint(['ClientToken', 'DryRun']);
}

const mismatch = refusal(
  'IdempotentParameterMismatch',
  'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
);

const terminated = refusal(
  'IdempotentInstanceTerminated',
  'The instance launched by this idempotent request has been terminated.',
);
