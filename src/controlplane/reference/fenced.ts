import type { AnyProvider } from '../../provider/provider.ts';

/** Another process acts by now: this one was about to do something that is no longer its to do. */
export class Displaced extends Error {
  override readonly name = 'Displaced';
}

const reads: readonly string[] = ['list', 'get', 'generateBootstrap'];

/** A provider that changes nothing for a process which is not the one that acts. */
export function fenced<P extends AnyProvider>(provider: P, mayAct: () => Promise<boolean>): P {
  const methods = Object.entries(provider).flatMap(([name, value]) =>
    typeof value === 'function' && !reads.includes(name) ? [[name, behind(value as Method)]] : [],
  );
  return { ...provider, ...Object.fromEntries(methods) };

  function behind(method: Method): Method {
    return async (...args) => {
      if (!(await mayAct())) throw new Displaced('another process of this control plane acts by now');
      return method.apply(provider, args);
    };
  }
}

type Method = (...args: unknown[]) => Promise<unknown>;
