import { sha256 } from '../../engine/sha256.ts';
import { capabilityNames } from '../../provider/capability.ts';
import type { ToldRun } from './run-record.ts';

/**
 * Digest of everything that a run says of a provider, but for what a certificate leaves out: the same for a report and its
 * certificate. What comes from a schema has its properties in one order, whoever wrote them.
 */
export function contentOf({ run, contractSet, provider, testbeds }: ToldRun): string {
  const { name, tier, source, digest, capabilities, verdict, resources, outcomes } = provider;
  const declared = capabilityNames.filter((capability) => capabilities[capability]);
  const said = outcomes.map(({ counterexample: _shown, coverage: _seen, ...outcome }) => outcome);
  const all = [run, contractSet, name, tier, source, digest, declared, verdict, resources, testbeds, said];
  return sha256(JSON.stringify(all));
}
