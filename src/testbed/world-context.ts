import type { Logger, ProviderContext } from '../provider/context.ts';

/** What a world must say; the rest is refused or silent. */
export type WorldContextParts = Pick<ProviderContext, 'clock' | 'random' | 'signal'> & Partial<ProviderContext>;

const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {} };

/** A context of which a world offers only some parts; a provider that reaches for another is told so. */
export function createWorldContext(parts: WorldContextParts): ProviderContext {
  return {
    fetch: () => Promise.reject(new Error('this world has no HTTP: its testbed offers no fetch')),
    exec: () => Promise.reject(new Error('this world runs no commands: its testbed offers no exec')),
    logger: silent,
    ...parts,
    env: Object.freeze({ ...parts.env }),
  };
}
