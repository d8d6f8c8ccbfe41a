import type { ProviderCall } from '../provider-call.ts';
import type { Finding, Oracle } from './oracle.ts';

const windowMs = 60_000;
const callsMax = 1_000;

/** Calls stay within bounds, and a time to wait is waited. */
export const boundedCalls: Oracle = {
  id: 'I11',
  title: 'bounded calls',
  statement: `There are at most ${callsMax} calls in any minute, and no call of an operation before the time that its last refusal asked to wait.`,
  kind: 'safety',
  watch: ({ calls, nowMs }) => {
    const told = new Set<ProviderCall>();
    let ended = 0;
    let oldest = 0;
    return {
      onCall: (call) => {
        // Calls before this one have all been looked at: only those that ended late are still open.
        for (; ended < calls.length && calls[ended] !== call; ended += 1) told.add(calls[ended] as ProviderCall);
        for (const each of told) {
          const waitMs = each.outcome?.did === 'failed' ? each.outcome.retryAfterMs : undefined;
          const untilMs = (each.endedMs ?? 0) + (waitMs ?? 0);
          const isOver = each.outcome !== undefined && (waitMs === undefined || untilMs <= nowMs());
          if (isOver || each.life !== call.life) told.delete(each);
          else if (waitMs !== undefined && each.operation === call.operation)
            return impatient(call, waitMs, nowMs() - (each.endedMs ?? 0));
        }
        while ((calls[oldest]?.beganMs ?? nowMs()) <= nowMs() - windowMs) oldest += 1;
        const count = calls.length - oldest;
        if (count <= callsMax) return undefined;
        return { signature: 'storm', message: `there were ${count} calls within a minute` };
      },
      isExercised: () => calls.length > 0,
    };
  },
};

function impatient({ operation }: ProviderCall, waitMs: number, waitedMs: number): Finding {
  return {
    signature: 'impatient',
    message: `the service had asked to wait ${waitMs / 1_000} s before the next ${operation}, which came after ${waitedMs / 1_000} s`,
  };
}
