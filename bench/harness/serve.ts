import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { apiUrl } from '../../src/database/apiLogin.ts';
import { benchFolder, benchSecret } from '../database/cluster.ts';
import type { OperationName } from '../documents.ts';
import type { Asked, Target } from './targets.ts';

export interface Running {
  target: Target;
  process: ChildProcess;
  pid: number;
  port: number;
  /** From the start of the program to its first answer. */
  readyAfterSeconds: number;
}

export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string }[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const agent = new Agent({ keepAlive: true });
const readyWithinSeconds = 120;

// Whatever ends the benchmark ends its servers.
const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/** Starts a target on a database and waits for its first answer. Throws where none comes: its log tells why. */
export async function start(target: Target, adminUrl: string): Promise<Running> {
  const port = await freePort();
  mkdirSync(join(benchFolder, 'logs'), { recursive: true });
  const logFile = join(benchFolder, 'logs', `${target.name}.log`);
  const log = openSync(logFile, 'w');
  const begun = performance.now();
  const [program, ...words] = target.command;
  const child = spawn(program, words, {
    cwd: root,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: adminUrl,
      API_DATABASE_URL: apiUrl(adminUrl, benchSecret, { apiDatabaseUrl: undefined }),
      SECRET_KEY: benchSecret.toString('hex'),
      ...target.environment,
    },
  });
  closeSync(log);
  children.add(child);
  const running = { target, process: child, pid: child.pid ?? 0, port, readyAfterSeconds: 0 };
  while (child.exitCode === null && performance.now() - begun < readyWithinSeconds * 1000) {
    if (await listens(port)) {
      return { ...running, readyAfterSeconds: (performance.now() - begun) / 1000 };
    }
    await pause(20);
  }
  child.kill('SIGKILL');
  throw new Error(`${target.name} does not answer; its log is ${logFile}`);
}

export async function stop({ process: child }: Running): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([ended, pause(5_000, undefined, { ref: false })]);
  child.kill('SIGKILL');
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, method: 'POST', path: '/graphql' }, (response) => {
      response.resume();
      response.once('end', () => resolve(true));
    });
    asked.once('error', () => resolve(false));
    asked.end();
  });
}

/** The body and headers of a request, as this target takes it. */
export function spell(
  { target }: Running,
  operation: OperationName,
  asked: Asked,
  query = target.documents[operation],
) {
  const variables = target.variables(operation, asked);
  const body = JSON.stringify({ query, operationName: operation, variables });
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...target.headers(asked.holder),
    'content-length': String(Buffer.byteLength(body)),
  };
  return { body, headers };
}

/** Asks once; throws where the answer is no JSON. */
export function ask(
  running: Running,
  operation: OperationName,
  asked: Asked,
): Promise<{ text: string; answer: Answer }> {
  const { body, headers } = spell(running, operation, asked);
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: running.port,
      method: 'POST',
      path: '/graphql',
      agent,
      headers,
    };
    const sent = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => {
        try {
          resolve({ text, answer: JSON.parse(text) as Answer });
        } catch {
          reject(new Error(`${running.target.name} answers ${operation} with ${text.slice(0, 300)}`));
        }
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
