import type { Colors } from 'picocolors/types.js';
import type { DescribeContract } from './describe-contract.ts';

/** How the terminal report looks, and what it says of contracts beyond their ids. */
export interface TerminalStyle {
  readonly colors: Colors;
  readonly describe: DescribeContract;
}
