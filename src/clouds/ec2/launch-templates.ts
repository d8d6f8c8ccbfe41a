import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { type Filterable, filterProblem, passesFilters } from './filters.ts';
import { findLaunchTemplate, templateBody, templateNamed, templateOf, visibleTemplates } from './launch-template.ts';
import { describePage } from './pages.ts';
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
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  const record: LaunchTemplateRecord = {
    id: newId(store, 'lt'),
    region,
    name,
    data: query.part('LaunchTemplateData'),
    tags: tagsFor(query, 'launch-template'),
    createdAtMs: store.clock.now(),
    deletedAtMs: Number.POSITIVE_INFINITY,
  };
  store.launchTemplates.set(record.id, record);
  store.tokens.set(tokenKey, { fingerprint, instanceId: record.id });
  return success({ launchTemplate: templateBody(store, record) });
}

/** DescribeLaunchTemplates, by ids and names or page by page. */
export function describeLaunchTemplates(store: Store, region: string, query: Query): Answer {
  const problem = filterProblem(query, filterable);
  if (problem) return problem;
  const found: LaunchTemplateRecord[] = [];
  for (const record of lookedAt(store, region, query)) {
    if ('ok' in record) return record;
    found.push(record);
  }
  const isAskedFor = (record: LaunchTemplateRecord) => passesFilters(query, filterable, record);
  return describePage(store, query, {
    set: 'launchTemplates',
    pageDefault: pageMax,
    open: () => found.filter(isAskedFor).map((record) => templateBody(store, record)),
  });
}

function lookedAt(store: Store, region: string, query: Query): readonly (LaunchTemplateRecord | Refusal)[] {
  const { idLagMs, listLagMs } = store.options;
  const [ids, names] = [query.list('LaunchTemplateId'), query.list('LaunchTemplateName')];
  const nowMs = store.clock.now();
  if (ids.length + names.length === 0) return visibleTemplates(store, region, nowMs - listLagMs);
  return [
    ...ids.map((id) => templateOf(store, region, id, nowMs - idLagMs)),
    ...names.map((name) => templateNamed(store, region, name, nowMs - idLagMs)),
  ];
}

/** DeleteLaunchTemplate. One that reads do not show yet is unknown to it too. */
export function deleteLaunchTemplate(store: Store, region: string, query: Query): Answer {
  const nowMs = store.clock.now();
  const record = findLaunchTemplate(store, region, query, nowMs - store.options.idLagMs);
  if ('ok' in record) return record;
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
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
