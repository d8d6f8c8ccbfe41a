import type { DescribeContract } from './describe-contract.ts';
import type { TextStyle } from './text-style.ts';

/** How the terminal report looks, and what it says of contracts beyond their ids. */
export interface TerminalStyle extends TextStyle {
  readonly describe: DescribeContract;
}
