import { connectionReset } from '../../testbed/wire/connection-reset.ts';

/** What gets lost between the process and the service. */
export const cuts = ['both', 'requests', 'answers'] as const;

export type Cut = (typeof cuts)[number];

/** The network between one process and the service. */
export interface Link {
  /** Loses what goes that way, until the function that it gives is called. */
  cut(which: Cut): () => void;
  /** How much it has lost. */
  lost(): number;
  /** Sends, and gives the answer, as far as they get through. */
  pass<T>(send: () => Promise<T>, signal: AbortSignal | undefined): Promise<T>;
}

export function createLink(): Link {
  const cut = new Map<AbortController, Cut>();
  let lost = 0;

  /** What was lost stays lost: its connection breaks when the network is back, unless somebody gave up before. */
  const silence = (which: Exclude<Cut, 'both'>, signal: AbortSignal | undefined): Promise<never> => {
    lost += 1;
    return new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      for (const [healed, each] of cut) {
        if (each !== which && each !== 'both') continue;
        healed.signal.addEventListener('abort', () => reject(broken()), { once: true });
        return;
      }
    });
  };
  const isCut = (which: Exclude<Cut, 'both'>) => [...cut.values()].some((each) => each === which || each === 'both');

  return {
    lost: () => lost,
    cut: (which) => {
      const healing = new AbortController();
      cut.set(healing, which);
      return () => {
        cut.delete(healing);
        healing.abort();
      };
    },
    pass: async (send, signal) => {
      if (isCut('requests')) return silence('requests', signal);
      try {
        const answer = await send();
        return isCut('answers') ? silence('answers', signal) : answer;
      } catch (thrown) {
        // Whoever has given up himself needs no network to know.
        if (isCut('answers') && signal?.aborted !== true) return silence('answers', signal);
        throw thrown;
      }
    },
  };
}

/** As undici says it. */
function broken(): TypeError {
  return new TypeError('fetch failed', { cause: connectionReset() });
}
