import { z } from 'zod';
import type { ContractWaiver } from '../engine/apply-waivers.ts';

const shape = z.strictObject({
  contract: text('the id of a contract'),
  provider: text('the name of a provider').optional(),
  testbed: text('the name of a testbed').optional(),
  owner: text('who answers for it'),
  reason: text('why it fails'),
  link: z.url({ protocol: /^https?$/, error: 'must be where it is worked on, with http or https' }),
  expires: z.iso.date({ error: "must be the last day on which it holds, such as '2026-12-31'" }),
});

/** The keys of a waiver. */
export const waiverKeys: readonly string[] = Object.keys(shape.shape);

/** What a configuration says of contracts that are known to fail: each of them once. */
export const waiversSchema: z.ZodType<readonly ContractWaiver[]> = z.array(shape).superRefine((waivers, context) => {
  const places = new Map<string, number>();
  for (const [place, waiver] of waivers.entries()) {
    const what = subjectOf(waiver);
    const before = places.get(what);
    const message = `is for ${what}, as waivers.${before} is: keep one of them`;
    if (before === undefined) places.set(what, place);
    else context.addIssue({ code: 'custom', path: [place], message });
  }
});

function text(what: string): z.ZodString {
  return z
    .string({ error: `must be ${what}` })
    .trim()
    .min(1, `is empty: give ${what}`);
}

function subjectOf({ contract, provider, testbed }: ContractWaiver): string {
  return [contract, ...(provider ? [`of ${provider}`] : []), ...(testbed ? [`on ${testbed}`] : [])].join(' ');
}
