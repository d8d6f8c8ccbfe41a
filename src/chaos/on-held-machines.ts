import { describeThrown } from '../contracts/describe.ts';
import type { Held } from '../testbed/support.ts';
import type { Acting, Stage } from './acting.ts';
import type { Disturbance, HeldKind } from './disturbance.ts';
import { onMachines } from './on-machines.ts';

/** A disturbance that holds machines to something, from when one suits until it ends. */
export function onHeldMachines(kind: HeldKind, disturbance: Disturbance, stage: Stage): Acting {
  const held: Held[] = [];
  const problems: string[] = [];
  let isOver = false;
  const lift = async (each: Held): Promise<void> => {
    await each.lift().catch((thrown) => problems.push(`${disturbance.id}: ${describeThrown(thrown)}`));
  };
  const acting = onMachines(disturbance, stage, {
    suits: (machine) => kind.suits(machine) && (!kind.onlyKnown || stage.intents.knows(machine)),
    act: async (machine) => {
      const one = await kind.hold(machine, stage.world, disturbance.parameters, stage.activity);
      // It may have ended while the host was at it.
      if (isOver) await lift(one);
      else held.push(one);
      return true;
    },
  });
  return {
    ...acting,
    end: async () => {
      isOver = true;
      await acting.end();
      for (const each of held.splice(0)) await lift(each);
    },
    problems: () => [...problems, ...(acting.problems?.() ?? [])],
  };
}
