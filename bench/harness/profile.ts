import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { benchFolder } from '../database/cluster.ts';
import type { OperationName } from '../documents.ts';
import { spentBetween, spentSoFar } from './accounting.ts';
import { load } from './load.ts';
import type { Running } from './serve.ts';
import type { Target } from './targets.ts';

const file = join(benchFolder, 'profile.json');
const profiler = fileURLToPath(new URL('../servers/profiler.mjs', import.meta.url));
const shownPackages = 18;

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  timeDeltas: number[];
}

/** The target, able to be profiled. */
export function profiled(target: Target): Target {
  const [program, ...words] = target.command;
  return {
    ...target,
    command: [program, '--import', profiler, ...words],
    environment: { ...target.environment, PROFILE_FILE: file },
  };
}

interface Place {
  operation: OperationName;
  requests: string;
  connections: number;
  seconds: number;
  postmaster: number;
}

/** Server CPU of one operation under load, by package; the profiler itself adds to the total. */
export async function profileLines(running: Running, place: Place): Promise<string[]> {
  const { connections, seconds, requests, operation } = place;
  const asked = { file: requests, connections, from: 0 };
  await load(running, { ...asked, seconds: 2, run: 'profile0' });
  rmSync(file, { force: true });
  process.kill(running.pid, 'SIGUSR2');
  await pause(200);
  const before = spentSoFar(running.pid, place.postmaster);
  const seen = await load(running, { ...asked, from: 5_000, seconds, run: 'profile1' });
  const spent = spentBetween(before, spentSoFar(running.pid, place.postmaster));
  process.kill(running.pid, 'SIGUSR2');
  while (!existsSync(file)) await pause(100);
  await pause(500);
  const microseconds = (spent.server / seen.answers) * 1e6;
  const shares = sharesOf(JSON.parse(readFileSync(file, 'utf8')) as Profile).slice(0, shownPackages);
  return [
    `${running.target.name} ${operation} at ${connections}: server ${microseconds.toFixed(0)} µs an operation`,
    ...shares.map(
      ([name, share]) =>
        `  ${(share * microseconds).toFixed(0).padStart(6)} µs ${(100 * share).toFixed(1).padStart(5)} %  ${name}`,
    ),
  ];
}

function sharesOf({ nodes, samples, timeDeltas }: Profile): [string, number][] {
  const frames = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const spent = new Map<string, number>();
  let total = 0;
  samples.forEach((sample, i) => {
    const frame = frames.get(sample);
    // The profiler's own start and end are nobody's work.
    if (!frame || frame.functionName === '(idle)' || frame.url === 'node:inspector') return;
    const time = timeDeltas[i] ?? 0;
    const owner = ownerOf(frame.functionName, frame.url);
    spent.set(owner, (spent.get(owner) ?? 0) + time);
    total += time;
  });
  return [...spent]
    .map(([name, time]): [string, number] => [name, time / total])
    .sort(([, a], [, b]) => b - a);
}

function ownerOf(functionName: string, url: string): string {
  if (functionName.startsWith('(')) return functionName;
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (name) return name;
  if (url.startsWith('node:')) return url.replace('node:internal/', 'node:').split('/').slice(0, 2).join('/');
  const [, folder] = /\/(src\/[^/]+)\//.exec(url) ?? [];
  if (folder) return folder;
  return url.startsWith('file:') ? 'the file that serves' : `built in: ${functionName || 'unnamed'}`;
}
