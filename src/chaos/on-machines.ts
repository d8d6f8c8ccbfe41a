import { describeThrown } from '../contracts/describe.ts';
import type { Acting, Stage } from './acting.ts';
import type { Disturbance } from './disturbance.ts';
import type { Machine } from './truth.ts';

/** A disturbance of machines: waits until one suits, and acts as often as it was told to. */
export function onMachines(disturbance: Disturbance, stage: Stage, kind: MachineActs): Acting {
  const { truth, history, intents } = stage;
  const { id, kind: name, count = 1, parameters } = disturbance;
  const done = new Set<string>();
  let acted = 0;
  let isOver = false;
  const problems: string[] = [];
  const couldNot = (machine: Machine) => (thrown: unknown) => {
    problems.push(`${id}: ${name} of ${machine.name} failed: ${describeThrown(thrown)}`);
    return false;
  };
  return {
    acted: () => acted,
    problems: () => problems,
    end: () => {
      isOver = true;
    },
    tick: async () => {
      if (isOver || acted >= count) return;
      const machine = truth.machines.find(
        (each) =>
          !each.isBystander &&
          !each.gone &&
          !done.has(each.id) &&
          (parameters.intent === undefined || each.intent === parameters.intent) &&
          // Nobody could say any more whose it was.
          !intents.isForgotten(each.intent) &&
          // Nor, if it went, which of the two had been ours.
          !truth.isMimicked(each.intent) &&
          kind.suits(each),
      );
      if (!machine) return;
      done.add(machine.id);
      // What could not be done is told as a problem, and the machine is left alone from then on.
      if (!(await kind.act(machine).catch(couldNot(machine)))) return;
      acted += 1;
      const { name: called, intent } = machine;
      history.add({
        lane: 'disturbance',
        did: 'acts',
        disturbance: id,
        kind: name,
        machine: called,
        ...(intent !== undefined && { intent }),
      });
      await truth.look();
    },
  };
}

/** Which machines, and what is done to them. */
export interface MachineActs {
  suits(machine: Machine): boolean;
  /** False where it could not be done after all. */
  act(machine: Machine): Promise<boolean>;
}
