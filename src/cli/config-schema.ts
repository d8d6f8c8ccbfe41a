import { z } from 'zod';
import type { AssayConfig } from './config.ts';
import { runsRange, seedRange } from './flags/ranges.ts';
import { didYouMean } from './nearest.ts';
import { waiverKeys, waiversSchema } from './waivers-schema.ts';

const shape = z.strictObject({
  providers: z.array(z.string()).readonly().optional(),
  seed: z.int().min(seedRange.min).max(seedRange.max).optional(),
  runs: z.int().min(runsRange.min).max(runsRange.max).optional(),
  testbed: z.string().optional(),
  reporters: z.array(z.string()).readonly().optional(),
  env: z.array(z.string()).readonly().optional(),
  out: z.string().min(1).optional(),
  waivers: waiversSchema.optional(),
});

/** What a configuration may hold; a key that is not known is an error, never ignored. */
export const configSchema: z.ZodType<AssayConfig> = shape;

/** One problem of a configuration, with the nearest key where one is unknown. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  const where = issue.path.map(String).join('.');
  const what = issue.code === 'unrecognized_keys' ? describeKeys(issue.keys, where) : issue.message;
  return where === '' ? what : `${where}: ${what}`;
}

function describeKeys(unknown: readonly string[], where: string): string {
  const keys = where === '' ? Object.keys(shape.shape) : waiverKeys;
  return unknown
    .map((key) => `unknown key ${JSON.stringify(key)}${didYouMean(key, keys)}; known are ${keys.join(', ')}`)
    .join('; ');
}
