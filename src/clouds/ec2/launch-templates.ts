import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { type Filterable, filterProblem, passesFilters } from './filters.ts';
import { findLaunchTemplate, templateBody, templateNamed, templateOf, visibleTemplates } from './launch-template.ts';
import type { Query } from './query.ts';
import { type LaunchTemplateRecord, newId, type Store } from './store.ts';
import { tagProblem, tagsFor } from './tag-specifications.ts';

const tokenMax = 128;
const pageMax = 200;

/** CreateLaunchTemplate, with one version. Its name is taken from this moment on, whatever reads show. */
export function createLaunchTemplate(store: Store, region: string, query: Query): Answer {
  const name = query.text('LaunchTemplateName') ?? '';
  const problem = nameProblem(name) ?? dataProblem(query) ?? tagProblem(query);
  if (problem) return problem;
  const token = query.text('ClientToken') ?? newId(store, 'none');
  if (token.length > tokenMax) return refusal('InvalidParameterValue', 'ClientToken: at most 128 ASCII characters');
  const tokenKey = `CreateLaunchTemplate ${region} ${token}`;
  const known = store.tokens.get(tokenKey);
  const fingerprint = query.fingerprint(['ClientToken', 'DryRun']);
  if (known && known.fingerprint !== fingerprint) {
    return refusal('IdempotentParameterMismatch', 'The client token was used before, with other parameters');
  }
  const before = store.launchTemplates.get(known?.instanceId ?? '');
  if (before) return success({ launchTemplate: templateBody(store, before) });
  if (!('ok' in templateNamed(store, region, name, store.clock.now()))) return nameTaken;
  if (query.text('DryRun') === 'true') return dryRun;
  const record: LaunchTemplateRecord = {
    id: newId(store, 'lt'),
    region,
    name,
    data: query.part('LaunchTemplateData'),
    tags: new Map(Object.entries(tagsFor(query, 'launch-template'))),
    createdAtMs: store.clock.now(),
    deletedAtMs: Number.POSITIVE_INFINITY,
  };
  store.launchTemplates.set(record.id, record);
  store.tokens.set(tokenKey, { fingerprint, instanceId: record.id });
  return success({ launchTemplate: templateBody(store, record) });
}

/** DescribeLaunchTemplates by ids, by names, or page by page. */
export function describeLaunchTemplates(store: Store, region: string, query: Query): Answer {
  const problem = filterProblem(query, filterable);
  if (problem) return problem;
  const { idLagMs, listLagMs, pageSize } = store.options;
  const [ids, names] = [query.list('LaunchTemplateId'), query.list('LaunchTemplateName')];
  const isNamed = ids.length + names.length > 0;
  const atMs = store.clock.now() - (isNamed ? idLagMs : listLagMs);
  const looked = isNamed
    ? [
        ...ids.map((id) => templateOf(store, region, id, atMs)),
        ...names.map((name) => templateNamed(store, region, name, atMs)),
      ]
    : visibleTemplates(store, region, atMs);
  const records: LaunchTemplateRecord[] = [];
  for (const found of looked) {
    if ('ok' in found) return found;
    if (passesFilters(query, filterable, found)) records.push(found);
  }
  const limit = Number(query.text('MaxResults') ?? pageMax);
  if (!Number.isInteger(limit) || limit < 1 || limit > pageMax) {
    return refusal('InvalidParameterValue', `maxResults must be from 1 to ${pageMax}`);
  }
  const from = Number(query.text('NextToken') ?? 0);
  if (!Number.isInteger(from)) return refusal('InvalidNextToken', 'The pagination token is not valid');
  const end = from + Math.min(limit, pageSize);
  return success({
    launchTemplates: records.slice(from, end).map((record) => templateBody(store, record)),
    ...(end < records.length && { nextToken: String(end) }),
  });
}

/** DeleteLaunchTemplate. One that reads do not show yet is unknown to it too. */
export function deleteLaunchTemplate(store: Store, region: string, query: Query): Answer {
  const nowMs = store.clock.now();
  const record = findLaunchTemplate(store, region, query, nowMs - store.options.idLagMs);
  if ('ok' in record) return record;
  if (query.text('DryRun') === 'true') return dryRun;
  record.deletedAtMs = Math.min(record.deletedAtMs, nowMs);
  return success({ launchTemplate: templateBody(store, record) });
}

const filterable: Filterable<LaunchTemplateRecord> = {
  fields: {
    'launch-template-name': ({ name }) => [name],
    'create-time': ({ createdAtMs }) => [new Date(createdAtMs).toISOString()],
  },
  tags: ({ tags }) => tags,
};

const nameTaken = refusal('InvalidLaunchTemplateName.AlreadyExistsException', 'Launch template name already in use.');
const dryRun = refusal('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);

function nameProblem(name: string): Refusal | null {
  if (/^[\w().\-/]{3,128}$/.test(name)) return null;
  return refusal(
    'InvalidLaunchTemplateName.MalformedException',
    'A launch template name must be between 3 and 128 characters',
  );
}

function dataProblem(query: Query): Refusal | null {
  if (!query.part('LaunchTemplateData').isEmpty) return null;
  return refusal('MissingParameter', 'The request must contain the parameter LaunchTemplateData');
}
