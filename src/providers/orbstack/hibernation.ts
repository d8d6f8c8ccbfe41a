import type { Instance } from '../../provider/instance.ts';
import type { Host } from './host.ts';
import { lacking } from './refuse.ts';
import { toInstance } from './to-instance.ts';

/** The methods of the capability `hibernation`. */
export interface HibernationMethods {
  hibernate(id: string): Promise<void>;
  resume(id: string): Promise<Instance>;
}

export function hibernationMethods({ hibernation }: Host): HibernationMethods {
  if (hibernation === undefined) throw lacking('hibernation');
  return {
    hibernate: (id) => hibernation.hibernate(id),
    resume: async (id) => toInstance(await hibernation.resume(id)),
  };
}
