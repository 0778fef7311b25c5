import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serve } from '../served.ts';
import type { Member } from './people.ts';
import {
  attempt,
  type CareScene,
  careScene,
  careStatusOf,
  consents,
  first,
  moved,
  newestOf,
  redirected,
  referralsOf,
  referred,
  versionOf,
} from './referrals.ts';

let served: Served;
let scene: CareScene;

beforeAll(async () => {
  served = await serve();
  scene = await careScene(served);
});
afterAll(() => served.close());

describe('a referral that the programme ends', () => {
  test('revoking follows the redirection, and what the recipient read closes', async () => {
    const { coordinator, gateway, clinic } = scene;
    const { family, sent, referral } = await referred(scene);
    await redirected(gateway, referral, 'La clinique');
    const taken = await newestOf(clinic);
    await moved(clinic, taken, 'ACKNOWLEDGED');
    await coordinator.does('revokeReferral', { id: sent.id, reason: 'REVOKED' }, 'sentReferral { id }');
    expect(await newestOf(clinic)).toMatchObject({
      id: taken.id,
      status: 'REVOKED',
      person: null,
      contact: null,
    });
    expect((await newestOf(gateway)).status).toBe('REDIRECTED');
    expect(await careStatusOf(coordinator, family)).toMatchObject([{ overall: 'NONE', support: null }]);
  });

  test('one that had ended stays as it ended, and the answer is the same', async () => {
    const { coordinator, gateway } = scene;
    const live = await referred(scene);
    const ended = await referred(scene);
    await moved(gateway, ended.referral, 'DECLINED', { declineReason: 'OTHER' });
    const afterDecline = await newestOf(gateway);
    const answers = [];
    for (const { sent } of [live, ended]) {
      const input = { id: sent.id, reason: 'ENTERED_IN_ERROR' };
      answers.push(await coordinator.does('revokeReferral', input, 'sentReferral { sentOn }'));
    }
    expect(answers[1]).toEqual(answers[0]);
    const [later, earlier] = await referralsOf(gateway);
    expect(later).toEqual(afterDecline);
    expect(earlier).toMatchObject({ id: live.referral.id, status: 'ENTERED_IN_ERROR', person: null });
  });

  test('a coordinator of another region cannot, not even with SQL; its own can end it and nothing else', async () => {
    const { coordinator, elsewhere, gateway } = scene;
    const { sent, person } = await referred(scene);
    expect(await attempt(elsewhere, 'revokeReferral', { id: sent.id, reason: 'REVOKED' })).toEqual([
      ['NOT_FOUND', 'id'],
    ]);
    const [row] = await served.admin`select id from care_referrals where person_id = ${person.id}`;
    const as = (partner: typeof elsewhere, statement: string) =>
      served.admin.begin(async (sql) => {
        await sql`select set_config('role', 'api_coordinator', true), set_config('app.partner_id', ${partner.id}, true),
          set_config('app.key_id', ${partner.keyId}, true)`;
        await sql.unsafe(statement);
      });
    await as(elsewhere, `update care_referrals set status = 'REVOKED' where id = '${row?.id}'`);
    expect((await newestOf(gateway)).status).toBe('SENT');
    // Whatever state is written, a coordinator can only end; and what it wrote says nothing of what was there.
    await as(coordinator, `update care_referrals set status = 'IN_CARE' where id = '${row?.id}'`);
    expect((await newestOf(gateway)).status).toBe('REVOKED');
  });

  test('a revoked consent ends care at once, and no consent means no referral', async () => {
    const { coordinator, gateway } = scene;
    const { family, person, consent } = await referred(scene);
    // A second one of the same purpose does not keep alive what the person has taken back.
    await consents(coordinator, person);
    await moved(gateway, await newestOf(gateway), 'ACKNOWLEDGED');
    const revoked = await coordinator.does(
      'revokeConsent',
      versionOf(consent),
      'consent { inForce person { consents { inForce } } }',
    );
    expect(revoked.consent).toEqual({
      inForce: false,
      person: { consents: [{ inForce: false }, { inForce: false }] },
    });
    expect(await newestOf(gateway)).toMatchObject({
      status: 'REVOKED',
      person: null,
      contact: null,
      family: null,
    });
    expect(await careStatusOf(coordinator, family)).toMatchObject([{ overall: 'NONE' }]);
    const input = { personId: person.sealed, transportNeeded: false };
    expect(await attempt(coordinator, 'referToCare', input)).toEqual([['CONSENT_MISSING', 'personId']]);
  });

  test('protecting the family ends it too', async () => {
    const { family } = await referred(scene);
    await served.admin`update families set protected = true where id = ${family.id}`;
    expect(await newestOf(scene.gateway)).toMatchObject({ status: 'REVOKED', person: null });
    const [row] = await served.admin`select close_reason from disclosures where family_id = ${family.id}`;
    expect(row?.close_reason).toBe('FAMILY_PROTECTED');
  });
});

describe('care taken up again', () => {
  async function concluded() {
    const { gateway } = scene;
    const { person, referral, consent } = await referred(scene);
    const inCare = await moved(gateway, await moved(gateway, referral, 'ACKNOWLEDGED'), 'IN_CARE');
    return { person, consent, referral: await moved(gateway, inCare, 'CONCLUDED') };
  }

  /** As if it had been concluded so many days ago. */
  const passDays = async (person: Member, days: number) => {
    await served.admin`update disclosures set expires_at = expires_at - make_interval(days => ${days})
      where person_id = ${person.id}`;
    await served.admin`alter table care_referrals disable trigger all`;
    await served.admin`update care_referrals set moved_at = moved_at - make_interval(days => ${days})
      where person_id = ${person.id}`;
    await served.admin`alter table care_referrals enable trigger all`;
  };

  const resume = (referral: { id: string; version: number }) =>
    scene.gateway.act('updateCareStatus', {
      ...versionOf(referral),
      status: 'IN_CARE',
      idempotencyKey: `resume ${referral.id}`,
    });

  test('after 30 days the person is closed; within 90 care resumes under a new disclosure', async () => {
    const { person, referral } = await concluded();
    await passDays(person, 40);
    expect(await newestOf(scene.gateway)).toMatchObject({ status: 'CONCLUDED', person: null, contact: null });
    const resumed = await moved(scene.gateway, referral, 'IN_CARE');
    expect(resumed.person).toMatchObject({ givenName: person.givenName });
    const rows = await served.admin`select close_reason from disclosures where person_id = ${person.id}
      order by opened_at`;
    expect(rows.map((row) => row.close_reason)).toEqual(['EXPIRED', null]);
  });

  test('after 90 days it does not', async () => {
    const { person, referral } = await concluded();
    await passDays(person, 91);
    const { errors } = await resume(referral);
    expect(first<{ code: string }>(errors).code).toBe('DEADLINE_PASSED');
  });

  test('nor once the consent is gone, and a protected family looks the same', async () => {
    const gone = await concluded();
    await scene.coordinator.does('revokeConsent', versionOf(gone.consent), 'consent { id }');
    const hidden = await concluded();
    await served.admin`update families set protected = true
      where id = (select family_id from persons where id = ${hidden.person.id})`;
    const withoutConsent = await resume(gone.referral);
    expect(first<{ code: string }>(withoutConsent.errors).code).toBe('CONDITION_NOT_MET');
    expect((await resume(hidden.referral)).errors).toEqual(withoutConsent.errors);
  });
});
