import { hash } from 'node:crypto';

/** What a machine is, by its name alone: OrbStack keeps no labels. */
export type Kind = 'instance' | 'snapshot' | 'helper';

/** Names of one run. The provider gives the first two; the helper has one of its own. */
export interface RunNames {
  readonly helper: string;
  kindOf(name: string): Kind | null;
}

export function namesOfRun(runId: string): RunNames {
  const prefix = `assay-${hash('sha256', runId).slice(0, 8)}-`;
  const helper = `${prefix}shell`;
  return {
    helper,
    kindOf: (name) => {
      if (!name.startsWith(prefix)) return null;
      const rest = name.slice(prefix.length);
      if (rest === 'shell') return 'helper';
      if (/^[0-9a-f]{32}$/.test(rest)) return 'instance';
      return /^s-[0-9a-z]{26}-[0-9a-f]{12}$/.test(rest) ? 'snapshot' : null;
    },
  };
}
