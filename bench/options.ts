import { parseArgs } from 'node:util';
import { type Scale, scales } from './database/scales.ts';
import { type OperationName, operations } from './documents.ts';
import { allTargets, type Target } from './harness/targets.ts';

const commands = ['all', 'make', 'check', 'run', 'measure', 'profile', 'report'] as const;

export interface Options {
  command: (typeof commands)[number];
  /** Of `report`: records of former runs. */
  files: readonly string[];
  scale: Scale;
  targets: readonly Target[];
  operations: readonly OperationName[];
  connections: readonly number[];
  rounds: number;
  /** Of one run. */
  seconds: number;
  /** Of the measure of memory. */
  operationsOfMemory: number;
}

/** Throws where a name is none. */
export function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      scale: { type: 'string', default: 'm' },
      targets: { type: 'string', default: allTargets.map(({ name }) => name).join(',') },
      ops: { type: 'string', default: operations.join(',') },
      connections: { type: 'string', default: '1,16,64' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      operations: { type: 'string', default: '200000' },
    },
  });
  const names = allTargets.map(({ name }) => name);
  const chosen = values.targets.split(',').map((name) => known(names, name));
  return {
    command: known(commands, positionals[0] ?? 'all'),
    files: positionals.slice(1),
    scale: known(scales, values.scale),
    targets: allTargets.filter(({ name }) => chosen.includes(name)),
    operations: values.ops.split(',').map((name) => known(operations, name)),
    connections: values.connections.split(',').map(Number),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    operationsOfMemory: Number(values.operations),
  };
}

function known<Name extends string>(names: readonly Name[], name: string): Name {
  const found = names.find((one) => one === name);
  if (!found) throw new Error(`${name} is none of ${names.join(', ')}`);
  return found;
}
