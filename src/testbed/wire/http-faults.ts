import { isObject } from '../../provider/is-object.ts';
import { type FaultKind, faultKinds } from '../fault.ts';
import type { NativeRequest, NativeResponse, NativeService, ServiceDefects } from './native-service.ts';
import type { WireOptions } from './wire.ts';
import type { Damage } from './wire-call.ts';

type HttpFaults = Required<
  Pick<WireOptions<NativeRequest, NativeResponse>, 'kinds' | 'damage' | 'followUp' | 'forget'>
>;

/** What can go wrong with HTTP, whoever sends it, and what this service can do wrong by itself. */
export function httpFaults({ defects }: NativeService): HttpFaults {
  return {
    kinds: faultKinds.filter((kind) => !isDefect(kind) || defects?.[defectBehind[kind]] !== undefined),
    damage: (response, damage, request) => damagedBody(response, damage) ?? damagedByService(response, damage, request),
    followUp: (response, request) => defects?.nextPage?.(response, request),
    forget: (request) => defects?.forgetToken?.(request) ?? false,
  };

  function damagedByService(
    response: NativeResponse,
    damage: Damage,
    request: NativeRequest,
  ): NativeResponse | undefined {
    if (damage === 'unknown-state') return defects?.unknownState?.(response);
    if (damage === 'repeated-cursor') return defects?.repeatedCursor?.(response, request);
    return damage === 'partial' ? defects?.partial?.(response) : undefined;
  }
}

/** The faults that a service has to do itself, and what it has to know for each. */
const defectBehind = {
  'unknown-enum': 'unknownState',
  'repeated-page-token': 'repeatedCursor',
  'partial-batch': 'partial',
  'dropped-page': 'nextPage',
  'token-forgotten': 'forgetToken',
} as const satisfies Readonly<Partial<Record<FaultKind, keyof ServiceDefects>>>;

function isDefect(kind: FaultKind): kind is keyof typeof defectBehind {
  return Object.hasOwn(defectBehind, kind);
}

const page = '<html><body><h1>504 Gateway Time-out</h1></body></html>';

/** An answer without a body cannot lose a part of it. */
function damagedBody(response: NativeResponse, damage: Damage): NativeResponse | undefined {
  const { body } = response;
  if (body === '') return undefined;
  if (damage === 'cut-off') return { ...response, body: half(body), isCutOff: true };
  if (damage === 'truncated') return { ...response, body: half(body) };
  if (damage === 'garbled') return { ...response, body: page };
  const lacking = damage === 'field-missing' ? withoutFields(body) : undefined;
  return lacking === undefined ? undefined : { ...response, body: lacking };
}

/** The first field is what a thing is known by. Of a list it is those in it that lack theirs. */
function withoutFields(text: string): string | undefined {
  const body = parsed(text);
  if (!isObject(body)) return undefined;
  const lists = Object.entries(body).filter(([, value]) => Array.isArray(value) && value.some(isObject));
  if (lists.length === 0) return JSON.stringify(withoutFirst(body));
  const poorer = lists.map(([name, items]) => [name, (items as readonly unknown[]).map(withoutFirst)]);
  return JSON.stringify({ ...body, ...Object.fromEntries(poorer) });
}

function withoutFirst(item: unknown): unknown {
  return isObject(item) ? Object.fromEntries(Object.entries(item).slice(1)) : item;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function half(body: string): string {
  return body.slice(0, Math.ceil(body.length / 2));
}
