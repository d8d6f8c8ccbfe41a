import type { Step } from '../contracts/step.ts';
import { isClearRefusal } from '../provider/is-clear-refusal.ts';
import type { Registration } from '../provider/registration.ts';
import { cutPoint } from '../testbed/cut-point.ts';
import { type Bindings, type BoundKind, resolveName } from './bindings.ts';
import { knownPrice } from './budget/known-price.ts';
import type { CallOutcome } from './call.ts';
import type { Intent, Journal } from './journal/journal.ts';

/** Performs a step, with what it makes and ends written down: what it may make before it is asked for. */
export async function journalled(
  journal: Journal,
  bindings: Bindings,
  { usdPerHour }: Pick<Registration, 'usdPerHour'>,
  step: Step,
  perform: () => Promise<CallOutcome<unknown>>,
): Promise<CallOutcome<unknown>> {
  const asked = askedFor(step, bindings);
  const intent = asked && {
    ...asked,
    usdPerHour: knownPrice(usdPerHour, asked.kind, 'request' in step ? step.request : undefined),
  };
  const n = intent && journal.intend(intent);
  const outcome = await perform();
  if (n !== undefined) cutPoint('after-request');
  if (n !== undefined && intent) settle(journal, n, intent.kind, outcome);
  const ended = endedBy(step);
  if (ended !== undefined && outcome.outcome === 'resolved') journal.gone(resolveName(bindings, ended));
  return outcome;
}

function askedFor(step: Step, { salt }: Bindings): Omit<Intent, 'usdPerHour'> | undefined {
  switch (step.op) {
    case 'spawn':
    case 'request-spot': {
      const { idempotencyKey, region } = step.request ?? {};
      const key = typeof idempotencyKey === 'string' ? salt + idempotencyKey : null;
      return { kind: step.op === 'spawn' ? 'instance' : 'spot-ticket', key, region: textOrNull(region) };
    }
    case 'create-volume':
      return { kind: 'volume', key: null, region: textOrNull(step.request?.region) };
    case 'workflow': {
      const { key } = (step.input ?? {}) as { readonly key?: unknown };
      return { kind: 'instance', key: typeof key === 'string' ? salt + key : null, region: null };
    }
    case 'claim-warm':
      return { kind: 'warm-volume', key: null, region: textOrNull(step.request?.region) };
    case 'create-snapshot':
      return { kind: 'snapshot', key: null, region: null };
    default:
      return undefined;
  }
}

function settle(journal: Journal, n: number, kind: BoundKind, outcome: CallOutcome<unknown>): void {
  if (outcome.outcome === 'resolved') {
    const { id, instanceId } = (outcome.value ?? {}) as { readonly id?: unknown; readonly instanceId?: unknown };
    if (typeof id === 'string') journal.made(n, kind, id);
    noteOutput(journal, n, outcome.value);
    if (kind === 'spot-ticket' && typeof instanceId === 'string') journal.made(n, 'instance', instanceId);
    return;
  }
  // Only a refusal that says so is certain to have made nothing.
  const isClear = outcome.outcome === 'threw' && isClearRefusal(outcome.thrown);
  if (isClear) journal.refused(n);
}

/** What a workflow made, of which there may be several. */
function noteOutput(journal: Journal, n: number, output: unknown): void {
  const { instances, volumes } = (output ?? {}) as Readonly<Record<string, unknown>>;
  const note = (values: unknown, kind: BoundKind) => {
    if (!Array.isArray(values)) return;
    for (const { id } of values) if (typeof id === 'string') journal.made(n, kind, id);
  };
  note(instances, 'instance');
  note(volumes, 'volume');
}

function endedBy(step: Step): string | undefined {
  switch (step.op) {
    case 'terminate':
    case 'delete-snapshot':
    case 'delete-volume':
    case 'release-warm':
    case 'cancel-spot':
      return step.target;
    default:
      return undefined;
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
