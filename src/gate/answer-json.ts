import type { GateAnswer, GateReason } from './gate-answer.ts';
import type { GateQuestion } from './gate-question.ts';
import { reasonText } from './reason-text.ts';

/** An answer for programs: every reason with its code, and in words. */
export interface GateAnswerJson extends Omit<GateAnswer, ReasonList> {
  readonly schemaVersion: 1;
  readonly question: Omit<GateQuestion, 'contracts'>;
  readonly against: readonly ToldReason[];
  readonly open: readonly ToldReason[];
  readonly notes: readonly ToldReason[];
}

type ReasonList = 'against' | 'open' | 'notes';

type ToldReason = GateReason & { readonly text: string };

export function answerJson({ contracts: _known, ...question }: GateQuestion, answer: GateAnswer): GateAnswerJson {
  const { against, open, notes } = answer;
  const told = (reasons: readonly GateReason[]) => reasons.map((reason) => ({ ...reason, text: reasonText(reason) }));
  return { schemaVersion: 1, question, ...answer, against: told(against), open: told(open), notes: told(notes) };
}
