import { z } from 'zod';

/** What shields.io reads at the address of an endpoint badge. */
export const badgeEndpointSchema = z.strictObject({
  schemaVersion: z.literal(1),
  label: z.string(),
  message: z.string().min(1),
  color: z.string().regex(/^#[0-9a-f]{6}$/),
});

export type BadgeEndpoint = Readonly<z.infer<typeof badgeEndpointSchema>>;
