import { type Capabilities, capabilityNames } from '../provider/capability.ts';
import type { Reason } from './report.ts';

/** What one run says of a contract, and what the provider declared there. */
interface Said {
  readonly capabilities: Capabilities;
  readonly reason?: Pick<Reason, 'code'>;
}

/**
 * Whether what a run says of a contract is an answer beside what the others say: that something is not declared on one
 * testbed is none for another, where it is declared and was left open.
 */
export function isAnswerBeside(said: Said, others: readonly Said[]): boolean {
  if (said.reason?.code !== 'capability-absent') return true;
  return others.every(
    ({ capabilities, reason }) =>
      reason?.code === 'capability-absent' || !declaresMore(capabilities, said.capabilities),
  );
}

function declaresMore(one: Capabilities, other: Capabilities): boolean {
  return capabilityNames.some((name) => one[name] && !other[name]);
}
