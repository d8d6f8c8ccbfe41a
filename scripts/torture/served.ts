import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canaryOwner } from '../../src/clouds/served/canary.ts';
import { createOracle, type Oracle } from '../../src/clouds/served/oracle.ts';
import type { OracleEntry } from '../../src/clouds/served/oracle-endpoint.ts';
import { cutPoints } from '../../src/testbed/cut-point.ts';
import { createRandom, deriveSeed } from '../../src/testbed/seeded-random.ts';
import type { Figures } from './figures.ts';
import { type LiveOptions, liveFor, runToEnd } from './live-for.ts';
import { startCloud } from './start-cloud.ts';

/** Of a run that dies anywhere, also while it starts; of one that dies at work, from its first line in a journal on. */
const lifeMsMax = 4_000;
const workMsMax = 2_000;
const sweepMsMax = 3_000;
/** A run that is to die at a point of its own has this long to reach it. */
const patienceMs = 60_000;
const lanes = 2;

/** One after the other, so that everything that can be left is: machines, volumes, snapshots, warm volumes, spot machines. */
const selections = ['launch.*', 'volumes.*', 'snapshots.*', 'warm-volumes.*', 'spot.*', 'terminate.*'] as const;

export interface ServedTorture {
  /** Kills at random moments; those at the enumerated points come on top. */
  readonly kills: number;
  readonly seed: number;
}

/** One way to die. */
type Death = { readonly name: string; readonly contracts: string } & (
  | { readonly at: 'moment'; readonly lifeMs: number; readonly isAtWork: boolean; readonly sweepMs: number | undefined }
  | { readonly at: 'point'; readonly fault: string }
);

type Moment = Extract<Death, { readonly at: 'moment' }>;

interface Tally {
  killed: number;
  leftByKill: number;
  sweepsKilled: number;
  readonly failures: string[];
}

/** Kills runs on a lying cloud and sweeps up after them, two at a time, each on a cloud of its own. */
export async function tortureServed({ kills, seed }: ServedTorture): Promise<Figures> {
  const deaths = [...momentsOf(kills, seed), ...pointsOf()];
  const tally: Tally = { killed: 0, leftByKill: 0, sweepsKilled: 0, failures: [] };
  let next = 0;
  const lane = async (number: number): Promise<void> => {
    const outDir = mkdtempSync(join(tmpdir(), 'assay-torture-'));
    const cloud = await startCloud(seed + number);
    const oracle = createOracle(cloud.url);
    try {
      for (let death = deaths[next++]; death; death = deaths[next++]) {
        await dieAndSweep(death, { url: cloud.url, outDir, oracle, tally });
        process.stderr.write(tally.failures.length > 0 ? 'x' : '.');
      }
    } finally {
      cloud.end();
      rmSync(outDir, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index)));
  process.stderr.write('\n');
  return tally;
}

function momentsOf(kills: number, seed: number): readonly Death[] {
  return Array.from({ length: kills }, (_, index): Death => {
    const random = createRandom(deriveSeed(seed, String(index + 1)));
    const isAtWork = index % 4 !== 0;
    const lifeMs = Math.floor(random.next() * (isAtWork ? workMsMax : lifeMsMax));
    const sweepMs = (index + 1) % 3 === 0 ? Math.floor(random.next() * sweepMsMax) : undefined;
    const contracts = selections[index % selections.length] ?? selections[0];
    return {
      at: 'moment',
      contracts,
      name: `run ${index + 1}, killed after ${lifeMs} ms${isAtWork ? ' of work' : ''}`,
      isAtWork,
      lifeMs,
      sweepMs,
    };
  });
}

/** Every point, at the first and at a later time. */
function pointsOf(): readonly Death[] {
  return cutPoints.flatMap((point) => {
    const times = point.startsWith('sweep-') ? [1] : [1, 3];
    return times.map((nth): Death => {
      const fault = `${point}:${nth}`;
      return { at: 'point', contracts: 'volumes.*', name: `killed at ${fault}`, fault };
    });
  });
}

interface Lane {
  readonly url: string;
  readonly outDir: string;
  readonly oracle: Oracle;
  readonly tally: Tally;
}

async function dieAndSweep(death: Death, { url, outDir, oracle, tally }: Lane): Promise<void> {
  const certify = ['certify', 'orbstack', '--testbed', 'served', '--url', url, '--contracts', death.contracts];
  const run = [...certify, '--runs', '2', '--no-stored', '--out', outDir];
  const sweep = ['sweep', '--yes', '--out', outDir];
  const fail = (problem: string) => tally.failures.push(`${death.name}: ${problem}`);

  const isInSweep = death.at === 'point' && death.fault.startsWith('sweep-');
  const certifyOptions =
    death.at === 'moment' ? lifeOf(death, outDir) : { ms: patienceMs, env: { ASSAY_FAULT_AT: death.fault } };
  // A sweep that is to die must have something to sweep.
  const env = { ASSAY_FAULT_AT: 'after-id-journalled' };
  const wasKilled = await liveFor(run, isInSweep ? { ms: patienceMs, env } : certifyOptions);
  if (wasKilled) tally.killed += 1;
  if (!wasKilled && death.at === 'point') fail('it never came to that point');
  if (heldIn(await oracle.entries()).length > 0) tally.leftByKill += 1;

  const sweepOptions = isInSweep ? certifyOptions : death.at === 'moment' ? msOrNone(death.sweepMs) : undefined;
  if (sweepOptions) {
    const sweepWasKilled = await liveFor(sweep, sweepOptions);
    if (sweepWasKilled) tally.sweepsKilled += 1;
    if (isInSweep && !sweepWasKilled) fail('the sweep never came to that point');
  }

  const { exitCode, text } = await runToEnd(sweep);
  const entries = await oracle.entries();
  const still = heldIn(entries);
  if (exitCode !== 0 || still.length > 0) {
    fail(`sweep ended with ${exitCode}, left ${still.map(({ id }) => id).join(', ')}: ${text}`);
  }
  const canary = entries.filter(({ owner, gone }) => owner === canaryOwner && !gone);
  if (canary.length !== 2) fail(`of the 2 things of somebody else ${canary.length} are left`);
}

function lifeOf({ lifeMs: ms, isAtWork }: Moment, outDir: string): LiveOptions {
  const folder = join(outDir, 'journal');
  // The sweep before this run has left no journal but its own folder.
  const from = () => existsSync(folder) && readdirSync(folder).length > 0;
  return isAtWork ? { ms, from } : { ms };
}

function msOrNone(ms: number | undefined): { readonly ms: number } | undefined {
  return ms === undefined ? undefined : { ms };
}

/** What is there that the canary's owner has not made. What has no owner at all is nobody's excuse. */
function heldIn(entries: readonly OracleEntry[]): readonly OracleEntry[] {
  return entries.filter(({ gone, owner }) => !gone && owner !== canaryOwner);
}
