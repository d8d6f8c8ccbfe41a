import type { CapabilityMethods } from '../../provider/provider.ts';
import { ProviderError } from '../../provider/provider-error.ts';
import { isRefusedAs } from './native-errors.ts';
import type { OwnInstance } from './read-instance.ts';
import { type ResourceId, readId, requestIdOf } from './resource-id.ts';
import type { Service } from './service.ts';
import { providerName, refuse } from './settings.ts';

const pauseMs = 1_000;
/** How long an instance may take to come to a state in which it can be suspended or resumed. */
const settlesMs = 180_000;

type Verb = 'suspend' | 'resume' | 'start';

/** The methods of the capability `hibernation`. */
export function hibernationMethods(service: Service): CapabilityMethods['hibernation'] {
  return {
    hibernate: async (id) => {
      await change(service, id, ({ nativeStatus, instance }) => {
        if (instance.spec?.gpu) throw refuse(`instance ${id} has GPUs: such machines cannot be suspended`);
        return nativeStatus === 'SUSPENDED' ? null : 'suspend';
      });
    },
    resume: async (id) => {
      const { instance } = await change(service, id, ({ nativeStatus }) => {
        if (nativeStatus === 'RUNNING' || nativeStatus === 'STAGING' || nativeStatus === 'PROVISIONING') return null;
        // What was stopped, as a spot machine is that was taken away, is started and not resumed.
        return nativeStatus === 'TERMINATED' ? 'start' : 'resume';
      });
      return instance;
    },
  };
}

/** The service suspends only what runs and resumes only what is suspended: one that is on its way there is waited for. */
async function change(service: Service, id: string, verbFor: (seen: OwnInstance) => Verb | null): Promise<OwnInstance> {
  const { clock } = service.context;
  const deadline = clock.monotonic() + settlesMs;
  for (;;) {
    const { seen, place } = await mustFind(service, id);
    const verb = verbFor(seen);
    if (verb === null) return seen;
    try {
      await act(service, place, verb);
      return verb === 'suspend' ? seen : { ...seen, instance: { ...seen.instance, status: 'pending' } };
    } catch (thrown) {
      const isTooEarly = isRefusedAs(thrown, 'UNSUPPORTED_OPERATION', 'RESOURCE_NOT_READY');
      if (!isTooEarly || clock.monotonic() >= deadline) throw thrown;
    }
    await clock.sleep(pauseMs);
  }
}

async function act({ operations, context }: Service, { zone, number }: ResourceId, verb: Verb): Promise<void> {
  const requestId = requestIdOf([verb, number, context.random.hex(32), context.clock.now()]);
  const path = `/zones/${zone}/instances/${number}/${verb}?requestId=${requestId}`;
  await operations.run(zone, { method: 'POST', path });
}

/** One that is on its way out of the world cannot be brought back. */
async function mustFind(service: Service, id: string): Promise<{ seen: OwnInstance; place: ResourceId }> {
  const place = readId(id);
  const seen = place && (await service.instances.find(place.zone, place.number));
  const isEnding = seen?.nativeStatus === 'STOPPING' && (await service.instances.get(id))?.status === 'terminating';
  if (place && seen && !isEnding) return { seen, place };
  throw new ProviderError('NOT_FOUND', `there is no instance ${JSON.stringify(id)}`, { provider: providerName });
}
