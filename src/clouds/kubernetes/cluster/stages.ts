/** Reads a template of kwok: what is between braces is the time, or a field of the object. */
const now = '{{ Now | Quote }}';

const deletionTime = '.metadata.deletionTimestamp';

/**
 * What kwok does in the place of kubelets: a node is ready, a pod whose image can be pulled runs at once, another waits for
 * its image, and one that is deleted is gone: at once, or when its time is over where it would not heed a signal. See https://kwok.sigs.k8s.io/docs/user/stages-configuration/.
 */
export function stages(images: readonly string[]): readonly object[] {
  const image = '.spec.containers[0].image';
  const isKept = { key: deletionTime, operator: 'DoesNotExist' };
  const isDeleted = { key: deletionTime, operator: 'Exists' };
  const isSpot = { key: '.metadata.labels["assay.dev/spot"]', values: ['true'] };
  const waits = { key: '.status.phase', operator: 'In', values: ['Pending'] };
  const isReady = '.status.conditions.[] | select( .type == "Ready" ) | .status';
  const isTold = '.status.containerStatuses.[].state.waiting.reason';
  return [
    stage('node-is-ready', 'Node', [{ key: isReady, operator: 'NotIn', values: ['True'] }], nodeStatus),
    stage('pod-runs', 'Pod', [isKept, waits, { key: image, operator: 'In', values: images }], runningStatus),
    stage(
      'pod-has-no-image',
      'Pod',
      [
        ...[isKept, waits, { key: image, operator: 'NotIn', values: images }],
        { key: isTold, operator: 'NotIn', values: ['ErrImagePull'] },
      ],
      waitingStatus,
    ),
    stage('pod-is-gone', 'Pod', [isDeleted, { ...isSpot, operator: 'NotIn' }], null),
    stage('spot-pod-is-gone', 'Pod', [isDeleted, { ...isSpot, operator: 'In' }], null, deletionTime),
  ];
}

/** Without a status the object is deleted. What is to happen at a time of the object happens then, anything else at once. */
function stage(
  name: string,
  kind: string,
  matchExpressions: readonly object[],
  status: string | null,
  time?: string,
): object {
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name },
    spec: {
      resourceRef: { apiGroup: 'v1', kind },
      selector: { matchExpressions },
      ...(time !== undefined && { delay: { durationMilliseconds: 0, durationFrom: { expressionFrom: time } } }),
      next: status === null ? { delete: true } : { statusTemplate: status },
    },
  };
}

const nodeStatus = `
conditions:
{{ range NodeConditions }}
- { type: {{ .type | Quote }}, status: {{ .status | Quote }}, reason: {{ .reason | Quote }}, message: {{ .message | Quote }}, lastHeartbeatTime: ${now}, lastTransitionTime: ${now} }
{{ end }}`;

const runningStatus = `
phase: Running
startTime: ${now}
conditions:
- { type: Ready, status: 'True', lastTransitionTime: ${now} }
- { type: ContainersReady, status: 'True', lastTransitionTime: ${now} }
containerStatuses:
{{ range .spec.containers }}
- { name: {{ .name | Quote }}, image: {{ .image | Quote }}, ready: true, restartCount: 0, state: { running: { startedAt: ${now} } } }
{{ end }}`;

const waitingStatus = `
containerStatuses:
{{ range .spec.containers }}
- { name: {{ .name | Quote }}, image: {{ .image | Quote }}, ready: false, restartCount: 0, state: { waiting: { reason: ErrImagePull, message: 'not found' } } }
{{ end }}`;
