import { element, type XmlNode } from '../../../reporters/xml.ts';
import { type Fidelity, fidelities } from '../../../testbed/fidelity.ts';
import type { CellEvidence, CellSignature } from '../../matrix.ts';
import { brief } from './brief.ts';

/** A chip whose border says the same as its word. */
export function fidelityChip(fidelity: Fidelity): XmlNode {
  return element('i', { class: fidelity }, fidelityWords[fidelity].word);
}

export const fidelityWords: Readonly<Record<Fidelity, { readonly word: string; readonly meaning: string }>> = {
  simulated: { word: 'sim', meaning: 'simulated: on our model of the service' },
  emulated: { word: 'emul', meaning: "emulated: on somebody else's model of it" },
  local: { word: 'local', meaning: 'local: on the real software, on one host' },
  live: { word: 'live', meaning: 'live: on the real service' },
};

/** From the furthest from the real service to the nearest. */
export function byFidelity(seen: Iterable<Fidelity>): readonly Fidelity[] {
  const all = new Set(seen);
  return fidelities.filter((fidelity) => all.has(fidelity));
}

/** How old evidence is: of several, from the newest to the oldest. */
export function ageText(agesDays: readonly number[]): string {
  const whole = agesDays.map((days) => Math.max(0, Math.floor(days)));
  const [newest, oldest] = [Math.min(...whole), Math.max(...whole)];
  if (oldest === 0) return 'today';
  return newest === oldest ? `${oldest} d` : `${newest}–${oldest} d`;
}

/** The oldest evidence decides. */
export function freshnessOf(evidence: readonly CellEvidence[]): CellEvidence['freshness'] {
  const seen = new Set(evidence.map(({ freshness }) => freshness));
  if (seen.has('expired')) return 'expired';
  return seen.has('stale') ? 'stale' : 'fresh';
}

/** Whether all of it is signed by somebody who is trusted here. */
export function signatureWord(signatures: readonly CellSignature[]): string {
  const states = new Set(signatures.map(({ state }) => state));
  if (states.size > 1) return 'partly signed';
  if (states.has('trusted')) return 'signed';
  return states.has('unchecked') ? 'unchecked' : 'unsigned';
}

/** The same with by whom. */
export function signatureText(signature: CellSignature): string {
  if (signature.state === 'unsigned') return 'unsigned';
  const signer = brief(signature.signer);
  return signature.state === 'trusted' ? `signed by ${signer}` : `signature of ${signer}, not checked against a key`;
}
