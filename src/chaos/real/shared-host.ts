import type { Journal } from '../../engine/journal/journal.ts';

/** A host that others use too, such as the Docker engine of this machine. */
export interface SharedHost {
  /** Everything that is made there carries it. */
  readonly runId: string;
  /** Settings of its testbed, from `--image` and the like. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whatever is made or changed there is written down before. */
  readonly journal: Journal;
}
