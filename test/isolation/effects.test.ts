import { afterAll, beforeAll, expect, test } from 'vitest';
import { assemble, type Cast } from './cast.ts';
import { effectsByKind } from './effects.ts';
import { failures } from './play.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});
afterAll(() => cast.world.close());

test.each(Object.entries(effectsByKind))(
  'what an act on %s does, and nothing else',
  async (_what, scenes) => {
    expect(await failures(cast.world.admin, scenes(cast))).toEqual([]);
  },
);
