import type { Journal } from '../../engine/journal/journal.ts';
import { isClearRefusal } from '../../provider/is-clear-refusal.ts';
import { isObject } from '../../provider/is-object.ts';
import type { ProviderModule, Registration } from '../../provider/registration.ts';

/** What each method makes, or ends. */
const makes = { spawn: 'instance', createSnapshot: 'snapshot', createVolume: 'volume' } as const;
const ends: ReadonlySet<string> = new Set(['terminate', 'deleteSnapshot', 'deleteVolume']);

type Method = (...args: unknown[]) => Promise<unknown>;

/** A provider module of which whatever it makes is written down before it is asked for. */
export function journalledModule(module: ProviderModule, journal: Journal): ProviderModule {
  return { ...module, create: async (context) => journalled(await module.create(context), journal) };
}

/** The same of one registration. */
export function journalled<R extends Registration>(registration: R, journal: Journal): R {
  const { provider } = registration;
  const methods = Object.entries(provider).flatMap(([name, value]) =>
    typeof value === 'function' ? wrapped(name, value as Method, journal) : [],
  );
  return { ...registration, provider: { ...provider, ...Object.fromEntries(methods) } };
}

function wrapped(name: string, method: Method, journal: Journal): readonly (readonly [string, Method])[] {
  if (name in makes) return [[name, making(makes[name as keyof typeof makes], method, journal)]];
  return ends.has(name) ? [[name, ending(method, journal)]] : [];
}

function making(kind: (typeof makes)[keyof typeof makes], method: Method, journal: Journal): Method {
  return async (request, ...rest) => {
    const { idempotencyKey: key, region } = isObject(request) ? request : {};
    const n = journal.intend({ kind, key: textOrNull(key), region: textOrNull(region), usdPerHour: 0 });
    try {
      const made = await method(request, ...rest);
      if (isObject(made) && typeof made.id === 'string') journal.made(n, kind, made.id);
      return made;
    } catch (thrown) {
      if (isClearRefusal(thrown)) journal.refused(n);
      throw thrown;
    }
  };
}

function ending(method: Method, journal: Journal): Method {
  return async (id, ...rest) => {
    const result = await method(id, ...rest);
    if (typeof id === 'string') journal.gone(id);
    return result;
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
