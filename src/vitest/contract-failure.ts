import picocolors from 'picocolors';
import type { Contract } from '../contracts/contract.ts';
import type { Outcome } from '../engine/report.ts';
import { counterexampleLines } from '../reporters/terminal-failure.ts';
import { visibleText } from '../reporters/visible-text.ts';

/** A promise that was not kept. Its message is the whole story, so it has no stack to lead away from it. */
export class ContractFailure extends Error {
  override readonly name = 'ContractFailure';

  constructor(message: string) {
    super(message);
    this.stack = `${this.name}: ${message}`;
  }
}

/** What was promised, the shortest program that breaks it, and how to see it again. */
export function failureText({ id, statement }: Contract, outcome: Outcome, replay: string): string {
  const { outcome: kind, reason, missing, counterexample, seed } = outcome;
  const head = [kind === 'fail' ? id : `${id} is ${kind}`, statement, `seed ${seed}`];
  if (missing) return [...head, visibleText(`it waits for what is not written yet: ${missing.join(', ')}`)].join('\n');
  return [
    ...head,
    ...(reason ? [visibleText(`${reason.code}: ${reason.text}`)] : []),
    ...(counterexample ? counterexampleLines({ ...counterexample, replay }, picocolors.createColors(false)) : []),
  ].join('\n');
}
