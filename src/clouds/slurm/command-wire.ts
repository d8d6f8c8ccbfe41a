import type { Clock, Exec } from '../../provider/context.ts';
import type { TranscriptRecorder } from '../../testbed/transcript-recorder.ts';
import { createExecWire } from '../../testbed/wire/exec-wire.ts';
import { classify } from './classify.ts';
import { connectionLost, createNativeErrors, nativeErrors, unknownState } from './native-errors.ts';

export interface WireTools {
  readonly clock: Clock;
  readonly transcript: TranscriptRecorder;
}

/** Real commands of SLURM, with what may go wrong on their way in front of them. */
export function commandWire(exec: Exec, tools: WireTools): ReturnType<typeof createExecWire> {
  const nativeError = createNativeErrors(0);
  return createExecWire({ exec, classify, nativeError, connectionLost, unknownState, nativeErrors }, tools);
}
