import { visibleText } from '../reporters/visible-text.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { CertifyFlags, CertifyPlan } from './certify-plan.ts';
import type { Services } from './services.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * Where a run would cost money, it is limited, and first tried without making anything. Says whether that was all; throws
 * UsageError where something is missing for it.
 */
export async function rehearse(
  { options: { subjects, testbed, settings } }: CertifyPlan,
  { maxCost, dryRun }: CertifyFlags,
  { stdout }: Terminal,
  { loadRegistered }: Pick<Services, 'loadRegistered'>,
): Promise<boolean> {
  if (testbed === undefined) return false;
  const offered = await Promise.all(
    subjects.map(async (subject): Promise<readonly Testbed[]> => {
      return subject.kind === 'registered' ? (await loadRegistered(subject.name)).testbeds : [];
    }),
  );
  const costly = offered.flat().filter(({ name, rehearse: isCostly }) => name === testbed && isCostly !== undefined);
  if (costly.length === 0) return false;
  if (maxCost === undefined) {
    const text = 'it costs money: say how much at most, such as --max-cost 1 --worst-price 0.02';
    throw new UsageError(`the testbed ${testbed} cannot be used without --max-cost: ${text}`);
  }
  if (dryRun === false) return false;
  for (const each of costly) {
    const rehearsed = await each.rehearse?.(settings);
    if (rehearsed?.ok === false)
      throw new UsageError(`the testbed ${each.name} cannot be used here: ${rehearsed.problem}`);
    const lines = [...(rehearsed?.lines ?? []), 'a dry run: nothing was made; to make it add --no-dry-run'];
    stdout.write(`${lines.map(visibleText).join('\n')}\n`);
  }
  return true;
}
