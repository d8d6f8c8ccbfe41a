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
  return damage === 'garbled' ? { ...response, body: page } : undefined;
}

function half(body: string): string {
  return body.slice(0, Math.ceil(body.length / 2));
}
