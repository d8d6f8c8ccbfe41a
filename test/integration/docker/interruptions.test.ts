import { expect } from 'vitest';
import { interruptionOf, interruptRun } from '../../../scripts/interruptions/interrupt-run.ts';
import '../../promises/task-meta.ts';
import { docker, test } from './docker-world.ts';
import { image } from './image.ts';

const onDocker = ['orbstack', '--testbed', 'docker', '--image', image, '--seed', '1'];
const count = 4;
const withinMs = 6_000;

test('E1: a run on real containers that is interrupted at any moment leaves none, and a report that certifies nothing', async ({
  task,
}) => {
  const seed = 3;
  for (let number = 1; number <= count; number += 1) {
    expect(await interruptRun(interruptionOf(seed, number, withinMs, onDocker))).toEqual([]);
    expect(await docker('ps', '--all', '--quiet', '--filter', 'label=dev.assay.run')).toBe('');
  }
  task.meta.figure = `${count} interruptions on docker, seed ${seed}: 0 containers left, ${count} valid partial reports`;
}, 240_000);
