import type { ProviderContext } from '../../provider/context.ts';
import { type Clients, createClients } from './client.ts';
import { createPods, type Pods } from './pods.ts';
import { readSettings, type Settings } from './settings.ts';
import { createVolumes, type Volumes } from './volumes.ts';

/** The parts that speak with the cluster. */
export interface Service extends Clients {
  readonly context: ProviderContext;
  readonly settings: Settings;
  readonly pods: Pods;
  readonly volumes: Volumes;
}

export function createService(context: ProviderContext): Service {
  const settings = readSettings(context.env);
  const clients = createClients(context, settings);
  const { send } = clients;
  const pods = createPods(send, settings);
  return { ...clients, context, settings, pods, volumes: createVolumes(send, pods, context, settings) };
}
