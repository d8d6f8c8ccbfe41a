import { join, relative, resolve } from 'node:path';
import { assayVersion } from '../../engine/assay-version.ts';
import type { CertifyOptions, CertifyResult } from '../../engine/certify-options.ts';
import { fileSafe } from '../../engine/files/file-safe.ts';
import { passedNames } from '../../engine/passed-names.ts';
import { createRedactor, type Redactor } from '../../engine/redact/redactor.ts';
import { secretsOfEnvironment } from '../../engine/redact/secrets-of-environment.ts';
import { isLeftToAnotherShard, type Outcome, type Report } from '../../engine/report.ts';
import { digestOf } from '../../engine/sha256.ts';
import { waiverProblems } from '../../engine/waiver-problems.ts';
import { renderJson } from '../../reporters/json.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { type CertifyFlags, type CertifyPlan, planCertify } from '../certify-plan.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import type { ContractFilter } from '../flags/contract-filter.ts';
import { idleVariables } from '../idle-variables.ts';
import { type Interrupt, listenForInterrupt } from '../interrupt.ts';
import { keepReport, reportName } from '../keep-report.ts';
import { knownNames } from '../known-names.ts';
import { loadConfig } from '../load-config.ts';
import { didYouMean } from '../nearest.ts';
import { createProgress, type Progress } from '../progress/progress.ts';
import { readStoredFailures, type StoredFailures } from '../read-stored-failures.ts';
import { redactedTerminal } from '../redacted-terminal.ts';
import { rehearse } from '../rehearse.ts';
import type { Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import { type KnownNames, mustBeKnown } from '../unknown-waivers.ts';
import { UsageError } from '../usage-error.ts';
import { watchWaivers } from '../watch-waivers.ts';
import { withWaivers } from '../with-waivers.ts';
import { type Artefacts, withdrawArtefacts } from '../withdraw-artefacts.ts';
import { workerUrl } from '../worker-url.ts';
import type { WrittenCertificates } from '../write-certificates.ts';
import { writeReports } from '../write-reports.ts';
import { writtenFiles } from '../written-files.ts';

/** `assay certify`: runs the contracts, tells what happens, writes the reports, and gives the exit code. */
export async function certifyCommand(
  names: readonly string[],
  flags: CertifyFlags,
  given: Terminal,
  services: Services,
): Promise<number> {
  const config = await loadConfig(flags.config, given.cwd);
  const { cwd, env } = given;
  const plan = await planCertify(names, flags, config, { ...services, cwd, env });
  const known = await knownNames(plan, config, services, cwd);
  mustBeKnown(plan.waivers, known);
  if (await rehearse(plan, flags, given, services)) return exitCodes.fine;
  const { secrets, warnings } = secretsOfEnvironment(env, passedNames(plan.options.settings));
  const redactor = createRedactor(secrets);
  const terminal = redactedTerminal(given, redactor);
  const progress = createProgress(terminal);
  const { outDir } = plan.options;
  const interrupt = listenForInterrupt(
    (signal) => progress.say(`${signal}: cleaning up; once more ends at once`),
    () => progress.say(`ended at once; to remove what may be left: npx assay sweep --yes --out ${outDir}`),
  );
  progress.say(`assay ${assayVersion()}, seed ${plan.options.seed}`);
  const idle = await idleVariables(plan.options, services);
  if (idle.note !== undefined) progress.say(idle.note);
  const isIdle = (warning: string) => idle.names.some((name) => warning.startsWith(`${name} `));
  for (const text of warnings) if (!isIdle(text)) progress.say(text);
  try {
    return await run(plan, { terminal, services, progress, interrupt, redactor, known });
  } finally {
    interrupt.stop();
  }
}

interface Around {
  readonly terminal: Terminal;
  readonly services: Services;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
  readonly redactor: Redactor;
  readonly known: KnownNames;
}

async function run(plan: CertifyPlan, around: Around): Promise<number> {
  const { terminal, services, progress, interrupt, redactor, known } = around;
  const nothing: StoredFailures = { stored: [], unreadable: [] };
  const { stored, unreadable } = plan.playsStored
    ? await readStoredFailures(plan.options.outDir, terminal.cwd)
    : nothing;
  for (const text of unreadable) progress.say(text);
  let storedAll = true;
  const waivers = redactor.value(plan.waivers);
  const watch = watchWaivers(waivers, plan.options.subjects.length, known);
  const signal = AbortSignal.any([interrupt.signal, watch.signal]);
  const onEvent: CertifyOptions['onEvent'] = (event, subject) => {
    if (event.type === 'not-stored') storedAll = false;
    watch.onEvent(event);
    progress.onEvent(event, subject);
  };
  const judged = await services.certify({ ...plan.options, stored, signal, workerUrl, onEvent });
  progress.end();
  const refusal = watch.refusal();
  // It is known only now, and still nothing has run: there is nothing to report.
  if (refusal !== undefined && !interrupt.received()) throw new UsageError(refusal);
  const result = withWaivers(judged, waivers, known, plan.options.subjects.length);

  const { stderr } = terminal;
  const tell = (text: string) => stderr.write(`${stderr.colors.red('assay:')} ${visibleText(text)}\n`);
  for (const problem of result.problems) tell(problem.message);
  if (isEmptyShard(result))
    tell(`shard ${result.report.run.shard} has nothing to run: there are fewer contracts than shards`);
  for (const text of [...idleGlobs(plan.filter, result), ...waiverProblems(result.report)]) tell(text);
  // First of all: whoever waits for the other outputs may be gone, or never read.
  const kept = await keepReport(result.report, resolve(terminal.cwd, plan.options.outDir));
  const unwritten = [...kept, ...(await writeReports(result.report, plan.reporters, terminal, services))];
  const signed = await signIfAsked(result.report, plan, terminal.cwd);
  unwritten.push(...signed.problems);
  for (const file of signed.files) progress.say(`certificate ${relative(terminal.cwd, file)}`);
  for (const text of unwritten) tell(text);
  const artefacts = await artefactsOf(plan, result.report, signed.files);
  const withdrawn = await withdrawArtefacts(artefacts, redactor, terminal.cwd);
  for (const text of withdrawn) tell(text);
  const received = interrupt.received();
  return exitCodeOf(result, {
    outputFailed: unwritten.length > 0 || !storedAll,
    secretFound: withdrawn.length > 0,
    ...(received && { signal: received }),
  });
}

/** The report is final here, and redacted; it is signed as it was written. */
async function signIfAsked(report: Report, plan: CertifyPlan, cwd: string): Promise<WrittenCertificates> {
  if (!plan.signing) return { files: [], problems: [] };
  const { signer, lifetimeMs } = plan.signing;
  const { sealWith, writeCertificates } = await import('../write-certificates.ts');
  const folder = { outDir: resolve(cwd, plan.options.outDir), names: ['certificates'] };
  return writeCertificates(report, digestOf(renderJson(report)), { seal: sealWith(signer), lifetimeMs }, folder);
}

/** Everything that the run may have written. */
async function artefactsOf(
  { options: { outDir }, reporters }: CertifyPlan,
  report: Report,
  certificates: readonly string[],
): Promise<Artefacts> {
  const kept = [join(outDir, reportName), join(outDir, 'runs', fileSafe(report.run.id), reportName)];
  const asked = await writtenFiles(report, reporters);
  return { reports: [...kept, ...asked, ...certificates], failures: join(outDir, 'failures') };
}

/** More machines than contracts: told, because it is easily taken for a green one. */
function isEmptyShard({ report: { run, providers } }: CertifyResult): boolean {
  const outcomes = providers.flatMap((provider) => provider.outcomes);
  const isOurs = (outcome: Outcome) => outcome.outcome !== 'skip' && !isLeftToAnotherShard(run, outcome);
  return outcomes.some((outcome) => isLeftToAnotherShard(run, outcome)) && !outcomes.some(isOurs);
}

/** A glob that matches nothing is most often a slip; the contracts of the providers themselves are known only now. */
function idleGlobs(filter: ContractFilter | undefined, { report }: CertifyResult): readonly string[] {
  const ids = contractIds(report);
  if (!filter || ids.length === 0) return [];
  return filter
    .idle(ids)
    .map((glob) => `--contracts ${glob} matches no contract${didYouMean(glob, ids)}; see assay list contracts`);
}

function contractIds({ contractSet, providers }: Report): readonly string[] {
  const own = providers.flatMap(({ outcomes }) => outcomes.map(({ contract }) => contract));
  return [...new Set([...contractSet.ids, ...own])];
}
