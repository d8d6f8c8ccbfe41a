import { isDeepStrictEqual } from 'node:util';
import type { Outcome } from '../engine/report.ts';
import type { Change } from './diff-schema.ts';

/** Whether somebody began to answer for a contract, ceased to, or says something else. */
export function waiverChange(provider: string, before: Outcome, after: Outcome): readonly Change[] {
  if (isDeepStrictEqual(before.waiver, after.waiver)) return [];
  const change = before.waiver ? (after.waiver ? 'changed' : 'gone') : 'added';
  return [
    {
      kind: 'waiver',
      effect: 'neutral',
      provider,
      contract: after.contract,
      change,
      ...(before.waiver && { before: before.waiver }),
      ...(after.waiver && { after: after.waiver }),
    },
  ];
}
