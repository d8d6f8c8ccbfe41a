import { z } from 'zod';
import type { Experiment } from '../chaos/experiment.ts';

/**
 * What is for an intent that nobody launches: in what a person writes, a slip of the finger that nothing would ever show.
 * The shape of experiments has no such rule, so that every stored failure and emitted test plays, whatever it was made of.
 */
export function findUnlaunched({ operations, disturbances }: Experiment): z.ZodError | undefined {
  const launched = new Set(operations.flatMap((each) => (each.do === 'launch' ? [each.intent] : [])));
  const named: readonly Named[] = [
    ...operations.map(({ intent }, index): Named => [intent, ['operations', index, 'intent']]),
    ...disturbances.map(
      ({ parameters }, index): Named => [parameters.intent, ['disturbances', index, 'parameters', 'intent']],
    ),
  ];
  const issues = named.flatMap(([intent, path]) =>
    typeof intent !== 'string' || launched.has(intent)
      ? []
      : [{ code: 'custom' as const, path: [...path], message: noLaunchOf(intent, [...launched]) }],
  );
  return issues.length > 0 ? new z.ZodError(issues) : undefined;
}

/** An intent, and where it stands. */
type Named = readonly [unknown, readonly (string | number)[]];

function noLaunchOf(intent: string, launched: readonly string[]): string {
  const others = launched.length > 0 ? `; known are ${launched.join(', ')}` : ', nor of anything else';
  return `there is no launch of ${JSON.stringify(intent)}${others}`;
}
