import { UsageError } from '../usage-error.ts';

/** The flags of `chaos` as they were typed. */
export interface ChaosFlags {
  readonly controlPlane?: string;
  readonly turnLimit?: string;
  readonly all?: boolean;
  readonly testbed?: string;
  readonly image?: string;
  readonly promote?: string | true;
  readonly seed?: string;
  readonly seeds?: string;
  readonly budget?: string;
  readonly workers?: string;
  readonly shard?: string;
  /** Without a number it is true. */
  readonly exhaustive?: string | true;
  readonly checkDeterminism?: boolean;
  readonly reporter: readonly string[];
  readonly out: string;
  /** Gone: what they are called now is told. */
  readonly runs?: string;
  readonly experiment?: string;
}

/** Whoever remembers how it was is told how it is. */
export function mustBeCurrent({ runs, experiment }: ChaosFlags): void {
  if (runs !== undefined) throw new UsageError(`--runs is no flag of chaos: write --seeds ${runs}`);
  if (experiment !== undefined) {
    throw new UsageError(`--experiment is no flag of chaos: write assay chaos ${experiment}`);
  }
}
