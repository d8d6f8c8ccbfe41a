import { createHash } from 'node:crypto';
import type { Contract } from '../contracts/contract.ts';
import type { Report } from './report.ts';

/** Version of the promises: a contract that is added, dropped or sharpened changes it. */
export const contractSetVersion = '0.1.0';

/** The frozen set: which promises were asked, and a digest that changes when any of them does. */
export function contractSetOf(contracts: readonly Contract[]): Report['contractSet'] {
  const hash = createHash('sha256');
  for (const contract of contracts) {
    const { id, intent, statement, level, since, status, tiers, requires, needs, workflow } = contract;
    hash.update(JSON.stringify([id, intent, statement, level, since, status, tiers, requires, needs, workflow]));
    hash.update(String(contract.steps)).update(String(contract.boundaries)).update(String(contract.run));
  }
  return { version: contractSetVersion, digest: `sha256:${hash.digest('hex')}`, ids: contracts.map(({ id }) => id) };
}
