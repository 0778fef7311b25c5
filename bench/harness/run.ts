import type { Sql } from '../../src/database/connections.ts';
import type { OperationName } from '../documents.ts';
import { memoryMegabytes, resetPeakMemory, spentBetween, spentSoFar } from './accounting.ts';
import { type Load, load, writeRequests } from './load.ts';
import { awaitQuiet, restoreRows } from './restore.ts';
import { rowsMoved, type Samples } from './samples.ts';
import type { Running } from './serve.ts';
import { countStatements, type StatementCount } from './statements.ts';

/** One run of one target. CPU in microseconds an operation. */
export interface Run extends Load {
  kind: 'run';
  operation: OperationName;
  target: string;
  connections: number;
  round: number;
  perSecond: number;
  serverMicroseconds: number;
  postgresMicroseconds: number;
  /** Cores that anything else on the machine took. */
  foreignCores: number;
  peakMegabytes: number;
}

export interface Counted extends StatementCount {
  kind: 'statements';
  operation: OperationName;
  target: string;
}

export interface Plan {
  operations: readonly OperationName[];
  connections: readonly number[];
  rounds: number;
  seconds: number;
}

interface Place {
  admin: Sql;
  /** A connection to the database that has pg_stat_statements. */
  statistics: Sql;
  postmaster: number;
  samples: Samples;
  put: (record: Run | Counted) => void;
}

/** Every operation, every number of connections; in each round every target once: A B C, then C B A. */
export async function runAll(targets: readonly Running[], plan: Plan, place: Place): Promise<void> {
  for (const operation of plan.operations) {
    const able = targets.filter(({ target }) => !target.lacks?.includes(operation));
    const files = new Map<Running, string>();
    const bytes = new Map<Running, number>();
    for (const running of able) {
      const counted = await countStatements(place, running, operation, place.samples[operation]);
      await restoreRows(place.admin, operation);
      place.put({ kind: 'statements', operation, target: running.target.name, ...counted });
      bytes.set(running, counted.bytes);
      files.set(running, writeRequests(running, operation, place.samples[operation]));
      // One after another where a move could overtake another one.
      const connections = operation === 'M1' ? 1 : 16;
      const warmUp = {
        file: files.get(running) ?? '',
        connections,
        seconds: 2,
        from: 0,
        run: 'warm-up0',
      };
      await load(running, warmUp);
      await restoreRows(place.admin, operation);
    }
    for (const connections of plan.connections.filter((count) => mayRun(operation, count, place.samples)))
      for (let round = 0; round < plan.rounds; round++)
        for (const running of round % 2 === 0 ? able : [...able].reverse()) {
          const asked = {
            operation,
            connections,
            round,
            seconds: plan.seconds,
            file: files.get(running) ?? '',
          };
          const run = await runOnce(running, asked, place);
          // Wrong claims give empty answers, fast: what is far smaller than it was when asked alone is not the same work.
          if (run.bytes / run.answers < 0.7 * (bytes.get(running) ?? 0)) run.bad += run.answers;
          place.put(run);
        }
  }
}

/** S has too few referrals for many connections. */
function mayRun(operation: OperationName, connections: number, { M1 }: Samples): boolean {
  return operation !== 'M1' || rowsMoved(M1) >= 4 * connections;
}

interface Asked {
  operation: OperationName;
  connections: number;
  round: number;
  seconds: number;
  file: string;
}

async function runOnce(
  running: Running,
  { operation, connections, round, seconds, file }: Asked,
  place: Place,
): Promise<Run> {
  const { admin, postmaster, samples } = place;
  await awaitQuiet(admin);
  resetPeakMemory(running.pid);
  const before = spentSoFar(running.pid, postmaster);
  const began = performance.now();
  // Acts begin with the first: each is done once in a run. Reads begin elsewhere in each round.
  const from = operation.startsWith('M') ? 0 : round * Math.floor(samples[operation].length / 7);
  const run = String(Date.now()).slice(-8);
  const seen = await load(running, { file, connections, seconds, from, run });
  const elapsed = (performance.now() - began) / 1000;
  const spent = spentBetween(before, spentSoFar(running.pid, postmaster));
  await awaitQuiet(admin);
  await restoreRows(admin, operation);
  const foreign = spent.everything - spent.server - spent.postgres - spent.generator - spent.harness;
  return {
    kind: 'run',
    operation,
    target: running.target.name,
    connections,
    round,
    ...seen,
    perSecond: (seen.answers / seen.microseconds) * 1e6,
    serverMicroseconds: (spent.server / seen.answers) * 1e6,
    postgresMicroseconds: (spent.postgres / seen.answers) * 1e6,
    foreignCores: Math.max(0, foreign / elapsed),
    peakMegabytes: memoryMegabytes(running.pid).peak,
  };
}
