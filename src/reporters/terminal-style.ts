import type { Colors } from 'picocolors/types.js';

/** How the terminal report looks, and what it says of contracts beyond their ids. */
export interface TerminalStyle {
  readonly colors: Colors;
  /** Title and statement of a contract; undefined for one that came with its provider. */
  readonly describe: (contract: string) => { readonly title: string; readonly statement: string } | undefined;
}
