import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '../../src/database/connections.ts';
import type { OperationName } from '../documents.ts';
import { canonical } from './canonical.ts';
import { restoreRows } from './restore.ts';
import type { Samples } from './samples.ts';
import { ask, type Running } from './serve.ts';
import { withKey } from './statements.ts';
import type { Asked } from './targets.ts';

interface Differences {
  compared: number;
  told: string[];
}

const samplesEach = 12;
/** Putting back what one changed reads whole tables. */
const actsEach = 4;

/** Asks every target the same and compares with the first one's answers. Empty answers are a difference too. */
export async function compareAnswers(
  admin: Sql,
  targets: readonly Running[],
  operations: readonly OperationName[],
  samples: Samples,
): Promise<Differences> {
  const found: Differences = { compared: 0, told: [] };
  for (const operation of operations) {
    const able = targets.filter(({ target }) => !target.lacks?.includes(operation));
    for (const [i, asked] of drawn(operation, samples).entries())
      await compareOne(admin, able, operation, withKey(asked, i), found);
  }
  await strangers(targets, samples, found);
  return found;
}

/** Spread over the samples; of the moves the first of each referral, which needs none before it. */
function drawn(operation: OperationName, samples: Samples): Asked[] {
  const all = operation === 'M1' ? firstMoves(samples.M1) : samples[operation];
  const count = operation.startsWith('M') ? actsEach : samplesEach;
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, i) => i % step === 0).slice(0, count);
}

function firstMoves(moves: readonly Asked[]): readonly Asked[] {
  const rowOf = ({ variables }: Asked) => (variables as { input: { id: string } }).input.id;
  const again = moves.findIndex((move, i) => i > 0 && rowOf(move) === rowOf(moves[0] ?? move));
  return again > 0 ? moves.slice(0, again) : moves;
}

async function compareOne(
  admin: Sql,
  able: readonly Running[],
  operation: OperationName,
  asked: Asked,
  found: Differences,
) {
  const [first] = able;
  if (!first) return;
  let wanted: unknown;
  for (const running of able) {
    const { answer } = await ask(running, operation, withKey(asked, running.target.name));
    await restoreRows(admin, operation, false);
    const got = canonical(running.target, operation, asked, answer);
    if (running === first) wanted = got;
    found.compared++;
    const empty = JSON.stringify(got).length < 60;
    if (empty || answer.errors || !isDeepStrictEqual(got, wanted))
      found.told.push(
        `${running.target.name} ${operation}: ${firstDifference(wanted, got)} ${JSON.stringify(answer.errors ?? '').slice(0, 300)}`,
      );
  }
}

/** A home of another landlord's must be nothing, whoever serves it. */
async function strangers(targets: readonly Running[], samples: Samples, found: Differences): Promise<void> {
  const [mine] = samples.Q4;
  const other = samples.Q4.find(({ holder }) => holder.partnerId !== mine?.holder.partnerId);
  if (!mine || !other) return;
  for (const running of targets) {
    const { answer } = await ask(running, 'Q4', { ...mine, holder: other.holder });
    found.compared++;
    if (answer.data?.housingOffer) found.told.push(`${running.target.name} shows a home to another landlord`);
  }
}

function firstDifference(wanted: unknown, got: unknown, path = 'data'): string {
  if (isDeepStrictEqual(wanted, got)) return `nothing much at ${path}`;
  if (typeof wanted === 'object' && typeof got === 'object' && wanted && got) {
    const names = [...new Set([...Object.keys(wanted), ...Object.keys(got)])];
    const name = names.find((key) => !isDeepStrictEqual(Reflect.get(wanted, key), Reflect.get(got, key)));
    if (name !== undefined)
      return firstDifference(Reflect.get(wanted, name), Reflect.get(got, name), `${path}.${name}`);
  }
  return `${path} is ${JSON.stringify(got)?.slice(0, 200)}, wanted ${JSON.stringify(wanted)?.slice(0, 200)}`;
}
