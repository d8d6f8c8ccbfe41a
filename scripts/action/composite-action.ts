import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const stepSchema = z.strictObject({
  name: z.string(),
  id: z.string().optional(),
  shell: z.literal('bash'),
  env: z.record(z.string(), z.string()).default({}),
  run: z.string(),
});

/** As much of a composite action as ours has: whatever else one may have is refused, as nobody here would try it. */
const actionSchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  inputs: z.record(z.string(), z.strictObject({ description: z.string(), default: z.string() })),
  outputs: z.record(z.string(), z.strictObject({ description: z.string(), value: z.string() })),
  runs: z.strictObject({ using: z.literal('composite'), steps: z.array(stepSchema) }),
});

export type CompositeAction = z.infer<typeof actionSchema>;

/** Reads `action.yml` of a folder. Throws for what is not understood. */
export function readCompositeAction(folder: string): CompositeAction {
  return actionSchema.parse(parse(readFileSync(join(folder, 'action.yml'), 'utf8')));
}

/** Puts values in the place of expressions; of those only `inputs.x` and `steps.x.outputs.y` are known. */
export function fillIn(text: string, valueAt: (path: string) => string | undefined): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_all, expression: string) => {
    const value = valueAt(expression);
    if (value === undefined) throw new Error(`the expression ${expression} names nothing`);
    return value;
  });
}
