import type { ChaosReport } from '../chaos/chaos-report.ts';
import type { ToldExhibit } from '../chaos/museum/tour.ts';
import type { ShakeOptions } from '../chaos/shake.ts';
import type { Contract } from '../contracts/contract.ts';
import type { CertifyOptions, CertifyResult } from '../engine/certify-options.ts';
import type { FailureFile, ReplayResult } from '../engine/failure-file.ts';
import type { LoadedSubject } from '../engine/loaded-subject.ts';
import type { ReplayOptions } from '../engine/replay.ts';
import type { SweepOptions, SweptRun } from '../engine/sweep.ts';
import type { MarkedSweep, MarkedSweepOptions } from '../engine/sweep-marked.ts';
import { loadRegistered } from '../registry/load-registered.ts';
import type { RegisteredProvider } from '../registry/registered-provider.ts';
import type { MuseumTour } from './museum-threads.ts';

export interface Registry {
  readonly registeredProviders: readonly RegisteredProvider[];
  readonly findRegistered: (name: string) => LoadedSubject;
}

/** What the commands call upon. Each part is loaded when it is first needed: start-up is waited for by people. */
export interface Services {
  readonly certify: (options: CertifyOptions) => Promise<CertifyResult>;
  readonly replay: (file: FailureFile, options: ReplayOptions) => Promise<ReplayResult>;
  readonly shake: (options: ShakeOptions) => Promise<ChaosReport>;
  readonly showMuseum: (tour: MuseumTour) => Promise<readonly ToldExhibit[]>;
  readonly sweep: (options: SweepOptions) => Promise<readonly SweptRun[]>;
  readonly sweepMarked: (options: MarkedSweepOptions) => Promise<MarkedSweep>;
  /** All of our providers. */
  readonly registry: () => Promise<Registry>;
  /** One of them, without the others. Throws SubjectError where none has that name. */
  readonly loadRegistered: (name: string) => Promise<LoadedSubject>;
  readonly contractCatalogue: () => Promise<readonly Contract[]>;
}

export const realServices: Services = {
  certify: async (options) => (await import('../engine/certify.ts')).certify(options),
  replay: async (file, options) => (await import('../engine/replay.ts')).replay(file, options),
  shake: async (options) => (await import('../chaos/shake.ts')).shake(options),
  showMuseum: async (tour) => (await import('./museum-threads.ts')).showMuseum(tour),
  sweep: async (options) => (await import('../engine/sweep.ts')).sweep(options),
  sweepMarked: async (options) => (await import('../engine/sweep-marked.ts')).sweepMarked(options),
  registry: () => import('../registry.ts'),
  loadRegistered,
  contractCatalogue: async () => (await import('../contracts/catalogue.ts')).contractCatalogue,
};
