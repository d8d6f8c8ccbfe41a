import { capabilityNames } from '../../../provider/capability.ts';
import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { MatrixProvider } from '../../matrix.ts';
import { brief } from '../parts/brief.ts';
import { facts } from '../parts/facts.ts';
import { ageText, byFidelity, fidelityWords, signatureText } from '../parts/provenance.ts';
import { shownState, statesBySeverity, stateWords } from '../parts/shown-state.ts';

/** What is certified, in a sentence, and what that rests on. */
export function providerFacts(provider: MatrixProvider): readonly XmlNode[] {
  const { name, slug, verdict, capabilities } = provider;
  const declared = capabilityNames.filter((each) => capabilities[each]);
  const absent = capabilityNames.filter((each) => !capabilities[each]);
  return [
    element('p', { class: `verdict ${verdict}` }, `${verdict}: ${countsText(provider)}`),
    element('p', {}, element('img', { src: `../badges/${slug}.svg`, alt: `badge of ${brief(name)}: ${verdict}` })),
    facts([
      ['Tier', provider.tier],
      ['Version', provider.version === undefined ? 'not told' : brief(provider.version)],
      ['Source', element('code', {}, brief(provider.digest))],
      [
        'Contract set',
        element('code', {}, `${brief(provider.contractSet.version)} ${brief(provider.contractSet.digest)}`),
      ],
      ['Evidence', evidenceText(provider)],
      ['Signed', signersText(provider)],
      ['Declares', declared.join(', ') || 'no capability'],
      ['Does not declare', absent.join(', ') || 'every capability is declared'],
    ]),
  ];
}

function countsText({ cells }: MatrixProvider): string {
  const counts = Map.groupBy(cells, shownState);
  const texts = statesBySeverity.toReversed().flatMap((state) => {
    const count = counts.get(state)?.length ?? 0;
    return count > 0 ? [`${count} ${stateWords[state].word}`] : [];
  });
  return `${texts.join(', ')} of ${cells.length} contracts`;
}

function evidenceText({ cells }: MatrixProvider): string {
  const evidence = cells.flatMap((cell) => cell.evidence ?? []);
  if (evidence.length === 0) return 'none';
  const places = byFidelity(evidence.map(({ fidelity }) => fidelity)).map((each) => fidelityWords[each].meaning);
  return `${places.join('; ')}. Age: ${ageText(evidence.map(({ ageDays }) => ageDays))}.`;
}

function signersText({ cells }: MatrixProvider): string {
  const texts = new Set(cells.flatMap(({ evidence }) => (evidence ? signatureText(evidence.signature) : [])));
  return [...texts].slice(0, signersMax).join('; ') || 'nothing to sign';
}

const signersMax = 5;
