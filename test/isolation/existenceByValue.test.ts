import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealFor } from '../../src/access/seal.ts';
import { isSiret } from '../../src/partners/partners.rules.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { plainInput } from './documents.ts';
import { hear } from './existence.ts';
import { servedSchema } from './reader.ts';

let served: Served;
let landlords: [Partner, Partner];
let employers: [Partner, Partner];
let coordinator: Partner;

beforeAll(async () => {
  served = await serve({ demo: true });
  landlords = (await served.demo('LANDLORD')) as [Partner, Partner];
  employers = (await served.demo('EMPLOYER')) as [Partner, Partner];
  const coordinators = await served.demo('COORDINATOR');
  coordinator = coordinators[0] as Partner;
});
afterAll(() => served.close());

const errorsOf = 'errors { code path message ... on DuplicateError { existingId } } replayed';

async function document(partner: Partner, mutation: string, selection = '') {
  const field = (await servedSchema(served, partner)).getMutationType()?.getFields()[mutation];
  const input = field?.args[0];
  if (!input) throw new Error(`no ${mutation}`);
  return {
    text: `mutation($input: ${input.type}) { ${mutation}(input: $input) { ${errorsOf} ${selection} } }`,
    input: plainInput(input.type),
  };
}

/** The same act with each of the values; what is made differs in its id alone, which is left out. */
async function answersTo(partner: Partner, mutation: string, inputs: readonly object[], selection = '') {
  const { text, input } = await document(partner, mutation, selection);
  const answers = [];
  for (const one of inputs)
    answers.push(await hear(partner, text, { input: { ...input, idempotencyKey: randomUUID(), ...one } }));
  return answers;
}

/** Two SIRET, by their check digit, of no establishment of the demo. */
const sirets = Array.from({ length: 60 }, (_, index) => String(97_312_000_000_000 + index)).filter(isSiret);

const homes = { minOccupants: 1, maxOccupants: 4, floor: 1, surfaceM2: 40 };
const position = { contract: 'CDI', grossHourlyCents: 1500, hoursPerWeek: 35, positions: 1, title: 'Maçon' };

describe.each([
  ['LANDLORD', 'housingOffer', 'createHousingOffer', homes, () => landlords],
  ['EMPLOYER', 'jobOffer', 'createJobOffer', position, () => employers],
] as const)('%s cannot tell by a value', (_audience, field, create, base, both) => {
  test('that another uses the same reference, by looking it up or by using it too', async () => {
    const [caller, other] = both();
    const reference = randomUUID();
    const [theirs] = await answersTo(other, create, [{ ...base, externalReference: reference }]);
    expect(theirs?.body).toContain('"errors":[]');
    const looked = [];
    for (const value of [reference, randomUUID()])
      looked.push(
        await hear(caller, `query($reference: String) { ${field}(externalReference: $reference) { id } }`, {
          reference: value,
        }),
      );
    expect(looked[0]).toEqual(looked[1]);
    expect(looked[0]?.body).toContain('NOT_FOUND');
    const [first, second] = await answersTo(
      caller,
      create,
      [
        { ...base, externalReference: reference },
        { ...base, externalReference: randomUUID() },
      ],
      `${field} { status version }`,
    );
    expect(first).toEqual(second);
    expect(first?.body).toContain('"errors":[]');
    const [again] = await answersTo(caller, create, [{ ...base, externalReference: reference }]);
    expect(again?.body).toContain('"DUPLICATE"');
  });

  test('that a SIRET is an establishment of another', async () => {
    const [caller, other] = both();
    const [ofOther = '', ofNobody = ''] = sirets;
    await served.admin`insert into partner_sites (id, partner_id, siret, name, commune_code)
      values (${randomUUID()}, ${other.id}, ${ofOther}, 'Agence', '15014')`;
    const [first, second] = await answersTo(caller, create, [
      { ...base, siteSiret: ofOther },
      { ...base, siteSiret: ofNobody },
    ]);
    expect(first).toEqual(second);
    expect(first?.body).toContain('"NOT_FOUND","path":["input","siteSiret"]');
    const [own] = await answersTo(other, create, [{ ...base, siteSiret: ofOther }]);
    expect(own?.body).toContain('"errors":[]');
  });

  test('that another has used the same idempotency key, with the same input or with another', async () => {
    const [caller, other] = both();
    const [used, fresh] = [randomUUID(), randomUUID()];
    const chosen = { ...base, idempotencyKey: used };
    const [theirs] = await answersTo(other, create, [chosen], `${field} { status version }`);
    expect(theirs?.body).toContain('"replayed":false');
    const [same, different, neither] = await answersTo(
      caller,
      create,
      [
        chosen,
        { ...base, idempotencyKey: used, description: 'another input' },
        { ...base, idempotencyKey: fresh },
      ],
      `${field} { status version }`,
    );
    expect(same).toEqual(neither);
    expect(same?.body).toContain('"errors":[]');
    expect(different?.body).toContain('"IDEMPOTENCY_KEY_REUSED"');
    const [replayed] = await answersTo(other, create, [chosen], `${field} { status version }`);
    expect(replayed?.body).toContain('"replayed":true');
  });
});

describe('a coordinator cannot tell by a value', () => {
  test('whose a person is: a leaseholder of another region’s family is as unknown as nobody', async () => {
    const seal = sealFor(served.world.secret, coordinator.id);
    const [row] = await served.admin`
      select f.id as family, o.id as home, (select p.id from persons p join families x on x.id = p.family_id
          where p.role = 'HEAD' and x.region_code <> f.region_code limit 1) as stranger,
        (select p.id from persons p where p.family_id <> f.id and p.role = 'HEAD' and p.departed_on is null
          and p.family_id in (select x.id from families x where x.region_code = f.region_code) limit 1) as neighbour
      from families f join housing_offers o on o.status = 'PUBLISHED' and f.size between o.min_occupants and o.max_occupants
      where f.region_code in (select region_code from partner_regions where partner_id = ${coordinator.id})
        and f.accessibility_need = 'NONE' and not f.protected and f.journey in ('ALLOCATED', 'ARRIVED', 'INSTALLED') limit 1`;
    const inputs = [row?.stranger, randomUUID(), row?.neighbour].map((person) => ({
      familyId: seal.id('Family', row?.family),
      offerId: seal.id('HousingOffer', row?.home),
      leaseholderIds: [seal.id('Person', person)],
      validateOnly: true,
    }));
    const [stranger, nobody, neighbour] = await answersTo(coordinator, 'proposeHousing', inputs);
    expect(stranger).toEqual(nobody);
    expect(neighbour).toEqual(nobody);
    expect(nobody?.body).toContain('"NOT_FOUND"');
  });

  test('why an offer is not available: its partner’s agreement has ended, or it is paused', async () => {
    const seal = sealFor(served.world.secret, coordinator.id);
    const ended = await served.add('LANDLORD', { agreementEndsOn: '2016-12-31' });
    const rows = await served.admin`
      select o.id as home, f.id as family, p.id as person from families f join persons p on p.family_id = f.id and p.role = 'HEAD'
      join housing_offers o on o.status = 'PUBLISHED' and f.size between o.min_occupants and o.max_occupants
      where f.region_code in (select region_code from partner_regions where partner_id = ${coordinator.id})
        and f.accessibility_need = 'NONE' and not f.protected and f.journey in ('ALLOCATED', 'ARRIVED', 'INSTALLED') limit 1`;
    const [row] = rows;
    const propose = async () => {
      const input = {
        familyId: seal.id('Family', row?.family),
        offerId: seal.id('HousingOffer', row?.home),
        leaseholderIds: [seal.id('Person', row?.person)],
        validateOnly: true,
      };
      return (await answersTo(coordinator, 'proposeHousing', [input]))[0];
    };
    expect((await propose())?.body).toContain('"errors":[]');
    const asAdmin = async (change: string, values: string[]) =>
      served.admin.begin(async (sql) => {
        await sql`set local session_replication_role = replica`;
        await sql.unsafe(change, values);
      });
    await asAdmin('update housing_offers set status = $2 where id = $1', [row?.home, 'PAUSED']);
    const paused = await propose();
    await asAdmin('update housing_offers set status = $2, partner_id = $3 where id = $1', [
      row?.home,
      'PUBLISHED',
      ended.id,
    ]);
    expect(await propose()).toEqual(paused);
    expect(paused?.body).toContain('"OFFER_NOT_AVAILABLE"');
  });
});
