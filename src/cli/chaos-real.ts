import { resolve } from 'node:path';
import type { PromotionPlan } from '../chaos/real/promote-on.ts';
import type { ShakeOptions } from '../chaos/shake.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { findHost } from './chaos-host.ts';
import type { ChaosFlags } from './flags/chaos-flags.ts';
import { parsePromotionGoal } from './flags/promotion-goal.ts';
import type { Services } from './services.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { workerUrl } from './worker-url.ts';

/** What is settled of real hosts, before anything is started there. */
export interface RealPlan extends Pick<ShakeOptions, 'real'> {
  readonly promotion?: PromotionPlan;
}

/** Where what is found is tried again. */
const promotionTestbed = 'docker';

/** Decides what becomes of real hosts. Throws UsageError where one is wanted that cannot be used here. */
export async function planReal(
  flags: ChaosFlags,
  testbed: Testbed,
  { cwd, env }: Pick<Terminal, 'cwd' | 'env'>,
  services: Services,
): Promise<RealPlan> {
  const { image, promote, out } = flags;
  const settings: Readonly<Record<string, string>> = image === undefined ? {} : { image };
  const kept = {
    ...{ settings, outDir: resolve(cwd, out) },
    ...(env.ASSAY_WATCHDOG !== 'off' && { watchdog: workerUrl }),
  };
  if (testbed.isolation === 'run') {
    mustBeRepeatable(flags, testbed);
    await mustBeThere(testbed, settings);
    return { real: kept };
  }
  if (promote !== undefined) return { promotion: await planPromotion(parsePromotionGoal(promote), kept, services) };
  if (image !== undefined)
    throw new UsageError(
      '--image is for real containers: add --testbed docker, or --promote to try there what is found',
    );
  return {};
}

async function planPromotion(
  goal: PromotionPlan['goal'],
  kept: Omit<PromotionPlan, 'testbed' | 'goal'>,
  services: Services,
): Promise<PromotionPlan> {
  const { testbed } = await findHost(promotionTestbed, services);
  await mustBeThere(testbed, kept.settings);
  return { ...kept, testbed, goal };
}

function mustBeRepeatable({ checkDeterminism, promote }: ChaosFlags, { name }: Testbed): void {
  if (checkDeterminism) throw new UsageError(`--check-determinism: in real time, on ${name}, no two runs are alike`);
  if (promote !== undefined)
    throw new UsageError(`--promote is for what was found by simulation: leave out --testbed ${name}`);
}

async function mustBeThere(testbed: Testbed, settings: Readonly<Record<string, string>>): Promise<void> {
  const missing = await testbed.probe(settings);
  if (missing !== null) throw new UsageError(`the testbed ${testbed.name} cannot be used here: ${missing}`);
}
