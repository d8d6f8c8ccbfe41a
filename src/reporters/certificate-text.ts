import type { Signer } from '../certificate/certificate-check.ts';
import type { Certification } from '../certificate/certification.ts';
import { visibleText } from './visible-text.ts';

/** One line: what is certified, for whom, on what evidence, by whom and until when. */
export function certificateText(certification: Certification, signer: Signer): string {
  const { provider, run, contractSet, expiresAt } = certification;
  const parts = [
    `${provider.name} is ${provider.verdict}: ${countsText(certification)}`,
    ...absentText(certification),
    ...waiverText(certification),
    ...ownText(certification),
    evidenceText(certification),
    `seed ${run.seed}`,
    `run ended ${run.finishedAt}${run.interrupted ? ', interrupted' : ''}`,
    `source ${digestText(provider.digest)}`,
    `contract set ${contractSet.version} ${digestText(contractSet.digest)}`,
    ...(provider.resources.leaked > 0 ? [`${provider.resources.leaked} resources leaked`] : []),
    `signed by ${signer.kind === 'key' ? `key ${signer.id.slice(0, digitsShown)}` : signer.id}`,
    `until ${expiresAt}`,
  ];
  return visibleText(parts.join('; '));
}

/** Every kind of outcome that there is, so that nothing which was left out goes unsaid. */
function countsText({ outcomes }: Certification): string {
  const weak = outcomes.filter((outcome) => outcome.weak !== undefined).length;
  const texts = kinds.flatMap(([kind, text]) => {
    const count = outcomes.filter(({ outcome }) => outcome === kind).length;
    return count === 0 ? [] : [`${count} ${text}${kind === 'pass' && weak > 0 ? ` (${weak} weak)` : ''}`];
  });
  return `${texts.join(', ')} of ${outcomes.length} contracts`;
}

const kinds = [
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['flaky', 'flaky'],
  ['inconclusive', 'inconclusive'],
  ['not-run', 'not run'],
  ['skip', 'skipped'],
] as const;

function absentText({ provider }: Certification): readonly string[] {
  const absent = Object.entries(provider.capabilities).flatMap(([name, declared]) => (declared ? [] : [name]));
  return absent.length === 0 ? [] : [`without ${absent.join(', ')}`];
}

function waiverText({ outcomes }: Certification): readonly string[] {
  const waived = outcomes.flatMap(({ contract, waiver }) => (waiver ? [`${contract} by ${waiver.owner}`] : []));
  return waived.length === 0 ? [] : [`waived: ${waived.join(', ')}`];
}

/** No set has them, so nobody but the provider says what they promise. */
function ownText({ outcomes, contractSet }: Certification): readonly string[] {
  const own = outcomes.filter(({ contract }) => !contractSet.ids.includes(contract));
  return own.length === 0 ? [] : [`${own.length} contracts are the provider's own`];
}

/** How many outcomes come from where. */
function evidenceText({ testbeds, outcomes }: Certification): string {
  const texts = testbeds.map(({ name, fidelity }, place) => {
    const isHere = ({ testbed = testbeds[0]?.name }: { readonly testbed?: string | undefined }) => testbed === name;
    const count = outcomes.filter((outcome) => isHere(outcome) && outcome.outcome !== 'skip').length;
    const where = name === fidelity ? fidelity : `${fidelity} (${name})`;
    return testbeds.length === 1 && place === 0 ? where : `${where} ${count}`;
  });
  return `evidence ${texts.join(', ')}`;
}

const digitsShown = 12;

function digestText(digest: string): string {
  return digest.slice(0, 'sha256:'.length + digitsShown);
}
