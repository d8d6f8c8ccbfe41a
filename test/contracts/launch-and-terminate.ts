import type { Contract } from '../../src/contracts/contract.ts';
import { clearFailureLeavesNothing } from '../../src/contracts/launch/clear-failure-leaves-nothing.ts';
import { honoursRegion } from '../../src/contracts/launch/honours-region.ts';
import { honoursSpec } from '../../src/contracts/launch/honours-spec.ts';
import { honoursTags } from '../../src/contracts/launch/honours-tags.ts';
import { inputNotMutated } from '../../src/contracts/launch/input-not-mutated.ts';
import { reachesRunning } from '../../src/contracts/launch/reaches-running.ts';
import { rejectsInvalidSpec } from '../../src/contracts/launch/rejects-invalid-spec.ts';
import { requiredFields } from '../../src/contracts/launch/required-fields.ts';
import { resultsAreSnapshots } from '../../src/contracts/launch/results-are-snapshots.ts';
import { unclearFailureIsAmbiguous } from '../../src/contracts/launch/unclear-failure-is-ambiguous.ts';
import { uniqueIds } from '../../src/contracts/launch/unique-ids.ts';
import { visible } from '../../src/contracts/launch/visible.ts';
import { failureIsTold } from '../../src/contracts/terminate/failure-is-told.ts';
import { idempotent } from '../../src/contracts/terminate/idempotent.ts';
import { noResurrection } from '../../src/contracts/terminate/no-resurrection.ts';
import { onlyTarget } from '../../src/contracts/terminate/only-target.ts';
import { truthful } from '../../src/contracts/terminate/truthful.ts';
import { unknownIsSilent } from '../../src/contracts/terminate/unknown-is-silent.ts';
import { whileBooting } from '../../src/contracts/terminate/while-booting.ts';

export const launchAndTerminate: readonly Contract[] = [
  clearFailureLeavesNothing,
  honoursRegion,
  honoursSpec,
  honoursTags,
  inputNotMutated,
  reachesRunning,
  rejectsInvalidSpec,
  requiredFields,
  resultsAreSnapshots,
  unclearFailureIsAmbiguous,
  uniqueIds,
  visible,
  failureIsTold,
  idempotent,
  noResurrection,
  onlyTarget,
  truthful,
  unknownIsSilent,
  whileBooting,
];
