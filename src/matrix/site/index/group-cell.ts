import type { Capability } from '../../../provider/capability.ts';
import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { Cell, CellEvidence, MatrixProvider } from '../../matrix.ts';
import { ageText, byFidelity, fidelityChip, freshnessOf, signatureWord } from '../parts/provenance.ts';
import { isJudged, type ShownState, shownState, statesBySeverity, stateWords } from '../parts/shown-state.ts';
import type { PlacedContract, PlacedIntent } from '../site-plan.ts';

/** What a provider came to in all contracts of an intent. */
export function intentCell(provider: MatrixProvider, { contracts, anchor }: PlacedIntent): XmlNode {
  return groupCell(cellsOf(provider, contracts), `providers/${provider.slug}.html#${anchor}`);
}

/** What it came to in all contracts about a capability; nothing but `not declared` where it has it not. */
export function capabilityCell(
  provider: MatrixProvider,
  capability: Capability,
  contracts: readonly PlacedContract[],
): XmlNode {
  if (!provider.capabilities[capability]) {
    return element('td', { 'data-state': 'unsupported' }, `${stateWords.unsupported.mark} not declared`);
  }
  const about = contracts.filter(({ contract }) => contract.requires.includes(capability));
  const [first] = about;
  if (!first) return element('td', { 'data-state': 'unknown' }, `${stateWords.unknown.mark} declared, no contract`);
  return groupCell(cellsOf(provider, about), `providers/${provider.slug}.html#${first.anchor}`);
}

function cellsOf({ cells }: MatrixProvider, contracts: readonly PlacedContract[]): readonly Cell[] {
  return contracts.flatMap(({ index }) => cells[index] ?? []);
}

function groupCell(cells: readonly Cell[], href: string): XmlNode {
  const counts = Map.groupBy(cells, shownState);
  const states = statesBySeverity.filter((state) => counts.has(state));
  const lines = states.toReversed().map((state) => countLine(state, counts.get(state)?.length ?? 0));
  const evidence = cells.filter(isJudged).flatMap((cell) => cell.conflict ?? cell.evidence ?? []);
  return element(
    'td',
    { 'data-state': states.join(' '), ...provenanceAttributes(evidence) },
    element('a', { href }, ...lines),
    ...(evidence.length > 0 ? [provenance(evidence)] : []),
  );
}

function countLine(state: ShownState, count: number): XmlNode {
  const { mark, word } = stateWords[state];
  return element('b', state === 'pass' ? {} : { class: state }, `${mark} ${count} ${word}`);
}

function provenanceAttributes(evidence: readonly CellEvidence[]): Record<string, string> {
  if (evidence.length === 0) return {};
  const fidelity = byFidelity(evidence.map((each) => each.fidelity)).join(' ');
  const freshness = freshnessOf(evidence);
  return { 'data-fidelity': fidelity, ...(freshness === 'fresh' ? {} : { 'data-age': freshness }) };
}

function provenance(evidence: readonly CellEvidence[]): XmlNode {
  const freshness = freshnessOf(evidence);
  const age = ageText(evidence.map(({ ageDays }) => ageDays));
  const signature = signatureWord(evidence.map((each) => each.signature));
  return element(
    'small',
    {},
    ...byFidelity(evidence.map((each) => each.fidelity)).map(fidelityChip),
    freshness === 'stale' ? `stale, ${age}` : age,
    element('br', {}),
    signature,
  );
}
