/** Reads a template of kwok: what is between braces is the time, or a field of the object. */
const now = '{{ Now | Quote }}';

/**
 * What kwok does in the place of kubelets: a node is ready, a pod whose image can be pulled runs at once, another waits for
 * its image, and one that is deleted is gone. See https://kwok.sigs.k8s.io/docs/user/stages-configuration/.
 */
export function stages(images: readonly string[]): readonly object[] {
  const image = '.spec.containers[0].image';
  const isKept = { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' };
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
    stage('pod-is-gone', 'Pod', [{ key: '.metadata.deletionTimestamp', operator: 'Exists' }], null),
  ];
}

function stage(name: string, kind: string, matchExpressions: readonly object[], status: string | null): object {
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name },
    spec: {
      resourceRef: { apiGroup: 'v1', kind },
      selector: { matchExpressions },
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
