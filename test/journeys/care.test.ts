import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import { type Served, serve } from '../served.ts';
import { addFamily } from './people.ts';
import {
  attempt,
  type CareScene,
  careScene,
  careStatusOf,
  consents,
  familyOf,
  first,
  known,
  moved,
  newestOf,
  redirected,
  refer,
  referralsOf,
  referred,
  versionOf,
} from './referrals.ts';

let served: Served;
let scene: CareScene;

beforeAll(async () => {
  served = await serve();
  scene = await careScene(served);
  await served.admin`insert into partner_contacts (id, partner_id, purpose, name, phone)
    values (${randomUUID()}, ${scene.clinic.id}, 'CARE', 'Accueil', '+33471000001'),
           (${randomUUID()}, ${scene.clinic.id}, 'TECHNICAL', 'Informatique', '+33471000002')`;
});
afterAll(() => served.close());

const thisMonth = () => `${new Date().toISOString().slice(0, 7)}-01`;

describe('a referral to the care gateway', () => {
  test('the gateway reads the person and whom to call; another health partner reads nothing at all', async () => {
    const { person, sent, referral } = await referred(scene);
    expect(sent.sentOn).toBe(referral.sentOn);
    expect(sent.id).not.toBe(referral.id);
    const { givenName, familyName, phone, birthDate } = person;
    expect(referral).toMatchObject({
      status: 'SENT',
      person: { givenName, familyName, phone, birthDate, sex: 'FEMALE' },
      contact: { name: `${givenName} ${familyName}`, phone, language: 'apc' },
      family: { languages: ['apc'], interpreterNeeded: true },
      interpreterLanguage: 'apc',
      transportNeeded: true,
      nextAppointmentOn: null,
    });
    expect(await referralsOf(scene.bystander)).toEqual([]);
    const query = 'query($id: ID!) { careReferral(id: $id) { status } }';
    const answer = await scene.bystander.ask(query, { id: referral.id });
    expect(answer.errors[0]?.extensions?.code).toBe('NOT_FOUND');
  });

  test('the coordinator reads a coarse status, its month and what to arrange, and nothing more', async () => {
    const { coordinator, gateway } = scene;
    const { family, referral } = await referred(scene);
    const status = { overall: 'REFERRED', since: thisMonth(), actionNeeded: false };
    const support = { on: null, transportNeeded: true, interpreterLanguage: 'apc' };
    expect(await careStatusOf(coordinator, family)).toEqual([{ ...status, support }]);
    const acknowledged = await moved(gateway, referral, 'ACKNOWLEDGED');
    expect(await careStatusOf(coordinator, family)).toEqual([{ ...status, support }]);
    const waiting = await moved(gateway, acknowledged, 'WAITLISTED');
    expect(await careStatusOf(coordinator, family)).toMatchObject([{ overall: 'WAITING' }]);
    const inCare = await moved(gateway, waiting, 'IN_CARE', { nextAppointmentOn: inDays(9) });
    const appointment = { ...support, on: inDays(9) };
    expect(await careStatusOf(coordinator, family)).toEqual([
      { ...status, overall: 'IN_CARE', support: appointment },
    ]);
    const sameState = await moved(gateway, inCare, 'IN_CARE', { nextAppointmentOn: null });
    expect(sameState).toMatchObject({ status: 'IN_CARE', nextAppointmentOn: null });
    const concluded = await moved(gateway, await moved(gateway, sameState, 'PAUSED'), 'CONCLUDED');
    expect(concluded.person).not.toBeNull();
    expect(await careStatusOf(coordinator, family)).toEqual([
      { ...status, overall: 'CONCLUDED', support: null },
    ]);
  });

  test('a child’s contact is the parent who consented; the other parent stays unknown', async () => {
    const { coordinator, gateway } = scene;
    const { members } = await familyOf(scene, { children: [8] });
    const [parent, otherParent, child] = members;
    if (!parent || !child) throw new Error('a parent and a child');
    await consents(coordinator, child, parent);
    await refer(coordinator, child);
    const referral = await newestOf(gateway);
    expect(referral.person).toMatchObject({ givenName: child.givenName, phone: null });
    expect(referral.contact).toMatchObject({
      name: `${parent.givenName} ${parent.familyName}`,
      phone: parent.phone,
    });
    expect(JSON.stringify(await referralsOf(gateway))).not.toContain(otherParent?.givenName);
  });

  test('a decline closes the person, asks the coordinator to act, and a new referral settles it', async () => {
    const { coordinator, gateway } = scene;
    const { family, person, referral } = await referred(scene);
    const declined = await moved(gateway, referral, 'DECLINED', { declineReason: 'NO_CAPACITY' });
    expect(declined).toMatchObject({
      person: null,
      contact: null,
      family: null,
      declineReason: 'NO_CAPACITY',
    });
    expect(await careStatusOf(coordinator, family)).toMatchObject([{ overall: 'NONE', actionNeeded: true }]);
    await refer(coordinator, person);
    // The new one opens the person again; the declined one stays closed.
    const [again, refused] = await referralsOf(gateway);
    expect(again?.person).not.toBeNull();
    expect(refused).toMatchObject({ person: null, contact: null, family: null });
    const settled = [{ overall: 'REFERRED', actionNeeded: false }];
    expect(await careStatusOf(coordinator, family)).toMatchObject(settled);
    await moved(gateway, await newestOf(gateway), 'ACKNOWLEDGED');
    expect(await careStatusOf(coordinator, family)).toMatchObject(settled);
  });

  test('fourteen days without an answer ask the coordinator to act', async () => {
    const { family, person } = await referred(scene);
    await served.admin`update care_statuses set action_due_at = action_due_at - interval '14 days 1 minute'
      where person_id = ${person.id}`;
    expect(await careStatusOf(scene.coordinator, family)).toMatchObject([{ actionNeeded: true }]);
  });
});

describe('a redirection', () => {
  test('the first partner loses the person at once, the second reads it, and the coordinator sees nothing of it', async () => {
    const { coordinator, gateway, clinic, bystander } = scene;
    const { family, person, referral } = await referred(scene);
    // An earlier month, so that a change of the status would show.
    await served.admin`update care_statuses set since = '2017-03-01' where person_id = ${person.id}`;
    const before = await careStatusOf(coordinator, family);
    const passed = await redirected(gateway, referral, 'La clinique');
    expect(passed).toMatchObject({ status: 'REDIRECTED', person: null, contact: null, family: null });
    const taken = await newestOf(clinic);
    expect(taken).toMatchObject({
      status: 'SENT',
      transportNeeded: true,
      person: { givenName: person.givenName },
      contact: { phone: person.phone },
    });
    expect(taken.id).not.toBe(referral.id);
    expect(await careStatusOf(coordinator, family)).toEqual(before);
    expect(await referralsOf(bystander)).toEqual([]);
    await moved(clinic, taken, 'ACKNOWLEDGED');
    expect(await careStatusOf(coordinator, family)).toMatchObject([{ since: '2017-03-01' }]);
  });

  test('a coordinator’s own SQL session counts one referral, redirected or not', async () => {
    const { person, referral } = await referred(scene);
    await redirected(scene.gateway, referral, 'La clinique');
    const rows = await served.admin.begin(async (sql) => {
      await sql`select set_config('role', 'api_coordinator', true),
        set_config('app.partner_id', ${scene.coordinator.id}, true), set_config('app.key_id', ${scene.coordinator.keyId}, true)`;
      return sql`select id from care_referrals where person_id = ${person.id}`;
    });
    expect(rows).toHaveLength(1);
  });

  test('health partners in force are read by name, kind and contact for care, and by no coordinator', async () => {
    const { healthPartners } = await scene.bystander.read(
      '{ healthPartners { edges { node { name kind contacts { purpose name phone } } } totalCount { value } } }',
    );
    expect(healthPartners.totalCount.value).toBe(3);
    expect(healthPartners.edges).toContainEqual({
      node: {
        name: 'La clinique',
        kind: 'HEALTH_FACILITY',
        contacts: [{ purpose: 'CARE', name: 'Accueil', phone: '+33471000001' }],
      },
    });
    const { partners } = await scene.coordinator.read(
      '{ partners(first: 100) { edges { node { name contacts { name } } } } }',
    );
    expect(JSON.stringify(partners)).not.toMatch(/La clinique|Accueil/);
  });

  test('nobody redirects to itself, to a partner out of force or to one that gives no care', async () => {
    const { gateway } = scene;
    const { referral } = await referred(scene);
    const left = await served.add('HEALTH', { name: 'Parti', agreementEndsOn: '2018-01-01' });
    const landlord = await served.add('LANDLORD');
    const { healthPartners, viewer } = await gateway.read(
      '{ viewer { partner { id } } healthPartners { edges { node { id name } } } }',
    );
    expect(JSON.stringify(healthPartners)).not.toContain('Parti');
    const to = (id: string) => attempt(gateway, 'redirectReferral', { ...versionOf(referral), to: id });
    expect(await to(viewer.partner.id)).toEqual([['OUT_OF_RANGE', 'to']]);
    for (const other of [left.id, landlord.id]) expect(await to(other)).toEqual([['NOT_FOUND', 'to']]);
    expect((await newestOf(gateway)).status).toBe('SENT');
  });
});

describe('what is refused', () => {
  test('moves that the machine has not, stale versions, reasons and days that do not belong', async () => {
    const { referral } = await referred(scene);
    const update = (more: object, partner = scene.gateway) =>
      attempt(partner, 'updateCareStatus', { ...versionOf(referral), status: 'ACKNOWLEDGED', ...more });
    expect(await update({ status: 'IN_CARE' })).toEqual([['STATE_TRANSITION_NOT_ALLOWED', 'id']]);
    expect(await update({ expectedVersion: 99 })).toEqual([['VERSION_CONFLICT', 'expectedVersion']]);
    expect(await update({ status: 'DECLINED' })).toEqual([['REQUIRED', 'declineReason']]);
    expect(await update({ declineReason: 'OTHER' })).toEqual([['OUT_OF_RANGE', 'declineReason']]);
    expect(await update({ nextAppointmentOn: '2018-01-01' })).toEqual([
      ['OUT_OF_RANGE', 'nextAppointmentOn'],
    ]);
    expect(await update({ id: 'ref_nothing' })).toEqual([['NOT_FOUND', 'id']]);
    expect(await update({}, scene.bystander)).toEqual([['NOT_FOUND', 'id']]);
    expect(await newestOf(scene.gateway)).toMatchObject({ status: 'SENT', version: referral.version });
  });

  test('a protected family, a region without a gateway, a person elsewhere, a language that is none', async () => {
    const { coordinator, elsewhere } = scene;
    const sealed = async (options: object) => first((await familyOf(scene, options)).members).sealed;
    const hidden = await sealed({ protected: true, consents: ['CARE'] });
    const unallocated = await sealed({ region: null, consents: ['CARE'] });
    const send = (partner: typeof coordinator, personId: string, more: object = {}) =>
      attempt(partner, 'referToCare', { personId, transportNeeded: false, ...more });
    expect(await send(coordinator, hidden)).toEqual([['FAMILY_PROTECTED', 'personId']]);
    expect(await send(coordinator, unallocated)).toEqual([['NO_CARE_GATEWAY', 'personId']]);
    expect(await send(elsewhere, hidden)).toEqual([['NOT_FOUND', 'personId']]);
    expect(await send(coordinator, hidden, { interpreterLanguage: 'arabe' })).toEqual([
      ['INVALID_FORMAT', 'interpreterLanguage'],
    ]);
  });

  test('a parent’s consent no longer sends a child that has turned fifteen', async () => {
    const { coordinator } = scene;
    const family = await addFamily(served.admin, { followedBy: coordinator.id, children: [14] });
    const [parent, , child] = await known(coordinator, family);
    if (!parent || !child) throw new Error('a parent and a child');
    await consents(coordinator, child, parent);
    await served.admin`update person_identities set birth_date = birth_date - interval '1 year'
      where person_id = ${child.id}`;
    const input = { personId: child.sealed, transportNeeded: false };
    expect(await attempt(coordinator, 'referToCare', input)).toEqual([['CONSENT_MISSING', 'personId']]);
  });
});

test('landlords and employers have nothing of care in their schemas, internal applications figures alone, a coordinator no detail', async () => {
  for (const audience of ['LANDLORD', 'EMPLOYER'] as const) {
    const partner = await served.add(audience);
    const answer = await partner.ask('{ careReferrals { edges { node { id } } } }');
    expect(answer.status).toBe(400);
    const headers = { authorization: `Bearer ${partner.key}` };
    const text = await (await fetch(`${served.url}/schema.graphql`, { headers })).text();
    expect(text).toContain('type Query');
    expect(text).not.toMatch(/\bCare|\bcare|HealthPartner|SentReferral|\bCARE/);
  }
  const internal = await served.add('INTERNAL');
  const headers = { authorization: `Bearer ${internal.key}` };
  const figures = await (await fetch(`${served.url}/schema.graphql`, { headers })).text();
  expect(figures).toContain('careAccess');
  expect(figures).not.toMatch(/CareReferral|CarePerson|CareContact|CareStatus|HealthPartner|SentReferral/);
  for (const partner of [internal, scene.coordinator])
    expect((await partner.ask('{ careReferrals { edges { node { id } } } }')).status).toBe(400);
});

test('what is done in care reaches no log', () => {
  expect(served.logs.length).toBeGreaterThan(50);
  expect(served.logs.join('\n')).not.toMatch(/Prénom|Famille\d|NO_CAPACITY|IN_CARE/);
});
