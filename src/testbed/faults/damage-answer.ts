import type { Damage, FaultTools } from '../wire/wire-call.ts';

/** Lets the call go on and damages its answer. One that cannot be damaged so goes through, and is not counted. */
export async function damageAnswer<Res>(
  damage: Damage,
  next: () => Promise<Res>,
  tools: Pick<FaultTools<Res>, 'damage' | 'untouch'>,
): Promise<Res> {
  const answer = await next();
  const damaged = tools.damage(answer, damage);
  if (damaged !== undefined) return damaged;
  tools.untouch();
  return answer;
}
