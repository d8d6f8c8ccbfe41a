import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloud } from '../scripts/torture/start-cloud.ts';
import { dockerOrbstack } from '../src/clouds/docker/testbed.ts';
import { journalPath } from '../src/engine/journal/journal-path.ts';
import { openWorker } from '../src/engine/open-worker.ts';
import { redactorFor } from '../src/engine/redact/redactor-for.ts';
import { type Environment, looksSecret } from '../src/engine/redact/secrets-of-environment.ts';
import { runLimits } from '../src/engine/run-limits.ts';
import { startWorker, type WorkerProcess } from '../src/engine/worker-process.ts';
import { alternate, type Measurement } from './measure.ts';

/** Measurements, and one sentence for each that could not be made. */
export interface SafetyOverhead {
  readonly measurements: readonly Measurement[];
  readonly skipped: readonly string[];
}

const rounds = 5;
const seed = 42;
/** They make, look and end: what a journal has to write down, and what a redactor has to read. */
const contracts = ['launch.visible', 'volumes.outlives-instance', 'observe.get-list-agree', 'terminate.idempotent'];
const subject = { kind: 'registered', name: 'orbstack' } as const;

/** What the journal and the redactor cost a step, on worlds where they are needed. */
export async function safetyOverhead(image: string): Promise<SafetyOverhead> {
  const cloud = await startCloud(seed, []);
  try {
    const served = await measureOn('served', { url: cloud.url });
    const missing = await dockerOrbstack.probe({ image });
    if (missing !== null) return { measurements: [served], skipped: [`the docker testbed was skipped: ${missing}`] };
    return { measurements: [served, await measureOn('docker', { image })], skipped: [] };
  } finally {
    cloud.end();
  }
}

/** The same contracts by the same seeds in two workers, in turn. */
async function measureOn(testbed: string, settings: Readonly<Record<string, string>>): Promise<Measurement> {
  const outDir = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  const bare = await open({ testbed, settings, runId: 'bench-bare', env: environmentWithoutSecrets() });
  const journal = journalPath(outDir, 'bench-safe', subject);
  const safe = await open({ testbed, settings, runId: 'bench-safe', env: environmentWithSecrets(), journal });
  const [baseline, ours] = await alternate(rounds, [() => millisPerStep(bare), () => millisPerStep(safe)]);
  for (const worker of [bare, safe]) await close(worker);
  rmSync(outDir, { recursive: true });
  return {
    what: `journal and redactor, a step on ${testbed}`,
    unit: 'ms',
    baseline,
    ours,
    goal: { kind: 'ratio', atMost: 1.2 },
  };
}

/** Nothing switches a redactor off; it is idle where it knows of no secret. */
function environmentWithoutSecrets(): Environment {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !looksSecret(name)));
  if (redactorFor(env, {}).lengthMax > 0) throw new Error('a variable here holds a URL with a password: unset it');
  return env;
}

/** A token, a key in lines and a service account: what a run against a paid account has. */
function environmentWithSecrets(): Environment {
  const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';
  const pem = `-----BEGIN PRIVATE KEY-----\n${`${line}\n`.repeat(26)}-----END PRIVATE KEY-----`;
  return {
    ...environmentWithoutSecrets(),
    BENCH_API_TOKEN: 'tok-4f1c9a7be2d04c36a8',
    BENCH_PRIVATE_KEY: pem,
    BENCH_CREDENTIALS: JSON.stringify({ type: 'service_account', private_key: pem, id: '8f14e45fceea167a' }),
  };
}

interface Opening {
  readonly testbed: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly runId: string;
  readonly env: Environment;
  readonly journal?: string;
}

async function open(opening: Opening): Promise<WorkerProcess> {
  const workerUrl = new URL('../dist/cli/worker.js', import.meta.url);
  const options = { ...opening, seed, runs: 1, workerUrl, limits: runLimits() };
  const opened = await openWorker(startWorker({ ...options, subject }), subject, options);
  if ('problem' in opened) throw new Error(opened.problem.message);
  return opened.worker;
}

const limits = { stallMs: 60_000, deadlineMs: 10 * 60_000 };

async function millisPerStep(worker: WorkerProcess): Promise<number> {
  let steps = 0;
  const startedMs = performance.now();
  for (const id of contracts) {
    const answer = await worker.ask({ type: 'contract', id, stored: [] }, ['outcome', 'problem'], limits);
    if (!('outcome' in answer) || answer.outcome.outcome !== 'pass')
      throw new Error(`${id}: ${JSON.stringify(answer)}`);
    steps += answer.outcome.steps;
  }
  return (performance.now() - startedMs) / steps;
}

async function close(worker: WorkerProcess): Promise<void> {
  await worker.ask({ type: 'close' }, ['closed', 'problem'], limits);
  await worker.end();
}
