import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ProviderError, type ProviderErrorCode, providerErrorCodes } from '../../../src/provider/provider-error.ts';
import { type CoreweaveProvider, createCoreweave } from '../../../src/providers/coreweave/coreweave.ts';
import { contextUnderTest, id, podName, podOf, spotLabels, status, token } from './context-under-test.ts';

/** What a native answer has to become; `createCode` where it means something else as the answer to a create. */
interface Sample {
  readonly name: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly code: ProviderErrorCode;
  readonly createCode?: ProviderErrorCode;
  readonly retryAfterMs?: number;
}

interface PodSample {
  readonly name: string;
  readonly status: object;
  readonly isDeleted: boolean;
  readonly becomes: string;
  /** What it is on a spot node, where it was taken away from that. */
  readonly onSpot?: string;
}

interface Operation {
  /** The call that is answered with the sample; all others find nothing, unless the pod is still there. */
  readonly call: string;
  readonly run: (own: CoreweaveProvider) => Promise<unknown>;
  readonly kind: 'read' | 'write' | 'create';
  /** Whether what is not there is no error to it. */
  readonly absentIsFine?: boolean;
  readonly isStillThere?: boolean;
}

const operations: Readonly<Record<string, Operation>> = {
  list: { call: 'GET /pods', run: (own) => own.list(), kind: 'read' },
  get: { call: `GET /pods/${podName}`, run: (own) => own.get(id), kind: 'read', absentIsFine: true },
  spawn: { call: 'POST /pods', run: (own) => own.spawn({ spec: { cpus: 1, memoryMiB: 16 } }), kind: 'create' },
  terminate: {
    call: `DELETE /pods/${podName}`,
    run: (own) => own.terminate(id),
    kind: 'write',
    absentIsFine: true,
    isStillThere: true,
  },
  createVolume: {
    call: 'POST /persistentvolumeclaims',
    run: (own) => own.createVolume({ sizeGiB: 1 }),
    kind: 'create',
  },
};

const cases = read<Sample>('answers.json').flatMap((sample) =>
  Object.keys(operations).map((name) => [sample.name, name, sample] as const),
);

test.each(cases)('%s, answered to %s, becomes what it means and nothing else', async (_name, operation, sample) => {
  const { call, run, kind, absentIsFine, isStillThere } = operations[operation] as Operation;
  const context = contextUnderTest(({ method, path }) => {
    if (`${method} ${path}` === call) {
      return new Response(sample.body, { status: sample.status, headers: { ...sample.headers } });
    }
    return isStillThere ? Response.json(podOf({ phase: 'Running' })) : status(404, 'NotFound');
  });
  const came = await run(createCoreweave(context).provider).then(
    (value) => ({ resolved: value ?? null }),
    (thrown: unknown) => thrown,
  );
  const code = kind === 'create' ? (sample.createCode ?? sample.code) : sample.code;
  if (absentIsFine && code === 'NOT_FOUND') return expect(came).toEqual({ resolved: null });
  expect(came).toBeInstanceOf(ProviderError);
  const { category, retryable, retryAfterMs, ambiguous, message, cause, ...error } = came as ProviderError;
  expect({ code: error.code, category, retryable, provider: error.provider, retryAfterMs }).toEqual({
    code,
    ...providerErrorCodes[code],
    provider: 'coreweave',
    retryAfterMs: sample.retryAfterMs,
  });
  expect(ambiguous ?? false).toBe(kind !== 'read' && code === 'PROVIDER_UNAVAILABLE');
  expect(cause).toBeInstanceOf(Error);
  expect(message).not.toContain(token);
});

test.each(read<PodSample>('pods.json').map((sample) => [sample.name, sample.becomes, sample] as const))(
  '%s: such a pod is %s',
  async (_name, becomes, { status: podStatus, isDeleted }) => {
    const more = isDeleted ? { deletionTimestamp: '2030-01-01T00:00:30Z' } : {};
    const { provider } = createCoreweave(contextUnderTest(() => Response.json(podOf(podStatus, more))));
    expect(await provider.get(id)).toEqual({
      ...{ id, status: becomes, name: 'one', image: 'ubuntu:24.04', tags: { team: 'ml' } },
      spec: { cpus: 2, memoryMiB: 4_096, diskGiB: 10, gpu: { model: 'H100', count: 2 } },
      volumeIds: ['assay-claim'],
      createdAt: '2030-01-01T00:00:00.000Z',
    });
  },
);

test.each(read<PodSample>('pods.json').map((sample) => [sample.name, sample] as const))(
  '%s: such a spot pod tells whether its node was taken away',
  async (_name, { status: podStatus, isDeleted, becomes, onSpot }) => {
    const more = { ...(isDeleted && { deletionTimestamp: '2030-01-01T00:07:00Z' }), labels: spotLabels };
    const { provider } = createCoreweave(contextUnderTest(() => Response.json(podOf(podStatus, more))));
    const found = await provider.get(id);
    expect(found).toMatchObject({ status: onSpot ?? becomes, spot: true });
    expect(found?.reason).toBe(onSpot && 'SPOT_INTERRUPTED');
  },
);

function read<T>(file: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/wire/coreweave/${file}`, import.meta.url), 'utf8')) as T[];
}
