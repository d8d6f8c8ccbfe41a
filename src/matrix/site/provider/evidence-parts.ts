import type { Outcome } from '../../../engine/report.ts';
import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { CellEvidence, MatrixProvider } from '../../matrix.ts';
import { brief, shortened } from '../parts/brief.ts';
import { type Fact, facts } from '../parts/facts.ts';
import { fidelityChip, signatureText } from '../parts/provenance.ts';
import { dayText } from '../parts/time-text.ts';
import { webLink } from '../parts/web-link.ts';
import { counterexampleParts } from './counterexample-parts.ts';

/** What one run says of a contract, and what that rests on. */
export function evidenceParts(provider: MatrixProvider, evidence: CellEvidence): readonly XmlNode[] {
  const { outcome } = evidence;
  return [
    facts([
      ['Outcome', outcomeText(outcome)],
      ...weakFact(outcome),
      ['Seen on', placeText(evidence)],
      ['Run', runText(provider, evidence)],
      ['Signature', signatureText(evidence.signature)],
      ['Looked at', workText(outcome)],
      ...missingFact(outcome),
    ]),
    ...waiverParts(outcome),
    ...(outcome.counterexample ? counterexampleParts(outcome.counterexample) : []),
  ];
}

function outcomeText({ outcome, reason }: Outcome): string {
  return reason ? `${outcome}: ${reason.code}, ${shortened(reason.text)}` : outcome;
}

function weakFact({ weak }: Outcome): readonly Fact[] {
  return weak === undefined ? [] : [['Weak', shortened(weak)]];
}

function placeText({ testbed, fidelity }: CellEvidence): XmlNode {
  return element('span', {}, brief(testbed), fidelityChip(fidelity));
}

function runText({ runs }: MatrixProvider, { run, finishedAt, freshness }: CellEvidence): string {
  const told = runs[run];
  const file = told ? `, from ${brief(told.file)}` : '';
  const age = freshness === 'fresh' ? '' : ` (${freshness})`;
  return `${dayText(finishedAt)} UTC${age}${file}`;
}

function workText({ cases, steps, seed, timing }: Outcome): string {
  const { p50Ms, p95Ms } = timing;
  return `${cases} cases, ${steps} steps, seed ${seed}; half of the cases within ${inMs(p50Ms)}, 95 % within ${inMs(p95Ms)}`;
}

function inMs(value: number): string {
  return `${Number(value.toPrecision(3))} ms`;
}

function missingFact({ missing }: Outcome): readonly Fact[] {
  return missing && missing.length > 0 ? [['Not written yet', missing.map(brief).join(', ')]] : [];
}

const waiverTexts = {
  applied: 'Waived: it fails, and somebody answers for it.',
  needless: 'The waiver is needless: the contract passes.',
  expired: 'The waiver has expired: the failure counts.',
} as const;

function waiverParts({ waiver }: Outcome): readonly XmlNode[] {
  if (!waiver) return [];
  return [
    element(
      'div',
      { class: 'note' },
      element('p', {}, element('strong', {}, waiverTexts[waiver.state])),
      facts([
        ['Owner', brief(waiver.owner)],
        ['Why', shortened(waiver.reason)],
        ['Worked on at', webLink(waiver.link)],
        ['Until', brief(waiver.expires)],
      ]),
    ),
  ];
}
