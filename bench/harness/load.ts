import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { benchFolder } from '../database/cluster.ts';
import type { OperationName } from '../documents.ts';
import { type Running, spell } from './serve.ts';
import type { Asked } from './targets.ts';

const execute = promisify(execFile);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the load generator saw. Latencies in microseconds. */
export interface Load {
  answers: number;
  bytes: number;
  microseconds: number;
  p50: number;
  p99: number;
  /** Refused, empty, replayed, or not answered at all. */
  bad: number;
  example: string;
}

export interface LoadRequest {
  file: string;
  connections: number;
  seconds: number;
  /** Which request comes first. */
  from: number;
  /** Different in each run: part of every idempotency key. */
  run: string;
}

const hasWrk = spawnSync('wrk', ['-v']).error === undefined;

/** Says which generator is used, and why. */
export const generator = hasWrk
  ? 'wrk (one thread)'
  : 'autocannon, because there is no wrk on PATH: it takes more of the machine';

/** Writes the requests of an operation as bytes on the wire; with a document for each of them, those instead of the target's one. */
export function writeRequests(
  running: Running,
  operation: OperationName,
  asked: readonly Asked[],
  texts: readonly string[] = [],
): string {
  const folder = join(benchFolder, 'requests');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${running.target.name}-${operation}.bin`);
  const wire = asked.map((one, i) => {
    const { body, headers } = spell(running, operation, one, texts[i]);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${running.port}\r\n${lines.join('')}\r\n${body}`;
  });
  writeFileSync(file, wire.join('\0'), { mode: 0o600 });
  return file;
}

/** Closed loop for some seconds: each connection asks again as soon as it is answered. */
export async function load(
  running: Running,
  { file, connections, seconds, from, run }: LoadRequest,
): Promise<Load> {
  const url = `http://127.0.0.1:${running.port}/graphql`;
  if (!hasWrk) {
    const words = [here('./autocannon.mjs'), url, file, `${connections}`, `${seconds}`, `${from}`, run];
    const { stdout } = await execute(process.execPath, words, { maxBuffer: 1e8 });
    return JSON.parse(stdout) as Load;
  }
  const words = [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--timeout',
    '30s',
    '-s',
    here('./load.lua'),
    url,
    '--',
    file,
    `${from}`,
    run,
  ];
  const { stdout } = await execute('wrk', words);
  return JSON.parse(stdout.split('JSON')[1] ?? '') as Load;
}
