import { z } from 'zod';

/** Which control plane: ours, a module on disk, a program of its own, or the naive one of a museum entry. */
export const controlPlaneSubjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reference') }),
  z.strictObject({ kind: z.literal('module'), path: z.string() }),
  z.strictObject({
    kind: z.literal('command'),
    /** The program and its arguments. */
    command: z.array(z.string()).min(1),
    /** How long, in real time, one of its turns may take. */
    turnLimitMs: z.int().min(1).optional(),
  }),
  z.strictObject({ kind: z.literal('museum'), entry: z.string().regex(/^M\d\d$/) }),
]);

export type ControlPlaneSubject = z.infer<typeof controlPlaneSubjectSchema>;

/** What it is called where it is spoken of, and how it is asked for. */
export function labelOf(subject: ControlPlaneSubject): string {
  switch (subject.kind) {
    case 'reference':
      return 'reference';
    case 'module':
      return subject.path;
    case 'command':
      return subject.command.join(' ');
    case 'museum':
      return `museum/${subject.entry}`;
  }
}
