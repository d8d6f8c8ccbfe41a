import { basename } from 'node:path';
import type { Colors } from 'picocolors/types.js';
import type { AskedControlPlane, GateAnswer, GateBasis, GateReason } from '../gate/gate-answer.ts';
import type { GateQuestion, Needs } from '../gate/gate-question.ts';
import { reasonText } from '../gate/reason-text.ts';
import { visibleText } from './visible-text.ts';

/** The answer in one line, and beneath it every reason and what it rests on. */
export function renderGate(question: GateQuestion, answer: GateAnswer, colors: Colors): string {
  const { against, open, notes, basis } = answer;
  const paint = { yes: colors.green, no: colors.red, unknown: colors.yellow }[answer.answer];
  const lines = [
    `${paint(answer.answer)}: ${visibleText(answerText(question, answer))}`,
    ...reasonLines('against', against, question),
    ...reasonLines('not shown', open, question),
    ...basis.map((each) => line(answer.answer === 'yes' ? 'rests on' : 'looked at', basisText(each))),
    ...reasonLines('besides', notes, question),
  ];
  return `${lines.join('\n')}\n`;
}

function answerText(question: GateQuestion, { answer, against, open, controlPlane }: GateAnswer): string {
  const { provider, fidelity } = question;
  const what = needsText(question.needs, controlPlane);
  const first = (reasons: readonly GateReason[]) => reasons.slice(0, 1).map(reasonText).join('');
  switch (answer) {
    case 'yes': {
      const kept = `every promise was seen kept, ${fidelity} or closer to the real service`;
      const survived = controlPlane ? `, and it survived ${controlPlane.runs} runs of whatever they permit` : '';
      return `${provider} may run ${what}: ${kept}${survived}`;
    }
    case 'no':
      return `${provider} may not run ${what}: ${first(against)}`;
    case 'unknown':
      return `nothing shows that ${provider} may run ${what}: ${first(open)}`;
  }
}

function needsText({ capabilities, contracts }: Needs, controlPlane: AskedControlPlane | undefined): string {
  const needs = [...capabilities, ...contracts];
  const by = controlPlane ? ` under the control plane ${controlPlane.name}` : '';
  return needs.length === 0 ? `a workload${by}` : `a workload that needs ${needs.join(', ')}${by}`;
}

/** A certificate may have a hundred reasons of one kind, and they say little more than the first few. */
const shownMax = 5;

function reasonLines(label: string, reasons: readonly GateReason[], { provider }: GateQuestion): readonly string[] {
  return [...Map.groupBy(reasons, ({ code }) => code)].flatMap(([code, alike]) => {
    const shown = ownFirst(alike, provider)
      .slice(0, shownMax)
      .map((reason) => line(label, `${code}: ${reasonText(reason)}`));
    const left = alike.length - shown.length;
    return left === 0 ? shown : [...shown, line(label, `${code}: and ${left} more, which --json tells`)];
  });
}

/** Of certificates that nobody can use only their names are known, and a provider's own is called like it. */
function ownFirst(reasons: readonly GateReason[], provider: string): readonly GateReason[] {
  const isOwn = (reason: GateReason) => 'file' in reason && basename(reason.file).startsWith(`${provider}.`);
  return [...reasons.filter(isOwn), ...reasons.filter((reason) => !isOwn(reason))];
}

function basisText({ file, signer, digest, testbeds, finishedAt, expiresAt }: GateBasis): string {
  const where = testbeds.map(({ name, fidelity }) => (name === fidelity ? name : `${name} (${fidelity})`)).join(', ');
  return `${file}: ${digest} on ${where}, of ${finishedAt}, valid until ${expiresAt}, signed by ${signer.kind} ${signer.id}`;
}

function line(label: string, text: string): string {
  return `  ${label.padEnd(9)}  ${visibleText(text)}`;
}
