import { isObject } from '../../provider/is-object.ts';
import { type Answer, type Cause, refusal } from './answer.ts';
import { invalid } from './check-metadata.ts';
import { canonical, parseQuantity } from './quantity.ts';

type Body = Readonly<Record<string, unknown>>;

/** The spec of a pod as the server keeps it. */
export interface CheckedPod {
  readonly spec: Body;
  readonly containers: readonly Body[];
  readonly claims: readonly string[];
}

/** Checks what this simulation knows of a pod; the refusal where it is wrong. */
export function checkPod(body: Body, name: string): CheckedPod | Answer {
  const spec = isObject(body.spec) ? body.spec : {};
  const containers = Array.isArray(spec.containers) ? spec.containers.filter(isObject) : [];
  const amounts = containers.flatMap((container) => Object.values(limitsOf(container)));
  if (amounts.some((amount) => parseQuantity(amount) === null)) {
    const rule = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    return refusal(400, 'BadRequest', `Pod in version "v1" cannot be handled as a Pod: ${rule}`);
  }
  const causes = [...containersCauses(containers), ...selectorCauses(spec.nodeSelector)];
  if (causes.length > 0) return invalid('Pod', name, causes);
  return {
    spec: { ...spec, containers: containers.map(asKept) },
    containers,
    claims: claimsOf(spec),
  };
}

function containersCauses(containers: readonly Body[]): readonly Cause[] {
  if (containers.length === 0) {
    return [{ reason: 'FieldValueRequired', message: 'Required value', field: 'spec.containers' }];
  }
  return containers.flatMap(({ image }, index) => {
    if (typeof image === 'string' && image.trim() === image && image !== '') return [];
    const message = image ? 'Invalid value: must not have leading or trailing whitespace' : 'Required value';
    const reason = image ? 'FieldValueInvalid' : 'FieldValueRequired';
    return [{ reason, message, field: `spec.containers[${index}].image` }];
  });
}

function selectorCauses(selector: unknown): readonly Cause[] {
  if (!isObject(selector)) return [];
  return Object.values(selector)
    .filter((value) => typeof value !== 'string' || !/^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/.test(value))
    .map((value) => ({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(value)}: a valid label must be an empty string or consist of alphanumeric characters`,
      field: 'spec.nodeSelector',
    }));
}

/** The server writes quantities in its own way. */
function asKept(container: Body): Body {
  const write = (amounts: Body) =>
    Object.fromEntries(Object.entries(amounts).map(([resource, amount]) => [resource, canonical(amount)]));
  const limits = write(limitsOf(container));
  return { ...container, resources: { limits, requests: limits }, imagePullPolicy: 'IfNotPresent' };
}

function limitsOf({ resources }: Body): Body {
  return isObject(resources) && isObject(resources.limits) ? resources.limits : {};
}

function claimsOf({ volumes }: Body): readonly string[] {
  if (!Array.isArray(volumes)) return [];
  return volumes
    .filter(isObject)
    .flatMap(({ persistentVolumeClaim: claim }) =>
      isObject(claim) && typeof claim.claimName === 'string' ? [claim.claimName] : [],
    );
}
