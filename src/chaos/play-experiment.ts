import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import type { ControlPlaneModule } from '../controlplane/control-plane.ts';
import type { ProviderModule } from '../provider/registration.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { ControlPlaneSubject } from './control-plane-subject.ts';
import { type Experiment, experimentSchema } from './experiment.ts';
import { playInProcess } from './lanes/play-in-process.ts';
import type { LaneOpening } from './lanes/serve-lane.ts';
import { type FailedRun, toFailedRun } from './lanes/shrunk-failure.ts';
import { loadControlPlane } from './load-control-plane.ts';
import { type RunOptions, runExperiment } from './run-experiment.ts';
import { closeControlPlane } from './startable.ts';
import { tellStory } from './story.ts';

/** What `playExperiment` plays. */
export interface PlayOptions {
  /** As in a file of `assay chaos`. */
  readonly experiment: z.input<typeof experimentSchema>;
  /** The seed of its world. The same code with the same seed gives the same history. */
  readonly seed: number;
  readonly controlPlane: PlayedControlPlane;
  /** Name of a testbed of orbstack. Default: the simulated one. */
  readonly testbed?: string;
}

/** A control plane itself, a file that default-exports one, a program that speaks JSON lines, or one of the museum. */
export type PlayedControlPlane =
  | ControlPlaneModule
  | { readonly module: string | URL }
  | { readonly command: readonly string[]; readonly cwd?: string | URL; readonly turnLimitMs?: number }
  | { readonly museum: string };

/** What became of it. */
export interface PlayedExperiment {
  /** Absent where every oracle held. */
  readonly violation:
    | {
        readonly oracle: string;
        readonly kind: 'safety' | 'liveness';
        readonly signature: string;
        readonly message: string;
      }
    | undefined;
  /** What happened, in at most ten sentences; empty where every oracle held. */
  readonly story: readonly string[];
}

export interface PlayHost {
  readonly provider: ProviderModule;
  readonly testbed: Testbed;
  readonly providerName: string;
  /** Entry file of a process, for control planes that are loaded. */
  readonly laneUrl: URL;
}

/** Plays one experiment on a host. What is loaded from a file has a process of its own: it may never come back. */
export async function playOn(
  host: PlayHost,
  { experiment: given, seed, controlPlane }: PlayOptions,
): Promise<PlayedExperiment> {
  const experiment = experimentSchema.parse(given);
  const { signal } = new AbortController();
  const failed =
    'create' in controlPlane || 'command' in controlPlane
      ? await playHere(controlPlane, { ...host, experiment, seed, signal })
      : await playInProcess({ url: host.laneUrl, opening: openingOf(controlPlane, host), seed, experiment, signal });
  if (!failed) return { violation: undefined, story: [] };
  const { oracle, kind, signature, message } = failed.violation;
  return { violation: { oracle, kind, signature, message }, story: tellStory(experiment, failed.history) };
}

type Here = Extract<PlayedControlPlane, { create: unknown } | { command: unknown }>;

async function playHere(
  played: Here,
  { experiment, ...options }: Omit<RunOptions, 'controlPlane'> & { readonly experiment: Experiment },
): Promise<FailedRun | undefined> {
  const controlPlane =
    'create' in played ? played : await loadControlPlane(subjectOf(played), pathOf(played.cwd ?? '.'));
  try {
    return toFailedRun(await runExperiment(experiment, { ...options, controlPlane }));
  } finally {
    await closeControlPlane(controlPlane);
  }
}

function openingOf(
  played: Exclude<PlayedControlPlane, ControlPlaneModule>,
  { providerName, testbed }: PlayHost,
): LaneOpening {
  return { subject: subjectOf(played), cwd: '.', provider: providerName, testbed: testbed.name };
}

function subjectOf(played: Exclude<PlayedControlPlane, ControlPlaneModule>): ControlPlaneSubject {
  if ('module' in played) return { kind: 'module', path: pathOf(played.module) };
  if ('museum' in played) return { kind: 'museum', entry: played.museum };
  const { command, turnLimitMs } = played;
  return { kind: 'command', command: [...command], ...(turnLimitMs !== undefined && { turnLimitMs }) };
}

function pathOf(given: string | URL): string {
  return given instanceof URL ? fileURLToPath(given) : given;
}
