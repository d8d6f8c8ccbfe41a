import { z } from 'zod';

// The published shapes (OpenAPI 1.8.3), as far as they are used here. Objects may hold more: fields are added without notice.

const region = z.looseObject({ name: z.string(), description: z.string() });

const instanceType = z.looseObject({
  name: z.string(),
  description: z.string(),
  gpu_description: z.string(),
  price_cents_per_hour: z.int().min(0),
  specs: z.looseObject({
    vcpus: z.int().min(1),
    memory_gib: z.int().min(1),
    storage_gib: z.int().min(0),
    gpus: z.int().min(0),
  }),
});

const action = z.looseObject({
  available: z.boolean(),
  reason_code: z.enum(['vm-has-not-launched', 'vm-is-too-old', 'vm-is-terminating']).optional(),
  reason_description: z.string().optional(),
});

const tag = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z][a-z0-9-:]+$/)
    .max(55),
  value: z.string().max(128),
});

export const instanceShape = z.looseObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  name: z.string().max(64).optional(),
  ip: z.ipv4().optional(),
  private_ip: z.ipv4().optional(),
  status: z.enum(['booting', 'active', 'unhealthy', 'terminated', 'terminating', 'preempted']),
  ssh_key_names: z.array(z.string()),
  file_system_names: z.array(z.string()),
  file_system_mounts: z
    .array(z.looseObject({ file_system_id: z.string(), mount_point: z.string().startsWith('/') }))
    .optional(),
  region,
  instance_type: instanceType,
  hostname: z.string().optional(),
  jupyter_token: z.string().optional(),
  jupyter_url: z.string().optional(),
  tags: z.array(tag).optional(),
  actions: z.looseObject({
    migrate: action,
    rebuild: action,
    restart: action,
    cold_reboot: action,
    terminate: action,
  }),
});

const fileSystem = z.looseObject({
  id: z.string(),
  name: z.string().max(60),
  mount_point: z.string(),
  created: z.iso.datetime({ offset: true }),
  created_by: z.looseObject({ id: z.string(), email: z.string(), status: z.string() }),
  is_in_use: z.boolean(),
  region,
  bytes_used: z.int().min(0).optional(),
});

const image = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  family: z.string(),
  version: z.string(),
  architecture: z.enum(['x86_64', 'arm64']),
  region,
  created_time: z.iso.datetime({ offset: true }),
  updated_time: z.iso.datetime({ offset: true }),
});

const sshKey = z.looseObject({ id: z.string(), name: z.string().min(1).max(64), public_key: z.string().max(4096) });

const typeWithCapacity = z.strictObject({
  instance_type: instanceType,
  regions_with_capacity_available: z.array(region),
});

/** What each call answers with 200, by method and path without the prefix; `{id}` stands for an id. */
const dataShapes: Readonly<Record<string, z.ZodType>> = {
  'GET /instances': z.array(instanceShape),
  'GET /instances/{id}': instanceShape,
  'POST /instances/{id}': instanceShape,
  'GET /instance-types': z.record(z.string(), typeWithCapacity),
  'POST /instance-operations/launch': z.strictObject({ instance_ids: z.array(z.string()) }),
  'POST /instance-operations/restart': z.strictObject({ restarted_instances: z.array(instanceShape) }),
  'POST /instance-operations/terminate': z.strictObject({ terminated_instances: z.array(instanceShape) }),
  'GET /ssh-keys': z.array(sshKey),
  'POST /ssh-keys': sshKey,
  'DELETE /ssh-keys/{id}': z.strictObject({}),
  'GET /file-systems': z.array(fileSystem),
  'POST /filesystems': fileSystem,
  'DELETE /filesystems/{id}': z.strictObject({ deleted_ids: z.array(z.string()) }),
  'GET /images': z.array(image),
};

const failureShape = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), suggestion: z.string().optional() }),
});

/** How an answer differs from what is published, or null where it does not. A path that is not published has failed. */
export function shapeProblem(method: string, path: string, status: number, body: unknown): string | null {
  if (status !== 200) return problemOf(failureShape, body);
  const shape = dataShapes[`${method} ${path.replace(/^(\/(?!instance-operations)[^/]+\/)[^/]+$/, '$1{id}')}`];
  if (!shape) return `${method} ${path} is not published`;
  return problemOf(z.strictObject({ data: shape, page_token: z.string().optional() }), body);
}

function problemOf(shape: z.ZodType, body: unknown): string | null {
  const parsed = shape.safeParse(body);
  return parsed.success ? null : z.prettifyError(parsed.error);
}
