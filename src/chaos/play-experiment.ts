import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import type { ControlPlaneModule } from '../controlplane/control-plane.ts';
import type { ProviderModule } from '../provider/registration.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { ControlPlaneSubject } from './control-plane-subject.ts';
import { experimentSchema } from './experiment.ts';
import { adapterFor, loadControlPlane } from './load-control-plane.ts';
import { runExperiment } from './run-experiment.ts';
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
  /** What happened, in at most ten sentences. */
  readonly story: readonly string[];
  /** Equal for equal histories, and for no others. */
  readonly digest: string;
}

export interface PlayHost {
  readonly provider: ProviderModule;
  readonly testbed: Testbed;
}

/** Plays one experiment on a host. */
export async function playOn(
  host: PlayHost,
  { experiment: given, seed, controlPlane: played }: PlayOptions,
): Promise<PlayedExperiment> {
  const experiment = experimentSchema.parse(given);
  const isHere = 'create' in played;
  const subject = isHere ? undefined : subjectOf(played);
  const cwd = 'command' in played ? pathOf(played.cwd ?? '.') : '.';
  const controlPlane = isHere ? played : await loadControlPlane(subjectOf(played), cwd);
  const provider = subject ? await adapterFor(subject, host.provider) : host.provider;
  const { signal } = new AbortController();
  try {
    const result = await runExperiment(experiment, { ...host, provider, controlPlane, seed, signal });
    const { violation, history, digest } = result;
    const { oracle, kind, signature, message } = violation ?? {};
    const story = tellStory(experiment, history);
    return { violation: violation && { oracle, kind, signature, message }, story, digest } as PlayedExperiment;
  } finally {
    await closeControlPlane(controlPlane);
  }
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
