import type { Clock } from '../../provider/context.ts';
import { describeError, type HostMethod } from './host-methods.ts';
import { excerpt, type ForeignCall, type ForeignLine } from './protocol.ts';
import { createTurns, type TurnOptions } from './take-turns.ts';

export interface ConversationOptions extends Omit<TurnOptions, 'next' | 'onSaid'> {
  readonly methods: ReadonlyMap<string, HostMethod>;
  readonly clock: Clock;
}

/** Asks a process, and answers what it asks meanwhile. */
export interface Conversation {
  /** Rejects where it answers with an error; never settles where it does not answer any more. */
  ask(method: string, ...params: readonly unknown[]): Promise<unknown>;
  end(): void;
}

interface Question {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export function createConversation({ methods, clock, onMisconduct, ...options }: ConversationOptions): Conversation {
  const waiting: Question[] = [];
  const asked = new Map<string | number, Question>();
  const answers: Readonly<Record<string, unknown>>[] = [];
  let asks = 0;

  const next = (): string | undefined => {
    // It gets what it waits for before it gets more to do; one that does one thing at a time gets nothing more.
    const isBusy = options.turns === 'lines' && asked.size > 0;
    const parts = answers.shift() ?? (isBusy ? undefined : nextQuestion());
    // Time stands still in its turn, so this is exact until it has spoken.
    return parts && JSON.stringify({ ...parts, nowMs: clock.now(), monotonicMs: clock.monotonic() });
  };

  const nextQuestion = (): Readonly<Record<string, unknown>> | undefined => {
    const question = waiting.shift();
    if (!question) return undefined;
    const { id, method, params } = question;
    asked.set(id, question);
    return { id, method, params };
  };

  const take = (line: ForeignLine): void => {
    if (line.says === 'calls') perform(line.call);
    if (line.says !== 'answers' && line.says !== 'fails') return;
    const question = asked.get(line.id);
    asked.delete(line.id);
    if (!question) refuseAnswer(line.id);
    else if (line.says === 'answers') question.resolve(line.result);
    else question.reject(new Error(line.message));
  };

  /** Whether its turn had ended when it spoke twice is a matter of luck: both are told in the same way. */
  const refuseAnswer = (id: string | number): void => {
    const wasAsked = typeof id === 'number' && Number.isInteger(id) && id > 0 && id <= asks - waiting.length;
    if (wasAsked) refuse('out-of-turn', `it wrote a line out of its turn: it answered ${id} again`);
    else refuse('nonsense', `it answered ${JSON.stringify(id)}, which nobody asked`);
  };

  const perform = ({ id, method, params }: ForeignCall): void => {
    const act = methods.get(method);
    if (!act) {
      const known = [...methods.keys()].join(', ');
      refuse('unknown-method', `it called ${excerpt(method)}, which is not there; known are ${known}`);
      return;
    }
    const answer = (parts: Readonly<Record<string, unknown>>): void => {
      answers.push({ id, ...parts });
      turns.speak();
    };
    act(...params).then(
      (result) => answer({ result: result ?? null }),
      (thrown) => answer({ error: describeError(thrown) }),
    );
  };

  const refuse = (signature: string, message: string): void => turns.refuse({ signature, message });

  const meanwhile = (): string => {
    const names = [...asked.values()].map(({ method }) => method);
    return names.length === 0 ? '' : `, when it was asked to ${names.join(' and ')}`;
  };

  const turns = createTurns({
    ...options,
    next,
    onSaid: (lines) => lines.forEach(take),
    onMisconduct: (what) => onMisconduct({ ...what, message: `${what.message}${meanwhile()}` }),
  });

  return {
    ask: (method, ...params) =>
      new Promise((resolve, reject) => {
        asks += 1;
        waiting.push({ id: asks, method, params, resolve, reject });
        turns.speak();
      }),
    end: turns.end,
  };
}
