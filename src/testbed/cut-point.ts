/** The moments at which a test may kill the harness: enumerated, so that each can be tried. */
export const cutPoints = [
  'before-journal',
  'after-journal',
  'after-request',
  'after-id-journalled',
  'before-gone',
  'sweep-before-delete',
  'sweep-after-delete',
] as const;

export type CutPoint = (typeof cutPoints)[number];

interface Armed {
  readonly point: CutPoint;
  /** How often the point has still to be passed. */
  left: number;
}

// Of the process, as its death is: what is killed is not one run in it.
let armed: Armed | undefined;

/** Arms one point, by `<point>` or `<point>:<nth time>`. Throws RangeError for a text that names none. */
export function armCutPoint(text: string | undefined): void {
  if (text === undefined || text === '') {
    armed = undefined;
    return;
  }
  const [name, nth = '1'] = text.split(':');
  const point = cutPoints.find((each) => each === name);
  if (!point || !/^[1-9]\d*$/.test(nth)) {
    throw new RangeError(`ASSAY_FAULT_AT=${text}: write <point> or <point>:<nth>, a point of ${cutPoints.join(', ')}`);
  }
  armed = { point, left: Number(nth) };
}

/** Kills the harness here, if this is the armed point: this process and the one that started it. */
export function cutPoint(point: CutPoint): void {
  if (armed?.point !== point) return;
  armed.left -= 1;
  if (armed.left > 0) return;
  // Whoever was orphaned has the system as its parent.
  if (process.ppid > 1) process.kill(process.ppid, 'SIGKILL');
  process.kill(process.pid, 'SIGKILL');
}
