import type { Colors } from 'picocolors/types.js';

/** What text is written for. */
export interface TextStyle {
  readonly colors: Colors;
  /** How much fits into a line; infinite where nobody looks at lines. */
  readonly columns: number;
}
