import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Runs a program of this folder in a process of its own. */
export function start(program: string, ...options: string[]): ChildProcess {
  const path = fileURLToPath(new URL(program, import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx/esm', path, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

export async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('This process has no output.');
  const [chunk] = await once(stdout, 'data');
  return String(chunk).trim();
}

/** All that it wrote, once it has ended. */
export async function output({ stdout }: ChildProcess): Promise<string> {
  return stdout ? text(stdout) : '';
}

export async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
