import type { Change, OutcomeChange, ReportDiff } from '../diff/diff-schema.ts';
import type { Waiver } from '../engine/report.ts';
import { shortDigest } from '../engine/short-digest.ts';

/** A change in words: what it is, of what, and how. None of them is safe to print yet. */
export interface ChangeText {
  /** `broken`, `slower`. */
  readonly label: string;
  /** The contract or capability. */
  readonly subject: string;
  readonly text: string;
  /** The command that shows a failure again. */
  readonly replay?: string;
}

/** One change in words. */
export function changeText(change: Change): ChangeText {
  switch (change.kind) {
    case 'outcome':
      return outcomeText(change);
    case 'verdict':
      return { label: 'verdict', subject: '', text: arrow(change.before, change.after) };
    case 'leaked':
      return { label: 'leaked', subject: '', text: `${arrow(change.before, change.after)} resources` };
    case 'provider-added':
      return { label: 'added', subject: 'provider', text: change.verdict };
    case 'provider-removed':
      return { label: 'removed', subject: 'provider', text: `it was ${change.verdict}` };
    case 'contract-added':
      return { label: 'added', subject: change.contract, text: change.outcome };
    case 'contract-removed':
      return { label: 'removed', subject: change.contract, text: `it was ${change.outcome}` };
    case 'capability-lost':
      return { label: 'lost', subject: change.capability, text: 'a capability that it declared' };
    case 'capability-gained':
      return { label: 'gained', subject: change.capability, text: 'a capability that it did not declare' };
    case 'evidence':
      return { label: `${change.change} pass`, subject: change.contract, text: change.weak };
    case 'testbeds':
      return { label: 'testbed', subject: '', text: arrow(placesText(change.before), placesText(change.after)) };
    case 'timing':
      return { label: change.change, subject: change.contract, text: `${change.measure} ${movedText(change)}` };
    case 'tolerance':
      return { label: 'tolerance', subject: change.tolerance, text: `${movedText(change)} on ${change.testbed}` };
    case 'waiver':
      return { label: `waiver ${change.change}`, subject: change.contract, text: waiverText(change) };
    case 'contract-set':
      return { label: 'contract set', subject: '', text: arrow(setText(change.before), setText(change.after)) };
    case 'source':
      return { label: change.what, subject: '', text: arrow(cut(change.before), cut(change.after)) };
  }
}

/** What the diff comes to, in one line. */
export function diffSummary({ changes, before, after }: ReportDiff): string {
  if (changes.length === 0) return `nothing changed from ${before.file} to ${after.file}`;
  const count = (effect: Change['effect']) => changes.filter((change) => change.effect === effect).length;
  return `${count('worse')} for the worse, ${count('better')} for the better, ${count('neutral')} neither`;
}

function outcomeText({ change, contract, before, after, counterexample }: OutcomeChange): ChangeText {
  const label = change === 'unjudged' ? unjudgedLabels[after.outcome] : labels[change];
  const moved = arrow(before.outcome, after.outcome);
  const why = counterexample
    ? `expected ${counterexample.expected}; saw ${counterexample.actual}`
    : after.reason && `${after.reason.code}: ${after.reason.text}`;
  const text = why ? `${moved}  ${why}` : moved;
  return { label, subject: contract, text, ...(counterexample && { replay: counterexample.replay }) };
}

const labels = { broken: 'broken', shifted: 'otherwise', judged: 'now passes', mended: 'mended' } as const;

const unjudgedLabels: Readonly<Record<OutcomeChange['after']['outcome'], string>> = {
  skip: 'newly skipped',
  'not-run': 'no longer run',
  inconclusive: 'inconclusive',
  pass: 'no longer judged',
  fail: 'no longer judged',
  flaky: 'no longer judged',
};

function waiverText({ before, after }: Extract<Change, { kind: 'waiver' }>): string {
  const said = (waiver: (Waiver & { readonly state: string }) | undefined) =>
    waiver ? `${waiver.state}, ${waiver.owner} until ${waiver.expires}: ${waiver.reason} (${waiver.link})` : '';
  return before && after ? arrow(said(before), said(after)) : said(after ?? before);
}

function movedText({ beforeMs, afterMs }: { readonly beforeMs: number; readonly afterMs: number }): string {
  const percent = Math.round(((afterMs - beforeMs) / beforeMs) * 100);
  const share = beforeMs > 0 ? ` (${percent > 0 ? '+' : '−'}${Math.abs(percent)} %)` : '';
  return `${arrow(msText(beforeMs), msText(afterMs))}${share}`;
}

function msText(ms: number): string {
  return ms < 100 ? `${Math.round(ms * 10) / 10} ms` : `${Math.round(ms)} ms`;
}

function placesText(testbeds: Extract<Change, { kind: 'testbeds' }>['before']): string {
  return testbeds.map(({ name, fidelity }) => (name === fidelity ? name : `${name} (${fidelity})`)).join(' + ');
}

function setText({ version, digest }: { readonly version: string; readonly digest: string }): string {
  return `${version} ${cut(digest)}`;
}

function cut(text: string): string {
  return text.startsWith('sha256:') ? shortDigest(text) : text;
}

function arrow(before: string | number, after: string | number): string {
  return `${before} → ${after}`;
}
