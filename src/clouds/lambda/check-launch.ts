import { type Answer, refusal } from './answer.ts';
import { imageFamilies, instanceTypes } from './catalogue.ts';
import type { LaunchOrder, Tag } from './instance.ts';
import type { FileSystemRecord, Store } from './store.ts';

type Body = Readonly<Record<string, unknown>>;

export type CheckedLaunch =
  | { readonly ok: true; readonly order: LaunchOrder }
  | { readonly ok: false; readonly answer: Answer };

const userDataMaxBytes = 1_048_576;

/** Checks a launch, in the service's words. */
export function checkLaunch(body: Body, store: Store): CheckedLaunch {
  const problem = textProblem(body) ?? regionProblem(body, store) ?? absentProblem(body, store);
  if (problem) return { ok: false, answer: problem };
  const fileSystems = fileSystemsOf(body, store);
  if (fileSystems.some(({ region }) => region !== body.region_name)) {
    const code = 'instance-operations/launch/file-system-in-wrong-region';
    return { ok: false, answer: refusal(400, code, 'A file system is in another region.') };
  }
  return { ok: true, order: orderFrom(body, fileSystems) };
}

function textProblem(body: Body): Answer | null {
  const { name, hostname, user_data: userData, tags = [], ssh_key_names: keys } = body;
  if (!Array.isArray(keys) || keys.length !== 1) return invalid('Exactly one SSH key name is required.');
  if (body.quantity !== undefined && body.quantity !== 1) {
    return invalid('quantity: Input should be less than or equal to 1');
  }
  if (name !== undefined && (typeof name !== 'string' || name.length > 64)) return invalid('name is too long.');
  if (hostname !== undefined && !/^[a-z0-9][0-9a-z-]{0,62}$/.test(String(hostname))) {
    return invalid('hostname does not match the pattern.');
  }
  if (userData !== undefined && (typeof userData !== 'string' || Buffer.byteLength(userData) > userDataMaxBytes)) {
    return invalid('user_data must be at most 1 MB.');
  }
  if (!Array.isArray(tags) || !tags.every(isTag)) return invalid('tags must be keys and values of the allowed form.');
  const isUnique = new Set(tags.map(({ key }: Tag) => key)).size === tags.length;
  return isUnique ? null : invalid('tags must be unique.');
}

function isTag(tag: unknown): tag is Tag {
  const { key, value } = (tag ?? {}) as Partial<Record<string, unknown>>;
  return (
    typeof key === 'string' &&
    key.length <= 55 &&
    /^[a-z][a-z0-9-:]+$/.test(key) &&
    !key.startsWith('lambda-ai-') &&
    typeof value === 'string' &&
    value.length <= 128
  );
}

function regionProblem({ region_name: region }: Body, { options }: Store): Answer | null {
  if (typeof region === 'string' && options.regions.includes(region)) return null;
  return invalid(`Region ${region} does not exist.`);
}

/** Whatever is named has to be there. */
function absentProblem(body: Body, store: Store): Answer | null {
  const [key] = body.ssh_key_names as readonly unknown[];
  if (!instanceTypes.some(({ name }) => name === body.instance_type_name)) return absent('instance type', store);
  if (![...store.sshKeys.values()].some(({ name }) => name === key)) return absent('SSH key', store);
  const { family } = (body.image ?? {}) as Partial<Record<string, unknown>>;
  if (body.image !== undefined && !imageFamilies.includes(family as string)) return absent('image', store);
  const wanted = (body.file_system_names ?? []) as readonly unknown[];
  return fileSystemsOf(body, store).length === wanted.length ? null : absent('file system', store);
}

function absent(what: string, { options, random }: Store): Answer {
  const status = options.quirks.twoStatusesForAbsent && random.next() < 0.5 ? 400 : 404;
  return refusal(status, 'global/object-does-not-exist', `The ${what} does not exist.`);
}

function fileSystemsOf({ file_system_names: names = [] }: Body, store: Store): readonly FileSystemRecord[] {
  const there = [...store.fileSystems.values()].filter(({ gone }) => !gone);
  return (names as readonly unknown[]).flatMap((name) => there.find((each) => each.name === name) ?? []);
}

function orderFrom(body: Body, fileSystems: readonly FileSystemRecord[]): LaunchOrder {
  const type = instanceTypes.find(({ name }) => name === body.instance_type_name);
  if (!type) throw new Error('the type was checked before');
  return {
    type,
    region: body.region_name as string,
    sshKey: (body.ssh_key_names as readonly string[])[0] ?? '',
    name: body.name as string | undefined,
    hostname: body.hostname as string | undefined,
    tags: (body.tags as readonly Tag[] | undefined) ?? [],
    fileSystems,
  };
}

export function invalid(message: string): Answer {
  return refusal(400, 'global/invalid-parameters', message);
}
