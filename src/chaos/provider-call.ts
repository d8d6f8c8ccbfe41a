import { hash } from 'node:crypto';
import type { Instance, InstanceStatus } from '../provider/instance.ts';
import { isObject } from '../provider/is-object.ts';
import type { ProviderErrorCode } from '../provider/provider-error.ts';
import type { ListFilter } from '../provider/requests.ts';
import type { Exchange } from '../testbed/wire/exchanges.ts';
import type { CallOperation } from './trigger.ts';
import { intentTag } from './truth.ts';

/** One call of the control plane to its provider. */
export interface ProviderCall {
  readonly number: number;
  /** Which process made it, counted from 1. */
  readonly life: number;
  readonly operation: CallOperation;
  readonly method: string;
  /** What a spawn is for, as its tags say. */
  readonly intent?: string;
  readonly key?: string;
  /** Where a spawn wants its machine; absent where it leaves that to the provider. */
  readonly region?: string;
  /** Of a spawn: equal for those that ask for the same, whatever their keys. */
  readonly wanted?: string;
  /** The id that it was called with. */
  readonly target?: string;
  /** What a list was narrowed to; absent where it asks for everything. */
  readonly filter?: ListFilter;
  readonly beganMs: number;
  endedMs?: number;
  /** Absent while nobody has heard of its end: also where its caller died. */
  outcome?: CallOutcome;
  /** The machines that its answer tells of. */
  told: readonly Told[];
  /** The native calls that it was made of. */
  exchanges: readonly Exchange[];
  /** Whether its caller lived to hear its end. */
  isHeard: boolean;
}

/** What is known of a call when it begins. */
export type CallAbout = Omit<ProviderCall, 'number' | 'beganMs' | 'told' | 'exchanges' | 'isHeard'>;

/** What an answer tells of one machine. */
export interface Told {
  readonly id: string;
  /** Absent where it only names the machine. */
  readonly status?: InstanceStatus;
}

export type CallOutcome =
  | { readonly did: 'answered'; readonly instanceId?: string; readonly found?: number }
  | {
      readonly did: 'failed';
      readonly code: ProviderErrorCode | 'not-a-provider-error';
      readonly ambiguous: boolean;
      readonly retryAfterMs?: number;
    };

/** What the argument of a call says of it. */
export function aboutCall(
  operation: CallOperation,
  method: string,
  [argument]: readonly unknown[],
): Pick<ProviderCall, 'intent' | 'key' | 'region' | 'wanted' | 'target' | 'filter'> {
  if (typeof argument === 'string') return { target: argument };
  if (!isObject(argument)) return {};
  if (operation === 'list') return Object.keys(argument).length === 0 ? {} : { filter: argument as ListFilter };
  const { idempotencyKey: key, ...request } = argument;
  const { tags, region } = request;
  const intent = isObject(tags) ? tags[intentTag] : undefined;
  return {
    ...(typeof intent === 'string' && { intent }),
    ...(typeof key === 'string' && { key }),
    ...(typeof region === 'string' && { region }),
    ...(operation === 'spawn' && { wanted: hash('sha256', JSON.stringify([method, sorted(request)])) }),
  };
}

/** The order of keys says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]);
}

/** The machines in an answer. A spot ticket names the one that it brought. */
export function toldBy(answer: unknown): readonly Told[] {
  if (Array.isArray(answer)) return answer.flatMap(toldBy);
  if (!isObject(answer)) return [];
  if ('instanceId' in answer) return typeof answer.instanceId === 'string' ? [{ id: answer.instanceId }] : [];
  const { id, status } = answer as Partial<Instance>;
  return typeof id === 'string' && status !== undefined ? [{ id, status }] : [];
}
