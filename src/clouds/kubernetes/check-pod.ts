import { isObject } from '../../provider/is-object.ts';
import type { Cause } from './answer.ts';
import { invalidValue, labelCauses } from './check-metadata.ts';
import { canonical, parseQuantity } from './quantity.ts';

type Body = Readonly<Record<string, unknown>>;

/** The spec of a pod as the server keeps it. */
export interface CheckedPod {
  readonly spec: Body;
  readonly containers: readonly Body[];
  readonly claims: readonly string[];
}

/** What the server keeps of a pod, and what is wrong with it. The object has been decoded. */
export function checkPod(body: Body): { readonly checked: CheckedPod; readonly causes: readonly Cause[] } {
  const spec = isObject(body.spec) ? body.spec : {};
  const containers = containersOf(body);
  const selector = isObject(spec.nodeSelector) ? (spec.nodeSelector as Readonly<Record<string, string>>) : {};
  return {
    checked: { spec: { ...spec, containers: containers.map(asKept) }, containers, claims: claimsOf(spec) },
    causes: [
      ...containersCauses(containers),
      ...labelCauses(selector, 'spec.nodeSelector'),
      ...blankCauses(containers),
    ],
  };
}

/** Everything in a pod that has to be a quantity. */
export function amountsOf(body: Body): readonly unknown[] {
  return containersOf(body).flatMap((container) => Object.values(limitsOf(container)));
}

function containersOf({ spec }: Body): readonly Body[] {
  return isObject(spec) && Array.isArray(spec.containers) ? spec.containers.filter(isObject) : [];
}

function containersCauses(containers: readonly Body[]): readonly Cause[] {
  if (containers.length === 0) {
    return [{ reason: 'FieldValueRequired', message: 'Required value', field: 'spec.containers' }];
  }
  return containers.flatMap((container, index) => {
    const field = `spec.containers[${index}]`;
    return [...imageCauses(container.image, `${field}.image`), ...amountCauses(limitsOf(container), field)];
  });
}

function imageCauses(image: unknown, field: string): readonly Cause[] {
  const isThere = typeof image === 'string' && image !== '';
  return isThere ? [] : [{ reason: 'FieldValueRequired', message: 'Required value', field }];
}

function blankCauses(containers: readonly Body[]): readonly Cause[] {
  return containers.flatMap(({ image }, index) =>
    typeof image === 'string' && image.trim() !== image
      ? [invalidValue(`spec.containers[${index}].image`, image, 'must not have leading or trailing whitespace')]
      : [],
  );
}

/** What is limited is requested too, and told twice. */
function amountCauses(limits: Body, field: string): readonly Cause[] {
  const negative = Object.entries(limits).filter(([, amount]) => Number(parseQuantity(amount)) < 0);
  return ['limits', 'requests'].flatMap((part) =>
    negative.map(([resource, amount]) =>
      invalidValue(`${field}.resources.${part}[${resource}]`, amount, 'must be greater than or equal to 0'),
    ),
  );
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
