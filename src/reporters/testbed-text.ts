import type { Outcome, ProviderResult } from '../engine/report.ts';
import { testbedsOf } from '../engine/testbeds-of.ts';

/** Where a provider was exercised: several places only in a merged report. */
export function testbedsText(provider: ProviderResult): string {
  return testbedsOf(provider)
    .map(({ name }) => name)
    .join(' + ');
}

/** The same with how true each of them is to the real service. */
export function fidelitiesText(provider: ProviderResult): string {
  const texts = testbedsOf(provider).map(({ name, fidelity }) => (name === fidelity ? name : `${name} (${fidelity})`));
  return texts.join(' + ');
}

/** Where this very outcome comes from. */
export function testbedOf({ testbed }: ProviderResult, outcome: Outcome): string {
  return outcome.testbed ?? testbed.name;
}
