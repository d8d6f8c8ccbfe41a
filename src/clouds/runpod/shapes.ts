import { z } from 'zod';
import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import type { Answer } from './answer.ts';
import { partsOf } from './route.ts';

/** The published OpenAPI document of REST v2, as far as the model answers it. Strict: a field too much is a drift too. */
const time = z.iso.datetime();
const level = z.enum(['NONE', 'LOW', 'MEDIUM', 'HIGH']);
const stock = z.object({ id: z.string(), name: z.string(), availability: level });
const withStock = { availability: level.optional(), dataCenters: z.array(stock).optional() };

const runtime = z.strictObject({
  uptime: z.int().min(0),
  gpus: z.array(z.strictObject({ util: z.int(), memoryUtil: z.int() })),
  cpu: z.strictObject({ util: z.int() }),
  memory: z.strictObject({ util: z.int() }),
  ports: z.array(
    z.strictObject({ private: z.int(), public: z.int().nullable(), type: z.string(), ip: z.string().nullable() }),
  ),
});

const pod = z.strictObject({
  id: z.string(),
  name: z.string(),
  status: z.enum(['PROVISIONING', 'STARTING', 'RUNNING', 'EXITED', 'ERROR', 'TERMINATED']),
  actions: z.array(z.enum(['start', 'stop', 'restart', 'terminate'])),
  image: z.string(),
  args: z.string(),
  disk: z.int().min(1),
  mounts: z.strictObject({
    persistent: z.strictObject({ size: z.int().min(10), path: z.string() }).optional(),
    network: z
      .array(z.strictObject({ volumeId: z.string(), path: z.string() }))
      .max(1)
      .optional(),
  }),
  ports: z.array(z.string()),
  env: z.record(z.string(), z.string()),
  registry: z.string().nullable(),
  gpu: z.strictObject({ id: z.string(), count: z.int().min(1), vcpuCount: z.int(), memory: z.int() }).optional(),
  cpu: z.strictObject({ id: z.string(), vcpuCount: z.int().min(2), memory: z.int().min(1) }).optional(),
  cloud: z.enum(['SECURE', 'COMMUNITY']),
  dataCenterId: z.string().nullable(),
  template: z.null(),
  cost: z.number().min(0),
  locked: z.boolean(),
  runtime: runtime.nullable(),
  createdAt: time,
  startedAt: time.nullable(),
  globalNetworking: z.strictObject({ enabled: z.boolean() }),
});

const volume = z.strictObject({
  id: z.string(),
  name: z.string(),
  size: z.int().min(10).max(4_096),
  dataCenter: z.string(),
  type: z.enum(['STANDARD', 'HIGH_PERFORMANCE']),
});

const gpu = z.strictObject({
  id: z.string(),
  name: z.string(),
  pool: z.string().nullable(),
  manufacturer: z.string(),
  memory: z.int(),
  secure: z.boolean(),
  community: z.boolean(),
  price: z.strictObject({ secure: z.number(), community: z.number(), serverless: z.number() }),
  maxCount: z.strictObject({ secure: z.int(), community: z.int() }),
  ...withStock,
});

const cpu = z.strictObject({
  id: z.string(),
  name: z.string(),
  group: z.string(),
  vcpu: z.strictObject({ min: z.int(), max: z.int() }),
  ramGbPerVcpu: z.number(),
  price: z.strictObject({ securePerVcpu: z.number(), serverlessPerVcpu: z.number() }),
  ...withStock,
});

const dataCenter = z.strictObject({
  id: z.string(),
  name: z.string(),
  region: z.enum(['NORTH_AMERICA', 'EUROPE', 'ASIA', 'OCEANIA', 'UNKNOWN']),
  globalNetwork: z.boolean(),
  networkVolumeTypes: z.array(z.enum(['STANDARD', 'HIGH_PERFORMANCE'])),
  compliance: z.array(z.string()),
});

const bill = z.looseObject({ totalAmount: z.number(), podGpuAmount: z.number(), storageStandardAmount: z.number() });
const billing = z.strictObject({
  records: z.array(bill.extend({ startTime: time, endTime: time })),
  metadata: z.strictObject({ query: z.looseObject({}), recordCount: z.int(), totals: bill }),
});

const refusal = z.strictObject({
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.string()).optional(),
});

const graphqlAnswer = z.strictObject({
  data: z.record(z.string(), z.unknown()).nullable(),
  errors: z
    .array(z.strictObject({ message: z.string(), extensions: z.strictObject({ code: z.string() }).optional() }))
    .optional(),
});

/** Throws where an answer is not what the document promises for this request. Pages of a proxy are nobody's promise. */
export function mustHaveShape(request: NativeRequest, { status, body }: Answer): void {
  if (typeof body === 'string') return;
  const shape = request.path === '/graphql' && status !== 401 ? graphqlAnswer : shapeOf(request, status);
  const checked = shape.safeParse(body);
  if (!checked.success) {
    throw new Error(
      `${request.method} ${request.path} answered ${status}, which is not as published: ${checked.error.message}`,
    );
  }
}

function shapeOf({ method, path }: NativeRequest, status: number): z.ZodType {
  if (status >= 400) return refusal;
  if (status === 204) return z.undefined();
  const [collection = '', id, action] = partsOf(path) ?? [];
  if (collection === 'pods') return id === undefined && method === 'GET' ? z.strictObject({ pods: z.array(pod) }) : pod;
  if (collection === 'network-volumes') {
    return id === undefined && method === 'GET' ? z.strictObject({ networkVolumes: z.array(volume) }) : volume;
  }
  if (collection === 'billing') return billing;
  const entry = { gpus: gpu, cpus: cpu, datacenters: dataCenter }[id ?? ''] ?? z.never();
  const list = id === 'datacenters' ? 'dataCenters' : (id ?? '');
  return action === undefined ? z.strictObject({ [list]: z.array(entry) }) : entry;
}
