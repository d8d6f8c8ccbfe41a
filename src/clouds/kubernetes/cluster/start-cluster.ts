import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Fetch } from '../../../provider/context.ts';
import { fetchTrusting } from '../../../testbed/fetch-trusting.ts';
import { freePorts } from '../../../testbed/free-ports.ts';
import { endOf, letGo } from '../../../testbed/guarded-child.ts';
import { type Admin, createAdmin } from './admin.ts';
import { clusterFiles } from './cluster-files.ts';
import { type ClusterPlan, placesOf } from './cluster-plan.ts';
import { type Furniture, furnish } from './furnish.ts';

/** A cluster that was started here. */
export interface Cluster {
  readonly url: string;
  /** File with who signed the certificate of its server. */
  readonly certificate: string;
  /** Trusts it. */
  readonly fetch: Fetch;
  /** Whose the namespace is. */
  readonly token: string;
  readonly admin: Admin;
  close(): Promise<void>;
}

export interface ClusterOptions extends Furniture {
  /** What its nodes can pull. */
  readonly images: readonly string[];
}

/** Beside this file: TypeScript when Assay runs from its sources. */
const guard = new URL(import.meta.url.endsWith('.ts') ? './cluster-guard.ts' : './cluster-guard.js', import.meta.url);

const startMs = 60_000;
const pauseMs = 100;
const tokenBytes = 24;

/**
 * Starts etcd, the API server, the scheduler, the controllers and kwok on free ports of the loopback, with a folder of their
 * own. They end with this process, however that ends. Rejects, with what they said, where they do not come up.
 */
export async function startCluster({ images, ...furniture }: ClusterOptions): Promise<Cluster> {
  const plan = await makePlan();
  const { url, plan: planFile, certificate } = placesOf(plan);
  const files = clusterFiles(plan, images);
  for (const [path, content] of Object.entries(files)) await writeFile(path, content, { mode: 0o600 });
  const child = spawn(process.execPath, [fileURLToPath(guard), planFile], {
    // A group of its own: a Ctrl-C is not for it.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, HOME: plan.folder },
  });
  // It may be gone before it is told to go.
  child.stdin.on('error', () => {});
  try {
    const admin = await untilReady(child, plan);
    await furnish(admin, furniture);
    letGo(child);
    const fetch = fetchTrusting(await readFile(certificate, 'utf8'));
    return { url, certificate, fetch, token: plan.tokens.user, admin, close: () => endOf(child) };
  } catch (thrown) {
    await endOf(child);
    throw thrown;
  }
}

async function makePlan(): Promise<ClusterPlan> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-kubernetes-'));
  const [etcd = 0, peers = 0, server = 0] = await freePorts(3);
  const token = () => randomBytes(tokenBytes).toString('hex');
  return { folder, ports: { etcd, peers, server }, tokens: { admin: token(), user: token() } };
}

async function untilReady(child: ChildProcess, plan: ClusterPlan): Promise<Admin> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const { certificate } = placesOf(plan);
  for (let waitedMs = 0; waitedMs < startMs; waitedMs += pauseMs) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (existsSync(certificate)) {
      const admin = createAdmin(plan);
      if (await admin.isReady()) return admin;
    }
    await sleep(pauseMs);
  }
  throw new Error(`the Kubernetes cluster did not come up: ${said.trim().slice(0, 300) || 'its server is not ready'}`);
}
