import type { Random } from '../provider/context.ts';
import type { Fault, InjectedFault } from '../testbed/fault.ts';
import type { Acting, Stage } from './acting.ts';
import type { Disturbance, WireKind } from './disturbance.ts';

/** A disturbance of calls: all that match, or each of them by chance. */
export function onCalls(kind: WireKind, disturbance: Disturbance, random: Random, { world }: Stage): Acting {
  const { faults } = world;
  if (!faults) throw new Error('this world injects no faults');
  const { parameters, probability, count, durationMs } = disturbance;
  const operation = kind.operationOf(parameters);
  const injected: InjectedFault[] = [];
  const inject = (limits: Fault['scope']): void => {
    const scope = { ...(operation !== undefined && { operation }), ...limits };
    injected.push(faults.inject({ ...kind.toFault(parameters), scope } as Fault));
  };
  const acted = () => injected.reduce((sum, { touched }) => sum + touched, 0);
  const end = (): void => {
    for (const fault of injected) fault.heal();
  };
  if (probability === undefined) {
    inject({ ...(count !== undefined && { count }), ...(durationMs !== undefined && { windowMs: durationMs }) });
    return { acted, end };
  }
  return {
    acted,
    end,
    beforeCall: (called) => {
      const isIt = operation === undefined || operation === called;
      if (!isIt || (count !== undefined && acted() >= count) || random.next() >= probability) return;
      inject({ count: 1 });
    },
  };
}
