import { type Refusal, refusal } from './answer.ts';
import type { Query } from './query.ts';
import type { LaunchTemplateRecord, Store } from './store.ts';
import type { XmlValue } from './xml.ts';

/** The template that a call names by id or by name, as reads show it at a time. */
export function findLaunchTemplate(
  store: Store,
  region: string,
  query: Query,
  atMs: number,
): LaunchTemplateRecord | Refusal {
  const [id, name] = [query.text('LaunchTemplateId'), query.text('LaunchTemplateName')];
  if ((id === undefined) === (name === undefined)) {
    return refusal('MissingParameter', 'Either LaunchTemplateId or LaunchTemplateName must be given, and not both');
  }
  return id === undefined ? templateNamed(store, region, name ?? '', atMs) : templateOf(store, region, id, atMs);
}

export function templateOf(store: Store, region: string, id: string, atMs: number): LaunchTemplateRecord | Refusal {
  const record = store.launchTemplates.get(id);
  if (record?.region === region && isThere(record, atMs)) return record;
  return refusal(
    'InvalidLaunchTemplateId.NotFound',
    `The specified launch template, with template ID ${id}, is not found`,
  );
}

/** A name belongs to one template of a region at a time. */
export function templateNamed(
  store: Store,
  region: string,
  name: string,
  atMs: number,
): LaunchTemplateRecord | Refusal {
  const record = visibleTemplates(store, region, atMs).find((each) => each.name === name);
  if (record) return record;
  return refusal(
    'InvalidLaunchTemplateName.NotFoundException',
    `The specified launch template, with template name ${name}, does not exist.`,
  );
}

export function visibleTemplates(store: Store, region: string, atMs: number): readonly LaunchTemplateRecord[] {
  return [...store.launchTemplates.values()].filter((each) => each.region === region && isThere(each, atMs));
}

function isThere({ createdAtMs, deletedAtMs }: LaunchTemplateRecord, atMs: number): boolean {
  return createdAtMs <= atMs && atMs < deletedAtMs;
}

export function templateBody(
  { accountId }: Store,
  { id, name, createdAtMs, tags }: LaunchTemplateRecord,
): { readonly [name: string]: XmlValue } {
  return {
    launchTemplateId: id,
    launchTemplateName: name,
    createTime: new Date(createdAtMs).toISOString(),
    createdBy: `arn:aws:iam::${accountId}:root`,
    defaultVersionNumber: 1,
    latestVersionNumber: 1,
    tagSet: [...tags].map(([key, value]) => ({ key, value })),
  };
}
