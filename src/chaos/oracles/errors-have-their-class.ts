import type { ProviderErrorCode } from '../../provider/provider-error.ts';
import type { Fault, FaultKind, NativeErrorKind } from '../../testbed/fault.ts';
import { nativeErrorCodes } from '../../testbed/native-error-codes.ts';
import type { Exchange } from '../../testbed/wire/exchanges.ts';
import type { ProviderCall } from '../provider-call.ts';
import type { Finding, Oracle } from './oracle.ts';

/** What the service says is passed on as what it is. */
export const errorsHaveTheirClass: Oracle = {
  id: 'I09',
  title: 'errors have their class',
  statement:
    'What a provider throws is in the taxonomy, in the class of what the service answered; a write that may have taken effect is said to be unclear, and a read that failed is not answered.',
  kind: 'safety',
  watch: () => {
    let isExercised = false;
    return {
      onAnswer: (call) => {
        const codes = codesOf(call);
        isExercised ||= codes !== undefined;
        return call.outcome?.did === 'failed' ? misnamed(call, codes) : swallowed(call);
      },
      isExercised: () => isExercised,
    };
  },
};

/** No adapter has to wait longer than this for an answer. */
const patienceMinMs = 5_000;

function misnamed(call: ProviderCall, codes: ReadonlySet<string> | undefined): Finding | undefined {
  const { outcome, operation, exchanges, beganMs, endedMs = beganMs } = call;
  if (outcome?.did !== 'failed') return undefined;
  const threw = `its ${operation} threw ${outcome.code}`;
  if (outcome.code === 'not-a-provider-error')
    return { signature: 'no-class', message: `its ${operation} threw what is no ProviderError` };
  // Whoever has given up by then knows of no answer.
  const hasGivenUp = outcome.code === 'PROVIDER_UNAVAILABLE' && endedMs - beganMs >= patienceMinMs;
  if (codes !== undefined && !codes.has(outcome.code) && !hasGivenUp)
    return {
      signature: 'wrong-class',
      message: `${threw}, and what the service had said is ${[...codes].join(' or ')}`,
    };
  const write = exchanges.findLast(({ read }) => !read);
  if (outcome.code !== 'PROVIDER_UNAVAILABLE' || outcome.ambiguous || !write || !isUnclear(write)) return undefined;
  return { signature: 'called-clear', message: `${threw} as if nothing had been done, which nobody can know` };
}

/** A retry that had an answer may hide what failed before it. */
function swallowed({ operation, exchanges }: ProviderCall): Finding | undefined {
  if (operation !== 'list' && operation !== 'get') return undefined;
  const last = exchanges.at(-1);
  const meaning = last && meaningOf(last);
  if (meaning === undefined || meaning === 'success' || meaning.includes('NOT_FOUND')) return undefined;
  return {
    signature: 'swallowed',
    message: `its ${operation} was answered, although the service had failed to answer`,
  };
}

/**
 * The codes that a call may throw: those of all that has failed in it. Undefined where something in it could be anything, and
 * where it ended with an answer, from which the provider may have concluded something of its own.
 */
function codesOf({ exchanges }: ProviderCall): ReadonlySet<string> | undefined {
  const meanings = exchanges.map(meaningOf);
  if (meanings.includes(undefined) || meanings.at(-1) === 'success') return undefined;
  const codes = new Set(meanings.flatMap((meaning) => (meaning === 'success' ? [] : (meaning ?? []))));
  return codes.size === 0 ? undefined : codes;
}

type Meaning = readonly ProviderErrorCode[] | 'success' | undefined;

/** What was done to a call says more than what it answered. */
function meaningOf({ faults, answer }: Exchange): Meaning {
  if (answer === 'nothing') return nativeErrorCodes.unavailable;
  const [harm] = faults.flatMap((fault) => harmOf(fault) ?? []);
  const natural = answer === 'success' || answer === 'unclear' ? undefined : nativeErrorCodes[answer];
  if (harm !== undefined) return [...nativeErrorCodes[harm], ...(harm === 'unknown' ? (natural ?? []) : [])];
  return answer === 'success' ? 'success' : natural;
}

function harmOf(fault: Fault): NativeErrorKind | undefined {
  return fault.kind === 'native-error' ? fault.error : harms[fault.kind];
}

/** What a fault makes of an answer, whatever the answer was. An answer that cannot be read may be told by its status. */
const harms: Readonly<Partial<Record<FaultKind, NativeErrorKind>>> = {
  throttle: 'rate-limit',
  'error-after-success': 'unavailable',
  'repeated-page-token': 'unavailable',
  'partial-batch': 'unavailable',
  'connection-reset': 'unknown',
  truncated: 'unknown',
  malformed: 'unknown',
};

/** A write that has reached the service, perhaps, and of which nothing readable came back. */
function isUnclear({ faults, answer }: Exchange): boolean {
  return answer === 'nothing' || faults.some(({ kind }) => kind === 'error-after-success');
}
