import { randomInt } from 'node:crypto';

/** `npm run test:full`: the volumes that are promised; `npm test` runs a stated part of them. */
export const full = process.env.TEST_VOLUME === 'full';

/** The seed of a random suite: SEED, or one that is drawn and printed, so that a failure can be run again. */
export function seed(suite: string): number {
  const chosen = process.env.SEED ? Number(process.env.SEED) : randomInt(2 ** 31);
  process.stdout.write(`${suite}: seed ${chosen}${full ? ', full volume' : ''}\n`);
  return chosen;
}
