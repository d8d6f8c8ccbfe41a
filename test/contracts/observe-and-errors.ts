import { flagsAreBooleans } from '../../src/contracts/capabilities/flags-are-booleans.ts';
import { methodsMatchFlags } from '../../src/contracts/capabilities/methods-match-flags.ts';
import type { Contract } from '../../src/contracts/contract.ts';
import { causeKept } from '../../src/contracts/errors/cause-kept.ts';
import { noSecrets as errorsNoSecrets } from '../../src/contracts/errors/no-secrets.ts';
import { shape } from '../../src/contracts/errors/shape.ts';
import { taxonomy } from '../../src/contracts/errors/taxonomy.ts';
import { healthCheck } from '../../src/contracts/hooks/health-check.ts';
import { reconcile } from '../../src/contracts/hooks/reconcile.ts';
import { startTwice } from '../../src/contracts/hooks/start-twice.ts';
import { stopTwice } from '../../src/contracts/hooks/stop-twice.ts';
import { unknownTaskSkipped } from '../../src/contracts/hooks/unknown-task-skipped.ts';
import { completePages } from '../../src/contracts/observe/complete-pages.ts';
import { failedGetIsAnError } from '../../src/contracts/observe/failed-get-is-an-error.ts';
import { failedPageIsAnError } from '../../src/contracts/observe/failed-page-is-an-error.ts';
import { filters } from '../../src/contracts/observe/filters.ts';
import { getListAgree } from '../../src/contracts/observe/get-list-agree.ts';
import { knownStatuses } from '../../src/contracts/observe/known-statuses.ts';
import { noSecrets } from '../../src/contracts/observe/no-secrets.ts';
import { stableFields } from '../../src/contracts/observe/stable-fields.ts';
import { unknownIsNull } from '../../src/contracts/observe/unknown-is-null.ts';

/** The contracts of observe, errors, hooks and capabilities. */
export const observeAndErrors: readonly Contract[] = [
  unknownIsNull,
  getListAgree,
  filters,
  completePages,
  failedPageIsAnError,
  failedGetIsAnError,
  knownStatuses,
  stableFields,
  noSecrets,
  shape,
  taxonomy,
  causeKept,
  errorsNoSecrets,
  startTwice,
  stopTwice,
  healthCheck,
  reconcile,
  unknownTaskSkipped,
  flagsAreBooleans,
  methodsMatchFlags,
];
