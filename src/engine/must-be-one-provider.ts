import { MergeError } from './named-report.ts';
import type { ProviderResult, Report } from './report.ts';
import { shortDigest } from './short-digest.ts';
import { testbedsOf } from './testbeds-of.ts';

/** What a run says of a provider, and the file that says it. */
export interface ProviderEvidence {
  readonly file: string;
  readonly run: Report['run'];
  readonly result: ProviderResult;
}

/** Refuses runs of what has one name and is not the same, or was not exercised in the same world. Throws MergeError. */
export function mustBeOneProvider(evidence: readonly ProviderEvidence[]): void {
  const [first] = evidence;
  if (!first) return;
  const runs = new Set<string>();
  for (const other of evidence) {
    const { name } = other.result;
    mustBeEqual(first, other, `digest of ${name}`, ({ digest }) => shortDigest(digest));
    mustBeEqual(first, other, `tier of ${name}`, ({ tier }) => tier);
    if (runs.has(other.run.id)) throw new MergeError(`${other.file} has ${name} twice: certify it once in a run`);
    runs.add(other.run.id);
  }
  for (const name of new Set(evidence.flatMap(({ result }) => testbedsOf(result).map((testbed) => testbed.name)))) {
    mustBeOneWorld(evidence, name);
  }
}

function mustBeOneWorld(evidence: readonly ProviderEvidence[], name: string): void {
  const onIt = evidence.filter(({ result }) => testbedsOf(result).some((testbed) => testbed.name === name));
  const [first] = onIt;
  const factOf = (result: ProviderResult) => testbedsOf(result).find((testbed) => testbed.name === name);
  for (const other of onIt) {
    if (!first) continue;
    const where = `${other.result.name} on ${name}`;
    mustBeEqual(first, other, `fidelity of ${where}`, (result) => factOf(result)?.fidelity ?? '');
    mustBeEqual(first, other, `set of tolerances of ${where}`, (result) => JSON.stringify(factOf(result)?.tolerances));
  }
  // What was merged from several testbeds has the capabilities of all of them.
  const [alone, ...others] = onIt.filter(({ result }) => result.alsoOn === undefined);
  for (const other of others) {
    if (!alone) continue;
    const what = `set of capabilities of ${other.result.name} on ${name}`;
    mustBeEqual(alone, other, what, ({ capabilities }) => JSON.stringify(capabilities));
  }
}

function mustBeEqual(
  a: ProviderEvidence,
  b: ProviderEvidence,
  what: string,
  textOf: (result: ProviderResult) => string,
): void {
  const [of, other] = [textOf(a.result), textOf(b.result)];
  if (of === other) return;
  throw new MergeError(`${a.file} and ${b.file} cannot be merged: the ${what} is ${of} in one, ${other} in the other`);
}
