import { afterAll, beforeAll, expect, test } from 'vitest';
import { assemble, type Cast } from './cast.ts';
import { effectsOfCare } from './effectsOfCare.ts';
import { effectsOfFamilies } from './effectsOfFamilies.ts';
import { effectsOfHomes } from './effectsOfHomes.ts';
import { effectsOfWork } from './effectsOfWork.ts';
import { failures } from './play.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});
afterAll(() => cast.world.close());

test.each([
  ['a home', effectsOfHomes],
  ['a position', effectsOfWork],
  ['care', effectsOfCare],
  ['a family', effectsOfFamilies],
] as const)('what an act on %s does, and nothing else', async (_what, effects) => {
  expect(await failures(cast.world.admin, effects(cast))).toEqual([]);
});
