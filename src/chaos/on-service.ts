import type { Acting, Stage } from './acting.ts';
import type { Disturbance, ServiceKind } from './disturbance.ts';

/** A disturbance of the service itself: it goes wrong until it is ended, or as often as it was told to. */
export function onService(
  kind: ServiceKind,
  { parameters, count }: Disturbance,
  { world }: Pick<Stage, 'world'>,
): Acting {
  const { misconduct } = world;
  if (!misconduct) throw new Error('the service of this world does nothing wrong');
  const begun = misconduct.begin(kind.toMisdeed(parameters), count);
  return { acted: () => begun.touched, end: () => begun.heal() };
}
