import type { ProviderContext } from '../../provider/context.ts';
import { createTokenSource, type TokenSource } from '../../provider/google/token-source.ts';
import type { JsonClient } from '../../provider/json-client.ts';
import { createClients } from './client.ts';
import { createInstances, type Instances } from './instances.ts';
import { createMachineImages, type MachineImages } from './machine-images.ts';
import { createOperations, type Operations } from './operations.ts';
import { createPlaces, type Places } from './places.ts';
import { providerName, readSettings, type Settings } from './settings.ts';
import { createVolumes, type Volumes } from './volumes.ts';

/** The parts that speak with the service. */
export interface Service {
  readonly context: ProviderContext;
  readonly settings: Settings;
  readonly tokens: TokenSource;
  readonly send: JsonClient;
  readonly bill: JsonClient;
  readonly operations: Operations;
  readonly places: Places;
  readonly instances: Instances;
  readonly volumes: Volumes;
  readonly snapshots: MachineImages;
}

export function createService(context: ProviderContext): Service {
  const settings = readSettings(context.env);
  const tokens = createTokenSource(context, settings, providerName);
  const { send, bill } = createClients(context, settings, tokens);
  const operations = createOperations(send, context.clock);
  const places = createPlaces(send);
  const instances = createInstances(send, operations, context);
  return {
    ...{ context, settings, tokens, send, bill, operations, places, instances },
    volumes: createVolumes({ send, operations, places, context, settings }),
    snapshots: createMachineImages({ send, operations, instances, context, settings }),
  };
}
