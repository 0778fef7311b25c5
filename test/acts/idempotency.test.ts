import { afterAll, beforeAll, expect, test } from 'vitest';
import { home, move, publishHome } from '../journeys/homes.ts';
import { newKey } from '../journeys/positions.ts';
import type { Partner, Reply } from '../partner.ts';
import { type Served, serve } from '../served.ts';

let served: Served;
let landlord: Partner;

beforeAll(async () => {
  served = await serve({ size: 10 });
  landlord = await served.add('LANDLORD');
});
afterAll(() => served.close());

const clients = 50;
const selection = 'housingOffer { id version status }';
const inProgress = (done: Reply) => done.errors[0]?.code === 'IDEMPOTENCY_IN_PROGRESS';

async function count(table: string): Promise<number> {
  const [row] = await served.admin.unsafe(`select count(*)::int as n from ${table}`);
  return Number(row?.n);
}

/** The same act from every client at once; those that were told to wait ask again until they know. */
async function storm(mutation: string, input: object): Promise<{ answers: Reply[]; toldToWait: number }> {
  const first = await Promise.all(
    Array.from({ length: clients }, () => landlord.act(mutation, input, selection)),
  );
  const answers = [...first];
  for (const [index, done] of first.entries()) {
    let again = done;
    while (inProgress(again)) again = await landlord.act(mutation, input, selection);
    answers[index] = again;
  }
  return { answers, toldToWait: first.filter(inProgress).length };
}

/** One client did it, every other one reads the same row. */
function expectOneEffect(answers: Reply[]): void {
  expect(new Set(answers.map((done) => JSON.stringify(done.housingOffer))).size).toBe(1);
  expect(answers.flatMap((done) => done.errors)).toEqual([]);
  expect(answers.filter((done) => !done.replayed)).toHaveLength(1);
}

test(`the same creation ${clients} times at once makes one row, and every client ends with its id`, async () => {
  const before = { offers: await count('housing_offers'), events: await count('events') };
  const { answers, toldToWait } = await storm('createHousingOffer', { ...home, idempotencyKey: newKey() });
  expectOneEffect(answers);
  expect(await count('housing_offers')).toBe(before.offers + 1);
  expect(await count('events')).toBe(before.events + 1);
  process.stdout.write(`retry storm: ${clients} clients, ${toldToWait} told to wait, one row\n`);
});

test(`the same transition ${clients} times at once is made once`, async () => {
  const offer = await publishHome(landlord, { externalReference: 'STORM' });
  const before = await count('journal_entries');
  const { answers } = await storm('pauseHousingOffer', { ...move(offer), idempotencyKey: newKey() });
  expectOneEffect(answers);
  expect(answers[0].housingOffer).toMatchObject({ status: 'PAUSED', version: offer.version + 1 });
  expect(await count('journal_entries')).toBe(before + 1);
});

test('a storm of a refused act leaves the key free', async () => {
  const idempotencyKey = newKey();
  const wrong = { ...home, minOccupants: 5, maxOccupants: 2, idempotencyKey };
  const refused = await Promise.all(
    Array.from({ length: clients }, () => landlord.act('createHousingOffer', wrong, selection)),
  );
  const codes = new Set(refused.map((done) => done.errors[0]?.code));
  codes.delete('IDEMPOTENCY_IN_PROGRESS');
  expect(codes).toEqual(new Set(['OUT_OF_RANGE']));
  const done = await landlord.act('createHousingOffer', { ...home, idempotencyKey }, selection);
  expect(done).toMatchObject({ errors: [], replayed: false });
});

test('after validateOnly the key is free, for another input too', async () => {
  const idempotencyKey = newKey();
  const asked = { ...home, idempotencyKey, validateOnly: true };
  expect((await landlord.act('createHousingOffer', asked, selection)).housingOffer).toBeNull();
  const done = await landlord.act('createHousingOffer', { ...home, floor: 3, idempotencyKey }, selection);
  expect(done).toMatchObject({ errors: [], replayed: false });
});

test('validateOnly of an act that was done answers as validateOnly, and does not do it again', async () => {
  const idempotencyKey = newKey();
  await landlord.does('createHousingOffer', { ...home, idempotencyKey }, selection);
  const before = await count('housing_offers');
  const asked = { ...home, idempotencyKey, validateOnly: true };
  expect(await landlord.act('createHousingOffer', asked, selection)).toMatchObject({
    housingOffer: null,
    errors: [],
  });
  expect(await count('housing_offers')).toBe(before);
});

test('a key of 72 hours ago is as if unknown, with no job having run; a younger one is known', async () => {
  const idempotencyKey = newKey();
  const first = await landlord.does('createHousingOffer', { ...home, idempotencyKey }, selection);
  const age = (hours: number) =>
    served.admin`update idempotency_keys set created_at = now() - make_interval(hours => ${hours}, secs => 1)`;
  await age(71);
  const known = await landlord.does('createHousingOffer', { ...home, idempotencyKey }, selection);
  expect(known).toMatchObject({ replayed: true, housingOffer: { id: first.housingOffer.id } });
  await age(72);
  const forgotten = await landlord.act(
    'createHousingOffer',
    { ...home, floor: 2, idempotencyKey },
    selection,
  );
  expect(forgotten).toMatchObject({ errors: [], replayed: false });
  expect(forgotten.housingOffer.id).not.toBe(first.housingOffer.id);
  const again = await landlord.does('createHousingOffer', { ...home, floor: 2, idempotencyKey }, selection);
  expect(again).toMatchObject({ replayed: true, housingOffer: { id: forgotten.housingOffer.id } });
});

test('another input under a known key is refused, and another partner’s key is another key', async () => {
  const idempotencyKey = newKey();
  await landlord.does('createHousingOffer', { ...home, idempotencyKey }, selection);
  const other = await landlord.act('createHousingOffer', { ...home, floor: 4, idempotencyKey }, selection);
  expect(other.errors[0].code).toBe('IDEMPOTENCY_KEY_REUSED');
  const neighbour = await served.add('LANDLORD');
  const done = await neighbour.act('createHousingOffer', { ...home, floor: 4, idempotencyKey }, selection);
  expect(done).toMatchObject({ errors: [], replayed: false });
});
