import fc, { type Arbitrary } from 'fast-check';

type Body = Readonly<Record<string, unknown>>;

export type Kind = 'pods' | 'persistentvolumeclaims';

/** One call, which means the same to both servers. Objects are named by their place, so that names come again. */
export type Step =
  | { readonly do: 'create'; readonly kind: Kind; readonly name: string; readonly body: Body }
  | {
      readonly do: 'delete';
      readonly kind: Kind;
      readonly name: string;
      /** Of which object the delete is meant: of any, of the one that has the name, or of another. */
      readonly meant: 'any' | 'this' | 'another';
    }
  | { readonly do: 'get'; readonly kind: Kind; readonly name: string }
  /** All pages of a list. */
  | { readonly do: 'list'; readonly kind: Kind; readonly query: Readonly<Record<string, string>> };

export type History = readonly Step[];

const stepsMax = 7;

/** A value that a server takes in most cases. */
function mostly<T>(good: readonly T[], bad: readonly T[]): Arbitrary<T> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
}

const kinds = fc.constantFrom<Kind>('pods', 'pods', 'pods', 'persistentvolumeclaims');
const names = fc.constantFrom('a', 'b', 'c');
const long = 'x'.repeat(64);

const metadata = fc.record({
  labels: mostly<Body>([{}, { app: 'one' }, { app: 'two', tier: 'x' }], [{ app: 'é' }, { app: long }, { app: 7 }]),
  annotations: fc.constantFrom<Body>({}, { note: 'é "blue" \n' }),
});

const limits = mostly<Body>(
  [
    { cpu: '1', memory: '64Mi' },
    { cpu: '500m', memory: '1024Mi' },
    { cpu: '2000m', memory: '1Gi', 'ephemeral-storage': '2048Mi' },
    { cpu: '1', memory: '64Mi', 'nvidia.com/gpu': '1' },
    { cpu: '200', memory: '64Mi' },
    { cpu: '1', memory: '2Ti' },
  ],
  [{ cpu: 'x' }, { cpu: '1', memory: '64MB' }, { cpu: '-1' }],
);

/** To nodes of the one spot pool that there is, to all others, to those of no pool, to those of a pool that is not there. */
const affinities = fc
  .constantFrom<Body | undefined>(
    undefined,
    undefined,
    { operator: 'In', values: ['spot', 'none'] },
    { operator: 'NotIn', values: ['spot'] },
    { operator: 'NotIn', values: ['spot', 'cpu'] },
    { operator: 'In', values: ['none'] },
    { operator: 'DoesNotExist' },
  )
  .map((wanted) => {
    if (wanted === undefined) return undefined;
    const matchExpressions = [{ key: 'compute.coreweave.com/node-pool', ...wanted }];
    const required = { nodeSelectorTerms: [{ matchExpressions }] };
    return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
  });

const pods = fc
  .record({
    limits,
    image: mostly<unknown>(['ubuntu:24.04', 'no/such:image'], ['', ' ubuntu ', undefined]),
    selector: mostly<Body | undefined>(
      [undefined, undefined, { 'gpu.nvidia.com/class': 'H100' }, { 'gpu.nvidia.com/class': 'B300' }],
      [{ 'gpu.nvidia.com/class': 'a b' }],
    ),
    isTolerant: fc.boolean(),
    affinity: affinities,
    claim: fc.option(names, { nil: undefined, freq: 4 }),
    hasContainers: mostly([true], [false]),
  })
  .map(({ limits: amounts, image, selector, isTolerant, affinity, claim, hasContainers }): Body => {
    const container = { name: 'machine', ...(image !== undefined && { image }), resources: { limits: amounts } };
    const mounts = claim === undefined ? {} : { volumeMounts: [{ name: 'v', mountPath: '/v' }] };
    return {
      restartPolicy: 'Never',
      containers: hasContainers ? [{ ...container, ...mounts }] : [],
      ...(selector && { nodeSelector: selector }),
      ...(affinity && { affinity }),
      ...(isTolerant && { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] }),
      ...(claim !== undefined && { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: claim } }] }),
    };
  });

const claims = mostly(['10Gi', '2048Mi', '1'], ['0', 'x', '-1Gi']).map(
  (storage): Body => ({
    accessModes: ['ReadWriteMany'],
    storageClassName: 'shared-vast',
    resources: { requests: { storage } },
  }),
);

const create: Arbitrary<Step> = kinds.chain((kind) =>
  fc
    .tuple(
      mostly(['a', 'b', 'c'], ['', 'A_b', 'a.b-', 'n'.repeat(254), 'N'.repeat(254)]),
      metadata,
      kind === 'pods' ? pods : claims,
    )
    .map(([name, own, spec]) => {
      const type = { apiVersion: 'v1', kind: kind === 'pods' ? 'Pod' : 'PersistentVolumeClaim' };
      return { do: 'create', kind, name, body: { ...type, metadata: { name, ...own }, spec } };
    }),
);

const remove: Arbitrary<Step> = fc.record({
  do: fc.constant('delete' as const),
  kind: kinds,
  name: names,
  meant: fc.constantFrom('any' as const, 'this' as const, 'another' as const),
});

const get: Arbitrary<Step> = fc.record({ do: fc.constant('get' as const), kind: kinds, name: names });

const list: Arbitrary<Step> = fc
  .record({
    labelSelector: mostly<string | undefined>(
      [undefined, 'app=one', 'app!=one', 'app in (one,two)', 'app notin (one)', '!app', 'app', 'app==two,tier=x'],
      ['app=', 'app=(', 'a in', '=x'],
    ),
    fieldSelector: mostly<string | undefined>(
      [undefined, undefined, 'metadata.name=a', 'metadata.name!=a'],
      ['nope=1'],
    ),
    limit: mostly<string | undefined>([undefined, '1', '2', '50'], ['-1', 'x']),
    kind: kinds,
  })
  .map(({ kind, ...query }) => ({ do: 'list', kind, query: given(query) }));

function given(query: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Histories of calls on one namespace, right and wrong. What there is then is looked at after every step. */
export const histories: Arbitrary<History> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: create },
    { weight: 3, arbitrary: remove },
    { weight: 1, arbitrary: get },
    { weight: 2, arbitrary: list },
  ),
  { minLength: 1, maxLength: stepsMax, size: 'max' },
);

export function stepText(step: Step): string {
  switch (step.do) {
    case 'create':
      return `POST ${step.kind} ${JSON.stringify(step.body)}`;
    case 'delete':
      return `DELETE ${step.kind}/${step.name}, meant for ${step.meant}`;
    case 'get':
      return `GET ${step.kind}/${step.name}`;
    case 'list':
      return `GET ${step.kind}?${new URLSearchParams(step.query)}`;
  }
}
