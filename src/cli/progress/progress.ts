import type { CertifyEvent } from '../../engine/certify-options.ts';
import type { Subject } from '../../engine/subject.ts';
import { canRewrite, type Terminal } from '../terminal.ts';
import { liveProgress } from './live-progress.ts';
import { plainProgress } from './plain-progress.ts';

/** Tells a person what a run is doing. Never touches stdout. */
export interface Progress {
  onEvent(event: CertifyEvent, subject: Subject): void;
  /** Shows a line of its own, now. */
  say(line: string): void;
  /** Takes away what was only for the moment. */
  end(): void;
}

/** A line that is rewritten in place where a person can see that; plain lines elsewhere. */
export function createProgress({ stderr, env }: Terminal): Progress {
  return canRewrite(stderr, env) ? liveProgress(stderr, () => performance.now()) : plainProgress(stderr);
}
