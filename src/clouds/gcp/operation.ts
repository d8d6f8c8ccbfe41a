import { isoTime } from '../../provider/iso-time.ts';
import { between } from '../../testbed/draw.ts';
import { type Answer, refusal, success } from './answer.ts';
import { drawId, type Store } from './store.ts';

export interface OperationError {
  readonly code: string;
  readonly message: string;
  readonly httpStatus: number;
  readonly details?: readonly object[];
}

/** Work that was accepted. It may fail later, and says so only then. */
export interface OperationRecord {
  readonly name: string;
  readonly id: string;
  readonly type: string;
  /** Null for a global one. */
  readonly zone: string | null;
  readonly targetId: string;
  readonly targetLink: string;
  readonly insertedAtMs: number;
  readonly doneAtMs: number;
  readonly error: OperationError | null;
  requestId: string | null;
}

export type Begun = Pick<OperationRecord, 'type' | 'zone' | 'targetId' | 'targetLink'> & {
  readonly requestId: string | null;
  readonly lastsMs?: number;
  readonly error?: OperationError | null;
};

/** Accepts work: what it does is done already, and its end is told in good time. */
export function begin(store: Store, { lastsMs, error = null, ...begun }: Begun): Answer {
  const { clock, random, options } = store;
  const id = drawId(random);
  const drawnMs = between(random, options.operationMinMs, options.operationMaxMs);
  const record = {
    ...begun,
    ...{ id, name: `operation-${random.hex(20)}`, error },
    insertedAtMs: clock.now(),
    doneAtMs: clock.now() + (lastsMs ?? drawnMs),
  };
  store.operations.set(record.name, record);
  return success(operationBody(store, record));
}

/** The operation that a request id stands for, while it is remembered. Whatever else was asked for, the first one counts. */
export function remembered(store: Store, requestId: string | null): Answer | null {
  if (requestId === null) return null;
  const sinceMs = store.clock.now() - store.options.requestIdMs;
  const found = [...store.operations.values()].find(
    (each) => each.requestId === requestId && each.insertedAtMs > sinceMs,
  );
  return found ? success(operationBody(store, found)) : null;
}

/** `GET .../operations/{name}`. */
export function getOperation(store: Store, zone: string | null, name: string): Answer {
  const record = store.operations.get(name);
  if (record?.zone === zone) return success(operationBody(store, record));
  return refusal(404, 'notFound', `The resource 'operations/${name}' was not found`);
}

/** `GET .../zones/{zone}/operations`, and all of them together, narrowed by their type. */
export function matchingOperations(store: Store, filter: string): readonly OperationRecord[] {
  const [, type] = /operationType\s*=\s*"?([\w.]+)"?/.exec(filter) ?? [];
  return [...store.operations.values()].filter((each) => type === undefined || each.type === type);
}

export function operationBody(store: Store, record: OperationRecord): object {
  const { id, name, type, zone, targetId, targetLink, insertedAtMs, doneAtMs, error } = record;
  const isDone = store.clock.now() >= doneAtMs;
  const scope = zone === null ? 'global' : `zones/${zone}`;
  return {
    kind: 'compute#operation',
    id,
    name,
    ...(zone !== null && { zone: `${store.linkPrefix}/zones/${zone}` }),
    operationType: type,
    targetLink,
    targetId,
    status: isDone ? 'DONE' : 'RUNNING',
    user: 'robot@example.iam.gserviceaccount.com',
    progress: isDone ? 100 : 0,
    insertTime: timestamp(insertedAtMs),
    startTime: timestamp(insertedAtMs),
    ...(isDone && { endTime: timestamp(doneAtMs) }),
    ...(isDone && error !== null && failure(error)),
    selfLink: `${store.linkPrefix}/${scope}/operations/${name}`,
  };
}

/** The parts of an operation that failed. */
export function failure({ code, message, httpStatus, details }: OperationError): object {
  return {
    error: { errors: [{ code, message, ...(details && { errorDetails: details }) }] },
    httpErrorStatusCode: httpStatus,
    httpErrorMessage: httpStatus === 503 ? 'SERVICE UNAVAILABLE' : 'FORBIDDEN',
  };
}

/** A time as the service writes it. */
export function timestamp(atMs: number): string {
  return isoTime(atMs);
}
