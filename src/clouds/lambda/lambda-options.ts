import type { Random } from '../../provider/context.ts';
import { between, oneIn } from '../../testbed/draw.ts';
import { type Quirks, realQuirks } from './quirks.ts';

/** How a simulated Lambda Cloud behaves. Times are milliseconds of the world's clock. */
export interface LambdaOptions {
  readonly quirks: Quirks;
  /** From the launch to `active`: without a GPU, with one, and with more. */
  readonly bootMs: number;
  readonly bootOneGpuMs: number;
  readonly bootManyGpusMs: number;
  /** From the accepted terminate to gone. */
  readonly terminateMs: number;
  /** How long what is gone is still shown as `terminated`, to a look by its id. */
  readonly tombstoneMs: number;
  /** How long a new instance is in no list, and a 404. */
  readonly hiddenMs: number;
  /** A launch answers between these after it has made the instance. */
  readonly launchMinMs: number;
  readonly launchMaxMs: number;
  /** Of so many launches one fails and creates all the same. */
  readonly oneLaunchFailsOf: number;
  /** Items on one page of a list; 1.8.3 knows no pages, 1.10 may. */
  readonly pageSize: number;
  /** Live instances beyond this are refused with `global/quota-exceeded`. */
  readonly instancesMax: number;
  readonly fileSystemsMax: number;
  readonly regions: readonly string[];
  /** Whether every answer is compared with the published shapes, and one that differs is thrown. */
  readonly checksShapes: boolean;
}

/** Complete options: what the caller fixed, and for the rest the manners of one particular account, drawn by seed. */
export function resolveOptions({ quirks, ...given }: LambdaOptionsGiven, random: Random): LambdaOptions {
  return {
    quirks: { ...realQuirks, ...quirks },
    bootMs: between(random, 20_000, 60_000),
    bootOneGpuMs: between(random, 180_000, 300_000),
    bootManyGpusMs: between(random, 600_000, 900_000),
    terminateMs: between(random, 5_000, 120_000),
    tombstoneMs: oneIn(random, 2) ? between(random, 1_000, 20_000) : 0,
    hiddenMs: oneIn(random, 2) ? between(random, 500, 20_000) : 0,
    launchMinMs: 500,
    launchMaxMs: oneIn(random, 4) ? 40_000 : 4_000,
    oneLaunchFailsOf: 16,
    pageSize: 5,
    instancesMax: 64,
    fileSystemsMax: 24,
    regions: ['europe-central-1', 'us-east-1', 'us-midwest-1', 'us-south-1', 'us-west-1'],
    checksShapes: false,
    ...given,
  };
}

/** What a caller may fix; single quirks too. */
export type LambdaOptionsGiven = Partial<Omit<LambdaOptions, 'quirks'>> & { readonly quirks?: Partial<Quirks> };
