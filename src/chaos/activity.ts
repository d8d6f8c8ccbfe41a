/** Work on a machine, from when it began to when it is done or its machine stops. */
export interface Work {
  readonly intent: string;
  readonly instanceId: string;
  readonly fromMs: number;
  untilMs: number;
}

/** A time in which what is told of machines is late. */
export interface Delay {
  readonly lagMs: number;
  /** Called with each machine of which something else was told than was so. */
  readonly onLie: (instanceId: string) => void;
}

/** The work of all machines as it really is, and as a control plane is told of it. */
export interface Activity {
  readonly works: readonly Work[];
  begin(work: Pick<Work, 'intent' | 'instanceId'> & { readonly forMs: number }): void;
  /** The machine does not run any more, and its work is lost. */
  cut(instanceId: string): void;
  isBusy(instanceId: string): boolean;
  /** What the machine tells of itself. Throws where nothing on it answers. */
  tell(instanceId: string): boolean;
  /** Nothing on the machine answers any more, until the function that it gives is called. */
  hush(instanceId: string): () => void;
  /** From now on what is told is late. Gives what ends it. */
  delay(delay: Delay): () => void;
}

export function createActivity(elapsedMs: () => number): Activity {
  const works: Work[] = [];
  const delays = new Set<Delay>();
  const silent = new Map<symbol, string>();
  const wasBusy = (instanceId: string, atMs: number) =>
    works.some((work) => work.instanceId === instanceId && work.fromMs <= atMs && atMs < work.untilMs);
  const isBusy = (instanceId: string) => wasBusy(instanceId, elapsedMs());
  return {
    works,
    isBusy,
    begin: ({ intent, instanceId, forMs }) => {
      const fromMs = elapsedMs();
      works.push({ intent, instanceId, fromMs, untilMs: fromMs + forMs });
    },
    cut: (instanceId) => {
      for (const work of works) {
        if (work.instanceId === instanceId) work.untilMs = Math.min(work.untilMs, elapsedMs());
      }
    },
    hush: (instanceId) => {
      const own = Symbol(instanceId);
      silent.set(own, instanceId);
      return () => {
        silent.delete(own);
      };
    },
    tell: (instanceId) => {
      if ([...silent.values()].includes(instanceId)) throw refused(instanceId);
      const lagMs = Math.max(0, ...[...delays].map((delay) => delay.lagMs));
      const told = wasBusy(instanceId, elapsedMs() - lagMs);
      if (told !== isBusy(instanceId)) for (const delay of delays) delay.onLie(instanceId);
      return told;
    },
    delay: (delay) => {
      delays.add(delay);
      return () => delays.delete(delay);
    },
  };
}

/** As Node says it. */
function refused(instanceId: string): Error {
  return Object.assign(new Error(`connect ECONNREFUSED ${instanceId}`), { code: 'ECONNREFUSED' });
}
