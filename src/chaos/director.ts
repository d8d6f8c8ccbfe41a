import type { Random } from '../provider/context.ts';
import { createRandom, deriveSeed } from '../testbed/seeded-random.ts';
import { type Acting, beginActing, type Stage } from './acting.ts';
import type { Disturbance, DisturbanceKind } from './disturbance.ts';
import { findKind } from './disturbance-kinds.ts';
import type { Experiment } from './experiment.ts';
import type { CallOperation, RunEvent } from './trigger.ts';

/** Begins and ends the disturbances of an experiment, each when its trigger says. */
export interface Director {
  begin(): void;
  beforeCall(operation: CallOperation): void;
  onEvent(event: RunEvent): void;
  tick(): Promise<void>;
  /** The disturbances of calls, and of the service that answers them, that have acted since they were last asked for. */
  takeActs(): readonly string[];
  /** Ends all of them, but for what is to outlive it; gives whether anything does. */
  heal(): boolean;
  end(): void;
  /** Resolves when whatever has ended by now is undone. Gives what could not be done or undone. */
  undone(): Promise<readonly string[]>;
  acted(): ReadonlyMap<string, number>;
}

interface Cue {
  readonly disturbance: Disturbance;
  readonly kind: DisturbanceKind;
  readonly random: Random;
  state: 'waiting' | 'begun' | 'over';
  seen: number;
  acting?: Acting;
  noticed: number;
}

export function createDirector(experiment: Experiment, stage: Stage): Director {
  const { clock, history } = stage;
  const cues = experiment.disturbances.map((disturbance) => toCue(disturbance, stage.seed));
  const cancels: (() => void)[] = [];
  const undoings: Promise<void>[] = [];
  const later = (ms: number, act: () => void) => cancels.push(clock.after(ms, act));

  const begin = (cue: Cue): void => {
    if (cue.state !== 'waiting') return;
    const { disturbance, random } = cue;
    cue.state = 'begun';
    if (isDrawnPerBeginning(cue) && random.next() >= (disturbance.probability ?? 1)) return;
    note(cue, 'begins');
    cue.acting = beginActing(cue, stage);
    const limits = [disturbance.durationMs, disturbance.ttlMs].filter((ms) => ms !== undefined);
    if (limits.length > 0) later(Math.min(...limits), () => finish(cue));
  };

  const finish = (cue: Cue): void => {
    if (cue.state === 'over') return;
    if (cue.acting) note(cue, 'ends');
    cue.state = 'over';
    undo(cue);
  };

  const undo = ({ acting }: Cue): void => {
    const undoing = acting?.end();
    if (undoing) undoings.push(undoing);
  };

  const note = ({ disturbance: { id, kind } }: Cue, did: 'begins' | 'ends'): void =>
    history.add({ lane: 'disturbance', did, disturbance: id, kind });

  return {
    begin: () => {
      for (const cue of cues) {
        const { trigger } = cue.disturbance;
        if (trigger.on === 'time') later(trigger.atMs, () => begin(cue));
      }
    },
    beforeCall: (operation) => {
      for (const cue of cues) {
        const { trigger } = cue.disturbance;
        if (trigger.on === 'call' && trigger.operation === operation && cue.state === 'waiting') {
          cue.seen += 1;
          if (cue.seen === trigger.nth) begin(cue);
        }
        if (cue.state === 'begun') cue.acting?.beforeCall?.(operation);
      }
    },
    onEvent: (event) => {
      for (const cue of cues) {
        const { trigger } = cue.disturbance;
        if (trigger.on !== 'event' || trigger.event !== event) continue;
        cue.seen += 1;
        if (cue.seen === trigger.nth) later(trigger.delayMs, () => begin(cue));
      }
    },
    tick: async () => {
      const living = stage.truth.machines.filter((machine) => !machine.isBystander && !machine.gone).length;
      for (const cue of cues) {
        const { trigger } = cue.disturbance;
        if (trigger.on === 'state' && living >= trigger.machinesAtLeast) begin(cue);
        if (cue.state === 'begun') await cue.acting?.tick?.();
      }
    },
    takeActs: () =>
      cues.flatMap((cue) => {
        const acted = cue.acting?.acted() ?? 0;
        const isNew = acted > cue.noticed;
        cue.noticed = acted;
        const isOfCalls = cue.kind.acts === 'wire' || cue.kind.acts === 'service';
        return isNew && isOfCalls ? [cue.disturbance.id] : [];
      }),
    heal: () => {
      for (const cue of cues) if (cue.disturbance.heal !== 'never') finish(cue);
      return cues.some(({ state }) => state === 'begun');
    },
    end: () => {
      for (const cancel of cancels) cancel();
      for (const cue of cues) undo(cue);
    },
    undone: async () => {
      await Promise.all(undoings);
      return cues.flatMap(({ acting }) => acting?.problems?.() ?? []);
    },
    acted: () => new Map(cues.map(({ disturbance, acting }) => [disturbance.id, acting?.acted() ?? 0])),
  };
}

function toCue(disturbance: Disturbance, seed: number): Cue {
  const kind = findKind(disturbance.kind);
  if (!kind) throw new Error(`there is no disturbance ${disturbance.kind}`);
  // A stream of its own: what one draws does not shift another.
  const random = createRandom(deriveSeed(seed, `disturbance:${disturbance.id}`));
  return { disturbance, kind, random, state: 'waiting', seen: 0, noticed: 0 };
}

/** Calls are drawn one by one. */
function isDrawnPerBeginning({ kind, disturbance }: Cue): boolean {
  return disturbance.probability !== undefined && kind.acts !== 'wire';
}
