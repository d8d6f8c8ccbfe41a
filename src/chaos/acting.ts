import type { Clock, Random } from '../provider/context.ts';
import type { World } from '../testbed/testbed.ts';
import type { Activity } from './activity.ts';
import type { ControlPlaneProcess } from './control-plane-process.ts';
import type { Disturbance, DisturbanceKind } from './disturbance.ts';
import type { History } from './history.ts';
import type { Intents } from './intents.ts';
import { onActivity } from './on-activity.ts';
import { onCalls } from './on-calls.ts';
import { onHeldMachines } from './on-held-machines.ts';
import { type MachineActs, onMachines } from './on-machines.ts';
import { onService } from './on-service.ts';
import type { CallOperation } from './trigger.ts';
import type { Machine, Truth } from './truth.ts';

/** A disturbance under way. */
export interface Acting {
  /** How often it has changed something by now. */
  acted(): number;
  /** Right before a call. */
  beforeCall?(operation: CallOperation): void;
  /** Now and then: a chance to do what could not be done before. */
  tick?(): Promise<void>;
  end(): void | Promise<void>;
  /** What could not be done or undone, in sentences. */
  problems?(): readonly string[];
}

/** What a disturbance may act upon. */
export interface Stage {
  readonly world: World;
  readonly process: ControlPlaneProcess;
  readonly truth: Truth;
  readonly intents: Intents;
  readonly activity: Activity;
  readonly clock: Clock;
  readonly history: History;
  readonly seed: number;
}

interface Begun {
  readonly disturbance: Disturbance;
  readonly kind: DisturbanceKind;
  readonly random: Random;
}

/** Begins to do what the kind of a disturbance does. */
export function beginActing({ kind, disturbance, random }: Begun, stage: Stage): Acting {
  switch (kind.acts) {
    case 'wire':
      return onCalls(kind, disturbance, random, stage);
    case 'service':
      return onService(kind, disturbance, stage);
    case 'process':
      return { end: () => {}, ...kind.act({ ...stage, random }, disturbance.parameters) };
    case 'held':
      return onHeldMachines(kind, disturbance, stage);
    case 'activity':
      return onActivity(kind, disturbance, stage);
    case 'machine':
    case 'record':
      return onMachines(disturbance, stage, machineAct(kind, disturbance, stage));
  }
}

function machineAct(
  kind: Extract<DisturbanceKind, { acts: 'machine' | 'record' }>,
  disturbance: Disturbance,
  stage: Stage,
): MachineActs {
  const { intents, world, process } = stage;
  if (kind.acts === 'machine') {
    return {
      suits: (machine) => kind.suits(machine) && (!kind.onlyKnown || intents.knows(machine)),
      act: async (machine) => {
        await kind.act(machine, world, disturbance.parameters);
        return true;
      },
    };
  }
  return {
    suits: (machine: Machine) =>
      machine.running && machine.isMarked && intents.knows(machine) && intents.isWanted(machine.intent),
    act: async ({ intent }) => {
      if (intent === undefined || !(await process.loseRecord(intent))) return false;
      intents.forget(intent);
      return true;
    },
  };
}
