import { C, E, type FeaturePolicy, H, I, L, root } from './shape.ts';

const everyone = [L, E, H, I, C];

export const everyonePolicy: FeaturePolicy = {
  types: {
    Region: {
      table: 'regions',
      why: 'Public reference.',
      fields: {
        code: everyone,
        name: everyone,
        name2016: everyone,
        familyTarget: everyone,
        personTarget: everyone,
      },
    },
    Commune: {
      table: 'communes',
      why: 'Public reference.',
      fields: {
        code: everyone,
        name: everyone,
        postalCodes: everyone,
        population: everyone,
        departementCode: everyone,
        epciCode: everyone,
        epciName: everyone,
        region: everyone,
      },
    },
    RomeCode: {
      table: 'rome_codes',
      why: 'Public reference.',
      fields: { code: everyone, label: everyone, romeVersion: everyone },
    },
    Viewer: {
      why: 'What a key says of itself.',
      fields: { audience: everyone, scopes: everyone, partner: everyone, agreement: everyone },
    },
    Partner: {
      table: 'partners',
      why: 'Itself; coordinators also landlords and employers in force.',
      fields: {
        id: everyone,
        name: everyone,
        kind: everyone,
        siret: everyone,
        finess: [H],
        sites: [L, E, H, C],
        contacts: everyone,
        regions: everyone,
        agreement: everyone,
      },
    },
    Site: {
      table: 'partner_sites',
      why: 'Establishments of a partner that one reads.',
      fields: { siret: [L, E, H, C], name: [L, E, H, C], commune: [L, E, H, C] },
    },
    Contact: {
      table: 'partner_contacts',
      why: 'Contacts of a partner that one reads.',
      fields: { purpose: everyone, name: everyone, phone: everyone, email: everyone },
    },
    Agreement: {
      table: 'agreements',
      why: 'Agreements of a partner that one reads.',
      fields: {
        signedOn: everyone,
        startsOn: everyone,
        endsOn: everyone,
        status: { readers: everyone, from: ['starts_on', 'ends_on', 'ended_at'] },
      },
    },
    Label: {
      why: 'French labels of the enum values that one’s schema has.',
      fields: { enum: everyone, value: everyone, fr: everyone },
    },
  },
  queries: {
    viewer: root(everyone, null, { withoutAgreement: true }),
    regions: root(everyone, null),
    communes: root(everyone, null),
    romeCodes: root(everyone, null),
    labels: root(everyone, null, { withoutAgreement: true }),
    partners: root([C], 'partners:read'),
  },
  mutations: {
    undoTransition: root([L, E, H, C], {
      LANDLORD: 'housing:write',
      EMPLOYER: 'jobs:write',
      HEALTH: 'care:write',
    }),
  },
  inputFields: { '*.channel': [C] },
  enumValues: {
    Audience: { LANDLORD: [L], EMPLOYER: [E], HEALTH: [H], INTERNAL: [I], COORDINATOR: [C] },
    PartnerKind: {
      SOCIAL_LANDLORD: [L, C],
      PRIVATE_LANDLORD: [L, C],
      EMPLOYER: [E, C],
      SIAE: [E, C],
      HEALTH_FACILITY: [H],
      HEALTH_ASSOCIATION: [H],
      PRACTITIONER: [H],
      INTERNAL_APP: [I],
      PROGRAMME: [C],
    },
    ContactPurpose: { HOUSING: [L, C], EMPLOYMENT: [E, C], CARE: [H] },
    Scope: {
      HOUSING_READ: [L, C],
      HOUSING_WRITE: [L, C],
      JOBS_READ: [E, C],
      JOBS_WRITE: [E, C],
      CARE_READ: [H],
      CARE_WRITE: [H, C],
      AGGREGATES_READ: [I, C],
      FAMILIES_READ: [C],
      FAMILIES_WRITE: [C],
      PARTNERS_READ: [C],
    },
    MutationErrorCode: {
      OFFER_RESERVED: [L, E, C],
      OFFER_NOT_AVAILABLE: [L, C],
      OFFER_CHANGED: [C],
      OFFER_FULL: [E, C],
      DOES_NOT_FIT: [L, C],
      FAMILY_ALREADY_PROPOSED: [C],
      FAMILY_PROTECTED: [C],
      CONSENT_MISSING: [C],
      NO_CARE_GATEWAY: [C],
      NO_WORK_PROFILE: [C],
      PARTNER_HAS_KEY: [C],
    },
  },
};
