import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Sql } from '../../src/database/connections.ts';

// From /proc: Linux alone. Times are in ticks of 10 ms.
const ticksPerSecond = 100;

/** CPU seconds since each began. */
export interface Spent {
  server: number;
  postgres: number;
  generator: number;
  harness: number;
  /** Of the whole machine. */
  everything: number;
}

interface Process {
  parent: number;
  own: number;
  children: number;
}

function processOf(pid: number): Process {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
  const ticks = (...at: number[]) =>
    at.reduce((sum, index) => sum + Number(fields[index]), 0) / ticksPerSecond;
  return { parent: Number(fields[1]), own: ticks(11, 12), children: ticks(13, 14) };
}

/** A process, its living children and those that have ended. */
function treeOf(root: number): number {
  const { own, children } = processOf(root);
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const found = processOf(Number(name));
        return found.parent === root ? [found.own] : [];
      } catch {
        return [];
      }
    });
  return living.reduce((sum, seconds) => sum + seconds, own + children);
}

function machine(): number {
  const [, ...ticks] = readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/\s+/) ?? [];
  // user, nice, system, irq, softirq, steal; not idle, not waiting for a disk.
  return [0, 1, 2, 5, 6, 7].reduce((sum, index) => sum + Number(ticks[index]), 0) / ticksPerSecond;
}

export function spentSoFar(server: number, postmaster: number): Spent {
  const { own, children } = processOf(process.pid);
  return {
    server: treeOf(server),
    postgres: treeOf(postmaster),
    generator: children,
    harness: own,
    everything: machine(),
  };
}

export function spentBetween(before: Spent, after: Spent): Spent {
  return {
    server: after.server - before.server,
    postgres: after.postgres - before.postgres,
    generator: after.generator - before.generator,
    harness: after.harness - before.harness,
    everything: after.everything - before.everything,
  };
}

/** Forgets how much memory a process has ever held. */
export function resetPeakMemory(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Another user's process keeps its peak: then it is since its start.
  }
}

/** Of a process's resident memory: the most so far, and now. */
export function memoryMegabytes(pid: number): { peak: number; now: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
  return { peak: kilobytes('VmHWM') / 1024, now: kilobytes('VmRSS') / 1024 };
}

/** Megabytes that the connections of requests hold for themselves: plans of prepared statements among them. */
export async function privateMemoryOfPostgres(admin: Sql): Promise<number> {
  const rows = await admin<{ pid: number }[]>`select pid from pg_stat_activity where usename = 'api_login'`;
  const kilobytes = rows.map(({ pid }) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0);
  });
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}
