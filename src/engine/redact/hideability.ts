/** A shorter value turns up by chance. */
export const hiddenLengthMin = 8;

/**
 * Whether a value can be taken out of a text without taking other things along: short ones and plain words cannot.
 *
 * @example
 * hideability('production'); // 'common'
 */
export function hideability(value: string): 'hideable' | 'short' | 'common' {
  if (value.length < hiddenLengthMin) return 'short';
  const isMonotonous = new Set(value).size < 3;
  return isMonotonous || region.test(value) || words.has(value.toLowerCase()) ? 'common' : 'hideable';
}

/** us-east-1, europe-west4-b */
const region = /^[a-z]{2,12}(-[a-z]+)+-?\d{1,2}(-?[a-z])?$/;

/** Words that reports, settings and defaults are full of. */
const words: ReadonlySet<string> = new Set([
  ...['password', 'passw0rd', 'changeme', 'redacted', 'undefined', 'disabled', 'enabled', 'default', 'required'],
  ...['localhost', '127.0.0.1', 'production', 'development', 'staging', 'testing', 'internal', 'external', 'username'],
  ...['provider', 'instance', 'instances', 'contract', 'terminate', 'terminated', 'terminating', 'bootstrap'],
  ...['snapshot', 'snapshots', 'simulated', 'emulated', 'attached', 'orbstack', 'certified', 'incomplete'],
  ...['inconclusive', 'resolved', 'starting', 'stopping', 'additional', 'reference', 'expected', 'transcript'],
  ...['administrator', 'anonymous', 'application', 'authorization', 'credentials', 'environment', 'infrastructure'],
]);
