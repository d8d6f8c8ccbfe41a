import type { Acting, Stage } from './acting.ts';
import type { ActivityKind, Disturbance } from './disturbance.ts';

/** A disturbance of what machines tell of their work. It has acted where something else was told than was so. */
export function onActivity(kind: ActivityKind, disturbance: Disturbance, { activity, truth, history }: Stage): Acting {
  const { id, kind: name, parameters, count = Number.POSITIVE_INFINITY } = disturbance;
  let acted = 0;
  const end = activity.delay({
    lagMs: kind.lagMs(parameters),
    onLie: (instanceId) => {
      acted += 1;
      const { name: machine, intent } = truth.find(instanceId) ?? { name: instanceId };
      const about = { machine, ...(intent !== undefined && { intent }) };
      history.add({ lane: 'disturbance', did: 'acts', disturbance: id, kind: name, ...about });
      if (acted >= count) end();
    },
  });
  return { acted: () => acted, end };
}
