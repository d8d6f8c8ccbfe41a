import type { Services } from '../../src/cli/services.ts';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import type { CertifyOptions, CertifyResult } from '../../src/engine/certify-options.ts';
import type { FailureFile, ReplayResult } from '../../src/engine/failure-file.ts';
import { findRegistered, registeredProviders } from '../../src/registry.ts';

/** The real names, and an engine that gives what the test wants and remembers what it was asked. */
export interface FakeServices extends Services {
  readonly asked: CertifyOptions[];
  readonly replayed: FailureFile[];
}

export interface FakeResults {
  readonly certified?: CertifyResult;
  readonly replayed?: ReplayResult;
}

export function fakeServices({ certified, replayed }: FakeResults = {}): FakeServices {
  const services: FakeServices = {
    asked: [],
    replayed: [],
    certify: async (options) => {
      services.asked.push(options);
      if (!certified) throw new Error('this test expects no run');
      return certified;
    },
    replay: async (file) => {
      services.replayed.push(file);
      if (!replayed) throw new Error('this test expects no replay');
      return replayed;
    },
    shake: async () => {
      throw new Error('this test shakes nothing');
    },
    showMuseum: async () => {
      throw new Error('this test shows nothing');
    },
    sweep: async () => [],
    sweepMarked: async () => ({ ours: [], refused: [] }),
    registry: async () => ({ registeredProviders, findRegistered }),
    loadRegistered: async (name) => findRegistered(name),
    contractCatalogue: async () => contractCatalogue,
  };
  return services;
}
