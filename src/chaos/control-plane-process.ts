import type { ControlPlane, ControlPlaneHost } from '../controlplane/control-plane.ts';
import type { DurableStore } from '../controlplane/durable-store.ts';
import type { ProviderContext } from '../provider/context.ts';
import type { ProviderModule } from '../provider/registration.ts';
import { contextDuring, createLife, type Life, never } from '../testbed/life.ts';
import { holdTime } from '../testbed/virtual-clock.ts';
import { witnessed } from '../testbed/wire/exchanges.ts';
import type { Activity } from './activity.ts';
import { createSurroundings, type Surroundings } from './around/surroundings.ts';
import { type Backstage, type Misconduct, type StartableControlPlane, startControlPlane } from './startable.ts';
import { type CallWatcher, watchedProvider } from './watched-provider.ts';

/**
 * before: at once, so that a call that is about to begin never does. after: when the next call has its answer, which is
 * lost. after-persist: when the next thing after that was written down.
 */
export const crashPoints = ['before', 'after', 'after-persist'] as const;

export type CrashPoint = (typeof crashPoints)[number];

/** The control plane under test, which dies and comes back; its disk stays. */
export interface ControlPlaneProcess {
  readonly surroundings: Surroundings;
  /** Starts it. Resolves when it can be used, or has failed to start. */
  start(): Promise<void>;
  /** Asks it something. Rejects where it is down, and where it dies meanwhile. */
  ask<T>(question: (controlPlane: ControlPlane) => Promise<T>): Promise<T>;
  isUp(): boolean;
  /** Lets it die and, after a while, start again. Gives how often it has died of this. */
  die(point: CrashPoint, downMs: number): () => number;
  /** Lets it end once nobody waits for it for anything, and start again. Gives how often it has ended of this. */
  retire(downMs: number): () => number;
  /** Starts another process of the same control plane, elsewhere, on the same disk. It lives until its life is ended. */
  startSecond(): Promise<{ readonly controlPlane: ControlPlane; readonly life: Life }>;
  /** Called when a call has ended, with the number of the life that it was of. */
  callEnded(life: number): void;
  /** Removes what it has written under the id of an intent; false where there is nothing. */
  loseRecord(intent: string): Promise<boolean>;
  /** Ends it for good. */
  stop(): void;
}

export interface ControlPlaneProcessOptions {
  readonly module: StartableControlPlane;
  readonly provider: ProviderModule;
  /** The context of the world. */
  readonly context: ProviderContext;
  readonly random: ProviderContext['random'];
  readonly watcher: CallWatcher;
  readonly activity: Pick<Activity, 'tell'>;
  /** `joins`: a second one starts. */
  readonly onChange: (did: 'starts' | 'joins' | 'dies', life: number) => void;
  /** Of its program, not of what it decides. */
  readonly onMisconduct: (what: Misconduct) => void;
  /** It failed to start, and is started again after a while. */
  readonly onFailedStart: (thrown: unknown) => void;
}

/** After a start that failed, as whoever looks after processes does. */
const againMs = 10_000;

interface Pending {
  readonly downMs: number;
  readonly counts: { died: number };
  /** What it is waiting for. */
  point: Exclude<CrashPoint, 'before'> | 'persist';
}

export function createControlPlaneProcess(options: ControlPlaneProcessOptions): ControlPlaneProcess {
  const { clock } = options.context;
  const surroundings = createSurroundings(options.context);
  const { pace, disk } = surroundings;
  let lives = 0;
  let running: { readonly life: Life; readonly controlPlane: ControlPlane } | undefined;
  let life: Life | undefined;
  let pending: Pending | undefined;
  const seconds = new Set<Life>();
  let retiring: Pick<Pending, 'downMs' | 'counts'> | undefined;
  let open = 0;
  let isStopped = false;

  const start = async (): Promise<void> => {
    lives += 1;
    const own = createLife(lives);
    life = own;
    options.onChange('starts', own.number);
    const controlPlane = await create(own, surroundings, persisted);
    if (!own.isOver()) running = { life: own, controlPlane };
  };

  const create = async (own: Life, around: Surroundings, onWrite: () => void): Promise<ControlPlane> => {
    const context = contextDuring(own, around.context);
    const { provider } = await options.provider.create(witnessed(context));
    const host: ControlPlaneHost = {
      provider: watchedProvider(provider, own, options.watcher),
      store: storeDuring(own, around, onWrite),
      clock: context.clock,
      random: options.random,
      logger: context.logger,
      activity: {
        isBusy: (instanceId) => (own.isOver() ? never() : own.during(around.pace.delivered(told(instanceId)))),
      },
      signal: context.signal,
    };
    return own.orDeath(startControlPlane(options.module, host, backstageOf(own)));
  };

  const backstageOf = (own: Life): Backstage => ({
    hold: () => holdTime(clock),
    misconduct: (what) => {
      if (!own.isOver()) options.onMisconduct(what);
    },
  });

  const tryToStart = async (): Promise<void> => {
    const number = lives + 1;
    try {
      await start();
    } catch (thrown) {
      // Who died in the middle of it is started again by whoever let it die.
      if (lives !== number || !life || life.isOver()) return;
      life.end();
      options.onFailedStart(thrown);
      startLater(againMs);
    }
  };

  const startLater = (ms: number): void => {
    clock.after(ms, () => {
      if (!isStopped) void tryToStart();
    });
  };

  const told = async (instanceId: string): Promise<boolean> => options.activity.tell(instanceId);

  const dieNow = ({ downMs, counts }: Pick<Pending, 'downMs' | 'counts'>): void => {
    if (!life || life.isOver()) return;
    counts.died += 1;
    running = undefined;
    pending = undefined;
    options.onChange('dies', life.number);
    life.end();
    startLater(downMs);
  };

  const retireIfIdle = (): void => {
    if (!retiring || open > 0) return;
    const due = retiring;
    retiring = undefined;
    dieNow(due);
  };

  function persisted(): void {
    if (pending?.point === 'persist') dieNow(pending);
  }

  return {
    surroundings,
    start: tryToStart,
    isUp: () => running !== undefined,
    ask: (question) => {
      if (!running) return Promise.reject(new Error('the control plane is down'));
      const { controlPlane, life: own } = running;
      // Whoever does not get to run hears nothing.
      const answer = pace.isFrozen()
        ? pace.delivered(Promise.resolve()).then(() => question(controlPlane))
        : question(controlPlane);
      open += 1;
      return own.orDeath(answer).finally(() => {
        open -= 1;
        retireIfIdle();
      });
    },
    die: (point, downMs) => {
      const counts = { died: 0 };
      if (point === 'before') dieNow({ downMs, counts });
      else pending = { point, downMs, counts };
      return () => counts.died;
    },
    retire: (downMs) => {
      const counts = { died: 0 };
      retiring = { downMs, counts };
      retireIfIdle();
      return () => counts.died;
    },
    startSecond: async () => {
      lives += 1;
      const own = createLife(lives);
      seconds.add(own);
      options.onChange('joins', own.number);
      const controlPlane = await create(own, createSurroundings(options.context, disk), () => {});
      return { controlPlane, life: own };
    },
    callEnded: (number) => {
      if (number !== life?.number) return;
      if (pending?.point === 'after') dieNow(pending);
      else if (pending?.point === 'after-persist') pending.point = 'persist';
    },
    loseRecord: async (intent) => {
      const keys = (await disk.keys()).filter((key) => key.split('/').includes(intent));
      for (const key of keys) await disk.delete(key);
      return keys.length > 0;
    },
    stop: () => {
      isStopped = true;
      running = undefined;
      for (const own of [life, ...seconds]) own?.end();
    },
  };
}

/** A disk that takes nothing from a dead process. */
function storeDuring(life: Life, { disk, pace }: Surroundings, onWrite: () => void): DurableStore {
  const guard = <T>(act: () => Promise<T>): Promise<T> =>
    life.isOver() ? never<T>() : life.during(pace.delivered(act()));
  const write = async <T>(act: () => Promise<T>): Promise<T> => {
    const written = await guard(act);
    onWrite();
    return life.isOver() ? never<T>() : written;
  };
  return {
    get: (key) => guard(() => disk.get(key)),
    keys: (prefix) => guard(() => disk.keys(prefix)),
    put: (key, value) => write(() => disk.put(key, value)),
    compareAndPut: (key, expected, value) => write(() => disk.compareAndPut(key, expected, value)),
    delete: (key) => write(() => disk.delete(key)),
  };
}
