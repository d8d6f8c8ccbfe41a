import { relative, resolve } from 'node:path';
import type { ChaosReport } from '../../chaos/chaos-report.ts';
import { labelOf } from '../../chaos/control-plane-subject.ts';
import type { ChaosFailure, FoundFailure } from '../../chaos/explore.ts';
import { assayVersion } from '../../engine/assay-version.ts';
import { writeWholeFile } from '../../engine/files/whole-file.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { openChaosLanes } from '../chaos-lanes.ts';
import { museumArgument } from '../chaos-museum.ts';
import { type ChaosPlan, planChaos } from '../chaos-plan.ts';
import { exitCodes } from '../exit-code.ts';
import type { ChaosFlags } from '../flags/chaos-flags.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { createProgress } from '../progress/progress.ts';
import type { Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import { writeChaosReports } from '../write-chaos-reports.ts';

/** `assay chaos`: shakes a control plane, tells its story, writes the report, and gives the exit code. */
export async function chaosCommand(
  what: string | undefined,
  flags: ChaosFlags,
  terminal: Terminal,
  services: Services,
): Promise<number> {
  if (what === museumArgument) return (await import('./museum.ts')).museumCommand(flags, terminal, services);
  const plan = await planChaos(what, flags, terminal, services);
  const progress = createProgress(terminal);
  progress.say(`assay ${assayVersion()}, seed ${plan.seed}`);
  const interrupt = listenForInterrupt((signal) => progress.say(`${signal}: ending the run; once more ends at once`));
  const beganMs = performance.now();
  const tellRuns = createMilestones((runs) =>
    progress.say(plan.crashes === undefined ? `${runs} of ${plan.runs} runs` : `${runs} crash points`),
  );
  try {
    const { experiment, crashes, museum, host, seed, runs, checksDeterminism } = plan;
    const report = await services.shake({
      ...{ ...host, seed, runs, checksDeterminism, signal: interrupt.signal },
      openLanes: (setup) => openChaosLanes(plan, setup, { cwd: terminal.cwd, signal: interrupt.signal }),
      ...(experiment && { experiment }),
      ...(crashes !== undefined && { crashes }),
      ...(museum && { museum }),
      ...(plan.controlPlane.kind !== 'reference' && { controlPlanePath: labelOf(plan.controlPlane) }),
      now: Date.now,
      isTimeUp: () => performance.now() - beganMs > plan.budgetMs,
      onRun: tellRuns,
      onFailure: (failure) => progress.say(toldAtOnce(failure)),
      keep: (failure) => keep(failure, plan, terminal),
    });
    progress.end();
    const problems = await writeAll(report, plan, terminal, performance.now() - beganMs);
    const received = interrupt.received();
    if (received) return exitCodes[received];
    return problems > 0 ? Math.max(exitCodes.inconclusive, codes[report.verdict]) : codes[report.verdict];
  } finally {
    interrupt.stop();
  }
}

/** Before it is made small, and whatever else is found. */
function toldAtOnce({ run, result: { violation } }: FoundFailure): string {
  return visibleText(`run ${run}: ${violation.oracle} was violated: ${violation.message}`);
}

const codes: Readonly<Record<ChaosReport['verdict'], number>> = {
  pass: exitCodes.fine,
  'fail-safety': exitCodes.failed,
  'fail-liveness': exitCodes.failed,
  inconclusive: exitCodes.inconclusive,
  nondeterministic: exitCodes.inconclusive,
};

async function keep(
  failure: ChaosFailure,
  { controlPlane, host, outDir }: ChaosPlan,
  { cwd }: Terminal,
): Promise<string> {
  const { storeChaosFailure } = await import('../../chaos/chaos-failure-file.ts');
  const { seed, experiment, result } = failure;
  const { oracle, signature } = result.violation;
  const file = await storeChaosFailure(resolve(cwd, outDir), {
    ...{ version: 1, kind: 'chaos', controlPlane, provider: host.providerName, testbed: host.testbed.name },
    ...{ seed, experiment, oracle, signature, digest: result.digest },
  });
  return `npx assay replay ${relative(cwd, file)}`;
}

/** Writes the report where it is kept and where it was asked for; gives how many could not be written. */
async function writeAll(report: ChaosReport, plan: ChaosPlan, terminal: Terminal, tookMs: number): Promise<number> {
  const kept = resolve(terminal.cwd, plan.outDir, 'chaos-report.json');
  const text = `${JSON.stringify(report, null, 2)}\n`;
  const problems = await writeWholeFile(kept, text).then(
    () => [],
    (error: Error) => [`the report could not be written to ${kept}: ${error.message}`],
  );
  const all = [...problems, ...(await writeChaosReports(report, plan.reporters, terminal, tookMs))];
  for (const problem of all) terminal.stderr.write(`${terminal.stderr.colors.red('assay:')} ${problem}\n`);
  return all.length;
}

const milestoneMs = 5_000;

/** Tells every few seconds how far it is. */
function createMilestones(say: (runs: number) => void): (runs: number) => void {
  let toldMs = performance.now();
  return (runs) => {
    if (performance.now() - toldMs < milestoneMs) return;
    toldMs = performance.now();
    say(runs);
  };
}
