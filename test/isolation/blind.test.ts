import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audiences } from '../../src/access/audiences.ts';
import { assemble, type Cast } from './cast.ts';
import { claims } from './claims.ts';
import { moveFailures } from './moves.ts';
import { failures } from './play.ts';
import { reach, reachFile } from './reach.ts';
import { rowsMet } from './rowsMet.ts';
import { systemScenes } from './systems.ts';
import { writes } from './writes.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});
afterAll(() => cast.world.close());

describe('a partner’s SQL session', () => {
  test.each(audiences)('%s meets, in every table, its own rows and no other', async (audience) => {
    const scenes = await rowsMet(cast.world.admin, cast.reader[audience]);
    expect(await failures(cast.world.admin, scenes)).toEqual([]);
  });

  test('writes its own rows and no other', async () => {
    expect(await failures(cast.world.admin, await writes(cast))).toEqual([]);
  });

  test('speaks for its partner while key, partner and agreement are in force, whatever it claims', async () => {
    expect(await failures(cast.world.admin, claims(cast))).toEqual([]);
  });

  test('makes the moves of docs/states.md and no other', async () => {
    expect(await moveFailures(cast.world.admin, cast)).toEqual([]);
  });

  test('reaches the columns of reach.txt and no other: with -u it is written anew, for a reviewer to read', async () => {
    await expect(await reach(cast.world.admin)).toMatchFileSnapshot(reachFile);
  });

  test('is refused by none of its own policies where it is one of a system role', async () => {
    const scenes = await systemScenes(cast.world.admin, cast.landlord);
    expect(scenes.filter(({ steps }) => steps.some(([, , gives]) => gives === '42501'))).toEqual([]);
  });
});
