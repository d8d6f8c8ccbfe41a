import { relative, resolve } from 'node:path';
import type { ChaosFailureFile } from '../../chaos/chaos-failure-file.ts';
import type { ChaosReport } from '../../chaos/chaos-report.ts';
import { labelOf } from '../../chaos/control-plane-subject.ts';
import type { ChaosFailure, FoundFailure } from '../../chaos/explore.ts';
import type { SurvivedRun } from '../../chaos/first-run.ts';
import type { KeptFailure } from '../../chaos/report-of.ts';
import { assayVersion } from '../../engine/assay-version.ts';
import { writeWholeFile } from '../../engine/files/whole-file.ts';
import { shardText } from '../../engine/shard.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { chaosExitCodes } from '../chaos-exit-code.ts';
import { loadHere, openChaosLanes } from '../chaos-lanes.ts';
import { museumArgument } from '../chaos-museum.ts';
import { type ChaosPlan, planChaos } from '../chaos-plan.ts';
import { drawnFailure, drawnSurvivor } from '../drawn-run.ts';
import { exitCodes } from '../exit-code.ts';
import type { ChaosFlags } from '../flags/chaos-flags.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { keepChaosReport } from '../keep-chaos-report.ts';
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
  const interrupt = listenForInterrupt((signal) => progress.say(`${signal}: ending the run; once more ends at once`));
  // Whoever reads this may answer with a signal.
  progress.say(`assay ${assayVersion()}, seed ${plan.seed}${plan.shard ? `, shard ${shardText(plan.shard)}` : ''}`);
  const beganMs = performance.now();
  const told: ToldRuns = { failures: [], survived: undefined };
  const tellRuns = createMilestones((runs) =>
    progress.say(plan.crashes === undefined ? `${runs} of ${plan.runs} runs` : `${runs} crash points`),
  );
  try {
    const { experiment, crashes, museum, host, seed, runs, checksDeterminism, real, promotion } = plan;
    if (real)
      progress.say(
        `real time on ${host.testbed.name}: ${runs === 1 ? 'one run' : `${runs} runs`}, and nothing is shrunk`,
      );
    const shaken = await services.shake({
      ...{ ...host, seed, runs, checksDeterminism, signal: interrupt.signal },
      openLanes: (setup, shared) =>
        openChaosLanes(plan, setup, { cwd: terminal.cwd, signal: interrupt.signal, shared }),
      ...(experiment && { experiment }),
      ...(crashes !== undefined && { crashes }),
      // Of a known bug nobody looks for another.
      ...(museum && { museum, failuresMax: 1 }),
      ...(plan.shard && { shard: plan.shard }),
      ...(real && { real }),
      ...(promotion && { promotion: { ...promotion, load: () => loadHere(plan, terminal.cwd) } }),
      ...(plan.controlPlane.kind !== 'reference' && { controlPlanePath: labelOf(plan.controlPlane) }),
      now: Date.now,
      isTimeUp: () => performance.now() - beganMs > plan.budgetMs,
      onRun: tellRuns,
      onFailure: (failure) => progress.say(toldAtOnce(failure)),
      keep: (failure, story) => {
        told.failures.push(failure);
        return keep(failure, story, plan, terminal);
      },
      ...(plan.reporters.some(({ name }) => name === 'html' || name === 'svg') && {
        onSurvived: (run: SurvivedRun) => {
          told.survived = run;
        },
      }),
    });
    progress.end();
    // The catalogue takes a while to load, and nobody needs it before.
    const report: ChaosReport = { ...shaken, contractSet: await contractSetHere(services) };
    const problems = await writeAll(report, told, plan, terminal, performance.now() - beganMs);
    // What is left goes on, whatever else this came to.
    if ((report.leaked ?? []).length > 0) return exitCodes.leaked;
    const received = interrupt.received();
    if (received) return exitCodes[received];
    const code = chaosExitCodes[report.verdict];
    return problems > 0 ? Math.max(exitCodes.inconclusive, code) : code;
  } finally {
    interrupt.stop();
  }
}

/** Of the catalogue as `assay certify` of this build has it. */
async function contractSetHere({ contractCatalogue }: Services): Promise<ChaosReport['contractSet']> {
  const { contractSetOf } = await import('../../engine/contract-set.ts');
  const { version, digest } = contractSetOf(await contractCatalogue());
  return { version, digest };
}

/** The runs that can be drawn, when the report is there. */
interface ToldRuns {
  readonly failures: ChaosFailure[];
  /** Where nothing failed, and a picture was asked for. */
  survived: SurvivedRun | undefined;
}

/** Before it is made small, and whatever else is found. */
function toldAtOnce({ run, result: { violation } }: FoundFailure): string {
  return visibleText(`run ${run}: ${violation.oracle} was violated: ${violation.message}`);
}

async function keep(
  failure: ChaosFailure,
  story: readonly string[],
  { controlPlane, host, real, outDir }: ChaosPlan,
  { cwd }: Terminal,
): Promise<KeptFailure> {
  const { storeChaosFailure } = await import('../../chaos/chaos-failure-file.ts');
  const { seed, experiment, result } = failure;
  const { oracle, signature, message } = result.violation;
  const file: ChaosFailureFile = {
    ...{ version: 1, kind: 'chaos', controlPlane, provider: host.providerName, testbed: host.testbed.name },
    ...(real && { settings: real.settings }),
    ...{ seed, experiment, oracle, signature, digest: result.digest },
  };
  const stored = await storeChaosFailure(resolve(cwd, outDir), { failure: file, message, story }, cwd);
  const path = (of: string) => relative(cwd, of);
  const page = path(stored.failure.replace(/json$/, 'html'));
  const emitted = { experiment: path(stored.experiment), test: path(stored.test), page };
  return { replay: `npx assay replay ${relative(cwd, stored.failure)}`, emitted };
}

/** Writes the report where it is kept and where it was asked for; gives how many could not be written. */
async function writeAll(
  report: ChaosReport,
  { failures, survived }: ToldRuns,
  plan: ChaosPlan,
  terminal: Terminal,
  tookMs: number,
): Promise<number> {
  const problems: string[] = [...(await keepChaosReport(report, resolve(terminal.cwd, plan.outDir)))];
  const pages = failures.map((failure) => drawnFailure(report, failure));
  for (const [index, failure] of report.failures.entries()) {
    const each = pages[index];
    if (!each) break;
    const { renderChaosHtml } = await import('../../reporters/chaos-html.ts');
    const page = resolve(terminal.cwd, failure.emitted.page);
    await writeWholeFile(page, renderChaosHtml(report, { ...each, failure })).catch((error: Error) => {
      problems.push(`the page could not be written to ${page}: ${error.message}`);
    });
  }
  const drawn = pages[0] ?? (survived && drawnSurvivor(report, survived));
  const all = [...problems, ...(await writeChaosReports({ report, tookMs, drawn }, plan.reporters, terminal))];
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
