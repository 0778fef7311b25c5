import { afterAll, beforeAll, expect, test } from 'vitest';
import { move, publishHome, sendProposal } from '../journeys/homes.ts';
import type { TestFamily } from '../journeys/people.ts';
import { idFor } from '../journeys/people.ts';
import { answer, openPosition, present } from '../journeys/positions.ts';
import {
  type CareScene,
  careScene,
  consents,
  familyOf,
  first,
  type Known,
  refer,
} from '../journeys/referrals.ts';
import { type Served, serve } from '../served.ts';
import { Programme } from './programme.ts';

let served: Served;
let scene: CareScene;
let programme: Programme;
let family: TestFamily;
let father: Known;
let mother: Known;
let child: Known;

const nth = (members: readonly Known[], index: number) => members[index] ?? expect.fail('nobody');

beforeAll(async () => {
  served = await serve();
  scene = await careScene(served);
  programme = await Programme.create({ DATABASE_URL: served.world.adminUrl, SECRET_KEY: 'ab'.repeat(32) });
  const { coordinator } = scene;
  const made = await familyOf(scene, {
    children: [8],
    consents: ['HOUSING_IDENTITY', 'EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'],
  });
  family = made.family;
  [father, mother, child] = [nth(made.members, 0), nth(made.members, 1), nth(made.members, 2)];

  const landlord = await served.add('LANDLORD', { name: 'Foyer du Haut-Cantal' });
  await publishHome(landlord, { externalReference: 'R-1' });
  const household = {
    id: idFor(served.world, coordinator, 'Family', family.id),
    version: 1,
    adults: [father, mother].map(({ sealed }) => ({ id: sealed, version: 1 })),
  };
  await sendProposal(coordinator, household, 'R-1');
  const { housingProposals } = await landlord.read('{ housingProposals { edges { node { id version } } } }');
  await landlord.does(
    'acceptHousingProposal',
    move(first<{ node: { id: string; version: number } }>(housingProposals.edges).node),
    'housingProposal { id }',
  );

  const employer = await served.add('EMPLOYER', { name: 'Couverture Aubrac' });
  const job = await openPosition(employer, served);
  const application = await present(served, coordinator, employer, job.uuid, father.id);
  await answer(employer, 'declineApplication', application.employers, { reason: 'NO_POSITION' });
  await consents(coordinator, child, mother);
  await refer(coordinator, child);
}, 120_000);
afterAll(async () => {
  await programme.remove();
  await served.close();
});

const told = async (...words: string[]) => (await programme.run('receipts', ...words)).out;

test('a person is told, in French, of the family’s card, its own name and its own work, and of no other adult’s', async () => {
  const text = await told(family.reference, father.givenName);
  expect(text).toContain(`Ce que des partenaires ont pu lire — ${father.givenName} ${father.familyName}`);
  expect(text.match(/Foyer du Haut-Cantal/g)).toHaveLength(2);
  expect(text).toMatch(/Motif : Logement\. Montré : fiche sans nom\./);
  expect(text).toMatch(/Motif : Logement\. Montré : identité\./);
  expect(text).toMatch(
    /Couverture Aubrac\n {2}Motif : Emploi\. Montré : fiche sans nom\.\n {2}Depuis le .+, jusqu’au .+\. Effacement non confirmé\./,
  );
  expect(text).not.toContain('La porte');
  expect(text).not.toContain(mother.givenName);
});

test('a child’s care goes to the parent who consented, and to nobody else', async () => {
  const text = await told(mother.id);
  expect(text).toMatch(
    new RegExp(`La porte\\n {2}Motif : Soin\\. Montré : identité \\(pour ${child.givenName}\\)\\.`),
  );
  expect(text.match(/Foyer du Haut-Cantal/g)).toHaveLength(2);
  expect(text).not.toContain('Couverture Aubrac');
  expect(await told(child.id)).not.toContain('La porte');
});

test('an unknown person is one sentence, whatever was given', async () => {
  const unknown = 'There is no such person: give its id, or its family’s reference and its given name.\n';
  for (const words of [
    [family.reference],
    [family.reference, 'Personne'],
    ['UTE-1999-0001', father.givenName],
  ]) {
    expect(await programme.run('receipts', ...words)).toEqual({ code: 1, out: '', err: unknown });
  }
});

test('the role that reads them reads neither a birth date, nor a telephone, nor a referral, and writes nothing', async () => {
  for (const statement of [
    'select birth_date from person_identities',
    'select phone from person_identities',
    'select 1 from care_referrals',
    'select referral_id from disclosures',
    `update disclosures set closed_at = now()`,
  ]) {
    const tried = served.admin.begin(async (sql) => {
      await sql`set local role receipts`;
      await sql.unsafe(statement);
    });
    await expect(tried).rejects.toMatchObject({ code: '42501' });
  }
});
