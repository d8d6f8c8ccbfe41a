import { z } from 'zod';
import { type IntentView, intentPhases } from '../controlplane/control-plane.ts';

const viewsSchema = z.array(
  z.object({
    intent: z.string(),
    phase: z.enum(intentPhases),
    // What other languages write for nothing.
    instanceId: z.string().nullish(),
    reason: z.string().nullish(),
  }),
);

/** What a control plane says of its intents, or in a sentence why it cannot be understood: it may come from anywhere. */
export function readViews(said: unknown): readonly IntentView[] | string {
  const { data, error } = viewsSchema.safeParse(said);
  if (error) {
    const [issue] = error.issues;
    const where = issue?.path.map(String).join('.') ?? '';
    return `what it observes is no list of {intent, phase, instanceId?, reason?}: ${where === '' ? '' : `${where}: `}${issue?.message}`;
  }
  return data.map(({ intent, phase, instanceId, reason }) => ({
    ...{ intent, phase },
    ...(typeof instanceId === 'string' && { instanceId }),
    ...(typeof reason === 'string' && { reason }),
  }));
}
