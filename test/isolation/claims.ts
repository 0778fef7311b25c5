// Written by hand: what the functions that know who is asking must say, for every way of not being in force.
import type { Partner } from '../partner.ts';
import type { Cast } from './cast.ts';
import type { Scene, Speaker, Step } from './play.ts';

const none = '∅';

/** Each takes a partner out of force in its own way; nothing else of it changes. */
const outOfForce = (
  partner: Partner,
): Record<string, { change: string; holds: boolean; authenticates: boolean }> => ({
  'its key is revoked': {
    change: `update public.api_keys set revoked_at = now() where id = '${partner.keyId}'`,
    holds: false,
    authenticates: false,
  },
  'its key has expired': {
    change: `update public.api_keys set expires_at = now() - interval '1 day' where id = '${partner.keyId}'`,
    holds: false,
    authenticates: false,
  },
  'it is suspended': {
    change: `update public.partners set status = 'SUSPENDED' where id = '${partner.id}'`,
    holds: false,
    authenticates: false,
  },
  'its agreement has lapsed': {
    change: `update public.agreements set ends_on = current_date - 1 where partner_id = '${partner.id}'`,
    holds: true,
    authenticates: true,
  },
  'its agreement has not begun': {
    change: `update public.agreements set starts_on = current_date + 1 where partner_id = '${partner.id}'`,
    holds: true,
    authenticates: true,
  },
  'its agreement was ended': {
    change: `update public.agreements set ended_at = now() where partner_id = '${partner.id}'`,
    holds: true,
    authenticates: true,
  },
});

const asks = (of: string, audience: string) => `select access.${of}('${audience}')::text`;
const login: Omit<Speaker, 'partner'> = { role: 'api_login', partnerId: '', keyId: '' };
const authenticates = (partner: Partner) =>
  `select concat_ws(' ', a.key_id, a.partner_id, a.audience, a.agreement_in_force) from access.authenticate((select sha256('${partner.key}'))) a`;

function standing(partner: Partner, other: Partner, stranger: Partner): Scene[] {
  const { audience, id } = partner;
  const both = (who: Partner | Speaker, gives: string): Step[] => [
    [who, asks('partner', audience), gives],
    [who, asks('holder', audience), gives],
  ];
  return [
    {
      title: `a ${audience} is who its key says, and nobody else by any claim`,
      steps: [
        ...both(partner, id),
        ...both({ partner, keyId: other.keyId ?? '' }, none),
        ...both({ partner, partnerId: other.id }, none),
        ...both({ partner, keyId: '' }, none),
        ...both({ partner, partnerId: '' }, none),
        ...both({ partner, partnerId: 'null', keyId: 'null' }, none),
        ...both({ partner, partnerId: `${id}'`, keyId: '0' }, none),
        ...both({ partner: stranger, role: `api_${audience.toLowerCase()}` }, none),
        [partner, asks('partner', stranger.audience), none],
        [partner, asks('holder', stranger.audience), none],
        [{ partner, ...login }, authenticates(partner), `${partner.keyId} ${id} ${audience} t`],
        [{ partner, ...login }, "select count(*)::text from access.authenticate('\\x00')", '0'],
      ],
    },
    ...Object.entries(outOfForce(partner)).map(([why, { change, holds, authenticates: recognised }]) => ({
      title: `a ${audience} is not in force when ${why}`,
      steps: [
        [null, change, '1'],
        [partner, asks('partner', audience), none],
        [partner, asks('holder', audience), holds ? id : none],
        [
          { partner, ...login },
          authenticates(partner),
          recognised ? `${partner.keyId} ${id} ${audience} f` : none,
        ],
      ] as Step[],
    })),
  ];
}

/** Whom a coordinator acts for: of its regions, in force, without a live key, of that kind. */
function actingFor({
  coordinator,
  landlord,
  keylessLandlord,
  otherCoordinator,
  keylessEmployer,
  otherHealth,
}: Cast): Scene {
  const may = (partner: Partner, kind = partner.audience) =>
    `select access.may_act_for('${partner.id}', '${kind}')::text`;
  const agreement = (set: string) =>
    `update public.agreements set ${set} where partner_id = '${keylessLandlord.id}'`;
  const later = 'starts_on = current_date - 9, ends_on = null, ended_at = null';
  return {
    title:
      'a coordinator acts for landlords and employers of its regions, in force and without a live key, and for no other',
    steps: [
      [coordinator, may(keylessLandlord), 'true'],
      [coordinator, may(keylessEmployer), 'true'],
      [coordinator, may(keylessLandlord, 'EMPLOYER'), 'false'],
      [coordinator, may(coordinator), 'false'],
      [coordinator, may(landlord), 'false'],
      [otherCoordinator, may(keylessLandlord), 'false'],
      [{ partner: coordinator, keyId: '' }, may(keylessLandlord), 'false'],
      [coordinator, 'select access.regions()::text', '{84}'],
      [{ partner: coordinator, keyId: '' }, 'select access.regions()::text', '{}'],
      [null, `update public.api_keys set revoked_at = now() where partner_id = '${landlord.id}'`, '1'],
      [coordinator, may(landlord), 'true'],
      [
        null,
        `update public.api_keys set revoked_at = null, expires_at = now() - interval '1 day' where partner_id = '${landlord.id}'`,
        '1',
      ],
      [coordinator, may(landlord), 'true'],
      [null, agreement('ends_on = current_date - 1'), '1'],
      [coordinator, may(keylessLandlord), 'false'],
      [null, agreement(later), '1'],
      [null, `update public.partners set status = 'SUSPENDED' where id = '${keylessLandlord.id}'`, '1'],
      [coordinator, may(keylessLandlord), 'false'],
      [
        null,
        `insert into public.partner_regions (partner_id, region_code) values ('${otherCoordinator.id}', '84')`,
        '1',
      ],
      [
        null,
        `insert into public.agreements (id, partner_id, audience, signed_on, starts_on) values (gen_random_uuid(), '${keylessLandlord.id}', 'LANDLORD', current_date, current_date)`,
        '1',
      ],
      [null, `update public.partners set status = 'ACTIVE' where id = '${keylessLandlord.id}'`, '1'],
      [otherCoordinator, may(keylessLandlord), 'true'],
      [
        null,
        `insert into public.partner_regions (partner_id, region_code) values ('${otherCoordinator.id}', '75')`,
        '1',
      ],
      [otherCoordinator, may(otherCoordinator, 'LANDLORD'), 'false'],
      [null, `update public.api_keys set revoked_at = now() where partner_id = '${otherHealth.id}'`, '1'],
      [coordinator, may(otherHealth, 'HEALTH'), 'false'],
    ],
  };
}

/** Health partners are known to health partners in force, while they are in force themselves. */
function healthPartners({ gateway, otherHealth, landlord }: Cast): Scene {
  const knows = (other: Partner) =>
    `select count(*)::text from access.health_partners() as h where h = '${other.id}'`;
  const back = `update public.agreements set ends_on = null where partner_id = '${otherHealth.id}'`;
  return {
    title: 'health partners in force are known to health partners in force, and to nobody else',
    steps: [
      [gateway, knows(otherHealth), '1'],
      [gateway, knows(landlord), '0'],
      [{ partner: gateway, keyId: '' }, knows(otherHealth), '0'],
      [landlord, knows(otherHealth), '42501'],
      [
        null,
        `update public.agreements set ends_on = current_date - 1 where partner_id = '${otherHealth.id}'`,
        '1',
      ],
      [gateway, knows(otherHealth), '0'],
      [null, back, '1'],
      [null, `update public.partners set status = 'SUSPENDED' where id = '${otherHealth.id}'`, '1'],
      [gateway, knows(otherHealth), '0'],
    ],
  };
}

export function claims(cast: Cast): Scene[] {
  const {
    landlord,
    otherLandlord,
    employer,
    otherEmployer,
    gateway,
    otherHealth,
    coordinator,
    otherCoordinator,
  } = cast;
  return [
    ...standing(landlord, otherLandlord, employer),
    ...standing(employer, otherEmployer, gateway),
    ...standing(gateway, otherHealth, landlord),
    ...standing(coordinator, otherCoordinator, landlord),
    ...standing(cast.reader.INTERNAL, landlord, employer),
    actingFor(cast),
    healthPartners(cast),
  ];
}
